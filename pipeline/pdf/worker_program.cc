#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "pipeline/pdf/ocr_reader.h"
#include "pipeline/pdf/office_converter.h"
#include "pipeline/pdf/worker_pool.h"

namespace scrutineer::pdf {
namespace {

bool IsProgram(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored) && ::access(path.c_str(), X_OK) == 0;
}

// `called` is how messages name it: "PDF worker".
Result<std::filesystem::path> FindProgram(const char* name, const char* variable,
                                          const char* called) {
  if (const char* chosen = std::getenv(variable); chosen != nullptr && *chosen != '\0') {
    if (IsProgram(chosen)) return std::filesystem::path(chosen);
    return Fail(ErrorCode::kWorkerUnavailable,
                fmt::format("the {} is not there, though {} says so", called, variable), chosen);
  }
  std::error_code code;
  const std::filesystem::path folder =
      std::filesystem::read_symlink("/proc/self/exe", code).parent_path();
  const std::array places = {folder / name,
                             (folder / ".." / "libexec" / "scrutineer" / name).lexically_normal()};
  for (const std::filesystem::path& place : places) {
    if (IsProgram(place)) return place;
  }
  return Fail(ErrorCode::kWorkerUnavailable,
              fmt::format("the {} is neither {} nor {} (reinstall scrutineer, or set {} to where "
                          "it is)",
                          called, places[0].string(), places[1].string(), variable));
}

}  // namespace

Result<std::filesystem::path> FindWorkerProgram() {
  return FindProgram("scrutineer-pdf-worker", "SCRUTINEER_PDF_WORKER", "PDF worker");
}

Result<std::filesystem::path> FindOcrProgram() {
  return FindProgram("scrutineer-ocr-worker", "SCRUTINEER_OCR_WORKER", "OCR worker");
}

Result<std::filesystem::path> FindOfficeLauncher() {
  return FindProgram("scrutineer-office-launcher", "SCRUTINEER_OFFICE_LAUNCHER", "office launcher");
}

Result<std::filesystem::path> FindOfficeProgram() {
  constexpr const char* kMissing =
      "LibreOffice, which would make pages of it, is not installed (apt-get install "
      "libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui)";
  if (const char* chosen = std::getenv("SCRUTINEER_OFFICE"); chosen != nullptr) {
    if (IsProgram(chosen)) return std::filesystem::path(chosen);
    return Fail(ErrorCode::kNotFound, kMissing);
  }
  const char* path = std::getenv("PATH");
  std::string_view folders = path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin";
  while (!folders.empty()) {
    const std::size_t end = std::min(folders.find(':'), folders.size());
    const std::filesystem::path program = std::filesystem::path(folders.substr(0, end)) / "soffice";
    if (program.is_absolute() && IsProgram(program)) return program;
    folders.remove_prefix(std::min(end + 1, folders.size()));
  }
  return Fail(ErrorCode::kNotFound, kMissing);
}

}  // namespace scrutineer::pdf
