#ifndef SCRUTINEER_TESTS_EXTRACTORS_NAIVE_TAGGER_H_
#define SCRUTINEER_TESTS_EXTRACTORS_NAIVE_TAGGER_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "extractors/compiled_rule_set.h"
#include "extractors/overlap.h"
#include "extractors/street_or_person.h"
#include "pipeline/text/list_marker.h"
#include "pipeline/text/sections.h"
#include "pipeline/text/sentences.h"

namespace scrutineer::extractors {

// Finds what the tagger must find, the plainest way: every pattern runs alone over every sentence,
// every condition is looked for wherever it is asked for, every name is compared at every place,
// and of overlapping mentions each is compared with each. No literals, windows or memory. Shared
// with the tagger are patterns (parser, RE2, borders of words), sentences and headings.
class NaiveTagger {
 public:
  NaiveTagger(const CompiledRuleSet& set, std::string_view text, std::string_view open_heading)
      : set_(set),
        text_(text),
        open_heading_(open_heading),
        paragraphs_(text::SplitParagraphs(text)),
        sections_(text::FindSections(text, paragraphs_)) {}

  std::vector<Mention> Run() {
    for (const text::Paragraph& paragraph : paragraphs_) {
      paragraph_ = paragraph.span;
      for (const ByteSpan sentence : paragraph.sentences) {
        sentence_ = sentence;
        TagSentence(sentence == paragraph.sentences.front());
      }
    }
    return std::move(mentions_);
  }

  std::string LastHeading() const {
    std::string last = open_heading_;
    for (const text::Section& section : sections_) {
      if (!section.run_in && !section.title.empty()) last = section.title.Of(text_);
    }
    return last;
  }

 private:
  void TagSentence(bool first_of_paragraph) {
    std::vector<Candidate> candidates;
    for (std::uint32_t i = 0; i < set_.rules.size(); ++i) {
      if (set_.rules[i].active) RunRule(i, candidates);
    }
    for (std::uint32_t i = 0; i < set_.providers.size(); ++i) FindProvider(i, candidates);
    candidates = WithProvider(std::move(candidates));
    for (const Candidate& candidate : Resolve(std::move(candidates))) {
      AddMention(candidate, first_of_paragraph);
    }
  }

  const text::Section* Section() const {
    const text::Section* around = nullptr;
    for (const text::Section& section : sections_) {
      if (!section.run_in && section.span.begin <= paragraph_.begin) around = &section;
    }
    return around;
  }

  std::optional<text::Heading> RunIn() const {
    auto heading = text::ReadHeading(paragraph_.Of(text_));
    return heading && heading->run_in ? heading : std::nullopt;
  }

  std::string_view Title() const {
    if (const auto run_in = RunIn()) return run_in->title;
    return Section()->title.empty() ? std::string_view(open_heading_) : Section()->title.Of(text_);
  }

  // The sentence's own words under a heading.
  ByteSpan Body() const {
    const bool is_heading = !Section()->title.empty() && Section()->span.begin == paragraph_.begin;
    if (is_heading) return {sentence_.end, sentence_.end};
    ByteSpan body = sentence_;
    if (const auto run_in = RunIn()) {
      body.begin = std::max(body.begin, paragraph_.begin + static_cast<std::uint32_t>(run_in->end));
    }
    body.begin = std::min(body.begin, body.end);
    if (const auto marker = text::ParseListMarker(body.Of(text_))) {
      body.begin += static_cast<std::uint32_t>(marker->length);
      while (body.begin < body.end && text_[body.begin] == ' ') ++body.begin;
    }
    return body;
  }

  struct Found {
    ByteSpan name, all;
  };

  std::vector<Found> FindAll(const CompiledPattern& pattern, ByteSpan stretch) const {
    std::vector<Found> found;
    const std::string_view words = stretch.Of(text_);
    std::size_t from = 0;
    while (const auto match = pattern.Find(words, from, words.size())) {
      const auto at = [&](std::size_t offset) {
        return stretch.begin + static_cast<std::uint32_t>(offset);
      };
      found.push_back(
          {{at(match->name_begin), at(match->name_end)}, {at(match->begin), at(match->end)}});
      from = match->end;
    }
    return found;
  }

