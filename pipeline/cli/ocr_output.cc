#include "pipeline/cli/ocr_output.h"

#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "pipeline/cli/count_progress.h"
#include "pipeline/cli/output.h"

namespace scrutineer::cli {
namespace {

using Json = nlohmann::ordered_json;

void PrintFailures(const std::vector<corpus::FailedPage>& failures) {
  for (const corpus::FailedPage& page : failures) {
    PrintLine(fmt::format("  {}: {}{}", Printable(Citation(page.paper, page.page_number)),
                          Printable(page.reason), page.final ? "" : " (to be tried again)"));
  }
}

Json FailuresJson(const std::vector<corpus::FailedPage>& failures) {
  Json json = Json::array();
  for (const corpus::FailedPage& page : failures) {
    json.push_back({{"path", page.paper.locator},
                    {"page", page.page_number},
                    {"error", ErrorCodeName(page.code)},
                    {"reason", page.reason},
                    {"attempts", page.tries},
                    {"final", page.final}});
  }
  return json;
}

// "12.3".
std::string Rate(double pages_per_minute) { return fmt::format("{:.1f}", pages_per_minute); }

}  // namespace

Result<ingest::OcrRunOptions> OcrOptionsOf(Session& session) {
  SCRUTINEER_ASSIGN_OR_RETURN(const Configuration* settings, session.configuration());
  ingest::OcrRunOptions options;
  SCRUTINEER_ASSIGN_OR_RETURN(options.pool, session.pool_options());
  options.reader.time = settings->ocr_time_limit;
  options.reader.memory_bytes = settings->ocr_memory_limit_bytes;
  options.reader.passwords = options.pool.passwords;
  const auto progress = std::make_shared<CountProgress>("scanned page", session.quiet());
  options.progress = [progress](std::int64_t done, std::int64_t all) { progress->Show(done, all); };
  return options;
}

void PrintOcrReport(const ingest::OcrReport& report) {
  if (!report.engine.empty()) {
    PrintLine(fmt::format("OCR: {} read, {} blank, {} failed ({} pages a minute, {})",
                          Counted(report.read, "page"), Grouped(report.blank),
                          Grouped(static_cast<std::int64_t>(report.failures.size())),
                          Rate(report.pages_per_minute()), report.engine));
  }
  PrintFailures(report.failures);
  for (const Error& error : report.not_rewritten) {
    PrintLine(fmt::format("  read by OCR but not stored: {}", Printable(error.ToString())));
  }
  if (report.welsh_missing > 0) {
    PrintLine(
        fmt::format("{} in Welsh read without its model: more mistakes than need be "
                    "(apt-get install tesseract-ocr-cym)",
                    Counted(report.welsh_missing, "page was", "pages were")));
  }
  if (report.turns_missing) {
    PrintLine(
        "pages on their side or upside down cannot be read: Tesseract's data for orientation are "
        "missing (apt-get install tesseract-ocr-osd)");
  }
  if (report.waiting > 0) {
    PrintLine(Counted(report.waiting, "page waits", "pages wait") + " for OCR");
  }
}

Json OcrReportJson(const ingest::OcrReport& report) {
  return {{"read", report.read},
          {"blank", report.blank},
          {"failures", FailuresJson(report.failures)},
          {"waiting", report.waiting},
          {"papers", report.papers},
          {"elapsed_ms", report.elapsed.count()},
          {"pages_per_minute", std::round(report.pages_per_minute() * 10) / 10},
          {"engine", report.engine},
          {"welsh_without_model", report.welsh_missing}};
}

void PrintOcrState(const corpus::OcrCounts& counts,
                   const std::vector<corpus::FailedPage>& failures) {
  if (counts.read + counts.blank + counts.failed + counts.waiting == 0) return;
  std::string line = fmt::format("ocr       {} read by OCR, {} blank, {} failed, {} for OCR",
                                 Counted(counts.read, "page"), Grouped(counts.blank),
                                 Grouped(counts.failed), Counted(counts.waiting, "waits", "wait"));
  if (counts.pages_per_minute > 0) {
    line += fmt::format(" ({} pages a minute and worker)", Rate(counts.pages_per_minute));
  }
  PrintLine(line);
  PrintFailures(failures);
}

Json OcrStateJson(const corpus::OcrCounts& counts,
                  const std::vector<corpus::FailedPage>& failures) {
  return {{"read", counts.read},
          {"blank", counts.blank},
          {"failed", counts.failed},
          {"waiting", counts.waiting},
          {"pages_per_minute_and_worker", std::round(counts.pages_per_minute * 10) / 10},
          {"failures", FailuresJson(failures)}};
}

}  // namespace scrutineer::cli
