#include "corpus/token_finder.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "corpus/fts_tokenizer.h"

namespace scrutineer::corpus {
namespace {

TEST_CASE("words are found by number where the index's tokenizer places them") {
  const std::vector<std::string> pieces = {
      "tender", "A",      "9",  "s106",       " ", "\n", "-",      "'",       "_",
      "\x7f",   "é",      "ŵ",  "’",          "–", "£",  "\u0301", "e\u0301", "№",
      "½",      "\u00a0", "中", "\U0001F600", "ǆ", ".",  "x",      "@[`{/:",  "words of ASCII"};
  std::mt19937 random(11);
  std::uniform_int_distribution<std::size_t> piece(0, pieces.size() - 1);
  for (int i = 0; i < 5'000; ++i) {
    std::string text;
    const int count = std::uniform_int_distribution(0, 40)(random);
    // Long stretches of ASCII are counted, others cut.
    const bool is_plain = i % 3 == 0;
    for (int j = 0; j < count; ++j) text += pieces[is_plain ? piece(random) % 10 : piece(random)];
    INFO(text);
    const std::vector<Token> tokens = Tokenize(text);
    TokenFinder finder(text);
    std::uniform_int_distribution<std::size_t> step(0, 9);
    std::size_t number = step(random);
    for (; number < tokens.size(); number += step(random)) {
      INFO(number);
      REQUIRE(finder.Find(number) == ByteSpan{tokens[number].begin, tokens[number].end});
    }
    REQUIRE_FALSE(finder.Find(tokens.size()));
    REQUIRE_FALSE(finder.Find(tokens.size() + 3));
  }
}

}  // namespace
}  // namespace scrutineer::corpus