  bool Stands(const CompiledPattern& pattern, Within within) const {
    if (within == Within::kSentence) return pattern.Matches(sentence_.Of(text_));
    if (within == Within::kParagraph) return pattern.Matches(paragraph_.Of(text_));
    return pattern.Matches(Section()->span.Of(text_));
  }

  bool AnyStands(const Patterns& patterns, Within within) const {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const auto& pattern) { return Stands(*pattern, within); });
  }

  bool Holds(const TagRule& rule) const {
    if (!rule.heading.empty() &&
        std::none_of(rule.heading.begin(), rule.heading.end(),
                     [&](const auto& pattern) { return pattern->Matches(Title()); })) {
      return false;
    }
    if (AnyStands(rule.unless, rule.unless_within)) return false;
    if (!rule.near.empty() && !AnyStands(rule.near, rule.near_within)) return false;
    return std::all_of(rule.needed.begin(), rule.needed.end(),
                       [&](const Patterns& group) { return AnyStands(group, rule.needed_within); });
  }

  void RunRule(std::uint32_t index, std::vector<Candidate>& candidates) const {
    const TagRule& rule = set_.rules[index];
    if (!Holds(rule)) return;
    int when = -1;
    for (std::size_t i = 0; i < rule.whens.size() && when < 0; ++i) {
      if (Stands(*rule.whens[i], rule.when_within[i])) when = static_cast<int>(i);
    }
    const ByteSpan stretch = rule.heading.empty() ? sentence_ : Body();
    std::vector<ByteSpan> exceptions;
    for (const auto& pattern : rule.except) {
      const std::string_view words = stretch.Of(text_);
      std::size_t from = 0;
      while (const auto match = pattern->Find(words, from, words.size())) {
        exceptions.push_back({stretch.begin + static_cast<std::uint32_t>(match->name_begin),
                              stretch.begin + static_cast<std::uint32_t>(match->name_end)});
        from = NextRune(words, match->begin);
      }
    }
    for (const auto& pattern : rule.patterns) {
      for (const Found& words : FindAll(*pattern, stretch)) {
        if (std::any_of(exceptions.begin(), exceptions.end(),
                        [&](ByteSpan exception) { return exception.Overlaps(words.name); })) {
          continue;
        }
        candidates.push_back({rule.tag, words.name, rule.priority, false, rule.experimental, index,
                              when, rule.provider_in, words.all});
      }
    }
  }

  // Where `word`, of ASCII, ends at `at`, as written or in capitals; or 0.
  std::size_t WordEnd(std::string_view word, std::size_t at) const {
    std::string capitals(word);
    for (char& c : capitals) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    std::vector<std::string> forms = {std::string(word), capitals};
    if (word == "&" || word == "and") forms = {"&", "and", "AND"};
    for (const std::string& form : forms) {
      if (text_.substr(at, form.size()) == form) return at + form.size();
    }
    return 0;
  }

  std::size_t NameEnd(std::string_view name, std::size_t at) const {
    std::istringstream words{std::string(name)};
    bool first = true;
    for (std::string word; words >> word; first = false) {
      const std::size_t before = at;
      while (!first && at < text_.size() && text_.substr(at, 1).find_first_of(" \n\t") == 0) ++at;
      if (!first && at == before) return 0;
      at = WordEnd(word, at);
      if (at == 0) return 0;
    }
    return IsWordBorder(text_, at) ? at : 0;
  }

  void FindProvider(std::uint32_t index, std::vector<Candidate>& candidates) const {
    const ListedProvider& provider = set_.providers[index];
    const ProviderEntry& entry = set_.provider_list.providers[index];
    const bool holds =
        (provider.context.empty() || AnyStands(provider.context, Within::kSentence)) &&
        !AnyStands(provider.unless, Within::kSentence);
    for (std::size_t at = sentence_.begin; at < sentence_.end; ++at) {
      if (!IsWordBorder(text_, at)) continue;
      for (const PlacedText& name : entry.names) {
        if (!holds && entry.IsAmbiguous(name.text)) continue;
        const std::size_t end = NameEnd(name.text, at);
        if (end == 0 || IsStreetOrPerson(text_, at, end)) continue;
        const ByteSpan span{static_cast<std::uint32_t>(at),
                            static_cast<std::uint32_t>(AbsorbLegalForm(text_, end))};
        if (sentence_.Contains(span)) {
          candidates.push_back({Tag::kProvider, span, 0, true, false, index, -1, {}, {}});
        }
      }
    }
  }

  // Takes, of the candidates that ask for a provider, one after the other that has one, until none
  // is left that has.
  static std::vector<Candidate> WithProvider(std::vector<Candidate> candidates) {
    std::vector<Candidate> taken, waiting;
    for (const Candidate& candidate : candidates) {
      const bool asks = candidate.provider_in != ProviderIn::kNotAsked;
      (asks ? waiting : taken).push_back(candidate);
    }
    std::vector<ByteSpan> providers;
    for (const Candidate& candidate : Resolve(taken)) {
      if (candidate.tag == Tag::kProvider && !candidate.experimental) {
        providers.push_back(candidate.span);
      }
    }
    for (std::size_t i = 0; i < waiting.size();) {
      const Candidate& c = waiting[i];
      const bool named = std::any_of(providers.begin(), providers.end(), [&](ByteSpan provider) {
        if (c.tag == Tag::kProvider && provider.Overlaps(c.span)) return false;
        return c.provider_in == ProviderIn::kSentence || provider.Overlaps(c.match);
      });
      if (!named) {
        ++i;
        continue;
      }
      if (c.tag == Tag::kProvider && !c.experimental) providers.push_back(c.span);
      taken.push_back(c);
      waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(i));
      i = 0;
    }
    return taken;
  }

  static std::vector<Candidate> Resolve(std::vector<Candidate> candidates) {
    const auto rank = [](const Candidate& c) {
      return std::tuple(!c.listed, c.experimental, -c.priority, ~c.span.size(), c.span.begin,
                        c.source, c.when);
    };
    std::stable_sort(candidates.begin(), candidates.end(),
                     [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    std::vector<Candidate> kept;
    for (const Candidate& candidate : candidates) {
      std::vector<Candidate*> overlapped;
      for (Candidate& other : kept) {
        if (other.tag == candidate.tag && other.span.Overlaps(candidate.span)) {
          overlapped.push_back(&other);
        }
      }
      if (overlapped.empty()) {
        kept.push_back(candidate);
      } else if (overlapped.size() == 1 && overlapped[0]->listed && !candidate.listed &&
                 candidate.span.Contains(overlapped[0]->span)) {
        overlapped[0]->span = candidate.span;
      }
    }
    std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) {
      return std::tie(a.span, a.tag) < std::tie(b.span, b.tag);
    });
    return kept;
  }

  void AddMention(const Candidate& candidate, bool first_of_paragraph) {
    Mention mention;
    mention.tag = candidate.tag;
    mention.span = candidate.span;
    mention.sentence = sentence_;
    if (candidate.listed) {
      mention.rule = "provider.list";
      mention.entity_id = set_.providers[candidate.source].id;
    } else {
      const TagRule& rule = set_.rules[candidate.source];
      mention.rule = rule.id;
      mention.entity_id = rule.entity_id;
      mention.attributes = candidate.when < 0
                               ? rule.attributes
                               : rule.when_attributes[static_cast<std::size_t>(candidate.when)];
      if (!rule.heading.empty() && first_of_paragraph) AddHeading(mention);
    }
    mentions_.push_back(std::move(mention));
  }

  void AddHeading(Mention& mention) const {
    for (std::size_t i = 1; i < paragraphs_.size(); ++i) {
      if (paragraphs_[i].span != paragraph_ || Section()->title.empty()) continue;
      const ByteSpan above = paragraphs_[i - 1].span;
      if (above.begin == Section()->span.begin) mention.sentence.begin = above.begin;
    }
  }

  const CompiledRuleSet& set_;
  std::string_view text_;
  std::string open_heading_;
  std::vector<text::Paragraph> paragraphs_;
  std::vector<text::Section> sections_;
  ByteSpan paragraph_, sentence_;
  std::vector<Mention> mentions_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_TESTS_EXTRACTORS_NAIVE_TAGGER_H_
