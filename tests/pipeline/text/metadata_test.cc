#include "pipeline/text/metadata.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace scrutineer::text {
namespace {

CouncilNames Listed() {
  static const CouncilNames kNames =
      CouncilNames::Load(std::string(SCRUTINEER_SOURCE_DIR) + "/rules/councils.txt").value();
  return kNames;
}

PaperMetadata Derive(const std::string& page, const std::string& file_name = "paper.pdf",
                     const DocumentProperties& properties = {}) {
  return DeriveMetadata({page}, properties, file_name, Listed());
}

std::string DateOf(const PaperMetadata& paper) {
  return paper.meeting_date ? FormatDate(*paper.meeting_date) : "";
}

struct Case {
  const char* name;
  std::string page;
  std::string council;
  std::string committee;
  std::string date;
  PaperKind kind;
};

TEST_CASE("a paper says whose it is, of which meeting and of what kind") {
  const std::vector<Case> cases = {
      {"a summons to a committee",
       "Public Document Pack\nLeeds City Council\nPLANS PANEL\n"
       "A meeting of the Plans Panel will be held in the Civic Hall on Tuesday, 12th March, 2024 "
       "at "
       "1.30 pm\nAGENDA\n1. Apologies\n2. Minutes of the meeting held on 13 February 2024\n"
       "3. Late items",
       "Leeds City Council", "Plans Panel", "2024-03-12", PaperKind::kPack},
      {"an agenda of a cabinet",
       "Cabinet\nAgenda\nDate: Monday 4 December 2023\nTime: 10.00 am\nVenue: Shire Hall, "
       "Gloucester\nGloucestershire County Council\n1 Apologies\n2 Public questions\n3 Budget",
       "Gloucestershire County Council", "Cabinet", "2023-12-04", PaperKind::kAgenda},
      {"minutes of a scrutiny committee",
       "SOMERSET COUNCIL\nMinutes of a Meeting of the Scrutiny Committee - Adults and Health held "
       "in County Hall, Taunton, on Thursday, 5 October 2023 at 10.00 am\nPresent:\nCllr A Shaw\n"
       "1 Apologies\nCllr Green sent apologies.\n2 Minutes\nThe minutes of the meeting held on 7 "
       "September 2023 were approved.",
       "Somerset Council", "Scrutiny Committee", "2023-10-05", PaperKind::kMinutes},
      {"a report with labels",
       "London Borough of Lambeth\nReport to: Cabinet\nDate: 11 December 2023\n"
       "Report title: Leisure contract award\nWards: All\nReport of: Director of Leisure\n"
       "Recommendations\n1. To award the contract.",
       "London Borough of Lambeth", "Cabinet", "2023-12-11", PaperKind::kReport},
      {"a report behind an agenda item's number",
       "Agenda Item 7\nKIRKLEES COUNCIL\nCORPORATE SCRUTINY PANEL\n18 January 2024\n"
       "Report of the Director of Finance\nProcurement pipeline\n1. Purpose of report",
       "Kirklees Council", "Corporate Scrutiny Panel", "2024-01-18", PaperKind::kReport},
      {"an officer's decision",
       "Notice of Officer Delegated Decision\nCornwall Council\nDate: 03/04/2024\n"
       "Subject: Waiver for library software",
       "Cornwall Council", "", "2024-04-03", PaperKind::kDecision},
      {"a supplement",
       "Supplementary Agenda\nHealth and Wellbeing Board\nThursday, 6 June 2024\nTo follow: item "
       "8\n"
       "Nottinghamshire County Council",
       "Nottinghamshire County Council", "Health and Wellbeing Board", "2024-06-06",
       PaperKind::kSupplement},
      {"a parish council's agenda",
       "HARTLEY WINTNEY PARISH COUNCIL\nYou are hereby summoned to attend a meeting of the Parish "
       "Council to be held on Monday 2nd September 2024 at 7.30pm\nAGENDA\n24/101 "
       "Apologies\n24/102 "
       "Declarations\n24/103 Minutes of 5th August 2024\n24/104 Finance",
       "Hartley Wintney Parish Council", "Council", "2024-09-02", PaperKind::kAgenda},
      {"a town council's minutes",
       "Bishop's Castle Town Council\nMinutes of the Planning Committee held on 21/05/2024\n"
       "Present: Cllrs Magill and Carroll",
       "Bishop's Castle Town Council", "Planning Committee", "2024-05-21", PaperKind::kMinutes},
      {"Welsh months",
       "Cyngor Gwynedd\nCyfarfod\nDyddiad: 12 Mawrth 2024\nGwynedd Council\nAgenda\n1. "
       "Ymddiheuriadau",
       "Gwynedd Council", "Council", "2024-03-12", PaperKind::kAgenda},
      {"a combined authority",
       "WEST YORKSHIRE COMBINED AUTHORITY\nMINUTES OF THE MEETING OF THE TRANSPORT COMMITTEE HELD "
       "ON FRIDAY, 10 MAY 2024\nPresent:\nCouncillor Carlill",
       "West Yorkshire Combined Authority", "Transport Committee", "2024-05-10",
       PaperKind::kMinutes},
      {"an American city",
       "CITY OF ELK GROVE\nCITY COUNCIL AGENDA\nWEDNESDAY, JANUARY 8, 2025 - 6:00 PM\n"
       "1. CALL TO ORDER",
       "City of Elk Grove", "Council", "2025-01-08", PaperKind::kAgenda},
      {"an American city with the day in the same line",
       "CITY OF ELK GROVE WEDNESDAY, JANUARY 8, 2025\nCITY COUNCIL AGENDA\n1. CALL TO ORDER",
       "City of Elk Grove", "Council", "2025-01-08", PaperKind::kAgenda},
      {"month first in digits where long dates are so",
       "City of Elk Grove\nCITY COUNCIL AGENDA\nDate: 1/12/2021\nOn March 19, 2020, the order came",
       "City of Elk Grove", "Council", "2021-01-12", PaperKind::kAgenda},
      {"standing orders",
       "MILTON-UNDER-WYCHWOOD PARISH COUNCIL\nSTANDING ORDERS\nADOPTED BY COUNCIL 20 AUGUST 2018",
       "Milton-under-Wychwood Parish Council", "", "2018-08-20", PaperKind::kConstitution},
      {"a budget", "Ludlow Town Council\nBudget 2024/25\nIncome\nPrecept", "Ludlow Town Council",
       "", "", PaperKind::kAccounts},
      {"public questions",
       "Oxford City Council\nPublic questions to Council\nMeeting of 25 November 2024",
       "Oxford City Council", "Council", "2024-11-25", PaperKind::kQuestions},
      {"nothing is known of prose", "The quick brown fox jumps over the lazy dog.", "", "", "",
       PaperKind::kOther},
      {"no text", "", "", "", "", PaperKind::kOther},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    const PaperMetadata paper = Derive(c.page);
    CHECK(paper.council == c.council);
    CHECK(paper.committee == c.committee);
    CHECK(DateOf(paper) == c.date);
    CHECK(PaperKindName(paper.kind) == PaperKindName(c.kind));
  }
}

TEST_CASE("the meeting's date is not another date that the paper prints") {
  struct {
    const char* name;
    std::string page;
    std::string expected;
  } const cases[] = {
      {"of the last minutes",
       "Ludlow Town Council - 10th January 2017\nPresent\nCllr Shaw\nMinutes\nThe minutes of the "
       "meeting held on 1st November 2016 were approved.",
       "2017-01-10"},
      {"of the next meeting",
       "Ludlow Town Council\nMinutes of the meeting on 7 May 2024\nPresent: all\nThe date of the "
       "next meeting is Tuesday, 4 June 2024 at 7pm",
       "2024-05-07"},
      {"of publication",
       "Ludlow Town Council\nAgenda\nPublished: 1 May 2024\nMeeting date: 9 May 2024",
       "2024-05-09"},
      {"of call-in",
       "Decision notice\nCabinet meeting on 12 September 2024\nDeadline for call-in 19 September "
       "2024",
       "2024-09-12"},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    CHECK(DateOf(Derive(c.page)) == c.expected);
  }
}

TEST_CASE("properties and the file's name speak where no text does") {
  DocumentProperties properties;
  properties.title = "Leeds City Council agenda";
  struct {
    const char* file_name;
    const char* date;
    PaperKind kind;
  } const cases[] = {
      {"agenda_20180521.pdf", "2018-05-21", PaperKind::kAgenda},
      {"Minutes 12032024.pdf", "2024-03-12", PaperKind::kMinutes},
      {"Minutes-2024-03-12.pdf", "2024-03-12", PaperKind::kMinutes},
      {"Agenda-Package-March-18-2025.pdf", "2025-03-18", PaperKind::kPack},
      {"minutes-99999999.pdf", "", PaperKind::kMinutes},
      {"scan0001.pdf", "", PaperKind::kOther},
  };
  for (const auto& c : cases) {
    INFO(c.file_name);
    const PaperMetadata paper = Derive("", c.file_name);
    CHECK(DateOf(paper) == c.date);
    CHECK(PaperKindName(paper.kind) == PaperKindName(c.kind));
    CHECK(!paper.title.empty());
    CHECK(!paper.item_count);
  }
  const PaperMetadata paper = Derive("", "scan0001.pdf", properties);
  CHECK(paper.council == "Leeds City Council");
  CHECK(paper.kind == PaperKind::kAgenda);
  CHECK(paper.title == "Leeds City Council agenda");
}

TEST_CASE("each field says where it was read") {
  const PaperMetadata report = Derive(
      "London Borough of Lambeth\nReport to: Cabinet\nDate: 11 December 2023\n"
      "Report title: Leisure contract award\nWards: All\nReport of: Director of Leisure\n"
      "Recommendations\n1. To award the contract.");
  const auto evidence = [](const PaperMetadata& paper, MetadataField field) {
    const FieldEvidence& found = paper.evidence[field];
    CHECK((found.confidence > 0) == (found.source != EvidenceSource::kNone));
    CHECK(found.confidence < 100);
    return std::pair(EvidenceSourceName(found.source), found.page);
  };
  using Where = std::pair<std::string_view, int>;
  CHECK(evidence(report, MetadataField::kCouncil) == Where("heading", 1));
  CHECK(evidence(report, MetadataField::kCommittee) == Where("label", 1));
  CHECK(evidence(report, MetadataField::kMeetingDate) == Where("heading", 1));
  CHECK(evidence(report, MetadataField::kKind) == Where("heading", 1));
  CHECK(evidence(report, MetadataField::kTitle) == Where("label", 1));
  CHECK(evidence(report, MetadataField::kItemCount) == Where("none", 0));

  DocumentProperties properties;
  properties.title = "Leeds City Council agenda";
  const PaperMetadata scan = Derive("", "agenda_20180521.pdf", properties);
  CHECK(evidence(scan, MetadataField::kMeetingDate) == Where("file-name", 0));
  CHECK(evidence(scan, MetadataField::kTitle) == Where("properties", 0));
  CHECK(evidence(scan, MetadataField::kKind) == Where("properties", 0));
  const PaperMetadata named = Derive("", "agenda_20180521.pdf");
  CHECK(evidence(named, MetadataField::kKind) == Where("file-name", 0));
  CHECK(evidence(scan, MetadataField::kCommittee) == Where("none", 0));

  const PaperMetadata late = DeriveMetadata(
      {"", "Minutes of the meeting\nCouncillors present", "Ludlow Town Council\n7 May 2024"}, {},
      "x.pdf", Listed());
  CHECK(evidence(late, MetadataField::kCouncil).second == 3);
  CHECK(evidence(late, MetadataField::kMeetingDate).second == 3);
}

TEST_CASE("a council that another contests is less sure") {
  const std::string clear = "Leeds City Council\nAgenda\nMonday 3 June 2024";
  const std::string contested = "Leeds City Council\nYork City Council\nAgenda\nMonday 3 June 2024";
  const auto confidence = [](const std::string& page) {
    return Derive(page).evidence[MetadataField::kCouncil].confidence;
  };
  CHECK(confidence(clear) > confidence(contested));
}

TEST_CASE("what is printed comes before what the file is called") {
  const PaperMetadata paper =
      Derive("Ludlow Town Council\nMinutes of the meeting held on 7 May 2024\nPresent: all",
             "agenda-2023-01-01.pdf");
  CHECK(paper.kind == PaperKind::kMinutes);
  CHECK(DateOf(paper) == "2024-05-07");
}

TEST_CASE("an agenda of many pages is a pack") {
  const std::string front =
      "Ludlow Town Council\nAgenda\nMonday 3 June 2024\n1. Apologies\n2. Bins\n3. Any other "
      "business";
  std::vector<std::string_view> pages(60, "Report text that goes on.");
  pages[0] = front;
  const PaperMetadata paper = DeriveMetadata(pages, {}, "x.pdf", Listed());
  CHECK(paper.kind == PaperKind::kPack);
  CHECK(paper.item_count == 3);
}

TEST_CASE("titles") {
  struct {
    const char* name;
    std::string page;
    std::string expected;
  } const cases[] = {
      {"behind its label", "Cabinet\nReport title: Leisure contract\nReport of the Director",
       "Leisure contract"},
      {"below its label", "Report to Cabinet\nTITLE:\nHome care", "Home care"},
      {"an agenda", "Leeds City Council\n*** AGENDA ***\n1. Apologies", "AGENDA"},
      {"minutes", "Leeds City Council\nMinutes of the Plans Panel\nPresent: all",
       "Minutes of the Plans Panel"},
      {"the first heading", "Leeds City Council\n12 March 2024\nTree strategy\nTrees are tall.",
       "Tree strategy"},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    CHECK(Derive(c.page).title == c.expected);
  }
}

TEST_CASE("the list of councils is read from a file") {
  const tests::TemporaryFolder folder;
  const auto file = folder.path() / "councils.txt";
  const auto write = [&](const std::string& bytes) { std::ofstream(file) << bytes; };
  write("# names\n\n  Leeds City Council  \nBath & North East Somerset Council # one\r\n");
  const auto names = CouncilNames::Load(file);
  REQUIRE(names);
  CHECK(names->names() ==
        std::vector<std::string>{"Leeds City Council", "Bath & North East Somerset Council"});
  REQUIRE(names->Find("BATH AND NORTH EAST SOMERSET COUNCIL") != nullptr);
  CHECK(*names->FindPlace("leeds") == "Leeds City Council");
  CHECK(names->Find("Leeds") == nullptr);

  write("fine\nLlan\xFF\n");
  const auto broken = CouncilNames::Load(file);
  REQUIRE(!broken);
  CHECK(broken.error().code == ErrorCode::kInvalidUtf8);
  CHECK(broken.error().context == file.string() + ":2");

  const auto missing = CouncilNames::Load(folder.path() / "none.txt");
  REQUIRE(!missing);
  CHECK(missing.error().code == ErrorCode::kNotFound);
}

}  // namespace
}  // namespace scrutineer::text
