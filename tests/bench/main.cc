#include <cstdio>
#include <exception>
#include <string_view>

#include "tests/bench/bench.h"

int main(int argc, char** argv) {
  const std::string_view name = argc == 3 ? argv[1] : "";
  try {
    if (name == "ingest") return scrutineer::bench::BenchIngest(argv[2]);
    if (name == "tag") return scrutineer::bench::BenchTag(argv[2]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "scrutineer-bench: %s\n", error.what());
    return 2;
  }
  std::fputs("usage: scrutineer-bench ingest FOLDER | tag FILE\n", stderr);
  return 2;
}
