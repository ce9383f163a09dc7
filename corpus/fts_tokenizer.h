#ifndef SCRUTINEER_CORPUS_FTS_TOKENIZER_H_
#define SCRUTINEER_CORPUS_FTS_TOKENIZER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/byte_span.h"

namespace scrutineer::corpus {

// A word as the index sees it, and where it stands in the text.
struct Token {
  std::string text;
  std::uint32_t begin = 0;  // bytes, half-open
  std::uint32_t end = 0;
};

// Words of UTF-8 text cut, lower-cased and stripped of diacritics exactly as the index does, by the
// same tokenizer ("unicode61 remove_diacritics 2"); not stemmed. Thread-safe.
std::vector<Token> Tokenize(std::string_view text);

// The same, stemmed ("porter"): what stands in the index.
std::vector<Token> TokenizeStemmed(std::string_view text);

// Where the words stand, without the words.
std::vector<ByteSpan> TokenSpans(std::string_view text);

// Tokens joined by one space: two names are the same where this is.
std::string Fold(std::string_view text);

// Stemmed tokens joined by one space.
std::string Stems(std::string_view text);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_FTS_TOKENIZER_H_
