#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "pipeline/text/normalizer.h"
#include "pipeline/text/sentences.h"
#include "tests/pipeline/text/normalized_invariants.h"

namespace {

// Sentences are in order, within their paragraph, and not longer than promised.
bool SentencesHold(std::string_view text) {
  std::uint32_t end = 0;
  for (const auto& paragraph : scrutineer::text::SplitParagraphs(text)) {
    if (paragraph.span.begin < end || paragraph.span.end > text.size()) return false;
    end = paragraph.span.begin;
    for (const scrutineer::ByteSpan sentence : paragraph.sentences) {
      if (sentence.begin < end || sentence.empty() || sentence.size() > 1500) return false;
      if (!paragraph.span.Contains(sentence)) return false;
      if (scrutineer::FirstInvalidUtf8(sentence.Of(text))) return false;
      end = sentence.end;
    }
    end = paragraph.span.end;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  if (!scrutineer::text::BrokenInvariant(input).empty()) std::abort();
  if (!SentencesHold(scrutineer::text::Normalize(input).text)) std::abort();
  return 0;
}
