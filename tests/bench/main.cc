#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string_view>

#include "pipeline/base/allocator.h"
#include "tests/bench/bench.h"

int main(int argc, char** argv) {
  scrutineer::KeepFreedMemory();
  const std::string_view name = argc >= 3 ? argv[1] : "";
  const bool by_rule = argc == 4 && name == "tag" && std::string_view(argv[2]) == "--rules";
  try {
    if (by_rule) return scrutineer::bench::BenchRules(argv[3]);
    if (name == "ingest" && argc == 3) return scrutineer::bench::BenchIngest(argv[2]);
    if (name == "index" && argc == 3) return scrutineer::bench::BenchIndex(argv[2]);
    if (name == "search" && argc == 4 && std::string_view(argv[2]) == "--pages") {
      const long long pages = std::atoll(argv[3]);
      if (pages > 0) return scrutineer::bench::BenchSearch(pages);
    }
    if (name == "tag" && argc == 3) return scrutineer::bench::BenchTag(argv[2]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "scrutineer-bench: %s\n", error.what());
    return 2;
  }
  std::fputs(
      "usage: scrutineer-bench ingest FOLDER | index FOLDER | tag [--rules] FILE | search --pages "
      "N\n",
      stderr);
  return 2;
}
