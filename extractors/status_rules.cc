#include "extractors/status_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "extractors/status_judge.h"
#include "pipeline/text/sentences.h"

namespace scrutineer::extractors {
namespace {

bool HasStatus(Tag tag) {
  return tag == Tag::kTender || tag == Tag::kOutsourcing || tag == Tag::kConsultation;
}

std::string FirstOf(const std::vector<std::string>& words) {
  return words.empty() ? std::string() : words.front();
}

// The mention that an example's brackets show, of the first sort that the entry is for.
Mention MentionOf(const StatusEntry& entry, const BracketedText& example) {
  Mention mention;
  mention.tag = entry.tags.empty() ? Tag::kTender : entry.tags.front();
  mention.span = {example.begin, example.end};
  mention.sentence = {0, static_cast<std::uint32_t>(example.text.size())};
  mention.attributes.stage = FirstOf(entry.stages);
  mention.attributes.direction = FirstOf(entry.directions);
  mention.attributes.kind = FirstOf(entry.kinds);
  for (const text::Paragraph& paragraph : text::SplitParagraphs(example.text)) {
    for (const ByteSpan sentence : paragraph.sentences) {
      if (sentence.Contains(mention.span)) mention.sentence = sentence;
    }
  }
  return mention;
}

}  // namespace

void StatusRules::AddCues(const std::vector<PlacedText>& texts, bool case_sensitive, CueOwner owner,
                          const FragmentLookup& fragments, DiagnosticList& diagnostics) {
  for (const PlacedText& text : texts) {
    auto tree = ParsePattern(text.text, fragments);
    if (tree) {
      cues_.Add(std::move(*tree), case_sensitive);
      owners_.push_back(owner);
    } else {
      diagnostics.AddWithin(text, tree.error().offset, std::move(tree.error().message));
    }
    ++owner.pattern;
  }
}

void StatusRules::Compile(StatusFile file, const FragmentLookup& fragments,
                          DiagnosticList& diagnostics) {
  file_ = std::move(file);
  AddCues(file_.clause_borders, false, {}, fragments, diagnostics);
  border_count_ = static_cast<std::uint32_t>(cues_.size());
  owners_.clear();
  for (std::uint32_t i = 0; i < file_.entries.size(); ++i) {
    const StatusEntry& entry = file_.entries[i];
    AddCues(entry.patterns, entry.case_sensitive, {i, 0, false}, fragments, diagnostics);
    AddCues(entry.unless, entry.case_sensitive, {i, 0, true}, fragments, diagnostics);
    for (const PlacedText& text : entry.above) {
      auto tree = ParsePattern(text.text, fragments);
      if (tree) {
        above_.push_back(
            {i, std::make_unique<CompiledPattern>(std::move(*tree), entry.case_sensitive)});
      } else {
        diagnostics.AddWithin(text, tree.error().offset, std::move(tree.error().message));
      }
    }
  }
  cues_.Build();
}

void StatusRules::Apply(std::string_view page, std::vector<Mention>& mentions) const {
  if (file_.entries.empty()) return;
  StatusJudge judge(*this, page);
  std::optional<ByteSpan> sentence;
  for (Mention& mention : mentions) {
    if (!HasStatus(mention.tag) || !mention.attributes.status.empty()) continue;
    if (sentence != mention.sentence) judge.Begin(mention.sentence);
    sentence = mention.sentence;
    if (const auto entry = judge.Decide(mention)) {
      mention.attributes.status = file_.entries[*entry].status;
    }
  }
}

void StatusRules::RunExample(std::uint32_t index, const PlacedText& text, bool counter,
                             std::vector<bool>& reached, DiagnosticList& failures) const {
  const StatusEntry& entry = file_.entries[index];
  const auto example = ReadBrackets(text.text);
  if (!example) return;
  const Mention mention = MentionOf(entry, *example);
  StatusJudge judge(*this, example->text);
  judge.Begin(mention.sentence);
  const bool fits = judge.Fits(index, mention, counter ? nullptr : &reached);
  if (counter) {
    if (fits) {
      failures.Add(text, fmt::format("this counter-example is \"{}\" by the entry on line {} "
                                     "(narrow a pattern, or add to unless)",
                                     entry.status, entry.place.line));
    }
    return;
  }
  if (!fits) {
    failures.Add(text, fmt::format("the entry on line {} does not reach this example (change a "
                                   "pattern, or the example)",
                                   entry.place.line));
    return;
  }
  const StatusEntry& winner = file_.entries[judge.Decide(mention).value_or(index)];
  if (winner.status != entry.status) {
    failures.Add(text, fmt::format("this example is \"{}\" by the entry on line {}, which stands "
                                   "above (narrow that one, or move this one up)",
                                   winner.status, winner.place.line));
  }
}

void StatusRules::CompileAll(DiagnosticList& failures) const {
  for (CueId cue = 0; cue < cues_.size(); ++cue) {
    const auto problem = cues_.pattern(cue).Check();
    if (!problem) continue;
    const PlacedText* text = nullptr;
    if (cue < border_count_) {
      text = &file_.clause_borders[cue];
    } else {
      const CueOwner& owner = owners_[cue - border_count_];
      const StatusEntry& entry = file_.entries[owner.entry];
      text = &(owner.voids ? entry.unless : entry.patterns)[owner.pattern];
    }
    failures.Add(*text, fmt::format("RE2 refuses this pattern: {} (simplify it)", *problem));
  }
}

StatusRules::ExampleCount StatusRules::RunExamples(DiagnosticList& failures) const {
  ExampleCount count;
  CompileAll(failures);
  for (std::uint32_t i = 0; i < file_.entries.size(); ++i) {
    const StatusEntry& entry = file_.entries[i];
    std::vector<bool> reached(entry.patterns.size(), false);
    for (const PlacedText& text : entry.examples) RunExample(i, text, false, reached, failures);
    for (const PlacedText& text : entry.counter_examples) {
      RunExample(i, text, true, reached, failures);
    }
    for (std::size_t pattern = 0; pattern < reached.size(); ++pattern) {
      if (reached[pattern]) continue;
      failures.Add(entry.patterns[pattern],
                   "no example reaches this pattern (add one, or drop the pattern)");
    }
    count.examples += entry.examples.size();
    count.counter_examples += entry.counter_examples.size();
  }
  return count;
}

}  // namespace scrutineer::extractors
