#ifndef SCRUTINEER_PIPELINE_ALERTS_EMAIL_H_
#define SCRUTINEER_PIPELINE_ALERTS_EMAIL_H_

#include <string>
#include <string_view>

#include "pipeline/base/result.h"
#include "pipeline/base/time.h"

namespace scrutineer::alerts {

// One plain text message. Titles and quotes come from papers and may hold anything.
struct Email {
  std::string from_name;
  std::string from_address;
  std::string to_address;
  std::string subject;
  std::string message_id;  // without angle brackets
  std::string body;        // UTF-8, lines end in '\n'; long lines are wrapped (see WrapText)
  Instant date{};
};

// The complete message by RFC 5322 and 2045-2047: text/plain in UTF-8, format=flowed (RFC 3676),
// quoted-printable, CRLF line ends, no line over 998 bytes; marked as automatic (RFC 3834) and as
// coming from a list (RFC 2919). Error kConfiguration: an address or the message id cannot stand in
// a header.
Result<std::string> FormatEmail(const Email& email);

// The body of a message that FormatEmail made, wrapped as it is sent, for people: lines end in
// '\n'.
std::string ReadableBody(std::string_view message);

// "Tue, 12 Mar 2024 18:30:00 +0000", as the Date header has it.
std::string FormatMailDate(Instant instant);

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_EMAIL_H_
