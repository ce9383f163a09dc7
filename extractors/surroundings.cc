#include "extractors/surroundings.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "pipeline/text/list_marker.h"

namespace scrutineer::extractors {
void NumberSet::Clear(std::size_t count) {
  if (epochs_.size() < count) epochs_.resize(count, 0);
  if (epoch_ == std::numeric_limits<std::uint32_t>::max()) {
    std::fill(epochs_.begin(), epochs_.end(), 0);
    epoch_ = 0;
  }
  ++epoch_;
}

void LiteralPlaces::Clear(const PatternLiterals& literals) {
  known_ = &literals;
  for (const std::uint32_t word : touched_) present_[word] = 0;
  touched_.clear();
  if (literals_.size() < literals.scanner.size()) literals_.resize(literals.scanner.size());
  present_.resize(literals_.size() / 64 + 1);
  if (choices_.size() < literals.choice_count()) choices_.resize(literals.choice_count());
  if (epoch_ == std::numeric_limits<std::uint32_t>::max()) {
    std::fill(choices_.begin(), choices_.end(), ChoicePlace{});
    epoch_ = 0;
  }
  ++epoch_;
}

bool LiteralPlaces::Add(LiteralHit hit) {
  Place& place = literals_[hit.literal];
  place.last = hit.end;
  std::uint64_t& word = present_[hit.literal / 64];
  const std::uint64_t bit = std::uint64_t{1} << (hit.literal % 64);
  if ((word & bit) != 0) return false;
  if (word == 0) touched_.push_back(hit.literal / 64);
  word |= bit;
  place.first = hit.end;
  return true;
}

const LiteralPlaces::Place& LiteralPlaces::PlaceOf(std::uint32_t choice) {
  auto& [epoch, place] = choices_[choice];
  if (epoch == epoch_) return place;
  epoch = epoch_;
  place = {std::numeric_limits<std::uint32_t>::max(), 0};
  for (const PatternLiterals::Block& block : known_->Choice(choice)) {
    for (std::uint64_t bits = present_[block.number] & block.bits; bits != 0; bits &= bits - 1) {
      const Place& literal =
          literals_[block.number * 64 + static_cast<unsigned>(std::countr_zero(bits))];
      place.first = std::min(place.first, literal.first);
      place.last = std::max(place.last, literal.last);
    }
  }
  return place;
}

// Goes from choice to choice and takes the earliest literal behind the one before. Only the first
// and the last place of each choice are known; between them it may stand anywhere.
bool LiteralPlaces::Allows(const RequiredChoices& required, std::size_t known) {
  // A rare one is missing more often.
  for (std::size_t i = known; i < required.count; ++i) {
    if (PlaceOf(required.ids[i]).last == 0) return false;
  }
  std::uint32_t behind = 0;
  for (std::size_t i = 0; i < required.count; ++i) {
    const Place& place = PlaceOf(required.ids[required.in_order[i]]);
    if (place.last <= behind) return false;
    behind = std::max(place.first, behind + 1);
  }
  return true;
}

ByteSpan LiteralPlaces::Window(const CompiledPattern& pattern, const SearchText& text,
                               std::uint32_t base) {
  ByteSpan window{0, static_cast<std::uint32_t>(text.text().size())};
  for (std::size_t i = 0; i < pattern.required.count; ++i) {
    const ChoiceGaps gaps = pattern.gaps[i];
    if (gaps.before >= kAnyGaps && gaps.after >= kAnyGaps) continue;
    const Place& place = PlaceOf(pattern.required.ids[i]);
    // Literals may stand before a body that begins within its sentence.
    const std::uint32_t first = std::max(place.first, base) - base;
    const std::uint32_t last = std::max(place.last, base) - base;
    window.begin = std::max(window.begin, text.BackOver(first, gaps.before));
    window.end = std::min(window.end, text.ForthOver(last, gaps.after));
  }
  return {window.begin, std::max(window.begin, window.end)};
}

void Surroundings::BeginPage(const CompiledRuleSet& set, std::string_view text,
                             const std::vector<text::Paragraph>& paragraphs,
                             const std::vector<LiteralHit>* hits, std::string_view open_heading) {
  set_ = &set;
  text_ = text;
  paragraphs_ = &paragraphs;
  hits_ = hits;
  open_heading_ = open_heading;
  paragraph_ = {};
  sections_.reset();
  next_section_ = 0;
  standing_ = nullptr;
  for (Stretch* stretch : {&sentence_stretch_, &body_stretch_, &paragraph_stretch_,
                           &section_stretch_, &heading_stretch_}) {
    stretch->words = {};
  }
}

void Surroundings::Enter(const text::Paragraph& paragraph, ByteSpan sentence, std::size_t first,
                         std::size_t last) {
  if (paragraph.span != paragraph_) {
    paragraph_ = paragraph.span;
    own_heading_known_ = false;
  }
  first_of_paragraph_ = sentence == paragraph.sentences.front();
  sentence_ = sentence;
  Become(sentence_stretch_, sentence.Of(text_));
  literals_.clear();
  if (hits_ == nullptr) return;
  sentence_stretch_.knows_literals = true;
  sentence_stretch_.literals.Clear(set_->literals);
  for (std::size_t i = first; i < last; ++i) {
    const LiteralHit hit = (*hits_)[i];
    if (sentence_stretch_.literals.Add(hit)) literals_.push_back(hit.literal);
  }
}

void Surroundings::Become(Stretch& stretch, std::string_view words) {
  if (stretch.words.data() == words.data() && stretch.words.size() == words.size()) return;
  stretch.words = words;
  stretch.knows_literals = false;
  stretch.knows_search = false;
  stretch.placed.Clear(set_->pattern_count);
  stretch.found_places.clear();
  stretch.places.clear();
  stretch.asked.Clear(set_->pattern_count);
  stretch.found.Clear(set_->pattern_count);
}

ByteSpan Surroundings::SpanOf(Within within) {
  if (within == Within::kSentence) return sentence_;
  return within == Within::kSection ? StandingSection().span : paragraph_;
}

Surroundings::Stretch& Surroundings::StretchOf(Within within) {
  const bool section = within == Within::kSection;
  const ByteSpan span = SpanOf(within);
  if (span == sentence_) return sentence_stretch_;
  Stretch& stretch = section ? section_stretch_ : paragraph_stretch_;
  Become(stretch, span.Of(text_));
  return stretch;
}

void Surroundings::FillLiterals(Stretch& stretch) {
  stretch.knows_literals = true;
  stretch.literals.Clear(set_->literals);
  const auto begin = static_cast<std::size_t>(stretch.words.data() - text_.data());
  auto hit = std::partition_point(hits_->begin(), hits_->end(),
                                  [&](const LiteralHit& each) { return each.end <= begin; });
  for (; hit != hits_->end() && hit->end <= begin + stretch.words.size(); ++hit) {
    stretch.literals.Add(*hit);
  }
}

bool Surroundings::Ask(const CompiledPattern& pattern, Stretch& stretch) const {
  if (!stretch.asked.Add(pattern.number)) return stretch.found.Holds(pattern.number);
  FillSearch(stretch);
  const ByteSpan window =
      Window(pattern, stretch, stretch.knows_literals ? &stretch.literals : nullptr);
  const bool found = pattern.Find(stretch.search, window.begin, window.end).has_value();
  if (found) stretch.found.Add(pattern.number);
  return found;
}

void Surroundings::FillSearch(Stretch& stretch) {
  if (!stretch.knows_search) stretch.search.Fill(stretch.words);
  stretch.knows_search = true;
}

Surroundings::Stretch& Surroundings::Searched(ByteSpan stretch) {
  Stretch& searched = stretch == sentence_ ? sentence_stretch_ : body_stretch_;
  Become(searched, stretch.Of(text_));
  FillSearch(searched);
  return searched;
}

ByteSpan Surroundings::Window(const CompiledPattern& pattern, const Stretch& stretch,
                              LiteralPlaces* literals) const {
  if (literals == nullptr) return {0, static_cast<std::uint32_t>(stretch.words.size())};
  const auto begin = static_cast<std::uint32_t>(stretch.words.data() - text_.data());
  return literals->Window(pattern, stretch.search, begin);
}

std::span<const PatternPlace> Surroundings::AllPlaces(const CompiledPattern& pattern,
                                                      ByteSpan stretch) {
  Stretch& searched = Searched(stretch);
  std::vector<PatternPlace>& places = searched.places;
  if (!searched.placed.Add(pattern.number)) {
    const auto known =
        std::find_if(searched.found_places.begin(), searched.found_places.end(),
                     [&](const auto& found) { return found.pattern == pattern.number; });
    if (known == searched.found_places.end()) return {};
    return std::span(places).subspan(known->first, known->count);
  }
  const std::size_t first = places.size();
  ByteSpan window = Window(pattern, searched, SentenceLiterals());
  while (const auto match = pattern.Find(searched.search, window.begin, window.end)) {
    const auto at = [&](std::size_t offset) {
      return stretch.begin + static_cast<std::uint32_t>(offset);
    };
    places.push_back(
        {{at(match->name_begin), at(match->name_end)}, {at(match->begin), at(match->end)}});
    window.begin = static_cast<std::uint32_t>(match->end);
  }
  const std::size_t count = places.size() - first;
  if (count > 0) searched.found_places.push_back({pattern.number, first, count});
  return std::span(places).subspan(first);
}

bool Surroundings::AnyOverlaps(const CompiledPattern& pattern, ByteSpan stretch, ByteSpan span) {
  Stretch& searched = Searched(stretch);
  SearchText& words = searched.search;
  const ByteSpan sought{span.begin - stretch.begin, span.end - stretch.begin};
  // No match that overlaps it can reach further; what begins behind it may be cut off, and is not
  // looked for.
  const std::uint32_t gaps = pattern.tree()->gaps;
  ByteSpan window = Window(pattern, searched, SentenceLiterals());
  window.begin = std::max(window.begin, words.BackOver(sought.begin, gaps));
  window.end = std::min(window.end, words.ForthOver(sought.end, gaps));
  while (window.begin < window.end) {
    const auto match = pattern.Find(words, window.begin, window.end);
    if (!match || match->begin >= sought.end) return false;
    const ByteSpan named{static_cast<std::uint32_t>(match->name_begin),
                         static_cast<std::uint32_t>(match->name_end)};
    if (named.Overlaps(sought)) return true;
    window.begin = static_cast<std::uint32_t>(NextRune(words.text(), match->begin));
  }
  return false;
}

bool Surroundings::Stands(const CompiledPattern& pattern, Within within) {
  Stretch& stretch = StretchOf(within);
  if (hits_ != nullptr) {
    if (!stretch.knows_literals) FillLiterals(stretch);
    if (!stretch.literals.Allows(pattern.required)) return false;
  }
  return Ask(pattern, stretch);
}

bool Surroundings::AnyStands(const Patterns& patterns, Within within) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const auto& pattern) { return Stands(*pattern, within); });
}

