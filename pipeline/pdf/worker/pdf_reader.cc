#include "pipeline/pdf/worker/pdf_reader.h"

#include <fmt/format.h>
#include <poppler-document.h>
#include <poppler-embedded-file.h>
#include <poppler-global.h>
#include <poppler-page.h>
#include <poppler-toc.h>
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
#include "pipeline/pdf/utf16.h"
#include "pipeline/pdf/worker/drawn_words.h"
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
constexpr std::size_t kMaxBookmarks = 10'000;
constexpr std::size_t kMaxBookmarkBytes = 1'000;
constexpr std::size_t kMaxAttachmentNames = 100;
constexpr std::size_t kMaxAttachmentNameBytes = 200;

std::string& LastComplaint() {
  static std::string complaint;
  return complaint;
}

std::string ToUtf8(const poppler::ustring& text, std::size_t limit_bytes) {
  std::string utf8;
  AppendUtf16({text.data(), text.size()}, utf8);
  utf8.resize(FloorToCodePoint(utf8, limit_bytes));
  return utf8;
}

std::string NameOf(const poppler::ustring& text) { return ToUtf8(text, protocol::kMaxNameBytes); }

std::optional<Instant> InstantOf(std::time_t time) {
  if (time == -1 || time < protocol::kEarliestSecond || time > protocol::kLatestSecond) {
    return std::nullopt;
  }
  return Instant(std::chrono::seconds(time));
}

void AppendBookmarks(const poppler::toc_item& parent, std::vector<std::string>& titles) {
  for (auto child = parent.children_begin(); child != parent.children_end(); ++child) {
    if (titles.size() >= kMaxBookmarks) return;
    titles.push_back(ToUtf8((*child)->title(), kMaxBookmarkBytes));
    AppendBookmarks(**child, titles);
  }
}

std::string AttachmentName(const poppler::embedded_file& file) {
  std::string name = file.name();
  // poppler-cpp cuts names in UTF-16 off at their first zero byte.
  if (name.empty() || name.starts_with("\xFE\xFF")) {
    name = ToUtf8(file.description(), kMaxAttachmentNameBytes);
  }
  name = ReplaceInvalidUtf8(name);
  name.resize(FloorToCodePoint(name, kMaxAttachmentNameBytes));
  return name.empty() ? "without a name" : name;
}

// Files attached to a page, as comments are, cannot be seen through poppler-cpp.
void CountAttachments(const poppler::document& document, std::string_view bytes,
                      DocumentProperties& properties) {
  if (!document.has_embedded_files()) return;
  // They belong to the document, which frees them.
  const std::vector<poppler::embedded_file*> files = document.embedded_files();
  properties.attachment_count = static_cast<int>(files.size());
  for (std::size_t i = 0; i < std::min(files.size(), kMaxAttachmentNames); ++i) {
    properties.attachments.push_back(AttachmentName(*files[i]));
  }
  properties.is_portfolio = bytes.find("/Collection") != std::string_view::npos;
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
  if (const std::unique_ptr<poppler::toc> toc(document.create_toc()); toc) {
    AppendBookmarks(*toc->root(), properties.bookmarks);
  }
  CountAttachments(document, bytes, properties);
  return properties;
}

ExtractedPage ReadPage(const poppler::document& document, int number) {
  ExtractedPage page;
  page.number = number;
  const std::unique_ptr<poppler::page> source(document.create_page(number - 1));
  if (source) {
    page.label = NameOf(source->label());
    if (page.label == std::to_string(number)) page.label.clear();
    PageLayout layout = LayOutPage(InReadingOrder(DrawnWords(*source)));
    page.text = std::move(layout.text);
    if (layout.lines.size() <= kMaxLines) page.lines = std::move(layout.lines);
  }
  page.readable = source && page.text.size() <= kMaxPageBytes;
  if (!page.readable) {
    page.text.clear();
    page.lines.clear();
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

// Says all pages, and then the end.
bool SayPages(const poppler::document& document, int count, std::string_view bytes,
              const Listener& say) {
  bool any_readable = false;
  for (int number = 1; number <= count; ++number) {
    ExtractedPage page = ReadPage(document, number);
    if (count == 1 && IsXfaPlaceholder(page.text, bytes)) {
      return say(protocol::Failure{
          ErrorCode::kXfaOnly,
          "is a dynamic XFA form: it holds no page but a note to open it with Adobe Reader"});
    }
    any_readable = any_readable || page.readable;
    if (!say(std::move(page))) return false;
  }
  if (any_readable) return say(protocol::End{});
  return say(Damaged(fmt::format("is damaged: none of its {} pages can be read", count)));
}

// A password in Latin-1, as PDFs before version 2.0 mean it. Empty where it has other letters.
std::string InLatin1(std::string_view utf8) {
  std::basic_string<std::uint16_t> units;
  AppendUtf8AsUtf16(utf8, units);
  std::string latin1;
  for (const std::uint16_t unit : units) {
    if (unit > 0xFF) return {};
    latin1.push_back(static_cast<char>(unit));
  }
  return latin1;
}

// Null where it cannot be opened; locked where it needs a password that is not among these.
std::unique_ptr<poppler::document> Open(std::string_view bytes,
                                        const std::vector<std::string>& passwords) {
  std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  for (const std::string& password : passwords) {
    if (!document || !document->is_locked()) break;
    if (!document->unlock(password, password)) break;
    const std::string latin1 = InLatin1(password);
    if (latin1 != password) document->unlock(latin1, latin1);
  }
  return document;
}

protocol::Failure Locked(std::size_t passwords_tried) {
  if (passwords_tried == 0) return {ErrorCode::kEncrypted, "needs a password"};
  return {ErrorCode::kEncrypted,
          passwords_tried == 1
              ? "needs a password, and the one given is not it"
              : fmt::format("needs a password, and none of the {} given is it", passwords_tried)};
}

}  // namespace

bool ReadPdf(std::string_view bytes, const ReadingOptions& options, const Listener& say) {
  LastComplaint().clear();
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    return say(protocol::Failure{ErrorCode::kMemoryLimit, "is larger than 2 GiB"});
  }
  const std::unique_ptr<poppler::document> document = Open(bytes, options.passwords);
  if (!document) return say(Damaged("is damaged: it cannot be opened"));
  if (document->is_locked()) return say(Locked(options.passwords.size()));
  const int count = document->pages();
  if (count <= 0) return say(WithComplaint(ErrorCode::kNoPages, "has no pages"));
  if (count > options.page_limit) {
    return say(protocol::Failure{
        ErrorCode::kPageLimit,
        fmt::format("has {} pages, more than the limit of {}", count, options.page_limit)});
  }
  return say(PropertiesOf(*document, bytes)) && SayPages(*document, count, bytes, say);
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
