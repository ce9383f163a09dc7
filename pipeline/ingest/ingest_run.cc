#include "pipeline/ingest/ingest_run.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "pipeline/ingest/error_kinds.h"

namespace scrutineer::ingest {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

// Work that a power cut may cost; also how soon a finished paper is told as finished.
constexpr std::chrono::milliseconds kCommitInterval{500};

// A file written within this time of being read might change again without a new time stamp
// (kernels count in ticks, some file systems in whole seconds), so its stamp is not trusted.
constexpr seconds kStampSettles{2};

std::int64_t Nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

Result<corpus::FileStamp> StampOf(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    return Fail(SystemError(errno, "read", path.string()));
  }
  return corpus::FileStamp{status.st_size, Nanoseconds(status.st_mtim), Nanoseconds(status.st_ctim),
                           status.st_ino};
}

// The stamp, where the file has been quiet long enough for it to be trusted next time.
std::optional<corpus::FileStamp> SettledStamp(const corpus::FileStamp& stamp) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto newest = nanoseconds{std::max(stamp.modified_ns, stamp.changed_ns)};
  if (now - newest < kStampSettles) return std::nullopt;
  return stamp;
}

// The largest first, so that no worker is left with a long paper when the others are done; of the
// same size by path, so that of equal bytes always the same place counts as the first.
std::vector<sources::OfferedFile> LargestFirst(std::vector<sources::OfferedFile> files) {
  std::stable_sort(files.begin(), files.end(),
                   [](const sources::OfferedFile& a, const sources::OfferedFile& b) {
                     return a.size_bytes > b.size_bytes;
                   });
  return files;
}

}  // namespace

IngestRun::IngestRun(const IngestContext& context, const IngestOptions& options,
                     pdf::WorkerPool& pool, const PaperReader& reader,
                     std::vector<sources::OfferedFile> files, ProgressListener& progress)
    : context_(context),
      options_(options),
      pool_(pool),
      reader_(reader),
      office_(options.office),
      files_(LargestFirst(std::move(files))),
      progress_(progress),
      last_commit_(std::chrono::steady_clock::now()) {
  report_.offered = static_cast<std::int64_t>(files_.size());
}

void IngestRun::WorkThrough() {
  while (const auto file = Next()) {
    if (Status status = TakeThrough(*file); !status) Fatal(std::move(status).error());
  }
}

std::optional<sources::OfferedFile> IngestRun::Next() {
  const std::lock_guard lock(mutex_);
  const bool stopped = fatal_ || (context_.stop != nullptr && context_.stop->load());
  if (stopped || next_ == files_.size()) return std::nullopt;
  return files_[next_++];
}

void IngestRun::Fatal(Error error) {
  const std::lock_guard lock(mutex_);
  if (!fatal_) fatal_ = std::move(error);
}

Status IngestRun::TakeThrough(const sources::OfferedFile& file) {
  const auto stamp = StampOf(file.path);
  if (!stamp) return StoreFailure(file, nullptr, stamp.error());
  if (!options_.reread) {
    SCRUTINEER_ASSIGN_OR_RETURN(auto known, KnownByStamp(file, *stamp));
    if (known) {
      const std::lock_guard lock(mutex_);
      return Settle(file, std::move(*known), false);
    }
  }
  const auto fd = sources::OpenPaper(file.path);
  if (!fd) return StoreFailure(file, nullptr, fd.error());
  return TakeBytes(file, fd->get(), SettledStamp(*stamp));
}

