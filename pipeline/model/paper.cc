#include "pipeline/model/paper.h"

#include "pipeline/model/kind_names.h"

namespace scrutineer {
namespace {

constexpr auto kKinds = std::to_array<Named<PaperKind>>({
    {PaperKind::kAgenda, "agenda"},
    {PaperKind::kReport, "report"},
    {PaperKind::kMinutes, "minutes"},
    {PaperKind::kDecision, "decision"},
    {PaperKind::kPack, "pack"},
    {PaperKind::kSupplement, "supplement"},
    {PaperKind::kQuestions, "questions"},
    {PaperKind::kConstitution, "constitution"},
    {PaperKind::kAccounts, "accounts"},
    {PaperKind::kOther, "other"},
});

constexpr auto kFurnitureKinds = std::to_array<Named<FurnitureKind>>({
    {FurnitureKind::kHeader, "header"},
    {FurnitureKind::kFooter, "footer"},
    {FurnitureKind::kPageNumber, "page-number"},
    {FurnitureKind::kWatermark, "watermark"},
});

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
