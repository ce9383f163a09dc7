#include "extractors/rule_examples.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <utility>

#include "extractors/provider_condition.h"
#include "extractors/rule_matcher.h"
#include "extractors/tagger.h"
#include "pipeline/text/sentences.h"

namespace scrutineer::extractors {
namespace {

struct AttributeName {
  std::string_view name;
  std::string MentionAttributes::*member;
};

constexpr std::array kAttributes = {AttributeName{"stage", &MentionAttributes::stage},
                                    AttributeName{"direction", &MentionAttributes::direction},
                                    AttributeName{"kind", &MentionAttributes::kind},
                                    AttributeName{"status", &MentionAttributes::status}};

// Runs the examples of one rule.
class RuleTest {
 public:
  RuleTest(const CompiledRuleSet& set, const TagRule& rule, DiagnosticList& failures)
      : set_(set), rule_(rule), failures_(failures), reached_(rule.patterns.size(), false) {}

  void Run() {
    for (const RuleExample& example : rule_.file->examples) TestExample(example);
    for (const RuleExample& example : rule_.file->counter_examples) TestCounterExample(example);
    for (std::size_t i = 0; i < reached_.size(); ++i) {
      if (reached_[i]) continue;
      failures_.Add(rule_.file->patterns[i],
                    fmt::format("no example reaches this pattern of {} (add "
                                "one, or drop the pattern)",
                                rule_.id));
    }
  }

 private:
  std::vector<RuleHit> Hits(std::string_view text) const {
    std::vector<std::uint32_t> all(rule_.patterns.size());
    std::iota(all.begin(), all.end(), 0U);
    std::vector<RuleHit> hits;
    const std::vector<text::Paragraph> paragraphs = text::SplitParagraphs(text);
    Surroundings around;
    around.BeginPage(set_, text, paragraphs, nullptr, "");
    for (const text::Paragraph& paragraph : paragraphs) {
      for (const ByteSpan sentence : paragraph.sentences) {
        around.Enter(paragraph, sentence, 0, 0);
        FindRuleHits(rule_, all, around, hits);
      }
    }
    if (rule_.provider_in != ProviderIn::kNotAsked) DropWithoutProvider(text, hits);
    return hits;
  }

  // Providers are those that all rules together find in the example.
  void DropWithoutProvider(std::string_view text, std::vector<RuleHit>& hits) const {
    const std::vector<Mention> mentions = FindMentions(set_, text);
    const auto lonely = [&](const RuleHit& hit) {
      std::vector<ByteSpan> providers;
      for (const Mention& mention : mentions) {
        const bool counts = mention.tag == Tag::kProvider && !mention.experimental;
        if (counts && mention.sentence.Contains(hit.span)) providers.push_back(mention.span);
      }
      return !HasProvider(
          {rule_.tag, hit.span, 0, false, false, 0, hit.when, rule_.provider_in, hit.match},
          providers);
    };
    hits.erase(std::remove_if(hits.begin(), hits.end(), lonely), hits.end());
  }

  void TestExample(const RuleExample& example) {
    const std::vector<RuleHit> hits = Hits(example.text.text);
    for (const RuleHit& hit : hits) reached_[hit.pattern] = true;
    if (hits.empty()) {
      failures_.Add(example.text, fmt::format("{} does not fire on this example (change a pattern, "
                                              "or the example)",
                                              rule_.id));
      return;
    }
    for (const AttributeName& attribute : kAttributes) CheckAttribute(example, hits, attribute);
    CheckName(example, hits);
  }

  void CheckAttribute(const RuleExample& example, const std::vector<RuleHit>& hits,
                      const AttributeName& attribute) {
    const std::string& expected = example.expected.*attribute.member;
    if (expected.empty()) return;
    const auto found = [&](const RuleHit& hit) -> const std::string& {
      const MentionAttributes& attributes =
          hit.when < 0 ? rule_.attributes
                       : rule_.when_attributes[static_cast<std::size_t>(hit.when)];
      return attributes.*attribute.member;
    };
    if (std::any_of(hits.begin(), hits.end(),
                    [&](const RuleHit& hit) { return found(hit) == expected; })) {
      return;
    }
    failures_.Add(example.text, fmt::format("{} gives this example {} \"{}\", not \"{}\" (change "
                                            "[attributes] or [[when]], or the example)",
                                            rule_.id, attribute.name, found(hits[0]), expected));
  }

