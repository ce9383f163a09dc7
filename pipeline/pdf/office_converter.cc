#include "pipeline/pdf/office_converter.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include "pipeline/base/utf8.h"
#include "pipeline/pdf/child_process.h"
#include "pipeline/pdf/exit_codes.h"
#include "pipeline/pdf/frame_socket.h"
#include "pipeline/pdf/process_spawner.h"
#include "pipeline/pdf/protocol.h"

namespace scrutineer::pdf {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kCheckInterval{20};
constexpr milliseconds kVersionTime{60'000};
constexpr std::size_t kLastOutputBytes = 2048;
constexpr std::size_t kLastWordsBytes = 200;
// LibreOffice ends so where it has made its profile and wants to be started again.
constexpr int kExitRestart = 81;

// Macros never run, and nothing that a document links to is looked for.
constexpr std::string_view kProfile = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
)xml";

constexpr std::string_view kScratchName = "scrutineer-office-";

fs::path TemporaryFolder() {
  std::error_code code;
  const fs::path folder = fs::temp_directory_path(code);
  return code ? fs::path("/tmp") : folder;
}

// Removes the folders of conversions whose process was killed: they hold copies of papers.
void RemoveAbandoned() {
  std::error_code code;
  for (fs::directory_iterator entry(TemporaryFolder(), code), end; !code && entry != end;
       entry.increment(code)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with(kScratchName)) continue;
    pid_t owner = 0;
    const char* const last = name.data() + name.size();
    const auto parsed = std::from_chars(name.data() + kScratchName.size(), last, owner);
    const bool names_owner =
        parsed.ec == std::errc() && parsed.ptr != last && *parsed.ptr == '-' && owner > 0;
    std::error_code ignored;
    if (names_owner && ::kill(owner, 0) != 0 && errno == ESRCH) {
      fs::remove_all(entry->path(), ignored);
    }
  }
}

