#ifndef SCRUTINEER_CORPUS_TOKEN_FINDER_H_
#define SCRUTINEER_CORPUS_TOKEN_FINDER_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/base/byte_span.h"

namespace scrutineer::corpus {

// Finds where words of a text stand that are known by their number, as the index cuts it into words
// (fts_tokenizer.h). Words before them are only counted, eight bytes at a time.
class TokenFinder {
 public:
  // The text, UTF-8, must outlive the finder.
  explicit TokenFinder(std::string_view text) : text_(text) {}

  // Of the word with this number, from 0 on; nothing where the text has fewer.
  // REQUIRES: it is not before the word that was asked for last.
  std::optional<ByteSpan> Find(std::size_t number);

 private:
  // Counts words of ASCII up to one before that with this number, or less far.
  void SkipBefore(std::size_t number);
  // Cuts what stands between two characters of ASCII that part words. False at the text's end.
  bool CutNextStretch();

  std::string_view text_;
  std::size_t at_ = 0;     // byte behind what was cut or counted
  std::size_t first_ = 0;  // number of the first word of the stretch
  std::vector<ByteSpan> stretch_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_TOKEN_FINDER_H_
