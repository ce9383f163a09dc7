#include "corpus/ocr_ledger.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "corpus/searcher.h"
#include "tests/corpus/corpus_fixture.h"

namespace scrutineer::corpus {
namespace {

OcrText TextOf(std::string text, int confidence = 91) {
  OcrText read;
  read.text = std::move(text);
  read.confidence = confidence;
  read.words = read.text.empty() ? 0 : 3;
  read.engine = "engine 1";
  read.duration = std::chrono::milliseconds(3000);
  return read;
}

// The paper as a run writes it once page `number` was read.
ReadPaper WithOcr(ReadPaper paper, int number, const std::string& text, int confidence = 91) {
  Page& page = paper.pages[static_cast<std::size_t>(number - 1)];
  page.text = text;
  page.has_text = true;
  paper.ocr_confidence[number] = confidence;
  return paper;
}

std::vector<std::pair<std::string, int>> Waiting(CorpusFixture& fixture) {
  std::vector<std::pair<std::string, int>> pages;
  for (const WaitingPage& page : Get(fixture.corpus().ocr().Waiting())) {
    pages.emplace_back(page.paper.locator, page.page_number);
  }
  return pages;
}

using Pages = std::vector<std::pair<std::string, int>>;

TEST_CASE("Pages without text wait, newest meeting first, until they are read") {
  CorpusFixture fixture;
  OcrLedger& ocr = fixture.corpus().ocr();
  Get(fixture.papers().Add(PaperOf("/old.pdf", {"", "text", ""}, "2020-01-01")));
  const ReadPaper paper = PaperOf("/new.pdf", {"text", ""}, "2024-05-05");
  const auto version = Get(fixture.papers().Add(paper));
  ReadPaper damaged = PaperOf("/damaged.pdf", {""});
  damaged.pages[0].readable = false;
  Get(fixture.papers().Add(damaged));
  CHECK(Waiting(fixture) == Pages{{"/new.pdf", 2}, {"/old.pdf", 1}, {"/old.pdf", 3}});
  CHECK(Get(ocr.PagesOf(version)).at(2).waits);

  Ok(ocr.RecordText(version, 2, TextOf("the tender was let")));
  CHECK(Waiting(fixture) == Pages{{"/old.pdf", 1}, {"/old.pdf", 3}});
  CHECK(Get(ocr.VersionsToRewrite()) == std::vector<std::int64_t>{version});
  const OcrTexts texts = Get(ocr.TextsOf(paper.sha256));
  REQUIRE(texts.size() == 1);
  CHECK(texts.at(2).text == "the tender was let");
  CHECK(texts.at(2).confidence == 91);
  CHECK(texts.at(2).engine == "engine 1");

  Ok(fixture.papers().Rewrite(version, WithOcr(paper, 2, "the tender was let")));
  CHECK(Get(ocr.VersionsToRewrite()).empty());
  CHECK_FALSE(Get(ocr.PagesOf(version)).at(2).waits);
  CHECK(Get(ocr.PagesOf(version)).at(2).confidence == 91);
  const OcrCounts counts = Get(ocr.Counts());
  CHECK(counts.waiting == 2);
  CHECK(counts.read == 1);
  CHECK(counts.blank == 0);
  CHECK(counts.pages_per_minute == Approx(20));
}

TEST_CASE("A page that was read is found by search, which says how sure the engine is") {
  CorpusFixture fixture;
  ReadPaper paper = PaperOf("/a.pdf", {"the first page", ""});
  const auto version = Get(fixture.papers().Add(paper));
  Ok(fixture.corpus().ocr().RecordText(version, 2, TextOf("a lido contract", 87)));
  paper = WithOcr(paper, 2, "a lido contract", 87);
  paper.mentions[1] = {MentionOf(Tag::kTender, "a lido contract", "contract")};
  paper.metadata.meeting_date = DateOf("2023-01-01");  // the scan tells another date
  Ok(fixture.papers().Rewrite(version, paper));
  Ok(fixture.papers().Commit());

  SearchRequest request;
  request.query = Get(ParseQuery("lido"));
  const auto found = Get(fixture.searcher().Search(request));
  REQUIRE(found.hits.size() == 1);
  CHECK(found.hits[0].page_number == 2);
  CHECK(found.hits[0].ocr_confidence == 87);
  CHECK(found.hits[0].paper.metadata.meeting_date == DateOf("2023-01-01"));
  CHECK(found.pages_without_text == 0);
  std::vector<std::optional<int>> confidences;
  Ok(fixture.papers().VisitMentions({}, [&](const MentionRow& row) {
    confidences.push_back(row.ocr_confidence);
    return true;
  }));
  CHECK(confidences == std::vector<std::optional<int>>{87});
  CHECK(Get(fixture.corpus().CheckIntegrity()).empty());
}

TEST_CASE("A page read before keeps its text when the paper is read again") {
  CorpusFixture fixture;
  const ReadPaper paper = PaperOf("/a.pdf", {""});
  const auto version = Get(fixture.papers().Add(paper));
  Ok(fixture.corpus().ocr().RecordText(version, 1, TextOf("", 0)));
  Ok(fixture.papers().Rewrite(version, WithOcr(paper, 1, "", 0)));
  CHECK(Get(fixture.corpus().ocr().Counts()).blank == 1);
  CHECK(Get(fixture.papers().Add(WithOcr(paper, 1, "", 0))) == version);
  CHECK(Waiting(fixture).empty());
  CHECK(Get(fixture.corpus().ocr().TextsOf(paper.sha256)).size() == 1);
}

TEST_CASE("A page that fails waits again, until it failed for good") {
  CorpusFixture fixture;
  OcrLedger& ocr = fixture.corpus().ocr();
  const auto version = Get(fixture.papers().Add(PaperOf("/a.pdf", {""})));
  const Error error{ErrorCode::kTimeLimit, "took longer than 120 s (stopped on page 1)", {}};
  Ok(ocr.RecordFailure(version, 1, error, false));
  CHECK(Get(ocr.Tries(version, 1)) == 1);
  CHECK(Waiting(fixture) == Pages{{"/a.pdf", 1}});
  Ok(ocr.RecordFailure(version, 1, error, true));
  CHECK(Waiting(fixture).empty());
  const auto failures = Get(ocr.Failures());
  REQUIRE(failures.size() == 1);
  CHECK(failures[0].final);
  CHECK(failures[0].tries == 2);
  CHECK(failures[0].code == ErrorCode::kTimeLimit);
  CHECK(failures[0].reason == error.message);
  CHECK(failures[0].paper.locator == "/a.pdf");
  CHECK(Get(ocr.Counts()).failed == 1);
  Ok(ocr.RetryFailed());
  CHECK(Waiting(fixture) == Pages{{"/a.pdf", 1}});
  CHECK(Get(ocr.Tries(version, 1)) == 0);
  CHECK(ErrorOf(ocr.RecordText(version, 9, TextOf("x"))).code == ErrorCode::kNotFound);
}

TEST_CASE("Pages that were not to be queued can be later") {
  CorpusFixture fixture;
  ReadPaper paper = PaperOf("/a.pdf", {"", "text", ""});
  paper.queue_ocr = false;
  Get(fixture.papers().Add(paper));
  CHECK(Waiting(fixture).empty());
  CHECK(Get(fixture.corpus().ocr().QueueAll()) == 2);
  CHECK(Waiting(fixture) == Pages{{"/a.pdf", 1}, {"/a.pdf", 3}});
  CHECK(Get(fixture.corpus().ocr().QueueAll()) == 0);
}

TEST_CASE("Alerts see pages in the order in which they were read, each once") {
  CorpusFixture fixture;
  const ReadPaper paper = PaperOf("/a.pdf", {"", "", "text"});
  const auto version = Get(fixture.papers().Add(paper));
  const ReadPaper other = PaperOf("/b.pdf", {""});
  const auto other_version = Get(fixture.papers().Add(other));
  OcrLedger& ocr = fixture.corpus().ocr();
  Ok(ocr.RecordText(version, 2, TextOf("two")));
  Ok(fixture.papers().Rewrite(version, WithOcr(paper, 2, "two")));
  Ok(ocr.RecordText(other_version, 1, TextOf("other")));
  Ok(fixture.papers().Rewrite(other_version, WithOcr(other, 1, "other")));
  Ok(ocr.RecordText(version, 1, TextOf("one")));
  Ok(fixture.papers().Rewrite(version, WithOcr(WithOcr(paper, 2, "two"), 1, "one")));
  Ok(fixture.papers().Commit());

  const auto arrivals = Get(fixture.alerts().PagesReadAfter(0));
  REQUIRE(arrivals.size() == 3);
  CHECK(arrivals[0].version.version_id == version);
  CHECK(arrivals[0].page_numbers == std::vector<int>{2});
  CHECK(arrivals[1].version.version_id == other_version);
  CHECK(arrivals[2].page_numbers == std::vector<int>{1});
  CHECK(Get(fixture.alerts().PagesReadAfter(arrivals[1].change)).size() == 1);
  CHECK(Get(fixture.alerts().PagesReadAfter(arrivals[2].change)).empty());
}

}  // namespace
}  // namespace scrutineer::corpus
