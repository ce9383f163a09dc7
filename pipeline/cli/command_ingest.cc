#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "pipeline/cli/command.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/ingest_session.h"
#include "pipeline/cli/ocr_output.h"
#include "pipeline/cli/one_of.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/passwords.h"
#include "pipeline/cli/progress.h"

namespace scrutineer::cli {
namespace {

// When pages without a usable text layer are read from their images.
enum class OcrTime { kNow, kLater, kNever };

struct IngestFlags {
  std::vector<std::filesystem::path> paths;
  int workers = 0;
  int seconds = 0;
  int memory_mib = 0;
  int pages = 0;
  std::filesystem::path passwords;
  bool retry_failed = false;
  bool reread = false;
  OcrTime ocr = OcrTime::kLater;
  bool ocr_chosen = false;  // --ocr stood on the command line
  Format format = Format::kText;
};

Status ApplyFlags(const IngestFlags& flags, ingest::IngestOptions& options) {
  options.retry_failed = flags.retry_failed;
  options.reread = flags.reread;
  options.queue_ocr = flags.ocr != OcrTime::kNever;
  if (flags.workers > 0) options.pool.workers = flags.workers;
  if (flags.seconds > 0) options.pool.limits.time = std::chrono::seconds(flags.seconds);
  if (flags.memory_mib > 0) {
    options.pool.limits.memory_bytes = std::int64_t{flags.memory_mib} << 20;
  }
  if (flags.pages > 0) options.pool.limits.pages = flags.pages;
  if (!flags.passwords.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(options.pool.passwords, ReadPasswords(flags.passwords));
    options.retry_encrypted = true;
  }
  return {};
}

// A folder in which nothing looks like a paper is most likely the wrong folder.
bool NothingWasAPaper(const ingest::IngestReport& report) {
  return report.unreadable_folders.empty() &&
         std::all_of(report.outcomes.begin(), report.outcomes.end(),
                     [](const ingest::FileOutcome& outcome) {
                       return outcome.disposition == ingest::Disposition::kSkipped &&
                              outcome.reason.starts_with("is not a PDF");
                     }) &&
         report.unchanged == 0;
}

// Settles the queue of scanned pages, and works it off if that is asked for.
Result<ingest::OcrReport> SettleOcr(Session& session, IngestSession& work,
                                    const IngestFlags& flags) {
  corpus::OcrLedger& ledger = work.corpus().ocr();
  if (flags.retry_failed) SCRUTINEER_RETURN_IF_ERROR(ledger.RetryFailed());
  if (flags.ocr_chosen && flags.ocr != OcrTime::kNever) {
    SCRUTINEER_RETURN_IF_ERROR(ledger.QueueAll());
  }
  SCRUTINEER_RETURN_IF_ERROR(work.corpus().papers().Commit());
  if (flags.ocr == OcrTime::kNow) {
    SCRUTINEER_ASSIGN_OR_RETURN(const auto options, OcrOptionsOf(session));
    return ingest::RunOcr(work.context(session), options);
  }
  ingest::OcrReport report;
  SCRUTINEER_ASSIGN_OR_RETURN(const auto counts, ledger.Counts());
  report.waiting = counts.waiting;
  return report;
}

Result<int> RunIngest(Session& session, const IngestFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(auto options, IngestSession::Options(session));
  SCRUTINEER_RETURN_IF_ERROR(ApplyFlags(flags, options));
  SCRUTINEER_ASSIGN_OR_RETURN(auto listing, sources::ListFiles(flags.paths));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto work, IngestSession::Open(session, "ingest"));
  corpus::RunRecord record;
  SCRUTINEER_ASSIGN_OR_RETURN(record.id, work->corpus().runs().Begin("ingest"));
  WatchSignals();
  Result<ingest::IngestReport> report;
  {
    TerminalProgress progress(session.quiet());
    report = ingest::Ingest(work->context(session), std::move(listing), options, progress);
  }
  Result<ingest::OcrReport> ocr;
  Result<ingest::CompareReport> compared;
  if (report) {
    ocr = SettleOcr(session, *work, flags);
    if (!ocr) report = Fail(ocr.error());
  }
  if (report) {
    compared = CompareStoredPages(session, *work);
    if (!compared) report = Fail(compared.error());
  }
  if (!report) {
    record.summary = report.error().ToString();
    // The error that ended the run matters more than one in noting it.
    static_cast<void>(work->corpus().runs().End(record));
    return Fail(std::move(report).error());
  }
  FillRunRecord(*report, record);
  SCRUTINEER_RETURN_IF_ERROR(work->corpus().runs().End(record));
  if (flags.format == Format::kText) {
    PrintReport(*report);
    PrintOcrReport(*ocr);
    PrintCompareReport(*compared);
  } else {
    auto json = ReportJson(*report);
    json["ocr"] = OcrReportJson(*ocr);
    json["compared"] = CompareReportJson(*compared);
    PrintJson(json, flags.format);
  }
  if (NothingWasAPaper(*report)) {
    return Fail(ErrorCode::kUsage,
                "there is no PDF and no other document in it (is it the folder you meant?)",
                fmt::format("{}", fmt::join(
                                      [&] {
                                        std::vector<std::string> names;
                                        for (const auto& path : flags.paths)
                                          names.push_back(path.string());
                                        return names;
                                      }(),
                                      ", ")));
  }
  return report->complete() && ocr->complete() ? kExitDone : kExitPartly;
}

}  // namespace

void DefineIngest(CLI::App& app, CommandBody& chosen) {
  CLI::App* command =
      app.add_subcommand("ingest", "read papers and folders of papers into the corpus");
  const auto flags = std::make_shared<IngestFlags>();
  command
      ->add_option("PATH", flags->paths,
                   "PDFs, office documents, web pages, and folders with all below them")
      ->required();
  command->add_option("--workers", flags->workers, "papers read side by side")
      ->check(CLI::Range(1, 64).description(""));
  command
      ->add_option("--time-limit", flags->seconds, "seconds that one paper may take (default 30)")
      ->check(CLI::Range(1, 3600).description(""));
  command
      ->add_option("--memory-limit", flags->memory_mib, "MiB that one paper may take (default 512)")
      ->check(CLI::Range(64, 65536).description(""));
  command->add_option("--page-limit", flags->pages, "pages that one paper may have (default 20000)")
      ->check(CLI::Range(1, 131071).description(""));
  command->add_option("--passwords", flags->passwords,
                      "file of passwords, one a line, to try on encrypted papers, also on those "
                      "that failed before");
  command->add_flag("--retry-failed", flags->retry_failed,
                    "read again what failed for good before");
  command->add_flag("--reread", flags->reread,
                    "hash every file again, whatever its time stamps say");
  static const std::map<std::string, OcrTime> times = {
      {"now", OcrTime::kNow}, {"later", OcrTime::kLater}, {"never", OcrTime::kNever}};
  const CLI::Option* ocr =
      command
          ->add_option("--ocr", flags->ocr,
                       "scanned pages are read now, later by `run` (default), or never")
          ->transform(OneOf(times))
          ->type_name("NAME");
  AddFormat(*command, flags->format, {"text", "json"});
  command->callback([&chosen, flags, ocr] {
    flags->ocr_chosen = ocr->count() > 0;
    chosen = [flags](Session& session) { return RunIngest(session, *flags); };
  });
}

}  // namespace scrutineer::cli
