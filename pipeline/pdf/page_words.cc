#include "pipeline/pdf/page_words.h"

#include <algorithm>
#include <cmath>

#include "pipeline/pdf/utf16.h"

namespace scrutineer::pdf {
namespace {

// A copy printed for boldness follows its original within a line or so.
constexpr std::size_t kCopyWindowWords = 32;
// Shift between the two, in heights of the word.
constexpr double kCopyShift = 0.25;
// Between letters that are spaced out, in their heights: the most, and how far two gaps may differ.
constexpr double kWidestLetterGap = 0.6;
constexpr double kEvenGap = 0.07;
constexpr std::size_t kFewestEvenLetters = 3;
// No page is larger: 200 inches are PDF's own limit, and sums of such numbers stay exact enough.
constexpr double kFarthestPoint = 1e6;

bool IsPlausible(const Box& box) {
  return std::ranges::all_of(
             std::initializer_list<double>{box.left, box.top, box.right, box.bottom},
             [](double x) { return std::abs(x) < kFarthestPoint; }) &&
         box.left <= box.right && box.top <= box.bottom;
}

// Turns the page back so that the word stands upright.
Box ToReadingFrame(const Box& box, int quarter_turns) {
  switch (quarter_turns) {
    case 1:
      return {box.top, -box.right, box.bottom, -box.left};
    case 2:
      return {-box.right, -box.bottom, -box.left, -box.top};
    case 3:
      return {-box.bottom, box.left, -box.top, box.right};
    default:
      return box;
  }
}

}  // namespace

bool OnOneBaseline(const Box& a, const Box& b) {
  return std::min(a.bottom, b.bottom) - std::max(a.top, b.top) >
         std::min(a.height(), b.height()) / 2;
}

Box AsPrinted(const Box& box, int quarter_turns) {
  return ToReadingFrame(box, (4 - quarter_turns) & 3);
}

void PageWords::Add(std::span<const std::uint16_t> text, Box box, int quarter_turns,
                    bool space_after) {
  Word word;
  word.quarter_turns = static_cast<std::uint8_t>(quarter_turns & 3);
  word.box = IsPlausible(box) ? ToReadingFrame(box, word.quarter_turns) : Box{};
  word.space_after = space_after;
  word.text_begin = static_cast<std::uint32_t>(text_.size());
  AppendUtf16(text, text_);
  word.text_end = static_cast<std::uint32_t>(text_.size());
  bool blank = true;
  for (std::size_t i = word.text_begin; i < text_.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text_[i]);
    if (byte < 0x20 || byte == 0x7F) text_[i] = ' ';
    blank = blank && text_[i] == ' ';
  }
  if (blank || RepeatsRecentWord(word)) {
    text_.resize(word.text_begin);
    return;
  }
  words_.push_back(word);
}

bool PageWords::IsLetter(const Word& word) const {
  const std::string_view text = TextOf(word);
  return static_cast<std::size_t>(std::ranges::count_if(
             text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; })) == 1;
}

void PageWords::JoinSpacedLetters() {
  for (std::size_t first = 0; first < words_.size();) {
    std::size_t end = first + 1;
    for (double gap = -1; end < words_.size(); ++end) {
      const Word& previous = words_[end - 1];
      const Word& word = words_[end];
      if (previous.space_after || previous.quarter_turns != word.quarter_turns ||
          !OnOneBaseline(previous.box, word.box) || !IsLetter(previous) || !IsLetter(word)) {
        break;
      }
      const double height = std::min(previous.box.height(), word.box.height());
      const double next_gap = word.box.left - previous.box.right;
      if (next_gap < 0 || next_gap > kWidestLetterGap * height) break;
      if (gap >= 0 && std::abs(next_gap - gap) > kEvenGap * height) break;
      if (gap < 0) gap = next_gap;
    }
    if (end - first >= kFewestEvenLetters) {
      for (std::size_t i = first; i + 1 < end; ++i) words_[i].joins_next = true;
    }
    first = end;
  }
}

bool PageWords::RepeatsRecentWord(const Word& word) const {
  const double tolerance = kCopyShift * word.box.height();
  // "ll" drawn letter by letter is no copy.
  const double tolerance_across = std::min(tolerance, word.box.width() / 2);
  const auto near = [](double a, double b, double most) { return std::abs(a - b) <= most; };
  const std::size_t first = words_.size() - std::min(words_.size(), kCopyWindowWords);
  return std::any_of(
      words_.begin() + static_cast<std::ptrdiff_t>(first), words_.end(), [&](const Word& other) {
        return near(other.box.left, word.box.left, tolerance_across) &&
               near(other.box.top, word.box.top, tolerance) &&
               near(other.box.right, word.box.right, tolerance_across) &&
               other.quarter_turns == word.quarter_turns && TextOf(other) == TextOf(word);
      });
}

}  // namespace scrutineer::pdf
