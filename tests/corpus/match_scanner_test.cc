#include "corpus/match_scanner.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>

#include "corpus/filter_sql.h"
#include "corpus/match_finder.h"
#include "corpus/migrations.h"
#include "tests/corpus/search_corpus.h"

namespace scrutineer::corpus {
namespace {

// Pages of some twenty words drawn unevenly from a few, of various lengths.
class RandomTexts {
 public:
  std::vector<std::string> Pages(int count) {
    std::vector<std::string> pages;
    for (int i = 0; i < count; ++i) {
      std::string text;
      const auto words = std::uniform_int_distribution(0, 40)(random_);
      for (int word = 0; word < words; ++word) {
        text += kWords[std::min(Draw(), Draw())];
        text += ' ';
      }
      pages.push_back(text);
    }
    return pages;
  }

 private:
  static constexpr const char* kWords[] = {"tender", "lease",   "staff",  "council",
                                           "youth",  "library", "budget", "care"};
  std::size_t Draw() { return std::uniform_int_distribution<std::size_t>(0, 7)(random_); }

  std::mt19937 random_{7};
};

// What a connection of its own reads.
class Reader {
 public:
  explicit Reader(const CorpusFixture& fixture)
      : database(
            Get(Database::Open(fixture.folder() / "scrutineer.db", Database::Mode::kReadOnly))),
        directory(*database),
        scanner(*database, directory) {
    Ok(RegisterFunctions(*database));
    Get(directory.Refresh());
  }

  std::map<std::int64_t, double> Scan(const std::string& match, bool current_only) {
    std::map<std::int64_t, double> pages;
    for (const RankedPage& page :
         Get(scanner.Scan({match, PagesBetween(std::nullopt, std::nullopt), current_only, true}))
             .pages) {
      CHECK(pages.emplace(page.page_id, page.score).second);
    }
    return pages;
  }
  std::map<std::int64_t, double> ByFts5(const std::string& match, bool current_only) {
    std::map<std::int64_t, double> pages;
    Statement rows = Get(database->Query(
        "SELECT f.rowid, -bm25(pages_fts) FROM pages_fts f JOIN pages pg ON pg.id = f.rowid"
        " JOIN versions v ON v.id = pg.version_id"
        " WHERE pages_fts MATCH ?1 AND (v.is_current OR NOT ?2)",
        match, current_only));
    while (Get(rows.Step())) pages.emplace(rows.Int64(0), rows.Real(1));
    return pages;
  }

