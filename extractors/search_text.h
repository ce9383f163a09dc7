#ifndef SCRUTINEER_EXTRACTORS_SEARCH_TEXT_H_
#define SCRUTINEER_EXTRACTORS_SEARCH_TEXT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace scrutineer::extractors {

// The first folded characters of a text (see FoldText) as one number, the first one lowest.
using Beginning = std::uint32_t;
inline constexpr std::size_t kBeginningSize = 4;

// A character as two bits: one for what it folds to (letters have their own, digits share one, and
// so does all else) and one of these.
inline constexpr std::uint32_t kSpaceBit = std::uint32_t{1} << 28;    // as RE2's \s
inline constexpr std::uint32_t kSmallBit = std::uint32_t{1} << 29;    // a small letter or a digit
inline constexpr std::uint32_t kCapitalBit = std::uint32_t{1} << 30;  // of ASCII, as the small ones
inline constexpr std::uint32_t kOtherBit = std::uint32_t{1} << 31;
inline constexpr std::uint32_t kAnyKind = kSpaceBit | kSmallBit | kCapitalBit | kOtherBit;
inline constexpr std::uint32_t KindBit(unsigned char c) {
  if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r') return kSpaceBit;
  if (c >= 'A' && c <= 'Z') return kCapitalBit;
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? kSmallBit : kOtherBit;
}
inline constexpr std::uint32_t FoldedInitialBit(unsigned char folded) {
  if (folded >= 'a' && folded <= 'z') return std::uint32_t{1} << (folded - 'a');
  return std::uint32_t{1} << (folded >= '0' && folded <= '9' ? 26 : 27);
}
inline constexpr std::array<std::uint32_t, 256> kInitialBits = [] {
  std::array<std::uint32_t, 256> bits{};
  for (unsigned i = 0; i < 256; ++i) {
    const bool capital = i >= 'A' && i <= 'Z';
    const auto folded = static_cast<unsigned char>(capital ? i - 'A' + 'a' : i);
    bits[i] = FoldedInitialBit(folded) | KindBit(static_cast<unsigned char>(i));
  }
  return bits;
}();

inline constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

// Where a match of a piece of a pattern ends, and the group `name` in it, if it has one: bytes.
struct PieceEnd {
  std::uint32_t at = 0;
  std::uint32_t name_begin = kNowhere, name_end = kNowhere;
};

// A text that many patterns are looked for in: how it goes on from each of its places, and what
// pieces that patterns share were found to match there, so that each is tried once. Not
// thread-safe; a thread keeps one from text to text, as its memory is used again.
class SearchText {
 public:
  // Takes another text, which must outlive its use.
  void Fill(std::string_view text);

  std::string_view text() const { return text_; }
  // It holds letters outside ASCII that are "s" and "k" in another case (U+017F, U+212A), which
  // folding does not know.
  bool opaque() const { return opaque_; }
  // REQUIRES: at <= text().size().
  Beginning BeginningAt(std::size_t at) const { return beginnings_[at]; }
  // Whether `initials` have both bits of what stands there; at the text's end, whether they have
  // all.
  bool Begins(std::uint32_t initials, std::size_t at) const {
    if (at >= text_.size()) return initials == ~std::uint32_t{0};
    const std::uint32_t bits = kInitialBits[static_cast<unsigned char>(text_[at])];
    return (initials & bits) == bits;
  }
  // Where words may begin, in order: runs of ASCII letters, digits and "_", and all characters
  // beyond ASCII.
  std::span<const std::uint32_t> word_begins() const { return word_begins_.span(); }
  // Where runs of all else than letters and digits of ASCII begin, in order.
  std::span<const std::uint32_t> gap_begins() const { return gap_begins_.span(); }

  // Where the words begin that are reached backwards from `at` over at most `gaps` runs of ASCII
  // white space, or the text.
  std::uint32_t BackOver(std::uint32_t at, std::uint32_t gaps) const;
  // Where the words end that are reached from `at` over at most `gaps` such runs, or the text.
  std::uint32_t ForthOver(std::uint32_t at, std::uint32_t gaps) const;

  // The ends of a piece's matches from `at`, if they were remembered.
  std::optional<std::span<const PieceEnd>> Recall(std::uint32_t piece, std::uint32_t at) const;
  void Remember(std::uint32_t piece, std::uint32_t at, std::span<const PieceEnd> ends);

 private:
  // Places in the text, of which there is always room for one more.
  class Places {
   public:
    void Clear(std::size_t text_size) {
      if (places_.size() < text_size + 2) places_.resize(text_size + 2);
      count_ = 0;
    }
    // Without a branch, which could not be predicted.
    void AddIf(bool is_one, std::size_t at) {
      places_[count_] = static_cast<std::uint32_t>(at);
      count_ += is_one ? 1 : 0;
    }
    std::span<const std::uint32_t> span() const { return std::span(places_).first(count_); }

   private:
    std::vector<std::uint32_t> places_;
    std::size_t count_ = 0;
  };
  struct Memory {
    std::uint32_t epoch = 0;
    std::uint32_t piece = 0, at = 0;
    std::uint32_t first = 0, count = 0;  // in ends_
  };
  std::size_t SlotOf(std::uint32_t piece, std::uint32_t at) const;

  std::string_view text_;
  bool opaque_ = false;
  std::vector<Beginning> beginnings_;
  Places word_begins_, gap_begins_;
  Places space_begins_, space_ends_;  // of runs
  std::vector<Memory> memories_;      // a hash table; those of earlier epochs are empty places
  std::size_t memory_count_ = 0;
  std::uint32_t epoch_ = 0;
  std::vector<PieceEnd> ends_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_SEARCH_TEXT_H_
