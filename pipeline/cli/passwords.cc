#include "pipeline/cli/passwords.h"

#include <fmt/format.h>

#include <string_view>

#include "pipeline/base/file.h"
#include "pipeline/base/utf8.h"
#include "pipeline/pdf/worker_pool.h"

namespace scrutineer::cli {

Result<std::vector<std::string>> ReadPasswords(const std::filesystem::path& file) {
  SCRUTINEER_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(file, 1 << 20));
  if (FirstInvalidUtf8(bytes)) {
    return Fail(ErrorCode::kConfiguration, "is not UTF-8 (save it as UTF-8)", file.string());
  }
  std::vector<std::string> passwords;
  std::string_view rest = bytes;
  for (int line = 1; !rest.empty(); ++line) {
    const std::size_t end = rest.find('\n');
    std::string_view password = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (password.ends_with('\r')) password.remove_suffix(1);
    if (password.empty()) continue;
    if (password.size() > pdf::kMaxPasswordBytes || passwords.size() == kMaxPasswords) {
      return Fail(ErrorCode::kConfiguration,
                  fmt::format("takes one password a line, of at most {} bytes, and at most {}",
                              pdf::kMaxPasswordBytes, kMaxPasswords),
                  fmt::format("{}:{}", file.string(), line));
    }
    passwords.emplace_back(password);
  }
  return passwords;
}

}  // namespace scrutineer::cli
