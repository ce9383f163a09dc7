#include "extractors/finding_rule.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "extractors/rule_file.h"
#include "extractors/table_reader.h"

namespace scrutineer::extractors {
namespace {

using Words = std::vector<std::string_view>;

const Words& PaperKindNames() {
  static const Words names = [] {
    Words all;
    for (int i = 0; i <= static_cast<int>(PaperKind::kOther); ++i) {
      all.push_back(PaperKindName(static_cast<PaperKind>(i)));
    }
    return all;
  }();
  return names;
}

const Words& DateRoles() {
  static const Words roles = {
      "contract-start",      "contract-end", "extension-end", "consultation-opens",
      "consultation-closes", "meeting",      "deadline"};
  return roles;
}

// Reads files of rules/finding; one for a file.
class FindingReader {
 public:
  FindingReader(const RuleSource& source, DiagnosticList& diagnostics)
      : source_(source), diagnostics_(diagnostics) {}

  FindingRuleFile Read(const TomlValue& document);

 private:
  // Texts that each are one of `allowed`.
  std::vector<std::string> WordList(TableReader& reader, std::string_view key,
                                    const Words& allowed) {
    std::vector<std::string> words;
    for (PlacedText& text : reader.Texts(key)) {
      if (std::find(allowed.begin(), allowed.end(), text.text) != allowed.end()) {
        words.push_back(std::move(text.text));
        continue;
      }
      diagnostics_.Add(text, fmt::format("\"{}\" is no {} ({})", text.text, key,
                                         Suggestion(text.text, allowed)));
    }
    return words;
  }

  void ReadAttributes(TableReader& reader, Clue& clue) {
    const std::string tag =
        reader.Word("tag", {"tender", "outsourcing", "consultation", "provider", "service"}, "");
    clue.tag = TagFromName(tag);
    clue.stage = WordList(reader, "stage", AttributeValues("stage"));
    clue.direction = WordList(reader, "direction", AttributeValues("direction"));
    clue.kind = WordList(reader, "kind", AttributeValues("kind"));
    clue.status = WordList(reader, "status", AttributeValues("status"));
    clue.not_status = WordList(reader, "not_status", AttributeValues("status"));
  }

  void ReadDate(TableReader& reader, Clue& clue) {
    clue.date_roles = WordList(reader, "date", DateRoles());
    const bool after = reader.Boolean("after_meeting", false);
    constexpr std::int64_t kMostMonths = 1200;
    clue.months = static_cast<int>(
        std::clamp<std::int64_t>(reader.Integer("within_months", 0), 0, kMostMonths));
    if (clue.months > 0) {
      clue.date_test = Clue::DateTest::kWithinMonths;
    } else if (after) {
      clue.date_test = Clue::DateTest::kAfterMeeting;
    }
  }

  Clue ReadClue(const TomlValue& table) {
    TableReader reader(table, source_, "a clue", diagnostics_);
    Clue clue;
    clue.place = table.place;
    ReadAttributes(reader, clue);
    ReadDate(reader, clue);
    clue.patterns = reader.Texts("patterns");
    clue.near = reader.Texts("near");
    clue.unless = reader.Texts("unless");
    reader.Finish();
    CheckClue(clue);
    return clue;
  }

  void CheckClue(const Clue& clue) {
    if (clue.tag.has_value() != clue.patterns.empty()) {
      Complain(clue.place, "a clue has either a tag or patterns (give one of them)");
    }
    const bool attributes = !clue.stage.empty() || !clue.direction.empty() || !clue.kind.empty() ||
                            !clue.status.empty() || !clue.not_status.empty();
    if (!clue.tag && attributes) {
      Complain(clue.place, "only mentions have attributes (add the tag)");
    }
    if (clue.tag && clue.date_test != Clue::DateTest::kNone && clue.date_roles.empty()) {
      Complain(clue.place, "it does not say which date is meant (add date = [\"contract-end\"])");
    }
    if (!clue.date_roles.empty() && (!clue.tag || clue.date_test == Clue::DateTest::kNone)) {
      Complain(clue.place,
               "date is only of use with a tag and after_meeting or within_months (add them)");
    }
  }

