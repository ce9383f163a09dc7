#include "pipeline/pdf/process_spawner.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>
#include <utility>

#include "pipeline/pdf/exit_codes.h"

namespace scrutineer::pdf {
namespace {

// Above every descriptor that the child gets a new meaning for, so that none is overwritten before
// it is used, even where this process was started without standard descriptors.
constexpr int kFirstFreeDescriptor = 10;

FileDescriptor MoveUp(int fd) {
  const FileDescriptor low(fd);
  return FileDescriptor(::fcntl(fd, F_DUPFD_CLOEXEC, kFirstFreeDescriptor));
}

struct Pair {
  FileDescriptor ours;
  FileDescriptor childs;
  bool valid() const { return ours.valid() && childs.valid(); }
};

Pair MakeSocketPair() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return {};
  return {MoveUp(ends[0]), MoveUp(ends[1])};
}

Pair MakeDiagnosticsPipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return {};
  Pair pair = {MoveUp(ends[0]), MoveUp(ends[1])};
  if (pair.valid()) ::fcntl(pair.ours.get(), F_SETFL, O_NONBLOCK);
  return pair;
}

// What posix_spawn is told, freed with its owner.
class SpawnPlan {
 public:
  SpawnPlan(int socket, int diagnostics) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions_, diagnostics, STDERR_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, socket, kWorkerSocket);
    ::posix_spawn_file_actions_addclosefrom_np(&actions_, kWorkerSocket + 1);
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    ::posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~SpawnPlan() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  // 0 or an errno value.
  int Start(const std::string& program, std::vector<std::string> arguments, pid_t& pid) const {
    arguments.insert(arguments.begin(), {program, std::to_string(::getpid())});
    std::vector<char*> pointers;
    pointers.reserve(arguments.size() + 1);
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    return ::posix_spawn(&pid, program.c_str(), &actions_, &attributes_, pointers.data(), environ);
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

Result<SpawnedWorker> StartWorker(const std::filesystem::path& program,
                                  const std::vector<std::string>& arguments) {
  Pair socket = MakeSocketPair();
  Pair diagnostics = MakeDiagnosticsPipe();
  SpawnedWorker worker;
  const int error_number = socket.valid() && diagnostics.valid()
                               ? SpawnPlan(socket.childs.get(), diagnostics.childs.get())
                                     .Start(program.string(), arguments, worker.pid)
                               : errno;
  if (error_number != 0) {
    return Fail(ErrorCode::kWorkerUnavailable,
                fmt::format("the PDF worker cannot be started: {} (reinstall scrutineer, or set "
                            "SCRUTINEER_PDF_WORKER to where it is)",
                            SystemError(error_number, "start it", {}).message),
                program.string());
  }
  worker.socket = std::move(socket.ours);
  worker.diagnostics = std::move(diagnostics.ours);
  return worker;
}

}  // namespace

ProcessSpawner::ProcessSpawner() : thread_([this] { Run(); }) {}

ProcessSpawner::~ProcessSpawner() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

Result<SpawnedWorker> ProcessSpawner::Spawn(const std::filesystem::path& program,
                                            const std::vector<std::string>& arguments) {
  Task task([&] { return StartWorker(program, arguments); });
  std::future<Result<SpawnedWorker>> result = task.get_future();
  {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  changed_.notify_all();
  return result.get();
}

void ProcessSpawner::Run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
    if (tasks_.empty()) return;
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task();
    lock.lock();
  }
}

}  // namespace scrutineer::pdf
