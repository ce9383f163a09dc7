#include <catch2/catch.hpp>

#include "tests/corpus/corpus_fixture.h"

namespace scrutineer::corpus {
namespace {

std::vector<std::string> CurrentLocators(CorpusFixture& fixture) {
  std::vector<std::string> locators;
  for (const PaperRow& row : Get(fixture.papers().List({}))) locators.push_back(row.paper.locator);
  std::sort(locators.begin(), locators.end());
  return locators;
}

std::string TextOf(CorpusFixture& fixture, const std::string& reference) {
  const PaperRow row = Get(fixture.papers().Find(reference));
  return Get(fixture.papers().Pages(row.version.id)).at(0).text;
}

using Locators = std::vector<std::string>;

TEST_CASE("a stored paper comes back as it was given") {
  CorpusFixture fixture;
  ReadPaper paper = PaperOf("/p/a.pdf", {"First page", "", "Third page"});
  paper.pages[2].label = "iii";
  paper.pages[1].readable = false;
  paper.metadata.item_count = 7;
  paper.metadata.evidence[MetadataField::kCommittee] = {EvidenceSource::kLabel, 1, 86};
  paper.metadata.evidence[MetadataField::kMeetingDate] = {EvidenceSource::kFileName, 0, 96};
  const auto version_id = Get(fixture.papers().Add(paper));
  Ok(fixture.papers().Commit());

  const auto reader = fixture.Reopen(OpenMode::kReadOnly);
  const auto rows = Get(reader->papers().List({}));
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].version.id == version_id);
  CHECK(rows[0].version.sha256 == paper.sha256);
  CHECK(rows[0].version.size_bytes == paper.size_bytes);
  CHECK(rows[0].version.page_count == 3);
  CHECK(rows[0].version.fetched_at == fixture.clock().Now());
  CHECK(rows[0].pages_without_text == 1);
  CHECK(rows[0].pages_unreadable == 1);
  CHECK(rows[0].version_count == 1);
  CHECK(rows[0].paper.metadata.title == "Report of /p/a.pdf");
  CHECK(rows[0].paper.metadata.committee == "Cabinet");
  CHECK(rows[0].paper.metadata.meeting_date == DateOf("2024-03-12"));
  CHECK(rows[0].paper.metadata.kind == PaperKind::kReport);
  CHECK(rows[0].paper.metadata.item_count == 7);
  CHECK(rows[0].paper.metadata.evidence == paper.metadata.evidence);
  const auto pages = Get(reader->papers().Pages(version_id));
  REQUIRE(pages.size() == 3);
  CHECK(pages[0].text == "First page");
  CHECK(pages[2].label == "iii");
  CHECK_FALSE(pages[1].readable);
  CHECK_FALSE(pages[1].has_text);
}

TEST_CASE("what is not committed is not kept") {
  CorpusFixture fixture;
  SECTION("rolled back") {
    Get(fixture.papers().Add(PaperOf("/p/a.pdf", {"a"})));
    fixture.papers().Rollback();
  }
  SECTION("closed") {
    Get(fixture.papers().Add(PaperOf("/p/a.pdf", {"a"})));
    fixture.Close();
  }
  const auto corpus = fixture.Reopen(OpenMode::kReadWrite);
  CHECK(Get(corpus->papers().List({})).empty());
  CHECK(Get(corpus->CheckIntegrity()).empty());
}

TEST_CASE("providers seen in a batch that was rolled back can be stored again") {
  CorpusFixture fixture;
  ReadPaper paper = PaperOf("/p/a.pdf", {"Veolia collects"});
  paper.mentions[0] = {MentionOf(Tag::kProvider, "Veolia collects", "Veolia", "veolia", "Veolia")};
  Get(fixture.papers().Add(paper));
  fixture.papers().Rollback();
  Get(fixture.papers().Add(paper));
  Ok(fixture.papers().Commit());
  CHECK(Get(fixture.corpus().CheckIntegrity()).empty());
  CHECK(Get(fixture.papers().Counts()).mentions.at(3).mentions == 1);
}

