// Where a text defines an abbreviation, and where brackets only look so.

#include "extractors/abbreviation.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

namespace scrutineer::extractors {
namespace {

using Lines = std::vector<std::string>;

Lines Found(std::string_view text) {
  Lines lines;
  for (const AbbreviationDefinition& d : FindAbbreviations(text)) {
    lines.push_back(d.letters + "=" +
                    std::string(text.substr(d.long_begin, d.long_end - d.long_begin)));
  }
  return lines;
}

TEST_CASE("definitions are found where the initials agree") {
  const std::vector<std::pair<std::string, Lines>> cases = {
      {"the Household Waste Recycling Centres (HWRCs) close",
       {"HWRC=Household Waste Recycling Centres"}},
      {"Integrated Prevention and Earliest Help (IPEH)",
       {"IPEH=Integrated Prevention and Earliest Help"}},
      {"Thornmere Forward Ltd (“TFL”)", {"TFL=Thornmere Forward Ltd"}},
      {"Thornmere Forward Ltd (TF)", {"TF=Thornmere Forward Ltd"}},
      {"Hale Leisure Limited (hereafter 'HL')", {"HL=Hale Leisure Limited"}},
      {"Hale Leisure Trust (hereinafter referred to as \"HLT\")", {"HLT=Hale Leisure Trust"}},
      {"Hale Leisure Trust (the HLT)", {"HLT=Hale Leisure Trust"}},
      {"Multi-Agency Safeguarding Hub (MASH)", {"MASH=Multi-Agency Safeguarding Hub"}},
      {"Advice and Advocacy Agency (AAA)", {"AAA=Advice and Advocacy Agency"}},
      {"Agency for Children (AfC)", {"AfC=Agency for Children"}},
      {"youth offending team (YOT)", {"YOT=youth offending team"}},
      {"“Thornmere Forward Ltd” (TFL)", {"TFL=Thornmere Forward Ltd"}},
      {"Penn & Vale Works (PVW)", {"PVW=Penn & Vale Works"}},
      {"the Service (the Contractor)", {}},
      {"hereafter 'the Contractor'", {}},
      {"Hale Leisure Trust (XYZ)", {}},
      {"Hale Leisure Trust (see LT)", {}},
      {"Cardiff (Wales)", {}},
      {"Hale. Leisure Trust (HLT)", {}},
      {"Hale Leisure Ltd. (HL)", {"HL=Hale Leisure Ltd."}},
      {"Trust (T)", {}},
      {"(AB)", {}},
      {"a ( b", {}},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(Found(text) == expected);
  }
}

TEST_CASE("many brackets take time in proportion") {
  std::string text;
  while (text.size() < 2'000'000) text += "Hale Leisure Trust (HLT) (AB (CD ";
  CHECK(FindAbbreviations(text).size() > 50'000);
}

}  // namespace
}  // namespace scrutineer::extractors
