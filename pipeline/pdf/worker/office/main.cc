// The launcher of the office program: shuts itself into the sandbox and becomes the program that
// converts one document. Started by OfficeConverter, which is its parent, with a socket at
// kWorkerSocket, over which it says what protections hold (protocol.h). Arguments: the parent's
// process id, the folder that may be written to, memory in bytes, bytes of a file, time in
// milliseconds, the program, its arguments.

#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "pipeline/pdf/exit_codes.h"
#include "pipeline/pdf/sandbox/office_sandbox.h"
#include "pipeline/pdf/worker/pool_link.h"
#include "pipeline/pdf/worker/resource_limits.h"

namespace scrutineer::pdf {
namespace {

constexpr int kFirstOfProgram = 6;  // index of its name among the arguments

std::uint64_t Number(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// Nothing of the user's settings, and no display.
void SettleOfficeEnvironment(const std::string& folder) {
  ::clearenv();
  for (const char* name :
       {"HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"}) {
    ::setenv(name, folder.c_str(), 1);
  }
  ::setenv("PATH", "/usr/bin:/bin", 1);
  ::setenv("LANG", "C.UTF-8", 1);
  ::setenv("TZ", "UTC0", 1);
  ::setenv("SAL_USE_VCLPLUGIN", "svp", 1);  // draws into memory
}

int Launch(char** arguments) {
  TieToParent(static_cast<pid_t>(Number(arguments[1])));
  OfficeLimits limits;
  limits.folder = arguments[2];
  limits.memory_bytes = Number(arguments[3]);
  limits.file_bytes = Number(arguments[4]);
  limits.time = std::chrono::milliseconds(Number(arguments[5]));
  limits.program = arguments[kFirstOfProgram];
  SettleOfficeEnvironment(limits.folder.string());
  if (::chdir(limits.folder.c_str()) != 0) return kExitLostPool;
  if (!Say(EnterOfficeSandbox(limits))) return kExitLostPool;
  ::close(kWorkerSocket);
  ::dup2(STDERR_FILENO, STDOUT_FILENO);  // its words are wanted, whichever way they go
  ::execv(limits.program.c_str(), arguments + kFirstOfProgram);
  std::fprintf(stderr, "cannot be started: %s\n", std::strerror(errno));
  return kExitUsage;
}

}  // namespace
}  // namespace scrutineer::pdf

int main(int argc, char** argv) {
  if (argc <= scrutineer::pdf::kFirstOfProgram) {
    std::fputs(
        "scrutineer-office-launcher converts documents for scrutineer, which starts it by itself\n",
        stderr);
    return scrutineer::pdf::kExitUsage;
  }
  return scrutineer::pdf::Launch(argv);
}
