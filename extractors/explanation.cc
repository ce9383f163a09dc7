#include "extractors/explanation.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "extractors/explained_overlap.h"
#include "extractors/provider_condition.h"
#include "extractors/surroundings.h"
#include "extractors/tagger.h"
#include "pipeline/text/sentences.h"

namespace scrutineer::extractors {
namespace {

std::string WrittenPlace(const PlacedText& text) {
  return text.source == nullptr ? std::string()
                                : fmt::format("{}:{}", text.source->path, text.place.line);
}

std::string_view WithinName(Within within) {
  switch (within) {
    case Within::kSentence:
      return "sentence";
    case Within::kParagraph:
      return "paragraph";
    case Within::kSection:
      return "section";
  }
  return "sentence";
}

// A match of a pattern, in the page.
struct FoundMatch {
  ByteSpan name;  // the group `name`, or all of it
  ByteSpan all;
};

// A pattern's matches within `scope`.
std::vector<FoundMatch> FindEach(const CompiledPattern& pattern, std::string_view text,
                                 ByteSpan scope) {
  std::vector<FoundMatch> found;
  const std::string_view words = scope.Of(text);
  std::size_t from = 0;
  while (const auto match = pattern.Find(words, from)) {
    const auto at = [&](std::size_t offset) {
      return scope.begin + static_cast<std::uint32_t>(offset);
    };
    found.push_back(
        {{at(match->name_begin), at(match->name_end)}, {at(match->begin), at(match->end)}});
    from = match->end;
  }
  return found;
}

// What the first match of a pattern within `scope` names that overlaps `span`, wherever it begins.
std::optional<ByteSpan> FindOverlap(const CompiledPattern& pattern, std::string_view text,
                                    ByteSpan scope, ByteSpan span) {
  const std::string_view words = scope.Of(text);
  std::size_t from = 0;
  while (const auto match = pattern.Find(words, from)) {
    const ByteSpan named{scope.begin + static_cast<std::uint32_t>(match->name_begin),
                         scope.begin + static_cast<std::uint32_t>(match->name_end)};
    if (named.Overlaps(span)) return named;
    from = NextRune(words, match->begin);
  }
  return std::nullopt;
}

std::optional<ByteSpan> FindFirst(const CompiledPattern& pattern, std::string_view text,
                                  ByteSpan scope) {
  const auto match = pattern.Find(scope.Of(text));
  if (!match) return std::nullopt;
  return ByteSpan{scope.begin + static_cast<std::uint32_t>(match->begin),
                  scope.begin + static_cast<std::uint32_t>(match->end)};
}

ExplainedPart PartOf(std::string part, const PlacedText& pattern, ByteSpan words) {
  return {std::move(part), pattern.text, WrittenPlace(pattern), words, {}};
}

// What stands in the rule files for the patterns of a rule or a service.
struct WrittenRule {
  std::vector<PlacedText> patterns, except, unless, near, heading, whens;
  std::vector<std::vector<PlacedText>> needed;
};

WrittenRule WrittenOf(const CompiledRuleSet& set, std::size_t index) {
  const TagRule& rule = set.rules[index];
  WrittenRule written;
  if (rule.file != nullptr) {
    const RuleFile& file = *rule.file;
    written = {file.patterns, file.except, file.unless, file.near, file.heading, {}, file.needed};
    for (const WhenClause& when : rule.file->whens) written.whens.push_back(when.pattern);
    return written;
  }
  const ServiceEntry& service = set.service_entries[index - set.files.size()];
  written.patterns = service.aliases;
  written.patterns.push_back(service.name);
  written.unless = service.unless;
  return written;
}

class Explainer {
 public:
  // `mentions` are those of the text.
  Explainer(const CompiledRuleSet& set, std::string_view text, std::string_view only,
            const std::vector<Mention>& mentions)
      : set_(set), text_(text), only_(only), mentions_(mentions) {
    for (const TagRule& rule : set_.rules) {
      if (!only_.empty() && rule.id == only_) only_tag_ = rule.tag;
    }
    if (only_ == "provider.list") only_tag_ = Tag::kProvider;
    set_.literals.scanner.Scan(text_, hits_);
  }

  std::vector<ExplainedMatch> Run(std::string* open_heading) {
    const std::vector<text::Paragraph> paragraphs = text::SplitParagraphs(text_);
    around_.BeginPage(set_, text_, paragraphs, nullptr,
                      open_heading == nullptr ? std::string_view() : *open_heading);
    for (const text::Paragraph& paragraph : paragraphs) {
      for (const ByteSpan sentence : paragraph.sentences) {
        around_.Enter(paragraph, sentence, 0, 0);
        providers_.clear();
        for (const Mention& mention : mentions_) {
          const bool counts = mention.tag == Tag::kProvider && !mention.experimental;
          if (counts && sentence.Contains(mention.span)) providers_.push_back(mention.span);
        }
        ExplainSentence();
      }
    }
    if (open_heading != nullptr) *open_heading = std::string(around_.LastHeading());
    return std::move(matches_);
  }

