#include "pipeline/text/canonical_composition.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <utility>

namespace scrutineer::text {
namespace {

using Stretch = OffsetMap::Stretch;

const icu::Normalizer2* Nfc() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  return U_SUCCESS(status) != 0 ? nfc : nullptr;
}

// All characters before U+0300 are in NFC beside any of their kind, which a byte tells.
bool IsPlainlyComposed(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0xCC; });
}

// The map of composed text, made from the map of the text before and the edits between the two.
class ComposedMap {
 public:
  ComposedMap(const OffsetMap& before, std::size_t reserve) : before_(before) {
    stretches_.reserve(before.stretches().size() + reserve);
  }

  // The next `size` bytes of both texts are alike.
  void Keep(std::uint32_t size) {
    const std::uint32_t end = source_ + size;
    const auto& stretches = before_.stretches();
    while (source_ < end) {
      while (at_ + 1 < stretches.size() && stretches[at_ + 1].normalized <= source_) ++at_;
      const std::uint32_t stop =
          at_ + 1 < stretches.size() ? std::min(end, stretches[at_ + 1].normalized) : end;
      Append(stop - source_, stop - source_, stretches[at_].copied);
    }
  }

  // The next `old_size` bytes of the text before became `new_size` bytes.
  void Change(std::uint32_t old_size, std::uint32_t new_size) {
    Append(old_size, new_size, /*copied=*/false);
  }

  OffsetMap Finish(std::uint32_t extracted_size) && {
    Close();
    return {std::move(stretches_), target_, extracted_size};
  }

 private:
  void Append(std::uint32_t old_size, std::uint32_t new_size, bool copied) {
    const ExtractedSpan from = before_.ToExtracted({source_, source_ + old_size});
    // Part of a stretch that stands as a whole for its source: both parts stand for it together.
    const bool shared = !stretches_.empty() && from.begin < covered_;
    if (shared) {
      stretches_.back().copied = false;
    } else {
      Close(from.begin);
      stretches_.push_back({target_, from.begin, copied});
    }
    covered_ = std::max(covered_, from.end);
    source_ += old_size;
    target_ += new_size;
  }

  // Ends a replaced stretch where its source ends, unless the next begins right there.
  void Close(std::uint32_t next_begin = UINT32_MAX) {
    if (stretches_.empty() || stretches_.back().copied || covered_ == next_begin) return;
    stretches_.push_back({target_, covered_, true});
  }

  const OffsetMap& before_;
  std::vector<Stretch> stretches_;
  std::size_t at_ = 0;
  std::uint32_t source_ = 0;
  std::uint32_t target_ = 0;
  std::uint32_t covered_ = 0;
};

}  // namespace

NormalizedText Compose(NormalizedText text) {
  if (IsPlainlyComposed(text.text)) return text;
  const icu::Normalizer2* nfc = Nfc();
  UErrorCode status = U_ZERO_ERROR;
  const icu::StringPiece source(text.text.data(), static_cast<std::int32_t>(text.text.size()));
  if (nfc == nullptr || nfc->isNormalizedUTF8(source, status) != 0) return text;
  std::string composed;
  composed.reserve(text.text.size());
  icu::StringByteSink<std::string> sink(&composed);
  icu::Edits edits;
  nfc->normalizeUTF8(0, source, sink, &edits, status);
  if (U_FAILURE(status) != 0) return text;

  ComposedMap map(text.map, static_cast<std::size_t>(edits.numberOfChanges()) * 2);
  auto edit = edits.getFineIterator();
  while (edit.next(status) != 0) {
    const auto old_size = static_cast<std::uint32_t>(edit.oldLength());
    const auto new_size = static_cast<std::uint32_t>(edit.newLength());
    edit.hasChange() != 0 ? map.Change(old_size, new_size) : map.Keep(old_size);
  }
  return {std::move(composed), std::move(map).Finish(text.map.extracted_size())};
}

}  // namespace scrutineer::text
