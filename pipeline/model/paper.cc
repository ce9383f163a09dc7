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

struct NamedFurniture {
  FurnitureKind kind;
  std::string_view name;
};

constexpr std::array kFurnitureKinds = {
    NamedFurniture{FurnitureKind::kHeader, "header"},
    NamedFurniture{FurnitureKind::kFooter, "footer"},
    NamedFurniture{FurnitureKind::kPageNumber, "page-number"},
    NamedFurniture{FurnitureKind::kWatermark, "watermark"},
};

}  // namespace

std::string_view FurnitureKindName(FurnitureKind kind) {
  for (const NamedFurniture& named : kFurnitureKinds) {
    if (named.kind == kind) return named.name;
  }
  return "header";
}

std::optional<FurnitureKind> FurnitureKindFromName(std::string_view name) {
  for (const NamedFurniture& named : kFurnitureKinds) {
    if (named.name == name) return named.kind;
  }
  return std::nullopt;
}

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
