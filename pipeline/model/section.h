#ifndef SCRUTINEER_PIPELINE_MODEL_SECTION_H_
#define SCRUTINEER_PIPELINE_MODEL_SECTION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace scrutineer {

enum class SectionKind : std::uint8_t {
  kItem,             // of an agenda, of minutes, of a notice of decisions
  kReport,           // one of those a pack holds, or what the paper is
  kAppendix,         // of a report or of the paper
  kRecommendations,  // what a report asks to be decided
  kImplications,     // what it would mean for money, staff, ...
  kHeading,          // any other
};

std::string_view SectionKindName(SectionKind kind);  // "item", "report", ...
std::optional<SectionKind> SectionKindFromName(std::string_view name);

// What implications a section of that kind is about.
enum class Implications : std::uint8_t {
  kNone,
  kLegal,
  kFinancial,
  kHr,
  kEqualities,
  kProcurement,
  kConsultation,
  kOther,
};

std::string_view ImplicationsName(Implications implications);  // "legal", ...; "" for kNone
std::optional<Implications> ImplicationsFromName(std::string_view name);

// How a section was found: bits of PaperSection::evidence.
enum class SectionEvidence : std::uint8_t {
  kBookmark = 1,   // the PDF's outline names it
  kContents = 2,   // the contents page names it, with its page
  kPageLabel = 4,  // the number of its page is printed or labelled as the contents page has it
  kHeading = 8,    // it is headed so where it begins
};

// A part of a paper. It begins with byte `start` of the text of its first page, and ends before
// byte `end` of that of its last; both are offsets into Page::text.
struct PaperSection {
  SectionKind kind = SectionKind::kHeading;
  Implications implications = Implications::kNone;
  std::string number;  // as printed: "7", "4.2", "A"; empty where there is none
  std::string title;   // as printed; empty where it has none
  std::string author;  // of a report: the officer or member it is from
  int first_page = 0;  // from 1
  int last_page = 0;   // inclusive
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  int parent = -1;            // index among the paper's sections of the one it lies in
  std::uint8_t evidence = 0;  // bits of SectionEvidence

  bool Has(SectionEvidence one) const { return (evidence & static_cast<std::uint8_t>(one)) != 0; }
  void Add(SectionEvidence one) { evidence |= static_cast<std::uint8_t>(one); }
  friend bool operator==(const PaperSection&, const PaperSection&) = default;
};

// What a citation names of the item or report under which a place stands.
struct EnclosingSection {
  SectionKind kind = SectionKind::kItem;
  std::string number;
  std::string title;
  friend bool operator==(const EnclosingSection&, const EnclosingSection&) = default;
};

// "item 7, Budget monitoring"; without what it lacks. Not empty where `section` is not.
std::string EnclosingName(const EnclosingSection& section);

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_MODEL_SECTION_H_
