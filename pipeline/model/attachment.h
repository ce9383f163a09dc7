#ifndef SCRUTINEER_PIPELINE_MODEL_ATTACHMENT_H_
#define SCRUTINEER_PIPELINE_MODEL_ATTACHMENT_H_

#include <optional>
#include <string>
#include <string_view>

namespace scrutineer {

// A file that is attached to a paper is a paper of its own, whose locator names both:
// "/papers/agenda.pdf#attachment=Appendix A.pdf". Attached files may have attached files.
inline constexpr std::string_view kAttachmentMark = "#attachment=";

// `name` as the paper gives it: control characters and slashes become '_', so that it stays one
// name, and so does '#'.
std::string AttachmentLocator(std::string_view parent, std::string_view name);

struct AttachmentPlace {
  std::string_view parent;  // a locator
  std::string_view name;
};
// Both lie within `locator`. Nothing where it names no attached file.
std::optional<AttachmentPlace> ParseAttachmentLocator(std::string_view locator);

// How deep a paper is attached: 0 where it is not.
int AttachmentDepth(std::string_view locator);

// What the file is called: the attached file's name, or the last part of the path.
std::string_view FileNameOf(std::string_view locator);

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_MODEL_ATTACHMENT_H_
