#include "pipeline/alerts/address.h"

#include <catch2/catch.hpp>
#include <string>

namespace scrutineer::alerts {
namespace {

TEST_CASE("addresses that can be written to are taken") {
  const std::string good[] = {"rep@example.org",
                              "first.last+alerts@mail.example.co.uk",
                              "o'brien@example.org",
                              "rep@localhost",
                              "a@b",
                              std::string(64, 'x') + "@example.org",
                              "rep@xn--bcher-kva.example"};
  for (const std::string& address : good) {
    INFO(address);
    CHECK(CheckAddress(address));
  }
  CHECK(DomainOf("rep@example.org") == "example.org");
}

TEST_CASE("addresses that cannot stand in a header are refused with the reason") {
  const std::pair<std::string, const char*> bad[] = {
      {"", "empty"},
      {"rep", "no @"},
      {"a@b@c", "more than one @"},
      {"@example.org", "before the @"},
      {"rep@", "after the @"},
      {".rep@example.org", "before the @"},
      {"rep.@example.org", "before the @"},
      {"r..ep@example.org", "before the @"},
      {"rep@example..org", "after the @"},
      {"rep@-example.org", "after the @"},
      {"rep@example.org.", "after the @"},
      {"rep@exam_ple.org", "after the @"},
      {"Rep <rep@example.org>", "a space"},
      {"a@example.org, b@example.org", "a comma"},
      {"rep@example.org\r\nBcc: all@example.org", "a space"},
      {std::string("rep\0@example.org", 16), "before the @"},
      {"r\xC3\xA9p@example.org", "before the @"},
      {std::string(65, 'x') + "@example.org", "before the @"},
      {"rep@" + std::string(64, 'x') + ".org", "after the @"},
      {"rep@" + std::string(300, 'x'), "too long"},
  };
  for (const auto& [address, why] : bad) {
    INFO(address);
    const Status checked = CheckAddress(address);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().code == ErrorCode::kConfiguration);
    CHECK_THAT(checked.error().message, Catch::Contains(why));
    CHECK(checked.error().message.find('\n') == std::string::npos);
  }
}

}  // namespace
}  // namespace scrutineer::alerts