TEST_CASE("a place tells what it was last seen to hold") {
  CorpusFixture fixture;
  const ReadPaper paper = PaperOf("/p/a.pdf", {"a"});
  CHECK_FALSE(Get(fixture.papers().FindLocation("folder", "/p/a.pdf")));
  CHECK_FALSE(Get(fixture.papers().FindBytes(paper.sha256)));
  Get(fixture.papers().Add(paper));

  const auto location = Get(fixture.papers().FindLocation("folder", "/p/a.pdf"));
  REQUIRE(location);
  CHECK(location->sha256 == paper.sha256);
  CHECK(location->stamp == paper.stamp);
  CHECK(location->outcome.ok);
  CHECK(location->outcome.stage_version == "pdf1");
  CHECK(location->outcome.attempts == 1);
  CHECK(location->first_locator == "/p/a.pdf");
  CHECK_FALSE(Get(fixture.papers().FindLocation("modern.gov", "/p/a.pdf")));
  REQUIRE(Get(fixture.papers().FindBytes(paper.sha256)));
}

TEST_CASE("notes stand by the version that they were made of") {
  CorpusFixture fixture;
  ReadPaper paper = PaperOf("/p/a.pdf", {"a"});
  paper.notes = {{"attachments", "holds 1 attached file"}, {"no-text", "has none"}};
  const std::int64_t version = Get(fixture.papers().Add(paper));
  CHECK(Get(fixture.papers().NotesOn(version)) == paper.notes);
  auto rows = Get(fixture.papers().Notes());
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].locator == "/p/a.pdf");
  CHECK(rows[0].note == paper.notes[0]);

  paper.notes.pop_back();  // read again
  Get(fixture.papers().Add(paper));
  CHECK(Get(fixture.papers().NotesOn(version)) == paper.notes);
  Get(fixture.papers().Add(PaperOf("/p/a.pdf", {"other bytes"})));  // replaced
  CHECK(Get(fixture.papers().Notes()).empty());
  CHECK(Get(fixture.papers().NotesOn(version)) == paper.notes);
}

TEST_CASE("the same bytes at a second place are no second paper") {
  CorpusFixture fixture;
  const ReadPaper paper = PaperOf("/p/a.pdf", {"a"});
  Get(fixture.papers().Add(paper));
  Ok(fixture.papers().Touch("folder", "/q/copy.pdf", paper.sha256, FileStamp{1, 2, 3, 4}));
  CHECK(CurrentLocators(fixture) == Locators{"/p/a.pdf"});
  const auto copy = Get(fixture.papers().FindLocation("folder", "/q/copy.pdf"));
  REQUIRE(copy);
  CHECK(copy->first_locator == "/p/a.pdf");
  CHECK(copy->stamp == FileStamp{1, 2, 3, 4});
  CHECK(Get(fixture.papers().Find("copy.pdf")).paper.locator == "/p/a.pdf");

  SECTION("also when they are read again there") {
    ReadPaper again = paper;
    again.locator = "/q/copy.pdf";
    Get(fixture.papers().Add(again));
    CHECK(CurrentLocators(fixture) == Locators{"/p/a.pdf"});
  }
  SECTION("new bytes at the second place are a paper of its own") {
    Get(fixture.papers().Add(PaperOf("/q/copy.pdf", {"other"})));
    CHECK(CurrentLocators(fixture) == Locators{"/p/a.pdf", "/q/copy.pdf"});
    CHECK(Get(fixture.papers().Find("/q/copy.pdf")).version_count == 1);
  }
  SECTION("new bytes at the first place leave the old ones to the second") {
    Get(fixture.papers().Add(PaperOf("/p/a.pdf", {"changed"})));
    CHECK(CurrentLocators(fixture) == Locators{"/p/a.pdf", "/q/copy.pdf"});
    CHECK(TextOf(fixture, "/p/a.pdf") == "changed");
    CHECK(TextOf(fixture, "/q/copy.pdf") == "a");
    const auto arrived = Get(fixture.alerts().VersionsAfter(0));
    REQUIRE(arrived.size() == 2);
    CHECK_FALSE(arrived[0].replaces_earlier);
    CHECK(arrived[1].replaces_earlier);
  }
}

