// Images of pages through the real OCR worker.

#include "pipeline/pdf/ocr_reader.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <memory>
#include <string>

#include "tests/pipeline/pdf/pool_reading.h"
#include "tests/support/pdf_builder.h"
#include "tests/support/scanned_pdf.h"

namespace scrutineer::pdf {
namespace {

using tests::PdfBuilder;
using tests::ScannedPage;
using tests::ScannedPdf;

OcrOptions Options() {
  OcrOptions options;
  options.worker_program = SCRUTINEER_BINARY_DIR "/scrutineer-ocr-worker";
  return options;
}

std::unique_ptr<OcrReader> StartReader(const OcrOptions& options = Options()) {
  auto reader = OcrReader::Start(options);
  if (!reader) FAIL(reader.error().ToString());
  return std::move(*reader);
}

RecognizedPage ReadPage(OcrReader& reader, const std::string& pdf, int page = 1) {
  const FileDescriptor file = FileOf(pdf);
  auto read = reader.Read(file.get(), page, false);
  if (!read) FAIL(read.error().ToString());
  return *read;
}

bool SaysWhatTheMinutesSay(const RecognizedPage& page) {
  INFO(page.text);
  CHECK(page.text.find("Wexcombe District Council\n") != std::string::npos);
  CHECK(page.text.find("The Head of Leisure reported that the contract for the lido had been\n"
                       "awarded to Serco Leisure following a tender exercise.") !=
        std::string::npos);
  CHECK(page.text.find("RESOLVED: that the award of the contract be noted.") != std::string::npos);
  return page.words > 90 && page.words < 115 && page.confidence > 85;
}

TEST_CASE("A scanned page is read, and how sure the engine is") {
  const auto reader = StartReader();
  CHECK(reader->engine().starts_with("tesseract "));
  const RecognizedPage page = ReadPage(*reader, ScannedPdf({{}}));
  CHECK(SaysWhatTheMinutesSay(page));
  CHECK(page.number == 1);
  CHECK(page.quarter_turns == 0);
  CHECK(page.skew == 0);
  // An item begins a paragraph, and its text another.
  CHECK(page.text.find("\n\n2. Wexcombe Lido: future of the service\n\n") != std::string::npos);
}

TEST_CASE("Pages that lie on their side, upside down or askew are set upright and level") {
  const auto reader = StartReader();
  struct Row {
    double turned_degrees;
    int quarter_turns;  // that undo it
    int skew;           // likewise, hundredths of a degree
  };
  for (const Row& row :
       {Row{90, 3, 0}, Row{180, 2, 0}, Row{270, 1, 0}, Row{2, 0, -200}, Row{-2, 0, 200}}) {
    INFO(row.turned_degrees);
    ScannedPage source;
    source.turned_degrees = row.turned_degrees;
    const RecognizedPage page = ReadPage(*reader, ScannedPdf({source}));
    CHECK(SaysWhatTheMinutesSay(page));
    CHECK(page.quarter_turns == row.quarter_turns);
    CHECK(std::abs(page.skew - row.skew) <= 15);
  }
}

TEST_CASE("A white page has no words, and the one asked for is read") {
  const auto reader = StartReader();
  ScannedPage white;
  white.empty = true;
  const std::string pdf = ScannedPdf({white, {}});
  const RecognizedPage blank = ReadPage(*reader, pdf, 1);
  CHECK(blank.text.empty());
  CHECK(blank.words == 0);
  CHECK(blank.confidence == 0);
  const RecognizedPage second = ReadPage(*reader, pdf, 2);
  CHECK(second.number == 2);
  CHECK(second.words > 90);
}

TEST_CASE("The Welsh model is used where it is asked for and there") {
  const auto reader = StartReader();
  const FileDescriptor file = FileOf(ScannedPdf({{}}));
  const auto read = reader->Read(file.get(), 1, true);
  REQUIRE(read);
  CHECK(read->welsh == reader->has_welsh());
  CHECK(read->text.find("Serco Leisure") != std::string::npos);
}

TEST_CASE("What cannot be read from its image says why, and the reader goes on") {
  const auto reader = StartReader();
  const auto error_of = [&](const std::string& bytes, int page) {
    const FileDescriptor file = FileOf(bytes);
    const auto read = reader->Read(file.get(), page, false);
    REQUIRE_FALSE(read);
    return read.error();
  };
  CHECK(error_of("%PDF-1.4\nnothing", 1).code == ErrorCode::kDamaged);
  const Error no_page = error_of(PdfBuilder().AddPageOfLines({"one"}).Build(), 2);
  CHECK(no_page.code == ErrorCode::kDamaged);
  CHECK(no_page.message == "has no page 2");
  CHECK(ReadPage(*reader, PdfBuilder().AddPageOfLines({"one page of the council"}).Build()).text ==
        "one page of the council\n");
}

TEST_CASE("A page that takes too long is given up, and another worker reads the next") {
  OcrOptions options = Options();
  options.time = std::chrono::milliseconds(1);
  const auto hurried = StartReader(options);
  const FileDescriptor file = FileOf(ScannedPdf({{}}));
  for (int i = 0; i < 2; ++i) {
    const auto read = hurried->Read(file.get(), 1, false);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::kTimeLimit);
    CHECK(read.error().message.find("on page 1") != std::string::npos);
  }
}

TEST_CASE("Without Tesseract's data for English nothing is read, and the error says what to do") {
  ::setenv("TESSDATA_PREFIX", "/nonexistent", 1);
  const auto reader = OcrReader::Start(Options());
  ::unsetenv("TESSDATA_PREFIX");
  REQUIRE_FALSE(reader);
  CHECK(reader.error().code == ErrorCode::kWorkerUnavailable);
  CHECK(reader.error().message.find("apt-get install tesseract-ocr-eng") != std::string::npos);
}

TEST_CASE("The OCR worker reads in the same sandbox as the PDF worker") {
  const auto reader = StartReader();
  CHECK(reader->protections().complete() ==
        StartPool(OptionsFor(kRealWorker))->protections().complete());
}

}  // namespace
}  // namespace scrutineer::pdf