Status IngestRun::TakeBytes(const sources::OfferedFile& file, int fd,
                            const std::optional<corpus::FileStamp>& stamp) {
  auto finding = sources::FindFormat(fd);
  if (!finding) return StoreFailure(file, nullptr, finding.error());
  // What a web server says in place of a paper is no paper.
  if (finding->format == sources::FileFormat::kHtml && sources::IsNamedPdf(file.path)) {
    finding->format.reset();
  }
  if (auto outcome = NothingToRead(file, *finding)) {
    const std::lock_guard lock(mutex_);
    return Settle(file, std::move(*outcome), false);
  }
  auto blob =
      context_.blobs->Put(corpus::BlobStore::PathOfDescriptor(fd), options_.file_limit_bytes,
                          corpus::BlobStore::Durability::kAtSync);
  if (!blob) {
    if (IsRunError(blob.error().code)) return Fail(std::move(blob).error());
    return StoreFailure(file, nullptr, blob.error());
  }
  Claim claim{std::move(*blob), stamp, std::move(*finding)};
  SCRUTINEER_ASSIGN_OR_RETURN(auto known, KnownByBytes(file, claim));
  if (known) {
    const std::lock_guard lock(mutex_);
    return Settle(file, std::move(*known), true);
  }
  return ReadAndStore(file, std::move(claim));
}

Result<std::optional<FileOutcome>> IngestRun::KnownByStamp(const sources::OfferedFile& file,
                                                           const corpus::FileStamp& stamp) {
  const std::lock_guard lock(mutex_);
  SCRUTINEER_ASSIGN_OR_RETURN(
      const auto record, context_.corpus->papers().FindLocation(kFolderSource, file.path.native()));
  if (!record || !record->stamp || *record->stamp != stamp) return std::nullopt;
  SCRUTINEER_ASSIGN_OR_RETURN(const bool settled, AttachmentsAreSettled(file.path.native()));
  if (!settled) return std::nullopt;
  return SettledOutcome(file.path, *record);
}

Result<std::optional<FileOutcome>> IngestRun::KnownByBytes(const sources::OfferedFile& file,
                                                           const Claim& claim) {
  std::unique_lock lock(mutex_);
  const std::string& sha256 = claim.blob.sha256;
  claims_changed_.wait(lock, [&] { return !claimed_.contains(sha256); });
  corpus::PaperStore& papers = context_.corpus->papers();
  SCRUTINEER_ASSIGN_OR_RETURN(const auto here,
                              papers.FindLocation(kFolderSource, file.path.native()));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto known, papers.FindBytes(sha256));
  std::optional<FileOutcome> outcome;
  if (known) outcome = SettledOutcome(file.path, *known);
  SCRUTINEER_ASSIGN_OR_RETURN(const bool settled, AttachmentsAreSettled(file.path.native()));
  if (!settled) outcome.reset();
  if (!outcome) {
    claimed_.insert(sha256);
    return std::nullopt;
  }
  SCRUTINEER_RETURN_IF_ERROR(papers.Touch(kFolderSource, file.path.native(), sha256, claim.stamp));
  const bool same_as_before = here && here->sha256 == sha256;
  if (outcome->disposition == Disposition::kUnchanged && !same_as_before) {
    outcome = Skipped(file.path, fmt::format("same bytes as {}", known->first_locator));
  }
  return outcome;
}

// What is settled needs no reading: bytes read by this version of the stages, or bytes that failed
// for good. Nothing where they must be read (again).
std::optional<FileOutcome> IngestRun::SettledOutcome(const std::filesystem::path& path,
                                                     const corpus::LocationRecord& record) const {
  if (record.sha256.empty() || !IsFresh(record.outcome.stage_version)) return std::nullopt;
  if (record.outcome.ok) {
    FileOutcome outcome;
    outcome.path = path;
    outcome.disposition = Disposition::kUnchanged;
    return outcome;
  }
  const bool final = IsPermanent(record.outcome.code) || record.outcome.attempts >= kMaxAttempts;
  const bool retry = options_.retry_failed ||
                     (options_.retry_encrypted && record.outcome.code == ErrorCode::kEncrypted);
  if (!final || retry) return std::nullopt;
  return Skipped(
      path, fmt::format("failed on {}: {} (--retry-failed tries again)",
                        FormatInstant(record.outcome.when).substr(0, 10), record.outcome.reason));
}

