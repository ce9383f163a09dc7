#include "pipeline/pdf/worker/attached_files.h"

#include <fmt/format.h>
#include <poppler-embedded-file.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/base/utf8.h"
#include "pipeline/pdf/worker/open_document.h"
#include "pipeline/pdf/worker/poppler_text.h"

namespace scrutineer::pdf {
namespace {

constexpr std::size_t kMaxAttachmentNames = 100;
constexpr std::size_t kMaxAttachmentNameBytes = 200;

std::string AttachmentName(const poppler::embedded_file& file) {
  std::string name = file.name();
  // poppler-cpp cuts names in UTF-16 off at their first zero byte.
  if (name.empty() || name.starts_with("\xFE\xFF")) {
    name = ToUtf8(file.description(), kMaxAttachmentNameBytes);
  }
  name = ReplaceInvalidUtf8(name);
  name.resize(FloorToCodePoint(name, kMaxAttachmentNameBytes));
  return name.empty() ? "without a name" : name;
}

}  // namespace

void CountAttachments(const poppler::document& document, std::string_view bytes,
                      DocumentProperties& properties) {
  if (!document.has_embedded_files()) return;
  // They belong to the document, which frees them.
  const std::vector<poppler::embedded_file*> files = document.embedded_files();
  properties.attachment_count = static_cast<int>(files.size());
  for (std::size_t i = 0; i < std::min(files.size(), kMaxAttachmentNames); ++i) {
    properties.attachments.push_back(AttachmentName(*files[i]));
  }
  properties.is_portfolio = bytes.find("/Collection") != std::string_view::npos;
}

bool DetachFile(std::string_view bytes, const protocol::DetachRequest& request,
                const Listener& say) {
  using protocol::Failure;
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    return say(Failure{ErrorCode::kMemoryLimit, "is larger than 2 GiB"});
  }
  const std::unique_ptr<poppler::document> document = OpenDocument(bytes, request.passwords);
  if (!document) return say(Failure{ErrorCode::kDamaged, "is damaged: it cannot be opened"});
  if (document->is_locked()) return say(Locked(request.passwords.size()));
  const std::vector<poppler::embedded_file*> files = document->embedded_files();
  if (request.index >= files.size() || !files[request.index]->is_valid()) {
    return say(Failure{ErrorCode::kDamaged, "is damaged: its paper does not hold its bytes"});
  }
  const std::string name = AttachmentName(*files[request.index]);
  const poppler::byte_array data = files[request.index]->data();
  if (data.size() > request.most_bytes) {
    return say(Failure{ErrorCode::kSizeLimit,
                       fmt::format("larger than the limit of {} bytes", request.most_bytes)});
  }
  if (!say(protocol::Attachment{request.index, name, data.size()})) return false;
  for (std::size_t at = 0; at < data.size(); at += protocol::kPieceBytes) {
    const std::size_t count = std::min(protocol::kPieceBytes, data.size() - at);
    if (!say(protocol::Piece{std::string(data.data() + at, count)})) return false;
  }
  return say(protocol::End{});
}

}  // namespace scrutineer::pdf
