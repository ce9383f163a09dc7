#include "pipeline/text/heading_tree.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/text/ascii.h"
#include "pipeline/text/heading_role.h"
#include "pipeline/text/item_number.h"
#include "pipeline/text/section_span.h"
#include "pipeline/text/sections.h"

namespace scrutineer::text {
namespace {

using enum SectionEvidence;

constexpr int kAppendixRank = 0;
constexpr int kTopRank = 1;
constexpr int kRunInRank = 9;

struct Candidate {
  PaperSection section;
  int rank = kTopRank;
};

TextPlace PlaceOf(const Candidate& candidate) {
  return {candidate.section.first_page, candidate.section.start};
}

int DepthOf(std::string_view number) {
  return 1 + static_cast<int>(std::count(number.begin(), number.end(), '.'));
}

// Of "7"; 0 of "4.2" and "A".
int WholeNumber(std::string_view number) {
  int value = 0;
  const char* const last = number.data() + number.size();
  const auto [end, error] = std::from_chars(number.data(), last, value);
  return error == std::errc() && end == last ? value : 0;
}

bool HasNoSmallLetter(std::string_view title) {
  return std::none_of(title.begin(), title.end(), IsAsciiLower);
}

// Whether it holds a word that headings are made of: in small letters nothing else makes it sure.
bool HasHeadingWord(std::string_view title) {
  std::string small = ToAsciiLower(title);
  if (small.empty()) return false;
  small.front() = ToAsciiUpper(small.front());
  const auto heading = ReadHeading(small);
  return heading && heading->sure;
}

class HeadingReader {
 public:
  HeadingReader(const StructureNotes& notes, int first, int last) : first_page_(first) {
    const auto begin =
        std::lower_bound(notes.lines().begin(), notes.lines().end(), first,
                         [](const NotedLine& line, int page) { return line.page < page; });
    for (auto line = begin; line != notes.lines().end() && line->page <= last; ++line) {
      lines_.push_back(&*line);
    }
    runs_from_one_ = RunsFromOne();
  }

  std::vector<Candidate> Read() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (ReadAppendix(i)) continue;
      ReadLine(*lines_[i]);
    }
    return std::move(candidates_);
  }

 private:
  static std::optional<Heading> StandingHeading(const NotedLine& line) {
    // A long line was cut, and is no heading.
    const auto heading = ReadHeading(line.text);
    if (!heading || heading->run_in || !heading->sure) return std::nullopt;
    return heading;
  }

  // Whether numbers belong to headings here: some run from 1 on, and not as many number paragraphs.
  bool RunsFromOne() const {
    int wanted = 1;
    int headings = 0;
    int paragraphs = 0;
    for (const NotedLine* line : lines_) {
      const auto number = ReadItemNumber(line->text);
      if (!number || number->series != "number") continue;
      const auto heading = StandingHeading(*line);
      ++(heading ? headings : paragraphs);
      if (heading && WholeNumber(heading->number) == wanted) ++wanted;
    }
    constexpr int kFewest = 3;
    return wanted > kFewest && paragraphs * 2 <= headings * 3;
  }

  bool IsAppendix(std::size_t at) const {
    constexpr int kTopLines = 3;
    return lines_[at]->index < kTopLines && !AppendixLabel(lines_[at]->text).empty();
  }

  // At the top of a page, and not one of a list of them.
  bool ReadAppendix(std::size_t at) {
    const NotedLine& line = *lines_[at];
    if (!IsAppendix(at)) return false;
    const auto lists = [&](std::size_t other) {
      return other < lines_.size() && lines_[other]->page == line.page &&
             !AppendixLabel(lines_[other]->text).empty() &&
             std::abs(lines_[other]->index - line.index) == 1;
    };
    if (lists(at + 1) || (at > 0 && lists(at - 1))) return false;
    const std::string_view label = AppendixLabel(line.text);
    std::string_view title = AppendixTitle(line.text);
    const bool next_is_title = at + 1 < lines_.size() && lines_[at + 1]->page == line.page &&
                               lines_[at + 1]->index == line.index + 1;
    if (title.empty() && next_is_title) title = lines_[at + 1]->text;
    if (label == appendix_) return true;  // its next page says so again
    appendix_ = label;
    last_number_ = 0;
    Candidate& found = Add(line, SectionKind::kAppendix, kAppendixRank);
    if (!IsAsciiLetter(label.back()) || label.size() < 4) found.section.number = label;
    constexpr std::size_t kLongestTitle = 160;
    if (title.size() <= kLongestTitle) found.section.title = title;
    return true;
  }