TEST_CASE("new bytes at one place are a new version of its paper") {
  CorpusFixture fixture;
  const ReadPaper first = PaperOf("/p/a.pdf", {"first"});
  const auto first_id = Get(fixture.papers().Add(first));
  const auto second_id = Get(fixture.papers().Add(PaperOf("/p/a.pdf", {"second"})));
  CHECK(second_id > first_id);
  CHECK(CurrentLocators(fixture) == Locators{"/p/a.pdf"});
  CHECK(TextOf(fixture, "a.pdf") == "second");
  CHECK(Get(fixture.papers().Find("a.pdf")).version_count == 2);
  CHECK(Get(fixture.papers().Counts()).papers == 1);
  CHECK(Get(fixture.papers().Counts()).versions == 2);
  CHECK(Get(fixture.papers().Counts()).pages == 1);
  CHECK(Get(fixture.papers().Pages(first_id)).at(0).text == "first");

  SECTION("the old bytes come back") {
    Ok(fixture.papers().Touch("folder", "/p/a.pdf", first.sha256, std::nullopt));
    CHECK(TextOf(fixture, "a.pdf") == "first");
    CHECK(Get(fixture.papers().Find("a.pdf")).version_count == 2);
    CHECK_FALSE(Get(fixture.papers().FindLocation("folder", "/p/a.pdf"))->stamp);
  }
  SECTION("the old bytes turn up at another place") {
    Ok(fixture.papers().Touch("folder", "/q/old.pdf", first.sha256, std::nullopt));
    CHECK(CurrentLocators(fixture) == Locators{"/p/a.pdf", "/q/old.pdf"});
    CHECK(TextOf(fixture, "old.pdf") == "first");
    CHECK(TextOf(fixture, "/p/a.pdf") == "second");
  }
  SECTION("a part of the old hash finds the old version") {
    CHECK(Get(fixture.papers().Find(first.sha256.substr(0, 8))).version.id == first_id);
  }
}

TEST_CASE("a place that comes to hold another paper's bytes no longer stands for its own") {
  CorpusFixture fixture;
  const ReadPaper a = PaperOf("/p/a.pdf", {"a"});
  const ReadPaper b = PaperOf("/p/b.pdf", {"b"});
  Get(fixture.papers().Add(a));
  Get(fixture.papers().Add(b));
  Ok(fixture.papers().Touch("folder", "/p/a.pdf", b.sha256, std::nullopt));
  CHECK(CurrentLocators(fixture) == Locators{"/p/b.pdf"});
  Ok(fixture.papers().Touch("folder", "/p/a.pdf", a.sha256, std::nullopt));
  CHECK(CurrentLocators(fixture) == Locators{"/p/a.pdf", "/p/b.pdf"});
}

TEST_CASE("the same bytes read by a newer stage keep their version") {
  CorpusFixture fixture;
  ReadPaper paper = PaperOf("/p/a.pdf", {"old text", "more"}, "2024-03-12");
  paper.mentions[0] = {MentionOf(Tag::kTender, "old text", "old")};
  const auto id = Get(fixture.papers().Add(paper));
  Ok(fixture.papers().Commit());
  paper.pages[0].text = "new text";
  paper.pages.pop_back();
  paper.mentions = {{}};
  paper.metadata.meeting_date = DateOf("2025-01-01");
  paper.stage_version = "pdf2";
  CHECK(Get(fixture.papers().Add(paper)) == id);
  Ok(fixture.papers().Commit());
  CHECK(TextOf(fixture, "a.pdf") == "new text");
  CHECK(Get(fixture.papers().Pages(id)).size() == 1);
  CHECK(Get(fixture.papers().Counts()).mentions.at(0).mentions == 0);
  CHECK(Get(fixture.papers().Find("a.pdf")).paper.metadata.meeting_date == DateOf("2025-01-01"));
  CHECK(Get(fixture.corpus().CheckIntegrity()).empty());
  CHECK(Get(fixture.papers().FindBytes(paper.sha256))->outcome.attempts == 1);
}

