#include "pipeline/alerts/email.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/alerts/address.h"
#include "pipeline/alerts/mime.h"
#include "pipeline/base/utf8.h"

namespace scrutineer::alerts {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays = {"Sun", "Mon", "Tue", "Wed",
                                                       "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string FromHeader(const Email& email) {
  constexpr std::string_view kName = "From: ";
  const std::string display = DisplayName(email.from_name, kName.size());
  if (display.empty()) return fmt::format("{}{}\r\n", kName, email.from_address);
  // The address on its own line where it would not fit beside the name.
  const bool fits = display.size() + email.from_address.size() < 60;
  return fmt::format("{}{}{}<{}>\r\n", kName, display, fits ? " " : "\r\n ", email.from_address);
}

// Control characters have no place in a text message, whatever a paper holds.
std::string WithoutControls(std::string_view body) {
  std::string out = ReplaceInvalidUtf8(body);
  for (char& c : out) {
    const bool control = (c >= 0 && c < 0x20) || c == 0x7F;
    if (control && c != '\n') c = ' ';
  }
  return out;
}

}  // namespace

std::string ReadableBody(std::string_view message) {
  const std::size_t head = message.find("\r\n\r\n");
  if (head == std::string_view::npos) return {};
  const std::string body = DecodeQuotedPrintable(message.substr(head + 4));
  std::string out;
  for (std::string_view rest = body; !rest.empty();) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    // A space at a line's start is stuffing, one at its end a break to be joined: neither is text.
    if (line.starts_with(' ')) line.remove_prefix(1);
    if (line.ends_with(' ')) line.remove_suffix(1);
    out.append(line).push_back('\n');
  }
  return out;
}

std::string FormatMailDate(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const Date date{day};
  const std::chrono::hh_mm_ss time{instant - day};
  return fmt::format(
      "{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000",
      kWeekdays.at(std::chrono::weekday{day}.c_encoding()), static_cast<unsigned>(date.day()),
      kMonths.at(static_cast<unsigned>(date.month()) - 1), static_cast<int>(date.year()),
      time.hours().count(), time.minutes().count(), time.seconds().count());
}

Result<std::string> FormatEmail(const Email& email) {
  SCRUTINEER_RETURN_IF_ERROR(CheckAddress(email.from_address));
  SCRUTINEER_RETURN_IF_ERROR(CheckAddress(email.to_address));
  SCRUTINEER_RETURN_IF_ERROR(CheckAddress(email.message_id));  // msg-id has the same form
  std::string out;
  out += fmt::format("Date: {}\r\n", FormatMailDate(email.date));
  out += FromHeader(email);
  out += fmt::format("To: {}\r\n", email.to_address);
  out += UnstructuredHeader("Subject", email.subject);
  out += fmt::format("Message-ID: <{}>\r\n", email.message_id);
  out += "MIME-Version: 1.0\r\n";
  out += "Content-Type: text/plain; charset=utf-8; format=flowed\r\n";
  out += "Content-Transfer-Encoding: quoted-printable\r\n";
  out += "Auto-Submitted: auto-generated\r\n";
  out += "Precedence: bulk\r\n";
  out += fmt::format("List-Id: <alerts.{}>\r\n", DomainOf(email.from_address));
  out += "\r\n";
  out += QuotedPrintable(StuffLines(WrapText(WithoutControls(email.body))));
  return out;
}

}  // namespace scrutineer::alerts