  void ReadLine(const NotedLine& line) {
    if (HeadsImplicationsTable(line.text)) {
      in_implications_ = true;
      return;
    }
    const auto heading = ReadHeading(line.text);
    if (!heading || !heading->sure) {
      if (in_implications_) ReadRow(line);
      return;
    }
    const Implications implications = ImplicationsOf(heading->title);
    const bool recommends = IsRecommendations(heading->title);
    const SectionKind kind = recommends                            ? SectionKind::kRecommendations
                             : implications != Implications::kNone ? SectionKind::kImplications
                                                                   : SectionKind::kHeading;
    const bool plain = kind == SectionKind::kHeading;
    if (plain && (heading->run_in || !IsWanted(*heading))) return;
    // In a table of them each row stands beside the others, however it looks.
    const bool is_row =
        in_implications_ && heading->number.empty() && kind == SectionKind::kImplications;
    // Above it stand the names and labels of the report's head.
    head_ended_ = head_ended_ || line.page > first_page_ || !plain || !heading->number.empty() ||
                  HasHeadingWord(heading->title);
    if (!head_ended_) return;
    const int rank = is_row ? kRunInRank : RankOf(*heading, recommends);
    if (!heading->run_in && rank == kTopRank && !heading->number.empty()) {
      last_number_ = std::max(last_number_, WholeNumber(heading->number));
    }
    Candidate& found = Add(line, kind, rank);
    found.section.implications = implications;
    if (recommends) found.section.implications = Implications::kNone;
    found.section.number = heading->number;
    found.section.title = heading->title;
    in_implications_ = HeadsImplications(heading->title) ||
                       (in_implications_ && kind == SectionKind::kImplications);
  }

  void ReadRow(const NotedLine& line) {
    const Implications implications = ImplicationsRow(line.text);
    if (implications == Implications::kNone) return;
    Candidate& found = Add(line, SectionKind::kImplications, kRunInRank);
    found.section.implications = implications;
    const std::string_view text = line.text;
    const bool two_words = StartsWithIgnoringCase(text, "human resources");
    found.section.title = text.substr(0, text.find(' ', two_words ? text.find(' ') + 1 : 0));
  }

  bool IsWanted(const Heading& heading) const {
    // Questions, and rows of a timetable ("Consultation opens 18 March"), are no headings.
    if (heading.number.empty()) {
      return !heading.title.ends_with('?') &&
             std::none_of(heading.title.begin(), heading.title.end(), IsDigit);
    }
    const int number = WholeNumber(heading.number);
    if (number == 0) return runs_from_one_ && IsDigit(heading.number.front());
    constexpr int kMostMissing = 1;
    return runs_from_one_ && number > last_number_ && number <= last_number_ + 1 + kMostMissing;
  }

  int RankOf(const Heading& heading, bool recommends) const {
    if (heading.run_in && !recommends) return kRunInRank;
    if (!heading.number.empty()) return runs_from_one_ ? DepthOf(heading.number) : kRunInRank;
    return !runs_from_one_ || HasNoSmallLetter(heading.title) ? kTopRank : kTopRank + 1;
  }

  Candidate& Add(const NotedLine& line, SectionKind kind, int rank) {
    Candidate candidate;
    candidate.rank = rank;
    candidate.section.kind = kind;
    candidate.section.first_page = line.page;
    candidate.section.start = line.start;
    candidate.section.Add(kHeading);
    candidates_.push_back(std::move(candidate));
    return candidates_.back();
  }

  const int first_page_;
  bool head_ended_ = false;
  std::vector<const NotedLine*> lines_;
  bool runs_from_one_ = false;
  int last_number_ = 0;
  std::string_view appendix_;
  bool in_implications_ = false;
  std::vector<Candidate> candidates_;
};

