#include "pipeline/pdf/worker/pdf_reader.h"

#include <fmt/format.h>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>
#include <poppler-version.h>

#include <algorithm>
#include <ctime>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "pipeline/base/utf8.h"
#include "pipeline/pdf/page_layout.h"
#include "pipeline/pdf/reading_order.h"
#include "pipeline/pdf/worker/attached_files.h"
#include "pipeline/pdf/worker/drawn_words.h"
#include "pipeline/pdf/worker/open_document.h"
#include "pipeline/pdf/worker/outline.h"
#include "pipeline/pdf/worker/poppler_text.h"
#include "pipeline/pdf/worker/xfa_placeholder.h"

namespace scrutineer::pdf {
namespace {

// A PDF without pages.
constexpr std::string_view kEmptyPdf =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    "trailer<</Size 3/Root 1 0 R>>\n"
    "startxref\n96\n%%EOF\n";

// No page of a paper comes near; more is a bomb, or at least nothing to read.
constexpr std::size_t kMaxPageBytes = std::size_t{16} << 20;
// A page of more lines goes without their places.
constexpr std::size_t kMaxLines = 200'000;

std::string& LastComplaint() {
  static std::string complaint;
  return complaint;
}

std::string NameOf(const poppler::ustring& text) { return ToUtf8(text, protocol::kMaxNameBytes); }

std::optional<Instant> InstantOf(std::time_t time) {
  if (time == -1 || time < protocol::kEarliestSecond || time > protocol::kLatestSecond) {
    return std::nullopt;
  }
  return Instant(std::chrono::seconds(time));
}

DocumentProperties PropertiesOf(const poppler::document& document, std::string_view bytes) {
  DocumentProperties properties;
  properties.page_count = document.pages();
  properties.title = NameOf(document.get_title());
  properties.author = NameOf(document.get_author());
  properties.subject = NameOf(document.get_subject());
  properties.creator = NameOf(document.get_creator());
  properties.producer = NameOf(document.get_producer());
  properties.created = InstantOf(document.get_creation_date_t());
  CountAttachments(document, bytes, properties);
  return properties;
}

// Fills `places` where they are asked for.
ExtractedPage ReadPage(const poppler::document& document, int number, PagePlaces* places,
                       PDFDoc*& core_document) {
  ExtractedPage page;
  page.number = number;
  const std::unique_ptr<poppler::page> source(document.create_page(number - 1));
  if (source) {
    page.label = NameOf(source->label());
    if (page.label == std::to_string(number)) page.label.clear();
    PageLayout layout =
        LayOutPage(InReadingOrder(DrawnWords(*source, core_document)), places != nullptr);
    page.text = std::move(layout.text);
    if (layout.lines.size() <= kMaxLines) page.lines = std::move(layout.lines);
    if (places != nullptr) places->words = std::move(layout.words);
  }
  page.readable = source && page.text.size() <= kMaxPageBytes;
  if (!page.readable) {
    page.text.clear();
    page.lines.clear();
    if (places != nullptr) places->words.clear();
  }
  return page;
}

protocol::Failure WithComplaint(ErrorCode code, std::string message) {
  if (!LastComplaint().empty()) message += fmt::format(" ({})", LastComplaint());
  return {code, std::move(message)};
}

protocol::Failure Damaged(std::string message) {
  return WithComplaint(ErrorCode::kDamaged, std::move(message));
}

bool SayOutline(PDFDoc* document, const Listener& say) {
  if (document == nullptr) return true;
  protocol::Outline outline{ReadOutline(*document)};
  return outline.bookmarks.empty() || say(std::move(outline));
}

// Says all pages, then the outline and the end.
bool SayPages(const poppler::document& document, int count, std::string_view bytes, int places_page,
              const Listener& say) {
  bool any_readable = false;
  PDFDoc* core_document = nullptr;
  for (int number = 1; number <= count; ++number) {
    PagePlaces places = {number, {}};
    ExtractedPage page =
        ReadPage(document, number, number == places_page ? &places : nullptr, core_document);
    if (count == 1 && IsXfaPlaceholder(page.text, bytes)) {
      return say(protocol::Failure{
          ErrorCode::kXfaOnly,
          "is a dynamic XFA form: it holds no page but a note to open it with Adobe Reader"});
    }
    any_readable = any_readable || page.readable;
    if (!say(std::move(page))) return false;
    if (number == places_page && !say(std::move(places))) return false;
  }
  if (any_readable) return SayOutline(core_document, say) && say(protocol::End{});
  return say(Damaged(fmt::format("is damaged: none of its {} pages can be read", count)));
}

}  // namespace

bool ReadPdf(std::string_view bytes, const ReadingOptions& options, const Listener& say) {
  LastComplaint().clear();
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    return say(protocol::Failure{ErrorCode::kMemoryLimit, "is larger than 2 GiB"});
  }
  const std::unique_ptr<poppler::document> document = OpenDocument(bytes, options.passwords);
  if (!document) return say(Damaged("is damaged: it cannot be opened"));
  if (document->is_locked()) return say(Locked(options.passwords.size()));
  const int count = document->pages();
  if (count <= 0) return say(WithComplaint(ErrorCode::kNoPages, "has no pages"));
  if (count > options.page_limit) {
    return say(protocol::Failure{
        ErrorCode::kPageLimit,
        fmt::format("has {} pages, more than the limit of {}", count, options.page_limit)});
  }
  return say(PropertiesOf(*document, bytes)) &&
         SayPages(*document, count, bytes, options.places_page, say);
}

std::string StageVersion() {
  return fmt::format("poppler {}, text {}", poppler::version_string(), kLayoutRevision);
}

void KeepPopplerReady() {
  static const std::unique_ptr<const poppler::document> empty(
      poppler::document::load_from_raw_data(kEmptyPdf.data(), static_cast<int>(kEmptyPdf.size())));
}

void KeepPopplerQuiet() {
  poppler::set_debug_error_function(
      [](const std::string& complaint, void* /*closure*/) {
        // "poppler/error (123): the complaint"
        const std::size_t colon = complaint.find(": ");
        std::string words = complaint.substr(colon == std::string::npos ? 0 : colon + 2);
        while (!words.empty() && words.back() == '\n') words.pop_back();
        LastComplaint() = ReplaceInvalidUtf8(words.substr(0, 200));
      },
      nullptr);
}

}  // namespace scrutineer::pdf