TEST_CASE("failures are kept by place and bytes, with the number of attempts") {
  CorpusFixture fixture;
  FailedPaper failed{
      "folder", "/p/bad.pdf",          std::string(64, 'a'),
      9,        FileStamp{9, 1, 2, 3}, Error{ErrorCode::kEncrypted, "needs a password", ""},
      "pdf1"};
  Ok(fixture.papers().AddFailure(failed));
  Ok(fixture.papers().AddFailure(failed));
  const auto record = Get(fixture.papers().FindLocation("folder", "/p/bad.pdf"));
  REQUIRE(record);
  CHECK_FALSE(record->outcome.ok);
  CHECK(record->outcome.code == ErrorCode::kEncrypted);
  CHECK(record->outcome.reason == "needs a password");
  CHECK(record->outcome.attempts == 2);
  CHECK(record->stamp == failed.stamp);

  SECTION("a newer stage counts from one") {
    failed.stage_version = "pdf2";
    Ok(fixture.papers().AddFailure(failed));
    CHECK(Get(fixture.papers().FindBytes(failed.sha256))->outcome.attempts == 1);
  }
  SECTION("a copy shares the outcome") {
    Ok(fixture.papers().Touch("folder", "/q/bad.pdf", failed.sha256, std::nullopt));
    CHECK(Get(fixture.papers().Failures()).size() == 2);
    CHECK(Get(fixture.papers().FindLocation("folder", "/q/bad.pdf"))->first_locator ==
          "/p/bad.pdf");
    CHECK(Get(fixture.papers().Counts()).failed == 2);
    CHECK(Get(fixture.papers().Counts()).papers == 0);
  }
  SECTION("a place that cannot be opened has no bytes") {
    failed.locator = "/p/secret.pdf";
    failed.sha256.clear();
    failed.stamp.reset();
    failed.error = {ErrorCode::kPermission, "cannot read", ""};
    Ok(fixture.papers().AddFailure(failed));
    Ok(fixture.papers().AddFailure(failed));
    const auto failures = Get(fixture.papers().Failures());
    REQUIRE(failures.size() == 2);
    CHECK(failures[1].sha256.empty());
    CHECK(failures[1].outcome.code == ErrorCode::kPermission);
    CHECK(failures[1].outcome.attempts == 2);
    CHECK_FALSE(failures[1].outcome.ok);
    Get(fixture.papers().Add(PaperOf("/p/secret.pdf", {"now readable"})));
    CHECK(Get(fixture.papers().Failures()).size() == 1);
  }
  SECTION("bytes that cannot be read do not hide what could be") {
    Get(fixture.papers().Add(PaperOf("/p/good.pdf", {"good"})));
    failed.locator = "/p/good.pdf";
    Ok(fixture.papers().AddFailure(failed));
    CHECK(CurrentLocators(fixture) == Locators{"/p/good.pdf"});
    Get(fixture.papers().Add(PaperOf("/p/good.pdf", {"better"})));
    CHECK(TextOf(fixture, "good.pdf") == "better");
    CHECK(Get(fixture.papers().Find("good.pdf")).version_count == 2);
  }
}

TEST_CASE("papers that cannot be stored are refused before anything is written") {
  CorpusFixture fixture;
  Get(fixture.papers().Add(PaperOf("/p/a.pdf", {"a"})));
  SECTION("a page past what an id can hold") {
    ReadPaper paper = PaperOf("/p/huge.pdf", {"x"});
    paper.pages[0].number = 131'072;
    CHECK(ErrorOf(fixture.papers().Add(paper)).code == ErrorCode::kPageLimit);
  }
  SECTION("mentions that belong to no page") {
    ReadPaper paper = PaperOf("/p/b.pdf", {"x"});
    paper.mentions.resize(2);
    CHECK(ErrorOf(fixture.papers().Add(paper)).code == ErrorCode::kInternal);
  }
  SECTION("bytes that were never read") {
    CHECK(ErrorOf(fixture.papers().Touch("folder", "/x", "00", std::nullopt)).code ==
          ErrorCode::kInternal);
  }
  Ok(fixture.papers().Commit());
  CHECK(CurrentLocators(fixture) == Locators{"/p/a.pdf"});
}

TEST_CASE("a paper with two pages of one number undoes the batch, not just half of itself") {
  CorpusFixture fixture;
  Get(fixture.papers().Add(PaperOf("/p/a.pdf", {"a"})));
  Ok(fixture.papers().Commit());
  ReadPaper paper = PaperOf("/p/b.pdf", {"x", "y"});
  paper.pages[1].number = 1;
  CHECK_FALSE(fixture.papers().Add(paper));
  Ok(fixture.papers().Commit());
  CHECK(CurrentLocators(fixture) == Locators{"/p/a.pdf"});
}

