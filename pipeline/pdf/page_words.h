#ifndef SCRUTINEER_PIPELINE_PDF_PAGE_WORDS_H_
#define SCRUTINEER_PIPELINE_PDF_PAGE_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scrutineer::pdf {

// A rectangle on a page, in points; y grows downwards.
struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;

  double width() const { return right - left; }
  double height() const { return bottom - top; }
};

// Whether they share more than half of the lower one's height.
bool OnOneBaseline(const Box& a, const Box& b);

// One word as it stands on its page. `box` lies in the word's reading frame: turned so that the
// word reads from left to right and the next line is below, however it is printed.
struct Word {
  Box box;
  std::uint32_t text_begin = 0;  // bytes in PageWords::text()
  std::uint32_t text_end = 0;
  std::uint8_t quarter_turns = 0;  // as printed: clockwise from upright
  bool space_after = false;        // a space parts it from the next word of its line
  bool joins_next = false;         // nothing does, however far it stands: letters are spaced out
};

// A box of a reading frame as it stands on the page.
Box AsPrinted(const Box& box, int quarter_turns);

// The words of a page in some order, their letters in one buffer. Not thread-safe.
class PageWords {
 public:
  // Appends a word of UTF-16 text; lone surrogates become U+FFFD, control characters spaces. A word
  // without letters is left out, and so is a copy: the same text at nearly the same place as one
  // of the last words, which is how some programs print bold. Boxes that are not finite, or
  // implausibly large, count as empty boxes at the origin.
  void Add(std::span<const std::uint16_t> text, Box box, int quarter_turns, bool space_after);

  // Joins letters that stand alone, three or more one after the other, evenly spaced and without a
  // drawn space, to the word that they are: "P a g e".
  void JoinSpacedLetters();

  // REQUIRES: `words` are words(), in another order.
  void Reorder(std::vector<Word> words) { words_ = std::move(words); }

  const std::vector<Word>& words() const { return words_; }
  std::string_view text() const { return text_; }
  std::string_view TextOf(const Word& word) const {
    return std::string_view(text_).substr(word.text_begin, word.text_end - word.text_begin);
  }

 private:
  bool RepeatsRecentWord(const Word& word) const;
  bool IsLetter(const Word& word) const;

  std::string text_;
  std::vector<Word> words_;
};

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_PAGE_WORDS_H_
