#ifndef SCRUTINEER_PIPELINE_CLI_PASSWORDS_H_
#define SCRUTINEER_PIPELINE_CLI_PASSWORDS_H_

#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/base/result.h"

namespace scrutineer::cli {

// How many passwords are tried on one paper, at most.
inline constexpr std::size_t kMaxPasswords = 1000;

// Passwords from a file, one a line; empty lines are left out, blanks within a line kept.
// Errors: those of reading it; kConfiguration where it is not UTF-8, a line is too long or there
// are too many. No message repeats what stands in the file.
Result<std::vector<std::string>> ReadPasswords(const std::filesystem::path& file);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_PASSWORDS_H_
