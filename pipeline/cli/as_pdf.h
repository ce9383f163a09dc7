#ifndef SCRUTINEER_PIPELINE_CLI_AS_PDF_H_
#define SCRUTINEER_PIPELINE_CLI_AS_PDF_H_

#include <filesystem>

#include "pipeline/base/file.h"
#include "pipeline/base/result.h"

namespace scrutineer::cli {

// A paper's bytes as a PDF: themselves, or what LibreOffice makes of an office document or web
// page. Bytes of no known format stay as they are, for whoever reads them to say what is wrong.
// Errors: kNotFound where LibreOffice is missing; those of sources::FindFormat, of the problem that
// it finds, and of OfficeConverter.
// `name`: a web page that is named as a PDF is an error message, and stays as it is, too.
Result<FileDescriptor> AsPdf(FileDescriptor bytes, const std::filesystem::path& name);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_AS_PDF_H_