Result<corpus::OcrTexts> IngestRun::OcrTextsOf(const std::string& sha256) {
  const std::lock_guard lock(mutex_);
  return context_.corpus->ocr().TextsOf(sha256);
}

Status IngestRun::ReadAndStore(const sources::OfferedFile& file, Claim claim) {
  auto paper = Read(file, claim);
  Status stored;
  if (!paper) {
    stored = IsRunError(paper.error().code) ? Fail(paper.error())
                                            : StoreFailure(file, &claim, paper.error());
  } else {
    // Before their paper, which counts as read only when they are.
    const auto attachments = TakeAttachments(file, claim.blob.fd.get(), *paper);
    stored = attachments ? Store(file, claim, std::move(*paper), *attachments)
                         : Fail(attachments.error());
  }
  Release(claim.blob.sha256);
  return stored;
}

void IngestRun::Release(const std::string& sha256) {
  {
    const std::lock_guard lock(mutex_);
    claimed_.erase(sha256);
  }
  claims_changed_.notify_all();
}

Result<corpus::ReadPaper> IngestRun::Read(const sources::OfferedFile& file, const Claim& claim) {
  if (claim.finding.problem) return Fail(*claim.finding.problem);
  SCRUTINEER_ASSIGN_OR_RETURN(const auto ocr, OcrTextsOf(claim.blob.sha256));
  const auto page_read = [&](int page, int count) {
    const std::lock_guard lock(mutex_);
    progress_.PageRead(file.path, page, count);
  };
  if (!MustBeConverted(claim.finding)) {
    return reader_.Read(claim.blob.fd.get(), file.path.native(), page_read, ocr);
  }
  pdf::OfficeConverter& converter = *office_.converter();
  SCRUTINEER_ASSIGN_OR_RETURN(
      const FileDescriptor converted,
      converter.Convert(claim.blob.fd.get(), sources::FormatExtension(*claim.finding.format)));
  SCRUTINEER_ASSIGN_OR_RETURN(auto paper,
                              reader_.Read(converted.get(), file.path.native(), page_read, ocr));
  paper.stage_version = StageVersionOf(claim.finding);
  paper.converter = converter.version();
  paper.attachment_count = 0;  // the converter's own doing, if any
  // However little a slide says, it is what the document holds.
  for (Page& page : paper.pages) page.has_text = page.readable && !page.text.empty();
  return paper;
}

Status IngestRun::Store(const sources::OfferedFile& file, const Claim& claim,
                        corpus::ReadPaper paper, const std::vector<std::string>& attachments) {
  FileOutcome outcome;
  outcome.path = file.path;
  outcome.pages = static_cast<int>(paper.pages.size());
  for (const Page& page : paper.pages) {
    outcome.pages_without_text += page.readable && !page.has_text ? 1 : 0;
    outcome.pages_unreadable += page.readable ? 0 : 1;
  }
  outcome.pages_by_ocr = static_cast<int>(paper.ocr_confidence.size());
  for (const auto& mentions : paper.mentions) {
    outcome.mentions += static_cast<std::int64_t>(mentions.size());
  }
  outcome.notes = paper.notes;
  // OCR reads the kept bytes, of which a converted paper has no pages.
  paper.queue_ocr = options_.queue_ocr && paper.converter.empty();
  paper.source = kFolderSource;
  paper.locator = file.path.native();
  paper.sha256 = claim.blob.sha256;
  paper.size_bytes = claim.blob.size_bytes;
  paper.stamp = claim.stamp;
  const std::lock_guard lock(mutex_);
  SCRUTINEER_RETURN_IF_ERROR(RecordRules());
  SCRUTINEER_RETURN_IF_ERROR(context_.corpus->papers().Add(paper));
  SCRUTINEER_RETURN_IF_ERROR(
      context_.corpus->papers().SettleAttachments(kFolderSource, paper.locator, attachments));
  report_.bytes += claim.blob.size_bytes;
  return Settle(file, std::move(outcome), true);
}

