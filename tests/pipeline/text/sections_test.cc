#include "pipeline/text/sections.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace scrutineer::text {
namespace {

// A heading as "number|title|rest", with "?" behind the title where it is not sure; "-" for none.
std::string Read(std::string_view paragraph) {
  const auto heading = ReadHeading(paragraph);
  if (!heading) return "-";
  CHECK(heading->run_in == (heading->end < paragraph.size()));
  return std::string(heading->number) + "|" + std::string(heading->title) +
         (heading->sure ? "|" : "?|") + std::string(paragraph.substr(heading->end));
}

struct HeadingCase {
  const char* paragraph;
  const char* expected;
};

TEST_CASE("headings are known by their looks") {
  const auto test = GENERATE(values<HeadingCase>({
      {"Procurement implications", "|Procurement implications|"},
      {"7.2 Procurement implications", "7.2|Procurement implications|"},
      {"7. Procurement Implications", "7|Procurement Implications|"},
      {"7 Procurement implications", "7|Procurement implications|"},
      {"A. Purpose of the report", "A|Purpose of the report|"},
      {"LEGAL AND PROCUREMENT", "|LEGAL AND PROCUREMENT|"},
      {"Recommendations:", "|Recommendations|"},
      {"Legal implications (Monitoring Officer)", "|Legal implications (Monitoring Officer)|"},
      {"Why does the decision matter?", "|Why does the decision matter?|"},
      {"Home Care in Thornmere", "|Home Care in Thornmere?|"},
      {"12. Award of the waste contract", "12|Award of the waste contract|"},
      // run-in
      {"Procurement implications: None.", "|Procurement implications|None."},
      {"5.3 Legal implications: There are none", "5.3|Legal implications|There are none"},
      {"Legal implications \xE2\x80\x93 none", "|Legal implications|none"},
      {"Procurement Implications None arising", "|Procurement Implications|None arising"},
      {"Ward: Talfryn", "|Ward?|Talfryn"},
      // no headings
      {"None", "-"},
      {"7.2.1 None", "-"},
      {"None arising from this report", "-"},
      {"N/A", "-"},
      {"Not applicable", "-"},
      {"There are no implications", "-"},
      {"The contract was awarded to Calderbrook Care Ltd.", "-"},
      {"The contract was awarded", "-"},
      {"7.3 Officers have met the contractor", "-"},
      {"procurement implications", "-"},
      {"(a) Procurement implications", "-"},
      {"\xE2\x80\xA2 Procurement implications", "-"},
      {"Councillor Jane Talfryn", "-"},
      {"Calderbrook Care \xC2\xA3"
       "12,000",
       "-"},
      {"Members asked about the contract: it had ended.", "-"},
      {"Officers from the council met the supplier in Thornmere", "-"},
      {"Lot 3", "-"},
      {"", "-"},
      {" ", "-"},
  }));
  INFO(test.paragraph);
  CHECK(Read(test.paragraph) == test.expected);
}

// Sections as "title[text]", run-in ones as "title>[text]".
std::vector<std::string> Sections(std::string_view text) {
  std::vector<std::string> out;
  for (const Section& section : FindSections(text, SplitParagraphs(text))) {
    out.push_back(std::string(section.title.Of(text)) + (section.run_in ? ">[" : "[") +
                  std::string(section.span.Of(text)) + "]");
  }
  return out;
}

TEST_CASE("sections reach from heading to heading") {
  using Lines = std::vector<std::string>;
  CHECK(Sections("").empty());
  CHECK(Sections("It began.\n1. Background\nIt went on.\n\nIt ended.") ==
        Lines{"[It began.\n]", "Background[1. Background\nIt went on.\n\nIt ended.]"});
  CHECK(Sections("Background\nOne.\nRisks: none\nTwo.\nOptions\nThree.") ==
        Lines{"Background[Background\nOne.\nRisks: none\nTwo.\n]", "Risks>[Risks: none]",
              "Options[Options\nThree.]"});
}

TEST_CASE("a page's first and last lines are furniture unless they are sure headings") {
  using Lines = std::vector<std::string>;
  CHECK(Sections("Thornmere Borough\nOne.\nTwo.\nExecutive Board") ==
        Lines{"[Thornmere Borough\nOne.\nTwo.\nExecutive Board]"});
  CHECK(Sections("One.\nHome Care\nTwo.") == Lines{"[One.\n]", "Home Care[Home Care\nTwo.]"});
  CHECK(Sections("4. Home care\nTwo.") == Lines{"Home care[4. Home care\nTwo.]"});
}

}  // namespace
}  // namespace scrutineer::text
