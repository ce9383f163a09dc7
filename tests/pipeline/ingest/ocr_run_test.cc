// Scanned papers through a run: queued, read by the real OCR worker, tagged.

#include "pipeline/ingest/ocr_run.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/pdf_builder.h"
#include "tests/support/scanned_pdf.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::ingest {
namespace {

namespace fs = std::filesystem;
using tests::ScannedPage;
using tests::ScannedPdf;

class SilentProgress : public ProgressListener {
 public:
  void Started(std::int64_t, std::int64_t) override {}
  void Finished(const FileOutcome&) override {}
  void PageRead(const fs::path&, int, int) override {}
};

// A data folder, one rule, and real workers.
class Bench {
 public:
  Bench() {
    Write("rules/tender/award.toml", R"(id = "tender.award"
title = "Awarded"
tag = "tender"
status = "stable"
description = "Contracts that were awarded."
false_positives = []
[match]
patterns = ['contract for the lido had been awarded']
[[example]]
text = "The contract for the lido had been awarded."
[[counter_example]]
text = "Nothing."
)");
    auto loaded = extractors::RuleSet::Load(folder_.path() / "rules");
    REQUIRE(loaded);
    rules_ = std::make_unique<extractors::RuleSet>(*loaded);
    auto corpus = corpus::Corpus::Open(data(), corpus::OpenMode::kReadWrite, clock_);
    REQUIRE(corpus);
    corpus_ = std::move(*corpus);
    auto blobs = corpus::BlobStore::Open(data());
    REQUIRE(blobs);
    blobs_ = std::make_unique<corpus::BlobStore>(std::move(*blobs));
    ingest.pool.worker_program = SCRUTINEER_BINARY_DIR "/scrutineer-pdf-worker";
    ingest.pool.workers = 1;
    ocr.pool = ingest.pool;
    ocr.reader.worker_program = SCRUTINEER_BINARY_DIR "/scrutineer-ocr-worker";
  }

  void Write(const std::string& name, const std::string& bytes) const {
    const fs::path file = folder_.path() / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
  }

  IngestReport Ingest() {
    auto listing = sources::ListFiles({folder_.path() / "papers"});
    REQUIRE(listing);
    SilentProgress progress;
    auto report = ingest::Ingest(Context(), std::move(*listing), ingest, progress);
    if (!report) FAIL(report.error().ToString());
    return std::move(*report);
  }
  OcrReport Ocr() {
    auto report = RunOcr(Context(), ocr);
    if (!report) FAIL(report.error().ToString());
    return std::move(*report);
  }
  IngestContext Context() { return {corpus_.get(), blobs_.get(), rules_.get(), &councils_, &stop}; }

  // The pages that bear a mention, by number.
  std::vector<int> MentionedPages() const {
    std::vector<int> pages;
    REQUIRE(corpus_->papers().VisitMentions({}, [&](const corpus::MentionRow& row) {
      CHECK(row.ocr_confidence.value_or(0) > 85);
      pages.push_back(row.page_number);
      return true;
    }));
    return pages;
  }
  std::vector<Page> Pages() const {
    const auto rows = corpus_->papers().List({});
    REQUIRE(rows);
    REQUIRE(rows->size() == 1);
    const auto pages = corpus_->papers().Pages(rows->front().version.id);
    REQUIRE(pages);
    return *pages;
  }

  fs::path data() const { return folder_.path() / "data"; }
  corpus::Corpus& corpus() { return *corpus_; }
  corpus::BlobStore& blobs() { return *blobs_; }

  IngestOptions ingest;
  OcrRunOptions ocr;
  std::atomic<bool> stop{false};

