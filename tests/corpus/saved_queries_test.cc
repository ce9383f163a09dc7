#include <catch2/catch.hpp>

#include "tests/corpus/corpus_fixture.h"

namespace scrutineer::corpus {
namespace {

TEST_CASE("queries are saved under names") {
  CorpusFixture fixture;
  SavedQueries& queries = fixture.corpus().queries();
  Ok(queries.Save("home care", "NEAR(care home) tag:tender", false));
  Ok(queries.Save("Pay", "pay OR wages", false));
  CHECK(Get(queries.Find("home care")).query == "NEAR(care home) tag:tender");
  CHECK(Get(queries.List()).size() == 2);

  const Error taken = ErrorOf(queries.Save("Pay", "pensions", false));
  CHECK(taken.code == ErrorCode::kUsage);
  CHECK_THAT(taken.message, Catch::Contains("--replace"));
  fixture.clock().Set(Instant(std::chrono::seconds(1'720'000'000)));
  Ok(queries.Save("Pay", "pensions", true));
  const SavedQuery pay = Get(queries.Find("Pay"));
  CHECK(pay.query == "pensions");
  CHECK(pay.created < pay.changed);

  const Error unknown = ErrorOf(queries.Find("home car"));
  CHECK(unknown.code == ErrorCode::kNotFound);
  CHECK_THAT(unknown.message, Catch::Contains("did you mean \"home care\"?"));
  CHECK(ErrorOf(queries.Delete("nothing")).code == ErrorCode::kNotFound);
  Ok(queries.Delete("Pay"));
  CHECK(Get(fixture.Reopen(OpenMode::kReadOnly)->queries().List()).size() == 1);
}

TEST_CASE("what is no query or no name is not saved") {
  CorpusFixture fixture;
  SavedQueries& queries = fixture.corpus().queries();
  CHECK(ErrorOf(queries.Save("x", "(care", false)).code == ErrorCode::kQuery);
  for (const std::string name : {"", " x", "x ", "a\nb", "\x1b[2J", "\xFF"}) {
    CHECK(ErrorOf(queries.Save(name, "care", false)).code == ErrorCode::kUsage);
  }
  CHECK(ErrorOf(queries.Save(std::string(101, 'x'), "care", false)).code == ErrorCode::kUsage);
  CHECK(Get(queries.List()).empty());
}

}  // namespace
}  // namespace scrutineer::corpus
