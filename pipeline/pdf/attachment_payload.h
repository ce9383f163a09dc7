#ifndef SCRUTINEER_PIPELINE_PDF_ATTACHMENT_PAYLOAD_H_
#define SCRUTINEER_PIPELINE_PDF_ATTACHMENT_PAYLOAD_H_

#include <string>

#include "pipeline/pdf/payload.h"

// How attached files stand in the payloads of protocol.h.
namespace scrutineer::pdf::protocol {

void Put(const DetachRequest& request, std::string& out);
void Put(const Attachment& attachment, std::string& out);
void Put(const Piece& piece, std::string& out);
DetachRequest TakeDetachRequest(PayloadReader& payload);
Attachment TakeAttachment(PayloadReader& payload);
Piece TakePiece(PayloadReader& payload);

}  // namespace scrutineer::pdf::protocol

#endif  // SCRUTINEER_PIPELINE_PDF_ATTACHMENT_PAYLOAD_H_
