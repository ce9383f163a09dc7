#ifndef SCRUTINEER_TESTS_PIPELINE_ALERTS_MAIL_PARSER_H_
#define SCRUTINEER_TESTS_PIPELINE_ALERTS_MAIL_PARSER_H_

#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Reads a message back, written from the RFCs and not from the program, and strict: whatever a mail
// server might refuse is an exception.
namespace scrutineer::tests {

class MailParser {
 public:
  explicit MailParser(std::string_view bytes) {
    const std::size_t end = CheckLines(bytes);
    ParseHeaders(bytes.substr(0, end + 2));
    body_ = bytes.substr(end + 4);
  }

  // The unfolded value; throws where the field does not stand exactly once.
  std::string Header(std::string_view name) const {
    std::optional<std::string> value;
    for (const auto& [field, text] : headers_) {
      if (field != name) continue;
      if (value) throw std::runtime_error("twice: " + field);
      value = text;
    }
    if (!value) throw std::runtime_error("missing: " + std::string(name));
    return *value;
  }
  std::size_t header_count() const { return headers_.size(); }

  // The value with its encoded words read (RFC 2047).
  std::string DecodedHeader(std::string_view name) const {
    const std::string raw = Header(name);
    std::string out;
    std::size_t at = 0;
    bool after_word = false;
    while (at < raw.size()) {
      const std::size_t start = raw.find("=?UTF-8?Q?", at);
      const std::string between = raw.substr(at, start - at);
      if (!(after_word && between == " ")) out += between;
      if (start == std::string::npos) break;
      const std::size_t end = raw.find("?=", start + 10);
      if (end == std::string::npos || end + 2 - start > 75) throw std::runtime_error("word");
      out += DecodeQ(raw.substr(start + 10, end - start - 10));
      at = end + 2;
      after_word = true;
    }
    return out;
  }

  // The text with quoted-printable and format=flowed undone; lines end in '\n'.
  std::string Text() const { return Unflow(DecodeQuotedPrintable()); }
  // The text as a reader sees it that knows nothing of format=flowed.
  std::string Lines() const { return DecodeQuotedPrintable(); }

 private:
  static void Require(bool condition, const char* what) {
    if (!condition) throw std::runtime_error(what);
  }

  // Line ends, lengths and characters of the whole message; where its headers end.
  static std::size_t CheckLines(std::string_view bytes) {
    Require(bytes.ends_with("\r\n"), "no line end at the end");
    std::size_t begin = 0;
    while (begin < bytes.size()) {
      const std::size_t end = bytes.find("\r\n", begin);
      Require(end != std::string_view::npos, "line without end");
      const std::string_view line = bytes.substr(begin, end - begin);
      Require(line.size() <= 998, "line over 998 bytes");
      for (const char c : line) Require(c >= 0x20 && c < 0x7F, "not printable ASCII");
      begin = end + 2;
    }
    const std::size_t end = bytes.find("\r\n\r\n");
    Require(end != std::string_view::npos, "no end of headers");
    return end;
  }

  void ParseHeaders(std::string_view block) {
    while (!block.empty()) {
      const std::size_t end = block.find("\r\n");
      const std::string_view line = block.substr(0, end);
      block.remove_prefix(end + 2);
      Require(line.find_first_not_of(" \t") != std::string_view::npos, "blank folded line");
      if (line.front() == ' ') {
        Require(!headers_.empty(), "fold before any field");
        headers_.back().second += line;
        continue;
      }
      const std::size_t colon = line.find(": ");
      Require(colon != std::string_view::npos && colon > 0, "no field name");
      for (const char c : line.substr(0, colon)) {
        Require((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-', "field name");
      }
      headers_.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
  }

  static char HexByte(std::string_view digits) {
    Require(digits.size() == 2, "hex digits missing");
    for (const char c : digits) {
      Require((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'), "no upper-case hex digit");
    }
    return static_cast<char>(std::strtol(std::string(digits).c_str(), nullptr, 16));
  }

  static std::string DecodeQ(std::string_view word) {
    std::string out;
    for (std::size_t i = 0; i < word.size(); ++i) {
      Require(word[i] != ' ' && word[i] != '?', "bad character in an encoded word");
      if (word[i] == '=') {
        out += HexByte(word.substr(i + 1, 2));
        i += 2;
      } else {
        out += word[i] == '_' ? ' ' : word[i];
      }
    }
    return out;
  }

  std::string DecodeQuotedPrintable() const {
    std::string out;
    std::string_view rest = body_;
    while (!rest.empty()) {
      const std::size_t end = rest.find("\r\n");
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(end + 2);
      Require(line.size() <= 76, "quoted-printable line over 76 bytes");
      Require(!line.ends_with(' '), "space at a line's end");
      Require(!line.starts_with("From ") && !line.starts_with('.'), "line start that mail changes");
      const bool soft = line.ends_with('=');
      if (soft) line.remove_suffix(1);
      for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '=') {
          out += HexByte(line.substr(i + 1, 2));
          i += 2;
        } else {
          out += line[i];
        }
      }
      if (!soft) out += '\n';
    }
    return out;
  }

  static std::string Unflow(std::string_view text) {
    std::string out;
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      std::string_view line = text.substr(0, end);
      text.remove_prefix(end + 1);
      Require(!line.starts_with('>'), "quote mark at a line's start");
      if (line.starts_with(' ')) line.remove_prefix(1);
      out += line;
      if (!line.ends_with(' ')) out += '\n';
    }
    return out;
  }

  std::vector<std::pair<std::string, std::string>> headers_;
  std::string_view body_;
};

}  // namespace scrutineer::tests

#endif  // SCRUTINEER_TESTS_PIPELINE_ALERTS_MAIL_PARSER_H_
