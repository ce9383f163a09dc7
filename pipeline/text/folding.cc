#include "pipeline/text/folding.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "pipeline/base/utf8.h"
#include "pipeline/text/ascii.h"
#include "pipeline/text/character_class.h"

namespace scrutineer::text {
namespace {

// Small words of names, in capitals only where they begin one.
constexpr auto kSmallWords = std::to_array<std::string_view>(
    {"of", "and", "the", "upon", "on", "in", "with", "le", "by", "under", "de", "la", "for", "to",
     "a", "at", "y", "du", "sur"});

std::string LowerCase(std::string_view text) {
  std::string lower;
  icu::StringByteSink<std::string> sink(&lower);
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8ToLower("", 0, {text.data(), static_cast<std::int32_t>(text.size())}, sink,
                            nullptr, status);
  return U_SUCCESS(status) != 0 ? lower : std::string(text);
}

bool HasLowerCase(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter next = DecodeForward(text, i, text.size());
    if (IsLowerCase(next.code_point)) return true;
    i = next.end;
  }
  return false;
}

}  // namespace

std::string WithoutAccents(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return IsAscii(c); });
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  if (ascii || U_FAILURE(status) != 0) return std::string(text);
  std::string apart;
  icu::StringByteSink<std::string> sink(&apart);
  nfd->normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr,
                     status);
  std::string plain;
  for (std::size_t i = 0; i < apart.size();) {
    const DecodedCharacter next = DecodeForward(apart, i, apart.size());
    if (u_charType(next.code_point) != U_NON_SPACING_MARK) {
      plain.append(apart, i, next.end - next.begin);
    }
    i = next.end;
  }
  return plain;
}

std::string InTitleCase(std::string_view name) {
  if (HasLowerCase(name)) return std::string(name);
  const std::string lower = LowerCase(name);
  std::string title;
  for (std::size_t begin = 0; begin < lower.size();) {
    const std::size_t end = std::min(lower.find_first_of(" -", begin), lower.size());
    const std::string_view word = std::string_view(lower).substr(begin, end - begin);
    const bool small =
        begin > 0 && std::find(kSmallWords.begin(), kSmallWords.end(), word) != kSmallWords.end();
    if (small || word.empty()) {
      title += word;
    } else {
      const DecodedCharacter first = DecodeForward(word, 0, word.size());
      AppendUtf8(static_cast<char32_t>(u_toupper(first.code_point)), title);
      title += word.substr(first.end);
    }
    if (end < lower.size()) title += lower[end];
    begin = end + 1;
  }
  return title;
}

}  // namespace scrutineer::text
