#include "pipeline/alerts/link.h"

#include <catch2/catch.hpp>

namespace scrutineer::alerts {
namespace {

PageReference At(const char* locator, int page) {
  PageReference where;
  where.paper.locator = locator;
  where.sha256 = "abc123";
  where.page_number = page;
  return where;
}

TEST_CASE("links open the page and survive any file name") {
  struct {
    const char* link_template;
    const char* locator;
    const char* link;
  } const cases[] = {
      {"file://{path}#page={page}", "/papers/a.pdf", "file:///papers/a.pdf#page=7"},
      {"file://{path}#page={page}", "/p/Cabinet 12 March #2 100%.pdf",
       "file:///p/Cabinet%2012%20March%20%232%20100%25.pdf#page=7"},
      {"file://{path}#page={page}", "/p/tŷ (1)?&.pdf",
       "file:///p/t%C5%B7%20%281%29%3F%26.pdf#page=7"},
      {"file://{path}#page={page}", "/p/a\r\nb.pdf", "file:///p/a%0D%0Ab.pdf#page=7"},
      {"https://x.example/{sha256}/{page}", "/p/a.pdf", "https://x.example/abc123/7"},
      {"file://{path}#page={page}", "https://council.example/documents/s1/Report one.pdf?x=1&y=2",
       "https://council.example/documents/s1/Report%20one.pdf?x=1&y=2#page=7"},
      {"https://x.example/?u={path}", "https://council.example/a.pdf",
       "https://x.example/?u=https%3A//council.example/a.pdf"},
  };
  for (const auto& c : cases) {
    INFO(c.locator);
    REQUIRE(CheckLinkTemplate(c.link_template));
    CHECK(LinkTo(At(c.locator, 7), c.link_template) == c.link);
  }
}

TEST_CASE("a wrong link template is refused before anything is sent") {
  for (const char* bad : {"", "file://{path", "file://path}", "{url}", "{}", "{path} {page}",
                          "<{path}>", "{path}\r\n", "{Page}"}) {
    INFO(bad);
    const Status checked = CheckLinkTemplate(bad);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().code == ErrorCode::kConfiguration);
  }
  CHECK(CheckLinkTemplate(kDefaultLinkTemplate));
}

}  // namespace
}  // namespace scrutineer::alerts
