// A worker program in the real sandbox, whose papers tell it what to try: after "%PDF-" stands a
// command. For tests of what the sandbox stops. What a call gives that is not stopped is said as
// the text of page 1: "0", or the name of the error.

#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <spawn.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <variant>

#include "pipeline/pdf/exit_codes.h"
#include "pipeline/pdf/frame_socket.h"
#include "pipeline/pdf/protocol.h"
#include "pipeline/pdf/sandbox/sandbox.h"
#include "pipeline/pdf/sandbox/trap.h"

namespace scrutineer::pdf {
namespace {

bool Say(const protocol::Message& message) {
  return SendFrame(kWorkerSocket, protocol::Encode(message)).has_value();
}

// As a library's own code opens a file.
long Open(const char* path, int flags) { return ::open(path, flags, 0600); }

// As someone opens it who runs code of his own here and has read trap.h.
long OpenVouched(const char* path, int flags) {
  return ::syscall(SYS_openat, AT_FDCWD, path, flags, kVouched);
}

long StartThread() {
  try {
    std::thread([] {}).join();
    return 0;
  } catch (const std::exception&) {
    return -1;
  }
}

long Execute() {
  char program[] = "/bin/true";
  char* arguments[] = {program, nullptr};
  return ::execve(program, arguments, nullptr);
}

long ConnectOut() {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  return ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

// A filter may be added, but none may be taken away; and the handler is not to be replaced.
long ReplaceHandler() {
  struct sigaction action = {};
  action.sa_handler = SIG_IGN;
  return ::sigaction(SIGSYS, &action, nullptr);
}

long BlockSignalAndMakeSocket() {
  sigset_t all;
  ::sigfillset(&all);
  ::sigprocmask(SIG_BLOCK, &all, nullptr);
  return ::socket(AF_UNIX, SOCK_STREAM, 0);
}

const std::map<std::string, std::function<long()>>& Attempts() {
  static const char* const kTarget = std::getenv("SCRUTINEER_SANDBOX_TARGET");
  static const std::map<std::string, std::function<long()>> kAttempts = {
      {"nothing", [] { return 0; }},
      {"socket", ConnectOut},
      {"socket-signals-blocked", BlockSignalAndMakeSocket},
      {"replace-handler", ReplaceHandler},
      {"read-passwd", [] { return Open("/etc/passwd", O_RDONLY); }},
      {"read-passwd-up-and-down",
       [] { return Open("/usr/share/poppler/../../../etc/passwd", O_RDONLY); }},
      {"read-passwd-vouched", [] { return OpenVouched("/etc/passwd", O_RDONLY); }},
      {"read-passwd-vouched-up-and-down",
       [] { return OpenVouched("/usr/share/poppler/../../../etc/passwd", O_RDONLY); }},
      {"list-root-vouched", [] { return OpenVouched("/", O_RDONLY | O_DIRECTORY); }},
      {"read-missing", [] { return Open("/nonexistent/file", O_RDONLY); }},
      {"read-map", [] { return Open("/usr/share/poppler/cidToUnicode", O_RDONLY | O_CLOEXEC); }},
      {"write-file", [] { return Open(kTarget, O_WRONLY | O_CREAT); }},
      {"write-existing", [] { return Open(kTarget, O_RDWR); }},
      {"write-vouched", [] { return OpenVouched(kTarget, O_WRONLY | O_CREAT); }},
      {"truncate", [] { return ::truncate(kTarget, 0); }},
      {"delete", [] { return ::unlink(kTarget); }},
      {"make-folder", [] { return ::mkdir((std::string(kTarget) + ".d").c_str(), 0700); }},
      {"change-mode", [] { return ::chmod(kTarget, 0777); }},
      {"may-write", [] { return ::access(kTarget, W_OK); }},
      {"fork", [] { return ::syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0); }},
      {"libc-fork", [] { return static_cast<long>(::fork()); }},
      {"thread", StartThread},
      {"exec", Execute},
      {"ptrace", [] { return ::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr); }},
      {"kill-parent", [] { return ::kill(::getppid(), SIGTERM); }},
      {"signal-parent", [] { return ::syscall(SYS_tgkill, ::getppid(), ::getppid(), SIGTERM); }},
      {"limit-parent",
       [] {
         const rlimit none = {0, 0};
         return ::syscall(SYS_prlimit64, ::getppid(), RLIMIT_NOFILE, &none, nullptr);
       }},
      {"unshare", [] { return ::unshare(CLONE_NEWUSER); }},
      {"mount", [] { return ::mount("none", "/mnt", "tmpfs", 0, nullptr); }},
      {"unknown-call", [] { return ::syscall(999); }},
      {"abort",
       [] {
         std::abort();
         return 0;
       }},
  };
  return kAttempts;
}

std::string ResultOf(const std::string& command) {
  const auto attempt = Attempts().find(command);
  if (attempt == Attempts().end()) return "no such attempt";
  errno = 0;
  return attempt->second() < 0 ? ::strerrorname_np(errno) : "0";
}

std::string ReadAll(int fd, std::size_t size) {
  std::string bytes(size, '\0');
  const ssize_t count = ::pread(fd, bytes.data(), size, 0);
  bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return bytes;
}

void Serve(const std::string& command) {
  DocumentProperties properties;
  properties.page_count = 1;
  Say(protocol::Accepted{});
  Say(properties);
  ExtractedPage page;
  page.number = 1;
  page.text = ResultOf(command);
  Say(page);
  Say(protocol::End{});
}

int Run() {
  (void)Attempts();
  protocol::Hello hello;
  hello.stage_version = "sandboxed 1";
  Say(hello);
  Say(EnterSandbox());
  protocol::FrameReader reader;
  FileDescriptor file;
  while (true) {
    const auto message = reader.Next();
    if (!message) return 1;
    if (message->has_value()) {
      const auto& request = std::get<protocol::ReadRequest>(**message);
      Serve(ReadAll(file.get(), request.size_bytes).substr(5));
      continue;
    }
    const auto received = Receive(kWorkerSocket, reader, &file);
    if (!received || !*received) return 0;
  }
}

}  // namespace
}  // namespace scrutineer::pdf

int main() {
  try {
    return scrutineer::pdf::Run();
  } catch (...) {
    return 1;
  }
}
