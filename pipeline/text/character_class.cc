#include "pipeline/text/character_class.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>

namespace scrutineer::text {
namespace {

constexpr CharacterClass kKept{CharacterFate::kKeep, {}};
constexpr CharacterClass kSpaced{CharacterFate::kSpace, {}};
constexpr CharacterClass kDropped{CharacterFate::kDrop, {}};

constexpr std::array<std::string_view, 7> kLigatures = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

// Glyphs of Symbol, Wingdings and Wingdings 2 as Word writes them, U+F000 plus the font's own
// code.
CharacterClass ClassifyPrivateUse(std::int32_t code_point) {
  switch (code_point) {
    case 0xF02D:  // Symbol: minus, used for dashes in lists
      return {CharacterFate::kReplace, "-"};
    case 0xF0FC:  // Wingdings: tick
    case 0xF0FE:  // Wingdings: ticked box
    case 0xF050:  // Wingdings 2: tick
    case 0xF052:  // Wingdings 2: ticked box
      return {CharacterFate::kReplace, "\u2713"};
    case 0xF0FB:  // Wingdings: cross
    case 0xF0FD:  // Wingdings: crossed box
      return {CharacterFate::kReplace, "\u2717"};
    case 0xF0E0:  // Wingdings: arrow
    case 0xF0E8:
    case 0xF0F0:
      return {CharacterFate::kReplace, "\u2192"};
    default:
      break;
  }
  if (IsBullet(code_point)) return {CharacterFate::kReplace, "\u2022"};
  return kSpaced;
}

CharacterClass ClassifyGeneralPunctuation(std::int32_t code_point) {
  if (code_point <= 0x200A || code_point == 0x2028 || code_point == 0x2029 ||
      code_point == 0x202F || code_point == 0x205F) {
    return kSpaced;
  }
  const bool invisible = code_point <= 0x200F || (code_point >= 0x202A && code_point <= 0x202E) ||
                         code_point >= 0x2060;
  return invisible ? kDropped : kKept;
}

CharacterClass ClassifyRare(std::int32_t code_point) {
  if (code_point >= 0xFE00 && code_point <= 0xFE0F) return kDropped;  // variation selectors
  if (U_IS_UNICODE_NONCHAR(code_point)) return kDropped;
  switch (u_charType(code_point)) {
    case U_CONTROL_CHAR:
      return kDropped;
    case U_FORMAT_CHAR:
      // Signs that enclose the digits after them are seen, unlike all other format characters.
      return u_hasBinaryProperty(code_point, UCHAR_PREPENDED_CONCATENATION_MARK) ? kKept : kDropped;
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return kSpaced;
    case U_PRIVATE_USE_CHAR:
      return ClassifyPrivateUse(code_point);
    default:
      return kKept;
  }
}

CharacterClass ClassifyAscii(std::int32_t code_point) {
  if (code_point > 0x20 && code_point < 0x7F) return kKept;
  return code_point == 0x20 || (code_point >= 0x09 && code_point <= 0x0D) ? kSpaced : kDropped;
}

}  // namespace

CharacterClass ClassifyCharacter(std::int32_t code_point) {
  if (code_point < 0) return {CharacterFate::kReplace, "\uFFFD"};
  if (code_point < 0x80) return ClassifyAscii(code_point);
  if (code_point == 0x85 || code_point == 0xA0) return kSpaced;
  if (code_point < 0xA0 || code_point == 0xAD || code_point == 0x34F) return kDropped;
  if (code_point < 0x590) return kKept;
  if (code_point >= 0x2000 && code_point < 0x2070) return ClassifyGeneralPunctuation(code_point);
  if (code_point >= 0x2070 && code_point < 0x3000) return kKept;
  if (code_point >= 0xFB00 && code_point <= 0xFB06) {
    return {CharacterFate::kReplace, kLigatures.at(static_cast<std::size_t>(code_point - 0xFB00))};
  }
  if (code_point == 0xFFFD) return kKept;
  return ClassifyRare(code_point);
}

DecodedCharacter DecodeForward(std::string_view text, std::size_t begin, std::size_t end) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data()) + begin;
  const auto length = static_cast<std::int32_t>(end - begin < 8 ? end - begin : 8);
  std::int32_t i = 0;
  UChar32 code_point = 0;
  U8_NEXT(bytes, i, length, code_point);
  return {code_point, begin, begin + static_cast<std::size_t>(i)};
}

DecodedCharacter DecodeBackward(std::string_view text, std::size_t begin, std::size_t end) {
  // No sequence is longer than four bytes, so eight are enough to find where the last one begins.
  const std::size_t from = end - begin > 8 ? end - 8 : begin;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data()) + from;
  auto i = static_cast<std::int32_t>(end - from);
  UChar32 code_point = 0;
  U8_PREV(bytes, 0, i, code_point);
  return {code_point, from + static_cast<std::size_t>(i), end};
}

bool IsLetter(std::int32_t code_point) {
  if (code_point < 0) return false;
  if (code_point < 0x80) return (code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z';
  return u_isalpha(code_point) != 0;
}

bool IsLowerCase(std::int32_t code_point) {
  if (code_point < 0x80) return code_point >= 'a' && code_point <= 'z';
  return u_islower(code_point) != 0;
}

bool IsBullet(std::int32_t code_point) {
  switch (code_point) {
    case 0x2022:
    case 0x2023:
    case 0x2043:
    case 0x25A0:
    case 0x25A1:
    case 0x25AA:
    case 0x25AB:
    case 0x25BA:
    case 0x25CB:
    case 0x25CF:
    case 0x25D8:
    case 0x25E6:
    case 0x27A2:
    case 0x27A4:
    case 0xF06C:  // Wingdings: disc
    case 0xF06E:  // Wingdings: square
    case 0xF06F:  // Wingdings: open square
    case 0xF071:  // Wingdings: shadowed square
    case 0xF076:  // Wingdings: diamonds
    case 0xF0A1:  // Wingdings: ring
    case 0xF0A7:  // Wingdings: small square
    case 0xF0A8:  // Wingdings: open square
    case 0xF0B7:  // Symbol: bullet
    case 0xF0D8:  // Wingdings: arrowhead
      return true;
    default:
      return false;
  }
}

}  // namespace scrutineer::text
