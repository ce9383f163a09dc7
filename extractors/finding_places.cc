#include "extractors/finding_places.h"

#include <algorithm>

#include "pipeline/text/dates.h"

namespace scrutineer::extractors {
namespace {

// A date this near behind a pattern's words belongs to them; behind a label, such as "Published
// on", only a day of the week stands between.
constexpr std::size_t kDateReachBytes = 80;
constexpr std::size_t kLabelReachBytes = 14;

bool Allows(const std::vector<std::string>& any_of, const std::string& value) {
  return any_of.empty() || std::find(any_of.begin(), any_of.end(), value) != any_of.end();
}

bool HasAttributes(const Clue& clue, const Mention& mention) {
  const MentionAttributes& attributes = mention.attributes;
  const bool refused = std::find(clue.not_status.begin(), clue.not_status.end(),
                                 attributes.status) != clue.not_status.end();
  return mention.tag == clue.tag && !refused && Allows(clue.stage, attributes.stage) &&
         Allows(clue.direction, attributes.direction) && Allows(clue.kind, attributes.kind) &&
         Allows(clue.status, attributes.status);
}

std::optional<Date> DateBehind(std::string_view sentence, std::size_t from, std::size_t reach) {
  const std::string_view behind = sentence.substr(from);
  for (const text::FoundDate& found : text::FindDates(behind, text::NumericOrder::kDayFirst)) {
    if (found.begin > reach) break;
    return found.date;
  }
  return std::nullopt;
}

ByteSpan SpanIn(ByteSpan sentence, std::size_t begin, std::size_t end) {
  return {sentence.begin + static_cast<std::uint32_t>(begin),
          sentence.begin + static_cast<std::uint32_t>(end)};
}

}  // namespace

ClueFinder::ClueFinder(const TaggedPaper& paper, const PatternLiterals& literals)
    : paper_(paper), literals_(literals), known_(paper.pages.size()) {}

std::vector<CluePlace> ClueFinder::Find(const CompiledGroup& group, PageRange range,
                                        std::size_t limit) {
  std::vector<CluePlace> found;
  for (std::size_t page = range.first; page < range.end && found.size() < limit; ++page) {
    std::vector<CluePlace> here;
    for (const CompiledClue& clue : group.clues) {
      if (clue.clue->tag) {
        FindMentions(clue, page, here);
      } else {
        FindPatterns(clue, page, here);
      }
    }
    std::sort(here.begin(), here.end(), [](const CluePlace& a, const CluePlace& b) {
      return std::pair(a.span, a.sentence) < std::pair(b.span, b.sentence);
    });
    for (CluePlace& place : here) {
      const bool told = !found.empty() && found.back().page_index == page &&
                        found.back().sentence.Overlaps(place.sentence);
      if (told) {
        if (found.back().named.empty()) found.back().named = std::move(place.named);
        if (!found.back().date) found.back().date = place.date;
        continue;
      }
      if (found.size() == limit) break;
      found.push_back(std::move(place));
    }
  }
  return found;
}

bool ClueFinder::Passes(const Clue& clue, Date date) const {
  using std::chrono::sys_days;
  if (clue.date_test == Clue::DateTest::kAnyDate) return true;
  const auto& meeting = paper_.metadata.meeting_date;
  if (!meeting || !date.ok() || sys_days{date} <= sys_days{*meeting}) return false;
  if (clue.date_test == Clue::DateTest::kAfterMeeting) return true;
  Date last = *meeting + std::chrono::months(clue.months);
  if (!last.ok()) last = last.year() / last.month() / std::chrono::last;
  return sys_days{date} <= sys_days{last};
}

std::optional<Date> ClueFinder::DateOfMention(const Clue& clue, const Mention& mention) const {
  for (const Value& value : mention.values) {
    if (value.kind != ValueKind::kDate || !value.date) continue;
    if (Allows(clue.date_roles, value.role) && Passes(clue, *value.date)) return value.date;
  }
  return std::nullopt;
}

void ClueFinder::FindMentions(const CompiledClue& clue, std::size_t page,
                              std::vector<CluePlace>& places) {
  const std::string_view text = paper_.pages[page].text;
  for (const Mention& mention : paper_.mentions[page]) {
    if (!HasAttributes(*clue.clue, mention)) continue;
    std::optional<Date> date;
    if (clue.clue->date_test != Clue::DateTest::kNone) {
      date = DateOfMention(*clue.clue, mention);
      if (!date) continue;
    }
    if (!SurroundingsFit(clue, SearchIn(mention.sentence.Of(text)))) continue;
    places.push_back({page, mention.span, mention.sentence, date, {}});
  }
}

void ClueFinder::FindPatterns(const CompiledClue& clue, std::size_t page,
                              std::vector<CluePlace>& places) {
  const std::string_view text = paper_.pages[page].text;
  for (const auto& pattern : clue.patterns) {
    if (!MayStand(*pattern, page)) continue;
    for (const ByteSpan sentence : SentencesOf(page)) {
      const std::string_view words = sentence.Of(text);
      SearchText& search = SearchIn(words);
      const auto match = pattern->Find(search, 0, words.size());
      if (!match || (clue.clue->is_label && match->begin > 0)) continue;
      if (!SurroundingsFit(clue, search)) continue;
      std::optional<Date> date;
      if (clue.clue->date_test != Clue::DateTest::kNone) {
        date =
            DateBehind(words, match->end, clue.clue->is_label ? kLabelReachBytes : kDateReachBytes);
        if (!date || !Passes(*clue.clue, *date)) continue;
      }
      std::string named;
      if (pattern->tree()->has_capture) {
        named = words.substr(match->name_begin, match->name_end - match->name_begin);
      }
      places.push_back(
          {page, SpanIn(sentence, match->begin, match->end), sentence, date, std::move(named)});
    }
  }
}

SearchText& ClueFinder::SearchIn(std::string_view sentence) {
  const std::string_view last = search_.text();
  if (last.data() != sentence.data() || last.size() != sentence.size()) search_.Fill(sentence);
  return search_;
}

bool ClueFinder::SurroundingsFit(const CompiledClue& clue, SearchText& sentence) {
  const auto any_stands = [&](const CluePatterns& patterns) {
    return std::any_of(patterns.begin(), patterns.end(), [&](const auto& pattern) {
      return pattern->Find(sentence, 0, sentence.text().size()).has_value();
    });
  };
  return (clue.near.empty() || any_stands(clue.near)) && !any_stands(clue.unless);
}

bool ClueFinder::MayStand(const CompiledPattern& pattern, std::size_t page) {
  auto& present = known_[page].literals;
  if (!present) {
    present.emplace(literals_.scanner.size() / 64 + 1, 0);
    std::vector<LiteralHit> hits;
    literals_.scanner.Scan(paper_.pages[page].text, hits);
    for (const LiteralHit& hit : hits) {
      (*present)[hit.literal / 64] |= std::uint64_t{1} << (hit.literal % 64);
    }
  }
  return literals_.MayStand(pattern.required, *present);
}

const std::vector<ByteSpan>& ClueFinder::SentencesOf(std::size_t page) {
  auto& sentences = known_[page].sentences;
  if (!sentences) {
    sentences.emplace();
    for (const text::Paragraph& paragraph : text::SplitParagraphs(paper_.pages[page].text)) {
      sentences->insert(sentences->end(), paragraph.sentences.begin(), paragraph.sentences.end());
    }
  }
  return *sentences;
}

}  // namespace scrutineer::extractors
