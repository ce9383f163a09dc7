#include "pipeline/model/hit_reference.h"

#include <catch2/catch.hpp>
#include <string>

namespace scrutineer {
namespace {

HitReference Parsed(std::string_view text) {
  const auto hit = ParseHitReference(text);
  if (!hit) FAIL(hit.error().ToString());
  return *hit;
}

TEST_CASE("a hit's name leads back to its place") {
  const std::string sha256 = "4ec6268387e279ed69f1ec09beca0d3a1d971707d68b06b48fdaafe296b2a5fb";
  const std::string name = HitName(sha256, 4, {120, 310});
  CHECK(name == "4ec6268387e279ed#page=4&char=120,310");
  CHECK(Parsed(name) == HitReference{"4ec6268387e279ed", 4, CharacterRange{120, 310}});
  // Bytes become code points.
  CHECK(HitName(sha256, 1, "\u00A35m caf\u00E9", {2, 10}) == "4ec6268387e279ed#page=1&char=1,8");
}

TEST_CASE("citations are taken as they are printed") {
  CHECK(Parsed("/p/agenda.pdf#page=12") == HitReference{"/p/agenda.pdf", 12, {}});
  CHECK(Parsed("agenda.pdf#page=4 (pages 4–5)") == HitReference{"agenda.pdf", 4, {}});
  CHECK(Parsed("17#page=3").paper == "17");
  CHECK(Parsed("b.pdf#page=2, attached to /p/a.pdf") ==
        HitReference{"/p/a.pdf#attachment=b.pdf", 2, {}});
  CHECK(Parsed("c.pdf#page=2, attached to b.pdf, attached to /p/a.pdf").paper ==
        "/p/a.pdf#attachment=b.pdf#attachment=c.pdf");
  CHECK(Parsed("/p/c.docx (page 3 as converted by LibreOffice 7.4.7.2)") ==
        HitReference{"/p/c.docx", 3, {}});
  CHECK(Parsed("c.docx (page 3 as converted by LibreOffice 7.4.7.2), attached to /p/a.pdf") ==
        HitReference{"/p/a.pdf#attachment=c.docx", 3, {}});
}

TEST_CASE("what is no hit is refused with what to write") {
  for (const char* text : {"", "agenda.pdf", "#page=4", "a.pdf#page=", "a.pdf#page=0",
                           "a.pdf#page=-1", "a.pdf#page=four", "a.pdf#page=99999999999999",
                           "a.pdf#page=4&char=", "a.pdf#page=4&char=5", "a.pdf#page=4&char=5,5",
                           "a.pdf#page=4&char=9,5", "a.pdf#page=4&char=1,2x", "a.pdf#page=4x"}) {
    const auto hit = ParseHitReference(text);
    INFO(text);
    REQUIRE_FALSE(hit);
    CHECK(hit.error().code == ErrorCode::kUsage);
    CHECK(hit.error().message.find("write PAPER#page=4") != std::string::npos);
  }
}

}  // namespace
}  // namespace scrutineer
