#ifndef SCRUTINEER_TESTS_EXTRACTORS_EVAL_LINES_H_
#define SCRUTINEER_TESTS_EXTRACTORS_EVAL_LINES_H_

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace scrutineer::tests {

// The passages of tests/eval/<name>.
inline std::vector<nlohmann::json> ReadEvalLines(const std::string& name) {
  std::ifstream file(std::string(SCRUTINEER_SOURCE_DIR "/tests/eval/") + name);
  std::vector<nlohmann::json> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty()) lines.push_back(nlohmann::json::parse(line));
  }
  return lines;
}

// How often a label was found rightly, found wrongly, and missed.
struct Tally {
  int right = 0, wrong = 0, missed = 0;

  double precision() const { return Share(right, right + wrong); }
  double recall() const { return Share(right, right + missed); }
  double f1() const { return Share(2 * right, 2 * right + wrong + missed); }

 private:
  static double Share(int part, int whole) {
    return whole == 0 ? 1.0 : static_cast<double>(part) / whole;
  }
};

}  // namespace scrutineer::tests

#endif  // SCRUTINEER_TESTS_EXTRACTORS_EVAL_LINES_H_