 private:
  bool Looks(Tag tag) const { return !only_tag_ || *only_tag_ == tag; }

  void ExplainSentence() {
    std::vector<ExplainedCandidate> entries;
    if (!MayMatter()) return;
    for (std::size_t i = 0; i < set_.rules.size(); ++i) {
      if (set_.rules[i].active && Looks(set_.rules[i].tag)) ExplainRule(i, entries);
    }
    if (Looks(Tag::kProvider)) ExplainNames(entries);
    ResolveExplained(entries);
    for (ExplainedCandidate& entry : entries) {
      if (only_.empty() || entry.match.mention.rule == only_) {
        matches_.push_back(std::move(entry.match));
      }
    }
  }

  // Spares the sentences in which the one rule that is asked for does not match.
  bool MayMatter() const {
    if (only_.empty() || only_ == "provider.list") return true;
    return std::any_of(set_.rules.begin(), set_.rules.end(), [&](const TagRule& rule) {
      return rule.id == only_ && rule.active &&
             std::any_of(rule.patterns.begin(), rule.patterns.end(), [&](const auto& pattern) {
               return pattern->Matches(around_.sentence().Of(text_)) || !rule.heading.empty();
             });
    });
  }

  void ExplainRule(std::size_t index, std::vector<ExplainedCandidate>& entries) {
    const TagRule& rule = set_.rules[index];
    ByteSpan stretch = around_.sentence();
    if (!rule.heading.empty()) stretch.begin = around_.BodyBegin();
    std::optional<WrittenRule> written;
    for (std::size_t i = 0; i < rule.patterns.size(); ++i) {
      for (const auto& [span, match] : FindEach(*rule.patterns[i], text_, stretch)) {
        if (!written) written = WrittenOf(set_, index);
        ExplainedCandidate entry;
        entry.candidate = {rule.tag,
                           span,
                           rule.priority,
                           false,
                           rule.experimental,
                           static_cast<std::uint32_t>(index),
                           -1,
                           rule.provider_in,
                           match};
        entry.match.pattern = written->patterns[i].text;
        entry.match.place = WrittenPlace(written->patterns[i]);
        entry.match.voids = VoidsOf(rule, *written, stretch, span);
        CheckProvider(entry);
        Describe(rule, *written, entry);
        entries.push_back(std::move(entry));
      }
    }
  }

  std::vector<ExplainedPart> VoidsOf(const TagRule& rule, const WrittenRule& written,
                                     ByteSpan stretch, ByteSpan span) {
    std::vector<ExplainedPart> voids;
    if (!rule.heading.empty() && !AnyMatches(rule.heading, around_.Title())) {
      voids.push_back(Missing("heading", written.heading,
                              around_.Title().empty()
                                  ? "there is no heading above"
                                  : fmt::format("the heading is \"{}\"", around_.Title())));
    }
    for (std::size_t i = 0; i < rule.except.size(); ++i) {
      const auto words = FindOverlap(*rule.except[i], text_, stretch, span);
      if (words) voids.push_back(PartOf("except", written.except[i], *words));
    }
    for (std::size_t i = 0; i < rule.unless.size(); ++i) {
      const auto words = FindFirst(*rule.unless[i], text_, around_.SpanOf(rule.unless_within));
      if (words) voids.push_back(PartOf("unless", written.unless[i], *words));
    }
    if (!rule.near.empty()) {
      CheckStands("near", rule.near, written.near, rule.near_within, voids);
    }
    for (std::size_t i = 0; i < rule.needed.size(); ++i) {
      CheckStands("requires", rule.needed[i], written.needed[i], rule.needed_within, voids);
    }
    return voids;
  }

  void CheckProvider(ExplainedCandidate& entry) const {
    const ProviderIn where = entry.candidate.provider_in;
    if (where == ProviderIn::kNotAsked || HasProvider(entry.candidate, providers_)) return;
    entry.match.voids.push_back({"provider_in",
                                 {},
                                 {},
                                 {},
                                 where == ProviderIn::kSentence
                                     ? "no provider is named in the sentence"
                                     : "no provider is named in the words that match"});
  }

  void CheckStands(const char* part, const Patterns& patterns,
                   const std::vector<PlacedText>& written, Within within,
                   std::vector<ExplainedPart>& voids) {
    if (AnyMatches(patterns, around_.SpanOf(within).Of(text_))) return;
    voids.push_back(
        Missing(part, written, fmt::format("none of these stands in the {}", WithinName(within))));
  }

  static ExplainedPart Missing(const char* part, const std::vector<PlacedText>& written,
                               std::string note) {
    return {part, Listed(written), WrittenPlace(written[0]), {}, std::move(note)};
  }

