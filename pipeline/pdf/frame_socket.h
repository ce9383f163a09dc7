#ifndef SCRUTINEER_PIPELINE_PDF_FRAME_SOCKET_H_
#define SCRUTINEER_PIPELINE_PDF_FRAME_SOCKET_H_

#include <string_view>

#include "pipeline/base/file.h"
#include "pipeline/base/result.h"
#include "pipeline/pdf/protocol.h"

namespace scrutineer::pdf {

// Sends a whole frame, with a descriptor beside its first byte unless `passed_fd` is -1. Blocks
// while the other side is behind. A dead peer is an error, never SIGPIPE. Errors: kIo.
Status SendFrame(int socket, std::string_view frame, int passed_fd = -1);

// Receives what is there, waiting for at least one byte, and appends it to `reader`. A descriptor
// that comes along replaces `passed_fd`; one that nobody asked for (null) is closed. False at the
// end of the stream. Errors: kIo.
Result<bool> Receive(int socket, protocol::FrameReader& reader, FileDescriptor* passed_fd);

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_FRAME_SOCKET_H_
