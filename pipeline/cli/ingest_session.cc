#include "pipeline/cli/ingest_session.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/cli/count_progress.h"
#include "pipeline/cli/output.h"

namespace scrutineer::cli {

using Json = nlohmann::ordered_json;

namespace {

// Rules that changed since they tagged this corpus show that their examples hold before they tag
// anything. Rules that tag a new corpus, or were tried before, need no second test.
Status TestChangedRules(const extractors::RuleSet& rules, corpus::Corpus& corpus) {
  corpus::TaggingLedger& tagging = corpus.tagging();
  SCRUTINEER_ASSIGN_OR_RETURN(const auto others, tagging.OtherRevisions(rules.revision()));
  if (others.empty()) return {};
  SCRUTINEER_ASSIGN_OR_RETURN(const auto parts, tagging.Parts(rules.revision()));
  if (!parts.empty()) return {};
  const auto failures = rules.RunExamples().failures;
  if (failures.empty()) return {};
  for (const extractors::RuleDiagnostic& failure : failures) {
    fmt::print(stderr, "{}\n", Printable(failure.ToString()));
  }
  return Fail(ErrorCode::kRule,
              fmt::format("the changed rules fail {} of their examples; nothing was tagged (mend "
                          "them until `scrutineer rules test` is content)",
                          failures.size()));
}

}  // namespace

IngestSession::IngestSession(ingest::RunLock lock, std::unique_ptr<corpus::Corpus> corpus,
                             corpus::BlobStore blobs, const extractors::RuleSet* rules,
                             text::CouncilNames councils)
    : lock_(std::move(lock)),
      corpus_(std::move(corpus)),
      blobs_(std::move(blobs)),
      rules_(rules),
      councils_(std::move(councils)) {}

Result<std::unique_ptr<IngestSession>> IngestSession::Open(Session& session,
                                                           std::string_view command) {
  SCRUTINEER_ASSIGN_OR_RETURN(const extractors::RuleSet* rules, session.rules());
  SCRUTINEER_ASSIGN_OR_RETURN(auto councils, session.councils());
  SCRUTINEER_ASSIGN_OR_RETURN(const auto data, session.data_folder());
  SCRUTINEER_ASSIGN_OR_RETURN(auto lock, ingest::RunLock::Take(data, command, session.clock()));
  SCRUTINEER_ASSIGN_OR_RETURN(auto corpus, session.OpenCorpus(corpus::OpenMode::kReadWrite));
  SCRUTINEER_RETURN_IF_ERROR(TestChangedRules(*rules, *corpus));
  SCRUTINEER_ASSIGN_OR_RETURN(auto blobs, corpus::BlobStore::Open(data));
  return std::unique_ptr<IngestSession>(new IngestSession(
      std::move(lock), std::move(corpus), std::move(blobs), rules, std::move(councils)));
}

ingest::IngestContext IngestSession::context(Session& session) {
  return {corpus_.get(), &blobs_, rules_, &councils_, &session.stop()};
}

Result<ingest::IngestOptions> IngestSession::Options(Session& session) {
  SCRUTINEER_ASSIGN_OR_RETURN(const Configuration* settings, session.configuration());
  ingest::IngestOptions options;
  SCRUTINEER_ASSIGN_OR_RETURN(options.pool, session.pool_options());
  options.file_limit_bytes = settings->file_limit_bytes;
  return options;
}

Result<ingest::CompareReport> CompareStoredPages(Session& session, IngestSession& work) {
  CountProgress progress("stored page", session.quiet());
  return ingest::ComparePages(work.context(session), [&](std::int64_t done, std::int64_t all) {
    progress.Show(done, all);
  });
}

Json CompareReportJson(const ingest::CompareReport& report) {
  return {{"pages", report.pages}, {"left", report.left}};
}

void PrintCompareReport(const ingest::CompareReport& report) {
  if (report.pages > 0) {
    PrintLine(
        fmt::format("{} compared with the others for the same words",
                    Counted(report.pages, "page stored before was", "pages stored before were")));
  }
  if (report.left > 0) {
    PrintLine(
        fmt::format("{} still to be compared with the others: searches do not fold them "
                    "(the next run goes on)",
                    Counted(report.left, "stored page is", "stored pages are")));
  }
}

Json ReportJson(const ingest::IngestReport& report) {
  Json json;
  json["offered"] = report.offered;
  json["ingested"] = report.ingested;
  json["unchanged"] = report.unchanged;
  json["skipped"] = report.skipped;
  json["failed"] = report.failed;
  json["not_reached"] = report.not_reached;
  json["pages"] = report.pages;
  json["pages_without_text"] = report.pages_without_text;
  json["pages_unreadable"] = report.pages_unreadable;
  json["pages_by_ocr"] = report.pages_by_ocr;
  json["mentions"] = report.mentions;
  json["bytes"] = report.bytes;
  json["elapsed_ms"] = report.elapsed.count();
  json["peak_worker_memory_bytes"] = report.peak_worker_memory_bytes;
  json["files"] = Json::array();
  for (const ingest::FileOutcome& outcome : report.outcomes) {
    Json file;
    file["path"] = outcome.path.native();
    file["outcome"] = DispositionName(outcome.disposition);
    if (outcome.disposition == ingest::Disposition::kFailed) {
      file["error"] = ErrorCodeName(outcome.code);
    }
    if (!outcome.reason.empty()) file["reason"] = outcome.reason;
    file["pages"] = outcome.pages;
    file["pages_without_text"] = outcome.pages_without_text;
    file["pages_unreadable"] = outcome.pages_unreadable;
    file["pages_by_ocr"] = outcome.pages_by_ocr;
    file["mentions"] = outcome.mentions;
    for (const PaperNote& note : outcome.notes) file["notes"][note.code] = note.message;
    json["files"].push_back(std::move(file));
  }
  json["warnings"] = report.warnings;
  json["unreadable_folders"] = Json::array();
  for (const Error& error : report.unreadable_folders) {
    json["unreadable_folders"].push_back(error.ToString());
  }
  return json;
}

namespace {

// A folder may hold thousands of other files; the JSON report names them all.
constexpr std::size_t kListedPerReason = 10;

void PrintOutcomes(const ingest::IngestReport& report, ingest::Disposition disposition) {
  std::map<std::string, std::vector<const ingest::FileOutcome*>> by_reason;
  for (const ingest::FileOutcome& outcome : report.outcomes) {
    if (outcome.disposition == disposition) by_reason[outcome.reason].push_back(&outcome);
  }
  for (const auto& [reason, outcomes] : by_reason) {
    PrintLine(fmt::format("{}, {}: {}", DispositionName(disposition),
                          Counted(static_cast<std::int64_t>(outcomes.size()), "file"),
                          Printable(reason)));
    const std::size_t listed = disposition == ingest::Disposition::kFailed
                                   ? outcomes.size()
                                   : std::min(outcomes.size(), kListedPerReason);
    for (std::size_t i = 0; i < listed; ++i) {
      PrintLine("  " + Printable(outcomes[i]->path.native()));
    }
    if (listed < outcomes.size()) {
      PrintLine(fmt::format("  and {} more (--format json names all)",
                            Grouped(static_cast<std::int64_t>(outcomes.size() - listed))));
    }
  }
}

void PrintUnsearchable(const ingest::IngestReport& report) {
  if (report.pages_without_text + report.pages_unreadable == 0) return;
  PrintLine(
      fmt::format("{} no text layer (scans or blank) and {} damaged: search and tags cannot see "
                  "them before OCR, in",
                  Counted(report.pages_without_text, "page has", "pages have"),
                  Counted(report.pages_unreadable, "is", "are")));
  for (const ingest::FileOutcome& outcome : report.outcomes) {
    const int unseen = outcome.pages_without_text + outcome.pages_unreadable;
    if (unseen == 0) continue;
    PrintLine(fmt::format("  {}: {} of {}", Printable(outcome.path.native()), unseen,
                          Counted(outcome.pages, "page")));
  }
}

// Pages without text are told of in PrintUnsearchable.
void PrintAttachments(const ingest::IngestReport& report) {
  for (const ingest::FileOutcome& outcome : report.outcomes) {
    for (const PaperNote& note : outcome.notes) {
      if (note.code != kNoteAttachments) continue;
      PrintLine(Printable(fmt::format("{}: {}", outcome.path.native(), note.message)));
    }
  }
}

}  // namespace

void PrintReport(const ingest::IngestReport& report) {
  if (report.offered > 0 && report.unchanged == report.offered) {
    PrintLine(fmt::format("nothing new: all {} are as they were", Counted(report.offered, "file")));
  } else {
    PrintLine(fmt::format(
        "{} offered = {} ingested + {} unchanged + {} skipped + {} failed{}",
        Counted(report.offered, "file"), Grouped(report.ingested), Grouped(report.unchanged),
        Grouped(report.skipped), Grouped(report.failed),
        report.not_reached == 0
            ? std::string()
            : fmt::format(" + {} not reached (the run was stopped)", Grouped(report.not_reached))));
  }
  if (report.ingested > 0) {
    const double seconds = std::max(0.001, static_cast<double>(report.elapsed.count()) / 1000);
    PrintLine(fmt::format(
        "{}, {}, {} in {:.1f} s ({} pages a second)", Counted(report.pages, "page"),
        Counted(report.mentions, "mention"), ByteSize(report.bytes), seconds,
        Grouped(static_cast<std::int64_t>(static_cast<double>(report.pages) / seconds))));
  }
  PrintOutcomes(report, ingest::Disposition::kSkipped);
  PrintOutcomes(report, ingest::Disposition::kFailed);
  for (const Error& error : report.unreadable_folders) {
    PrintLine("  not read: " + Printable(error.ToString()));
  }
  PrintUnsearchable(report);
  PrintAttachments(report);
  for (const std::string& warning : report.warnings) {
    fmt::print(stderr, "warning: {}\n", Printable(warning));
  }
}

void FillRunRecord(const ingest::IngestReport& report, corpus::RunRecord& record) {
  record.offered = report.offered;
  record.ingested = report.ingested;
  record.unchanged = report.unchanged;
  record.skipped = report.skipped;
  record.failed = report.failed;
  record.pages = report.pages;
  record.mentions = report.mentions;
  record.summary = report.complete() ? "complete" : "not complete";
}

}  // namespace scrutineer::cli
