#include "pipeline/model/attachment.h"

namespace scrutineer {

std::string AttachmentLocator(std::string_view parent, std::string_view name) {
  std::string locator(parent);
  locator.append(kAttachmentMark);
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    locator.push_back(byte < 0x20 || byte == 0x7F || c == '/' || c == '#' ? '_' : c);
  }
  return locator;
}

std::optional<AttachmentPlace> ParseAttachmentLocator(std::string_view locator) {
  const std::size_t at = locator.rfind(kAttachmentMark);
  if (at == std::string_view::npos) return std::nullopt;
  return AttachmentPlace{locator.substr(0, at), locator.substr(at + kAttachmentMark.size())};
}

int AttachmentDepth(std::string_view locator) {
  int depth = 0;
  for (auto place = ParseAttachmentLocator(locator); place;
       place = ParseAttachmentLocator(place->parent)) {
    ++depth;
  }
  return depth;
}

std::string_view FileNameOf(std::string_view locator) {
  if (const auto place = ParseAttachmentLocator(locator)) return place->name;
  return locator.substr(locator.rfind('/') + 1);  // npos + 1 is 0
}

}  // namespace scrutineer
