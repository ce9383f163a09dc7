#include "pipeline/model/paper.h"

#include <array>

namespace scrutineer {
namespace {

template <typename Kind>
struct Named {
  Kind kind;
  std::string_view name;
};

template <typename Kind, std::size_t kCount>
std::string_view NameIn(const std::array<Named<Kind>, kCount>& names, Kind kind,
                        std::string_view otherwise) {
  for (const Named<Kind>& named : names) {
    if (named.kind == kind) return named.name;
  }
  return otherwise;
}

template <typename Kind, std::size_t kCount>
std::optional<Kind> KindIn(const std::array<Named<Kind>, kCount>& names, std::string_view name) {
  for (const Named<Kind>& named : names) {
    if (named.name == name) return named.kind;
  }
  return std::nullopt;
}

constexpr std::array kKinds = {
    Named{PaperKind::kAgenda, "agenda"},       Named{PaperKind::kReport, "report"},
    Named{PaperKind::kMinutes, "minutes"},     Named{PaperKind::kDecision, "decision"},
    Named{PaperKind::kPack, "pack"},           Named{PaperKind::kSupplement, "supplement"},
    Named{PaperKind::kQuestions, "questions"}, Named{PaperKind::kConstitution, "constitution"},
    Named{PaperKind::kAccounts, "accounts"},   Named{PaperKind::kOther, "other"},
};

constexpr std::array kFurnitureKinds = {
    Named{FurnitureKind::kHeader, "header"},
    Named{FurnitureKind::kFooter, "footer"},
    Named{FurnitureKind::kPageNumber, "page-number"},
    Named{FurnitureKind::kWatermark, "watermark"},
};

}  // namespace

std::string_view FurnitureKindName(FurnitureKind kind) {
  return NameIn(kFurnitureKinds, kind, "header");
}

std::optional<FurnitureKind> FurnitureKindFromName(std::string_view name) {
  return KindIn(kFurnitureKinds, name);
}

std::string_view PaperKindName(PaperKind kind) { return NameIn(kKinds, kind, "other"); }

std::optional<PaperKind> PaperKindFromName(std::string_view name) { return KindIn(kKinds, name); }

}  // namespace scrutineer
