#ifndef SCRUTINEER_PIPELINE_MODEL_PAPER_H_
#define SCRUTINEER_PIPELINE_MODEL_PAPER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/byte_span.h"
#include "pipeline/base/time.h"
#include "pipeline/model/metadata_evidence.h"

namespace scrutineer {

enum class PaperKind {
  kAgenda,
  kReport,
  kMinutes,
  kDecision,
  kPack,
  kSupplement,
  kQuestions,
  kConstitution,
  kAccounts,
  kOther,
};

// "agenda", "report", ...; the names that exports use.
std::string_view PaperKindName(PaperKind kind);
std::optional<PaperKind> PaperKindFromName(std::string_view name);

// One entry of a PDF's outline.
struct Bookmark {
  std::string title;    // UTF-8
  int page_number = 0;  // from 1; 0 where it points at none of the paper's pages
  int depth = 0;        // 0 at the top
  friend bool operator==(const Bookmark&, const Bookmark&) = default;
};

// What a PDF says of itself. Empty where it says nothing; UTF-8.
struct DocumentProperties {
  int page_count = 0;
  std::string title;
  std::string author;
  std::string subject;
  std::string creator;   // the program that wrote the document
  std::string producer;  // the program that wrote the PDF
  std::optional<Instant> created;
  std::vector<Bookmark> bookmarks;       // the outline, in order, depth first
  int attachment_count = 0;              // files attached to the document as a whole
  std::vector<std::string> attachments;  // names of the first of them
  bool is_portfolio = false;             // the attached files are what the document is about
};

// What is known of a paper beside its bytes. Empty or unset where the paper does not say.
struct PaperMetadata {
  std::string title;
  std::string council;
  std::string committee;
  std::optional<Date> meeting_date;
  PaperKind kind = PaperKind::kOther;
  std::optional<int> item_count;  // agenda items; unset where the kind has none
  MetadataEvidence evidence = {};
};

// One document as published, at one place.
struct Paper {
  std::int64_t id = 0;
  std::string source;  // "folder"; later the name of a portal
  // Absolute path or URL, unique within its source; of a file attached to a paper as
  // AttachmentLocator (attachment.h) makes it.
  std::string locator;
  PaperMetadata metadata;
  bool restricted = false;
  // What made the pages that are cited, where the paper is no PDF: "LibreOffice 7.4.7.2".
  std::string converter = {};
};

// One set of bytes of a paper.
struct PaperVersion {
  std::int64_t id = 0;
  std::int64_t paper_id = 0;
  std::string sha256;  // 64 lower-case hexadecimal digits
  std::int64_t size_bytes = 0;
  Instant fetched_at{};
  int page_count = 0;
};

// What is worth knowing of a version beside its text. `code` is one of those below.
struct PaperNote {
  std::string code;
  std::string message;  // goes behind the paper's name: "holds 3 attached files, not read: ..."
  friend bool operator==(const PaperNote&, const PaperNote&) = default;
};
inline constexpr std::string_view kNoteAttachments = "attachments";  // files in it are not read
inline constexpr std::string_view kNoteNoText = "no-text";           // no page has any

// What a page bears beside its text because every page of the paper does.
enum class FurnitureKind : std::uint8_t { kHeader, kFooter, kPageNumber, kWatermark };

std::string_view FurnitureKindName(FurnitureKind kind);  // "header", "page-number", ...
std::optional<FurnitureKind> FurnitureKindFromName(std::string_view name);

// One line of furniture; kept out of the page's text, and so out of sentences, search and tags.
struct Furniture {
  FurnitureKind kind = FurnitureKind::kHeader;
  std::uint32_t position = 0;  // byte of Page::text before which it stands
  std::string text;            // normalised

  friend bool operator==(const Furniture&, const Furniture&) = default;
};

// One page's normalised text.
struct Page {
  int number = 0;        // from 1, as PDF viewers count
  std::string label;     // as printed or labelled ("iv"); empty where it equals the number
  std::string text;      // UTF-8, NFC; paragraphs parted by '\n', no line breaks within them
  bool readable = true;  // false: the page is broken and its text unknown
  bool has_text = true;  // false: nothing but images or blank; needs OCR to be read
  std::vector<Furniture> furniture = {};  // by position
  // A sentence that runs over the page's end stands whole on the page where it begins: these bytes
  // of `text` are printed at the top of the next page. Empty where no sentence does.
  ByteSpan from_next_page = {};
};

// The last page on which words of `span` are printed: `page_number`, or the next one where the span
// reaches into Page::from_next_page.
inline int LastPageOf(int page_number, ByteSpan span, ByteSpan from_next_page) {
  return page_number + (span.Overlaps(from_next_page) ? 1 : 0);
}

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_MODEL_PAPER_H_
