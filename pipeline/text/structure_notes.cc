#include "pipeline/text/structure_notes.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <utility>

#include "pipeline/base/utf8.h"
#include "pipeline/text/ascii.h"
#include "pipeline/text/heading_role.h"
#include "pipeline/text/item_number.h"
#include "pipeline/text/list_marker.h"
#include "pipeline/text/page_range.h"
#include "pipeline/text/sections.h"

namespace scrutineer::text {
namespace {

constexpr std::size_t kMostNotedLines = 40'000;
constexpr std::size_t kMostTitles = 400'000;
constexpr std::size_t kLongestTitleLine = 200;
constexpr std::size_t kShortestFold = 4;
constexpr std::size_t kOpeningBytes = 1'200;
constexpr std::size_t kMostOpenings = 3'000;

std::optional<int> NumberAtEnd(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && IsDigit(text[begin - 1])) --begin;
  int number = 0;
  const auto [end, error] = std::from_chars(text.data() + begin, text.data() + text.size(), number);
  if (begin == text.size() || error != std::errc()) return std::nullopt;
  return number;
}

// "Page 7", "7", "Page 7 of 60".
std::optional<int> PrintedNumber(std::string_view text) {
  const std::size_t of = ToAsciiLower(text).find(" of ");
  return NumberAtEnd(TrimAscii(text.substr(0, of)));
}

// Of a pack the label is what its makers numbered; else what is printed on the page.
std::optional<int> NumberOf(const Page& page) {
  if (!page.label.empty()) {
    int number = 0;
    const char* const last = page.label.data() + page.label.size();
    const auto [end, error] = std::from_chars(page.label.data(), last, number);
    if (error == std::errc() && end == last) return number;
  }
  for (const Furniture& line : page.furniture) {
    if (line.kind != FurnitureKind::kPageNumber) continue;
    if (const auto number = PrintedNumber(line.text)) return number;
  }
  return std::nullopt;
}

bool MayBeginSection(std::string_view line) {
  if (line.empty()) return false;
  const bool numbered = IsDigit(line.front()) || line.front() == '(' ||
                        StartsWithIgnoringCase(line, "item") ||
                        StartsWithIgnoringCase(line, "agenda item");
  if (numbered && ReadItemNumber(line)) return true;
  if (!ReadNumberWithYear(line).empty() || ReadTightNumber(line)) return true;
  if (const auto marker = ParseListMarker(line);
      marker && marker->style == MarkerStyle::kLetter && IsAsciiUpper(line.front())) {
    return true;
  }
  if (HeadsImplicationsTable(line) || !AppendixLabel(line).empty() || ReferredItem(line) ||
      ReadPageRange(line))
    return true;
  return ReadHeading(line).has_value() || IsAgendaHeading(line) || HeadsContents(line) ||
         !SubjectOf(line).empty() || ImplicationsRow(line) != Implications::kNone;
}

}  // namespace

std::string FoldedTitle(std::string_view title) {
  title = TrimAscii(title);
  for (const std::string_view extension : {".pdf", ".docx", ".doc"}) {
    if (title.size() > extension.size() &&
        EqualsIgnoringCase(title.substr(title.size() - extension.size()), extension)) {
      title.remove_suffix(extension.size());
    }
  }
  std::size_t begin = 0;
  while (begin < title.size() && (IsDigit(title[begin]) || title[begin] == '.')) ++begin;
  if (begin < title.size() && begin > 0 && IsAsciiUpper(title[begin]) && begin + 1 < title.size() &&
      title[begin + 1] == ' ') {
    ++begin;  // "5A Reference from scrutiny"
  }
  std::string folded;
  for (const char c : title.substr(begin)) {
    // Of letters beyond ASCII all bytes count: accents part titles, dashes do not come so far.
    if (IsAsciiLetter(c) || IsDigit(c)) folded.push_back(ToAsciiLower(c));
  }
  return folded;
}

