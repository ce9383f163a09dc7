#ifndef SCRUTINEER_PIPELINE_BASE_RESULT_H_
#define SCRUTINEER_PIPELINE_BASE_RESULT_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace scrutineer {

// What went wrong, as a closed set: callers decide by it, users read `Error::message`.
enum class ErrorCode {
  kUsage,              // the command line asks for something that cannot be
  kConfiguration,      // the configuration file or a subscription is wrong
  kRule,               // a rule file is wrong
  kQuery,              // a search query is wrong
  kNotFound,           // a file, folder, paper or page does not exist
  kPermission,         // the system refuses access
  kIo,                 // reading or writing failed
  kDiskFull,           // no space left
  kReadOnly,           // the data folder or its file system cannot be written
  kLocked,             // another process holds the lock
  kCorrupt,            // stored data is damaged
  kSchemaTooNew,       // the database was written by a newer version
  kNotAPdf,            // the bytes are no PDF
  kEncrypted,          // the PDF needs a password
  kDamaged,            // the PDF cannot be read
  kNoPages,            // the PDF has no pages
  kXfaOnly,            // the PDF is an XFA form, of which only Adobe's programs make pages
  kTimeLimit,          // a limit on time was reached
  kMemoryLimit,        // a limit on memory was reached
  kPageLimit,          // more pages than the limit
  kSizeLimit,          // more bytes than the limit
  kWorkerCrashed,      // the PDF worker died on this paper
  kSandboxViolation,   // the PDF worker tried what no paper needs
  kWorkerUnavailable,  // no PDF worker can be started at all
  kInvalidUtf8,        // text is not UTF-8
  kCancelled,          // stopped on request
  kInternal,           // a defect of ours
};

// Stable name of a code for machines and reports, such as "encrypted". Never empty.
std::string_view ErrorCodeName(ErrorCode code);

// The code of a name that ErrorCodeName gives; kInternal for any other.
ErrorCode ErrorCodeFromName(std::string_view name);

// One clear line each: `message` says what is wrong and what to do, `context` where (a path, or
// `file:line:column`); it may be empty.
struct [[nodiscard]] Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;
  std::string context;

  // "context: message", or the message alone.
  std::string ToString() const;
};

template <typename T>
using Result = tl::expected<T, Error>;
using Status = tl::expected<void, Error>;

inline tl::unexpected<Error> Fail(ErrorCode code, std::string message, std::string context = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(context)});
}
inline tl::unexpected<Error> Fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

// The error for a failed system call: kNotFound, kPermission, kDiskFull, kReadOnly or kIo by
// `error_number` (an errno value); `action` completes "cannot ...".
Error SystemError(int error_number, std::string_view action, std::string context);

}  // namespace scrutineer

// Evaluates an expression of type Status or Result<T> and returns its error, if any.
#define SCRUTINEER_RETURN_IF_ERROR(expression)                       \
  do {                                                               \
    if (auto scrutineer_status = (expression); !scrutineer_status) { \
      return ::tl::unexpected(std::move(scrutineer_status).error()); \
    }                                                                \
  } while (false)

// A declaration cannot stand in parentheses.
// NOLINTBEGIN(bugprone-macro-parentheses)
#define SCRUTINEER_CONCAT_INNER(a, b) a##b
#define SCRUTINEER_CONCAT(a, b) SCRUTINEER_CONCAT_INNER(a, b)
#define SCRUTINEER_ASSIGN_OR_RETURN_INNER(temporary, target, expression) \
  auto temporary = (expression);                                         \
  if (!temporary) return ::tl::unexpected(std::move(temporary).error()); \
  target = std::move(*temporary)

// SCRUTINEER_ASSIGN_OR_RETURN(auto page, ReadPage(1)); returns the error or binds the value.
#define SCRUTINEER_ASSIGN_OR_RETURN(target, expression)                                      \
  SCRUTINEER_ASSIGN_OR_RETURN_INNER(SCRUTINEER_CONCAT(scrutineer_result_, __LINE__), target, \
                                    expression)
// NOLINTEND(bugprone-macro-parentheses)

#endif  // SCRUTINEER_PIPELINE_BASE_RESULT_H_