// A section that an entry of the outline names, or what it confirms among those found by heading.
class BookmarkReader {
 public:
  BookmarkReader(const StructureNotes& notes, int first, std::vector<Candidate>& candidates)
      : notes_(notes), first_(first), candidates_(candidates) {
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const TextPlace place = PlaceOf(candidates[i]);
      by_place_.try_emplace({place.page, place.start}, i);
      if (candidates[i].section.kind == SectionKind::kAppendix) {
        appendix_on_.try_emplace(place.page, i);
      }
    }
  }

  void Read(const Bookmark& bookmark) {
    const std::string_view label = AppendixLabel(bookmark.title);
    auto place = notes_.Find(bookmark.title, bookmark.page_number, bookmark.page_number);
    if (!place && label.empty()) return;
    if (!place) place = TextPlace{bookmark.page_number, 0};
    // What begins the report is the report.
    if (place->page == first_ && place->start == 0) return;
    if (const auto appendix = appendix_on_.find(place->page);
        !label.empty() && appendix != appendix_on_.end()) {
      candidates_[appendix->second].section.Add(kBookmark);
      return;
    }
    const auto [same, is_new] =
        by_place_.try_emplace({place->page, place->start}, candidates_.size());
    if (is_new) candidates_.push_back(NewFor(bookmark, *place, label));
    candidates_[same->second].section.Add(kBookmark);
  }

 private:
  static Candidate NewFor(const Bookmark& bookmark, TextPlace place, std::string_view label) {
    Candidate candidate;
    PaperSection& section = candidate.section;
    section.first_page = place.page;
    section.start = place.start;
    if (!label.empty()) {
      candidate.rank = kAppendixRank;
      section.kind = SectionKind::kAppendix;
      section.number = label;
      section.title = AppendixTitle(bookmark.title);
      return candidate;
    }
    candidate.rank = bookmark.depth + kTopRank;
    const bool numbered = ReadItemNumber(bookmark.title).has_value();
    section.number = numbered ? PrintedItemNumber(bookmark.title) : std::string_view();
    section.title = numbered ? BehindItemNumber(bookmark.title) : std::string_view(bookmark.title);
    section.implications = ImplicationsOf(section.title);
    if (section.implications != Implications::kNone) section.kind = SectionKind::kImplications;
    if (IsRecommendations(section.title)) section.kind = SectionKind::kRecommendations;
    return candidate;
  }

  const StructureNotes& notes_;
  const int first_;
  std::vector<Candidate>& candidates_;
  std::map<std::pair<int, std::uint32_t>, std::size_t> by_place_;
  std::map<int, std::size_t> appendix_on_;
};

}  // namespace

std::vector<PaperSection> FindHeadings(const StructureNotes& notes,
                                       const std::vector<Bookmark>& bookmarks,
                                       std::string_view title, int first, int last) {
  std::vector<Candidate> candidates = HeadingReader(notes, first, last).Read();
  BookmarkReader outline(notes, first, candidates);
  const auto begin =
      std::lower_bound(bookmarks.begin(), bookmarks.end(), std::max(first, 1),
                       [](const Bookmark& one, int page) { return one.page_number < page; });
  for (auto one = begin; one != bookmarks.end() && one->page_number <= last; ++one) {
    outline.Read(*one);
  }
  const std::string folded = FoldedTitle(title);
  std::erase_if(candidates, [&](const Candidate& one) {
    return one.section.kind == SectionKind::kHeading && FoldedTitle(one.section.title) == folded;
  });
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) {
                     return std::pair(a.section.first_page, a.section.start) <
                            std::pair(b.section.first_page, b.section.start);
                   });
  std::vector<PaperSection> sections;
  std::vector<std::size_t> open;  // indexes, each within the one before
  const auto close_down_to = [&](int rank, TextPlace end) {
    while (!open.empty() && candidates[open.back()].rank >= rank) {
      EndBefore(notes, end, sections[open.back()]);
      open.pop_back();
    }
  };
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    close_down_to(candidates[i].rank, PlaceOf(candidates[i]));
    sections.push_back(std::move(candidates[i].section));
    sections.back().parent = open.empty() ? -1 : static_cast<int>(open.back());
    open.push_back(i);
  }
  close_down_to(-1, {last + 1, 0});
  return sections;
}

}  // namespace scrutineer::text
