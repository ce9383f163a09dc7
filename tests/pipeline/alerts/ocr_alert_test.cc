// Pages that are read by OCR after their paper was told of.

#include <catch2/catch.hpp>
#include <string>

#include "tests/pipeline/alerts/alert_fixture.h"

namespace scrutineer::tests {
namespace {

// A paper of two pages, the second a scan until `scan` is set.
corpus::ReadPaper PaperWithScan(const TaggedPage& first, const TaggedPage* scan) {
  corpus::ReadPaper read;
  read.source = "folder";
  read.locator = "/papers/pack.pdf";
  read.sha256 = Sha256Hex("pack");
  read.size_bytes = 4;
  read.metadata.title = "Pack";
  read.metadata.council = "Aldermere";
  read.metadata.meeting_date = ParseDate("2026-03-20");
  read.stage_version = "test";
  read.rule_revision = "test";
  read.pages = {{1, "", first.text},
                {2, "", scan != nullptr ? scan->text : "", true, scan != nullptr}};
  read.mentions = {first.mentions, {}};
  if (scan != nullptr) {
    read.mentions[1] = scan->mentions;
    read.ocr_confidence[2] = 87;
  }
  return read;
}

TEST_CASE("Mentions on pages read by OCR are told once, with how sure the engine is") {
  AlertFixture f;
  f.Subscribe(f.Youth());
  const TaggedPage first = YouthContract("for Northside");
  const TaggedPage scan = YouthContract("for Southside");
  const auto version = Need(f.corpus->papers().Add(PaperWithScan(first, nullptr)));
  Need(f.corpus->papers().Commit());
  CHECK(f.Run().items == 1);
  f.EmptyBox();

  corpus::OcrText text;
  text.text = scan.text;
  text.words = 5;
  text.confidence = 87;
  Need(f.corpus->ocr().RecordText(version, 2, text));
  Need(f.corpus->papers().Commit());
  CHECK(f.Run().items == 0);  // read, but not in its page yet

  corpus::ReadPaper whole = PaperWithScan(first, &scan);
  // What the scan says of the meeting must not make the first page news.
  whole.metadata.meeting_date = ParseDate("2026-03-21");
  Need(f.corpus->papers().Rewrite(version, whole));
  Need(f.corpus->papers().Commit());
  const auto report = f.Run();
  CHECK(report.items == 1);
  REQUIRE(f.Mail().size() == 1);
  const std::string mail = f.Mail()[0];
  INFO(mail);
  CHECK(mail.find("Page 2 (read by OCR, 87 % sure):") != std::string::npos);
  CHECK(mail.find("for Southside") != std::string::npos);
  CHECK(mail.find("for Northside") == std::string::npos);

  CHECK(f.Run().items == 0);
  // The same bytes read again by newer stages are no news.
  Need(f.corpus->papers().Rewrite(version, whole));
  Need(f.corpus->papers().Commit());
  CHECK(f.Run().items == 0);
}

TEST_CASE("A subscription from now on is not told of pages that were read before") {
  AlertFixture f;
  const TaggedPage first = YouthContract("for Northside");
  const TaggedPage scan = YouthContract("for Southside");
  const auto version = Need(f.corpus->papers().Add(PaperWithScan(first, nullptr)));
  Need(f.corpus->ocr().RecordText(version, 2, {}));
  Need(f.corpus->papers().Rewrite(version, PaperWithScan(first, &scan)));
  Need(f.corpus->papers().Commit());
  f.Subscribe(f.Youth(), /*from_now=*/true);
  CHECK(f.Run().items == 0);
  f.Subscribe(f.Youth("all"));
  CHECK(f.Run().items == 2);
}

}  // namespace
}  // namespace scrutineer::tests
