#include "pipeline/pdf/list_marker.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace scrutineer::pdf {
namespace {

TEST_CASE("Words that begin list items and numbered paragraphs are known") {
  struct Case {
    std::string word;
    ListMarker expected;
  };
  const std::vector<Case> cases = {
      {"•", ListMarker::kCertain},       {"\uF0B7", ListMarker::kCertain},
      {"☒", ListMarker::kCertain},       {"(a)", ListMarker::kCertain},
      {"(iv)", ListMarker::kCertain},    {"b)", ListMarker::kCertain},
      {"(12)", ListMarker::kCertain},    {"4.2.3", ListMarker::kCertain},
      {"4.2.3.", ListMarker::kCertain},  {"10.11.12.1", ListMarker::kCertain},
      {"12.", ListMarker::kLikely},      {"12)", ListMarker::kLikely},
      {"4.2", ListMarker::kLikely},      {"a.", ListMarker::kLikely},
      {"ii.", ListMarker::kLikely},      {"-", ListMarker::kLikely},
      {"–", ListMarker::kLikely},        {"", ListMarker::kNone},
      {"12", ListMarker::kNone},         {"2019", ListMarker::kNone},
      {"2019.", ListMarker::kNone},      {"£1.2", ListMarker::kNone},
      {"(the", ListMarker::kNone},       {"(a", ListMarker::kNone},
      {"end.", ListMarker::kNone},       {"1,200.00", ListMarker::kNone},
      {"12.03.2024", ListMarker::kNone}, {"-5", ListMarker::kNone},
      {"(", ListMarker::kNone},          {")", ListMarker::kNone},
      {".", ListMarker::kNone},          {"..", ListMarker::kNone},
      {"1..2", ListMarker::kNone},
  };
  for (const Case& c : cases) {
    INFO("word: '" << c.word << "'");
    CHECK(ListMarkerOf(c.word) == c.expected);
  }
}

}  // namespace
}  // namespace scrutineer::pdf
