// The part of IngestRun that knows of formats and attached files.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "pipeline/ingest/error_kinds.h"
#include "pipeline/ingest/ingest_run.h"
#include "pipeline/model/attachment.h"

namespace scrutineer::ingest {
namespace {

// Behind the version of the stages, where a file attached to the paper needs a converter that is
// not there: once it is, the paper is read again.
constexpr std::string_view kWaitsForOffice = ", attached files wait for LibreOffice";

}  // namespace

FileOutcome IngestRun::Skipped(const std::filesystem::path& path, std::string reason) {
  FileOutcome outcome;
  outcome.path = path;
  outcome.disposition = Disposition::kSkipped;
  outcome.reason = std::move(reason);
  return outcome;
}

bool IngestRun::MustBeConverted(const sources::FormatFinding& finding) {
  return finding.format && *finding.format != sources::FileFormat::kPdf;
}

std::optional<FileOutcome> IngestRun::NothingToRead(const sources::OfferedFile& file,
                                                    const sources::FormatFinding& finding) {
  if (finding.format == sources::FileFormat::kPdf) return std::nullopt;
  if (!finding.format) {
    // What is called a paper is told to be damaged, or none; what else lies about is passed over.
    if (sources::IsNamedPdf(file.path) ||
        (file.named_on_command && !AttachmentDepth(file.path.native()))) {
      return std::nullopt;
    }
    if (finding.problem && sources::IsNamedOffice(file.path)) return std::nullopt;
    return Skipped(file.path, "is not a PDF, nor an office document or web page");
  }
  if (office_.converter() != nullptr) return std::nullopt;
  if (const auto place = ParseAttachmentLocator(file.path.native())) {
    const std::lock_guard lock(mutex_);
    waiting_for_office_.insert(std::string(place->parent));
  }
  return Skipped(file.path, fmt::format("is {}; {}", sources::FormatWords(*finding.format),
                                        office_.why().message));
}

bool IngestRun::IsFresh(std::string_view stage_version) const {
  const std::string& stages = reader_.stage_version();
  if (stage_version == stages) return true;
  if (!stage_version.starts_with(stages)) return false;
  const std::string_view rest = stage_version.substr(stages.size());
  const pdf::OfficeConverter* converter = office_.converter();
  if (rest == kWaitsForOffice) return converter == nullptr;
  // What a converter that is gone made is better than nothing.
  return rest.starts_with(", LibreOffice") &&
         (converter == nullptr || rest.substr(2) == converter->version());
}

std::string IngestRun::StageVersionOf(const sources::FormatFinding& finding) const {
  if (!MustBeConverted(finding)) return reader_.stage_version();
  return fmt::format("{}, {}", reader_.stage_version(), office_.converter()->version());
}

Result<bool> IngestRun::AttachmentsAreSettled(const std::string& locator) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto attached,
                              context_.corpus->papers().Attachments(kFolderSource, locator));
  return std::all_of(attached.begin(), attached.end(), [&](const corpus::LocationRecord& record) {
    if (!record.sha256.empty()) return SettledOutcome(record.locator, record).has_value();
    const bool final = IsPermanent(record.outcome.code) || record.outcome.attempts >= kMaxAttempts;
    return IsFresh(record.outcome.stage_version) && final && !options_.retry_failed;
  });
}

Result<std::vector<std::string>> IngestRun::TakeAttachments(const sources::OfferedFile& file,
                                                            int fd, corpus::ReadPaper& paper) {
  std::vector<std::string> locators;
  const std::string& locator = file.path.native();
  const int count = std::min(paper.attachment_count, kMostAttachments);
  if (count == 0 || AttachmentDepth(locator) >= kDeepestAttachment) return locators;
  {
    const std::lock_guard lock(mutex_);
    report_.offered += count;
    progress_.Added(count);
  }
  for (int i = 0; i < count; ++i) {
    SCRUTINEER_RETURN_IF_ERROR(TakeAttachment(file, fd, i, locators));
  }
  const std::lock_guard lock(mutex_);
  if (waiting_for_office_.erase(locator) > 0) paper.stage_version += kWaitsForOffice;
  return locators;
}

Status IngestRun::TakeAttachment(const sources::OfferedFile& parent, int fd, int index,
                                 std::vector<std::string>& locators) {
  SCRUTINEER_ASSIGN_OR_RETURN(const FileDescriptor bytes, context_.blobs->MakeTemporary());
  sources::OfferedFile file;
  file.named_on_command = true;
  const auto name =
      pool_.Detach(fd, index, options_.file_limit_bytes, [&](std::string_view piece) -> Status {
        file.size_bytes += static_cast<std::int64_t>(piece.size());
        return WriteAll(bytes.get(), piece, "the folder of papers");
      });
  if (!name && IsRunError(name.error().code)) return Fail(name.error());
  const std::string given = name ? *name : fmt::format("file {}", index + 1);
  // Of files of one name each later one is numbered.
  std::string locator = AttachmentLocator(parent.path.native(), given);
  for (int i = 2; std::find(locators.begin(), locators.end(), locator) != locators.end(); ++i) {
    locator = AttachmentLocator(parent.path.native(), fmt::format("{} ({})", given, i));
  }
  locators.push_back(locator);
  file.path = locator;
  if (!name) return StoreFailure(file, nullptr, name.error());
  return TakeBytes(file, bytes.get(), std::nullopt);
}

}  // namespace scrutineer::ingest
