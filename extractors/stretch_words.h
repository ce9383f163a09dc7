#ifndef SCRUTINEER_EXTRACTORS_STRETCH_WORDS_H_
#define SCRUTINEER_EXTRACTORS_STRETCH_WORDS_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extractors/pattern_tree.h"

namespace scrutineer::extractors {

// The hash of a folded word (see FoldText), or of its beginning: letter after letter.
inline constexpr std::uint32_t kNoLetters = 2166136261U;
inline std::uint32_t HashWith(std::uint32_t hash, unsigned char letter) {
  return (hash ^ letter) * 16777619U;
}

// A bit for a folded letter; digits share one.
inline std::uint32_t InitialBit(unsigned char letter) {
  return std::uint32_t{1} << (letter >= 'a' ? letter - 'a' : 26);
}

// The words of a stretch of text as folding knows them: runs of ASCII letters and digits. All else
// lies on the borders between them: border i stands before word i, and one more behind the last.
//
//   text      "  the Café-owner"
//   words         the Caf  owner
//   borders   0      1   2      3    1 has white space; 2 has none, a letter and a hyphen
//
// So a set of places in the text is a set of bits, one a border, and word patterns (word_program.h)
// are matched with a few instructions for all places at once.
class StretchWords {
 public:
  static constexpr std::size_t kMaxBorders = 256;
  static constexpr std::size_t kMaskWords = kMaxBorders / 64;
  using Bits = std::array<std::uint64_t, kMaskWords>;

  struct Word {
    std::uint32_t hash = 0;
    std::uint32_t begin = 0;  // in the text
    std::uint32_t size = 0;
    std::uint32_t initial = 0;  // the bit of its first letter (see InitialBit)
    bool capital = false;       // which is a capital
  };

  // Takes the words of `text`, which must outlive their use.
  void Fill(std::string_view text);

  // The text cannot be looked at in this way: it has too many words, or letters outside ASCII that
  // are "s" and "k" in another case (U+017F, U+212A).
  bool opaque() const { return opaque_; }
  std::size_t size() const { return words_.size(); }
  const Word& operator[](std::size_t index) const { return words_[index]; }
  // A hash taken further over the word's letters [from, to). REQUIRES: to <= its size.
  std::uint32_t HashFurther(std::uint32_t hash, const Word& word, std::size_t from,
                            std::size_t to) const;

  // The borders that hold a character of that kind.
  const Bits& Holding(SeparatorKinds kind) const { return holding_[std::countr_zero(kind)]; }

 private:
  std::size_t PassBorder(std::size_t at);

  std::string_view text_;
  std::vector<Word> words_;
  std::array<Bits, 8> holding_{};  // by kind
  bool opaque_ = false;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_STRETCH_WORDS_H_
