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

struct NamedValueKind {
  ValueKind kind;
  std::string_view name;
};

constexpr std::array kValueKinds = {
    NamedValueKind{ValueKind::kMoney, "money"},
    NamedValueKind{ValueKind::kDate, "date"},
    NamedValueKind{ValueKind::kPosts, "posts"},
};

}  // namespace

std::string_view ValueKindName(ValueKind kind) {
  for (const NamedValueKind& named : kValueKinds) {
    if (named.kind == kind) return named.name;
  }
  return "money";
}

std::optional<ValueKind> ValueKindFromName(std::string_view name) {
  for (const NamedValueKind& named : kValueKinds) {
    if (named.name == name) return named.kind;
  }
  return std::nullopt;
}

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
