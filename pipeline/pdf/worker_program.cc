#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "pipeline/pdf/ocr_reader.h"
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

}  // namespace scrutineer::pdf
