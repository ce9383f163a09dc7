#ifndef SCRUTINEER_PIPELINE_SOURCES_FILE_FORMAT_H_
#define SCRUTINEER_PIPELINE_SOURCES_FILE_FORMAT_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "pipeline/base/result.h"

namespace scrutineer::sources {

// What councils publish papers as.
enum class FileFormat : std::uint8_t {
  kPdf,
  kDocx,
  kXlsx,
  kPptx,
  kOdt,
  kOds,
  kOdp,
  kDoc,
  kXls,
  kPpt,
  kRtf,
  kHtml,
};

// "a Word document (DOCX)".
std::string_view FormatWords(FileFormat format);
// "docx".
std::string_view FormatExtension(FileFormat format);

// What a document may unpack to. An honest one of a thousand pages with pictures stays below it.
inline constexpr std::int64_t kMostUnpackedBytes = std::int64_t{1} << 30;

struct FormatFinding {
  std::optional<FileFormat> format;  // unset: none of them
  // Why a document of that format is not worth opening: kEncrypted, kDamaged, kSizeLimit (it would
  // unpack to more than kMostUnpackedBytes, as ZIP bombs do, or to too many files).
  std::optional<Error> problem;
};

// The format of the file behind `fd`, told by its content whatever its name: "%PDF-" within the
// first 1,024 bytes, the main part of an OOXML or ODF archive, the streams of an OLE file, the
// first words of RTF and HTML. Reads by pread, no more than kMostScannedBytes. Errors: kIo.
inline constexpr std::int64_t kMostScannedBytes = std::int64_t{64} << 20;
Result<FormatFinding> FindFormat(int fd);

}  // namespace scrutineer::sources

#endif  // SCRUTINEER_PIPELINE_SOURCES_FILE_FORMAT_H_
