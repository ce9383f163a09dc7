#include "pipeline/alerts/mime.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/alerts/words.h"
#include "pipeline/base/utf8.h"

namespace scrutineer::alerts {
namespace {

constexpr std::size_t kLineLimit = 76;
constexpr std::size_t kEncodedWordLimit = 75;
constexpr std::size_t kWrapColumns = 72;
constexpr std::string_view kWordStart = "=?UTF-8?Q?";
constexpr std::string_view kWordEnd = "?=";
constexpr std::string_view kFold = "\r\n ";

bool IsPrintableAscii(char c) { return c >= 0x20 && c < 0x7F; }

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), IsPrintableAscii);
}

std::string HexByte(char byte) { return fmt::format("={:02X}", static_cast<unsigned char>(byte)); }

// RFC 2047, section 5 (3): the characters that an encoded word in a phrase may show.
std::string EncodeQ(std::string_view bytes) {
  constexpr std::string_view kShown = "!*+-/";
  std::string out;
  for (const char c : bytes) {
    const bool alphanumeric =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c == ' ') {
      out += '_';
    } else if (alphanumeric || kShown.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += HexByte(c);
    }
  }
  return out;
}

// The bytes of the code point at text[i].
std::string_view CodePointAt(std::string_view text, std::size_t i) {
  std::size_t end = i + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return text.substr(i, end - i);
}

// Encoded words with folds between them; none splits a code point (RFC 2047, section 5).
std::string EncodedWords(std::string_view text, std::size_t column) {
  std::string out(kWordStart);
  std::size_t used = column + kWordStart.size() + kWordEnd.size();
  std::size_t limit = kLineLimit;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view code_point = CodePointAt(text, i);
    i += code_point.size();
    const std::string encoded = EncodeQ(code_point);
    if (used + encoded.size() > limit) {
      out += fmt::format("{}{}{}", kWordEnd, kFold, kWordStart);
      used = kWordStart.size() + kWordEnd.size();
      limit = kEncodedWordLimit;
    }
    out += encoded;
    used += encoded.size();
  }
  return out.append(kWordEnd);
}

// The longest stretch without a space.
std::size_t LongestWord(std::string_view text) {
  std::size_t longest = 0;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    longest = std::max(longest, end - begin);
    begin = end + 1;
  }
  return longest;
}

// Breaks before spaces, so that unfolding gives the text back.
std::string FoldAtSpaces(std::string_view text, std::size_t column) {
  std::string out;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(' ', begin + 1), text.size());
    const std::string_view piece = text.substr(begin, end - begin);  // begins with its space
    if (column + piece.size() > kLineLimit && begin > 0) {
      out += "\r\n";
      column = 0;
    }
    out += piece;
    column += piece.size();
    begin = end;
  }
  return out;
}

void WrapLine(std::string_view line, std::string& out) {
  std::size_t column = 0;
  while (!line.empty()) {
    const std::size_t space = line.find(' ');
    const std::string_view piece =
        line.substr(0, space == std::string_view::npos ? line.size() : space + 1);
    const std::size_t width = CountCodePoints(piece);
    if (column > 0 && column + width > kWrapColumns) {
      out += '\n';
      column = 0;
    }
    out += piece;
    column += width;
    line.remove_prefix(piece.size());
  }
}

template <typename Visit>
void ForEachLine(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    visit(text.substr(0, end));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

// One line's encoded bytes cut so that none is longer than the limit, soft break included.
void AppendEncodedLine(std::string_view line, std::string& out) {
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool last = i + 1 == line.size();
    const bool from_line = i == 0 && (line.starts_with("From ") || c == '.');
    const bool plain = IsPrintableAscii(c) && c != '=' && !from_line && !(last && c == ' ');
    const std::string encoded = plain ? std::string(1, c) : HexByte(c);
    if (column + encoded.size() > kLineLimit - (last ? 0 : 1)) {
      out += "=\r\n";
      column = 0;
    }
    out += encoded;
    column += encoded.size();
  }
  out += "\r\n";
}

}  // namespace

std::string UnstructuredHeader(std::string_view name, std::string_view value) {
  const std::string line = OneLine(value);
  const std::size_t column = name.size() + 2;
  const bool plain = IsAscii(line) && line.find("=?") == std::string::npos &&
                     LongestWord(line) + column <= kLineLimit;
  return fmt::format("{}: {}\r\n", name,
                     plain ? FoldAtSpaces(line, column) : EncodedWords(line, column));
}

std::string DisplayName(std::string_view name, std::size_t column) {
  const std::string line = OneLine(name);
  if (line.empty()) return {};
  constexpr std::size_t kQuotedLimit = 50;
  const bool plain =
      IsAscii(line) && line.find("=?") == std::string::npos && line.size() <= kQuotedLimit;
  if (!plain) return EncodedWords(line, column);
  std::string quoted = "\"";
  for (const char c : line) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string WrapText(std::string_view text) {
  std::string out;
  ForEachLine(text, [&](std::string_view line) {
    while (line.ends_with(' ')) line.remove_suffix(1);
    WrapLine(line, out);
    out += '\n';
  });
  return out;
}

std::string StuffLines(std::string_view text) {
  std::string out;
  ForEachLine(text, [&](std::string_view line) {
    if (line.starts_with(' ') || line.starts_with('>') || line.starts_with("From ")) out += ' ';
    out += line;
    out += '\n';
  });
  return out;
}

std::string QuotedPrintable(std::string_view text) {
  std::string out;
  ForEachLine(text, [&](std::string_view line) { AppendEncodedLine(line, out); });
  return out;
}

std::string DecodeQuotedPrintable(std::string_view encoded) {
  const auto digit = [](char c) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    return kDigits.find(c);
  };
  std::string out;
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    const std::string_view rest = encoded.substr(i);
    if (rest.starts_with("=\r\n")) {
      i += 2;
    } else if (rest.size() > 2 && rest[0] == '=' && digit(rest[1]) != std::string_view::npos &&
               digit(rest[2]) != std::string_view::npos) {
      out.push_back(static_cast<char>(digit(rest[1]) << 4 | digit(rest[2])));
      i += 2;
    } else if (!rest.starts_with("\r\n")) {
      out.push_back(rest[0]);
    }
  }
  return out;
}

}  // namespace scrutineer::alerts
