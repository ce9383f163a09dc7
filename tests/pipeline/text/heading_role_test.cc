#include "pipeline/text/heading_role.h"

#include <catch2/catch.hpp>

namespace scrutineer::text {
namespace {

TEST_CASE("Headings of implications say what they are about") {
  using enum Implications;
  struct {
    const char* title;
    Implications expected;
  } const cases[] = {
      {"Legal implications", kLegal},
      {"LEGAL IMPLICATIONS (MONITORING OFFICER)", kLegal},
      {"Comments of the Monitoring Officer", kLegal},
      {"Financial implications", kFinancial},
      {"Comments of the Section 151 Officer", kFinancial},
      {"Finance advice", kFinancial},
      {"Resource implications", kFinancial},
      {"Human Resources Implications", kHr},
      {"HR advice", kHr},
      {"Staffing implications", kHr},
      {"Equalities implications", kEqualities},
      {"Diversity, Equity and Inclusion Implications", kEqualities},
      {"Equality Impact Assessment", kEqualities},
      {"Procurement implications", kProcurement},
      {"Commercial and Procurement", kProcurement},
      {"Consultation", kConsultation},
      {"Consultation and Engagement:", kConsultation},
      {"Consultation implications", kConsultation},
      {"Risk implications", kOther},
      {"Climate change implications", kOther},
      {"Legal and financial implications", kLegal},
      {"Financial and legal implications", kFinancial},
      // These announce no implications.
      {"Implications", kNone},
      {"Legal Services", kNone},
      {"Consultation timetable", kNone},
      {"Procurement strategy 2024", kNone},
      {"Background", kNone},
      {"", kNone},
  };
  for (const auto& c : cases) {
    INFO(c.title);
    CHECK(ImplicationsName(ImplicationsOf(c.title)) == ImplicationsName(c.expected));
  }
}

TEST_CASE("Recommendations are told from the reasons for them") {
  for (const char* title : {"Recommendations", "RECOMMENDATION",
                            "Recommendation(s):", "Officer Recommendations:", "Recommended action",
                            "Recommendations to Cabinet"}) {
    INFO(title);
    CHECK(IsRecommendations(title));
  }
  for (const char* title : {"Reasons for recommendations", "Reason for recommendation", "Options",
                            "Summary of the recommendations", "Recommended retail price", ""}) {
    INFO(title);
    CHECK_FALSE(IsRecommendations(title));
  }
}

TEST_CASE("Rows of a table of implications begin with their kind") {
  CHECK(ImplicationsRow("Financial None.") == Implications::kFinancial);
  CHECK(ImplicationsRow("Financial \u00A3148,000 from the fund.") == Implications::kFinancial);
  CHECK(ImplicationsRow("Human resources") == Implications::kHr);
  CHECK(ImplicationsRow("Procurement The tender would be published.") ==
        Implications::kProcurement);
  CHECK(ImplicationsRow("Financial regulations say so.") == Implications::kNone);
  CHECK(ImplicationsRow("Legally it must.") == Implications::kNone);
}

TEST_CASE("Appendices are known by their label") {
  struct {
    const char* line;
    const char* label;
    const char* title;
  } const cases[] = {
      {"Appendix A \u2013 Services in scope", "A", "Services in scope"},
      {"APPENDIX 1: Equality impact assessment", "1", "Equality impact assessment"},
      {"Appendix 2", "2", ""},
      {"Annex B2 Risk register", "B2", "Risk register"},
      {"Appendix IV", "IV", ""},
      {"Appendix \u2013 Schedule of fees", "Appendix", "Schedule of fees"},
      {"Appendix", "Appendix", ""},
      // Sentences, and words that only begin so.
      {"Appendix A sets out the services.", "", ""},
      {"Appendix to follow", "", ""},
      {"Appendices", "", ""},
      {"appendix A", "", ""},
      {"Annexation of land", "", ""},
  };
  for (const auto& c : cases) {
    INFO(c.line);
    CHECK(AppendixLabel(c.line) == c.label);
    CHECK(AppendixTitle(c.line) == c.title);
  }
}

TEST_CASE("A notice of decisions names items behind their subjects") {
  const auto same_line = ReferredItem("(a) Subject: 20 mph review (agenda item 8)");
  REQUIRE(same_line);
  CHECK(same_line->number == "8");
  CHECK(SubjectOf(same_line->before) == "20 mph review");
  const auto alone = ReferredItem("(Agenda Item 12A)");
  REQUIRE(alone);
  CHECK(alone->number == "12A");
  CHECK(alone->before.empty());
  CHECK_FALSE(ReferredItem("see agenda item 8"));
  CHECK_FALSE(ReferredItem("(agenda item eight)"));
  CHECK_FALSE(ReferredItem("(agenda item 8) was deferred"));
}

}  // namespace
}  // namespace scrutineer::text
