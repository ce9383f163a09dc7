#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "pipeline/text/metadata.h"

namespace scrutineer::text {
namespace {

const CouncilNames& Listed() {
  static const CouncilNames kNames =
      CouncilNames::Load(std::string(SCRUTINEER_SOURCE_DIR) + "/rules/councils.txt").value();
  return kNames;
}

PaperMetadata Derive(const std::vector<std::string>& pages, const std::string& file_name = "x.pdf",
                     const DocumentProperties& properties = {}) {
  return DeriveMetadata({pages.begin(), pages.end()}, properties, file_name, Listed());
}

PaperMetadata Derive(const std::string& page) { return Derive(std::vector<std::string>{page}); }

std::string DateOf(const PaperMetadata& paper) {
  return paper.meeting_date ? FormatDate(*paper.meeting_date) : "";
}

TEST_CASE("councils are found as mastheads, footers and addresses print them") {
  struct {
    const char* name;
    std::string page;
    std::string expected;
  } const cases[] = {
      {"a masthead in two lines", "Oxmere\nMetropolitan Borough Council\nReport to Cabinet",
       "Oxmere Metropolitan Borough Council"},
      {"parted within the kind", "Oxmere Metropolitan\nBorough Council\nCabinet",
       "Oxmere Metropolitan Borough Council"},
      {"a listed place over its kind", "LEEDS\nCITY COUNCIL\nExecutive Board",
       "Leeds City Council"},
      {"the kind over its place", "THE ROYAL BOROUGH OF\nKENSINGTON AND CHELSEA\nHousing report",
       "Royal Borough of Kensington and Chelsea"},
      {"two places in one borough", "Royal Borough of Windsor and Maidenhead\nCabinet",
       "Royal Borough of Windsor and Maidenhead"},
      {"a logo at the foot", "Report to: Audit Committee\nTitle: Audit\nOxmere\nBorough Council",
       "Oxmere Borough Council"},
      {"a heading is no place", "Agenda\nBorough Council\nThursday", ""},
      {"Welsh and English in one line",
       "Cyngor Sir Glynmor Glynmor County Council\nCyfarfod / Meeting Cabinet",
       "Glynmor County Council"},
      {"one place for both", "Cyngor Sir Glynmor County Council\nAgenda", "Glynmor County Council"},
      {"Welsh over English",
       "Cyngor Bwrdeistref Sirol Glynmor\nGlynmor County Borough Council\nCabinet",
       "Glynmor County Borough Council"},
      {"two names", "Cyngor Sir Fynwy\nMonmouthshire County Council\nCabinet",
       "Monmouthshire County Council"},
      {"Welsh alone", "Cyngor Tref Glynmor\nCofnodion", "Glynmor Town Council"},
      {"Welsh alone, listed", "Cyngor Sir Fynwy\nCofnodion", "Monmouthshire County Council"},
      {"behind a body", "Published by the Cabinet of Oxmere Borough Council",
       "Oxmere Borough Council"},
      {"a place that is not listed", "Fenmarch Council\nReport to Executive", "Fenmarch Council"},
      {"defined in the text",
       "Award report\nThis report by Fenmarch Council (\"the Council\") concerns tenders.",
       "Fenmarch Council"},
      {"one mention of a body", "Notes\nWe met the Research Council and the Arts Council.", ""},
      {"shortened", "Cabinet report\nOxmere MBC \u2013 Cabinet",
       "Oxmere Metropolitan Borough Council"},
      {"an address", "Health Scrutiny Committee\nAgenda\nwww.stockport.gov.uk/committees",
       "Stockport Metropolitan Borough Council"},
      {"an address in Wales", "Pwyllgor Craffu\nAgenda\ncraffu@gwynedd.llyw.cymru",
       "Gwynedd Council"},
      {"a fire authority", "Oxmere and Fenmarch Fire and Rescue Authority\nAudit Committee",
       "Oxmere and Fenmarch Fire and Rescue Authority"},
      {"commas in a listed name", "Armagh City, Banbridge and Craigavon Borough Council\nAgenda",
       "Armagh City, Banbridge and Craigavon Borough Council"},
      {"an unlisted name before a dash", "Oxmere Council \u2013 Cabinet \u2013 12 March 2024",
       "Oxmere Council"},
      {"a form's field", "Library statistics\nContact details\nName of Authority : | Leeds E4704\n",
       "Leeds City Council"},
      {"a partnership's logo beside it",
       "PARTNERSHIP Combined Authority\nGrowth framework\nOxmere Vale Combined Authority",
       "Oxmere Vale Combined Authority"},
      {"what a city's officer is", "Planning Department\nCity of Ashvale Director\nSeptember 2012",
       "City of Ashvale"},
      {"what a city does", "Memorandum\nCity of San Ardo Retroactively Authorizing the event",
       "City of San Ardo"},
      {"a national park", "Blackmoor National Park Authority\nPlanning Committee",
       "Blackmoor National Park Authority"},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    CHECK(Derive(c.page).council == c.expected);
  }
}

TEST_CASE("bodies are found behind labels, with dates and in running heads") {
  struct {
    const char* name;
    std::vector<std::string> pages;
    std::string expected;
  } const cases[] = {
      {"a table without colons",
       {"Oxmere Borough Council\nCommittee Corporate Overview and Scrutiny Committee\nDate "
        "Thursday "
        "10 October 2024\nReport of Jo Ash, Head of ICT\nICT options"},
       "Corporate Overview and Scrutiny Committee"},
      {"labels in two languages",
       {"Glynmor County Council\nCyfarfod / Meeting Cabinet\nDyddiad / Date 21 May 2024\nLleoliad "
        "/ "
        "Venue Siambr\nAgenda\n1. Apologies"},
       "Cabinet"},
      {"a label over its value",
       {"Oxmere Borough Council\nReport to\nThe Executive\nMeeting date\n16 April "
        "2024\nSubject\nDay "
        "centres\nReport of\nDirector"},
       "Executive"},
      {"a label and a date",
       {"Report to: Resources Scrutiny Committee - 5 September 2024"},
       "Resources Scrutiny Committee"},
      {"a label without a word for the body",
       {"Oxmere Borough Council\nCommittee: Planning\nDate: 3 May 2024\nReport of: Head of "
        "Planning"},
       "Planning"},
      {"a name over two lines",
       {"Oxmere Borough Council\nSocial Care and Health Overview and Scrutiny\nCommittee\nMinutes "
        "of "
        "the meeting held on 11 February 2025\nPresent: all"},
       "Social Care and Health Overview and Scrutiny Committee"},
      {"a running head",
       {"Oxmere Borough Council\nMinutes\n15 October 2024\nPresent: all",
        "Scrutiny Management Board \u2013 15 October 2024\n4 Work programme"},
       "Scrutiny Management Board"},
      {"a meeting of the council",
       {"Oxmere Borough Council\nPublic questions and answers\nCouncil \u2013 Wednesday 17 July "
        "2024, 7.00 pm, Council Chamber\n1. Mr A to the Cabinet"},
       "Council"},
      {"a summons",
       {"Oxmere Borough Council\nSummons to a meeting of the Council\nAgenda\n3. Report "
        "of the Cabinet"},
       "Council"},
      {"the council's name is no meeting",
       {"Oxmere Borough Council\nDate: 3 May 2024\nReport of the Head of Leisure\nTrust"},
       ""},
      {"nor an agenda that names none",
       {"Public Document Pack\nOxmere Borough Council\nWednesday, 10 January 2024\nAGENDA\n1 "
        "Apologies"},
       ""},
      {"one member decides",
       {"Individual Cabinet Member Decision\nDecision maker Councillor Ann Lee, Cabinet Member for "
        "Culture and Leisure\nDate of decision 29 May 2024\nTitle Leisure contract"},
       "Cabinet Member for Culture and Leisure"},
      {"one member with a name behind",
       {"Record of Executive Decision\nDecision of: Executive Councillor for Open Spaces, "
        "Councillor "
        "Ann Lee\nDate: 11 March 2024"},
       "Executive Councillor for Open Spaces"},
      {"a whole name below another",
       {"Glynmor County Council\nCyngor Sir Glynmor\nCabinet\n21 Mawrth 2024\nAgenda"},
       "Cabinet"},
      {"one member, another office",
       {"Portfolio Holder Decision\nOxmere Borough Council\nPortfolio Holder for Housing\n17 May "
        "2024"},
       "Portfolio Holder for Housing"},
      {"an officer decides",
       {"Delegated Decision Record\nOxmere Borough Council\nDecision maker: Director of "
        "Place\nDate: "
        "4 October 2024"},
       ""},
      {"a forward plan",
       {"Forward Plan of Key Decisions\nPublished on 9 February 2024 by the Cabinet of Oxmere "
        "Borough Council"},
       "Cabinet"},
      {"accounts that go to a committee",
       {"Oxmere Borough Council\nDraft statement of accounts 2023/24\nNarrative report \u2013 "
        "Governance and Audit Committee, Thursday 27 June 2024"},
       "Governance and Audit Committee"},
      {"a theme in brackets",
       {"Public Document Pack\nSCRUTINY BOARD (ADULTS AND HEALTH)\n12 March 2024\nA G E N D A"},
       "Scrutiny Board (Adults and Health)"},
      {"a note in brackets",
       {"Oxmere Borough Council\nPlanning Committee (Special)\n12 March 2024\nAgenda"},
       "Planning Committee"},
      {"an act's year within",
       {"Licensing Act 2003 Sub-Committee\nMonday 3 June 2024\nAgenda"},
       "Licensing Act 2003 Sub-Committee"},
      {"the English of two names",
       {"Pwyllgor / Committee: Pwyllgor Archwilio / Audit Committee\nReport of: Head of Audit"},
       "Audit Committee"},
      {"a list of decisions",
       {"Decisions of the Cabinet\nTuesday 5 March 2024\nOxmere Borough Council"},
       "Cabinet"},
      {"a notice of decisions to come",
       {"Notice of Key Decisions\nOxmere Borough Council\nDecision maker: Executive"},
       "Executive"},
      {"not the room",
       {"Oxmere Borough Council\n3 May 2024\nAgenda\nCommittee Room 2\n1. Apologies"},
       ""},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    CHECK(Derive(c.pages).committee == c.expected);
  }
}

TEST_CASE("where no text names the body the document's names do") {
  struct {
    const char* name;
    std::string page;
    std::string file_name;
    std::string title;
    std::string expected;
  } const cases[] = {
      {"a pack's title", "Oxmere Borough Council\nAGENDA\n1. Apologies", "g123.pdf",
       "(Public Pack)Agenda Document for Licensing Sub-Committee, 12/03/2024 14:00",
       "Licensing Sub-Committee"},
      {"a pack's file", "Oxmere Borough Council\nAGENDA\n1. Apologies",
       "Public reports pack 12032024 1400 Cabinet.pdf", "", "Cabinet"},
      {"small letters", "", "planning-committee-2024-06-06-agenda.pdf", "", "Planning Committee"},
      {"letters alone", "", "HWB-signed-minutes-230524.pdf", "SCN_20240603_101500",
       "Health and Wellbeing Board"},
      {"named twice", "Oxmere Borough Council\nAGENDA\n1. Apologies", "x.pdf",
       "Schools Forum, Schools Forum - 12 March 2024", "Schools Forum"},
      {"no body", "", "committee-report-october-2025.pdf", "", ""},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    DocumentProperties properties;
    properties.title = c.title;
    CHECK(Derive({c.page}, c.file_name, properties).committee == c.expected);
  }
}

TEST_CASE("the minutes that go along with an agenda do not date it") {
  const std::string minutes =
      "MINUTES\nTOWNSHIP OF BRAMLEY\nTuesday, December 3, 2024\nA regular meeting of the Council "
      "was "
      "held on Tuesday, December 3, 2024 starting at 6:30 p.m.";
  CHECK(DateOf(Derive(std::vector<std::string>{
            "Township of Bramley\n12 Mill Street\nAGENDA\nTuesday, December 17, 2024\n"
            "1. Apologies.\n2. Adopt the minutes of December 3, 2024.\n3. Adjournment.",
            minutes, "Minutes - December 3, 2024 - Page 2\nCarried."})) == "2024-12-17");
  CHECK(DateOf(Derive(std::vector<std::string>{minutes, "Adjournment"})) == "2024-12-03");
}

TEST_CASE("a date beside the council in the heading outweighs events told of below") {
  CHECK(DateOf(Derive(std::vector<std::string>{
            "Oakham Vale Parish Council - 4th September 2018\nPresent\nCllr Shaw (Chair)\n"
            "18.09.1 Apologies\nNone\n18.09.2 Minutes\nThe minutes were approved.",
            "18.09.3 Beacon\nThe lighting of the beacon is to be held on 11th November "
            "2018, at the green.\nNext Meeting Tuesday, 6th November 2018"})) == "2018-09-04");
}

TEST_CASE("reports behind an agenda do not date it, nor does a meeting that was moved") {
  CHECK(DateOf(Derive(std::vector<std::string>{
            "Township of Bramley\nAGENDA\nTuesday, April 8, 2025\n1. Apologies.\n2. Resolution: "
            "Change "
            "Council meeting date from October 15, 2025 to October 22, 2025.\n3. Adjournment.",
            "Fire Staff Report\nDate: April 01, 2025\nSubject: Grant"})) == "2025-04-08");
}

TEST_CASE("the items that were found are counted where the numbering misleads") {
  const auto settled = [](std::optional<int> counted, std::size_t found) {
    PaperMetadata paper;
    paper.item_count = counted;
    PaperSection item;
    item.kind = SectionKind::kItem;
    SettleItemCount(std::vector<PaperSection>(found, item), paper);
    return paper.item_count;
  };
  CHECK(settled(59, 16) == 16);
  CHECK(settled(0, 10) == 10);
  CHECK(settled(27, 18) == 27);
  CHECK(settled(5, 2) == 5);
  CHECK(settled(std::nullopt, 10) == std::nullopt);
}

TEST_CASE("the date in a scan's name is read day first") {
  CHECK(DateOf(Derive({""}, "HWB-signed-minutes-230524.pdf")) == "2024-05-23");
  CHECK(DateOf(Derive({""}, "minutes-991399.pdf")).empty());
}

TEST_CASE("a plan is dated by the first day of its period") {
  const PaperMetadata plan =
      Derive("Oxmere Borough Council\nForward plan\n1 March 2024 - 30 June 2024\nSubject");
  CHECK(DateOf(plan) == "2024-03-01");
}

TEST_CASE("kinds that principal councils publish") {
  struct {
    const char* name;
    std::string page;
    PaperKind expected;
  } const cases[] = {
      {"letters set apart", "Oxmere Borough Council\nScrutiny Panel\nA G E N D A\n1. Apologies",
       PaperKind::kAgenda},
      {"an urgent decision", "RECORD OF URGENT EXECUTIVE DECISION\nDate: 4 April 2024",
       PaperKind::kDecision},
      {"a list of decisions", "Decisions of the Cabinet\n5 March 2024", PaperKind::kDecision},
      {"a portfolio holder's", "Portfolio Holder Decision\nReport of the Head of Housing",
       PaperKind::kDecision},
      {"a committee for policy",
       "Policy and Resources Committee\n22 August 2024\nTrust funding\nReport by Chief Executive",
       PaperKind::kReport},
      {"a phrase far down",
       "Leaflet\nOur homes\nStay open\nAll of them\nBut one\nWhy\nFloods\nWhen\nSoon\nWhere\nHere\n"
       "A consultation was held in summer.",
       PaperKind::kOther},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    CHECK(PaperKindName(Derive(c.page).kind) == PaperKindName(c.expected));
  }
}

struct TitleCase {
  const char* name;
  std::string page;
  std::string expected;
};

void CheckTitles(const std::vector<TitleCase>& cases) {
  for (const TitleCase& c : cases) {
    INFO(c.name);
    CHECK(Derive(c.page).title == c.expected);
  }
}

TEST_CASE("a report is called what its label or the heading below its labels says") {
  CheckTitles({
      {"a label in a table",
       "Oxmere\nBorough Council\nReport to Cabinet\nDate of meeting 12 March 2024\nTitle Care "
       "after "
       "the pilot\nReport of Director of Care\n1. Purpose",
       "Care after the pilot"},
      {"a labelled title over two lines",
       "Report to Cabinet\nDate 12 March 2024\nSubject Call-in of decision CF/24/07 (minute 85 of "
       "12 "
       "March\n2024)\nReport of Monitoring Officer",
       "Call-in of decision CF/24/07 (minute 85 of 12 March 2024)"},
      {"a heading below the table",
       "Oxmere Borough Council\nReport to Cabinet, Tuesday 10 September 2024\nReport of Jo "
       "Ash\nWards "
       "All\nStatus Open\nResidential homes: outcome of consultation and\nrecommendations\n1. "
       "Summary",
       "Residential homes: outcome of consultation and recommendations"},
      {"a heading among the labels",
       "Cabinet\n24 July 2024\nReport of: Jo Ash\nClassification: Unrestricted\nWaste "
       "vehicles\nLead "
       "Member Councillor Lee\nOxmere Borough Council",
       "Waste vehicles"},
      {"a heading behind the item, body, date and author",
       "Agenda item 7\nCABINET\n12 March 2024\nReport of the Director of Growth\nRenewal of the "
       "highways contract\nWards affected: All\n1. Purpose of the report",
       "Renewal of the highways contract"},
      {"a marking is no title",
       "OFFICIAL\nOxmere Borough Council\nReport to Cabinet\nTree strategy\n1. Purpose",
       "Tree strategy"},
      {"nor is an answered question",
       "Report to: Executive Board\nReport of: Director\nDate: 7 February 2024\nWill the decision "
       "be "
       "open for call in? Yes\nAgency staff",
       "Agency staff"},
  });
}

TEST_CASE("minutes and agendas are called so, not by their items") {
  CheckTitles({
      {"minutes with an item of that name",
       "Oxmere Borough Council\nScrutiny Management Board\nMinutes of the meeting held on Tuesday "
       "15 "
       "October 2024\nPresent: all\n20 Apologies\n22 Minutes\nThe minutes were confirmed.",
       "Minutes of the Scrutiny Management Board"},
      {"minutes without a heading",
       "3\nOxmere Borough Council\nEXECUTIVE\nMonday 5 February 2024\nPresent: all\n1 APOLOGIES\n3 "
       "MINUTES",
       "Minutes of the Executive"},
      {"a body's minutes",
       "Oxmere Borough Council\nCabinet \u2013 Minutes\n5 November 2024\nPresent: A",
       "Cabinet \u2013 Minutes"},
      {"a pack",
       "Oxmere\nBorough Council\nMeeting Cabinet\nDate 12 March 2024\nVenue Town Hall\n"
       "Public reports pack\nAgenda",
       "Public reports pack"},
      {"an agenda that does not say so first",
       "Oxmere Borough Council\nMeeting Cabinet\nDate 12 March 2024\nContact Jo Ash\nYou are "
       "summoned "
       "to a meeting.\nJo Ash",
       "Agenda"},
  });
}

TEST_CASE("the title in the properties completes the heading it holds") {
  DocumentProperties properties;
  const std::string page =
      "Glynmor County Council\nDyfodol ein cartrefi\nThe future of our homes\n";
  properties.title = "Dyfodol ein cartrefi / The future of our homes";
  CHECK(Derive({page}, "x.pdf", properties).title == properties.title);
  for (const char* title : {"Report template Dyfodol ein cartrefi", "Dyfodol ein cartrefi v3",
                            "Microsoft Word - Dyfodol ein cartrefi", "Another paper altogether"}) {
    INFO(title);
    properties.title = title;
    CHECK(Derive({page}, "x.pdf", properties).title == "Dyfodol ein cartrefi");
  }
}

}  // namespace
}  // namespace scrutineer::text
