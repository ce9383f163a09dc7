// What finding rules say of papers made for the purpose; the shipped rules carry their own
// examples.

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extractors/paper_items.h"
#include "extractors/rule_set.h"
#include "tests/extractors/rules_folder.h"

namespace scrutineer::extractors {
namespace {

using tests::RulesFolder;

std::vector<Page> PagesOf(const std::vector<std::string>& texts) {
  std::vector<Page> pages;
  for (const std::string& text : texts) {
    Page page;
    page.number = static_cast<int>(pages.size()) + 1;
    page.text = text;
    page.has_text = !text.empty();
    pages.push_back(std::move(page));
  }
  return pages;
}

TEST_CASE("a pack is parted where its pages open as reports do") {
  const struct {
    const char* what;
    PaperKind kind;
    std::vector<std::string> pages;
    std::vector<std::size_t> starts;
  } rows[] = {
      {"agenda item stamps",
       PaperKind::kPack,
       {"AGENDA", "Agenda Item 5\nHome care", "2. More",
        "Agenda item no. 6 (pages 9 to 12)\nPools"},
       {0, 1, 3}},
      {"report heads",
       PaperKind::kPack,
       {"AGENDA", "Thornmere\nReport to Cabinet\nHome care", "2. More", "Report of the Director"},
       {0, 1, 3}},
      {"two labels",
       PaperKind::kPack,
       {"AGENDA", "Wards affected: all\nContact officer: A. Penrose", "Subject: pools"},
       {0, 1}},
      {"one label is none",
       PaperKind::kPack,
       {"AGENDA", "Title of the play", "Purpose: none"},
       {0}},
      {"words that only begin alike",
       PaperKind::kPack,
       {"AGENDA", "Committees met twice.\nWardens were thanked."},
       {0}},
      {"a running head",
       PaperKind::kPack,
       {"AGENDA", "Report to Cabinet\nA", "Report to Cabinet\nB", "Report to Cabinet\nC"},
       {0, 1}},
      {"two reports of a page each",
       PaperKind::kPack,
       {"Report to Cabinet\nAgenda item 4", "Report to Cabinet\nAgenda item 5"},
       {0, 1}},
      {"an item in a sentence",
       PaperKind::kPack,
       {"AGENDA", "Agenda item 5 was taken before agenda item 4 with the chair's consent."},
       {0}},
      {"a report is one", PaperKind::kReport, {"Report to Cabinet\nA", "Agenda item 9\nB"}, {0}},
      {"no pages", PaperKind::kPack, {}, {0}},
  };
  for (const auto& row : rows) {
    INFO(row.what);
    const auto items = SplitIntoItems(PagesOf(row.pages), row.kind);
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < items.size(); ++i) {
      starts.push_back(items[i].first);
      CHECK(items[i].end == (i + 1 < items.size() ? items[i + 1].first : row.pages.size()));
    }
    CHECK(starts == row.starts);
  }
}

// A rule file with these lines, and examples that fit any rule about "sold" and "asked".
std::string FileOf(const std::string& name, const std::string& lines) {
  return "id = \"finding." + name +
         "\"\ntitle = \"T\"\nstatus = \"stable\"\ndescription = \"D\"\n"
         "papers = [\"report\", \"pack\"]\ncannot_see = \"Other papers are not seen.\"\n" +
         lines +
         "\n[[example]]\npages = [\"It is sold.\"]\n[[counter_example]]\npages = [\"No.\"]\n";
}

constexpr const char* kSold =
    "statement = \"Sold; asking was not found in {where}.\"\n"
    "[[found]]\nwhat = \"a sale\"\nany = [{ patterns = ['sold'] }]\n"
    "[[not_found]]\nwhat = \"a question\"\nany = [{ patterns = ['asked'] }]\n"
    "[[unseen]]\nwhat = \"A part is kept back.\"\nany = [{ patterns = ['exempt'] }]\n";

class Judge {
 public:
  explicit Judge(const std::string& lines) : rules_(Load(lines)) {}

  std::vector<Finding> Of(const std::vector<std::string>& texts, PaperMetadata metadata = {},
                          std::optional<Nation> nation = std::nullopt) const {
    std::vector<std::vector<Mention>> mentions(texts.size());
    return Of(PagesOf(texts), mentions, metadata, nation);
  }
  std::vector<Finding> Of(const std::vector<Page>& pages,
                          const std::vector<std::vector<Mention>>& mentions,
                          PaperMetadata metadata = {},
                          std::optional<Nation> nation = std::nullopt) const {
    if (metadata.kind == PaperKind::kOther) metadata.kind = PaperKind::kReport;
    return rules_.FindFindings(pages, mentions, metadata, nation);
  }

