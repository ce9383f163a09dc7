#include "pipeline/cli/as_pdf.h"

#include <fmt/format.h>

#include <utility>

#include "pipeline/pdf/office_converter.h"
#include "pipeline/sources/file_format.h"
#include "pipeline/sources/folder_source.h"

namespace scrutineer::cli {

Result<FileDescriptor> AsPdf(FileDescriptor bytes, const std::filesystem::path& name) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto finding, sources::FindFormat(bytes.get()));
  if (finding.problem) return Fail(*finding.problem);
  if (!finding.format || *finding.format == sources::FileFormat::kPdf) return bytes;
  if (*finding.format == sources::FileFormat::kHtml && sources::IsNamedPdf(name)) return bytes;
  const auto office = pdf::OfficeConverter::Start({});
  if (!office) {
    return Fail(office.error().code, fmt::format("is {}; {}", sources::FormatWords(*finding.format),
                                                 office.error().message));
  }
  return (*office)->Convert(bytes.get(), sources::FormatExtension(*finding.format));
}

}  // namespace scrutineer::cli
