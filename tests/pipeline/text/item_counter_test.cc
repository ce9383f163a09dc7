#include "pipeline/text/item_counter.h"

#include <catch2/catch.hpp>
#include <string>

namespace scrutineer::text {
namespace {

TEST_CASE("agenda items are counted as they are numbered") {
  struct {
    const char* name;
    std::string page;
    PaperKind kind;
    int expected;
  } const cases[] = {
      {"numbers", "1. Apologies\n2. Minutes\n3. Bins\n4. Close", PaperKind::kAgenda, 4},
      {"some set tight", "1. Apologies\n2. Minutes\n3.Lamps\n4.By-law on hedges\n5. Close",
       PaperKind::kAgenda, 5},
      {"bare numbers beside titles",
       "1 Welcome\nAll were.\n2 Apologies\nNone.\n3 Minutes\nAgreed.\n4 Forum\nNone.",
       PaperKind::kMinutes, 4},
      {"bare numbers alone", "1\nWelcome\n2\nBins\n3\nTrees\n4\nClose", PaperKind::kAgenda, 4},
      {"going on from the last meeting", "2399. Police\n2400. Forum\n2401. Apologies\n2402. Close",
       PaperKind::kMinutes, 4},
      {"with the meeting's number",
       "17.01.1 Apologies\n1. A letter\n2. A car\n17.01.2 Minutes\n17.01.03 Bins",
       PaperKind::kMinutes, 3},
      {"out of order",
       "16.05.1 Chair\n16.05.4 Minutes\n16.05.2 Apologies\n16.05.3 Bins\n16.5.5 Close",
       PaperKind::kMinutes, 5},
      {"with the year", "24/101 Apologies\n24/102 Bins\n24/103 Close", PaperKind::kMinutes, 3},
      {"with the year, past ten", "24/8 A\n24/9 B\n24/10 C\n24/11 D\n24/12 E\n24/13 F",
       PaperKind::kMinutes, 6},
      {"with the year behind", "101/24 Apologies\n102/24 Bins\n103/24 Close", PaperKind::kMinutes,
       3},
      {"lists within items", "1. Apologies\n2. Reports\n1. Roads\n2. Parks\n3. Bins\n4. Close",
       PaperKind::kAgenda, 4},
      {"a missing number", "1. A\n2. B\n4. D\n5. E\n6. F", PaperKind::kAgenda, 6},
      {"two agendas in one paper",
       "Annual Meeting Agenda\n1. A\n2. B\n3. C\nAgenda\n1. A\n2. B\n3. C\n4. D",
       PaperKind::kAgenda, 7},
      {"a forgotten full stop", "1. A\n2. B\n3. C\n4 Dogs\n5 Eggs", PaperKind::kAgenda, 5},
      {"a programme of dates is none",
       "1 Apologies\n2 Minutes\n3 Bins\n4 Close\n5 July Budget\n6 July Homes\n7 September Roads",
       PaperKind::kAgenda, 4},
      {"what a supplement adds",
       "5A Reference from scrutiny\nItem 5A - Reference\n1. The reference\n2. Response\n3. Options",
       PaperKind::kSupplement, 1},
      {"items with pages", "8. Budget (Pages 3 - 20)\n9. Call-in (Pages 21 - 30)\n1. Purpose",
       PaperKind::kSupplement, 2},
      {"a supplement that is an agenda", "1. A\n2. B\n3. C", PaperKind::kSupplement, 3},
      {"not numbered", "Apologies\nNone.\nR2024-101 Shaw, Green\nR2024-102", PaperKind::kMinutes,
       0},
      {"dates and addresses are no items",
       "1 January 2024\n2 January 2024\n3 January 2024\n4 January 2024\n5 High Street",
       PaperKind::kMinutes, 0},
      {"years are no items", "2021. It began.\n2024. It ended.", PaperKind::kMinutes, 0},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    CHECK(CountItems({c.page}, c.kind) == c.expected);
  }
}

TEST_CASE("items go on over pages") {
  CHECK(CountItems({"1. A\n2. B", "Page 2\n3. C\n4. D"}, PaperKind::kAgenda) == 4);
}

TEST_CASE("kinds without items have no count") {
  for (const PaperKind kind : {PaperKind::kReport, PaperKind::kDecision, PaperKind::kQuestions,
                               PaperKind::kConstitution, PaperKind::kAccounts, PaperKind::kOther}) {
    CHECK_FALSE(CountItems({"1. A\n2. B\n3. C"}, kind));
  }
  CHECK_FALSE(CountItems({"", ""}, PaperKind::kAgenda));
  CHECK_FALSE(CountItems({}, PaperKind::kAgenda));
}

}  // namespace
}  // namespace scrutineer::text
