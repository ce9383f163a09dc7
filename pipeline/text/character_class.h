#ifndef SCRUTINEER_PIPELINE_TEXT_CHARACTER_CLASS_H_
#define SCRUTINEER_PIPELINE_TEXT_CHARACTER_CLASS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace scrutineer::text {

// What normalisation does with a character.
enum class CharacterFate : std::uint8_t { kKeep, kSpace, kDrop, kReplace };

struct CharacterClass {
  CharacterFate fate = CharacterFate::kKeep;
  std::string_view replacement;  // for kReplace
};

// For any code point; a negative value (ill-formed bytes) is replaced by U+FFFD.
CharacterClass ClassifyCharacter(std::int32_t code_point);

// One character of text that may be ill-formed: its code point, or -1, and its bytes.
struct DecodedCharacter {
  std::int32_t code_point = -1;
  std::size_t begin = 0;
  std::size_t end = 0;
};
// REQUIRES: begin < end <= text.size(). An ill-formed sequence is one character.
DecodedCharacter DecodeForward(std::string_view text, std::size_t begin, std::size_t end);
DecodedCharacter DecodeBackward(std::string_view text, std::size_t begin, std::size_t end);

// Letters of any script.
bool IsLetter(std::int32_t code_point);
bool IsLowerCase(std::int32_t code_point);

// "•", "▪", "➢" and the like, as they stand or in a symbol font.
bool IsBullet(std::int32_t code_point);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_CHARACTER_CLASS_H_
