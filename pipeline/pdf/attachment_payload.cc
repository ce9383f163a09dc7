#include "pipeline/pdf/attachment_payload.h"

#include "pipeline/pdf/worker_pool.h"

namespace scrutineer::pdf::protocol {

void Put(const DetachRequest& request, std::string& out) {
  PutInteger(request.size_bytes, out);
  PutInteger(request.memory_bytes, out);
  PutInteger(request.time_ms, out);
  PutInteger(request.index, out);
  PutInteger(request.most_bytes, out);
  PutStrings(request.passwords, out);
}

void Put(const Attachment& attachment, std::string& out) {
  PutInteger(attachment.index, out);
  PutString(attachment.name, out);
  PutInteger(attachment.size_bytes, out);
}

void Put(const Piece& piece, std::string& out) { PutString(piece.bytes, out); }

DetachRequest TakeDetachRequest(PayloadReader& payload) {
  DetachRequest request;
  request.size_bytes = payload.TakeInteger<std::uint64_t>();
  request.memory_bytes = payload.TakeInteger<std::uint64_t>();
  request.time_ms = payload.TakeInteger<std::uint32_t>();
  request.index = payload.TakeInteger<std::uint32_t>();
  request.most_bytes = payload.TakeInteger<std::uint64_t>();
  request.passwords = payload.TakeStrings(kMaxPasswordBytes);
  return request;
}

Attachment TakeAttachment(PayloadReader& payload) {
  Attachment attachment;
  attachment.index = payload.TakeInteger<std::uint32_t>();
  attachment.name = payload.TakeName();
  attachment.size_bytes = payload.TakeInteger<std::uint64_t>();
  return attachment;
}

Piece TakePiece(PayloadReader& payload) { return {payload.TakeBlock(kPieceBytes)}; }

}  // namespace scrutineer::pdf::protocol