  static bool AnyMatches(const Patterns& patterns, std::string_view words) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const auto& pattern) { return pattern->Matches(words); });
  }

  static std::string Listed(const std::vector<PlacedText>& patterns) {
    std::string list;
    for (const PlacedText& pattern : patterns) {
      if (!list.empty()) list += "', '";
      list += pattern.text;
    }
    return list;
  }

  void Describe(const TagRule& rule, const WrittenRule& written, ExplainedCandidate& entry) {
    Mention& mention = entry.match.mention;
    mention.tag = rule.tag;
    mention.rule = rule.id;
    mention.span = entry.candidate.span;
    mention.sentence = rule.heading.empty() ? around_.sentence() : around_.WithHeading();
    mention.attributes = rule.attributes;
    mention.entity_id = rule.entity_id;
    mention.entity_name = rule.entity_name;
    for (std::size_t i = 0; i < rule.whens.size(); ++i) {
      const auto words = FindFirst(*rule.whens[i], text_, around_.SpanOf(rule.when_within[i]));
      if (!words) continue;
      entry.candidate.when = static_cast<int>(i);
      entry.match.when = PartOf("when", written.whens[i], *words);
      mention.attributes = rule.when_attributes[i];
      break;
    }
    if (rule.tag != Tag::kProvider) return;
    const std::string_view words = mention.span.Of(text_);
    if (const auto listed = set_.provider_names.Find(words)) {
      SetEntity(mention, *listed);
    } else {
      mention.entity_name = std::string(words);
    }
  }

  void SetEntity(Mention& mention, std::uint32_t provider) const {
    mention.entity_id = set_.providers[provider].id;
    mention.entity_name = set_.providers[provider].name;
  }

  void ExplainNames(std::vector<ExplainedCandidate>& entries) const {
    const ByteSpan sentence = around_.sentence();
    for (const LiteralHit& hit : hits_) {
      if (hit.end <= sentence.begin || hit.end > sentence.end) continue;
      if (!set_.provider_names.Begins(hit.literal)) continue;
      std::vector<ProviderNames::Match> names;
      set_.provider_names.FindAt(text_, hit, names);
      for (const ProviderNames::Match& name : names) {
        const ByteSpan span{static_cast<std::uint32_t>(name.begin),
                            static_cast<std::uint32_t>(name.end)};
        if (!sentence.Contains(span)) continue;
        entries.push_back(NameEntry(name.provider, span));
        // Shorter names at the same place are only looked at where the longer ones do not count.
        if (entries.back().match.voids.empty()) break;
      }
    }
  }

  ExplainedCandidate NameEntry(std::uint32_t provider, ByteSpan span) const {
    const ListedProvider& listed = set_.providers[provider];
    const ProviderEntry& written = set_.provider_list.providers[provider];
    const ByteSpan sentence = around_.sentence();
    ExplainedCandidate entry;
    entry.candidate = {Tag::kProvider, span, 0, true, false, provider, -1, {}, {}};
    Mention& mention = entry.match.mention;
    mention.tag = Tag::kProvider;
    mention.rule = "provider.list";
    mention.span = span;
    mention.sentence = sentence;
    SetEntity(mention, provider);
    entry.match.place = WrittenPlace(written.id);
    if (!listed.context.empty() && !AnyMatches(listed.context, sentence.Of(text_))) {
      entry.match.voids.push_back(
          Missing("context", written.context, "none of these stands in the sentence"));
    }
    for (std::size_t i = 0; i < listed.unless.size(); ++i) {
      if (const auto words = FindFirst(*listed.unless[i], text_, sentence)) {
        entry.match.voids.push_back(PartOf("unless", written.unless[i], *words));
      }
    }
    return entry;
  }

  const CompiledRuleSet& set_;
  std::string_view text_;
  std::string_view only_;
  const std::vector<Mention>& mentions_;
  std::vector<ByteSpan> providers_;  // named in the sentence
  std::optional<Tag> only_tag_;
  std::vector<LiteralHit> hits_;
  Surroundings around_;
  std::vector<ExplainedMatch> matches_;
};

// What is only judged of mentions that stay, such as their status.
void TakeFromMentions(const std::vector<Mention>& mentions, std::vector<ExplainedMatch>& matches) {
  for (ExplainedMatch& match : matches) {
    if (!match.fired()) continue;
    Mention& fired = match.mention;
    const auto same = std::find_if(mentions.begin(), mentions.end(), [&](const Mention& mention) {
      return mention.tag == fired.tag && mention.rule == fired.rule && mention.span == fired.span;
    });
    if (same == mentions.end()) continue;
    fired.attributes.status = same->attributes.status;
    fired.values = same->values;
  }
}

}  // namespace

std::vector<ExplainedMatch> Explain(const CompiledRuleSet& set, std::string_view text,
                                    std::string_view rule, std::string* open_heading) {
  std::string heading = open_heading == nullptr ? std::string() : *open_heading;
  const std::vector<Mention> mentions = FindMentions(set, text, Search::kByLiterals, &heading);
  std::vector<ExplainedMatch> matches = Explainer(set, text, rule, mentions).Run(open_heading);
  TakeFromMentions(mentions, matches);
  return matches;
}

}  // namespace scrutineer::extractors
