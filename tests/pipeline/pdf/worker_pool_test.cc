// Real PDFs through the real worker.

#include "pipeline/pdf/worker_pool.h"

#include <catch2/catch.hpp>
#include <cstdio>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/pipeline/pdf/pool_reading.h"
#include "tests/support/pdf_builder.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::pdf {
namespace {

using tests::PdfBuilder;
using tests::PdfOfObjects;
using tests::PdfStream;

TEST_CASE("A paper is read page by page with its properties") {
  const auto pool = StartPool(OptionsFor(kRealWorker));
  const std::string pdf =
      PdfBuilder()
          .AddPageOfLines({"the council will bring this in-", "house – for £3m"})
          .AddPageOfLines({"Second page"})
          .AddPage({})
          .SetInfo("Title", "A report")
          .SetInfo("Author", "Démocratic Services")
          .SetInfo("CreationDate", "D:20240312183000Z")
          .AddBookmark("1. Apologies", 1)
          .AddBookmark("2. Minutes", 2)
          .AddBookmark("Appendix", 3, 1)
          .AddBookmark("3. Close")
          .SetRomanLabels(2)
          .Build();
  const Reading reading = Read(*pool, pdf);
  REQUIRE(reading.outcome);
  CHECK(reading.outcome->page_count == 3);
  CHECK(reading.outcome->title == "A report");
  CHECK(reading.outcome->author == "Démocratic Services");
  CHECK(reading.outcome->subject.empty());
  REQUIRE(reading.outcome->created);
  CHECK(FormatInstant(*reading.outcome->created) == "2024-03-12T18:30:00Z");
  CHECK(reading.outcome->bookmarks ==
        std::vector<Bookmark>{
            {"1. Apologies", 1, 0}, {"2. Minutes", 2, 0}, {"Appendix", 3, 1}, {"3. Close", 0, 0}});
  REQUIRE(reading.pages.size() == 3);
  CHECK(reading.pages[0].number == 1);
  CHECK(reading.pages[0].label == "i");
  CHECK(reading.pages[0].text == "the council will bring this in-\nhouse – for £3m\n");
  CHECK(reading.pages[1].label == "ii");
  CHECK(reading.pages[1].text == "Second page\n");
  CHECK(reading.pages[2].label == "1");
  CHECK(reading.pages[2].text.empty());
  CHECK(reading.pages[2].readable);
}

TEST_CASE("Labels that say no more than the number are left out") {
  const auto pool = StartPool(OptionsFor(kRealWorker));
  const Reading reading = Read(*pool, PdfBuilder().AddPageOfLines({"one"}).Build());
  REQUIRE(reading.pages.size() == 1);
  CHECK(reading.pages[0].label.empty());
}

TEST_CASE("Rows, columns and turned text come out in reading order") {
  const auto pool = StartPool(OptionsFor(kRealWorker));
  const std::string pdf = PdfBuilder()
                              .AddPage({{72, 100, "Supplier"},
                                        {250, 100, "Service"},
                                        {400, 100, "Value"},
                                        {30, 500, "DRAFT COPY", 11, 3}})
                              .Build();
  const Reading reading = Read(*pool, pdf);
  REQUIRE(reading.pages.size() == 1);
  CHECK(reading.pages[0].text.find("Supplier\tService\tValue\n") != std::string::npos);
  CHECK(reading.pages[0].text.find("DRAFT COPY\n") != std::string::npos);
}

TEST_CASE("Broken PDFs end with what is wrong with them") {
  const std::string good =
      PdfBuilder().AddPageOfLines({"a report"}).AddPageOfLines({"more"}).Build();
  const std::string catalog = "<</Type/Catalog/Pages 2 0 R>>";
  struct Case {
    const char* name;
    std::string bytes;
    ErrorCode code;
    std::string words;  // in the message
  };
  const std::vector<Case> cases = {
      {"empty", "", ErrorCode::kNotAPdf, "not a PDF (the file is empty)"},
      {"web page", "<html><body>Sorry", ErrorCode::kNotAPdf,
       "not a PDF (starts with '<html><body>Sorr')"},
      {"binary", std::string("PK\x03\x04\x00", 5), ErrorCode::kNotAPdf, "starts with 'PK...'"},
      {"nothing but a header", "%PDF-1.4\n", ErrorCode::kDamaged, "is damaged"},
      {"garbage after the header", "%PDF-1.4\n" + std::string(5000, 'x'), ErrorCode::kDamaged,
       "cannot be opened"},
      {"no pages", PdfOfObjects({catalog, "<</Type/Pages/Kids[]/Count 0>>"}), ErrorCode::kNoPages,
       "has no pages"},
      {"negative page count", PdfBuilder().AddPage({}).ClaimPageCount("-5").Build(),
       ErrorCode::kNoPages, "has no pages"},
      {"a page tree that is its own child",
       PdfOfObjects({catalog, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"}), ErrorCode::kDamaged,
       "none of its 2 pages can be read"},
  };
  const auto pool = StartPool(OptionsFor(kRealWorker));
  for (const Case& c : cases) {
    INFO(c.name);
    const Reading reading = Read(*pool, c.bytes);
    REQUIRE_FALSE(reading.outcome);
    CHECK(ErrorCodeName(reading.outcome.error().code) == ErrorCodeName(c.code));
    CHECK_THAT(reading.outcome.error().message, Catch::Contains(c.words));
  }
  CHECK(Read(*pool, good).pages.size() == 2);
}

TEST_CASE("A truncated PDF is read where its objects can be found, or else damaged") {
  const std::string whole =
      PdfBuilder().AddPageOfLines({"a report"}).AddPageOfLines({"more"}).Build();
  const auto pool = StartPool(OptionsFor(kRealWorker));
  const Reading without_table =
      Read(*pool, whole.substr(0, whole.find("xref")) + whole.substr(whole.find("trailer")));
  REQUIRE(without_table.outcome);
  REQUIRE(without_table.pages.size() == 2);
  CHECK(without_table.pages[1].text == "more\n");
  for (std::size_t size = 0; size < whole.size(); size += 97) {
    INFO("first " << size << " bytes");
    const Reading reading = Read(*pool, whole.substr(0, size));
    if (!reading.outcome) {
      const ErrorCode code = reading.outcome.error().code;
      CHECK((code == ErrorCode::kDamaged || code == ErrorCode::kNotAPdf));
    }
  }
}

TEST_CASE("A page that is missing is told from one without text") {
  const std::string pdf =
      PdfOfObjects({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 99 0 R]/Count 2>>",
                    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"});
  const auto pool = StartPool(OptionsFor(kRealWorker));
  const Reading reading = Read(*pool, pdf);
  REQUIRE(reading.outcome);
  REQUIRE(reading.pages.size() == 2);
  CHECK(reading.pages[0].readable);
  CHECK_FALSE(reading.pages[1].readable);
}

TEST_CASE("More pages than the limit are refused at once") {
  PoolOptions options = OptionsFor(kRealWorker);
  options.limits.pages = 2;
  const auto pool = StartPool(options);
  PdfBuilder builder;
  builder.AddPage({}).AddPage({});
  CHECK(Read(*pool, builder.Build()).outcome);
  const Reading reading = Read(*pool, builder.AddPage({}).Build());
  REQUIRE_FALSE(reading.outcome);
  CHECK(reading.outcome.error().code == ErrorCode::kPageLimit);
  CHECK(reading.outcome.error().message == "has 3 pages, more than the limit of 2");
  CHECK(reading.pages.empty());
}

// A page that draws a form that draws a form ten times, and so on: 10^depth times a hundred words.
std::string BombOfForms(int depth) {
  const std::string page =
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
      "/Resources<</XObject<</X 6 0 R>>>>>>";
  std::vector<std::string> objects = {
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page,
      PdfStream("", "/X Do"), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
  const std::string form =
      "/Type/XObject/Subtype/Form/BBox[-9999 -9999 9999 9999]/Resources<</Font<</F 5 0 R>>";
  for (int level = 0; level < depth; ++level) {
    std::string content;
    for (int i = 0; i < 10; ++i) {
      content += "q 1 0 0 1 " + std::to_string(level + 1) + " " + std::to_string(7 * i + level) +
                 " cm /X Do Q\n";
    }
    objects.push_back(PdfStream(
        form + "/XObject<</X " + std::to_string(objects.size() + 2) + " 0 R>>>>", content));
  }
  std::string words = "BT /F 0.5 Tf ";
  for (int i = 0; i < 100; ++i) {
    words += "1 0 0 1 " + std::to_string(7 * i) + " " + std::to_string(5 * i) + " Tm (word) Tj ";
  }
  objects.push_back(PdfStream(form + ">>", words + "ET"));
  return PdfOfObjects(objects);
}

TEST_CASE("A bomb meets its limits and harms no other paper") {
  PoolOptions options = OptionsFor(kRealWorker);
  const std::string good = PdfBuilder().AddPageOfLines({"unharmed"}).Build();
  SECTION("of time") {
    options.limits.time = std::chrono::milliseconds(300);
    const auto pool = StartPool(options);
    const Reading reading = Read(*pool, BombOfForms(4));
    REQUIRE_FALSE(reading.outcome);
    CHECK(reading.outcome.error().message == "took longer than 0.3 s (stopped on page 1 of 1)");
    CHECK(reading.outcome.error().code == ErrorCode::kTimeLimit);
    CHECK(Read(*pool, good).outcome);
  }
  SECTION("of memory") {
    options.limits.memory_bytes = std::int64_t{24} << 20;
    const auto pool = StartPool(options);
    const Reading reading = Read(*pool, BombOfForms(4));
    REQUIRE_FALSE(reading.outcome);
    CHECK(reading.outcome.error().message ==
          "needed more than 24 MiB of memory (stopped on page 1 of 1)");
    CHECK(reading.outcome.error().code == ErrorCode::kMemoryLimit);
  }
}

TEST_CASE("Many threads share few workers") {
  constexpr int kThreads = 8;
  constexpr int kPapers = 20;
  const auto pool = StartPool(OptionsFor(kRealWorker, 2));
  std::vector<int> wrong(kThreads, 0);
  for (int round = 0; round < 2; ++round) {
    std::vector<std::thread> threads;
    threads.reserve(8);
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < kPapers; ++i) {
          const std::string words = "paper " + std::to_string(t) + " " + std::to_string(i);
          const Reading reading = Read(*pool, PdfBuilder().AddPageOfLines({words}).Build());
          const bool right =
              reading.outcome && reading.pages.size() == 1 && reading.pages[0].text == words + "\n";
          if (!right) ++wrong[static_cast<std::size_t>(t)];
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(wrong == std::vector<int>(kThreads, 0));
    CHECK(Children().size() <= 2);
  }
  CHECK(pool->peak_worker_memory_bytes() > (std::int64_t{1} << 20));
}

// Of the dynamic linker, about a start of the worker program: which file a symbol was found in.
std::string BindingsOfWorker() {
  const std::string command = std::string("LD_DEBUG=bindings LD_BIND_NOW=1 '") + kRealWorker +
                              "' 2>&1 | grep -F 'scrutineer-pdf-worker '";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
  REQUIRE(pipe);
  std::string said;
  for (int c = std::getc(pipe.get()); c != EOF; c = std::getc(pipe.get())) {
    said.push_back(static_cast<char>(c));
  }
  return said;
}

TEST_CASE("Poppler calls the worker's own functions in place of its slow ones") {
  const std::string bindings = BindingsOfWorker();
  for (const std::string symbol :
       {"cmsOpenProfileFromMem",
        "_ZN6PDFDoc16displayPageSliceEP9OutputDeviddibbbiiiiPFbPvES2_PFbP5AnnotS2_ES2_b"}) {
    INFO(symbol);
    bool bound = false;
    std::istringstream lines(bindings);
    for (std::string line; std::getline(lines, line);) {
      const std::size_t to = line.find(" to ");
      bound = bound || (line.find("libpoppler") < to && to != std::string::npos &&
                        line.find("scrutineer-pdf-worker", to) != std::string::npos &&
                        line.find("`" + symbol + "'") != std::string::npos);
    }
    CHECK(bound);
  }
}

TEST_CASE("The stage version names Poppler and the layout") {
  const auto pool = StartPool(OptionsFor(kRealWorker));
  CHECK_THAT(pool->stage_version(), Catch::Matches("poppler [0-9]+\\.[0-9.]+, text [0-9]+"));
}

TEST_CASE("The worker program is found where the environment says") {
  ::setenv("SCRUTINEER_PDF_WORKER", kRealWorker, 1);
  const auto found = FindWorkerProgram();
  ::setenv("SCRUTINEER_PDF_WORKER", "/nowhere/worker", 1);
  const auto missing = FindWorkerProgram();
  ::unsetenv("SCRUTINEER_PDF_WORKER");
  const auto beside = FindWorkerProgram();
  REQUIRE(found);
  CHECK(*found == kRealWorker);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::kWorkerUnavailable);
  CHECK_THAT(missing.error().ToString(), Catch::Contains("/nowhere/worker"));
  REQUIRE_FALSE(beside);
  CHECK_THAT(beside.error().message, Catch::Contains("libexec/scrutineer/scrutineer-pdf-worker"));
}

}  // namespace
}  // namespace scrutineer::pdf
