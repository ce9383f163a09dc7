#ifndef SCRUTINEER_PIPELINE_ALERTS_MIME_H_
#define SCRUTINEER_PIPELINE_ALERTS_MIME_H_

#include <string>
#include <string_view>

namespace scrutineer::alerts {

// A header field of free text, "Name: value\r\n", folded to lines of at most 76 bytes. The value
// may be anything: it is made one line first (no header can be smuggled in), and written as RFC
// 2047 encoded words where it is not plain ASCII or could be taken for one.
std::string UnstructuredHeader(std::string_view name, std::string_view value);

// A display name as RFC 5322 phrase: quoted, or as encoded words; empty for an empty name.
// `column` is where the first line goes on.
std::string DisplayName(std::string_view name, std::size_t column);

// Breaks each line of `text` ('\n' ends) at spaces so that it fits 72 code points where it can, in
// the way of RFC 3676: a break leaves the space at the line's end, so that joining lines that end
// in a space gives the text back. Other spaces at the ends of lines are dropped.
std::string WrapText(std::string_view text);

// Puts the space of RFC 3676 before lines that begin with a space, '>' or "From ".
std::string StuffLines(std::string_view text);

// RFC 2045 quoted-printable of lines that end in '\n': CRLF line ends, lines of at most 76 bytes,
// no space at a line's end, "From " and "." at a line's start encoded as well (mbox, SMTP).
std::string QuotedPrintable(std::string_view text);

// The text that QuotedPrintable encoded, lines ending in '\n'. What is no valid escape stays as it
// is.
std::string DecodeQuotedPrintable(std::string_view encoded);

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_MIME_H_