bool Surroundings::AnyInHeading(const Patterns& patterns) {
  const std::string_view title = Title();
  if (title.empty()) return false;
  Become(heading_stretch_, title);
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const auto& pattern) { return Ask(*pattern, heading_stretch_); });
}

const text::Section& Surroundings::StandingSection() {
  if (!sections_) sections_ = text::FindSections(text_, *paragraphs_);
  // Sentences come in order, and the first section stands where the first paragraph does.
  while (next_section_ < sections_->size() &&
         (*sections_)[next_section_].span.begin <= paragraph_.begin) {
    if (!(*sections_)[next_section_].run_in) standing_ = &(*sections_)[next_section_];
    ++next_section_;
  }
  return *standing_;
}

const std::optional<text::Heading>& Surroundings::OwnHeading() {
  if (!own_heading_known_) {
    own_heading_ = text::ReadHeading(paragraph_.Of(text_));
    own_heading_known_ = true;
  }
  return own_heading_;
}

std::string_view Surroundings::Title() {
  if (OwnHeading() && OwnHeading()->run_in) return OwnHeading()->title;
  const ByteSpan title = StandingSection().title;
  return title.empty() ? open_heading_ : title.Of(text_);
}

std::uint32_t Surroundings::BodyBegin() {
  std::uint32_t begin = sentence_.begin;
  if (StandingSection().span.begin == paragraph_.begin && !StandingSection().title.empty()) {
    return sentence_.end;
  }
  if (OwnHeading() && OwnHeading()->run_in) {
    begin = std::max(begin, paragraph_.begin + static_cast<std::uint32_t>(OwnHeading()->end));
  }
  if (begin >= sentence_.end) return sentence_.end;
  const std::string_view words = text_.substr(begin, sentence_.end - begin);
  const auto marker = text::ParseListMarker(words);
  if (!marker) return begin;
  std::size_t length = marker->length;
  while (length < words.size() && words[length] == ' ') ++length;
  return begin + static_cast<std::uint32_t>(length);
}

ByteSpan Surroundings::WithHeading() {
  const text::Section& section = StandingSection();
  if (!first_of_paragraph_ || section.title.empty()) return sentence_;
  const std::string_view between = text_.substr(
      section.title.end, paragraph_.begin - std::min(section.title.end, paragraph_.begin));
  const bool right_above = section.title.end <= paragraph_.begin &&
                           between.find_first_not_of(" :\n") == std::string_view::npos;
  return right_above ? ByteSpan{section.span.begin, sentence_.end} : sentence_;
}

std::string_view Surroundings::LastHeading() {
  if (!sections_) sections_ = text::FindSections(text_, *paragraphs_);
  for (auto section = sections_->rbegin(); section != sections_->rend(); ++section) {
    if (!section->run_in && !section->title.empty()) return section->title.Of(text_);
  }
  return open_heading_;
}

}  // namespace scrutineer::extractors
