#include "pipeline/alerts/maildir_channel.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "pipeline/base/file.h"
#include "pipeline/base/sha256.h"

namespace scrutineer::alerts {
namespace {

constexpr mode_t kOwnerOnly = 0600;  // what a rep is told is nobody else's business

Status SyncFolder(const std::filesystem::path& folder) {
  const FileDescriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.valid() || ::fsync(fd.get()) != 0) {
    return Fail(SystemError(errno, "sync the folder", folder.string()));
  }
  return {};
}

Result<bool> Exists(const std::filesystem::path& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) == 0) return true;
  if (errno == ENOENT) return false;
  return Fail(SystemError(errno, "look at", path.string()));
}

// Some file systems have no hard links (FAT, some network mounts).
bool HasNoLinks(int error_number) {
  return error_number == EPERM || error_number == ENOTSUP || error_number == ENOSYS;
}

}  // namespace

MaildirChannel::MaildirChannel(std::filesystem::path maildir,
                               std::function<void(MaildirStep)> on_step)
    : maildir_(std::move(maildir)),
      description_("maildir " + maildir_.string()),
      on_step_(std::move(on_step)) {}

std::string MaildirChannel::FileName(const corpus::OutboxMessage& message) {
  constexpr std::size_t kHashDigits = 32;
  return fmt::format("{}.{}.scrutineer.eml", message.queued.time_since_epoch().count(),
                     Sha256Hex(message.message_id).substr(0, kHashDigits));
}

void MaildirChannel::Reached(MaildirStep step) const {
  if (on_step_) on_step_(step);
}

Result<bool> MaildirChannel::IsDelivered(const std::string& name) const {
  SCRUTINEER_ASSIGN_OR_RETURN(const bool is_new, Exists(maildir_ / "new" / name));
  if (is_new) return true;
  // Readers add flags: "name:2,S".
  std::error_code code;
  std::filesystem::directory_iterator entry(maildir_ / "cur", code);
  while (!code && entry != std::filesystem::directory_iterator()) {
    const std::string file = entry->path().filename().string();
    if (file == name || file.starts_with(name + ":")) return true;
    entry.increment(code);
  }
  if (code) return Fail(SystemError(code.value(), "read the folder", (maildir_ / "cur").string()));
  return false;
}

Status MaildirChannel::WriteTemporary(const std::filesystem::path& path,
                                      const std::string& bytes) const {
  const FileDescriptor fd(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, kOwnerOnly));
  if (!fd.valid()) return Fail(SystemError(errno, "write", path.string()));
  Reached(MaildirStep::kTemporaryOpened);
  SCRUTINEER_RETURN_IF_ERROR(WriteAll(fd.get(), bytes, path));
  if (::fsync(fd.get()) != 0) return Fail(SystemError(errno, "write", path.string()));
  Reached(MaildirStep::kTemporaryWritten);
  return {};
}

Status MaildirChannel::MoveToNew(const std::filesystem::path& temporary,
                                 const std::string& name) const {
  const std::filesystem::path target = maildir_ / "new" / name;
  bool linked = ::link(temporary.c_str(), target.c_str()) == 0 || errno == EEXIST;
  if (!linked && HasNoLinks(errno)) linked = ::rename(temporary.c_str(), target.c_str()) == 0;
  if (!linked) return Fail(SystemError(errno, "write", target.string()));
  SCRUTINEER_RETURN_IF_ERROR(SyncFolder(maildir_ / "new"));
  Reached(MaildirStep::kInNew);
  return {};
}

Status MaildirChannel::Deliver(const corpus::OutboxMessage& message) {
  for (const char* folder : {"tmp", "new", "cur"}) {
    SCRUTINEER_RETURN_IF_ERROR(MakeFolder(maildir_ / folder));
  }
  const std::string name = FileName(message);
  const std::filesystem::path temporary = maildir_ / "tmp" / name;
  SCRUTINEER_ASSIGN_OR_RETURN(const bool delivered, IsDelivered(name));
  Status outcome;
  if (!delivered) {
    outcome = WriteTemporary(temporary, message.bytes);
    if (outcome) outcome = MoveToNew(temporary, name);
  } else {
    // The process that linked it may have died before the folder was synced.
    outcome = SyncFolder(maildir_ / "new");
  }
  ::unlink(temporary.c_str());  // left over where an earlier attempt died; absence is fine
  if (outcome) Reached(MaildirStep::kTemporaryRemoved);
  return outcome;
}

}  // namespace scrutineer::alerts
