// Which names are names of one organisation.

#include "pipeline/model/canonical_name.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

namespace scrutineer {
namespace {

TEST_CASE("ways of writing one name have one canonical form") {
  const std::vector<std::pair<std::string, std::vector<std::string>>> cases = {
      {"glan agua",
       {"Glan Agua Ltd", "Glan Agua", "GLAN AGUA LIMITED", "The Glan Agua Ltd.", "Glan  Agua\nLtd",
        "Glan Agua (UK) Ltd", "Glan Agua UK Limited", "glan agua plc", "Glan Agua, Ltd",
        "Glan Agua C.I.C.", "Glan Agua Community Interest Company", "Glan-Agua",
        "Glan Agua Ltd t/a Agua Direct", "Glan Agua Limited (T/A Agua)",
        "Glan Agua Ltd trading as Agua", "Messrs Glan Agua", "Glan\xC2\xA0Água"}},
      {"penn and vale", {"Penn & Vale", "Penn and Vale LLP", "PENN + VALE", "Penn&Vale Ltd"}},
      {"fm marlow", {"F. M. Marlow", "FM Marlow Ltd", "F M Marlow", "F.M. Marlow"}},
      {"obrien works", {"O'Brien Works", "O’Brien Works Ltd", "OBrien-Works"}},
      {"care uk", {"Care UK", "Care UK Ltd", "CARE UK LIMITED"}},
      {"clwyd ty", {"Clŵyd Tŷ", "CLWYD TY"}},
      {"hale and co", {"Hale & Co. Ltd", "Hale and Co"}},
      {"ltd", {"Ltd", "LTD."}},
      {"", {"", " - ", "()"}},
  };
  for (const auto& [canonical, names] : cases) {
    for (const std::string& name : names) {
      INFO(name);
      CHECK(CanonicalName(name) == canonical);
    }
  }
}

TEST_CASE("names of different organisations stay apart") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"Glan Agua Ltd", "Glan Agua Construction Ltd"},
      {"Hale Homes Ltd", "Hale Ltd"},
      {"Care UK", "Care"},
      {"Age UK", "Age"},
      {"Marl (Thornmere) Ltd", "Marl Ltd"},
  };
  for (const auto& [a, b] : cases) {
    INFO(a << " | " << b);
    CHECK(CanonicalName(a) != CanonicalName(b));
  }
}

TEST_CASE("a canonical name is its own") {
  for (const std::string name :
       {"Glan Agua (UK) Ltd", "F. M. Marlow", "Penn & Vale LLP", "The The Ltd", "A B C Ltd UK"}) {
    INFO(name);
    const std::string once = CanonicalName(name);
    CHECK(CanonicalName(once) == once);
  }
}

TEST_CASE("the trading name is told apart") {
  CHECK(TradingName("Glan Agua Ltd t/a Agua Direct") == "Agua Direct");
  CHECK(TradingName("Glan Agua Ltd (trading as Agua)") == "Agua");
  CHECK(TradingName("Glan Agua Ltd").empty());
  CHECK(TradingName("Start/a Ltd").empty());
}

TEST_CASE("the better written name is in small letters and capitals, then longer") {
  CHECK(IsBetterWritten("Glan Agua", "GLAN AGUA LIMITED"));
  CHECK(IsBetterWritten("Glan Agua Ltd", "Glan Agua"));
  CHECK(IsBetterWritten("Glan Agua", "glan agua"));
  CHECK_FALSE(IsBetterWritten("Glan Agua", "Glan Agua"));
}

}  // namespace
}  // namespace scrutineer
