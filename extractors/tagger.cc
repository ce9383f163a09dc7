#include "extractors/tagger.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "extractors/overlap.h"
#include "extractors/provider_condition.h"
#include "extractors/rule_matcher.h"
#include "extractors/surroundings.h"
#include "extractors/value_finder.h"
#include "pipeline/text/sentences.h"

namespace scrutineer::extractors {
namespace {

// Buffers that a thread keeps from page to page.
struct Workspace {
  std::vector<LiteralHit> hits;
  Surroundings around;
  NumberSet choices;                         // that a literal of the sentence belongs to
  std::vector<std::uint32_t> patterns;       // candidates, indexes into CompiledRuleSet::patterns
  std::vector<std::uint32_t> rule_patterns;  // of one rule
  std::vector<RuleHit> rule_hits;
  std::vector<ProviderNames::Match> names;
  std::vector<Candidate> candidates;
};

Workspace& ThreadWorkspace() {
  thread_local Workspace workspace;
  return workspace;
}

// Matching without case also takes U+017F for s and U+212A for k (Unicode's simple case folding),
// which the literals do not know. Neither stands in ordinary text.
bool HasUnusualCase(std::string_view text) {
  return text.find("\xC5\xBF") != std::string_view::npos ||
         text.find("\xE2\x84\xAA") != std::string_view::npos;
}

std::string WithSingleSpaces(std::string_view words) {
  std::string out;
  for (const char c : words) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

// Tags one page.
class PageTagger {
 public:
  PageTagger(const CompiledRuleSet& set, std::string_view text, Search search)
      : set_(set),
        text_(text),
        exhaustive_(search == Search::kExhaustive || HasUnusualCase(text)),
        work_(ThreadWorkspace()),
        around_(work_.around) {}

  std::vector<Mention> Run(std::string* open_heading) {
    work_.hits.clear();
    set_.literals.scanner.Scan(text_, work_.hits);
    const bool follow = open_heading != nullptr && set_.asks_for_headings;
    if (work_.hits.empty() && !exhaustive_ && !follow) return {};
    const std::vector<text::Paragraph> paragraphs = text::SplitParagraphs(text_);
    around_.BeginPage(set_, text_, paragraphs, exhaustive_ ? nullptr : &work_.hits,
                      open_heading == nullptr ? std::string_view() : *open_heading);
    TagParagraphs(paragraphs);
    if (follow) *open_heading = std::string(around_.LastHeading());
    return std::move(mentions_);
  }

 private:
  void TagParagraphs(const std::vector<text::Paragraph>& paragraphs) {
    std::size_t hit = 0;
    for (const text::Paragraph& paragraph : paragraphs) {
      for (const ByteSpan sentence : paragraph.sentences) {
        while (hit < work_.hits.size() && work_.hits[hit].end <= sentence.begin) ++hit;
        const std::size_t first = hit;
        while (hit < work_.hits.size() && work_.hits[hit].end <= sentence.end) ++hit;
        if (hit == first && !exhaustive_) continue;
        around_.Enter(paragraph, sentence, first, hit);
        TagSentence(first, hit);
      }
    }
  }

  void TagSentence(std::size_t first, std::size_t last) {
    work_.candidates.clear();
    CollectPatterns();
    RunPatterns(false);
    for (std::size_t i = first; i < last; ++i) {
      if (set_.provider_names.Begins(work_.hits[i].literal)) FindProviders(work_.hits[i]);
    }
    // Most sentences name no provider, and then rules that ask for one need not run.
    if (std::any_of(work_.candidates.begin(), work_.candidates.end(),
                    [](const Candidate& c) { return c.tag == Tag::kProvider; })) {
      RunPatterns(true);
    }
    DropWithoutProvider(work_.candidates, [this](ByteSpan name) {
      return set_.provider_names.IsRejected(name.Of(text_));
    });
    ResolveOverlaps(work_.candidates);
    for (const Candidate& candidate : work_.candidates) {
      if (!IsRejected(candidate)) mentions_.push_back(ToMention(candidate));
    }
  }

  // The patterns whose literals stand in the sentence, in order.
  void CollectPatterns() {
    work_.patterns.clear();
    if (exhaustive_) {
      for (std::uint32_t i = 0; i < set_.patterns.size(); ++i) work_.patterns.push_back(i);
      return;
    }
    work_.choices.Clear(set_.first_pattern.size());
    for (const LiteralId literal : around_.literals()) {
      for (std::uint32_t i = set_.first_choice[literal]; i < set_.first_choice[literal + 1]; ++i) {
        const std::uint32_t choice = set_.choices_by_literal[i];
        if (work_.choices.Add(choice)) CollectPatternsOf(choice);
      }
    }
    std::sort(work_.patterns.begin(), work_.patterns.end());
  }

  void CollectPatternsOf(std::uint32_t choice) {
    for (std::uint32_t i = set_.first_pattern[choice]; i < set_.first_pattern[choice + 1]; ++i) {
      const PossiblePattern& pattern = set_.patterns_by_choice[i];
      if (pattern.required.count == 1 || around_.Allows(pattern.required, 1)) {
        work_.patterns.push_back(pattern.index);
      }
    }
  }

  // Those of the rules that ask for a provider, or of the others.
  void RunPatterns(bool asking) {
    for (std::size_t i = 0; i < work_.patterns.size();) {
      const std::uint32_t rule_index = set_.patterns[work_.patterns[i]].rule;
      work_.rule_patterns.clear();
      for (; i < work_.patterns.size(); ++i) {
        const PatternRef ref = set_.patterns[work_.patterns[i]];
        if (ref.rule != rule_index) break;
        work_.rule_patterns.push_back(ref.pattern);
      }
      const TagRule& rule = set_.rules[rule_index];
      if ((rule.provider_in != ProviderIn::kNotAsked) != asking) continue;
      work_.rule_hits.clear();
      FindRuleHits(rule, work_.rule_patterns, around_, work_.rule_hits);
      for (const RuleHit& hit : work_.rule_hits) {
        work_.candidates.push_back({rule.tag, hit.span, rule.priority, false, rule.experimental,
                                    rule_index, hit.when, rule.provider_in, hit.match});
      }
    }
  }

  void FindProviders(LiteralHit hit) {
    work_.names.clear();
    set_.provider_names.FindAt(text_, hit, work_.names);
    for (const ProviderNames::Match& match : work_.names) {
      const ByteSpan span{static_cast<std::uint32_t>(match.begin),
                          static_cast<std::uint32_t>(match.end)};
      const ListedProvider& provider = set_.providers[match.provider];
      if (!around_.sentence().Contains(span) || (match.ambiguous && !Holds(provider))) continue;
      work_.candidates.push_back(
          {Tag::kProvider, span, 0, true, false, match.provider, kNoWhen, {}, {}});
      return;
    }
  }

  bool Holds(const ListedProvider& provider) {
    return (provider.context.empty() || around_.AnyStands(provider.context, Within::kSentence)) &&
           !around_.AnyStands(provider.unless, Within::kSentence);
  }

  bool IsRejected(const Candidate& candidate) const {
    return candidate.tag == Tag::kProvider &&
           set_.provider_names.IsRejected(candidate.span.Of(text_));
  }

  Mention ToMention(const Candidate& candidate) {
    Mention mention;
    mention.tag = candidate.tag;
    mention.span = candidate.span;
    mention.sentence = around_.sentence();
    if (candidate.listed) {
      mention.rule = "provider.list";
      SetEntity(mention, candidate.source);
      return mention;
    }
    const TagRule& rule = set_.rules[candidate.source];
    mention.rule = rule.id;
    mention.experimental = rule.experimental;
    if (!rule.heading.empty()) mention.sentence = around_.WithHeading();
    mention.attributes = candidate.when < 0
                             ? rule.attributes
                             : rule.when_attributes[static_cast<std::size_t>(candidate.when)];
    mention.entity_id = rule.entity_id;
    mention.entity_name = rule.entity_name;
    if (rule.tag == Tag::kProvider) {
      const std::string_view words = candidate.span.Of(text_);
      if (const auto listed = set_.provider_names.Find(words)) {
        SetEntity(mention, *listed);
      } else if (const auto merged = set_.provider_names.Renamed(words); !merged.empty()) {
        mention.entity_name = merged;
      } else {
        mention.entity_name = WithSingleSpaces(words);
      }
    }
    return mention;
  }

  void SetEntity(Mention& mention, std::uint32_t provider) const {
    mention.entity_id = set_.providers[provider].id;
    mention.entity_name = set_.providers[provider].name;
  }

  const CompiledRuleSet& set_;
  std::string_view text_;
  bool exhaustive_;
  Workspace& work_;
  Surroundings& around_;
  std::vector<Mention> mentions_;
};

}  // namespace

std::vector<Mention> FindMentions(const CompiledRuleSet& set, std::string_view text, Search search,
                                  std::string* open_heading) {
  std::vector<Mention> mentions = PageTagger(set, text, search).Run(open_heading);
  set.status.Apply(text, mentions);
  FindValues(set.date_roles, text, mentions);
  return mentions;
}

}  // namespace scrutineer::extractors
