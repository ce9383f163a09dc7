#include "pipeline/sources/file_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

#include "pipeline/sources/read_at.h"
#include "pipeline/sources/zip_directory.h"

namespace scrutineer::sources {
namespace {

constexpr std::size_t kHeadBytes = 4096;
constexpr std::size_t kPdfHeaderBytes = 1024;
constexpr std::string_view kOleMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::string_view kZipMagic = "PK\3\4";

struct Known {
  FileFormat format;
  std::string_view words;
  std::string_view extension;
  std::string_view
      evidence;  // a part of the OOXML archive, an ODF type, or a stream of an OLE file
};
constexpr std::array kKnown = {
    Known{FileFormat::kPdf, "a PDF", "pdf", ""},
    Known{FileFormat::kDocx, "a Word document (DOCX)", "docx", "word/document.xml"},
    Known{FileFormat::kXlsx, "an Excel workbook (XLSX)", "xlsx", "xl/workbook.xml"},
    Known{FileFormat::kPptx, "a PowerPoint presentation (PPTX)", "pptx", "ppt/presentation.xml"},
    Known{FileFormat::kOdt, "a text document (ODT)", "odt", "text"},
    Known{FileFormat::kOds, "a spreadsheet (ODS)", "ods", "spreadsheet"},
    Known{FileFormat::kOdp, "a presentation (ODP)", "odp", "presentation"},
    Known{FileFormat::kDoc, "a Word document (DOC)", "doc", "WordDocument"},
    Known{FileFormat::kXls, "an Excel workbook (XLS)", "xls", "Workbook"},
    Known{FileFormat::kPpt, "a PowerPoint presentation (PPT)", "ppt", "PowerPoint Document"},
    Known{FileFormat::kRtf, "a rich text document (RTF)", "rtf", ""},
    Known{FileFormat::kHtml, "a web page (HTML)", "html", ""},
};

const Known& KnownOf(FileFormat format) { return kKnown[static_cast<std::size_t>(format)]; }

Error Encrypted() { return {ErrorCode::kEncrypted, "needs a password", {}}; }

// "<!DOCTYPE html", "<html" or "<head" behind white space, a byte order mark, comments and an XML
// declaration.
bool LooksLikeHtml(std::string_view head) {
  std::string lower(head);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::string_view rest = lower;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  while (true) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n\f"), rest.size()));
    const bool is_comment = rest.starts_with("<!--");
    if (!is_comment && !rest.starts_with("<?xml")) break;
    const std::string_view closer = is_comment ? "-->" : "?>";
    const std::size_t end = rest.find(closer);
    if (end == std::string_view::npos) return false;
    rest.remove_prefix(end + closer.size());
  }
  return rest.starts_with("<!doctype html") || rest.starts_with("<html") ||
         rest.starts_with("<head");
}

std::string InUtf16(std::string_view ascii) {
  std::string wide;
  for (const char c : ascii) wide.append({c, '\0'});
  return wide;
}

// Word says in the first block of its stream, which most often is the file's second, that the text
// is encrypted ([MS-DOC] 2.5.2, fEncrypted).
bool IsEncryptedDoc(std::string_view head) {
  constexpr std::size_t kBlock = 512;
  constexpr std::string_view kMagic = "\xEC\xA5";
  return head.size() > kBlock + 12 && head.substr(kBlock, 2) == kMagic &&
         (static_cast<unsigned char>(head[kBlock + 11]) & 1) != 0;
}

// By the names of the streams in an OLE file.
Result<FormatFinding> FindInOle(int fd, std::string_view head) {
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  constexpr std::size_t kOverlap = 128;  // longer than any name
  static const std::string encrypted = InUtf16("EncryptedPackage");
  FormatFinding finding;
  for (std::int64_t at = 0; at < kMostScannedBytes; at += kPiece - kOverlap) {
    SCRUTINEER_ASSIGN_OR_RETURN(const std::string piece,
                                ReadAt(fd, static_cast<std::uint64_t>(at), kPiece));
    if (piece.find(encrypted) != std::string::npos)
      return FormatFinding{FileFormat::kDocx, Encrypted()};
    for (const FileFormat format : {FileFormat::kDoc, FileFormat::kXls, FileFormat::kPpt}) {
      // The first found: others may be embedded in it. LibreOffice judges for itself.
      if (!finding.format && piece.find(InUtf16(KnownOf(format).evidence)) != std::string::npos) {
        finding.format = format;
      }
    }
    if (piece.size() < kPiece) break;
  }
  if (finding.format == FileFormat::kDoc && IsEncryptedDoc(head)) finding.problem = Encrypted();
  return finding;
}

std::optional<FileFormat> FormatOfArchive(int fd, const std::vector<ZipEntry>& entries) {
  constexpr std::string_view kOdfType = "application/vnd.oasis.opendocument.";
  for (const ZipEntry& entry : entries) {
    for (const FileFormat format : {FileFormat::kDocx, FileFormat::kXlsx, FileFormat::kPptx}) {
      if (entry.name == KnownOf(format).evidence) return format;
    }
    if (entry.name != "mimetype" || !entry.stored) continue;
    const std::string type = StoredBeginning(fd, entry, kOdfType.size() + 16);
    if (!type.starts_with(kOdfType)) continue;
    for (const FileFormat format : {FileFormat::kOdt, FileFormat::kOds, FileFormat::kOdp}) {
      if (std::string_view(type).substr(kOdfType.size()).starts_with(KnownOf(format).evidence)) {
        return format;
      }
    }
  }
  return std::nullopt;
}

// ODF leaves encrypted parts uncompressed, and never parts that are not.
bool IsEncryptedPart(int fd, const ZipEntry& entry) {
  if (entry.encrypted || entry.name == "encrypted-package") return true;
  if (entry.name != "content.xml" || !entry.stored) return false;
  const std::string begin = StoredBeginning(fd, entry, 3);
  return !begin.empty() && begin[0] != '<' && begin != "\xEF\xBB\xBF";
}

Result<FormatFinding> FindInZip(int fd) {
  const auto entries = ReadZipDirectory(fd);
  if (!entries) {
    if (entries.error().code == ErrorCode::kIo) return Fail(entries.error());
    return FormatFinding{std::nullopt, entries.error()};
  }
  FormatFinding finding;
  finding.format = FormatOfArchive(fd, *entries);
  std::uint64_t unpacked = 0;
  for (const ZipEntry& entry : *entries) {
    unpacked += entry.unpacked_bytes;
    if (IsEncryptedPart(fd, entry)) finding.problem = Encrypted();
  }
  if (unpacked > static_cast<std::uint64_t>(kMostUnpackedBytes)) {
    finding.problem = Error{ErrorCode::kSizeLimit,
                            fmt::format("would unpack to {} MiB, more than the limit of {}",
                                        unpacked >> 20, kMostUnpackedBytes >> 20),
                            {}};
  }
  return finding;
}

}  // namespace

std::string_view FormatWords(FileFormat format) { return KnownOf(format).words; }

std::string_view FormatExtension(FileFormat format) { return KnownOf(format).extension; }

Result<FormatFinding> FindFormat(int fd) {
  SCRUTINEER_ASSIGN_OR_RETURN(const std::string head, ReadAt(fd, 0, kHeadBytes));
  if (head.substr(0, kPdfHeaderBytes).find("%PDF-") != std::string::npos) {
    return FormatFinding{FileFormat::kPdf, {}};
  }
  if (head.starts_with(kZipMagic)) return FindInZip(fd);
  if (head.starts_with(kOleMagic)) return FindInOle(fd, head);
  if (head.starts_with("{\\rtf")) return FormatFinding{FileFormat::kRtf, {}};
  if (LooksLikeHtml(head)) return FormatFinding{FileFormat::kHtml, {}};
  return FormatFinding{};
}

}  // namespace scrutineer::sources
