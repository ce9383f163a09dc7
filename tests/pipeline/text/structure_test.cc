#include "pipeline/text/structure.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scrutineer::text {
namespace {

Page PageOf(int number, std::string text, std::string printed = {}) {
  Page page;
  page.number = number;
  page.text = std::move(text);
  if (!printed.empty()) {
    page.furniture.push_back({FurnitureKind::kPageNumber,
                              static_cast<std::uint32_t>(page.text.size()), std::move(printed)});
  }
  return page;
}

std::vector<PaperSection> Find(const std::vector<Page>& pages, PaperKind kind,
                               const std::vector<Bookmark>& bookmarks = {}) {
  StructureFinder finder;
  for (const Page& page : pages) finder.Add(page);
  PaperMetadata paper;
  paper.kind = kind;
  paper.title = "The paper";
  return finder.Finish(paper, bookmarks);
}

// "report 5 Early help 3-5", one a section, with two blanks for each section around it.
std::vector<std::string> Lines(const std::vector<PaperSection>& sections) {
  std::vector<std::string> lines;
  for (const PaperSection& section : sections) {
    std::string line;
    for (int up = section.parent; up >= 0; up = sections[static_cast<std::size_t>(up)].parent) {
      line += "  ";
    }
    if (section.implications != Implications::kNone) {
      line.append(ImplicationsName(section.implications)).append(" ");
    }
    line.append(SectionKindName(section.kind));
    if (!section.number.empty()) line += " " + section.number;
    if (!section.title.empty()) line += " " + section.title;
    line += " " + std::to_string(section.first_page) + "-" + std::to_string(section.last_page);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string_view TextOf(const PaperSection& section, const std::vector<Page>& pages) {
  const std::string_view text = pages[static_cast<std::size_t>(section.first_page) - 1].text;
  const bool one_page = section.first_page == section.last_page;
  return text.substr(section.start, (one_page ? section.end : text.size()) - section.start);
}

using Expected = std::vector<std::string>;

// An agenda of one page, a contents page, and three reports of which the second has an appendix.
std::vector<Page> Pack() {
  return {
      PageOf(1,
             "Ebbford Borough Council\nCabinet\n1 Apologies\n2 Street lighting (Pages 13 - 14)\n"
             "3 Care at home\nTo consider a report. (Pages 15 - 17)\n4 Allotments (Page 18)\n"
             "5 Urgent business",
             "11"),
      PageOf(2, "Contents\n2 Street lighting 13\n3 Care at home 15\n4 Allotments 18", "12"),
      PageOf(3,
             "Agenda Item 2\nReport to Cabinet\nReport of the Director of Place\n1. Purpose\n"
             "1.1 The lamps are old.",
             "13"),
      PageOf(4, "2. Recommendations\n2.1 That lamps be bought.\n3. Legal implications\nNone.",
             "14"),
      PageOf(5, "Report to Cabinet\nReport author: Ada Penn, Head of Care\nCare at home\nText.",
             "15"),
      PageOf(6, "More of it, page by page.", "16"),
      PageOf(7, "Appendix A \u2013 Costs\nReport of the Auditor\nThey are high.", "17"),
      PageOf(8, "Allotments\nThere are ninety.", "18"),
  };
}

TEST_CASE("A pack is parted by its agenda, page numbers and headings together") {
  const std::vector<Page> pages = Pack();
  const std::vector<PaperSection> sections = Find(pages, PaperKind::kPack);
  CHECK(Lines(sections) == Expected{
                               "item 1 Apologies 1-1",
                               "item 2 Street lighting 1-1",
                               "item 3 Care at home 1-1",
                               "item 4 Allotments 1-1",
                               "item 5 Urgent business 1-1",
                               "report 2 Street lighting 3-4",
                               "  heading 1 Purpose 3-3",
                               "  recommendations 2 Recommendations 4-4",
                               "  legal implications 3 Legal implications 4-4",
                               "report 3 Care at home 5-7",
                               "  appendix A Costs 7-7",
                               "report 4 Allotments 8-8",
                           });
  REQUIRE(sections.size() == 12);
  CHECK(sections[5].author == "Director of Place");
  CHECK(sections[9].author == "Ada Penn, Head of Care");
  CHECK(sections[11].author.empty());
  CHECK(sections[5].Has(SectionEvidence::kContents));
  CHECK(sections[5].Has(SectionEvidence::kPageLabel));
  CHECK(sections[5].Has(SectionEvidence::kHeading));
  CHECK_FALSE(sections[5].Has(SectionEvidence::kBookmark));
  CHECK(TextOf(sections[1], pages) == "2 Street lighting (Pages 13 - 14)\n");
  CHECK(TextOf(sections[2], pages) == "3 Care at home\nTo consider a report. (Pages 15 - 17)\n");
  CHECK(TextOf(sections[7], pages) == "2. Recommendations\n2.1 That lamps be bought.\n");
}

TEST_CASE("Where pages bear no numbers, the titles that head them lead to the reports") {
  std::vector<Page> pages = Pack();
  for (Page& page : pages) page.furniture.clear();
  const std::vector<PaperSection> sections = Find(pages, PaperKind::kPack);
  const std::vector<std::string> lines = Lines(sections);
  for (const char* report :
       {"report 2 Street lighting 3-4", "report 3 Care at home 5-7", "report 4 Allotments 8-8"}) {
    INFO(report);
    CHECK(std::find(lines.begin(), lines.end(), report) != lines.end());
  }
}

TEST_CASE("Page labels lead to reports as printed numbers do") {
  std::vector<Page> pages = Pack();
  for (Page& page : pages) {
    page.label = std::to_string(page.number + 10);
    page.furniture.clear();
  }
  // Headings that say nothing.
  for (std::size_t i : {2U, 4U, 7U}) pages[i].text = "Words.";
  CHECK(Lines(Find(pages, PaperKind::kPack)) ==
        Expected{"item 1 Apologies 1-1", "item 2 Street lighting 1-1", "item 3 Care at home 1-1",
                 "item 4 Allotments 1-1", "item 5 Urgent business 1-1",
                 "report 2 Street lighting 3-4", "  recommendations 2 Recommendations 4-4",
                 "  legal implications 3 Legal implications 4-4", "report 3 Care at home 5-7",
                 "  appendix A Costs 7-7", "report 4 Allotments 8-8"});
}

TEST_CASE("Bookmarks part a pack whose pages say nothing") {
  std::vector<Page> pages = {PageOf(1, "Agenda\n1 Apologies\n2 Lamps\n3 Care\n4 Close")};
  for (int number = 2; number <= 7; ++number) pages.push_back(PageOf(number, "Words."));
  const std::vector<Bookmark> bookmarks = {{"Agenda", 1, 0},
                                           {"2 Lamps", 2, 0},
                                           {"Appendix A - Costs", 4, 1},
                                           {"3 Care", 5, 0},
                                           {"Beyond", 99, 0}};
  CHECK(Lines(Find(pages, PaperKind::kPack, bookmarks)) ==
        Expected{"item 1 Apologies 1-1", "item 2 Lamps 1-1", "item 3 Care 1-1", "item 4 Close 1-1",
                 "report 2 Lamps 2-4", "  appendix A Costs 4-4", "report 3 Care 5-7"});
}

TEST_CASE("A pack without any mark is parted by the words of its items") {
  const std::string form = "TOWNSHIP OF BRAMLEY\nMoved by\nSeconded by\n";
  const std::vector<Page> pages = {
      PageOf(
          1,
          "AGENDA\n1. Apologies\n2. Resolution: Adopt the minutes of the meeting held 4 March "
          "2025\n3. Resolution: Support the Vale Highway Safety Plan\n4. Resolution: Donation to "
          "the Elderberry Maple Festival\n5. Correspondence\n6. Adjournment"),
      PageOf(2,
             "MINUTES\nTownship of Bramley\n4 March 2025\nA meeting was held. Apologies: none. The "
             "Plan was adjourned."),
      PageOf(3, "Minutes - 4 March 2025 - page 2\nThe meeting held a vote."),
      PageOf(4, form + "That we support the Highway Safety Plan for the Vale as circulated."),
      PageOf(5, "Dear members, the roads of this county are dangerous in winter."),
      PageOf(6, form + "That a donation be made to the Maple Festival of Elderberry."),
  };
  CHECK(Lines(Find(pages, PaperKind::kPack)) ==
        Expected{"item 1 Apologies 1-1",
                 "item 2 Resolution: Adopt the minutes of the meeting held 4 March 2025 1-1",
                 "item 3 Resolution: Support the Vale Highway Safety Plan 1-1",
                 "item 4 Resolution: Donation to the Elderberry Maple Festival 1-1",
                 "item 5 Correspondence 1-1", "item 6 Adjournment 1-1",
                 "report 2 Resolution: Adopt the minutes of the meeting held 4 March 2025 2-3",
                 "report 3 Resolution: Support the Vale Highway Safety Plan 4-5",
                 "report 4 Resolution: Donation to the Elderberry Maple Festival 6-6"});
}

TEST_CASE("Words of an item that stand on pages apart part nothing") {
  const std::string same = "That the Vale Highway Safety Plan be supported.";
  const std::vector<Page> pages = {
      PageOf(1,
             "AGENDA\n1. Apologies\n2. Support the Vale Highway Safety Plan\n3. Lamps\n4. Close"),
      PageOf(2, "Letter\n" + same), PageOf(3, "A page of other things."),
      PageOf(4, "Memo\n" + same)};
  for (const PaperSection& section : Find(pages, PaperKind::kPack)) {
    CHECK(section.kind != SectionKind::kReport);
  }
}

TEST_CASE("Weak evidence makes no report") {
  std::vector<Page> pages = {
      PageOf(1, "Agenda\n1 Apologies\n2 Lamps (Pages 5 - 9)\n3 Care (Pages 10 - 12)\n4 Close")};
  for (int number = 2; number <= 7; ++number) pages.push_back(PageOf(number, "Words."));
  SECTION("pages that nothing numbers") {}
  SECTION("numbers of reports' own, which lead nowhere") {
    for (std::size_t i = 1; i < pages.size(); ++i) {
      pages[i].furniture.push_back({FurnitureKind::kPageNumber, 0, i % 2 == 0 ? "1" : "2"});
    }
  }
  SECTION("bookmarks that name no item") {
    CHECK(Lines(Find(pages, PaperKind::kPack, {{"Scan 001", 2, 0}, {"Scan 002", 5, 0}})).size() ==
          4);
  }
  for (const PaperSection& section : Find(pages, PaperKind::kPack)) {
    CHECK(section.kind == SectionKind::kItem);
  }
}

TEST_CASE("Minutes have items, whose lists are none") {
  const std::vector<Page> pages = {
      PageOf(1,
             "Minutes\n1 Welcome\nThe Chair welcomed all.\n2 Public forum\nStatements came from:\n"
             "3 Ada Penn\n4 Bo Reed\n5 Cy Ebb\n6 Di Fenn\n7 Ed Garth\n8 Flo Holm\n9 Gil Ince"),
      PageOf(2,
             "3 Bus services: the first year\nThe report was noted.\n4 Closing: the meeting ended "
             "at nine.\n"
             "It had been long."),
  };
  const std::vector<PaperSection> sections = Find(pages, PaperKind::kMinutes);
  CHECK(Lines(sections) == Expected{"item 1 Welcome 1-1", "item 2 Public forum 1-1",
                                    "item 3 Bus services: the first year 2-2",
                                    "item 4 Closing 2-2"});
  CHECK(TextOf(sections.back(), pages) ==
        "4 Closing: the meeting ended at nine.\nIt had been long.");
}

TEST_CASE("Items of an agenda may have parts") {
  CHECK(Lines(Find({PageOf(1,
                           "AGENDA\n1. Call to order\n2. Consent\n2.1 Minutes\nApprove them.\n"
                           "2.2 Lamps\n3. Close")},
                   PaperKind::kAgenda)) == Expected{"item 1 Call to order 1-1",
                                                    "item 2 Consent 1-1", "  item 2.1 Minutes 1-1",
                                                    "  item 2.2 Lamps 1-1", "item 3 Close 1-1"});
}

TEST_CASE("Numbers without a space after them count") {
  CHECK(Lines(Find({PageOf(1, "8. Lamps\n9. Care\n10.Budget\n11.Bins\n12. Close")},
                   PaperKind::kAgenda)) == Expected{"item 8 Lamps 1-1", "item 9 Care 1-1",
                                                    "item 10 Budget 1-1", "item 11 Bins 1-1",
                                                    "item 12 Close 1-1"});
}

TEST_CASE("A notice of decisions has the items that it names") {
  const std::vector<Page> pages = {
      PageOf(1,
             "Decision record\n(a) Subject: Lamps (agenda item 7)\n(b) Ward: all\n"
             "(a) Subject: Care at home\n(agenda item 8)\nAgreed."),
      PageOf(2,
             "Deadline for call-in: 3 May\n(a) Subject: Bins - a review (agenda item 9)\nAgreed."),
  };
  const std::vector<PaperSection> sections = Find(pages, PaperKind::kDecision);
  CHECK(Lines(sections) ==
        Expected{"item 7 Lamps 1-1", "item 8 Care at home 1-1", "item 9 Bins - a review 2-2"});
  CHECK(sections.back().start == 0);
}

TEST_CASE("What stands behind the items of an agenda is not the last one's") {
  const std::vector<Page> pages = {
      PageOf(1, "Agenda\n1. Apologies\n2. Lamps\n3. Close\nAt nine."),
      PageOf(2, "NOTES FOR VISITORS\nThe door is on the left. Page 2")};
  const std::vector<PaperSection> sections = Find(pages, PaperKind::kAgenda);
  CHECK(Lines(sections) ==
        Expected{"item 1 Apologies 1-1", "item 2 Lamps 1-1", "item 3 Close 1-1"});
  CHECK_FALSE(sections.back().Has(SectionEvidence::kContents));
}

TEST_CASE("A report has its head, implications in any form, and appendices") {
  const std::vector<Page> pages = {
      PageOf(1,
             "Agenda Item 9\nReport of: Bo Reed, Director of Place\n1. Summary\nWords.\n"
             "2. Officer recommendations\nThat it be so.\n3. Implications\nArea Implication\n"
             "Financial None.\nHuman resources\nNo posts change.\nLegal The law allows it.\n"
             "4. Consultation\nNobody was asked.\n5. Next steps\nAppendix A \u2013 Map\n"
             "Appendix B \u2013 Costs"),
      PageOf(2, "Appendix A\nMap of lamps\nHere."),
      PageOf(3, "Appendix B: Costs\nEqualities implications: none were found.\nThat is all."),
  };
  const std::vector<PaperSection> sections = Find(pages, PaperKind::kReport);
  CHECK(Lines(sections) ==
        Expected{"report 9 The paper 1-3", "  heading 1 Summary 1-1",
                 "  recommendations 2 Officer recommendations 1-1", "  heading 3 Implications 1-1",
                 "    financial implications Financial 1-1",
                 "    hr implications Human resources 1-1", "    legal implications Legal 1-1",
                 "  consultation implications 4 Consultation 1-1", "  heading 5 Next steps 1-1",
                 "  appendix A Map of lamps 2-2", "  appendix B Costs 3-3",
                 "    equalities implications Equalities implications 3-3"});
  CHECK(sections.front().author == "Bo Reed, Director of Place");
}

TEST_CASE("An empty paper, and one without structure, have no sections") {
  CHECK(Find({}, PaperKind::kPack).empty());
  CHECK(Find({PageOf(1, "")}, PaperKind::kAgenda).empty());
  CHECK(Find({PageOf(1, "Words without end.")}, PaperKind::kOther).empty());
}

TEST_CASE("A long paper with as many bookmarks as there may be takes no more than its length") {
  StructureFinder finder;
  std::vector<Bookmark> bookmarks;
  constexpr int kPages = 5'000;
  for (int number = 1; number <= kPages; ++number) {
    finder.Add(PageOf(number,
                      "1. Summary\n2. Lamps\n3. Legal implications\nAppendix A\nReport to Cabinet\n"
                      "Agenda Item 4\n(Pages 1 - 5000)\n" +
                          std::to_string(number) + " Lamps (Page " + std::to_string(number) + ")",
                      std::to_string(number)));
    bookmarks.push_back({"2. Lamps", number, number % 20});
    bookmarks.push_back({"Appendix A", number, 0});
  }
  for (const PaperKind kind : {PaperKind::kPack, PaperKind::kAgenda, PaperKind::kMinutes,
                               PaperKind::kReport, PaperKind::kDecision}) {
    INFO(PaperKindName(kind));
    PaperMetadata paper;
    paper.kind = kind;
    for (const PaperSection& section : finder.Finish(paper, bookmarks)) {
      if (section.last_page <= kPages && section.first_page <= section.last_page) continue;
      FAIL("a section from page " << section.first_page << " to " << section.last_page);
    }
  }
}

// Whatever the pages say: sections lie within their paper, in order, each within its parent.
TEST_CASE("Sections nest and do not overlap") {
  std::vector<Page> pages = Pack();
  for (const PaperKind kind : {PaperKind::kPack, PaperKind::kAgenda, PaperKind::kSupplement,
                               PaperKind::kMinutes, PaperKind::kReport, PaperKind::kOther}) {
    INFO(PaperKindName(kind));
    const std::vector<PaperSection> sections =
        Find(pages, kind, {{"2 Street lighting", 3, 0}, {"Purpose", 3, 1}, {"3 Care", 5, 0}});
    for (std::size_t i = 0; i < sections.size(); ++i) {
      const PaperSection& one = sections[i];
      const auto begin = std::pair(one.first_page, one.start);
      const auto end = std::pair(one.last_page, one.end);
      CHECK(begin < end);
      CHECK(one.last_page <= static_cast<int>(pages.size()));
      CHECK(one.end <= pages[static_cast<std::size_t>(one.last_page) - 1].text.size());
      if (i > 0) CHECK(std::pair(sections[i - 1].first_page, sections[i - 1].start) <= begin);
      if (one.parent < 0) continue;
      REQUIRE(static_cast<std::size_t>(one.parent) < i);
      const PaperSection& around = sections[static_cast<std::size_t>(one.parent)];
      CHECK(std::pair(around.first_page, around.start) <= begin);
      CHECK(end <= std::pair(around.last_page, around.end));
    }
  }
}

}  // namespace
}  // namespace scrutineer::text
