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

TEST_CASE("compounds, possessives and ampersands find each other") {
  Index index;
  index.Run("DELETE FROM f");
  index.Run(
      "INSERT INTO f (rowid, text) VALUES (1, 'kept in-house'), (2, 'an inhouse team'),"
      " (3, 'done in house now'), (4, 'the house is in town'),"
      " (5, 'the council''s plan'), (6, 'all councils'' plan'), (7, 'the councils plan'),"
      " (8, 'Marks & Spencer'), (9, 'Marks and Spencer'),"
      " (10, 'Children\xE2\x80\x99s Services'), (11, 'childrens services'),"
      " (12, 'well-being'), (13, 'wellbeing'), (14, 'co-operation'), (15, 'cooperation'),"
      " (16, 'Ynys M\xC3\xB4n'), (17, 'extra caf\xC3\xA9 care'), (18, 'county-wide'),"
      " (19, 'countywide'), (20, 'a sub-contractor'), (21, 'a subcontractor')");
  const std::vector<std::pair<std::string, std::vector<int>>> cases = {
      {"in-house", {1, 2, 3}},
      {"inhouse", {1, 2, 3}},
      {"in house", {1, 2, 3, 4}},
      {"\"in house\"", {1, 2, 3}},
      {"\"inhouse team\"", {2}},
      {"\"in-house now\"", {3}},
      {"council's", {5, 6, 7}},
      {"councils", {5, 6, 7}},
      {"\"council's plan\"", {5, 6, 7}},
      {"\"councils plan\"", {5, 6, 7}},
      {"Marks & Spencer", {8, 9}},
      {"\"Marks & Spencer\"", {8, 9}},
      {"\"marks and spencer\"", {8, 9}},
      {"marks and spencer", {8, 9}},
      {"\"children's services\"", {10, 11}},
      {"\"childrens services\"", {10, 11}},
      {"children\xE2\x80\x99s services", {10, 11}},
      {"well-being", {12, 13}},
      {"wellbeing", {12, 13}},
      {"co-operation", {14, 15}},
      {"cooperation", {14, 15}},
      {"ynys mon", {16}},
      {"NEAR(extra care, 1)", {17}},
      {"NEAR(extra care, 0)", {}},
      {"NEAR(cafe extr*, 0)", {17}},
      {"county-wide", {18, 19}},
      {"countywide", {18, 19}},
      {"sub-contract*", {20, 21}},
      {"subcontractor", {20, 21}},
  };
  for (const auto& [query, rows] : cases) {
    INFO(query);
    const std::string match = MatchExpression(Get(ParseQuery(query)));
    INFO(match);
    const auto [found, error] = index.Find(match);
    CHECK(error.empty());
    CHECK(found == rows);
  }
}

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

// Calls `visit` with each part of the tree that FTS5 answers alone.
template <typename Visit>
void ForEachText(const QueryNode& node, const Visit& visit) {
  if (IsTextOnly(node)) return visit(node);
  for (const QueryNode& child : node.children) ForEachText(child, visit);
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
      "NEAR(a b, 3)",
      "NEAR(procur* ",
      ", 4)",
      "tag:tender",
      "tag:",
      "council:\"a b\"",
      "money>3",
      "scope:paper",
      " & ",
      "'a b'",
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
    ForEachText(query->root, [&](const QueryNode& node) {
      const std::string match = MatchExpression(node);
      const auto [rows, error] = index.Find(match);
      if (!error.empty()) FAIL_CHECK(text << " became " << match << ": " << error);
    });
    const std::string any = MatchAny(PositiveTexts(query->root));
    if (any.empty()) continue;
    const auto [rows, error] = index.Find(any);
    if (!error.empty()) FAIL_CHECK(text << " is shown by " << any << ": " << error);
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
