#include "corpus/fts_tokenizer.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

namespace scrutineer::corpus {
namespace {

std::vector<ByteSpan> SpansOfTokens(const std::string& text) {
  std::vector<ByteSpan> spans;
  for (const Token& token : Tokenize(text)) spans.push_back({token.begin, token.end});
  return spans;
}

TEST_CASE("words are placed where the index's tokenizer places them") {
  const std::vector<std::string> pieces = {
      "tender", "A",      "9",  "s106",       " ", "\n", "-",      "'",       "_",
      "\x7f",   "é",      "ŵ",  "’",          "–", "£",  "\u0301", "e\u0301", "№",
      "½",      "\u00a0", "中", "\U0001F600", "ǆ", ".",  "x"};
  std::mt19937 random(11);
  std::uniform_int_distribution<std::size_t> piece(0, pieces.size() - 1);
  for (int i = 0; i < 2'000; ++i) {
    std::string text;
    const int count = std::uniform_int_distribution(0, 30)(random);
    for (int j = 0; j < count; ++j) text += pieces[piece(random)];
    INFO(text);
    const std::vector<ByteSpan> expected = SpansOfTokens(text);
    REQUIRE(TokenSpans(text, text.size() + 1) == expected);
    const std::size_t most = std::uniform_int_distribution<std::size_t>(0, 12)(random);
    const std::vector<ByteSpan> first(
        expected.begin(),
        expected.begin() + static_cast<std::ptrdiff_t>(std::min(most, expected.size())));
    REQUIRE(TokenSpans(text, most) == first);
  }
}

}  // namespace
}  // namespace scrutineer::corpus
