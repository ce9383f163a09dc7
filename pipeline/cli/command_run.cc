#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "pipeline/base/file.h"
#include "pipeline/cli/alert_session.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/count_progress.h"
#include "pipeline/cli/ingest_session.h"
#include "pipeline/cli/ocr_output.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/progress.h"
#include "pipeline/cli/retag_output.h"

namespace scrutineer::cli {
namespace {

using Json = nlohmann::ordered_json;

// The folders that are there, and an error for each that is not: one unmounted disk must not keep
// the others from being read.
std::vector<Error> DropMissing(std::vector<std::filesystem::path>& folders) {
  std::vector<Error> missing;
  std::erase_if(folders, [&](const std::filesystem::path& folder) {
    std::error_code code;
    if (std::filesystem::exists(folder, code)) return false;
    missing.push_back(
        Error{ErrorCode::kNotFound, "is missing (named under [sources] folders)", folder.string()});
    return true;
  });
  return missing;
}

struct NightReport {
  ingest::IngestReport ingest;
  ingest::RetagReport retag;
  ingest::CompareReport compared;
  ingest::OcrReport ocr;
  std::optional<Error> ocr_error;  // no scanned page could be read at all
  alerts::AlertReport alerts;

  bool complete() const {
    return ingest.complete() && ocr.complete() && !ocr_error && alerts.failures.empty();
  }
};

Json NightJson(const NightReport& report, const corpus::RunRecord& record, const Session& session) {
  Json json;
  json["run"] = record.id;
  json["ended"] = FormatInstant(session.clock().Now());
  json["complete"] = report.complete();
  json["ingest"] = ReportJson(report.ingest);
  json["retag"] = RetagJson(report.retag);
  json["compared"] = CompareReportJson(report.compared);
  json["ocr"] = OcrReportJson(report.ocr);
  if (report.ocr_error) json["ocr"]["error"] = report.ocr_error->ToString();
  json["alerts"] = {{"due", report.alerts.due},         {"queued", report.alerts.queued},
                    {"items", report.alerts.items},     {"delivered", report.alerts.delivered},
                    {"waiting", report.alerts.waiting}, {"failures", Json::array()}};
  for (const alerts::AlertFailure& failure : report.alerts.failures) {
    json["alerts"]["failures"].push_back(failure.what + ": " + failure.error.ToString());
  }
  return json;
}

// Without Tesseract the night goes on: papers that need none have alerts, too.
Status ReadScans(Session& session, IngestSession& work, NightReport& report) {
  SCRUTINEER_ASSIGN_OR_RETURN(const Configuration* settings, session.configuration());
  SCRUTINEER_ASSIGN_OR_RETURN(auto options, OcrOptionsOf(session));
  options.budget = settings->ocr_budget;
  auto read = ingest::RunOcr(work.context(session), options);
  if (read) {
    report.ocr = std::move(*read);
  } else if (read.error().code == ErrorCode::kWorkerUnavailable) {
    report.ocr_error = std::move(read).error();
  } else {
    return Fail(std::move(read).error());
  }
  return {};
}

Result<NightReport> WorkThrough(Session& session, IngestSession& work,
                                const ingest::IngestOptions& options,
                                const alerts::AlertOptions& alert_options,
                                sources::FolderListing listing) {
  NightReport report;
  // Old pages first, so that one digest never mixes mentions of two rule sets.
  {
    CountProgress progress("paper", session.quiet());
    ingest::RetagOptions retag_options;
    retag_options.progress = [&](std::int64_t done, std::int64_t all) { progress.Show(done, all); };
    SCRUTINEER_ASSIGN_OR_RETURN(report.retag, ingest::Retag(work.context(session), retag_options));
  }
  {
    TerminalProgress progress(session.quiet());
    SCRUTINEER_ASSIGN_OR_RETURN(
        report.ingest,
        ingest::Ingest(work.context(session), std::move(listing), options, progress));
  }
  SCRUTINEER_ASSIGN_OR_RETURN(report.compared, CompareStoredPages(session, work));
  SCRUTINEER_RETURN_IF_ERROR(ReadScans(session, work, report));
  SCRUTINEER_ASSIGN_OR_RETURN(report.alerts,
                              alerts::RunAlerts(work.corpus(), alert_options, session.clock()));
  return report;
}

Status KeepReport(Session& session, const corpus::RunRecord& record, const Json& json) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto data, session.data_folder());
  SCRUTINEER_RETURN_IF_ERROR(MakeFolder(data / "reports"));
  return WriteFileAtomically(data / "reports" / fmt::format("run-{:06}.json", record.id),
                             json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
}

Result<int> RunNight(Session& session) {
  SCRUTINEER_ASSIGN_OR_RETURN(const Configuration* settings, session.configuration());
  if (settings->folders.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(const auto file, session.configuration_file());
    return Fail(ErrorCode::kConfiguration,
                "names no folders to read (scrutineer init writes the file; then set folders under "
                "[sources])",
                file.string());
  }
  SCRUTINEER_ASSIGN_OR_RETURN(auto options, IngestSession::Options(session));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto alert_options, AlertOptionsOf(session));
  SCRUTINEER_RETURN_IF_ERROR(alerts::CheckOptions(alert_options));
  auto folders = settings->folders;
  auto missing = DropMissing(folders);
  SCRUTINEER_ASSIGN_OR_RETURN(auto listing, sources::ListFiles(folders));
  std::move(missing.begin(), missing.end(), std::back_inserter(listing.unreadable));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto work, IngestSession::Open(session, "run"));
  corpus::RunRecord record;
  SCRUTINEER_ASSIGN_OR_RETURN(record.id, work->corpus().runs().Begin("run"));
  WatchSignals();
  auto report = WorkThrough(session, *work, options, alert_options, std::move(listing));
  if (!report) {
    record.summary = report.error().ToString();
    // The error that ended the run matters more than one in noting it.
    static_cast<void>(work->corpus().runs().End(record));
    return Fail(std::move(report).error());
  }
  FillRunRecord(report->ingest, record);
  record.alerts_queued = static_cast<std::int64_t>(report->alerts.queued);
  record.alerts_delivered = static_cast<std::int64_t>(report->alerts.delivered);
  record.summary = report->complete() ? "complete" : "not complete";
  SCRUTINEER_RETURN_IF_ERROR(work->corpus().runs().End(record));
  SCRUTINEER_RETURN_IF_ERROR(KeepReport(session, record, NightJson(*report, record, session)));
  PrintReport(report->ingest);
  PrintCompareReport(report->compared);
  PrintOcrReport(report->ocr);
  if (report->ocr_error) PrintLine("OCR: " + Printable(report->ocr_error->ToString()));
  if (report->retag.papers > 0) PrintRetagReport(report->retag, false);
  PrintAlertReport(report->alerts, alert_options);
  return report->complete() ? kExitDone : kExitPartly;
}

}  // namespace

void DefineRun(CLI::App& app, CommandBody& chosen) {
  CLI::App* command = app.add_subcommand(
      "run", "the nightly run: read the configured folders, tag, send alerts, report");
  command->callback([&chosen] { chosen = RunNight; });
}

}  // namespace scrutineer::cli
