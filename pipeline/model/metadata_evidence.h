#ifndef SCRUTINEER_PIPELINE_MODEL_METADATA_EVIDENCE_H_
#define SCRUTINEER_PIPELINE_MODEL_METADATA_EVIDENCE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace scrutineer {

// What is understood of a paper as a whole.
enum class MetadataField : std::uint8_t {
  kTitle,
  kCouncil,
  kCommittee,
  kMeetingDate,
  kKind,
  kItemCount,
};
inline constexpr std::size_t kMetadataFields = 6;

// "title", "council", "committee", "date", "kind", "items": the names that exports use.
std::string_view MetadataFieldName(MetadataField field);
std::optional<MetadataField> MetadataFieldFromName(std::string_view name);

// Where in a paper a field was read.
enum class EvidenceSource : std::uint8_t {
  kNone,        // the field is empty
  kLabel,       // behind a label of the table at the top: "Report to:"
  kHeading,     // in a heading, masthead or running head
  kText,        // in running text
  kNumbering,   // by the numbers that its lines begin with
  kWebAddress,  // in an address of web or mail
  kProperties,  // in the properties of the document
  kFileName,    // in the name of its file
  kInferred,    // nothing says it; it follows from what the paper does not say
};

std::string_view EvidenceSourceName(EvidenceSource source);  // "label", "web-address", ...
std::optional<EvidenceSource> EvidenceSourceFromName(std::string_view name);

struct FieldEvidence {
  EvidenceSource source = EvidenceSource::kNone;
  int page = 0;        // on which it stands, from 1; 0: on none, or not on one alone
  int confidence = 0;  // percent: how often fields found this way are right

  friend bool operator==(const FieldEvidence&, const FieldEvidence&) = default;
};

// For each field where it came from.
class MetadataEvidence {
 public:
  FieldEvidence& operator[](MetadataField field) { return fields_[Index(field)]; }
  const FieldEvidence& operator[](MetadataField field) const { return fields_[Index(field)]; }

  friend bool operator==(const MetadataEvidence&, const MetadataEvidence&) = default;

 private:
  static std::size_t Index(MetadataField field) { return static_cast<std::size_t>(field); }

  std::array<FieldEvidence, kMetadataFields> fields_{};
};

// All of them, in the order of the enumeration.
inline constexpr std::array<MetadataField, kMetadataFields> kAllMetadataFields = {
    MetadataField::kTitle,       MetadataField::kCouncil, MetadataField::kCommittee,
    MetadataField::kMeetingDate, MetadataField::kKind,    MetadataField::kItemCount};

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_MODEL_METADATA_EVIDENCE_H_
