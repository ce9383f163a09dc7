#include "corpus/token_finder.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "corpus/fts_tokenizer.h"

namespace scrutineer::corpus {
namespace {

// Characters of ASCII other than letters and digits always part words, and letters and digits never
// do: only stretches that hold more than ASCII are left to FTS5, which takes ten times as long.
constexpr std::array<bool, 256> kPartsWords = [] {
  std::array<bool, 256> parts{};
  for (unsigned c = 0; c < 0x80; ++c) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    parts[c] = !is_letter && !(c >= '0' && c <= '9');
  }
  return parts;
}();

bool PartsWords(char c) { return kPartsWords[static_cast<unsigned char>(c)]; }

constexpr std::uint64_t kEach = 0x0101010101010101;
constexpr std::uint64_t kHighest = 0x80 * kEach;

// The first character in the lowest byte.
std::uint64_t EightBytes(const char* characters) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, characters, sizeof(bytes));
  if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
  return bytes;
}

// The highest bit of each byte that is a letter or digit. REQUIRES: all are ASCII.
std::uint64_t LettersAndDigits(std::uint64_t bytes) {
  // A byte below 0x80 plus 0x80 - c has its highest bit set where it is c or more.
  const auto reach = [](std::uint64_t all, unsigned c) { return all + (0x80 - c) * kEach; };
  const std::uint64_t small = bytes | 0x20 * kEach;
  const std::uint64_t letters = reach(small, 'a') & ~reach(small, 'z' + 1);
  const std::uint64_t digits = reach(bytes, '0') & ~reach(bytes, '9' + 1);
  return (letters | digits) & kHighest;
}

}  // namespace

std::optional<ByteSpan> TokenFinder::Find(std::size_t number) {
  while (number >= first_ + stretch_.size()) {
    first_ += stretch_.size();
    stretch_.clear();
    SkipBefore(number);
    if (!CutNextStretch()) return std::nullopt;
  }
  return stretch_[number - first_];
}

void TokenFinder::SkipBefore(std::size_t number) {
  std::uint64_t last = 0;  // 0x80 where the byte before belongs to a word
  for (; at_ + 8 <= text_.size(); at_ += 8) {
    const std::uint64_t bytes = EightBytes(text_.data() + at_);
    if ((bytes & kHighest) != 0) break;
    const std::uint64_t in_words = LettersAndDigits(bytes);
    const std::uint64_t begins = in_words & ~((in_words << 8) | last);
    const auto count = static_cast<std::size_t>(((begins >> 7) * kEach) >> 56);
    if (first_ + count > number) break;
    first_ += count;
    last = in_words >> 56;
  }
  if (last == 0) return;
  // Within a word, which is not to be counted before it was cut.
  --first_;
  while (at_ > 0 && !PartsWords(text_[at_ - 1])) --at_;
}

bool TokenFinder::CutNextStretch() {
  while (at_ < text_.size() && PartsWords(text_[at_])) ++at_;
  if (at_ == text_.size()) return false;
  const std::size_t begin = at_;
  unsigned bits = 0;
  for (; at_ < text_.size() && !PartsWords(text_[at_]); ++at_) {
    bits |= static_cast<unsigned char>(text_[at_]);
  }
  const auto start = static_cast<std::uint32_t>(begin);
  if (bits < 0x80) {
    stretch_.push_back({start, static_cast<std::uint32_t>(at_)});
    return true;
  }
  stretch_ = TokenSpans(text_.substr(begin, at_ - begin));
  for (ByteSpan& span : stretch_) span = {span.begin + start, span.end + start};
  return true;
}

}  // namespace scrutineer::corpus