std::vector<std::uint32_t> TitleWords(std::string_view text) {
  constexpr std::size_t kShortestWord = 3;
  std::vector<std::uint32_t> words;
  const auto belongs = [](char c) { return IsAsciiLetter(c) || IsDigit(c) || !IsAscii(c); };
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && belongs(text[end])) ++end;
    std::string word = ToAsciiLower(text.substr(begin, end - begin));
    begin = std::max(end, begin + 1);
    const bool number = !word.empty() && std::all_of(word.begin(), word.end(), IsDigit);
    if (word.size() < kShortestWord && !number) continue;
    if (word.size() > kShortestWord && word.ends_with('s')) word.pop_back();
    words.push_back(static_cast<std::uint32_t>(std::hash<std::string>{}(word)));
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

void StructureNotes::Add(const Page& page) {
  NotedPage noted;
  noted.size_bytes = static_cast<std::uint32_t>(page.text.size());
  noted.printed = NumberOf(page);
  ReportHead before;
  before.lines = std::move(last_head_lines_);
  noted.head = ReadReportHead(page.text);
  noted.opens_report = noted.head.opens_report && IsNewHead(noted.head, before);
  last_head_lines_ = std::exchange(noted.head.lines, {});
  // Packs stamp the item on the first page of its report, in a corner where headers stand.
  std::string stamped;
  for (const Furniture& line : page.furniture) {
    if (const auto item = AgendaItemNumber(line.text); !item.empty()) stamped = item;
  }
  if (!stamped.empty() && stamped != last_furniture_item_) {
    noted.opens_report = true;
    noted.head.item = stamped;
  }
  last_furniture_item_ = std::move(stamped);
  if (pages_.size() < kMostOpenings) {
    const std::string_view text = page.text;
    noted.opening_words = TitleWords(text.substr(0, FloorToCodePoint(text, kOpeningBytes)));
  }
  pages_.push_back(std::move(noted));
  int index = 0;
  wants_next_line_ = false;
  for (std::size_t begin = 0; begin < page.text.size(); ++index) {
    const std::size_t end = std::min(page.text.find('\n', begin), page.text.size());
    AddLine(static_cast<std::uint32_t>(begin),
            std::string_view(page.text).substr(begin, end - begin), index);
    begin = end + 1;
  }
}

void StructureNotes::NoteTitle(std::string_view line, TextPlace place) {
  if (line.size() > kLongestTitleLine || titles_noted_ >= kMostTitles) return;
  const std::string folded = FoldedTitle(line);
  if (folded.size() < kShortestFold) return;
  titles_[std::hash<std::string>{}(folded)].push_back(place);
  ++titles_noted_;
}

void StructureNotes::AddLine(std::uint32_t start, std::string_view line, int index) {
  const auto page = static_cast<int>(pages_.size());
  NoteTitle(line, {page, start});
  const bool begins = MayBeginSection(line);
  if ((begins || wants_next_line_) && lines_.size() < kMostNotedLines) {
    const std::string_view kept = line.substr(0, FloorToCodePoint(line, kNotedBytes));
    lines_.push_back(
        {page, start, start + static_cast<std::uint32_t>(line.size()), index, std::string(kept)});
  }
  wants_next_line_ = begins && (BehindItemNumber(line).empty() || AppendixTitle(line).empty());
}

std::optional<TextPlace> StructureNotes::Find(std::string_view title, int first, int last) const {
  const std::string folded = FoldedTitle(title);
  if (folded.size() < kShortestFold) return std::nullopt;
  const auto known = titles_.find(std::hash<std::string>{}(folded));
  if (known == titles_.end()) return std::nullopt;
  const std::vector<TextPlace>& places = known->second;
  const auto place = std::lower_bound(places.begin(), places.end(), first,
                                      [](const TextPlace& at, int page) { return at.page < page; });
  if (place == places.end() || place->page > last) return std::nullopt;
  return *place;
}

}  // namespace scrutineer::text
