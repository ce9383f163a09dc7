#include "pipeline/model/section.h"

#include <array>

#include "pipeline/model/kind_names.h"

namespace scrutineer {
namespace {

constexpr std::array kSectionKinds = {
    Named{SectionKind::kItem, "item"},
    Named{SectionKind::kReport, "report"},
    Named{SectionKind::kAppendix, "appendix"},
    Named{SectionKind::kRecommendations, "recommendations"},
    Named{SectionKind::kImplications, "implications"},
    Named{SectionKind::kHeading, "heading"},
};

constexpr std::array kImplications = {
    Named{Implications::kLegal, "legal"},
    Named{Implications::kFinancial, "financial"},
    Named{Implications::kHr, "hr"},
    Named{Implications::kEqualities, "equalities"},
    Named{Implications::kProcurement, "procurement"},
    Named{Implications::kConsultation, "consultation"},
    Named{Implications::kOther, "other"},
};

}  // namespace

std::string_view SectionKindName(SectionKind kind) {
  return NameIn(kSectionKinds, kind, "heading");
}

std::optional<SectionKind> SectionKindFromName(std::string_view name) {
  return KindIn(kSectionKinds, name);
}

std::string_view ImplicationsName(Implications implications) {
  return NameIn(kImplications, implications, "");
}

std::optional<Implications> ImplicationsFromName(std::string_view name) {
  return KindIn(kImplications, name);
}

std::string EnclosingName(const EnclosingSection& section) {
  std::string name;
  if (!section.number.empty()) name = "item " + section.number;
  if (section.title.empty()) return name;
  if (name.empty()) return std::string(SectionKindName(section.kind)) + " \"" + section.title + '"';
  return name + ", " + section.title;
}

}  // namespace scrutineer
