#include "extractors/finding_examples.h"

#include <fmt/format.h>

#include <algorithm>

#include "extractors/paper_tagger.h"

namespace scrutineer::extractors {
namespace {

// What one rule says of an example's pages.
std::vector<Finding> FindingsOf(const RuleSet& rules, std::string_view rule,
                                const FindingExample& example) {
  PaperTagger tagger(rules);
  std::vector<std::string_view> texts;
  for (const Page& page : example.pages) {
    tagger.AddPage(page.text);
    texts.emplace_back(page.text);
  }
  auto findings =
      rules.FindFindings(example.pages, tagger.Finish(texts), example.metadata, example.nation);
  std::erase_if(findings, [&](const Finding& finding) { return finding.rule != rule; });
  return findings;
}

bool Quotes(const Finding& finding, const FindingExample& example) {
  return std::any_of(finding.evidence.begin(), finding.evidence.end(), [&](const Evidence& place) {
    const Page& page = example.pages[static_cast<std::size_t>(place.page_number) - 1];
    return place.sentence.Of(page.text).find(example.quote) != std::string_view::npos;
  });
}

bool Says(const Finding& finding, const FindingExample& example) {
  return finding.statement.find(example.says) != std::string::npos ||
         finding.unseen.find(example.says) != std::string::npos;
}

void TestExample(const RuleSet& rules, const FindingRuleFile& file, const FindingExample& example,
                 DiagnosticList& failures) {
  const auto findings = FindingsOf(rules, file.id.text, example);
  if (findings.empty()) {
    failures.Add(example.place, fmt::format("{} finds nothing in this example (change a clue, or "
                                            "the example)",
                                            file.id.text));
    return;
  }
  const auto any = [&](const auto& holds) {
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Finding& finding) { return holds(finding, example); });
  };
  if (!example.quote.empty() && !any(Quotes)) {
    failures.Add(example.place, fmt::format("{} does not quote \"{}\" from this example (change a "
                                            "clue, or the example)",
                                            file.id.text, example.quote));
  }
  if (!example.says.empty() && !any(Says)) {
    failures.Add(example.place,
                 fmt::format("{} does not say \"{}\" of this example, but: {} {} (change the "
                             "statement, or the example)",
                             file.id.text, example.says, findings.front().statement,
                             findings.front().unseen));
  }
}

void TestCounterExample(const RuleSet& rules, const FindingRuleFile& file,
                        const FindingExample& example, DiagnosticList& failures) {
  const auto findings = FindingsOf(rules, file.id.text, example);
  if (findings.empty()) return;
  const Evidence& place = findings.front().evidence.front();
  const Page& page = example.pages[static_cast<std::size_t>(place.page_number) - 1];
  failures.Add(example.place,
               fmt::format("{} finds something in this counter-example, at \"{}\" (narrow a clue, "
                           "or add to [[not_found]])",
                           file.id.text, place.span.Of(page.text)));
}

}  // namespace

void RunFindingExamples(const RuleSet& rules, const CompiledRuleSet& set,
                        RuleSet::TestReport& report) {
  DiagnosticList failures;
  set.findings.CompileAll(failures);
  for (const auto& file : set.finding_files) {
    if (file->deprecated()) continue;
    report.examples += file->examples.size();
    report.counter_examples += file->counter_examples.size();
    for (const auto& example : file->examples) TestExample(rules, *file, example, failures);
    for (const auto& example : file->counter_examples) {
      TestCounterExample(rules, *file, example, failures);
    }
  }
  for (RuleDiagnostic& failure : failures.Take()) report.failures.push_back(std::move(failure));
}

}  // namespace scrutineer::extractors
