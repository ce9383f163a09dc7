#include "extractors/rule_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "extractors/table_reader.h"

namespace scrutineer::extractors {
namespace {

using Words = std::vector<std::string_view>;

const Words& Tags() {
  static const Words words = {"tender", "outsourcing", "consultation", "provider"};
  return words;
}

const Words& RuleStatuses() {
  static const Words words = {"experimental", "stable", "deprecated"};
  return words;
}

// An attribute of mentions, the tag that has it (empty: all) and its values.
struct AttributeKind {
  std::string_view key;
  std::string_view tag;
  std::string MentionAttributes::*member;
  Words values;
};

const std::vector<AttributeKind>& AttributeKinds() {
  static const std::vector<AttributeKind> kinds = {
      {"stage",
       "tender",
       &MentionAttributes::stage,
       {"plan", "tendering", "award", "extension", "contract", "end", "rules"}},
      {"direction",
       "outsourcing",
       &MentionAttributes::direction,
       {"out", "in", "retain", "unclear"}},
      {"kind",
       "consultation",
       &MentionAttributes::kind,
       {"public", "staff", "statutory", "partners"}},
      {"status",
       "",
       &MentionAttributes::status,
       {"proposed", "under way", "decided", "rejected", "past", "none", "hypothetical"}},
  };
  return kinds;
}

MentionAttributes ReadAttributes(TableReader& reader, Tag tag) {
  MentionAttributes attributes;
  for (const AttributeKind& kind : AttributeKinds()) {
    if (!kind.tag.empty() && kind.tag != TagName(tag)) continue;
    attributes.*kind.member = reader.Word(kind.key, kind.values, "");
  }
  return attributes;
}

std::vector<RuleExample> ReadExamples(TableReader& rule, std::string_view key, Tag tag,
                                      const RuleSource& source, DiagnosticList& diagnostics) {
  const bool counter = key == "counter_example";
  std::vector<RuleExample> examples;
  for (const TomlValue* table : rule.Tables(key)) {
    TableReader reader(*table, source, counter ? "a counter-example" : "an example", diagnostics);
    RuleExample example;
    example.text = reader.RequiredText("text");
    if (counter) {
      reader.Text("why");
    } else {
      example.expected = ReadAttributes(reader, tag);
      if (tag == Tag::kProvider) {
        if (auto name = reader.Text("name")) example.expected_name = std::move(name->text);
      }
    }
    reader.Finish();
    examples.push_back(std::move(example));
  }
  if (examples.empty()) {
    diagnostics.Add(source, {}, fmt::format("a rule has no [[{}]] (add one)", key));
  }
  return examples;
}

Within ReadWithin(TableReader& reader, std::string_view key, Within otherwise) {
  const std::string word = reader.Word(key, {"sentence", "paragraph", "section"}, "");
  if (word == "sentence") return Within::kSentence;
  if (word == "paragraph") return Within::kParagraph;
  if (word == "section") return Within::kSection;
  return otherwise;
}

// Returns the scope of conditions that name none.
Within ReadMatch(const TomlValue& table, const RuleSource& source, DiagnosticList& diagnostics,
                 RuleFile& rule) {
  TableReader match(table, source, "[match]", diagnostics);
  rule.patterns = match.RequiredTexts("patterns");
  rule.except = match.Texts("except");
  rule.unless = match.Texts("unless");
  rule.near = match.Texts("near");
  rule.needed = match.TextGroups("requires");
  rule.heading = match.Texts("heading");
  const Within within = ReadWithin(match, "within", Within::kSentence);
  rule.near_within = ReadWithin(match, "near_within", within);
  rule.unless_within = ReadWithin(match, "unless_within", within);
  rule.needed_within = ReadWithin(match, "requires_within", within);
  const std::string provider_in = match.Word("provider_in", {"sentence", "match"}, "");
  if (provider_in == "sentence") rule.provider_in = ProviderIn::kSentence;
  if (provider_in == "match") rule.provider_in = ProviderIn::kMatch;
  rule.case_sensitive = match.Boolean("case_sensitive", false);
  constexpr std::int64_t kMaxPriority = 1'000'000;
  rule.priority =
      static_cast<int>(std::clamp(match.Integer("priority", 0), -kMaxPriority, kMaxPriority));
  match.Finish();
  return within;
}

void ReadWhens(TableReader& reader, const RuleSource& source, DiagnosticList& diagnostics,
               Within within, RuleFile& rule) {
  for (const TomlValue* table : reader.Tables("when")) {
    TableReader when(*table, source, "a [[when]]", diagnostics);
    WhenClause clause;
    clause.pattern = when.RequiredText("pattern");
    clause.within = ReadWithin(when, "within", within);
    clause.changes = ReadAttributes(when, rule.tag);
    when.Finish();
    if (clause.pattern.text.empty()) continue;
    rule.whens.push_back(std::move(clause));
  }
}

// "tender/award.toml" holds "tender.award".
std::string IdOfFile(std::string_view relative) {
  std::string id(relative.substr(0, relative.size() - std::string_view(".toml").size()));
  std::replace(id.begin(), id.end(), '/', '.');
  return id;
}

std::string FileOfId(std::string id) {
  std::replace(id.begin(), id.end(), '.', '/');
  return id + ".toml";
}

void CheckId(const RuleFile& rule, std::string_view tag, const RuleSource& source,
             DiagnosticList& diagnostics) {
  const std::string& id = rule.id.text;
  if (id.empty()) return;
  const bool begins_with_tag =
      id.size() > tag.size() + 1 && id.starts_with(tag) && id[tag.size()] == '.';
  if (!tag.empty() && !begins_with_tag) {
    diagnostics.Add(rule.id,
                    fmt::format("id \"{}\" does not begin with its tag (write \"{}.…\")", id, tag));
  } else if (id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") != std::string::npos) {
    diagnostics.Add(rule.id, fmt::format("id \"{}\" has other characters than a-z, 0-9, - and . "
                                         "(change it)",
                                         id));
  } else if (id != IdOfFile(source.relative)) {
    diagnostics.Add(rule.id,
                    fmt::format("id \"{}\" stands in {} (name the file {}, or the rule {})", id,
                                source.relative, FileOfId(id), IdOfFile(source.relative)));
  }
}

const Words& ServiceGroups() {
  static const Words words = {
      "children",  "adults",        "education",  "housing",     "waste",     "highways",
      "transport", "planning",      "leisure",    "culture",     "ict",       "revenues",
      "corporate", "public-health", "regulatory", "environment", "community", "bereavement"};
  return words;
}

}  // namespace

const std::vector<std::string_view>& AttributeValues(std::string_view key) {
  const auto& kinds = AttributeKinds();
  const auto found = std::find_if(kinds.begin(), kinds.end(),
                                  [&](const AttributeKind& kind) { return kind.key == key; });
  static const Words none;
  return found == kinds.end() ? none : found->values;
}

RuleFile ReadRuleFile(const TomlValue& document, const RuleSource& source,
                      DiagnosticList& diagnostics) {
  RuleFile rule;
  TableReader reader(document, source, "a rule", diagnostics);
  rule.id = reader.RequiredText("id");
  rule.title = reader.RequiredText("title").text;
  const std::string tag = reader.RequiredWord("tag", Tags());
  rule.tag = TagFromName(tag).value_or(Tag::kTender);
  rule.status = reader.RequiredWord("status", RuleStatuses());
  reader.RequiredText("description");
  reader.Texts("false_positives");
  CheckId(rule, tag, source, diagnostics);
  Within within = Within::kSentence;
  if (const TomlValue* match = reader.Table("match", true)) {
    within = ReadMatch(*match, source, diagnostics, rule);
  }
  if (const TomlValue* table = reader.Table("attributes", false)) {
    TableReader attributes(*table, source, "[attributes]", diagnostics);
    rule.attributes = ReadAttributes(attributes, rule.tag);
    attributes.Finish();
  }
  ReadWhens(reader, source, diagnostics, within, rule);
  rule.examples = ReadExamples(reader, "example", rule.tag, source, diagnostics);
  rule.counter_examples = ReadExamples(reader, "counter_example", rule.tag, source, diagnostics);
  reader.Finish();
  return rule;
}

std::vector<ServiceEntry> ReadServices(const TomlValue& document, const RuleSource& source,
                                       DiagnosticList& diagnostics) {
  std::vector<ServiceEntry> services;
  TableReader file(document, source, "a list of services", diagnostics);
  for (const TomlValue* table : file.Tables("service")) {
    TableReader reader(*table, source, "a service", diagnostics);
    ServiceEntry service;
    service.id = reader.RequiredText("id");
    service.name = reader.RequiredText("name");
    service.group = reader.RequiredWord("group", ServiceGroups());
    service.aliases = reader.Texts("aliases");
    service.unless = reader.Texts("unless");
    service.lgsl = reader.Integers("lgsl");
    reader.Finish();
    services.push_back(std::move(service));
  }
  file.Finish();
  return services;
}

std::vector<FragmentEntry> ReadFragments(const TomlValue& document, const RuleSource& source,
                                         DiagnosticList& diagnostics) {
  std::vector<FragmentEntry> fragments;
  TableReader file(document, source, "fragments.toml", diagnostics);
  if (const TomlValue* table = file.Table("fragments", true)) {
    TableReader reader(*table, source, "[fragments]", diagnostics);
    for (const TomlValue::Member& member : table->members) {
      fragments.push_back({{member.key, member.place, &source}, reader.RequiredTexts(member.key)});
    }
  }
  file.Finish();
  return fragments;
}

}  // namespace scrutineer::extractors
