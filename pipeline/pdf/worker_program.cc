#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "pipeline/pdf/worker_pool.h"

namespace scrutineer::pdf {
namespace {

constexpr const char* kProgramName = "scrutineer-pdf-worker";
constexpr const char* kVariable = "SCRUTINEER_PDF_WORKER";

bool IsProgram(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored) && ::access(path.c_str(), X_OK) == 0;
}

}  // namespace

Result<std::filesystem::path> FindWorkerProgram() {
  if (const char* chosen = std::getenv(kVariable); chosen != nullptr && *chosen != '\0') {
    if (IsProgram(chosen)) return std::filesystem::path(chosen);
    return Fail(ErrorCode::kWorkerUnavailable,
                fmt::format("the PDF worker is not there, though {} says so", kVariable), chosen);
  }
  std::error_code code;
  const std::filesystem::path folder =
      std::filesystem::read_symlink("/proc/self/exe", code).parent_path();
  const std::array places = {
      folder / kProgramName,
      (folder / ".." / "libexec" / "scrutineer" / kProgramName).lexically_normal()};
  for (const std::filesystem::path& place : places) {
    if (IsProgram(place)) return place;
  }
  return Fail(ErrorCode::kWorkerUnavailable,
              fmt::format("the PDF worker is neither {} nor {} (reinstall scrutineer, or set {} to "
                          "where it is)",
                          places[0].string(), places[1].string(), kVariable));
}

}  // namespace scrutineer::pdf
