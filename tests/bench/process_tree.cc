#include "tests/bench/process_tree.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace scrutineer::bench {
namespace {

namespace fs = std::filesystem;

struct ProcessState {
  int parent = 0;
  ProcessPeak peak;
};

ProcessState ReadState(const fs::path& folder) {
  ProcessState state;
  std::ifstream status(folder / "status");
  for (std::string key; status >> key;) {
    std::string rest;
    if (key == "Name:") {
      status >> state.peak.name;
    } else if (key == "PPid:") {
      status >> state.parent;
    } else if (key == "VmHWM:") {
      status >> state.peak.peak_bytes;
      state.peak.peak_bytes *= 1024;
    }
    std::getline(status, rest);
  }
  return state;
}

void WatchOnce(int root, std::map<int, ProcessPeak>& peaks) {
  std::map<int, ProcessState> states;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const std::string name = entry.path().filename().string();
    if (!std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isdigit(c); })) {
      continue;
    }
    states[std::stoi(name)] = ReadState(entry.path());
  }
  for (const auto& [pid, state] : states) {
    int ancestor = pid;
    while (ancestor != root && ancestor > 1 && states.contains(ancestor)) {
      ancestor = states[ancestor].parent;
    }
    if (ancestor != root) continue;
    ProcessPeak& peak = peaks[pid];
    peak.name = state.peak.name;
    peak.peak_bytes = std::max(peak.peak_bytes, state.peak.peak_bytes);
  }
}

pid_t Start(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t pid = -1;
  const int error =
      posix_spawnp(&pid, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot start " + command.front());
  return pid;
}

}  // namespace

RunResult Run(const std::vector<std::string>& command, bool watch_memory) {
  RunResult result;
  const auto started = std::chrono::steady_clock::now();
  const pid_t pid = Start(command);
  int status = 0;
  while (watch_memory && ::waitpid(pid, &status, WNOHANG) == 0) {
    WatchOnce(pid, result.peaks);
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  if (!watch_memory && ::waitpid(pid, &status, 0) < 0) throw std::runtime_error("waitpid failed");
  result.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace scrutineer::bench
