#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "pipeline/alerts/address.h"
#include "pipeline/alerts/email.h"

// Whatever titles, names and texts hold, a message keeps its headers, its line ends and its line
// lengths. The input's three parts (at NUL bytes) are sender's name, subject and body; the first is
// also tried as an address.
namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

std::string_view TakePart(std::string_view& rest) {
  const std::size_t end = rest.find('\0');
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return part;
}

void CheckMessage(std::string_view bytes) {
  constexpr std::size_t kHeaders = 11;
  std::size_t headers = 0;
  bool in_headers = true;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find("\r\n");
    Require(end != std::string_view::npos);
    const std::string_view line = bytes.substr(0, end);
    for (const char c : line) Require(c >= 0x20 && c < 0x7F);
    Require(line.size() <= (in_headers ? 998U : 76U));
    if (line.empty()) in_headers = false;
    if (in_headers && line.front() != ' ') ++headers;
    bytes.remove_prefix(end + 2);
  }
  Require(headers == kHeaders);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  scrutineer::alerts::Email email;
  email.from_name = TakePart(rest);
  email.subject = TakePart(rest);
  email.body = rest;
  email.from_address = "alerts@example.org";
  email.to_address = "rep@example.org";
  if (scrutineer::alerts::CheckAddress(email.from_name)) email.to_address = email.from_name;
  email.message_id = "0123456789abcdef@example.org";
  const auto bytes = scrutineer::alerts::FormatEmail(email);
  Require(bytes.has_value());
  CheckMessage(*bytes);
  return 0;
}
