// What a worker cannot do once it reads papers: a worker in the real sandbox that tries.

#include "pipeline/pdf/sandbox/sandbox.h"

#include <sys/stat.h>
#include <sys/syscall.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "tests/pipeline/pdf/pool_reading.h"
#include "tests/support/pdf_builder.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::pdf {
namespace {

const char* const kSandboxedWorker = SCRUTINEER_SANDBOXED_PDF_WORKER;

// A file that attempts are aimed at, as long as this lives.
class Target {
 public:
  Target() : path_(folder_.path() / "target") {
    std::ofstream(path_) << "precious";
    ::setenv(kVariable, path_.c_str(), 1);
  }
  ~Target() { ::unsetenv(kVariable); }
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;

  bool IsUntouched() const {
    std::ifstream file(path_);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    struct stat status = {};
    return bytes == "precious" && ::stat(path_.c_str(), &status) == 0 &&
           (status.st_mode & 0777) != 0777 && !std::filesystem::exists(path_.string() + ".d");
  }

 private:
  static constexpr const char* kVariable = "SCRUTINEER_SANDBOX_TARGET";
  tests::TemporaryFolder folder_;
  std::filesystem::path path_;
};

Reading Attempt(WorkerPool& pool, const std::string& what) { return Read(pool, "%PDF-" + what); }

// A kernel that refuses a protection, and a build with sanitizers, cannot show that it holds.
bool Holds(const WorkerPool& pool, Protection protection) {
  if (pool.protections().Holds(protection)) return true;
  WARN("not tested, for here it does not hold: " << ProtectionName(protection) << " ("
                                                 << pool.protections().reason << ")");
  return false;
}

TEST_CASE("A worker says at the start what protects others from it") {
  const auto pool = StartPool(OptionsFor(kRealWorker));
  const Protections& protections = pool->protections();
  INFO(protections.reason);
  CHECK(protections.complete() == protections.reason.empty());
  CHECK(protections.complete() == protections.Missing().empty());
  CHECK(protections == StartPool(OptionsFor(kSandboxedWorker))->protections());
}

TEST_CASE("What no paper needs stops the worker, marks the paper and harms no other") {
  struct Case {
    Protection protection;
    const char* attempt;
    std::string words;
  };
  const auto call = [](long number, const std::string& name) {
    return "system call " + std::to_string(number) + ", " + name;
  };
  const std::vector<Case> cases = {
      {Protection::kNoNetwork, "socket", call(SYS_socket, "socket")},
      {Protection::kNoWriting, "write-file", call(SYS_openat, "openat of ")},
      {Protection::kNoWriting, "write-existing", call(SYS_openat, "openat of ")},
      {Protection::kNoWriting, "write-vouched", call(SYS_openat, "openat of ")},
      {Protection::kNoWriting, "truncate", call(SYS_truncate, "truncate")},
      {Protection::kNoProcesses, "fork", call(SYS_clone, "clone")},
      {Protection::kNoProcesses, "libc-fork", call(SYS_clone, "clone")},
      // The C library blocks every signal meanwhile, so that the kernel ends it without a word.
      {Protection::kNoProcesses, "thread", ""},
      {Protection::kNoProcesses, "exec", call(SYS_execve, "execve")},
      {Protection::kNoProcesses, "ptrace", call(SYS_ptrace, "ptrace")},
      {Protection::kNoProcesses, "kill-parent", call(SYS_kill, "kill")},
      {Protection::kNoProcesses, "unshare", call(SYS_unshare, "unshare")},
      {Protection::kNoProcesses, "mount", call(SYS_mount, "mount")},
      {Protection::kConfinedReading, "read-passwd", call(SYS_openat, "openat of /etc/passwd")},
      {Protection::kConfinedReading, "read-passwd-up-and-down",
       call(SYS_openat, "openat of /usr/share/poppler/../../../etc/passwd")},
      {Protection::kNoWriting, "delete", "unlink"},
  };
  const Target target;
  const auto pool = StartPool(OptionsFor(kSandboxedWorker));
  for (const Case& c : cases) {
    INFO(c.attempt);
    if (!Holds(*pool, c.protection)) continue;
    const Reading reading = Attempt(*pool, c.attempt);
    REQUIRE_FALSE(reading.outcome);
    CHECK(ErrorCodeName(reading.outcome.error().code) == "sandbox-violation");
    CHECK_THAT(reading.outcome.error().message,
               Catch::StartsWith("tried what no paper needs and was stopped by the sandbox on page "
                                 "1 of 1") &&
                   Catch::Contains(c.words));
    CHECK(target.IsUntouched());
    CHECK(Attempt(*pool, "nothing").outcome);
  }
}

TEST_CASE("A trap that cannot be sprung ends the worker all the same") {
  const auto pool = StartPool(OptionsFor(kSandboxedWorker));
  if (!Holds(*pool, Protection::kNoNetwork)) return;
  const Reading reading = Attempt(*pool, "socket-signals-blocked");
  REQUIRE_FALSE(reading.outcome);
  CHECK(ErrorCodeName(reading.outcome.error().code) == "sandbox-violation");
  CHECK(reading.outcome.error().message ==
        "tried what no paper needs and was stopped by the sandbox on page 1 of 1");
}

TEST_CASE("What the sandbox refuses without an end, and what it allows") {
  struct Case {
    Protection protection;
    const char* attempt;
    const char* result;
  };
  const std::vector<Case> cases = {
      {Protection::kConfinedReading, "read-missing", "ENOENT"},
      {Protection::kConfinedReading, "read-map", "0"},
      // Landlock itself, without the trap before it.
      {Protection::kConfinedReading, "read-passwd-vouched", "EACCES"},
      {Protection::kConfinedReading, "read-passwd-vouched-up-and-down", "EACCES"},
      {Protection::kConfinedReading, "list-root-vouched", "EACCES"},
      {Protection::kNoWriting, "make-folder", "ENOSYS"},
      {Protection::kNoWriting, "change-mode", "ENOSYS"},
      {Protection::kNoWriting, "may-write", "EACCES"},
      {Protection::kNoProcesses, "signal-parent", "ENOSYS"},
      {Protection::kNoProcesses, "limit-parent", "ENOSYS"},
      {Protection::kNoProcesses, "unknown-call", "ENOSYS"},
      {Protection::kNoProcesses, "replace-handler", "EPERM"},
  };
  const Target target;
  const auto pool = StartPool(OptionsFor(kSandboxedWorker));
  for (const Case& c : cases) {
    INFO(c.attempt);
    if (!Holds(*pool, c.protection)) continue;
    const Reading reading = Attempt(*pool, c.attempt);
    REQUIRE(reading.pages.size() == 1);
    CHECK(reading.pages[0].text == c.result);
    CHECK(target.IsUntouched());
  }
}

TEST_CASE("Where the kernel refuses a protection, papers are read and the worker says so") {
  struct Case {
    const char* refused;
    const char* missing;
    const char* reason;
  };
  const std::vector<Case> cases = {
      {"landlock", "reading only of fonts and character maps",
       "cannot use Landlock: Function not implemented"},
      {"seccomp", "no network, no other processes", "cannot filter system calls: "},
      {"landlock and seccomp",
       "no network, no other processes, no writing, reading only of fonts and character maps",
       "cannot use Landlock: Function not implemented; cannot filter system calls: "},
  };
  if (!StartPool(OptionsFor(kRealWorker))->protections().complete()) {
    WARN("not tested, for here the kernel refuses of itself");
    return;
  }
  const std::string pdf = tests::PdfBuilder().AddPageOfLines({"a report"}).Build();
  for (const Case& c : cases) {
    INFO(c.refused);
    ::setenv("SCRUTINEER_REFUSED", c.refused, 1);
    const auto pool = StartPool(OptionsFor(SCRUTINEER_REFUSING_LAUNCHER));
    ::unsetenv("SCRUTINEER_REFUSED");
    CHECK(pool->protections().Missing() == c.missing);
    CHECK_THAT(pool->protections().reason, Catch::StartsWith(c.reason));
    CHECK(Read(*pool, pdf).pages.size() == 1);
  }
}

// A form field whose text the fonts of the PDF cannot show: Poppler then asks the system for one.
TEST_CASE("Fonts of the system can be read within the sandbox") {
  const std::string pdf = tests::PdfOfObjects(
      {"<</Type/Catalog/Pages 2 0 R/AcroForm<</NeedAppearances true/Fields[6 0 R]"
       "/DA(/Helv 12 Tf 0 g)/DR<</Font<<>>>>>>>>",
       "<</Type/Pages/Kids[3 0 R]/Count 1>>",
       "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R]"
       "/Resources<</Font<</F 5 0 R>>>>>>",
       tests::PdfStream("", "BT /F 11 Tf 72 770 Td (a form) Tj ET"),
       "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
       "<</Type/Annot/Subtype/Widget/FT/Tx/T(f)/V<FEFF4E2D65870416>/DA(/Helv 12 Tf 0 g)"
       "/Rect[100 100 300 140]/P 3 0 R>>"});
  const auto pool = StartPool(OptionsFor(kRealWorker));
  const Reading reading = Read(*pool, pdf);
  REQUIRE(reading.outcome);
  REQUIRE(reading.pages.size() == 1);
  CHECK_THAT(reading.pages[0].text, Catch::Contains("a form"));
}

TEST_CASE("A crash within the sandbox is still a crash") {
  const auto pool = StartPool(OptionsFor(kSandboxedWorker));
  const Reading reading = Attempt(*pool, "abort");
  REQUIRE_FALSE(reading.outcome);
  CHECK(reading.outcome.error().message == "crashed the PDF reader (signal 6 on page 1 of 1)");
}

}  // namespace
}  // namespace scrutineer::pdf
