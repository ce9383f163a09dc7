#include "corpus/page_id.h"

#include <catch2/catch.hpp>

#include "tests/corpus/corpus_fixture.h"

namespace scrutineer::corpus {
namespace {

TEST_CASE("page ids carry their parts") {
  const std::vector<PageKey> keys = {
      {std::nullopt, 0, 1},
      {std::nullopt, 1, 1},
      {DateOf("2024-02-29"), 17, 3},
      {Date(std::chrono::year(1), std::chrono::January, std::chrono::day(1)), 1, 131'071},
      {Date(std::chrono::year(2871), std::chrono::January, std::chrono::day(1)), kMaxVersionId, 1},
  };
  for (const PageKey& key : keys) {
    const std::int64_t id = Get(EncodePageId(key));
    INFO(id);
    CHECK(id >= 0);
    CHECK(DecodePageId(id) == key);
  }
}

TEST_CASE("descending page ids are newest meeting, newest version, first page") {
  const std::vector<PageKey> order = {
      {DateOf("2024-03-12"), 5, 1}, {DateOf("2024-03-12"), 5, 2},  {DateOf("2024-03-12"), 4, 1},
      {DateOf("2024-03-11"), 9, 1}, {DateOf("1999-12-31"), 99, 1}, {std::nullopt, 100, 1},
  };
  for (std::size_t i = 1; i < order.size(); ++i) {
    INFO(i);
    CHECK(Get(EncodePageId(order[i - 1])) > Get(EncodePageId(order[i])));
  }
}

TEST_CASE("page ids refuse what has no room") {
  const Date late(std::chrono::year(2900), std::chrono::January, std::chrono::day(1));
  const Date no_day(std::chrono::year(2023), std::chrono::February, std::chrono::day(30));
  struct Case {
    std::string name;
    PageKey key;
    ErrorCode code;
  };
  const std::vector<Case> cases = {
      {"page past the limit", {std::nullopt, 1, 131'072}, ErrorCode::kPageLimit},
      {"page 0", {std::nullopt, 1, 0}, ErrorCode::kInternal},
      {"negative page", {std::nullopt, 1, -1}, ErrorCode::kInternal},
      {"version past the limit", {std::nullopt, kMaxVersionId + 1, 1}, ErrorCode::kInternal},
      {"negative version", {std::nullopt, -1, 1}, ErrorCode::kInternal},
      {"year 2900", {late, 1, 1}, ErrorCode::kInternal},
      {"30 February", {no_day, 1, 1}, ErrorCode::kInternal},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(ErrorOf(EncodePageId(c.key)).code == c.code);
  }
}

TEST_CASE("dates are ranges of page ids") {
  const auto in = [](const PageIdRange& range, const PageKey& key) {
    const std::int64_t id = Get(EncodePageId(key));
    return range.first <= id && id <= range.last;
  };
  const PageKey unknown{std::nullopt, kMaxVersionId, 1};
  const PageKey first{DateOf("2024-03-01"), 0, 131'071};
  const PageKey last{DateOf("2024-03-31"), kMaxVersionId, 1};
  const auto march = PagesBetween(DateOf("2024-03-01"), DateOf("2024-03-31"));
  CHECK(in(march, first));
  CHECK(in(march, last));
  CHECK_FALSE(in(PagesBetween(DateOf("2024-03-02"), std::nullopt), first));
  CHECK_FALSE(in(PagesBetween(std::nullopt, DateOf("2024-03-30")), last));
  CHECK(in(PagesBetween(std::nullopt, std::nullopt), unknown));
  CHECK_FALSE(in(PagesBetween(std::nullopt, DateOf("2024-03-30")), unknown));
  CHECK_FALSE(in(PagesBetween(DateOf("2024-03-31"), DateOf("2024-03-01")), first));
  CHECK_FALSE(in(PagesBetween(DateOf("9999-01-01"), std::nullopt), last));
  CHECK(in(PagesBetween(DateOf("1000-01-01"), DateOf("9999-12-31")), last));
}

}  // namespace
}  // namespace scrutineer::corpus
