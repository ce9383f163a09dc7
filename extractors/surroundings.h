#ifndef SCRUTINEER_EXTRACTORS_SURROUNDINGS_H_
#define SCRUTINEER_EXTRACTORS_SURROUNDINGS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/compiled_rule_set.h"
#include "extractors/search_text.h"
#include "pipeline/base/byte_span.h"
#include "pipeline/text/sections.h"
#include "pipeline/text/sentences.h"

namespace scrutineer::extractors {

// A set of small numbers that is emptied in one step.
class NumberSet {
 public:
  // Forgets all; numbers are below `count`.
  void Clear(std::size_t count);
  // Whether it is the first of its kind.
  bool Add(std::uint32_t number) { return std::exchange(epochs_[number], epoch_) != epoch_; }
  bool Holds(std::uint32_t number) const { return epochs_[number] == epoch_; }

 private:
  std::vector<std::uint32_t> epochs_;
  std::uint32_t epoch_ = 0;
};

// Which literals stand in a stretch of text, and where: the ends of the first and the last of each.
class LiteralPlaces {
 public:
  // Forgets all; `literals` are those that are looked for, and must outlive their use here.
  void Clear(const PatternLiterals& literals);
  // Whether it is the first of its kind. REQUIRES: hits come in order.
  bool Add(LiteralHit hit);
  // Whether the stretch holds a literal of each of a pattern's choices, in the pattern's order as
  // far as that can be told. Of the first `known` choices it does.
  bool Allows(const RequiredChoices& required, std::size_t known = 0);
  // The part of `text` that all matches of the pattern within it lie in; it begins at `base` of
  // what the hits were found in. REQUIRES: Allows, and the literals of `text`.
  ByteSpan Window(const CompiledPattern& pattern, const SearchText& text, std::uint32_t base);

 private:
  struct Place {
    std::uint32_t first = 0, last = 0;  // last 0: nowhere
  };
  struct ChoicePlace {
    std::uint32_t epoch = 0;
    Place place;
  };

  // Of a choice: patterns share theirs, so each is looked up once a stretch.
  const Place& PlaceOf(std::uint32_t choice);

  const PatternLiterals* known_ = nullptr;
  std::vector<std::uint64_t> present_;  // literals, as bits
  std::vector<std::uint32_t> touched_;  // words of present_
  std::vector<Place> literals_;         // of those that are present
  std::vector<ChoicePlace> choices_;
  std::uint32_t epoch_ = 0;
};

// A match of a pattern, in bytes of the page.
struct PatternPlace {
  ByteSpan name;  // the group `name`, or all of it
  ByteSpan all;
};

// The sentence of a page that is being looked at and what stands around it. Remembers for each
// sentence, paragraph, section and heading which conditions it was asked for, so that each is
// searched for a pattern at most once. One thread.
class Surroundings {
 public:
  // A page. `hits` are those of the rule set's literals in it; null: every pattern is tried.
  // `open_heading` is the title under which the page begins. All must outlive the page.
  void BeginPage(const CompiledRuleSet& set, std::string_view text,
                 const std::vector<text::Paragraph>& paragraphs,
                 const std::vector<LiteralHit>* hits, std::string_view open_heading);
  // The next sentence; its literals are hits [first, last).
  void Enter(const text::Paragraph& paragraph, ByteSpan sentence, std::size_t first,
             std::size_t last);

  std::string_view text() const { return text_; }
  ByteSpan sentence() const { return sentence_; }

  // The sentence's literals, each once.
  const std::vector<LiteralId>& literals() const { return literals_; }
  // Whether the sentence's literals allow a match. It holds one of the first `known` choices each.
  bool Allows(const RequiredChoices& required, std::size_t known = 0) {
    return hits_ == nullptr || sentence_stretch_.literals.Allows(required, known);
  }

  // All matches of the pattern in `stretch` of the page, one behind the other. They are looked for
  // once, however many rules have the pattern. Holds until the next call. REQUIRES: Allows.
  std::span<const PatternPlace> AllPlaces(const CompiledPattern& pattern, ByteSpan stretch);

  // Whether what some match of the pattern in `stretch` names (see PatternMatch) overlaps `span` of
  // it, wherever the match begins. REQUIRES: Allows.
  bool AnyOverlaps(const CompiledPattern& pattern, ByteSpan stretch, ByteSpan span);

  // Whether the pattern matches somewhere in that stretch around the sentence.
  bool Stands(const CompiledPattern& pattern, Within within);
  bool AnyStands(const Patterns& patterns, Within within);

  // Whether one of the patterns matches in the heading that the sentence stands under.
  bool AnyInHeading(const Patterns& patterns);
  // The heading that the sentence stands under; empty: none.
  std::string_view Title();
  // What conditions of that reach look at.
  ByteSpan SpanOf(Within within);
  // Where the sentence's own words begin: behind a run-in heading and behind its number. Its end if
  // it is a heading.
  std::uint32_t BodyBegin();
  // The sentence together with the heading right above its paragraph, if it is the first there.
  ByteSpan WithHeading();

  // The heading under which the page ends; a view into the text, or `open_heading`.
  std::string_view LastHeading();

 private:
  // What was found out about one stretch of the page, or about a heading.
  struct Stretch {
    std::string_view words;
    bool knows_literals = false;
    LiteralPlaces literals;
    NumberSet asked, found;  // patterns
    bool knows_search = false;
    SearchText search;
    struct FoundPlaces {
      std::uint32_t pattern = 0;
      std::size_t first = 0, count = 0;  // in places
    };
    NumberSet placed;                       // patterns that all places are known of
    std::vector<FoundPlaces> found_places;  // of those that have any
    std::vector<PatternPlace> places;
  };

  Stretch& StretchOf(Within within);
  // Makes it a stretch of those words, unless it is already.
  void Become(Stretch& stretch, std::string_view words);
  void FillLiterals(Stretch& stretch);
  static void FillSearch(Stretch& stretch);
  // The sentence, or its body.
  Stretch& Searched(ByteSpan stretch);
  // Null: they are not known.
  LiteralPlaces* SentenceLiterals() {
    return hits_ == nullptr ? nullptr : &sentence_stretch_.literals;
  }
  // The part of it, counted from its begin, that all matches of the pattern lie in; all of it where
  // no literals are known. REQUIRES: its search is filled.
  ByteSpan Window(const CompiledPattern& pattern, const Stretch& stretch,
                  LiteralPlaces* literals) const;
  bool Ask(const CompiledPattern& pattern, Stretch& stretch) const;

  // The section around the paragraph that is not a run-in one.
  const text::Section& StandingSection();
  const std::optional<text::Heading>& OwnHeading();

  const CompiledRuleSet* set_ = nullptr;
  std::string_view text_;
  const std::vector<text::Paragraph>* paragraphs_ = nullptr;
  const std::vector<LiteralHit>* hits_ = nullptr;
  std::string_view open_heading_;
  ByteSpan paragraph_, sentence_;
  bool first_of_paragraph_ = false;
  std::vector<LiteralId> literals_;
  Stretch sentence_stretch_, body_stretch_, paragraph_stretch_, section_stretch_, heading_stretch_;
  std::optional<std::vector<text::Section>> sections_;
  std::size_t next_section_ = 0;
  const text::Section* standing_ = nullptr;
  bool own_heading_known_ = false;
  std::optional<text::Heading> own_heading_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_SURROUNDINGS_H_
