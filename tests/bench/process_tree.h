#ifndef SCRUTINEER_TESTS_BENCH_PROCESS_TREE_H_
#define SCRUTINEER_TESTS_BENCH_PROCESS_TREE_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace scrutineer::bench {

struct ProcessPeak {
  std::string name;
  std::int64_t peak_bytes = 0;  // VmHWM of the kernel
};

struct RunResult {
  int exit_code = -1;
  double seconds = 0;
  std::map<int, ProcessPeak> peaks;  // by process id; only where asked for
};

// Runs a command, its output thrown away, and waits for it. With `watch_memory`, /proc is read
// every two milliseconds for the peaks of the command and all its descendants, which costs time:
// use runs of their own for it. Throws std::runtime_error where the command cannot be started.
RunResult Run(const std::vector<std::string>& command, bool watch_memory);

double Median(std::vector<double> values);

}  // namespace scrutineer::bench

#endif  // SCRUTINEER_TESTS_BENCH_PROCESS_TREE_H_
