// Reads labelled passages and saved results, and measures the one by the other.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "extractors/evaluation.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace scrutineer::extractors;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto passages = ParseGoldPassages(text, "gold.jsonl", "^a");
  if (!passages) return 0;
  std::size_t unknown = 0;
  FoundMentions found(passages->size());
  if (const auto saved = LoadFound(text, "saved.jsonl", *passages, unknown)) found = *saved;
  const Evaluation evaluation = Evaluate(*passages, found);
  // Whatever is read or unread is in all, and nothing else.
  if (evaluation.read.passages + evaluation.unread.passages != evaluation.all.passages)
    std::abort();
  const Comparison comparison = Compare(evaluation, evaluation);
  if (!comparison.won.empty() || !comparison.lost.empty()) std::abort();
  return 0;
}