// A folder for one conversion, gone with all that is in it. Its name bears the process's id.
class ScratchFolder {
 public:
  static Result<ScratchFolder> Make() {
    std::string name =
        (TemporaryFolder() / fmt::format("{}{}-XXXXXX", kScratchName, ::getpid())).string();
    if (::mkdtemp(name.data()) == nullptr) {
      return Fail(SystemError(errno, "make a temporary folder", name));
    }
    ScratchFolder folder;
    std::error_code code;
    folder.path_ = fs::canonical(name, code);
    return folder;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  ScratchFolder(ScratchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  ScratchFolder() = default;
  fs::path path_;
};

Status CopyTo(int fd, const fs::path& file) {
  const FileDescriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!out.valid()) return Fail(SystemError(errno, "write", file.string()));
  std::array<char, std::size_t{256} << 10> buffer;
  for (off_t at = 0;;) {
    const ssize_t count = ::pread(fd, buffer.data(), buffer.size(), at);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Fail(SystemError(errno, "read it", {}));
    if (count == 0) return {};
    SCRUTINEER_RETURN_IF_ERROR(
        WriteAll(out.get(), {buffer.data(), static_cast<std::size_t>(count)}, file));
    at += count;
  }
}

// LibreOffice's starter waits for the program that it starts, which is not its own memory: the
// program beside it is started itself.
fs::path ProgramItself(const fs::path& program) {
  std::error_code code;
  const fs::path real = fs::canonical(program, code);
  if (code) return program;
  const fs::path itself = real.parent_path() / "soffice.bin";
  return ::access(itself.c_str(), X_OK) == 0 ? itself : real;
}

// How one run of the program ended.
struct Ending {
  ExitStatus status;
  bool took_too_long = false;
  bool took_too_much = false;
  std::string words;  // all that it wrote, the last of it
  Protections protections;
};

// The last line, made fit to print.
std::string LastLine(std::string_view text) {
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  text = text.substr(text.rfind('\n') + 1);
  std::string words = ReplaceInvalidUtf8(text.substr(0, kLastWordsBytes));
  std::ranges::replace_if(
      words, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return words;
}

class OfficeRun {
 public:
  OfficeRun(SpawnedWorker spawned, milliseconds time, std::int64_t memory_bytes)
      : pid_(spawned.pid),
        child_(spawned.pid),
        socket_(std::move(spawned.socket)),
        diagnostics_(std::move(spawned.diagnostics)),
        deadline_(steady_clock::now() + time),
        memory_bytes_(memory_bytes) {}
  ~OfficeRun() { End(); }
  OfficeRun(const OfficeRun&) = delete;
  OfficeRun& operator=(const OfficeRun&) = delete;

  Ending Watch() {
    HearProtections();
    // Its end shows as the end of what it writes, whoever of its children wrote last.
    while (Drain()) {
      if (steady_clock::now() >= deadline_) ending_.took_too_long = true;
      if (child_.PrivateBytes() > memory_bytes_) ending_.took_too_much = true;
      if (ending_.took_too_long || ending_.took_too_much) break;
    }
    if (ending_.took_too_long || ending_.took_too_much) {
      End();
    } else {
      ending_.status = child_.Await(milliseconds(2'000));
    }
    return std::move(ending_);
  }

 private:
  // The launcher says what holds, then closes its socket by becoming the program.
  void HearProtections() {
    protocol::FrameReader reader;
    while (true) {
      const auto received = Receive(socket_.get(), reader, nullptr);
      auto message = reader.Next();
      if (message && message->has_value()) {
        if (auto* protections = std::get_if<Protections>(&**message)) {
          ending_.protections = std::move(*protections);
        }
        return;
      }
      if (!received || !*received || !message) return;
    }
  }

  // Waits a little for words; false when there will be none.
  bool Drain() {
    pollfd source = {diagnostics_.get(), POLLIN, 0};
    if (::poll(&source, 1, static_cast<int>(kCheckInterval.count())) <= 0) return true;
    std::array<char, 4096> buffer;
    const ssize_t count = ::read(diagnostics_.get(), buffer.data(), buffer.size());
    if (count < 0) return errno == EINTR || errno == EAGAIN;
    ending_.words.append(buffer.data(), static_cast<std::size_t>(count));
    if (ending_.words.size() > kLastOutputBytes) {
      ending_.words.erase(0, ending_.words.size() - kLastOutputBytes);
    }
    return count > 0;
  }

  // Its group is its own.
  void End() {
    if (child_.ended()) return;
    ::kill(-pid_, SIGKILL);
    child_.Kill();
  }

  pid_t pid_;
  ChildProcess child_;
  FileDescriptor socket_;
  FileDescriptor diagnostics_;
  steady_clock::time_point deadline_;
  std::int64_t memory_bytes_;
  Ending ending_;
};

Result<Ending> RunProgram(ProcessSpawner& spawner, const OfficeOptions& options,
                          const fs::path& folder, std::vector<std::string> arguments) {
  arguments.insert(
      arguments.begin(),
      {folder.string(), std::to_string(options.memory_bytes), std::to_string(options.output_bytes),
       std::to_string(options.time.count()), ProgramItself(options.program).string()});
  SCRUTINEER_ASSIGN_OR_RETURN(SpawnedWorker spawned, spawner.Spawn(options.launcher, arguments));
  return OfficeRun(std::move(spawned), options.time, options.memory_bytes).Watch();
}

// Why there is no PDF.
Error Explain(const Ending& ending, const OfficeOptions& options) {
  if (ending.took_too_long || ending.status.signal == SIGXCPU) {
    return {ErrorCode::kTimeLimit,
            fmt::format("took LibreOffice longer than {:g} s",
                        static_cast<double>(options.time.count()) / 1000),
            {}};
  }
  const std::string words = LastLine(ending.words);
  if (ending.took_too_much || words.find("bad_alloc") != std::string::npos) {
    return {ErrorCode::kMemoryLimit,
            fmt::format("took LibreOffice more than {} MiB of memory", options.memory_bytes >> 20),
            {}};
  }
  const std::string said = words.empty() ? std::string() : fmt::format(" ({})", words);
  if (ending.status.signal == SIGXFSZ) {
    return {ErrorCode::kSizeLimit,
            fmt::format("makes a PDF of more than {} MiB", options.output_bytes >> 20),
            {}};
  }
  if (ending.status.signal != 0) {
    return {ErrorCode::kWorkerCrashed,
            fmt::format("crashed LibreOffice, signal {}{}", ending.status.signal, said),
            {}};
  }
  return {ErrorCode::kDamaged,
          fmt::format("LibreOffice cannot open it: it is damaged, or needs a password{}", said),
          {}};
}

}  // namespace

OfficeConverter::OfficeConverter(OfficeOptions options)
    : options_(std::move(options)), spawner_(std::make_unique<ProcessSpawner>()) {}

OfficeConverter::~OfficeConverter() = default;

Result<std::unique_ptr<OfficeConverter>> OfficeConverter::Start(const OfficeOptions& options) {
  std::unique_ptr<OfficeConverter> office(new OfficeConverter(options));
  OfficeOptions& own = office->options_;
  if (own.program.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(own.program, FindOfficeProgram());
  }
  if (own.launcher.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(own.launcher, FindOfficeLauncher());
  }
  RemoveAbandoned();
  SCRUTINEER_ASSIGN_OR_RETURN(const ScratchFolder folder, ScratchFolder::Make());
  OfficeOptions ask = own;
  ask.time = kVersionTime;
  SCRUTINEER_ASSIGN_OR_RETURN(Ending ending,
                              RunProgram(*office->spawner_, ask, folder.path(), {"--version"}));
  // "LibreOffice 7.4.7.2 40(Build:2)"
  constexpr std::string_view kName = "LibreOffice ";
  const std::size_t at = ending.words.find(kName);
  if (at == std::string::npos) {
    return Fail(ErrorCode::kWorkerUnavailable,
                fmt::format("LibreOffice does not say its version: {}",
                            ending.words.empty() ? "it says nothing" : LastLine(ending.words)),
                own.program.string());
  }
  const std::string_view rest = std::string_view(ending.words).substr(at);
  office->version_ = rest.substr(0, rest.find_first_of(" \n", kName.size()));
  office->protections_ = std::move(ending.protections);
  return office;
}

Result<FileDescriptor> OfficeConverter::Convert(int fd, std::string_view extension) {
  SCRUTINEER_ASSIGN_OR_RETURN(const ScratchFolder folder, ScratchFolder::Make());
  const fs::path document = folder.path() / fmt::format("paper.{}", extension);
  const fs::path profile = folder.path() / "profile";
  SCRUTINEER_RETURN_IF_ERROR(CopyTo(fd, document));
  SCRUTINEER_RETURN_IF_ERROR(MakeFolder(profile / "user"));
  SCRUTINEER_RETURN_IF_ERROR(
      WriteFileAtomically(profile / "user" / "registrymodifications.xcu", kProfile));
  std::vector<std::string> arguments = {"--headless", "--norestore", "--nolockcheck", "--nodefault",
                                        "-env:UserInstallation=file://" + profile.string()};
  if (extension == "html") {
    // As a web page it would lose its first paragraphs to a page that stays empty.
    arguments.insert(arguments.end(),
                     {"--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export"});
  } else {
    arguments.insert(arguments.end(), {"--convert-to", "pdf"});
  }
  arguments.insert(arguments.end(),
                   {"--outdir", (folder.path() / "out").string(), document.string()});
  SCRUTINEER_ASSIGN_OR_RETURN(Ending ending,
                              RunProgram(*spawner_, options_, folder.path(), arguments));
  if (ending.status.exit_code == kExitRestart) {
    SCRUTINEER_ASSIGN_OR_RETURN(ending, RunProgram(*spawner_, options_, folder.path(), arguments));
  }
  const fs::path converted = folder.path() / "out" / "paper.pdf";
  // What the program left there is not to be followed anywhere.
  FileDescriptor pdf(::open(converted.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat status = {};
  const bool made = ending.status.exit_code == 0 && pdf.valid() &&
                    ::fstat(pdf.get(), &status) == 0 && S_ISREG(status.st_mode);
  if (!made) return Fail(Explain(ending, options_));
  if (status.st_size > options_.output_bytes) {
    return Fail(ErrorCode::kSizeLimit,
                fmt::format("makes a PDF of more than {} MiB", options_.output_bytes >> 20));
  }
  return pdf;
}

}  // namespace scrutineer::pdf
