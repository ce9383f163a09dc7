#include "pipeline/model/metadata_evidence.h"

#include "pipeline/model/kind_names.h"

namespace scrutineer {
namespace {

constexpr auto kFieldNames = std::to_array<Named<MetadataField>>({
    {MetadataField::kTitle, "title"},
    {MetadataField::kCouncil, "council"},
    {MetadataField::kCommittee, "committee"},
    {MetadataField::kMeetingDate, "date"},
    {MetadataField::kKind, "kind"},
    {MetadataField::kItemCount, "items"},
});

constexpr auto kSourceNames = std::to_array<Named<EvidenceSource>>({
    {EvidenceSource::kNone, "none"},
    {EvidenceSource::kLabel, "label"},
    {EvidenceSource::kHeading, "heading"},
    {EvidenceSource::kText, "text"},
    {EvidenceSource::kNumbering, "numbering"},
    {EvidenceSource::kWebAddress, "web-address"},
    {EvidenceSource::kProperties, "properties"},
    {EvidenceSource::kFileName, "file-name"},
    {EvidenceSource::kInferred, "inferred"},
});

}  // namespace

std::string_view MetadataFieldName(MetadataField field) {
  return NameIn(kFieldNames, field, "title");
}

std::optional<MetadataField> MetadataFieldFromName(std::string_view name) {
  return KindIn(kFieldNames, name);
}

std::string_view EvidenceSourceName(EvidenceSource source) {
  return NameIn(kSourceNames, source, "none");
}

std::optional<EvidenceSource> EvidenceSourceFromName(std::string_view name) {
  return KindIn(kSourceNames, name);
}

}  // namespace scrutineer
