#include "corpus/query.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "corpus/query_match.h"
#include "tests/corpus/corpus_fixture.h"
#include "tests/corpus/query_tree.h"

namespace scrutineer::corpus {
namespace {

TEST_CASE("queries are read as people mean them") {
  struct Case {
    std::string query;
    std::string tree;
  };
  const std::vector<Case> cases = {
      {"tender", "tender"},
      {"  tender  ", "tender"},
      {"Tender", "Tender"},
      {"youth services", "(and youth services)"},
      {"youth AND services", "(and youth services)"},
      {"youth OR services", "(or youth services)"},
      {"a OR b c", "(or a (and b c))"},
      {"a b OR c d", "(or (and a b) (and c d))"},
      {"a OR b OR c", "(or a b c)"},
      {"a AND b AND c", "(and a b c)"},
      {"(a OR b) c", "(and (or a b) c)"},
      {"a (b OR c)", "(and a (or b c))"},
      {"((a))", "a"},
      {"a NOT b", "(and a (not b))"},
      {"a AND NOT b", "(and a (not b))"},
      {"a -b", "(and a (not b))"},
      {"NOT b AND a", "(and (not b) a)"},
      {"-b a", "(and (not b) a)"},
      {"a -(b OR c)", "(and a (not (or b c)))"},
      {"a -\"b c\"", "(and a (not \"b c\"))"},
      {"a NOT NOT b", "(and a b)"},
      {"a NOT (NOT b)", "(and a b)"},
      {"a OR (b NOT c)", "(or a (and b (not c)))"},
      {"(NOT a OR NOT b) c", "(and (or (not a) (not b)) c)"},
      {"procur*", "procur*"},
      {"in-hou*", "in-hou*"},
      {"ab*", "ab*"},
      {"\"extra care\"", "\"extra care\""},
      {"\"tender\"", "\"tender\""},
      {"\xE2\x80\x9C"
       "extra care\xE2\x80\x9D homes",
       "(and \"extra care\" homes)"},
      {"\xE2\x80\x9E"
       "extra care\xE2\x80\x9C",
       "\"extra care\""},
      {"\xC2\xAB"
       "extra care\xC2\xBB",
       "\"extra care\""},
      {"\"AND\"", "\"AND\""},
      {"\"(a)\"", "\"(a)\""},
      {"in-house", "\"in-house\""},
      {"council's", "\"council's\""},
      {"council\xE2\x80\x99s", "\"council\xE2\x80\x99s\""},
      {"C++", "C++"},
      {"\xC2\xA3"
       "3million",
       "\xC2\xA3"
       "3million"},
      {"2019/20", "\"2019/20\""},
      {"4.2.3", "\"4.2.3\""},
      {"e-mail@example.org", "\"e-mail@example.org\""},
      {"near", "near"},
      {"^tender", "^tender"},
      {"{tender}", "{tender}"},
      {"a+b", "\"a+b\""},
      {"and", "and"},
      {"a or b", "(and a or b)"},
      {"And", "And"},
      {"ANDROID", "ANDROID"},
      {"AND-gate", "\"AND-gate\""},
      {"a\xC2\xA0"
       "b",
       "(and a b)"},
      {"a\tb\nc", "(and a b c)"},
      {"Ynys M\xC3\xB4n", "(and Ynys M\xC3\xB4n)"},
      {"provider(s)", "(and provider s)"},
      {"\"a\"\"b\"", "(and \"a\" \"b\")"},
      {"a\"b\"", "(and a \"b\")"},
      {"'tender'", "'tender'"},
      {"x'; DROP TABLE pages; --y", "(and x'; DROP TABLE pages; --y)"},
      {"\xE5\xB8\x82", "\xE5\xB8\x82"},
  };
  for (const Case& c : cases) {
    INFO(c.query);
    const auto query = ParseQuery(c.query);
    if (!query) FAIL_CHECK(query.error().message);
    if (query) CHECK(Show(query->root) == c.tree);
    if (query) CHECK(query->source == c.query);
  }
}

TEST_CASE("a wrong query says what is wrong, where, and what to do") {
  struct Case {
    std::string query;
    std::string what;
    int character;
    std::string fix;
  };
  const std::vector<Case> cases = {
      {"\"extra care", "quotation mark is not closed", 1, "ends the phrase"},
      {"homes \xE2\x80\x9C"
       "extra care",
       "quotation mark is not closed", 7, "ends the phrase"},
      {"a \"", "quotation mark is not closed", 3, "ends the phrase"},
      {"\"\"", "no letters or digits", 1, "put words between"},
      {"a \"- -\"", "no letters or digits", 3, "put words between"},
      {"(a b", "parenthesis is not closed", 1, "add ')'"},
      {"(a (b)", "parenthesis is not closed", 1, "add ')'"},
      {"a (", "parenthesis is not closed", 3, "add words"},
      {"a)", "never opened", 2, "remove it"},
      {")", "never opened", 1, "remove it"},
      {"a ()", "nothing stands between", 3, "put words"},
      {"a AND", "'AND' has nothing after it", 3, "put a word after"},
      {"a OR", "'OR' has nothing after it", 3, "\"OR\""},
      {"a NOT", "'NOT' has nothing after it", 3, "put a word after"},
      {"AND a", "'AND' has nothing before it", 1, "put a word before"},
      {"OR", "'OR' has nothing before it", 1, "\"OR\""},
      {"a AND OR b", "'AND' has nothing after it", 3, "put a word after"},
      {"a OR AND b", "'OR' has nothing after it", 3, "put a word after"},
      {"a (b OR) c", "'OR' has nothing after it", 6, "put a word after"},
      {"a (AND b)", "'AND' has nothing before it", 4, "put a word before"},
      {"NOT", "'NOT' has nothing after it", 1, "put a word after"},
      {"NOT a", "only says which pages to leave out", 1, "tender NOT youth"},
      {"-a", "only says which pages to leave out", 1, "tender NOT youth"},
      {"-a -b", "only says which pages to leave out", 1, "tender NOT youth"},
      {"NOT (a b)", "only says which pages to leave out", 1, "tender NOT youth"},
      {"NOT a OR NOT b", "only says which pages to leave out", 1, "tender NOT youth"},
      {"a OR NOT b", "alternative of OR only leaves pages out", 6, "b NOT c"},
      {"NOT a OR b", "alternative of OR only leaves pages out", 1, "b NOT c"},
      {"x (a OR -b)", "alternative of OR only leaves pages out", 9, "b NOT c"},
      {"*", "'*' stands alone", 1, "procur*"},
      {"a *", "'*' stands alone", 3, "procur*"},
      {"pro*cure", "'*' stands inside a word", 4, "procur*"},
      {"*cure", "'*' stands inside a word", 1, "procur*"},
      {"cure**", "'*' stands inside a word", 5, "procur*"},
      {"\"a b\"*", "'*' stands after a phrase", 6, "procur*"},
      {"a*", "'a*' is too short", 1, "two letters"},
      {"x-a*", "'x-a*' is too short", 1, "two letters"},
      {"-*", "'*' stands alone", 2, "procur*"},
      {"a & \"b\"", "'&' needs a word on both sides", 3, "Marks & Spencer"},
      {"a &", "'&' needs a word on both sides", 3, "Marks & Spencer"},
      {"& b", "'&' needs a word on both sides", 1, "Marks & Spencer"},
      {"a - b", "'-' has no letters or digits", 3, "leave it out"},
      {"\xE2\x80\x94", "'\xE2\x80\x94' has no letters or digits", 1, "leave it out"},
      {"\xC3\xB4 \xC3\xB4 &", "'&' needs a word on both sides", 5, "leave it out"},
      {"--", "'--' has no letters or digits", 1, "leave it out"},
      {"&*", "'&' has no letters or digits", 1, "leave it out"},
  };
  for (const Case& c : cases) {
    INFO(c.query);
    const auto query = ParseQuery(c.query);
    if (query) FAIL_CHECK("was taken as " << Show(query->root));
    if (query) continue;
    CHECK(query.error().code == ErrorCode::kQuery);
    const std::string& message = query.error().message;
    INFO(message);
    CHECK_THAT(message, Catch::Contains(c.what));
    CHECK_THAT(message, Catch::Contains("at character " + std::to_string(c.character) + "\n"));
    CHECK_THAT(message, Catch::Contains(c.fix));
    const std::string caret =
        "\n  " + std::string(static_cast<std::size_t>(c.character - 1), ' ') + "^\n";
    CHECK_THAT(message, Catch::Contains(caret));
  }
}

TEST_CASE("queries that have no character to point at") {
  CHECK_THAT(ErrorOf(ParseQuery("")).message, Catch::Contains("empty"));
  CHECK_THAT(ErrorOf(ParseQuery(" \t\xC2\xA0")).message, Catch::Contains("empty"));
  CHECK_THAT(ErrorOf(ParseQuery("a \xFF")).message, Catch::Contains("not UTF-8 from byte 3"));
  CHECK_THAT(ErrorOf(ParseQuery(std::string(4097, 'a'))).message, Catch::Contains("4096"));
  CHECK(ParseQuery(std::string(4096, 'a')));
}

std::string Nested(int levels) {
  std::string query = "a";
  for (int i = 0; i < levels; ++i) query = fmt::format("({} OR b) c", query);
  return query;
}

TEST_CASE("nesting has a limit, and FTS5 takes all below it") {
  CHECK(ParseQuery(Nested(60)));
  CHECK_THAT(ErrorOf(ParseQuery(std::string(65, '(') + "a" + std::string(65, ')'))).message,
             Catch::Contains("more than 64 groups"));
  CHECK(ParseQuery(std::string(64, '(') + "a" + std::string(64, ')')));
  std::string right = "a";
  for (int i = 0; i < 30; ++i) right = fmt::format("a -({})", right);
  CHECK_THAT(ErrorOf(ParseQuery(right)).message, Catch::Contains("nested too deeply"));
}

TEST_CASE("a long query is shown around the mistake only") {
  const std::string query = std::string(200, 'a') + " ? " + std::string(200, 'b');
  const std::string message = ErrorOf(ParseQuery(query)).message;
  INFO(message);
  CHECK(message.size() < 300);
  const auto lines_at = message.find('\n') + 1;
  const auto caret_at = message.find('\n', lines_at) + 1;
  const std::string shown = message.substr(lines_at, caret_at - lines_at - 1);
  const std::string caret = message.substr(caret_at, message.find('\n', caret_at) - caret_at);
  CHECK(shown.at(caret.size() - 1) == '?');
}

TEST_CASE("what FTS5 is given consists of quoted words") {
  const auto match = [](std::string_view query) { return MatchExpression(Get(ParseQuery(query))); };
  CHECK(match("a b") == R"("a" AND "b")");
  CHECK(match("a -b -c") == R"("a" NOT ("b" OR "c"))");
  CHECK(match("(NOT a OR NOT b) c") == R"("c" NOT ("a" AND "b"))");
  CHECK(match("(a OR b) c") == R"(("a" OR "b") AND "c")");
  CHECK(match("a OR b c") == R"("b" AND "c" OR "a")");
  CHECK(match("(a NOT b) NOT c") == R"("a" NOT "b" NOT "c")");
  CHECK(match("a NOT (b NOT c)") == R"("a" NOT ("b" NOT "c"))");
  CHECK(match("\"title:x\"") == R"("title:x")");
  CHECK(match("procur*") == R"("procur" *)");
  CHECK(match(std::string_view("\"a\0b\"", 5)) == R"("a b")");  // found by fuzzing
}

}  // namespace
}  // namespace scrutineer::corpus