 private:
  tests::TemporaryFolder folder_;
  FixedClock clock_{*ParseInstant("2024-03-12T02:30:00Z")};
  std::unique_ptr<extractors::RuleSet> rules_;
  std::unique_ptr<corpus::Corpus> corpus_;
  std::unique_ptr<corpus::BlobStore> blobs_;
  text::CouncilNames councils_{{"Wexcombe District Council"}};
};

ScannedPage White() {
  ScannedPage page;
  page.empty = true;
  return page;
}

TEST_CASE("scanned pages are read, tagged and searched, and white ones are known to be blank") {
  Bench bench;
  ScannedPage gibberish;  // where a font's table of characters is missing
  gibberish.invisible_text =
      "7KH +HDG RI /HLVXUH UHSRUWHG WKDW WKH FRQWUDFW IRU WKH OLGR KDG EHHQ DZDUGHG WR D SURYLGHU "
      "IROORZLQJ D WHQGHU H[HUFLVH DQG WKDW VWDII ZHUH FRQVXOWHG";
  bench.Write("papers/scan.pdf", ScannedPdf({{}, White(), gibberish}));
  const IngestReport ingested = bench.Ingest();
  CHECK(ingested.pages_without_text == 3);
  CHECK(ingested.mentions == 0);

  const OcrReport report = bench.Ocr();
  CHECK(report.read == 2);
  CHECK(report.blank == 1);
  CHECK(report.failures.empty());
  CHECK(report.waiting == 0);
  CHECK(report.papers == 1);
  CHECK(report.complete());
  CHECK(report.pages_per_minute() > 0);
  CHECK(report.engine.starts_with("tesseract "));
  CHECK(bench.MentionedPages() == std::vector<int>{1, 3});
  const auto pages = bench.Pages();
  CHECK(pages[0].has_text);
  CHECK(pages[1].has_text);
  CHECK(pages[1].text.empty());
  CHECK(pages[2].text.find("FRQWUDFW") == std::string::npos);
  // The scan tells what the paper is.
  const PaperMetadata metadata = bench.corpus().papers().List({})->front().paper.metadata;
  CHECK(metadata.council == "Wexcombe District Council");
  CHECK(metadata.meeting_date == ParseDate("2024-03-14"));
  CHECK(bench.corpus().papers().Counts()->pages_without_text == 0);

  // Nothing is left to do, and what was read survives another reading of the paper.
  CHECK(bench.Ocr().engine.empty());
  bench.ingest.reread = true;
  CHECK(bench.Ingest().unchanged == 1);
}

TEST_CASE("a run that ends between two pages keeps the first, and the next does the rest") {
  Bench bench;
  bench.Write("papers/scan.pdf", ScannedPdf({{}, {}, White()}));
  bench.Ingest();
  bench.ocr.progress = [&](std::int64_t done, std::int64_t all) {
    CHECK(all == 3);
    if (done == 1) bench.stop = true;
  };
  const OcrReport first = bench.Ocr();
  CHECK(first.read == 1);
  CHECK(first.waiting == 2);
  CHECK(bench.MentionedPages() == std::vector<int>{1});
  bench.stop = false;
  bench.ocr.progress = nullptr;
  const OcrReport second = bench.Ocr();
  CHECK(second.read == 1);
  CHECK(second.blank == 1);
  CHECK(bench.MentionedPages() == std::vector<int>{1, 2});
}

TEST_CASE("a page that was read before the run died is written into its paper by the next") {
  Bench bench;
  bench.Write("papers/scan.pdf", ScannedPdf({{}}));
  bench.Ingest();
  corpus::OcrText text;
  text.text = "The contract for the lido had been awarded.\n";
  text.words = 8;
  text.confidence = 90;
  const auto version = bench.corpus().ocr().Waiting()->front().version_id;
  REQUIRE(bench.corpus().ocr().RecordText(version, 1, text));
  REQUIRE(bench.corpus().papers().Commit());
  CHECK(bench.MentionedPages().empty());
  bench.ocr.budget = std::chrono::milliseconds(0);
  const OcrReport report = bench.Ocr();
  CHECK(report.engine.empty());  // no page was read
  CHECK(report.papers == 1);
  CHECK(bench.MentionedPages() == std::vector<int>{1});
}

TEST_CASE("when the time is used up the rest waits") {
  Bench bench;
  bench.Write("papers/scan.pdf", ScannedPdf({{}, {}}));
  bench.Ingest();
  bench.ocr.budget = std::chrono::milliseconds(0);
  CHECK(bench.Ocr().waiting == 2);
  bench.ocr.budget = std::chrono::milliseconds(1);  // over once the first page is begun
  const OcrReport report = bench.Ocr();
  CHECK(report.read + report.waiting == 2);
  CHECK(report.read <= 1);
}

TEST_CASE("pages that must not be queued are not, and can be queued later") {
  Bench bench;
  bench.ingest.queue_ocr = false;
  bench.Write("papers/scan.pdf", ScannedPdf({{}}));
  CHECK(bench.Ingest().pages_without_text == 1);
  CHECK(bench.Ocr().read == 0);
  REQUIRE(bench.corpus().ocr().QueueAll());
  CHECK(bench.Ocr().read == 1);
}

TEST_CASE("a page that fails is named with its reason, and tried three times in all") {
  Bench bench;
  bench.Write("papers/scan.pdf", ScannedPdf({{}}));
  bench.Ingest();
  bench.ocr.reader.time = std::chrono::milliseconds(1);
  for (int attempt = 1; attempt <= kMaxAttempts; ++attempt) {
    INFO(attempt);
    const OcrReport report = bench.Ocr();
    REQUIRE(report.failures.size() == 1);
    CHECK(report.failures[0].code == ErrorCode::kTimeLimit);
    CHECK(report.failures[0].page_number == 1);
    CHECK(report.failures[0].final == (attempt == kMaxAttempts));
    CHECK(report.waiting == (attempt == kMaxAttempts ? 0 : 1));
    CHECK_FALSE(report.complete());
  }
  CHECK(bench.Ocr().failures.empty());
  CHECK(bench.corpus().ocr().Failures()->size() == 1);
  CHECK_FALSE(bench.Pages()[0].has_text);
}

TEST_CASE("a paper whose bytes are gone says so for each page, and the others are read") {
  Bench bench;
  bench.Write("papers/gone.pdf", ScannedPdf({{}, {}}));
  bench.Write("papers/there.pdf", ScannedPdf({{}}));
  bench.Ingest();
  const auto waiting = bench.corpus().ocr().Waiting();
  REQUIRE(waiting);
  for (const auto& page : *waiting) {
    if (page.paper.locator.ends_with("gone.pdf")) fs::remove(bench.blobs().PathOf(page.sha256));
  }
  const OcrReport report = bench.Ocr();
  CHECK(report.read == 1);
  CHECK(report.failures.size() == 2);
}

TEST_CASE("a short page with a text layer keeps it where its image tells no more") {
  Bench bench;
  bench.Write("papers/title.pdf", tests::PdfBuilder()
                                      .AddPageOfLines({"Appendix A"})
                                      .AddPageOfLines({"The contract was let to a company."})
                                      .Build());
  CHECK(bench.Ingest().pages_without_text == 1);
  const OcrReport report = bench.Ocr();
  CHECK(report.read == 1);
  CHECK(bench.Pages()[0].text == "Appendix A");
  CHECK(bench.Pages()[0].has_text);
  CHECK_FALSE(bench.corpus().ocr().PagesOf(1)->at(1).confidence);
}

}  // namespace
}  // namespace scrutineer::ingest
