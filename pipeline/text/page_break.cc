#include "pipeline/text/page_break.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <string_view>

#include "pipeline/text/ascii.h"
#include "pipeline/text/character_class.h"
#include "pipeline/text/hyphenation.h"
#include "pipeline/text/list_marker.h"
#include "pipeline/text/sentences.h"

namespace scrutineer::text {
namespace {

// The rest of a sentence is shorter; more is a table or a list.
constexpr std::size_t kLongestRest = 1000;
// A tail of fewer bytes is a heading or a cell.
constexpr std::size_t kShortestTail = 25;
// Share of the text's width that a line must reach for its sentence to go on, in percent.
constexpr int kFullPercent = 75;
// Points by which the two parts of a paragraph may differ in indent, and percent in height.
constexpr int kSameIndent = 40;
constexpr int kSameHeightPercent = 12;
// Of the height of most lines: what is lower, below them, is a footnote.
constexpr int kFootnotePercent = 92;

// Words that end no sentence.
constexpr auto kGoingOn = std::to_array<std::string_view>(
    {"a",     "an",      "and",   "any",   "are",   "as",         "at",          "be",
     "been",  "between", "but",   "by",    "can",   "could",      "for",         "from",
     "had",   "has",     "have",  "if",    "in",    "into",       "is",          "its",
     "may",   "must",    "no",    "nor",   "of",    "on",         "or",          "our",
     "shall", "should",  "than",  "that",  "the",   "their",      "these",       "this",
     "those", "through", "to",    "under", "until", "upon",       "was",         "were",
     "which", "who",     "whose", "will",  "with",  "within",     "without",     "would",
     "your",  "mr",      "mrs",   "ms",    "cllr",  "councillor", "councillors", "cllrs"});

bool Overlaps(const LinePlace& a, const LinePlace& b) {
  const int shared = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
  return 2 * shared > std::min(a.bottom - a.top, b.bottom - b.top);
}

// The paragraph that ends at `end`; empty where none does.
std::string_view ParagraphBefore(std::string_view text, std::size_t end) {
  if (end == 0 || end > text.size() || (end < text.size() && text[end] != '\n')) return {};
  const std::string_view before = text.substr(0, end);
  return before.substr(before.rfind('\n') + 1);  // npos + 1 is 0
}

std::string_view FirstParagraph(std::string_view text) { return text.substr(0, text.find('\n')); }

std::string_view WordAtEnd(std::string_view text) {
  return text.substr(text.find_last_of(' ') + 1);
}

bool EndsWithStop(std::string_view tail) {
  static constexpr auto kClosers =
      std::to_array<std::string_view>({")", "]", "\"", "'", "\u2019", "\u201D"});
  for (bool closed = true; closed;) {
    closed = false;
    for (const std::string_view closer : kClosers) {
      if (!tail.ends_with(closer)) continue;
      tail.remove_suffix(closer.size());
      closed = true;
    }
  }
  return tail.empty() || std::string_view(".:;!?").find(tail.back()) != std::string_view::npos;
}

bool StandsAlike(const LinePlace& last, const LinePlace& first) {
  const int height = std::max<int>(last.letter_height, first.letter_height);
  return last.quarter_turns == first.quarter_turns &&
         std::abs(last.left - first.left) <= kSameIndent &&
         100 * std::abs(last.letter_height - first.letter_height) <= kSameHeightPercent * height;
}

// What parts the two at the break, and how many bytes of the tail go.
struct Joint {
  std::string_view between;
  std::size_t dropped = 0;
};

Joint JointOf(std::string_view tail, std::string_view head, PaperWords& words) {
  const auto judged = JudgeHyphen(tail, head, words);
  if (!judged || *judged == LineBreak::kSpace) return {" ", 0};
  return {"", *judged == LineBreak::kDropHyphen ? TrailingHyphenLength(tail) : 0};
}

// Bytes of `head` that belong to the sentence across the break; 0 where none runs across it.
std::size_t RestOfSentence(std::string_view tail, const Joint& joint, std::string_view head) {
  std::string joined(tail.substr(0, tail.size() - joint.dropped));
  const std::size_t at = joined.size();
  joined.append(joint.between);
  const std::size_t begin = joined.size();
  joined.append(head);
  for (const Paragraph& paragraph : SplitParagraphs(joined)) {
    for (const ByteSpan sentence : paragraph.sentences) {
      if (sentence.begin < at && sentence.end > begin) return sentence.end - begin;
    }
  }
  return 0;
}

// The lines that are no furniture.
std::vector<LinePlace> TextLines(const ExtractedPage& page,
                                 const std::vector<FurnitureLine>& furniture) {
  std::vector<LinePlace> lines;
  auto next = furniture.begin();
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    if (next != furniture.end() && next->line == i) {
      ++next;
    } else {
      lines.push_back(page.lines[i]);
    }
  }
  return lines;
}

// Drops the lines in small letters at the end of the text where the first of them begins with a
// number or an asterisk, but never most of the text.
void DropFootnotes(std::string_view text, std::vector<LinePlace>& lines) {
  std::vector<std::uint16_t> heights;
  heights.reserve(lines.size());
  for (const LinePlace& line : lines) heights.push_back(line.letter_height);
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  std::size_t end = lines.size();
  while (end > lines.size() / 2 &&
         100 * lines[end - 1].letter_height < kFootnotePercent * *middle) {
    --end;
  }
  if (end == lines.size()) return;
  const std::string_view first = lines[end].Of(text);
  if (!first.empty() && (IsDigit(first.front()) || first.front() == '*')) lines.resize(end);
}

// Takes `count` bytes and the break after them from the start of the page.
void RemoveHead(Page& page, TextEnds& ends, std::size_t count) {
  while (count < page.text.size() && (page.text[count] == ' ' || page.text[count] == '\n')) ++count;
  page.text.erase(0, count);
  ends.last_end -= std::min(ends.last_end, count);
  for (Furniture& line : page.furniture) {
    line.position -= static_cast<std::uint32_t>(std::min<std::size_t>(line.position, count));
  }
}

}  // namespace

