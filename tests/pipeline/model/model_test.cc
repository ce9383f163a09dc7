#include <catch2/catch.hpp>

#include "pipeline/model/mention.h"
#include "pipeline/model/paper.h"

namespace scrutineer {
namespace {

TEST_CASE("kinds and tags have names that lead back to them") {
  for (const auto* name : {"agenda", "report", "minutes", "decision", "pack", "supplement",
                           "questions", "constitution", "accounts", "other"}) {
    INFO(name);
    REQUIRE(PaperKindFromName(name).has_value());
    CHECK(PaperKindName(*PaperKindFromName(name)) == name);
  }
  for (const auto* name : {"tender", "outsourcing", "consultation", "provider", "service"}) {
    INFO(name);
    REQUIRE(TagFromName(name).has_value());
    CHECK(TagName(*TagFromName(name)) == name);
  }
  CHECK_FALSE(PaperKindFromName("Agenda").has_value());
  CHECK_FALSE(TagFromName("").has_value());
}

}  // namespace
}  // namespace scrutineer
