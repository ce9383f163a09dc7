#include "pipeline/text/hyphenation.h"

#include <algorithm>
#include <array>

#include "pipeline/text/ascii.h"
#include "pipeline/text/character_class.h"
#include "pipeline/text/word_list.h"

namespace scrutineer::text {
namespace {

constexpr auto kSuspending = std::to_array<std::string_view>({"and", "or", "to", "nor", "but"});

// Whether the code point belongs to a word, as a letter or a digit.
bool IsWordCharacter(std::int32_t code_point) {
  return (code_point >= '0' && code_point <= '9') || IsLetter(code_point);
}

bool IsUpperWord(std::string_view word) {
  return std::none_of(word.begin(), word.end(), [](char c) { return IsAsciiLower(c); }) &&
         std::any_of(word.begin(), word.end(), [](char c) { return IsAsciiUpper(c); });
}

std::string_view WordAtEnd(std::string_view line) {
  std::size_t begin = line.size();
  while (begin > 0 && line.size() - begin < kLongestWord) {
    const DecodedCharacter last = DecodeBackward(line, 0, begin);
    const bool inner_hyphen = last.code_point == '-' && begin < line.size();
    if (!IsWordCharacter(last.code_point) && !inner_hyphen) break;
    begin = last.begin;
  }
  return line.substr(begin);
}

std::string_view WordAtStart(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && end < kLongestWord) {
    const DecodedCharacter next = DecodeForward(line, end, line.size());
    if (!IsWordCharacter(next.code_point)) break;
    end = next.end;
  }
  return line.substr(0, end);
}

}  // namespace

std::string BrokenWord::Joined() const { return ToAsciiLower(std::string(left).append(right)); }

std::string BrokenWord::Hyphenated() const {
  return ToAsciiLower(std::string(left).append("-").append(right));
}

std::size_t TrailingHyphenLength(std::string_view line) {
  if (line.size() < 2) return 0;
  const DecodedCharacter hyphen = DecodeBackward(line, 0, line.size());
  if (hyphen.code_point != '-' && hyphen.code_point != 0x2010 && hyphen.code_point != 0xAC) {
    return 0;
  }
  if (hyphen.begin == 0) return 0;
  const DecodedCharacter before = DecodeBackward(line, 0, hyphen.begin);
  return IsWordCharacter(before.code_point) ? hyphen.end - hyphen.begin : 0;
}

BrokenWord SplitBrokenWord(std::string_view line, std::string_view next) {
  BrokenWord word;
  word.left = WordAtEnd(line);
  word.right = WordAtStart(next);
  word.right_goes_on = word.right.size() + 1 < next.size() && next[word.right.size()] == '-' &&
                       !IsAsciiSpace(next[word.right.size() + 1]);
  return word;
}

bool IsSuspendedHyphen(const BrokenWord& word) {
  return !word.right_goes_on && Holds(kSuspending, word.right);
}

bool MustKeepHyphen(const BrokenWord& word) {
  if (word.right_goes_on || word.left.find('-') != std::string_view::npos) return true;
  if (IsDigit(word.left.back()) || IsDigit(word.right.front())) return true;
  const std::int32_t first = DecodeForward(word.right, 0, word.right.size()).code_point;
  return !IsLowerCase(first) && !(IsUpperWord(word.left) && IsUpperWord(word.right));
}

Compound JudgeCompound(const BrokenWord& word) {
  return scrutineer::JudgeCompound(word.left, word.right);
}

}  // namespace scrutineer::text
