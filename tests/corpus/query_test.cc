#include "corpus/query.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <random>

#include "corpus/query_match.h"
#include "pipeline/base/utf8.h"
#include "tests/corpus/corpus_fixture.h"

namespace scrutineer::corpus {
namespace {

// The tree in brackets: w:word p:prefix "phrase" (and ...) (or ...) (not ...).
std::string Show(const QueryNode& node) {
  using Kind = QueryNode::Kind;
  if (node.kind == Kind::kWord) return node.text;
  if (node.kind == Kind::kPrefix) return node.text + "*";
  if (node.kind == Kind::kPhrase) return fmt::format("\"{}\"", node.text);
  std::string shown = node.kind == Kind::kAnd ? "(and" : node.kind == Kind::kOr ? "(or" : "(not";
  for (const QueryNode& child : node.children) shown += fmt::format(" {}", Show(child));
  return shown + ")";
}

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
      {"title:tender", "\"title:tender\""},
      {"NEAR", "NEAR"},
      {"NEAR(a b)", "(and NEAR (and a b))"},
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
      {"a & b", "'&' has no letters or digits", 3, "leave it out"},
      {"a - b", "'-' has no letters or digits", 3, "leave it out"},
      {"\xE2\x80\x94", "'\xE2\x80\x94' has no letters or digits", 1, "leave it out"},
      {"\xC3\xB4 \xC3\xB4 &", "'&' has no letters or digits", 5, "leave it out"},
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
  const std::string query = std::string(200, 'a') + " & " + std::string(200, 'b');
  const std::string message = ErrorOf(ParseQuery(query)).message;
  INFO(message);
  CHECK(message.size() < 300);
  const auto lines_at = message.find('\n') + 1;
  const auto caret_at = message.find('\n', lines_at) + 1;
  const std::string shown = message.substr(lines_at, caret_at - lines_at - 1);
  const std::string caret = message.substr(caret_at, message.find('\n', caret_at) - caret_at);
  CHECK(shown.at(caret.size() - 1) == '&');
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
  CHECK(match("title:x") == R"("title:x")");
  CHECK(match("procur*") == R"("procur" *)");
}

// A real index, so that what is found is what people would find.
class Index {
 public:
  Index() {
    REQUIRE(sqlite3_open(":memory:", &database_) == SQLITE_OK);
    Run("CREATE VIRTUAL TABLE f USING fts5 (text, tokenize = "
        "'porter unicode61 remove_diacritics 2')");
    Run("INSERT INTO f (rowid, text) VALUES (1, 'The procurement of extra care homes in-house'),"
        " (2, 'Consultation with staff of Ynys M\xC3\xB4n'), (3, 'contract awarded to the "
        "policy')");
  }
  ~Index() { sqlite3_close(database_); }
  Index(const Index&) = delete;
  Index& operator=(const Index&) = delete;

  void Run(const char* sql) {
    REQUIRE(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
  }
  // Rowids; the error in words where SQLite has one.
  std::pair<std::vector<int>, std::string> Find(const std::string& match) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(database_, "SELECT rowid FROM f WHERE f MATCH ?1 ORDER BY rowid", -1,
                       &statement, nullptr);
    sqlite3_bind_text(statement, 1, match.data(), static_cast<int>(match.size()), SQLITE_STATIC);
    std::vector<int> rows;
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
      rows.push_back(sqlite3_column_int(statement, 0));
    }
    std::string error = code == SQLITE_DONE ? "" : sqlite3_errmsg(database_);
    sqlite3_finalize(statement);
    return {rows, error};
  }

 private:
  sqlite3* database_ = nullptr;
};

TEST_CASE("queries find what they say") {
  Index index;
  struct Case {
    std::string query;
    std::vector<int> rows;
  };
  const std::vector<Case> cases = {
      {"contract", {3}},
      {"contracts", {3}},
      {"\"extra care\"", {1}},
      {"\"care extra\"", {}},
      {"in-house", {1}},
      {"ynys mon", {2}},
      {"procurement OR consultation", {1, 2}},
      {"(procurement OR consultation) -staff", {1}},
      {"-staff (procurement OR consultation)", {1}},
      {"(NOT staff OR NOT ynys) (of OR the)", {1, 3}},
      {"proc*", {1}},
      {"procur*", {1}},
      {"procurem*", {1}},
      {"procurement*", {1}},
      {"consultatio*", {2}},
      {"consulta*", {2}},
      {"award*", {3}},
      {"awarde*", {3}},
      {"polic*", {3}},
      {"policy*", {3}},
      {"in-hou*", {1}},
      {"zz*", {}},
  };
  for (const Case& c : cases) {
    INFO(c.query);
    const auto [rows, error] = index.Find(MatchExpression(Get(ParseQuery(c.query))));
    CHECK(error.empty());
    CHECK(rows == c.rows);
  }
}

