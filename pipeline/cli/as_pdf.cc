#include "pipeline/cli/as_pdf.h"

#include <fmt/format.h>

#include <utility>

#include "pipeline/pdf/office_converter.h"
#include "pipeline/sources/file_format.h"

namespace scrutineer::cli {

Result<FileDescriptor> AsPdf(FileDescriptor bytes) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto finding, sources::FindFormat(bytes.get()));
  if (finding.problem) return Fail(*finding.problem);
  if (!finding.format || *finding.format == sources::FileFormat::kPdf) return bytes;
  const auto office = pdf::OfficeConverter::Start({});
  if (!office) {
    return Fail(office.error().code, fmt::format("is {}; {}", sources::FormatWords(*finding.format),
                                                 office.error().message));
  }
  return (*office)->Convert(bytes.get(), sources::FormatExtension(*finding.format));
}

}  // namespace scrutineer::cli