  void CheckName(const RuleExample& example, const std::vector<RuleHit>& hits) {
    if (example.expected_name.empty()) return;
    const std::string_view text = example.text.text;
    if (std::any_of(hits.begin(), hits.end(), [&](const RuleHit& hit) {
          return hit.span.Of(text) == example.expected_name;
        })) {
      return;
    }
    failures_.Add(example.text,
                  fmt::format("{} finds the name \"{}\" in this example, not \"{}\" "
                              "(change the pattern's group `name`, or the example)",
                              rule_.id, hits[0].span.Of(text), example.expected_name));
  }

  void TestCounterExample(const RuleExample& example) {
    const std::vector<RuleHit> hits = Hits(example.text.text);
    if (hits.empty()) return;
    failures_.Add(
        example.text,
        fmt::format("{} fires on this counter-example at \"{}\" (narrow the pattern, or add "
                    "to except or unless)",
                    rule_.id, hits[0].span.Of(example.text.text)));
  }

  const CompiledRuleSet& set_;
  const TagRule& rule_;
  DiagnosticList& failures_;
  std::vector<bool> reached_;
};

void CompileAll(const Patterns& patterns, const std::vector<PlacedText>& texts,
                DiagnosticList& failures) {
  for (std::size_t i = 0; i < patterns.size() && i < texts.size(); ++i) {
    if (const auto problem = patterns[i]->Check()) {
      failures.Add(texts[i], fmt::format("RE2 refuses this pattern: {} (simplify it)", *problem));
    }
  }
}

void CompileRule(const TagRule& rule, DiagnosticList& failures) {
  const RuleFile& file = *rule.file;
  CompileAll(rule.patterns, file.patterns, failures);
  CompileAll(rule.except, file.except, failures);
  CompileAll(rule.unless, file.unless, failures);
  CompileAll(rule.near, file.near, failures);
  CompileAll(rule.heading, file.heading, failures);
  for (std::size_t i = 0; i < rule.needed.size(); ++i) {
    CompileAll(rule.needed[i], file.needed[i], failures);
  }
  std::vector<PlacedText> whens;
  for (const WhenClause& when : file.whens) whens.push_back(when.pattern);
  CompileAll(rule.whens, whens, failures);
}

void CompileLists(const CompiledRuleSet& set, std::size_t first_service, DiagnosticList& failures) {
  for (std::size_t i = 0; i < set.providers.size(); ++i) {
    CompileAll(set.providers[i].context, set.provider_list.providers[i].context, failures);
    CompileAll(set.providers[i].unless, set.provider_list.providers[i].unless, failures);
  }
  for (std::size_t i = first_service; i < set.rules.size(); ++i) {
    const ServiceEntry& service = set.service_entries[i - first_service];
    CompileAll(set.rules[i].patterns, service.aliases, failures);
    CompileAll(set.rules[i].unless, service.unless, failures);
  }
}

}  // namespace

RuleSet::TestReport RunExamples(const CompiledRuleSet& set) {
  RuleSet::TestReport report;
  DiagnosticList failures;
  for (const TagRule& rule : set.rules) {
    if (rule.file == nullptr) continue;
    CompileRule(rule, failures);
    if (!rule.active) continue;
    report.examples += rule.file->examples.size();
    report.counter_examples += rule.file->counter_examples.size();
    RuleTest(set, rule, failures).Run();
  }
  CompileLists(set, set.files.size(), failures);
  const StatusRules::ExampleCount status = set.status.RunExamples(failures);
  report.examples += status.examples;
  report.counter_examples += status.counter_examples;
  const DateRoles::ExampleCount dates = set.date_roles.RunExamples(failures);
  report.examples += dates.examples;
  report.counter_examples += dates.counter_examples;
  report.failures = failures.Take();
  return report;
}

}  // namespace scrutineer::extractors
