#include "pipeline/alerts/maildir_channel.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/base/file.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::alerts {
namespace {

namespace fs = std::filesystem;

corpus::OutboxMessage Message(const char* id = "abc@example.org") {
  corpus::OutboxMessage message;
  message.id = 1;
  message.message_id = id;
  message.to = "rep@example.org";
  message.bytes = "Subject: x\r\n\r\n" + std::string(100'000, 'y') + "\r\n";
  message.queued = *ParseInstant("2026-03-10T02:00:00Z");
  return message;
}

std::vector<fs::path> Files(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::exists(folder)) return files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  return files;
}

TEST_CASE("a message arrives in new, whole, private, and leaves nothing in tmp") {
  const tests::TemporaryFolder folder;
  const fs::path maildir = folder.path() / "mail" / "box";
  MaildirChannel channel(maildir);
  REQUIRE(channel.Deliver(Message()));
  const auto files = Files(maildir / "new");
  REQUIRE(files.size() == 1);
  CHECK(files[0].filename() == MaildirChannel::FileName(Message()));
  CHECK(files[0].extension() == ".eml");
  CHECK(files[0].filename().string().find_first_of(":/") == std::string::npos);
  CHECK(ReadFile(files[0]).value() == Message().bytes);
  struct stat status {};
  REQUIRE(::stat(files[0].c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  CHECK(Files(maildir / "tmp").empty());
  CHECK(fs::is_directory(maildir / "cur"));
}

TEST_CASE("a message that was delivered is not delivered again, read or unread") {
  const tests::TemporaryFolder folder;
  MaildirChannel channel(folder.path());
  REQUIRE(channel.Deliver(Message()));
  REQUIRE(channel.Deliver(Message()));
  CHECK(Files(folder.path() / "new").size() == 1);
  const std::string name = MaildirChannel::FileName(Message());
  fs::rename(folder.path() / "new" / name, folder.path() / "cur" / (name + ":2,S"));
  REQUIRE(channel.Deliver(Message()));
  CHECK(Files(folder.path() / "new").empty());
  CHECK(Files(folder.path() / "cur").size() == 1);
  REQUIRE(channel.Deliver(Message("other@example.org")));
  CHECK(Files(folder.path() / "new").size() == 1);
}

TEST_CASE("a process killed at any step of a delivery makes neither two messages nor none") {
  const MaildirStep steps[] = {MaildirStep::kTemporaryOpened, MaildirStep::kTemporaryWritten,
                               MaildirStep::kInNew, MaildirStep::kTemporaryRemoved};
  for (const MaildirStep killed_at : steps) {
    INFO("killed at step " << static_cast<int>(killed_at));
    const tests::TemporaryFolder folder;
    const pid_t child = ::fork();
    if (child == 0) {
      MaildirChannel channel(folder.path(), [&](MaildirStep step) {
        if (step == killed_at) ::kill(::getpid(), SIGKILL);
      });
      static_cast<void>(channel.Deliver(Message()));
      ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    for (const fs::path& file : Files(folder.path() / "new")) {
      CHECK(ReadFile(file).value() == Message().bytes);
    }
    MaildirChannel channel(folder.path());
    REQUIRE(channel.Deliver(Message()));
    REQUIRE(Files(folder.path() / "new").size() == 1);
    CHECK(ReadFile(Files(folder.path() / "new")[0]).value() == Message().bytes);
    CHECK(Files(folder.path() / "tmp").empty());
  }
}

TEST_CASE("a maildir that cannot be written is an error that names it") {
  const tests::TemporaryFolder folder;
  const fs::path in_the_way = folder.path() / "file";
  REQUIRE(WriteFileAtomically(in_the_way, "no folder"));
  MaildirChannel channel(in_the_way);
  const Status delivered = channel.Deliver(Message());
  REQUIRE_FALSE(delivered);
  CHECK_THAT(delivered.error().ToString(), Catch::Contains("file"));
  fs::remove(in_the_way);
  CHECK(channel.Deliver(Message()));
}

}  // namespace
}  // namespace scrutineer::alerts
