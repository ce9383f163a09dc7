#ifndef SCRUTINEER_EXTRACTORS_CHARACTER_CLASS_H_
#define SCRUTINEER_EXTRACTORS_CHARACTER_CLASS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace scrutineer::extractors {

// The characters that a piece of RE2's syntax for one character ("\d", "[a-zé]", ".") matches. RE2
// itself is asked, once for each of ASCII and for all others whenever they stand in a text, so that
// both always agree. Thread-safe.
class CharacterClass {
 public:
  CharacterClass(const std::string& regex, bool case_sensitive);
  ~CharacterClass();
  CharacterClass(const CharacterClass&) = delete;
  CharacterClass& operator=(const CharacterClass&) = delete;

  bool HoldsAscii(unsigned char c) const { return ((ascii_[c / 64U] >> (c % 64U)) & 1U) != 0; }
  // The bytes of the character at `at` if the class holds it, or 0. REQUIRES: at < text.size(), on
  // a code point's first byte.
  std::size_t SizeAt(std::string_view text, std::size_t at) const {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) return HoldsAscii(lead) ? 1 : 0;
    return SizeBeyondAscii(text, at);
  }

 private:
  std::size_t SizeBeyondAscii(std::string_view text, std::size_t at) const;

  std::array<std::uint64_t, 2> ascii_{};
  std::unique_ptr<re2::RE2> regex_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_CHARACTER_CLASS_H_