TEST_CASE("a meeting date that no calendar will reach counts as unknown") {
  CorpusFixture fixture;
  Get(fixture.papers().Add(PaperOf("/p/a.pdf", {"a"}, "3024-01-01")));
  CHECK_FALSE(Get(fixture.papers().Find("a.pdf")).paper.metadata.meeting_date);
}

TEST_CASE("papers are listed newest meeting first, within council, committee and dates") {
  CorpusFixture fixture;
  Get(fixture.papers().Add(PaperOf("/p/old.pdf", {"1"}, "2023-01-01", "Ynys Môn Council")));
  Get(fixture.papers().Add(PaperOf("/p/new.pdf", {"2"}, "2024-05-01", "St. Brannock Borough")));
  Get(fixture.papers().Add(PaperOf("/p/none.pdf", {"3"}, "", "St. Brannock Borough")));
  struct Case {
    std::string name;
    PaperFilter filter;
    Locators expected;
  };
  const std::vector<Case> cases = {
      {"all", {}, {"/p/new.pdf", "/p/old.pdf", "/p/none.pdf"}},
      {"accents and case do not count", {{"YNYS MON"}, {}, {}, {}}, {"/p/old.pdf"}},
      {"nor does punctuation", {{"st brannock"}, {}, {}, {}}, {"/p/new.pdf", "/p/none.pdf"}},
      {"any of several",
       {{"ynys", "brannock"}, {}, {}, {}},
       {"/p/new.pdf", "/p/old.pdf", "/p/none.pdf"}},
      {"unknown council", {{"Nowhere"}, {}, {}, {}}, {}},
      {"no letters", {{"%"}, {}, {}, {}}, {}},
      {"empty", {{""}, {}, {}, {}}, {}},
      {"committee", {{}, {"cab"}, {}, {}}, {"/p/new.pdf", "/p/old.pdf", "/p/none.pdf"}},
      {"since is inclusive", {{}, {}, DateOf("2024-05-01"), {}}, {"/p/new.pdf"}},
      {"until is inclusive", {{}, {}, {}, DateOf("2023-01-01")}, {"/p/old.pdf"}},
      {"until leaves out the next day", {{}, {}, {}, DateOf("2022-12-31")}, {}},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    Locators locators;
    for (const PaperRow& row : Get(fixture.papers().List(c.filter))) {
      locators.push_back(row.paper.locator);
    }
    CHECK(locators == c.expected);
  }
}

TEST_CASE("a paper is found by number, hash or path") {
  CorpusFixture fixture;
  const ReadPaper a = PaperOf("/p/2024/report.pdf", {"a"});
  Get(fixture.papers().Add(a));
  Get(fixture.papers().Add(PaperOf("/p/2025/report.pdf", {"b"})));
  struct Case {
    std::string reference;
    std::string locator;  // empty: not one paper
    ErrorCode code;
  };
  const std::vector<Case> cases = {
      {"1", "/p/2024/report.pdf", {}},
      {a.sha256, "/p/2024/report.pdf", {}},
      {a.sha256.substr(0, 8), "/p/2024/report.pdf", {}},
      {a.sha256.substr(0, 7), "", ErrorCode::kNotFound},
      {"/p/2025/report.pdf", "/p/2025/report.pdf", {}},
      {"2025/report.pdf", "/p/2025/report.pdf", {}},
      {"5/report.pdf", "/p/2025/report.pdf", {}},
      {"report.pdf", "", ErrorCode::kUsage},
      {"", "", ErrorCode::kNotFound},
      {"99", "", ErrorCode::kNotFound},
      {"' OR 1 --", "", ErrorCode::kNotFound},
      {"%", "", ErrorCode::kNotFound},
  };
  for (const Case& c : cases) {
    INFO(c.reference);
    const auto found = fixture.papers().Find(c.reference);
    if (!c.locator.empty()) {
      REQUIRE(found);
      CHECK(found->paper.locator == c.locator);
    } else {
      CHECK(ErrorOf(found).code == c.code);
    }
  }
  const Error several = ErrorOf(fixture.papers().Find("report.pdf"));
  CHECK_THAT(several.message,
             Catch::Contains("/p/2024/report.pdf") && Catch::Contains("/p/2025/report.pdf"));
}

}  // namespace
}  // namespace scrutineer::corpus