 private:
  static RuleSet Load(const std::string& lines) {
    RulesFolder folder;
    folder.Rule("tender", "award", "patterns = ['award~']");
    folder.Write("finding/test.toml", FileOf("test", lines));
    auto rules = RuleSet::Load(folder.path());
    if (!rules) FAIL(rules.error().ToString());
    return *rules;
  }

  RuleSet rules_;
};

TEST_CASE("a finding quotes its evidence and says what was not seen") {
  const Judge judge(kSold);
  const auto findings = judge.Of({"The hall was sold. Rain fell.", "", "Part is exempt."});
  REQUIRE(findings.size() == 1);
  const Finding& finding = findings[0];
  CHECK(finding.rule == "finding.test");
  CHECK(finding.statement == "Sold; asking was not found in this paper.");
  CHECK(finding.unseen ==
        "Page 2 holds no text that could be read. A part is kept back. The day of the meeting is "
        "not known. Other papers are not seen.");
  CHECK(finding.first_page == 1);
  CHECK(finding.last_page == 3);
  REQUIRE(finding.evidence.size() == 1);
  CHECK(finding.evidence[0] == Evidence{1, {13, 17}, {0, 18}});
}

TEST_CASE("what stands anywhere in the item silences the rule") {
  const Judge judge(kSold);
  CHECK(judge.Of({"It was sold.", "People were asked."}).empty());
  CHECK(judge.Of({"It was kept."}).empty());
  CHECK(judge.Of({}).empty());
  PaperMetadata minutes;
  minutes.kind = PaperKind::kMinutes;
  CHECK(judge.Of({"It was sold."}, minutes).empty());
}

TEST_CASE("in a pack each report answers for itself") {
  const Judge judge(kSold);
  PaperMetadata pack;
  pack.kind = PaperKind::kPack;
  pack.meeting_date = ParseDate("2024-03-12");
  const auto findings = judge.Of({"AGENDA", "Report to Cabinet\nThe hall is sold.", "More.",
                                  "Report of the Director\nPeople were asked and it is sold."},
                                 pack);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].statement == "Sold; asking was not found in pages 2 to 3 of this pack.");
  CHECK(findings[0].unseen ==
        "The pack was parted where a page opens as reports do; what is bound elsewhere in it was "
        "not looked at. Other papers are not seen.");
  CHECK(findings[0].first_page == 2);
  CHECK(findings[0].last_page == 3);
}

TEST_CASE("unreadable pages are named, the first ten of them") {
  const Judge judge(kSold);
  std::vector<std::string> texts(14);
  texts[0] = "It was sold.";
  const auto findings = judge.Of(texts);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].unseen.starts_with(
      "Pages 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more hold no text that could be read."));
}

Mention MentionWithDate(const std::string& text, const std::string& role, const char* date) {
  Mention mention;
  mention.tag = Tag::kTender;
  mention.rule = "tender.test";
  mention.span = {0, 3};
  mention.sentence = {0, static_cast<std::uint32_t>(text.size())};
  mention.attributes.stage = "end";
  Value value;
  value.kind = ValueKind::kDate;
  value.role = role;
  value.date = ParseDate(date);
  mention.values.push_back(value);
  return mention;
}

TEST_CASE("dates are held against the meeting") {
  const Judge judge(
      "statement = \"Ends on {date}.\"\n[[found]]\nwhat = \"an end\"\nany = [\n"
      "  { tag = \"tender\", date = [\"contract-end\"], within_months = 12 },\n"
      "  { patterns = ['contract ends'], within_months = 12 },\n]\n");
  const struct {
    const char* what;
    const char* meeting;  // null: not known
    const char* role;     // null: the date stands in the text alone
    const char* date;     // of the mention
    const char* text;
    std::string expected;  // the statement; empty: none
  } rows[] = {
      {"within", "2024-03-12", "contract-end", "2025-03-12", "It.", "Ends on 12 March 2025."},
      {"a day more", "2024-03-12", "contract-end", "2025-03-13", "It.", ""},
      {"on the day", "2024-03-12", "contract-end", "2024-03-12", "It.", ""},
      {"long past", "2024-03-12", "contract-end", "2023-03-12", "It.", ""},
      {"another date", "2024-03-12", "contract-start", "2024-10-01", "It.", ""},
      {"from leap day", "2024-02-29", "contract-end", "2025-02-28", "It.",
       "Ends on 28 February 2025."},
      {"no meeting", nullptr, "contract-end", "2024-10-01", "It.", ""},
      {"in the text", "2024-03-12", nullptr, "", "The contract ends on 1 May 2024.",
       "Ends on 1 May 2024."},
      {"the nearest date counts", "2024-03-12", nullptr, "",
       "The contract ends on 1 May 2030, not on 1 May 2024.", ""},
      {"a date before the words", "2024-03-12", nullptr, "", "From 1 May 2024: contract ends.", ""},
  };
  for (const auto& row : rows) {
    INFO(row.what);
    PaperMetadata metadata;
    if (row.meeting != nullptr) metadata.meeting_date = ParseDate(row.meeting);
    std::vector<std::vector<Mention>> mentions(1);
    if (row.role != nullptr) mentions[0].push_back(MentionWithDate(row.text, row.role, row.date));
    const auto findings = judge.Of(PagesOf({row.text}), mentions, metadata);
    CHECK((findings.empty() ? std::string() : findings[0].statement) == row.expected);
  }
}

