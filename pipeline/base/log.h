#ifndef SCRUTINEER_PIPELINE_BASE_LOG_H_
#define SCRUTINEER_PIPELINE_BASE_LOG_H_

#include <string_view>

namespace scrutineer {

enum class LogLevel { kError, kWarning, kInfo, kDebug };

// Lines on standard error, "scrutineer: warning: ...". Thread-safe. Libraries use it for what an
// operator must know but no return value can carry; everything else is a Result.
void SetLogLevel(LogLevel level);
void Log(LogLevel level, std::string_view message);

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_BASE_LOG_H_
