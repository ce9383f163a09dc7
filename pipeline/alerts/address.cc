#include "pipeline/alerts/address.h"

#include <fmt/format.h>

#include <string>

#include "pipeline/alerts/words.h"

namespace scrutineer::alerts {
namespace {

constexpr std::size_t kAddressLimit = 254;
constexpr std::size_t kLocalPartLimit = 64;
constexpr std::size_t kLabelLimit = 63;

bool IsAlphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool IsAtomText(char c) {
  constexpr std::string_view kMarks = "!#$%&'*+-/=?^_`{|}~";
  return IsAlphanumeric(c) || kMarks.find(c) != std::string_view::npos;
}

tl::unexpected<Error> Wrong(std::string_view address, std::string_view why) {
  return Fail(ErrorCode::kConfiguration,
              fmt::format("\"{}\" is no e-mail address: {} (write it as name@example.org)",
                          OneLine(address), why));
}

// Calls `check` for each part between dots, empty ones included; false as soon as it says so.
template <typename Check>
bool AllParts(std::string_view text, Check check) {
  while (true) {
    const std::size_t dot = text.find('.');
    if (!check(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool IsAtom(std::string_view text) {
  if (text.empty()) return false;
  for (const char c : text) {
    if (!IsAtomText(c)) return false;
  }
  return true;
}

bool IsLabel(std::string_view text) {
  if (text.empty() || text.size() > kLabelLimit) return false;
  if (text.front() == '-' || text.back() == '-') return false;
  for (const char c : text) {
    if (!IsAlphanumeric(c) && c != '-') return false;
  }
  return true;
}

}  // namespace

Status CheckAddress(std::string_view address) {
  if (address.empty()) return Wrong(address, "it is empty");
  if (address.size() > kAddressLimit) return Wrong(address, "it is too long");
  if (address.find_first_of(" \t\r\n<>,;\"()") != std::string_view::npos) {
    return Wrong(address, "it holds a space, a bracket, a comma or a quote");
  }
  const std::size_t at = address.find('@');
  if (at == std::string_view::npos) return Wrong(address, "there is no @ in it");
  if (address.find('@', at + 1) != std::string_view::npos) {
    return Wrong(address, "there is more than one @ in it");
  }
  if (at > kLocalPartLimit || !AllParts(address.substr(0, at), IsAtom)) {
    return Wrong(address, "the part before the @ is not usable");
  }
  if (!AllParts(address.substr(at + 1), IsLabel)) {
    return Wrong(address, "the part after the @ is not the name of a mail domain");
  }
  return {};
}

std::string_view DomainOf(std::string_view address) {
  return address.substr(address.rfind('@') + 1);
}

}  // namespace scrutineer::alerts
