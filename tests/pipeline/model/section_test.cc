#include "pipeline/model/section.h"

#include <catch2/catch.hpp>

namespace scrutineer {
namespace {

TEST_CASE("kinds of sections and implications have names that lead back") {
  for (int kind = 0; kind <= static_cast<int>(SectionKind::kHeading); ++kind) {
    const auto one = static_cast<SectionKind>(kind);
    CHECK(SectionKindFromName(SectionKindName(one)) == one);
  }
  for (int kind = 1; kind <= static_cast<int>(Implications::kOther); ++kind) {
    const auto one = static_cast<Implications>(kind);
    CHECK(ImplicationsFromName(ImplicationsName(one)) == one);
  }
  CHECK_FALSE(SectionKindFromName("chapter"));
  CHECK_FALSE(ImplicationsFromName(""));
}

TEST_CASE("a citation names an item by its number and title") {
  CHECK(EnclosingName({SectionKind::kItem, "7", "Budget"}) == "item 7, Budget");
  CHECK(EnclosingName({SectionKind::kReport, "5A", ""}) == "item 5A");
  CHECK(EnclosingName({SectionKind::kReport, "", "Budget"}) == "report \"Budget\"");
  CHECK(EnclosingName({SectionKind::kItem, "", ""}).empty());
}

}  // namespace
}  // namespace scrutineer
