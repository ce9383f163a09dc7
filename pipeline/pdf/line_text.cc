#include "pipeline/pdf/line_text.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace scrutineer::pdf {
namespace {

std::int32_t Hundredths(double points) {
  return static_cast<std::int32_t>(std::lround(100 * std::clamp(points, -2e6, 2e6)));
}

void AppendWord(const PageWords& page, std::size_t index, std::string& out,
                std::vector<WordPlace>* places) {
  const Word& word = page.words()[index];
  const auto begin = static_cast<std::uint32_t>(out.size());
  out.append(page.TextOf(word));
  if (places == nullptr) return;
  const Box box = AsPrinted(word.box, word.quarter_turns);
  places->push_back(
      {begin,
       static_cast<std::uint32_t>(out.size()),
       {Hundredths(box.left), Hundredths(box.top), Hundredths(box.right), Hundredths(box.bottom)},
       word.quarter_turns});
}

// Fewer single letters in a row are initials or marks of a list.
constexpr std::size_t kFewestSpacedLetters = 4;
// Of the least gap between letters of a word: from here on the next word begins.
constexpr double kSpacedWordGap = 1.6;

bool IsLoneCapital(const PageWords& page, std::size_t word) {
  const std::string_view text = page.TextOf(page.words()[word]);
  return text.size() == 1 && text[0] >= 'A' && text[0] <= 'Z';
}

// The end of a word or words whose letters are spaced out ("A G E N D A"), or `first` where none
// begin: single capitals, but for those in the order of the alphabet.
std::size_t EndOfSpacedLetters(const PageWords& page, std::size_t first, std::size_t end) {
  std::size_t i = first;
  bool alphabet = true;
  while (i < end && IsLoneCapital(page, i)) {
    if (i > first) {
      const Word& previous = page.words()[i - 1];
      if (GapBetween(previous, page.words()[i]) == Gap::kCell) break;
      alphabet = alphabet && page.TextOf(page.words()[i])[0] == page.TextOf(previous)[0] + 1;
    }
    ++i;
  }
  return i - first < kFewestSpacedLetters || alphabet ? first : i;
}

void AppendSpacedLetters(const PageWords& page, std::size_t first, std::size_t end,
                         std::string& out, std::vector<WordPlace>* places) {
  const auto gap = [&](std::size_t i) {
    return page.words()[i].box.left - page.words()[i - 1].box.right;
  };
  double least = gap(first + 1);
  for (std::size_t i = first + 2; i < end; ++i) least = std::min(least, gap(i));
  for (std::size_t i = first; i < end; ++i) {
    if (i > first && gap(i) > kSpacedWordGap * least) out.push_back(' ');
    AppendWord(page, i, out, places);
  }
}

}  // namespace

void AppendWords(const PageWords& page, const Line& line, std::string& out,
                 std::vector<WordPlace>* places) {
  const std::vector<Word>& words = page.words();
  const std::size_t first = line.first_word;
  const std::size_t end = line.end_word;
  for (std::size_t i = first; i < end; ++i) {
    if (i > first) {
      const Gap gap = GapBetween(words[i - 1], words[i]);
      if (gap != Gap::kNone) out.push_back(gap == Gap::kCell ? '\t' : ' ');
    }
    if (const std::size_t spaced = EndOfSpacedLetters(page, i, end); spaced > i) {
      AppendSpacedLetters(page, i, spaced, out, places);
      i = spaced - 1;
    } else {
      AppendWord(page, i, out, places);
    }
  }
}

}  // namespace scrutineer::pdf