  ClueGroup ReadGroup(const TomlValue& table, std::string_view what) {
    TableReader reader(table, source_, what, diagnostics_);
    ClueGroup group;
    group.what = reader.RequiredText("what").text;
    for (const TomlValue* clue : reader.Tables("any")) group.clues.push_back(ReadClue(*clue));
    if (group.clues.empty()) {
      Complain(table.place, fmt::format("{} has no clue (add any = [{{ … }}])", what));
    }
    reader.Finish();
    return group;
  }

  std::vector<ClueGroup> ReadGroups(TableReader& rule, std::string_view key) {
    std::vector<ClueGroup> groups;
    for (const TomlValue* table : rule.Tables(key)) {
      groups.push_back(ReadGroup(*table, fmt::format("a [[{}]]", key)));
    }
    return groups;
  }

  NoticeTerm ReadTerm(const TomlValue& table) {
    TableReader reader(table, source_, "a term", diagnostics_);
    NoticeTerm term;
    term.clear_days = static_cast<int>(reader.Integer("clear_days", 0));
    const std::string count = reader.Word("count", {"working days", "days"}, "working days");
    term.count = count == "days" ? DayCount::kEveryDay : DayCount::kWorkingDays;
    if (term.clear_days < 1 || term.clear_days > 100) {
      Complain(table.place, "clear_days must be from 1 to 100 (write it)");
    }
    reader.Finish();
    return term;
  }

  NoticeRule ReadNotice(const TomlValue& table) {
    TableReader reader(table, source_, "[notice]", diagnostics_);
    NoticeRule notice;
    notice.published.what = "the day of publication";
    Clue clue;
    clue.place = table.place;
    clue.patterns = reader.RequiredTexts("published");
    clue.date_test = Clue::DateTest::kAnyDate;
    clue.is_label = true;
    notice.published.clues.push_back(std::move(clue));
    for (std::size_t i = 0; i < notice.terms.size(); ++i) {
      const auto* term = reader.Table(NationKey(static_cast<Nation>(i)), false);
      if (term != nullptr) notice.terms[i] = ReadTerm(*term);
    }
    reader.Finish();
    return notice;
  }

  FindingExample ReadExample(const TomlValue& table, bool counter, const FindingRuleFile& rule) {
    TableReader reader(table, source_, counter ? "a counter-example" : "an example", diagnostics_);
    FindingExample example;
    example.place = {"", table.place, &source_};
    for (const PlacedText& text : reader.RequiredTexts("pages")) {
      if (example.pages.empty()) example.place = text;
      Page page;
      page.number = static_cast<int>(example.pages.size()) + 1;
      page.text = text.text;
      example.pages.push_back(std::move(page));
    }
    const std::string kind = reader.Word("kind", PaperKindNames(), "");
    example.metadata.kind = PaperKindFromName(kind).value_or(
        rule.papers.empty() ? PaperKind::kReport : rule.papers.front());
    if (const auto meeting = reader.Text("meeting")) {
      example.metadata.meeting_date = ParseDate(meeting->text);
      if (!example.metadata.meeting_date) {
        diagnostics_.Add(*meeting, "meeting is no day (write it as 2024-03-12)");
      }
    }
    example.nation = NationFromKey(
        reader.Word("nation", {"england", "wales", "scotland", "northern-ireland"}, ""));
    if (counter) {
      reader.Text("why");
    } else {
      if (auto quote = reader.Text("quote")) example.quote = std::move(quote->text);
      if (auto says = reader.Text("says")) example.says = std::move(says->text);
    }
    reader.Finish();
    return example;
  }

  std::vector<FindingExample> ReadExamples(TableReader& reader, std::string_view key,
                                           const FindingRuleFile& rule) {
    std::vector<FindingExample> examples;
    for (const TomlValue* table : reader.Tables(key)) {
      examples.push_back(ReadExample(*table, key == "counter_example", rule));
    }
    if (examples.empty()) {
      diagnostics_.Add(source_, {}, fmt::format("a finding has no [[{}]] (add one)", key));
    }
    return examples;
  }

