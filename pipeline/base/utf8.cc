#include "pipeline/base/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace scrutineer {
namespace {

bool IsContinuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

// Length in bytes of the well-formed sequence at `text[0]`, or 0. Table 3-7 of the Unicode
// Standard.
std::size_t SequenceLength(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() < length) return 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  if (byte(1) < low || byte(1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (!IsContinuation(byte(i))) return 0;
  }
  return length;
}

std::size_t SkipAscii(std::string_view text, std::size_t i) {
  std::uint64_t word = 0;
  while (i + sizeof word <= text.size()) {
    std::memcpy(&word, text.data() + i, sizeof word);
    if ((word & 0x8080808080808080ULL) != 0) break;
    i += sizeof word;
  }
  return i;
}

}  // namespace

std::optional<std::size_t> FirstInvalidUtf8(std::string_view text) {
  for (std::size_t i = SkipAscii(text, 0); i < text.size();) {
    const std::size_t length = SequenceLength(text.substr(i));
    if (length == 0) return i;
    i += length;
    if (length == 1) i = SkipAscii(text, i);
  }
  return std::nullopt;
}

std::size_t CountCodePoints(std::string_view text) {
  // Eight bytes at a time: of a continuation byte the highest bit is set and the next is not.
  constexpr std::uint64_t kEach = 0x0101010101010101;
  std::size_t continuations = 0;
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, sizeof(bytes));
    continuations +=
        static_cast<std::size_t>((((bytes >> 7) & ~(bytes >> 6) & kEach) * kEach) >> 56);
  }
  for (; at < text.size(); ++at) {
    if (IsContinuation(static_cast<unsigned char>(text[at]))) ++continuations;
  }
  return text.size() - continuations;
}

std::optional<std::size_t> ByteOfCodePoint(std::string_view text, std::size_t count) {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (IsContinuation(static_cast<unsigned char>(text[i]))) continue;
    if (seen++ == count) return i;
  }
  if (seen == count) return text.size();
  return std::nullopt;
}

std::size_t CodePointCursor::CountTo(std::size_t byte) {
  if (byte >= byte_) {
    count_ += CountCodePoints(text_.substr(byte_, byte - byte_));
  } else {
    count_ -= CountCodePoints(text_.substr(byte, byte_ - byte));
  }
  byte_ = byte;
  return count_;
}

std::string ReplaceInvalidUtf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = SequenceLength(text.substr(i));
    if (length == 0) {
      AppendUtf8(U'\uFFFD', out);
      ++i;
    } else {
      out.append(text, i, length);
      i += length;
    }
  }
  return out;
}

void AppendUtf8(char32_t code_point, std::string& out) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) code_point = 0xFFFD;
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

std::size_t FloorToCodePoint(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return text.size();
  while (offset > 0 && IsContinuation(static_cast<unsigned char>(text[offset]))) --offset;
  return offset;
}

}  // namespace scrutineer