Status IngestRun::RecordRules() {
  if (rules_recorded_) return {};
  rules_recorded_ = true;
  return context_.corpus->tagging().RecordParts(context_.rules->revision(),
                                                context_.rules->Parts());
}

Status IngestRun::StoreFailure(const sources::OfferedFile& file, const Claim* claim,
                               const Error& error) {
  corpus::FailedPaper failed;
  failed.source = kFolderSource;
  failed.locator = file.path.native();
  failed.error = error;
  failed.stage_version =
      StageVersionOf(claim != nullptr ? claim->finding : sources::FormatFinding{});
  if (claim != nullptr) {
    failed.sha256 = claim->blob.sha256;
    failed.size_bytes = claim->blob.size_bytes;
    failed.stamp = claim->stamp;
    // What is no paper need not be kept; its hash is.
    if (error.code == ErrorCode::kNotAPdf && claim->blob.is_new) {
      SCRUTINEER_RETURN_IF_ERROR(context_.blobs->Remove(claim->blob.sha256));
    }
  }
  FileOutcome outcome;
  outcome.path = file.path;
  outcome.disposition = Disposition::kFailed;
  outcome.code = error.code;
  outcome.reason = error.message;
  const std::lock_guard lock(mutex_);
  SCRUTINEER_RETURN_IF_ERROR(context_.corpus->papers().AddFailure(failed));
  return Settle(file, std::move(outcome), true);
}

Status IngestRun::Settle(const sources::OfferedFile& file, FileOutcome outcome, bool wrote) {
  outcome.size_bytes = file.size_bytes;
  pending_.push_back(std::move(outcome));
  has_writes_ = has_writes_ || wrote;
  const auto now = std::chrono::steady_clock::now();
  if (has_writes_ && now - last_commit_ < kCommitInterval) return {};
  return CommitPending();
}

Status IngestRun::CommitPending() {
  // Bytes before the records that name them.
  if (has_writes_) SCRUTINEER_RETURN_IF_ERROR(context_.blobs->Sync());
  SCRUTINEER_RETURN_IF_ERROR(context_.corpus->papers().Commit());
  last_commit_ = std::chrono::steady_clock::now();
  has_writes_ = false;
  for (FileOutcome& outcome : pending_) {
    switch (outcome.disposition) {
      case Disposition::kIngested:
        ++report_.ingested;
        break;
      case Disposition::kUnchanged:
        ++report_.unchanged;
        break;
      case Disposition::kSkipped:
        ++report_.skipped;
        break;
      case Disposition::kFailed:
        ++report_.failed;
        break;
    }
    report_.pages += outcome.pages;
    report_.pages_without_text += outcome.pages_without_text;
    report_.pages_unreadable += outcome.pages_unreadable;
    report_.pages_by_ocr += outcome.pages_by_ocr;
    report_.mentions += outcome.mentions;
    progress_.Finished(outcome);
    if (outcome.disposition != Disposition::kUnchanged) {
      report_.outcomes.push_back(std::move(outcome));
    }
  }
  pending_.clear();
  return {};
}

Result<IngestReport> IngestRun::Finish() {
  const std::lock_guard lock(mutex_);
  if (fatal_) {
    // What was not yet told as done goes, so that no half paper stays; a later run reads it again.
    context_.corpus->papers().Rollback();
    return Fail(*fatal_);
  }
  SCRUTINEER_RETURN_IF_ERROR(CommitPending());
  report_.not_reached =
      report_.offered - report_.ingested - report_.unchanged - report_.skipped - report_.failed;
  std::sort(report_.outcomes.begin(), report_.outcomes.end(),
            [](const FileOutcome& a, const FileOutcome& b) { return a.path < b.path; });
  return std::move(report_);
}

}  // namespace scrutineer::ingest