  void CheckId(const PlacedText& id);
  void CheckWhole(const FindingRuleFile& rule);
  void CheckPlaceholders(const FindingRuleFile& rule);

  void Complain(TextPlace place, std::string message) {
    diagnostics_.Add(source_, place, std::move(message));
  }

  const RuleSource& source_;
  DiagnosticList& diagnostics_;
};

FindingRuleFile FindingReader::Read(const TomlValue& document) {
  FindingRuleFile rule;
  TableReader reader(document, source_, "a finding", diagnostics_);
  rule.id = reader.RequiredText("id");
  CheckId(rule.id);
  rule.title = reader.RequiredText("title").text;
  rule.status = reader.RequiredWord("status", {"experimental", "stable", "deprecated"});
  reader.RequiredText("description");
  reader.Texts("false_positives");
  for (const std::string& name : WordList(reader, "papers", PaperKindNames())) {
    rule.papers.push_back(PaperKindFromName(name).value_or(PaperKind::kOther));
  }
  rule.per_item = reader.Word("scope", {"item", "paper"}, "item") == "item";
  rule.statement = reader.RequiredText("statement");
  rule.cannot_see = reader.RequiredText("cannot_see").text;
  rule.found = ReadGroups(reader, "found");
  rule.not_found = ReadGroups(reader, "not_found");
  rule.unseen = ReadGroups(reader, "unseen");
  if (const TomlValue* notice = reader.Table("notice", false)) rule.notice = ReadNotice(*notice);
  rule.examples = ReadExamples(reader, "example", rule);
  rule.counter_examples = ReadExamples(reader, "counter_example", rule);
  reader.Finish();
  CheckWhole(rule);
  CheckPlaceholders(rule);
  return rule;
}

void FindingReader::CheckId(const PlacedText& id) {
  if (id.text.empty()) return;
  std::string expected = source_.relative.substr(0, source_.relative.size() - 5);  // ".toml"
  std::replace(expected.begin(), expected.end(), '/', '.');
  if (id.text != expected) {
    diagnostics_.Add(id, fmt::format("id \"{}\" stands in {} (a finding is named after its file: "
                                     "{})",
                                     id.text, source_.relative, expected));
  }
}

void FindingReader::CheckWhole(const FindingRuleFile& rule) {
  if (rule.papers.empty()) {
    Complain({}, "a finding names no papers (add papers = [\"report\", \"pack\"])");
  }
  if (rule.found.empty() != rule.notice.has_value()) {
    Complain({}, "a finding has either a [[found]] or a [notice] (give one of them)");
  }
  if (rule.notice && (!rule.not_found.empty() || rule.per_item)) {
    Complain({}, "[notice] is about the whole paper (write scope = \"paper\", no [[not_found]])");
  }
  // Whoever reads it must not take it for more than it is.
  if (!rule.not_found.empty() && rule.statement.text.find("not found") == std::string::npos) {
    diagnostics_.Add(rule.statement,
                     "the statement of a rule with [[not_found]] does not say \"not found\" (what "
                     "does not stand in a paper may still have happened: say so)");
  }
}

void FindingReader::CheckPlaceholders(const FindingRuleFile& rule) {
  Words known = {"where", "meeting", "named", "date"};
  if (rule.notice) known = {"where", "meeting", "published", "days", "needed", "nation"};
  const std::string& text = rule.statement.text;
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find('}', at);
    const std::string name = text.substr(at + 1, end == std::string::npos ? end : end - at - 1);
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    diagnostics_.AddWithin(
        rule.statement, at,
        fmt::format("the statement has no {{{}}} ({})", name, Suggestion(name, known)));
  }
}

}  // namespace

FindingRuleFile ReadFindingRule(const TomlValue& document, const RuleSource& source,
                                DiagnosticList& diagnostics) {
  return FindingReader(source, diagnostics).Read(document);
}

}  // namespace scrutineer::extractors