TEST_CASE("attributes choose mentions") {
  const Judge judge(
      "statement = \"S\"\n[[found]]\nwhat = \"w\"\nany = [{ tag = \"tender\", stage = [\"end\", "
      "\"award\"], not_status = [\"past\"], near = ['soon'], unless = ['perhaps'] }]\n");
  const struct {
    const char* what;
    const char* stage;
    const char* status;
    const char* text;
    bool expected;
  } rows[] = {
      {"all fits", "end", "", "It ends soon.", true},
      {"another stage", "plan", "", "It ends soon.", false},
      {"a refused status", "end", "past", "It ends soon.", false},
      {"nothing near", "end", "", "It ends.", false},
      {"voided", "end", "", "It ends soon, perhaps.", false},
  };
  for (const auto& row : rows) {
    INFO(row.what);
    Mention mention = MentionWithDate(row.text, "deadline", "2024-01-01");
    mention.attributes.stage = row.stage;
    mention.attributes.status = row.status;
    CHECK(judge.Of(PagesOf({row.text}), {{mention}}).empty() != row.expected);
  }
}

TEST_CASE("notice is counted by the law of the council's nation") {
  const Judge judge(
      "scope = \"paper\"\nstatement = \"{days} of {needed} in {nation}: {published}\"\n"
      "[notice]\npublished = ['published( on)?:?']\n"
      "england = { clear_days = 5 }\nscotland = { clear_days = 3, count = \"days\" }\n");
  const struct {
    const char* what;
    std::optional<Nation> nation;
    std::vector<std::string> pages;
    std::string expected;
  } rows[] = {
      {"short",
       Nation::kEngland,
       {"Published on Tuesday 5 March 2024"},
       "4 clear working days of 5 in England: 5 March 2024"},
      {"long enough", Nation::kEngland, {"Published on 4 March 2024"}, ""},
      {"the day before",
       Nation::kEngland,
       {"Published: 11 March 2024"},
       "no clear working day of 5 in England: 11 March 2024"},
      {"weekends count", Nation::kScotland, {"Published 8 March 2024"}, ""},
      {"and the day of publication does not",
       Nation::kScotland,
       {"Published 9 March 2024"},
       "2 clear days of 3 in Scotland: 9 March 2024"},
      {"no term for the nation", Nation::kWales, {"Published 11 March 2024"}, ""},
      {"nation unknown", std::nullopt, {"Published 11 March 2024"}, ""},
      {"after the meeting", Nation::kEngland, {"Published 13 March 2024"}, ""},
      {"long before", Nation::kEngland, {"Published 3 January 2024"}, ""},
      {"within a sentence", Nation::kEngland, {"It was published on 11 March 2024."}, ""},
      {"by somebody", Nation::kEngland, {"Published by the Department on 11 March 2024."}, ""},
      {"far behind", Nation::kEngland, {"", "", "", "Published 11 March 2024"}, ""},
      {"the earliest counts",
       Nation::kEngland,
       {"Published 11 March 2024\nPublished 1 March 2024"},
       ""},
  };
  for (const auto& row : rows) {
    INFO(row.what);
    PaperMetadata metadata;
    metadata.meeting_date = ParseDate("2024-03-12");
    const auto findings = judge.Of(row.pages, metadata, row.nation);
    CHECK((findings.empty() ? std::string() : findings[0].statement) == row.expected);
  }
}