// Queries put together at random from what is hard: marks, keywords, parts of characters.
std::string RandomQuery(std::mt19937& random) {
  static const std::vector<std::string> kPieces = {
      "a",
      "tender",
      "\"",
      "(",
      ")",
      "*",
      "-",
      " ",
      " AND ",
      " OR ",
      " NOT ",
      "NEAR",
      "^",
      ":",
      "{",
      "}",
      "+",
      "'",
      "\\",
      ",",
      ";",
      "%",
      "col",
      "text:",
      "\xC3\xB4",
      "\xE2\x80\x9C",
      "\xE2\x80\x9D",
      "\xE2\x80\x99",
      "\xC3",
      "\xFF",
      "\xF0\x9F\x98\x80",
      "\xCC\x81",
      "12",
      "procurem*",
      "in-house",
      "\t",
      "\n",
      "AND",
      "OR",
      "NOT",
      "((",
      "))",
      "NEAR(",
      "rank",
      "pages_fts",
      "--",
      "/*",
      "*/",
      "\xE5\xB8\x82",
  };
  std::uniform_int_distribution<std::size_t> piece(0, kPieces.size() - 1);
  std::uniform_int_distribution<int> length(1, 12);
  std::uniform_int_distribution<int> byte(0, 255);
  std::string query;
  for (int i = length(random); i > 0; --i) {
    if (byte(random) < 8) {
      query.push_back(static_cast<char>(byte(random)));
    } else if (byte(random) < 128) {
      query += fmt::format(" w{} ", byte(random));
    } else {
      query += kPieces[piece(random)];
    }
    if (byte(random) < 128) query.push_back(' ');
  }
  return query;
}

TEST_CASE("whatever is typed either runs or is refused by us, never by SQLite") {
  Index index;
  std::mt19937 random(20240312);
  int taken = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = RandomQuery(random);
    const auto query = ParseQuery(text);
    if (!query) {
      if (query.error().code != ErrorCode::kQuery || FirstInvalidUtf8(query.error().message)) {
        FAIL_CHECK(text);
      }
      continue;
    }
    ++taken;
    const std::string match = MatchExpression(*query);
    const auto [rows, error] = index.Find(match);
    if (!error.empty()) FAIL_CHECK(text << " became " << match << ": " << error);
  }
  // Neither side of the property may be empty.
  CHECK(taken > 1'000);
  CHECK(taken < 19'000);
}

// Trees of every shape up to the limits of size and nesting.
std::string RandomTree(std::mt19937& random, int depth) {
  std::uniform_int_distribution<int> die(0, 9);
  const int roll = die(random);
  if (depth == 0 || roll == 0) return fmt::format("w{}", die(random));
  const std::string inner = RandomTree(random, depth - 1);
  const std::string other = RandomTree(random, std::min(depth - 1, die(random) / 4));
  if (roll < 3) return fmt::format("({} OR {})", inner, other);
  if (roll < 5) return fmt::format("({} AND {})", other, inner);
  if (roll < 7) return fmt::format("({} NOT {})", other, inner);
  if (roll < 8) return fmt::format("({} -{})", inner, other);
  return fmt::format("({} OR {})", other, inner);
}

TEST_CASE("deep trees either run or are refused by us") {
  Index index;
  std::mt19937 random(7);
  int taken = 0;
  int refused = 0;
  for (int i = 0; i < 3'000; ++i) {
    const std::string text = RandomTree(random, 90);
    const auto query = ParseQuery(text);
    query ? ++taken : ++refused;
    if (!query) continue;
    const auto [rows, error] = index.Find(MatchExpression(*query));
    if (!error.empty()) FAIL_CHECK(text << ": " << error);
  }
  CHECK(taken > 100);
  CHECK(refused > 3);
  std::string wide = "-x0 a";
  while (wide.size() < 4'000) wide += fmt::format(" -x{}", wide.size());
  const auto [rows, error] = index.Find(MatchExpression(Get(ParseQuery(wide))));
  CHECK(error.empty());
}

}  // namespace
}  // namespace scrutineer::corpus
