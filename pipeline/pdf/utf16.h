#ifndef SCRUTINEER_PIPELINE_PDF_UTF16_H_
#define SCRUTINEER_PIPELINE_PDF_UTF16_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace scrutineer::pdf {

// Appends UTF-16 (native byte order, as Poppler gives it) as UTF-8. Lone surrogates become U+FFFD.
void AppendUtf16(std::span<const std::uint16_t> text, std::string& out);

// Appends UTF-8 as UTF-16. Ill-formed sequences become U+FFFD.
void AppendUtf8AsUtf16(std::string_view text, std::basic_string<std::uint16_t>& out);

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_UTF16_H_
