#ifndef SCRUTINEER_PIPELINE_ALERTS_MAILDIR_CHANNEL_H_
#define SCRUTINEER_PIPELINE_ALERTS_MAILDIR_CHANNEL_H_

#include <filesystem>
#include <functional>
#include <string>

#include "pipeline/alerts/channel.h"

namespace scrutineer::alerts {

// What has just become true of a delivery; faults are injected here.
enum class MaildirStep { kTemporaryOpened, kTemporaryWritten, kInNew, kTemporaryRemoved };

// Writes each message as a file into a maildir (https://cr.yp.to/proto/maildir.html): complete and
// synced in tmp/, then linked into new/ under a name made of the message's id and the time it was
// queued. That name is the same in every attempt, so a message that stands in new/ or (read) in
// cur/ is not delivered again. A second copy is possible only where the reader moved the first one
// out of the maildir between the link and the ledger's note of it.
class MaildirChannel final : public Channel {
 public:
  // Nothing is touched yet; the folders are made at the first delivery.
  explicit MaildirChannel(std::filesystem::path maildir,
                          std::function<void(MaildirStep)> on_step = {});

  // Errors: kPermission, kReadOnly, kDiskFull, kIo, each naming the path.
  Status Deliver(const corpus::OutboxMessage& message) override;
  std::string_view description() const override { return description_; }

  // The file's name in new/: "<time queued>.<hash of the message id>.scrutineer.eml".
  static std::string FileName(const corpus::OutboxMessage& message);

 private:
  Result<bool> IsDelivered(const std::string& name) const;
  Status WriteTemporary(const std::filesystem::path& path, const std::string& bytes) const;
  Status MoveToNew(const std::filesystem::path& temporary, const std::string& name) const;
  void Reached(MaildirStep step) const;

  std::filesystem::path maildir_;
  std::string description_;
  std::function<void(MaildirStep)> on_step_;
};

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_MAILDIR_CHANNEL_H_
