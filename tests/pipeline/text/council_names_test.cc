#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "pipeline/text/metadata.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::text {
namespace {

TEST_CASE("the shipped list knows the nation of every council") {
  const auto councils = CouncilNames::Load(SCRUTINEER_SOURCE_DIR "/rules/councils.txt");
  REQUIRE(councils);
  CHECK(councils->names().size() > 380);
  for (const std::string& name : councils->names()) {
    INFO(name);
    CHECK(councils->NationOf(name));
  }
  CHECK(councils->NationOf("Leeds City Council") == Nation::kEngland);
  CHECK(councils->NationOf("The CITY of Edinburgh Council") == Nation::kScotland);
  CHECK(councils->NationOf("City of Cardiff Council") == Nation::kWales);
  CHECK(councils->NationOf("Belfast City Council") == Nation::kNorthernIreland);
  CHECK_FALSE(councils->NationOf("Milburn Parish Council"));
}

TEST_CASE("names above the first nation have none, and unknown nations are refused") {
  const tests::TemporaryFolder folder;
  const auto file = folder.path() / "councils.txt";
  std::ofstream(file) << "Thornmere Borough Council\n\n[wales] # below\nTalfryn Council\n";
  const auto councils = CouncilNames::Load(file);
  REQUIRE(councils);
  CHECK(councils->names().size() == 2);
  CHECK_FALSE(councils->NationOf("Thornmere Borough Council"));
  CHECK(councils->NationOf("Talfryn Council") == Nation::kWales);

  std::ofstream(file) << "# councils\n[cornwall]\nThornmere Borough Council\n";
  const auto refused = CouncilNames::Load(file);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().ToString().find("councils.txt:2: there is no such nation") !=
        std::string::npos);
}

}  // namespace
}  // namespace scrutineer::text