TEST_CASE("a wrong finding rule is refused with file, line and column") {
  const std::string found = "[[found]]\nwhat = \"w\"\nany = [{ patterns = ['sold'] }]\n";
  const std::string at = "finding/test.toml:";
  const struct {
    const char* what;
    std::string lines;
    std::vector<std::string> expected;
  } rows[] = {
      {"nothing wrong", "statement = \"S\"\n" + found, {}},
      {"unknown key",
       "statement = \"S\"\nscop = \"item\"\n" + found,
       {at + "8:1: unknown key scop in a finding (did you mean \"scope\"?)"}},
      {"careless wording",
       "statement = \"Nobody was asked.\"\n" + found +
           "[[not_found]]\nwhat = \"w\"\nany = [{ patterns = ['asked'] }]\n",
       {at + "7:13: the statement of a rule with [[not_found]] does not say \"not found\" (what "
             "does not stand in a paper may still have happened: say so)"}},
      {"unknown placeholder",
       "statement = \"In {were}.\"\n" + found,
       {at + "7:17: the statement has no {were} (did you mean \"where\"?)"}},
      {"a date that nothing gives",
       "statement = \"On {date}.\"\n" + found,
       {at + "7:13: no clue under [[found]] has a date for {date} (add after_meeting)"}},
      {"nothing to find",
       "statement = \"S\"\n",
       {at + "1:1: a finding has either a [[found]] or a [notice] (give one of them)"}},
      {"neither tag nor pattern",
       "statement = \"S\"\n[[found]]\nwhat = \"w\"\nany = [{ near = ['x'] }]\n",
       {at + "10:8: a clue has either a tag or patterns (give one of them)"}},
      {"no such value",
       "statement = \"S\"\n[[found]]\nwhat = \"w\"\nany = [{ tag = \"tender\", stage = [\"awrd\"] "
       "}]\n",
       {at + "10:35: \"awrd\" is no stage (did you mean \"award\"?)"}},
      {"a pattern that is none",
       "statement = \"S\"\n[[found]]\nwhat = \"w\"\nany = [{ patterns = ['sold {nobody}'] }]\n",
       {at + "10:28: unknown fragment {nobody} (add it to fragments.toml)"}},
      {"too little for a search",
       "statement = \"S\"\n[[found]]\nwhat = \"w\"\nany = [{ patterns = ['\\w+'] }]\n",
       {at + "10:22: no word of this pattern is certain, so every sentence would have to be "
             "searched for it (make a word of three letters or more compulsory)"}},
  };
  for (const auto& row : rows) {
    INFO(row.what);
    RulesFolder folder;
    folder.Rule("tender", "award", "patterns = ['award~']");
    folder.Write("finding/test.toml", FileOf("test", row.lines));
    CHECK(folder.Complaints() == row.expected);
  }
}

TEST_CASE("examples of finding rules are run") {
  RulesFolder folder;
  folder.Rule("tender", "award", "patterns = ['award~']");
  folder.Write("finding/test.toml",
               "id = \"finding.test\"\ntitle = \"T\"\nstatus = \"stable\"\ndescription = \"D\"\n"
               "papers = [\"report\"]\ncannot_see = \"C.\"\nstatement = \"S\"\n[[found]]\n"
               "what = \"w\"\nany = [{ patterns = ['sold'] }]\n"
               "[[example]]\npages = [\"It is kept.\"]\n"
               "[[example]]\npages = [\"It is sold.\"]\nquote = \"bought\"\nsays = \"nothing\"\n"
               "[[counter_example]]\npages = [\"None.\", \"It is sold.\"]\n");
  const auto rules = RuleSet::Load(folder.path());
  REQUIRE(rules);
  std::vector<std::string> failures;
  for (const std::string& failure : folder.Relative(rules->RunExamples().failures)) {
    if (failure.starts_with("finding/")) failures.push_back(failure);
  }
  const std::string at = "finding/test.toml:";
  CHECK(
      failures ==
      std::vector<std::string>{
          at + "12:10: finding.test finds nothing in this example (change a clue, or the example)",
          at + "14:10: finding.test does not quote \"bought\" from this example (change a clue, "
               "or the example)",
          at + "14:10: finding.test does not say \"nothing\" of this example, but: S The day of "
               "the meeting is not known. C. (change the statement, or the example)",
          at + "18:10: finding.test finds something in this counter-example, at \"sold\" (narrow "
               "a clue, or add to [[not_found]])"});
}

TEST_CASE("the shipped finding rules are listed beside the others, and their examples hold") {
  const auto rules = RuleSet::Load(SCRUTINEER_SOURCE_DIR "/rules");
  REQUIRE(rules);
  std::size_t findings = 0;
  for (const auto& rule : rules->rules()) findings += rule.tag == "finding" ? 1 : 0;
  CHECK(findings == 8);
  CHECK(rules->FindRule("finding.no-competition"));
  for (const auto& failure : rules->RunExamples().failures) {
    if (failure.where.find("/finding/") != std::string::npos) FAIL_CHECK(failure.ToString());
  }
}

}  // namespace
}  // namespace scrutineer::extractors
