#ifndef SCRUTINEER_PIPELINE_TEXT_TEXT_BUILDER_H_
#define SCRUTINEER_PIPELINE_TEXT_TEXT_BUILDER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/text/normalizer.h"

namespace scrutineer::text {

// Writes normalised text and records beside it where each byte came from. Offsets are into the
// extracted text and must not go back.
class TextBuilder {
 public:
  explicit TextBuilder(std::string_view extracted) : extracted_(extracted) {
    text_.reserve(extracted.size());
  }

  // Takes bytes [begin, end) as they stand.
  void Copy(std::size_t begin, std::size_t end) {
    OpenCopied(begin);
    text_.append(extracted_, begin, end - begin);
  }

  // Writes `character` for the one byte at `offset`.
  void PutFor(std::size_t offset, char character) {
    OpenCopied(offset);
    text_.push_back(character);
  }

  // Writes `with` for bytes [begin, end). REQUIRES: `with` is not empty.
  void Replace(std::size_t begin, std::size_t end, std::string_view with) {
    stretches_.push_back({Here(), static_cast<std::uint32_t>(begin), false});
    text_.append(with);
    OpenCopied(end);
  }

  bool empty() const { return text_.empty(); }

  NormalizedText Finish() && {
    OffsetMap map(std::move(stretches_), Here(), static_cast<std::uint32_t>(extracted_.size()));
    return {std::move(text_), std::move(map)};
  }

 private:
  std::uint32_t Here() const { return static_cast<std::uint32_t>(text_.size()); }

  void OpenCopied(std::size_t offset) {
    if (!stretches_.empty()) {
      const OffsetMap::Stretch& last = stretches_.back();
      if (last.copied && last.extracted + (Here() - last.normalized) == offset) return;
    }
    stretches_.push_back({Here(), static_cast<std::uint32_t>(offset), true});
  }

  std::string_view extracted_;
  std::string text_;
  std::vector<OffsetMap::Stretch> stretches_;
};

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_TEXT_BUILDER_H_
