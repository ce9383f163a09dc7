#include "extractors/stretch_words.h"

namespace scrutineer::extractors {
namespace {

// A byte's kind if it separates words, and 0 if it goes on with a character; a letter or digit is
// itself in lower case, with the mark.
constexpr std::uint16_t kLetterMark = 256;

constexpr std::array<std::uint16_t, 256> MakeKinds() {
  std::array<std::uint16_t, 256> kinds{};
  for (unsigned i = 0; i < 0x80; ++i) kinds[i] = kSeparatorOther;
  for (unsigned i = 0; i < 26; ++i) {
    kinds['a' + i] = kinds['A' + i] = static_cast<std::uint16_t>(kLetterMark | ('a' + i));
  }
  for (unsigned i = '0'; i <= '9'; ++i) kinds[i] = static_cast<std::uint16_t>(kLetterMark | i);
  for (const char c : {' ', '\t', '\n', '\f', '\r'}) {
    kinds[static_cast<unsigned char>(c)] = kSeparatorSpace;
  }
  kinds['_'] = kSeparatorLetter;
  kinds['\''] = kSeparatorApostrophe;
  kinds['-'] = kSeparatorHyphen;
  kinds['$'] = kSeparatorCurrency;
  kinds[','] = kSeparatorComma;
  kinds['.'] = kSeparatorStop;
  for (unsigned i = 0xC2; i < 0xF8; ++i) kinds[i] = kSeparatorOther;
  for (unsigned i = 0xC3; i < 0xE2; ++i) kinds[i] = kSeparatorLetter;
  return kinds;
}

constexpr std::array<std::uint16_t, 256> kCharacterKinds = MakeKinds();

std::uint16_t KindOf(char c) { return kCharacterKinds[static_cast<unsigned char>(c)]; }

// The kind of the character at `at`, which is outside ASCII and begins with \xC2 or \xE2: those of
// U+0080 to U+00BF and U+2000 to U+2FFF are told apart.
SeparatorKinds KindOfPunctuation(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> char32_t {
    return i < text.size() ? static_cast<unsigned char>(text[i]) & 0x3FU : 0U;
  };
  if (text[at] == '\xC2') return SeparatorKindOf(0x80 | byte(at + 1));
  return SeparatorKindOf(0x2000 | (byte(at + 1) << 6) | byte(at + 2));
}

}  // namespace

void StretchWords::Fill(std::string_view text) {
  text_ = text;
  words_.clear();
  holding_ = {};
  opaque_ = false;
  std::size_t at = 0;
  while (true) {
    at = PassBorder(at);
    if (at == text.size()) return;
    if (words_.size() + 1 == kMaxBorders) break;
    std::uint16_t kind = KindOf(text[at]);
    Word word{kNoLetters, static_cast<std::uint32_t>(at), 0,
              InitialBit(static_cast<unsigned char>(kind)), text[at] >= 'A' && text[at] <= 'Z'};
    for (; at < text.size() && (kind = KindOf(text[at])) >= kLetterMark; ++at) {
      word.hash = HashWith(word.hash, static_cast<unsigned char>(kind));
    }
    word.size = static_cast<std::uint32_t>(at) - word.begin;
    words_.push_back(word);
  }
  opaque_ = true;
}

std::size_t StretchWords::PassBorder(std::size_t at) {
  SeparatorKinds seen = 0;
  const auto stands = [&](std::string_view rune) { return text_.substr(at, rune.size()) == rune; };
  for (; at < text_.size(); ++at) {
    const std::uint16_t kind = KindOf(text_[at]);
    if (kind >= kLetterMark) break;
    opaque_ = opaque_ || stands("\xC5\xBF") || stands("\xE2\x84\xAA");
    const bool punctuation = text_[at] == '\xC2' || text_[at] == '\xE2';
    seen |= punctuation ? KindOfPunctuation(text_, at) : kind;
  }
  const std::size_t border = words_.size();
  for (; seen != 0; seen &= seen - 1) {
    holding_[static_cast<std::size_t>(std::countr_zero(seen))][border / 64] |= std::uint64_t{1}
                                                                               << (border % 64);
  }
  return at;
}

std::uint32_t StretchWords::HashFurther(std::uint32_t hash, const Word& word, std::size_t from,
                                        std::size_t to) const {
  for (const char c : text_.substr(word.begin + from, to - from)) {
    hash = HashWith(hash, static_cast<unsigned char>(KindOf(c)));
  }
  return hash;
}

}  // namespace scrutineer::extractors
