// Queries against a real FTS5 table.

#include <fmt/format.h>
#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <random>

#include "corpus/query.h"
#include "corpus/query_match.h"
#include "pipeline/base/utf8.h"
#include "tests/corpus/corpus_fixture.h"

namespace scrutineer::corpus {
namespace {

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
