#ifndef SCRUTINEER_PIPELINE_PDF_OFFICE_CONVERTER_H_
#define SCRUTINEER_PIPELINE_PDF_OFFICE_CONVERTER_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "pipeline/base/file.h"
#include "pipeline/base/result.h"
#include "pipeline/pdf/protections.h"

namespace scrutineer::pdf {

class ProcessSpawner;

// What converting one document may cost before it is given up.
struct OfficeOptions {
  std::filesystem::path program;   // empty: FindOfficeProgram()
  std::filesystem::path launcher;  // empty: FindOfficeLauncher()
  std::chrono::milliseconds time{120'000};
  std::int64_t memory_bytes = std::int64_t{2} << 30;
  std::int64_t output_bytes = std::int64_t{512} << 20;
};

// LibreOffice's program: where the environment variable SCRUTINEER_OFFICE points (empty: there is
// none), or `soffice` of PATH. Error kNotFound says what to install.
Result<std::filesystem::path> FindOfficeProgram();
// As FindWorkerProgram, by SCRUTINEER_OFFICE_LAUNCHER.
Result<std::filesystem::path> FindOfficeLauncher();

// Makes PDFs of office documents and web pages with LibreOffice, each in a process of its own that
// the sandbox lets open nothing but programs and fonts, write nothing but a temporary folder of its
// own with a fresh profile, and reach no network; macros and links stay unused. LibreOffice is no
// part of this program: where it is missing, everything else works. Thread-safe.
class OfficeConverter {
 public:
  // Asks the program for its version. Errors: kNotFound where there is none; kWorkerUnavailable
  // where the launcher is missing or the program does not answer.
  static Result<std::unique_ptr<OfficeConverter>> Start(const OfficeOptions& options);
  ~OfficeConverter();
  OfficeConverter(const OfficeConverter&) = delete;
  OfficeConverter& operator=(const OfficeConverter&) = delete;

  // The document behind `fd` as a PDF, in a file without a name. `extension` ("docx") says what it
  // is. Errors: kDamaged (also what needs a password where the format does not show it),
  // kTimeLimit, kMemoryLimit, kSizeLimit (the PDF is too large), kWorkerCrashed; kDiskFull and kIo
  // of the temporary folder.
  Result<FileDescriptor> Convert(int fd, std::string_view extension);

  // "LibreOffice 7.4.7.2".
  const std::string& version() const { return version_; }
  // Of kNoNewPrivileges, kNoNetwork, kNoWriting (but to its folder), kConfinedReading and kLimits.
  const Protections& protections() const { return protections_; }

 private:
  explicit OfficeConverter(OfficeOptions options);

  OfficeOptions options_;
  std::string version_;
  Protections protections_;
  std::unique_ptr<ProcessSpawner> spawner_;
};

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_OFFICE_CONVERTER_H_