  std::unique_ptr<Database> database;
  PageDirectory directory;
  MatchScanner scanner;
};

// 1,500 pages, some of replaced versions, so that both ways to a page's length are gone.
void AddPapers(CorpusFixture& fixture) {
  RandomTexts texts;
  for (int paper = 0; paper < 25; ++paper) {
    const std::string date = "20" + std::to_string(10 + paper % 7) + "-03-12";
    Get(fixture.papers().Add(PaperOf(std::to_string(paper % 20), texts.Pages(60), date)));
  }
  Get(fixture.papers().Add(
      PaperOf("rare", {"A zebra.", "The zebra and the other zebra, a lease."})));
  Ok(fixture.papers().Commit());
}

TEST_CASE("scores are those of FTS5's bm25, of few pages and of many") {
  CorpusFixture fixture;
  AddPapers(fixture);
  Reader reader(fixture);
  for (const char* match : {"zebra", "zebra AND lease", "tender", "\"care\"", "\"tender lease\"",
                            "ten*", "staff AND (care OR budget)", "tender NOT lease",
                            "NEAR(youth council, 3)", "care OR tender", "\"budget care budget\""}) {
    for (const bool current_only : {true, false}) {
      CAPTURE(match, current_only);
      const auto ours = reader.Scan(match, current_only);
      if (std::string_view(match).starts_with("zebra")) CHECK(!reader.directory.has_lengths());
      const auto theirs = reader.ByFts5(match, current_only);
      CHECK(!theirs.empty());
      REQUIRE(ours.size() == theirs.size());
      for (const auto& [page, score] : theirs) {
        REQUIRE(ours.contains(page));
        CHECK(ours.at(page) == Approx(score).epsilon(1e-12));
      }
    }
  }
  CHECK(reader.directory.has_lengths());
}

TEST_CASE("a scan of few pages knows where they match") {
  CorpusFixture fixture;
  AddPapers(fixture);
  Reader reader(fixture);
  MatchFinder finder(*reader.database);
  const PageIdRange range = PagesBetween(DateOf("2011-01-01"), DateOf("2011-12-31"));
  for (const char* match : {"tender", "\"tender lease\"", "youth AND (care OR budget)",
                            "lease NOT tender", "NEAR(youth council, 3)"}) {
    CAPTURE(match);
    const auto found = Get(reader.scanner.Scan({match, range, true, false}));
    CHECK(!found.pages.empty());
    for (const RankedPage& page : found.pages) {
      Statement row =
          Get(reader.database->Query("SELECT text FROM pages WHERE id = ?1", page.page_id));
      REQUIRE(Get(row.Step()));
      const auto ours = PlaceTokenMatches(row.Text(0), found.matches.at(page.page_id));
      const auto theirs = Get(finder.Find(page.page_id, match));
      REQUIRE(ours.size() == theirs.size());
      for (std::size_t i = 0; i < ours.size(); ++i) {
        CHECK(ours[i].span == theirs[i].span);
        CHECK(ours[i].what == theirs[i].what);
      }
    }
  }
}

TEST_CASE("a scan keeps to its range and comes by ascending id") {
  CorpusFixture fixture;
  AddPapers(fixture);
  Reader reader(fixture);
  const PageIdRange range = PagesBetween(DateOf("2011-01-01"), DateOf("2012-12-31"));
  for (const char* match : {"tender", "tender OR lease"}) {
    const auto pages = Get(reader.scanner.Scan({match, range, true, false})).pages;
    CHECK(!pages.empty());
    CHECK(std::is_sorted(pages.begin(), pages.end(), [](const RankedPage& a, const RankedPage& b) {
      return a.page_id < b.page_id;
    }));
    CHECK(std::all_of(pages.begin(), pages.end(), [&](const RankedPage& page) {
      return page.page_id >= range.first && page.page_id <= range.last && page.score == 0;
    }));
  }
}

// Lengths as the index has them.
std::map<std::int64_t, std::uint32_t> IndexedLengths(Database& database) {
  std::map<std::int64_t, std::uint32_t> lengths;
  Statement rows = Get(database.Prepare(
      "SELECT pg.id, indexed_words(d.sz) FROM pages pg JOIN pages_fts_docsize d ON d.id = pg.id"));
  while (Get(rows.Step())) lengths[rows.Int64(0)] = static_cast<std::uint32_t>(rows.Int(1));
  return lengths;
}

void CheckLengths(Reader& reader) {
  Get(reader.directory.Refresh());
  Ok(reader.directory.LoadLengths());
  const auto indexed = IndexedLengths(*reader.database);
  CHECK(!indexed.empty());
  for (const auto& [page, words] : indexed) CHECK(reader.directory.WordsOf(page) == words);
}

TEST_CASE("lengths follow papers that are added, written anew, dated anew and replaced") {
  CorpusFixture fixture;
  const std::string of_200_words = [] {
    std::string text;
    for (int i = 0; i < 200; ++i) text += "word ";
    return text;
  }();
  const ReadPaper first = PaperOf("a", {"one two three", "", of_200_words});
  const auto version = Get(fixture.papers().Add(first));
  Get(fixture.papers().Add(PaperOf("b", {"four"})));
  Ok(fixture.papers().Commit());
  Reader reader(fixture);
  CheckLengths(reader);

  ReadPaper longer = PaperOf("a", {"one two", of_200_words}, "2019-01-31");
  longer.sha256 = first.sha256;
  Ok(fixture.papers().Rewrite(version, longer));
  Ok(fixture.papers().Commit());
  CheckLengths(reader);

  Get(fixture.papers().Add(PaperOf("b", {"five six", "seven"})));
  Ok(fixture.papers().Commit());
  CheckLengths(reader);
  CHECK(reader.Scan("four", /*current_only=*/true).empty());
  CHECK(reader.Scan("four", /*current_only=*/false).size() == 1);

  Get(fixture.papers().Add(PaperOf("c", {"eight"})));
  fixture.papers().Rollback();
  CheckLengths(reader);
}

TEST_CASE("a corpus of an earlier schema gets its lengths") {
  constexpr std::size_t kEarlier = 11;
  CorpusFixture fixture;
  fixture.Close();
  const auto file = fixture.folder() / "scrutineer.db";
  std::filesystem::remove(file);
  {
    const auto database = Get(Database::Open(file, Database::Mode::kReadWrite));
    Ok(RegisterFunctions(*database));
    Ok(Migrate(*database, AllMigrations().first(kEarlier)));
    std::string sql = "INSERT INTO papers (source, locator) VALUES ('folder', 'a');";
    std::string words;
    for (int version = 1; version <= 2; ++version) {
      sql += fmt::format(
          "INSERT INTO versions (paper_id, sha256, size_bytes, fetched_at, is_current)"
          " VALUES (1, '{}', 9, '2024-03-12T00:00:00Z', {});",
          version, version - 1);
      for (int number = 1; number <= 3; ++number) {
        for (int i = 0; i < 70; ++i) words += "word ";
        sql += fmt::format(
            "INSERT INTO pages (id, version_id, number, label, readable, has_text, text)"
            " VALUES ({0}, {1}, {2}, '', 1, 1, '{3}');"
            "INSERT INTO pages_fts (rowid, text) VALUES ({0}, '{3}');",
            Get(EncodePageId({std::nullopt, version, number})), version, number, words);
      }
    }
    Ok(database->Execute(sql));
  }
  (void)fixture.Reopen(OpenMode::kReadWrite);
  Reader reader(fixture);
  CheckLengths(reader);
  CHECK(reader.directory.WordsOf(Get(EncodePageId({std::nullopt, 2, 3}))) == 420);
  CHECK(reader.Scan("word", /*current_only=*/true).size() == 3);
}

TEST_CASE("a damaged list of lengths is told and named") {
  CorpusFixture fixture;
  AddPapers(fixture);
  Ok(Get(Database::Open(fixture.folder() / "scrutineer.db", Database::Mode::kReadWrite))
         ->Execute("UPDATE page_lengths SET words = '12 x 4' WHERE version_id = 3"));
  Reader reader(fixture);
  const Error error = ErrorOf(reader.directory.LoadLengths());
  CHECK(error.code == ErrorCode::kCorrupt);
  CHECK_THAT(error.message, Catch::Contains("version 3"));
  // And so by searches of many pages, with and without other fields.
  for (const char* query : {"tender", "tender kind:report"}) {
    const Error told = ErrorOf(fixture.searcher().Search(Ask(query)));
    CHECK(told.code == ErrorCode::kCorrupt);
    CHECK_THAT(told.message, Catch::Contains("version 3"));
  }
  CHECK(Get(fixture.corpus().CheckIntegrity()) ==
        std::vector<std::string>{"page_lengths does not agree with the index: version 3"});
}

}  // namespace
}  // namespace scrutineer::corpus
