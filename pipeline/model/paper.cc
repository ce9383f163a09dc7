#include "pipeline/model/paper.h"

#include <array>

namespace scrutineer {
namespace {

struct NamedKind {
  PaperKind kind;
  std::string_view name;
};

constexpr std::array kKinds = {
    NamedKind{PaperKind::kAgenda, "agenda"},
    NamedKind{PaperKind::kReport, "report"},
    NamedKind{PaperKind::kMinutes, "minutes"},
    NamedKind{PaperKind::kDecision, "decision"},
    NamedKind{PaperKind::kPack, "pack"},
    NamedKind{PaperKind::kSupplement, "supplement"},
    NamedKind{PaperKind::kQuestions, "questions"},
    NamedKind{PaperKind::kConstitution, "constitution"},
    NamedKind{PaperKind::kAccounts, "accounts"},
    NamedKind{PaperKind::kOther, "other"},
};

}  // namespace

std::string_view PaperKindName(PaperKind kind) {
  for (const NamedKind& named : kKinds) {
    if (named.kind == kind) return named.name;
  }
  return "other";
}

std::optional<PaperKind> PaperKindFromName(std::string_view name) {
  for (const NamedKind& named : kKinds) {
    if (named.name == name) return named.kind;
  }
  return std::nullopt;
}

}  // namespace scrutineer