TextEnds FindTextEnds(const ExtractedPage& page, const std::vector<FurnitureLine>& furniture) {
  std::vector<LinePlace> lines = TextLines(page, furniture);
  if (lines.empty()) return {};
  DropFootnotes(page.text, lines);
  TextEnds ends;
  if (lines.empty()) return ends;
  int left = lines.front().left;
  int right = lines.front().right;
  bool first = !lines.front().in_table;
  bool last = !lines.back().in_table;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const LinePlace& line = lines[i];
    left = std::min<int>(left, line.left);
    right = std::max<int>(right, line.right);
    if (i > 0 && (line.top < lines.front().top || Overlaps(line, lines.front()))) first = false;
    if (i + 1 < lines.size() &&
        (line.bottom > lines.back().bottom || Overlaps(line, lines.back()))) {
      last = false;
    }
  }
  if (first) ends.first = lines.front();
  if (100 * (lines.back().right - left) < kFullPercent * (right - left)) last = false;
  if (last) ends.last = lines.back();
  return ends;
}

bool MayGoOn(std::string_view tail, std::string_view head) {
  if (tail.size() < kShortestTail || head.empty() || EndsWithStop(tail)) return false;
  if (ParseListMarker(head)) return false;
  if (TrailingHyphenLength(tail) > 0) return true;
  if (IsLowerCase(DecodeForward(head, 0, head.size()).code_point)) return true;
  if (tail.back() == ',') return true;
  const std::string word = ToAsciiLower(WordAtEnd(tail));
  return std::find(kGoingOn.begin(), kGoingOn.end(), word) != kGoingOn.end();
}

void JoinSentence(Page& page, const TextEnds& ends, Page& next, TextEnds& next_ends,
                  PaperWords& words) {
  if (!ends.last || !next_ends.first || !StandsAlike(*ends.last, *next_ends.first)) return;
  const std::string_view tail = ParagraphBefore(page.text, ends.last_end);
  const std::string_view head = FirstParagraph(next.text);
  if (!MayGoOn(tail, head)) return;
  const Joint joint = JointOf(tail, head, words);
  const std::size_t rest = RestOfSentence(tail, joint, head);
  if (rest == 0 || rest > kLongestRest || rest >= next.text.size()) return;
  const std::size_t end = ends.last_end - joint.dropped;
  const std::string more = std::string(joint.between).append(head.substr(0, rest));
  page.text.replace(end, joint.dropped, more);
  page.from_next_page = {static_cast<std::uint32_t>(end + joint.between.size()),
                         static_cast<std::uint32_t>(end + more.size())};
  for (Furniture& line : page.furniture) {
    if (line.position <= ends.last_end) continue;
    line.position += static_cast<std::uint32_t>(more.size() - joint.dropped);
  }
  RemoveHead(next, next_ends, rest);
}

}  // namespace scrutineer::text
