// Which stored pages are known to repeat others, whatever becomes of their papers.

#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/corpus/corpus_fixture.h"

namespace scrutineer::corpus {
namespace {

// Fifty words of a subject of its own.
std::string Prose(int subject) {
  std::string text;
  for (int i = 0; i < 50; ++i) {
    text += "s" + std::to_string(subject) + "w" + std::to_string(i * i % 97) + " ";
  }
  return text;
}

// "a.pdf#1 b.pdf#2": the pages of each group, "(old)" behind those of replaced versions.
std::vector<std::string> Groups(CorpusFixture& fixture) {
  return SqlRows(
      fixture,
      "SELECT group_concat(place, ' ') AS places FROM (SELECT d.group_number AS g,"
      " p.locator || '#' || pg.number || iif(v.is_current, '', '(old)') AS place"
      " FROM duplicate_pages d JOIN pages pg ON pg.id = d.page_id"
      " JOIN versions v ON v.id = pg.version_id JOIN papers p ON p.id = v.paper_id ORDER BY 1, 2)"
      " GROUP BY g ORDER BY places");
}

void CheckSound(CorpusFixture& fixture) {
  Ok(fixture.papers().Commit());
  CHECK(Get(fixture.corpus().CheckIntegrity()) == std::vector<std::string>{});
}

void ExecuteSql(CorpusFixture& fixture, const std::string& sql) {
  Ok(fixture.papers().Commit());
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open((fixture.folder() / "scrutineer.db").c_str(), &database) == SQLITE_OK);
  INFO(sql);
  REQUIRE(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
}

using Lines = std::vector<std::string>;

TEST_CASE("duplicates: pages of a pack and of the single reports are known for the same") {
  CorpusFixture fixture;
  Get(fixture.papers().Add(PaperOf("a.pdf", {Prose(1), Prose(2)})));
  CHECK(Groups(fixture).empty());
  // Other marks and breaks, or a word more, make no other page.
  Get(fixture.papers().Add(PaperOf(
      "pack.pdf", {Prose(0), "S1W0,\n" + Prose(1).substr(5), Prose(2), Prose(3) + "changed"})));
  Get(fixture.papers().Add(PaperOf("b.pdf", {Prose(3), ""}, "")));
  CHECK(Groups(fixture) == Lines{"a.pdf#1 pack.pdf#2", "a.pdf#2 pack.pdf#3", "b.pdf#1 pack.pdf#4"});
  CheckSound(fixture);
  CHECK(SqlRows(fixture,
                "SELECT group_number > 0, page, citation FROM current_duplicate_pages"
                " WHERE title = 'Report of a.pdf' ORDER BY page") ==
        Lines{"1|1|a.pdf#page=1", "1|2|a.pdf#page=2"});
}

TEST_CASE("duplicates: pages of two councils are duplicates only where all words are the same") {
  CorpusFixture fixture;
  const auto add = [&](const std::string& name, const std::string& text,
                       const std::string& council) {
    Get(fixture.papers().Add(PaperOf(name, {text, "Paper " + name}, "2024-03-12", council)));
  };
  add("a.pdf", Prose(1), "Aldermere");
  add("b.pdf", Prose(1) + "Calderbrook", "Calderbrook");
  add("c.pdf", Prose(1) + "elsewhere", "");
  add("d.pdf", Prose(1), "Calderbrook");
  add("e.pdf", Prose(1) + "Aldermere", "Aldermere");
  CHECK(Groups(fixture) == Lines{"a.pdf#1 c.pdf#1 d.pdf#1 e.pdf#1"});
}

TEST_CASE("duplicates: pages without words, and short ones that differ, are left alone") {
  CorpusFixture fixture;
  Get(fixture.papers().Add(PaperOf("a.pdf", {"", "...", "Appendix 1", "Appendix 2"})));
  Get(fixture.papers().Add(PaperOf("b.pdf", {"", "-", "APPENDIX 1", "Appendix 3"})));
  CHECK(Groups(fixture) == Lines{"a.pdf#3 b.pdf#3"});
}

TEST_CASE("duplicates: a page may be repeated within its paper, and in versions before") {
  CorpusFixture fixture;
  Get(fixture.papers().Add(PaperOf("a.pdf", {Prose(1), Prose(2)})));
  Get(fixture.papers().Add(PaperOf("a.pdf", {Prose(3), Prose(1), Prose(1)})));
  CHECK(Groups(fixture) == Lines{"a.pdf#1(old) a.pdf#2 a.pdf#3"});
  CheckSound(fixture);
}

TEST_CASE("duplicates: a group outlives its first page and ends with its last but one") {
  CorpusFixture fixture;
  const auto add = [&](const std::string& name) {
    // Papers whose bytes differ though their first page does not.
    return Get(fixture.papers().Add(PaperOf(name, {Prose(1), "Paper " + name})));
  };
  const std::int64_t first = add("a.pdf");
  const std::int64_t second = add("b.pdf");
  add("c.pdf");
  CHECK(Groups(fixture) == Lines{"a.pdf#1 b.pdf#1 c.pdf#1"});

  // a.pdf is read again, and says something else now.
  ReadPaper other = PaperOf("a.pdf", {Prose(5), "Paper a.pdf"});
  Ok(fixture.papers().Rewrite(first, other));
  CHECK(Groups(fixture) == Lines{"b.pdf#1 c.pdf#1"});
  CheckSound(fixture);
  // Who comes later still finds it.
  add("d.pdf");
  CHECK(Groups(fixture) == Lines{"b.pdf#1 c.pdf#1 d.pdf#1"});
  Ok(fixture.papers().Rewrite(second, PaperOf("b.pdf", {Prose(6), "Paper b.pdf"})));
  CHECK(Groups(fixture) == Lines{"c.pdf#1 d.pdf#1"});
  // Back again.
  Ok(fixture.papers().Rewrite(first, PaperOf("a.pdf", {Prose(1), "Paper a.pdf"})));
  CHECK(Groups(fixture) == Lines{"a.pdf#1 c.pdf#1 d.pdf#1"});
  CheckSound(fixture);

  CorpusFixture two;
  const std::int64_t only = Get(two.papers().Add(PaperOf("a.pdf", {Prose(1)})));
  Get(two.papers().Add(PaperOf("b.pdf", {Prose(1), "b"})));
  Ok(two.papers().Rewrite(only, PaperOf("a.pdf", {Prose(2)})));
  CHECK(Groups(two).empty());
  CheckSound(two);
}

TEST_CASE("duplicates: a paper that gets another date keeps its place in a group") {
  CorpusFixture fixture;
  const std::int64_t id = Get(fixture.papers().Add(PaperOf("a.pdf", {Prose(1)}, "2024-03-12")));
  Get(fixture.papers().Add(PaperOf("b.pdf", {Prose(1), Prose(2)}, "2024-03-12")));
  for (const char* date : {"2019-01-01", "", "2031-12-24"}) {
    Ok(fixture.papers().Rewrite(id, PaperOf("a.pdf", {Prose(1)}, date)));
    INFO(date);
    CHECK(Groups(fixture) == Lines{"a.pdf#1 b.pdf#1"});
    CheckSound(fixture);
  }
}

TEST_CASE("duplicates: what is rolled back leaves no trace") {
  CorpusFixture fixture;
  Get(fixture.papers().Add(PaperOf("a.pdf", {Prose(1), Prose(2)})));
  Get(fixture.papers().Add(PaperOf("b.pdf", {Prose(1)})));
  Ok(fixture.papers().Commit());
  const auto bands = SqlRows(fixture, "SELECT * FROM page_bands");
  Get(fixture.papers().Add(PaperOf("c.pdf", {Prose(2), Prose(3)})));
  fixture.papers().Rollback();
  CHECK(Groups(fixture) == Lines{"a.pdf#1 b.pdf#1"});
  CHECK(SqlRows(fixture, "SELECT * FROM page_bands") == bands);
  CheckSound(fixture);
}

TEST_CASE("duplicates: a notice in hundreds of papers is kept to be found once") {
  CorpusFixture fixture;
  const std::string notice = "This meeting is filmed. " + Prose(9);
  for (int i = 0; i < 300; ++i) {
    Get(fixture.papers().Add(
        PaperOf("p" + std::to_string(i), {notice, "Paper " + std::to_string(i)})));
  }
  CHECK(SqlRows(fixture, "SELECT count(*), count(DISTINCT group_number) FROM duplicate_pages") ==
        Lines{"300|1"});
  // Three keys of the notice, one of each short page.
  CHECK(SqlRows(fixture, "SELECT count(*) FROM page_bands") == Lines{"303"});
}

TEST_CASE("duplicates: groups are those of equal texts after any changes") {
  CorpusFixture fixture;
  std::mt19937 random(42);
  std::map<std::string, std::int64_t> versions;
  std::map<std::string, std::vector<std::string>> texts;
  for (int step = 0; step < 300; ++step) {
    const std::string name = "p" + std::to_string(random() % 12);
    std::vector<std::string> pages;
    for (unsigned i = 0; i <= random() % 4; ++i)
      pages.push_back(Prose(static_cast<int>(random() % 8)));
    // Bytes of each paper stay its own, so that it is one version, written again and again.
    ReadPaper paper = PaperOf(name, pages, random() % 2 == 0 ? "2024-03-12" : "2020-01-01");
    paper.sha256 = Sha256Hex(name);
    if (random() % 10 == 0) {
      Get(fixture.papers().Add(paper));
      fixture.papers().Rollback();
      continue;
    }
    if (versions.contains(name) && random() % 2 == 0) {
      Ok(fixture.papers().Rewrite(versions[name], paper));
    } else {
      versions[name] = Get(fixture.papers().Add(paper));
    }
    texts[name] = pages;
    Ok(fixture.papers().Commit());
    if (step % 20 != 19) continue;
    std::map<std::string, std::string> by_text;
    std::map<std::string, int> count;
    for (const auto& [paper_name, of_paper] : texts) {
      for (std::size_t i = 0; i < of_paper.size(); ++i) {
        std::string& places = by_text[of_paper[i]];
        if (!places.empty()) places += ' ';
        places += paper_name + "#" + std::to_string(i + 1);
        ++count[of_paper[i]];
      }
    }
    std::set<std::string> expected;
    for (const auto& [text, places] : by_text) {
      if (count[text] > 1) expected.insert(places);
    }
    INFO("step " << step);
    const auto groups = Groups(fixture);
    CHECK(std::set<std::string>(groups.begin(), groups.end()) == expected);
    // Of each text one page can be found.
    CHECK(SqlRows(fixture, "SELECT count(DISTINCT page_id) FROM page_bands") ==
          Lines{std::to_string(by_text.size())});
    CheckSound(fixture);
  }
}

TEST_CASE("duplicates: pages of a corpus that was never compared are compared paper by paper") {
  CorpusFixture fixture;
  Get(fixture.papers().Add(PaperOf("a.pdf", {Prose(1), Prose(2)})));
  Get(fixture.papers().Add(PaperOf("b.pdf", {Prose(2), Prose(3)})));
  Get(fixture.papers().Add(PaperOf("c.pdf", {})));
  const auto groups = Groups(fixture);
  CHECK(groups == Lines{"a.pdf#2 b.pdf#1"});
  CHECK(Get(fixture.papers().PagesToCompare()) == 0);
  CHECK(Get(fixture.papers().ComparePages()) == 0);
  // As a version of the program left it that knew nothing of duplicates.
  ExecuteSql(
      fixture,
      "DELETE FROM page_bands; DELETE FROM duplicate_pages; UPDATE versions SET is_compared = 0");
  CHECK(Get(fixture.papers().PagesToCompare()) == 4);
  // A new paper is compared with those that were; a paper may leave before it was.
  Get(fixture.papers().Add(PaperOf("d.pdf", {Prose(3), Prose(4)})));
  CHECK(Groups(fixture).empty());
  CHECK(Get(fixture.papers().ComparePages()) == 2);
  CHECK(Groups(fixture) == Lines{"b.pdf#2 d.pdf#1"});
  CHECK(Get(fixture.papers().PagesToCompare()) == 2);
  CHECK(Get(fixture.papers().ComparePages()) == 2);
  CHECK(Get(fixture.papers().ComparePages()) == 0);
  CHECK(Groups(fixture) == Lines{"a.pdf#2 b.pdf#1", "b.pdf#2 d.pdf#1"});
  CheckSound(fixture);
}

TEST_CASE("duplicates: the doctor sees what does not belong together") {
  CorpusFixture fixture;
  Get(fixture.papers().Add(PaperOf("a.pdf", {Prose(1)})));
  ExecuteSql(fixture,
             "INSERT INTO page_bands VALUES (1, 12345);"
             " INSERT INTO duplicate_pages SELECT id, 7 FROM pages");
  const auto lines = Get(fixture.corpus().CheckIntegrity());
  REQUIRE(lines.size() == 2);
  CHECK_THAT(lines[0], Catch::Contains("12345"));
  CHECK_THAT(lines[1], Catch::Contains("group 7"));
}

}  // namespace
}  // namespace scrutineer::corpus
