#ifndef SCRUTINEER_PIPELINE_PDF_WORKER_POOL_LINK_H_
#define SCRUTINEER_PIPELINE_PDF_WORKER_POOL_LINK_H_

#include <unistd.h>

#include <optional>
#include <utility>
#include <variant>

#include "pipeline/base/file.h"
#include "pipeline/pdf/exit_codes.h"
#include "pipeline/pdf/frame_socket.h"
#include "pipeline/pdf/protocol.h"

namespace scrutineer::pdf {

// Sends a frame to the pool. False when nobody listens any more.
inline bool Say(const protocol::Message& message) {
  return SendFrame(kWorkerSocket, protocol::Encode(message)).has_value();
}

// Waits for the next request, one of these, whose paper comes as `file`. Nothing when the pool is
// gone. Ends the process with kExitLostPool where the pool says anything else.
template <typename... Requests>
std::optional<std::variant<Requests...>> AwaitRequest(protocol::FrameReader& reader,
                                                      FileDescriptor& file) {
  while (true) {
    auto message = reader.Next();
    if (!message) ::_exit(kExitLostPool);
    if (message->has_value()) {
      std::optional<std::variant<Requests...>> request;
      const auto take = [&]<typename Request>(Request* asked) {
        if (asked != nullptr) request = std::move(*asked);
      };
      (take(std::get_if<Requests>(&**message)), ...);
      if (!request) ::_exit(kExitLostPool);
      return request;
    }
    const auto received = Receive(kWorkerSocket, reader, &file);
    if (!received || !*received) return std::nullopt;
  }
}

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_WORKER_POOL_LINK_H_
