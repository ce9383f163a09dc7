#ifndef SCRUTINEER_PIPELINE_PDF_SANDBOX_READABLE_FOLDERS_H_
#define SCRUTINEER_PIPELINE_PDF_SANDBOX_READABLE_FOLDERS_H_

#include <array>

namespace scrutineer::pdf {

// All that Poppler may need to open while it reads a PDF, with everything below. Those that are
// missing on a machine are passed over.
inline constexpr std::array kReadableFolders = {
    "/usr/share/poppler",  // character maps, from the package poppler-data
    "/usr/share/fonts",    // fonts, where a form field names one that the PDF does not hold
    "/usr/local/share/fonts", "/usr/share/fontconfig",           "/etc/fonts",
    "/var/cache/fontconfig",
    "/usr/lib/gconv",  // iconv's converters
    "/usr/lib64/gconv",       "/usr/lib/x86_64-linux-gnu/gconv", "/usr/lib/aarch64-linux-gnu/gconv",
};

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_SANDBOX_READABLE_FOLDERS_H_
