// One organisation is one entity, however papers write its name.

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "corpus/migrations.h"
#include "corpus/sqlite_database.h"
#include "tests/corpus/corpus_fixture.h"

namespace scrutineer::corpus {
namespace {

using Lines = std::vector<std::string>;

// A paper whose pages each are one name, unlisted unless an id is given.
ReadPaper Naming(const std::string& locator, const std::vector<std::string>& names,
                 const std::string& id = {}) {
  ReadPaper paper = PaperOf(locator, names);
  for (std::size_t i = 0; i < names.size(); ++i) {
    paper.mentions[i] = {
        MentionOf(Tag::kProvider, names[i], names[i], id, id.empty() ? names[i] : "Listed " + id)};
  }
  return paper;
}

Lines Listed(CorpusFixture& fixture) {
  Lines lines;
  for (const EntityRow& row : Get(fixture.corpus().entities().List(Tag::kProvider))) {
    lines.push_back(row.name + " " + std::to_string(row.mentions) + "/" +
                    std::to_string(row.papers) + " " + row.canonical + " " + row.entity_id);
  }
  return lines;
}

std::size_t MentionsOf(CorpusFixture& fixture, const std::string& provider) {
  std::size_t count = 0;
  MentionFilter filter;
  filter.providers = {provider};
  Ok(fixture.papers().VisitMentions(filter, [&](const MentionRow&) { return ++count > 0; }));
  return count;
}

TEST_CASE("ways of writing a name are one entity, best written, with counts that add up") {
  CorpusFixture fixture;
  Get(fixture.papers().Add(Naming("a", {"GLAN AGUA LIMITED", "Glan Agua", "Marl Works Ltd"})));
  Get(fixture.papers().Add(Naming("b", {"Glan Agua Ltd", "the Glan Agua (UK) Ltd", "Glan Agua"})));
  Ok(fixture.papers().Commit());
  CHECK(Listed(fixture) ==
        Lines{"the Glan Agua (UK) Ltd 5/2 glan agua ", "Marl Works Ltd 1/1 marl works "});
  const auto rows = Get(fixture.corpus().entities().List(Tag::kProvider));
  std::int64_t mentions = 0;
  Lines variants;
  for (const EntityVariant& variant : Get(fixture.corpus().entities().Variants(rows[0].id))) {
    mentions += variant.mentions;
    variants.push_back(variant.name);
  }
  CHECK(mentions == rows[0].mentions);
  CHECK(variants ==
        Lines{"Glan Agua", "GLAN AGUA LIMITED", "Glan Agua Ltd", "the Glan Agua (UK) Ltd"});
  for (const std::string name : {"Glan Agua", "GLAN AGUA LIMITED", "glan agua plc"}) {
    INFO(name);
    CHECK(MentionsOf(fixture, name) == 5);
  }
}

TEST_CASE("a listed provider is its id, whatever the lists call it and papers write") {
  CorpusFixture fixture;
  ReadPaper paper = Naming("a", {"Agua Direct", "Glan Agua Ltd"}, "agua");
  Get(fixture.papers().Add(paper));
  paper = Naming("b", {"Agua Direct!"}, "agua");
  paper.mentions[0][0].entity_name = "Renamed Agua";
  Get(fixture.papers().Add(paper));
  Ok(fixture.papers().Commit());
  CHECK(Listed(fixture) == Lines{"Renamed Agua 3/2 renamed agua agua"});
  for (const std::string name : {"agua", "Renamed Agua", "AGUA DIRECT", "Glan Agua"}) {
    INFO(name);
    CHECK(MentionsOf(fixture, name) == 3);
  }
}

TEST_CASE("names that a paper no longer has are not listed") {
  CorpusFixture fixture;
  Get(fixture.papers().Add(Naming("a", {"Glan Agua Ltd"})));
  Get(fixture.papers().Add(PaperOf("a", {"nothing"})));
  Ok(fixture.papers().Commit());
  CHECK(Listed(fixture).empty());
}

TEST_CASE("tagging anew does not count another way of writing as a change") {
  CorpusFixture fixture;
  Get(fixture.papers().Add(Naming("a", {"GLAN AGUA LIMITED", "Glan Agua Ltd"})));
  Ok(fixture.papers().Commit());
  TaggingLedger& tagging = fixture.corpus().tagging();
  for (const TaggedVersion& version : Get(tagging.VersionsTaggedBy("rules1", 0, 10))) {
    for (const StoredPage& page : Get(tagging.PagesOf(version.version_id))) {
      const auto change = Get(tagging.ReplaceMentions(
          page.page_id, {MentionOf(Tag::kProvider, page.text, page.text, "", page.text)}));
      CHECK(change.gained.empty());
      CHECK(change.lost.empty());
    }
  }
}

TEST_CASE("a database of schema 1 keeps its mentions, and its names become one entity") {
  tests::TemporaryFolder folder;
  const auto file = folder.path() / "scrutineer.db";
  {
    const auto database = Get(Database::Open(file, Database::Mode::kReadWrite));
    Ok(Migrate(*database, AllMigrations().first(1)));
    Ok(database->Execute(
        "INSERT INTO papers (id, source, locator) VALUES (1, 'folder', '/a');"
        "INSERT INTO versions (id, paper_id, sha256, size_bytes, fetched_at, is_current)"
        " VALUES (1, 1, 'x', 1, '2026-01-01T00:00:00Z', 1);"
        "INSERT INTO pages (id, version_id, number, label, readable, has_text, text)"
        " VALUES (131073, 1, 1, '', 1, 1, 'Glan Agua Ltd GLAN AGUA Marl');"
        "INSERT INTO entities (id, tag, entity_id, name, folded_name) VALUES"
        " (1, 'provider', '', 'GLAN AGUA', 'glan agua'),"
        " (2, 'provider', '', 'Glan Agua Ltd', 'glan agua ltd'),"
        " (3, 'provider', 'marl', 'Marl', 'marl'), (4, 'provider', 'marl', 'Marl plc', 'marl plc'),"
        " (5, 'service', 'youth', 'Youth', 'youth');"
        "INSERT INTO mentions (page_id, tag, rule, start_byte, end_byte, sentence_start_byte,"
        " sentence_end_byte, stage, direction, kind, status, entity) VALUES"
        " (131073, 'provider', 'r', 0, 13, 0, 28, '', '', '', '', 2),"
        " (131073, 'provider', 'r', 14, 23, 0, 28, '', '', '', '', 1),"
        " (131073, 'provider', 'r', 24, 28, 0, 28, '', '', '', '', 3),"
        " (131073, 'provider', 'r', 24, 28, 0, 28, '', '', '', '', 4);"));
  }
  const FixedClock clock{Instant(std::chrono::seconds(1'710'000'000))};
  const auto corpus = Get(Corpus::Open(folder.path(), OpenMode::kReadWrite, clock));
  Lines lines;
  for (const EntityRow& row : Get(corpus->entities().List(Tag::kProvider))) {
    lines.push_back(row.name + " " + std::to_string(row.mentions) + " " + row.canonical);
  }
  CHECK(lines == Lines{"Glan Agua Ltd 2 glan agua", "Marl plc 2 marl"});
  for (const std::string& line : Get(corpus->CheckIntegrity())) {
    CHECK(line.find("names a row") == std::string::npos);
  }
}

}  // namespace
}  // namespace scrutineer::corpus
