#include "pipeline/model/mention.h"

#include <array>

namespace scrutineer {
namespace {

struct NamedTag {
  Tag tag;
  std::string_view name;
};

constexpr std::array kTags = {
    NamedTag{Tag::kTender, "tender"},
    NamedTag{Tag::kOutsourcing, "outsourcing"},
    NamedTag{Tag::kConsultation, "consultation"},
    NamedTag{Tag::kProvider, "provider"},
    NamedTag{Tag::kService, "service"},
};

}  // namespace

std::string_view TagName(Tag tag) {
  for (const NamedTag& named : kTags) {
    if (named.tag == tag) return named.name;
  }
  return "tender";
}

std::optional<Tag> TagFromName(std::string_view name) {
  for (const NamedTag& named : kTags) {
    if (named.name == name) return named.tag;
  }
  return std::nullopt;
}

}  // namespace scrutineer
