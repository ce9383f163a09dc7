#include "extractors/tagger.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "extractors/overlap.h"
#include "extractors/rule_matcher.h"
#include "pipeline/text/sentences.h"

namespace scrutineer::extractors {
namespace {

// Buffers that a thread keeps from page to page.
struct Workspace {
  std::vector<LiteralHit> hits;
  LiteralPresence presence;
  std::vector<LiteralId> literals;           // of the sentence, each once
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
        work_(ThreadWorkspace()) {}

  std::vector<Mention> Run() {
    work_.hits.clear();
    set_.scanner.Scan(text_, work_.hits);
    if (work_.hits.empty() && !exhaustive_) return {};
    std::size_t hit = 0;
    for (const text::Paragraph& paragraph : text::SplitParagraphs(text_)) {
      for (const ByteSpan sentence : paragraph.sentences) {
        while (hit < work_.hits.size() && work_.hits[hit].end <= sentence.begin) ++hit;
        const std::size_t first = hit;
        while (hit < work_.hits.size() && work_.hits[hit].end <= sentence.end) ++hit;
        if (hit > first || exhaustive_) TagSentence(paragraph.span, sentence, first, hit);
      }
    }
    return std::move(mentions_);
  }

 private:
  void TagSentence(ByteSpan paragraph, ByteSpan sentence, std::size_t first, std::size_t last) {
    work_.candidates.clear();
    CollectPatterns(first, last);
    const Scope scope{text_, paragraph, sentence, exhaustive_ ? nullptr : &work_.presence};
    RunPatterns(scope);
    for (std::size_t i = first; i < last; ++i) {
      if (set_.provider_names.Begins(work_.hits[i].literal)) FindProviders(work_.hits[i], scope);
    }
    ResolveOverlaps(work_.candidates);
    for (const Candidate& candidate : work_.candidates) {
      mentions_.push_back(ToMention(candidate, sentence));
    }
  }

  // The patterns whose literals stand in the sentence, in order.
  void CollectPatterns(std::size_t first, std::size_t last) {
    work_.patterns.clear();
    work_.presence.Begin(set_.scanner.size());
    work_.literals.clear();
    for (std::size_t i = first; i < last; ++i) {
      const LiteralId literal = work_.hits[i].literal;
      if (work_.presence.Add(literal)) work_.literals.push_back(literal);
    }
    if (exhaustive_) {
      for (std::uint32_t i = 0; i < set_.patterns.size(); ++i) work_.patterns.push_back(i);
      return;
    }
    for (const LiteralId literal : work_.literals) {
      for (std::uint32_t i = set_.first_pattern[literal]; i < set_.first_pattern[literal + 1];
           ++i) {
        const std::uint32_t index = set_.patterns_by_literal[i];
        if (work_.presence.Allows(*set_.patterns[index].compiled)) work_.patterns.push_back(index);
      }
    }
    std::sort(work_.patterns.begin(), work_.patterns.end());
    work_.patterns.erase(std::unique(work_.patterns.begin(), work_.patterns.end()),
                         work_.patterns.end());
  }

  void RunPatterns(const Scope& scope) {
    for (std::size_t i = 0; i < work_.patterns.size();) {
      const std::uint32_t rule_index = set_.patterns[work_.patterns[i]].rule;
      work_.rule_patterns.clear();
      for (; i < work_.patterns.size(); ++i) {
        const PatternRef ref = set_.patterns[work_.patterns[i]];
        if (ref.rule != rule_index) break;
        work_.rule_patterns.push_back(ref.pattern);
      }
      const TagRule& rule = set_.rules[rule_index];
      work_.rule_hits.clear();
      FindRuleHits(rule, work_.rule_patterns, scope, work_.rule_hits);
      for (const RuleHit& hit : work_.rule_hits) {
        work_.candidates.push_back(
            {rule.tag, hit.span, rule.priority, false, rule_index, hit.when});
      }
    }
  }

  void FindProviders(LiteralHit hit, const Scope& scope) {
    work_.names.clear();
    set_.provider_names.FindAt(text_, hit, work_.names);
    for (const ProviderNames::Match& match : work_.names) {
      const ByteSpan span{static_cast<std::uint32_t>(match.begin),
                          static_cast<std::uint32_t>(match.end)};
      const ListedProvider& provider = set_.providers[match.provider];
      if (!scope.sentence.Contains(span) || !Holds(provider, scope)) continue;
      work_.candidates.push_back({Tag::kProvider, span, 0, true, match.provider, kNoWhen});
      return;
    }
  }

  static bool Holds(const ListedProvider& provider, const Scope& scope) {
    const auto stands = [&](const auto& pattern) {
      return (scope.presence == nullptr || scope.presence->Allows(*pattern)) &&
             pattern->Matches(scope.sentence.Of(scope.text));
    };
    const bool context = provider.context.empty() ||
                         std::any_of(provider.context.begin(), provider.context.end(), stands);
    return context && std::none_of(provider.unless.begin(), provider.unless.end(), stands);
  }

  Mention ToMention(const Candidate& candidate, ByteSpan sentence) const {
    Mention mention;
    mention.tag = candidate.tag;
    mention.span = candidate.span;
    mention.sentence = sentence;
    if (candidate.listed) {
      mention.rule = "provider.list";
      SetEntity(mention, candidate.source);
      return mention;
    }
    const TagRule& rule = set_.rules[candidate.source];
    mention.rule = rule.id;
    mention.attributes = candidate.when < 0
                             ? rule.attributes
                             : rule.when_attributes[static_cast<std::size_t>(candidate.when)];
    mention.entity_id = rule.entity_id;
    mention.entity_name = rule.entity_name;
    if (rule.tag == Tag::kProvider) {
      const std::string_view words = candidate.span.Of(text_);
      if (const auto listed = set_.provider_names.Find(words)) {
        SetEntity(mention, *listed);
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
  std::vector<Mention> mentions_;
};

}  // namespace

std::vector<Mention> FindMentions(const CompiledRuleSet& set, std::string_view text,
                                  Search search) {
  return PageTagger(set, text, search).Run();
}

}  // namespace scrutineer::extractors
