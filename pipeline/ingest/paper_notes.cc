#include "pipeline/ingest/paper_notes.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/ingest/ingest.h"

namespace scrutineer::ingest {
namespace {

constexpr std::size_t kNamedAttachments = 10;

// What becomes of the attached files.
std::string FateOf(int count, int depth) {
  if (depth >= kDeepestAttachment) {
    return fmt::format("not read, for this paper is attached {} deep itself", depth);
  }
  std::string fate = count == 1 ? "a paper of its own" : "each a paper of its own";
  if (count > kMostAttachments) {
    fate += fmt::format(" but for {} that are not read (the limit is {})", count - kMostAttachments,
                        kMostAttachments);
  }
  return fate;
}

// "is a portfolio of 3 attached files, each a paper of its own: a.pdf, b.docx, c.xlsx"
PaperNote OnAttachments(const DocumentProperties& properties, int depth) {
  const int count = properties.attachment_count;
  const std::size_t named = std::min(properties.attachments.size(), kNamedAttachments);
  std::string message = fmt::format(
      "{} {} attached {}, {}: {}", properties.is_portfolio ? "is a portfolio of" : "holds", count,
      count == 1 ? "file" : "files", FateOf(count, depth),
      fmt::join(properties.attachments.begin(),
                properties.attachments.begin() + static_cast<std::ptrdiff_t>(named), ", "));
  const auto unnamed = static_cast<std::size_t>(count) - named;
  if (unnamed > 0) message += fmt::format(" and {} more", unnamed);
  return {std::string(kNoteAttachments), std::move(message)};
}

PaperNote OnMissingText(std::size_t pages) {
  return {std::string(kNoteNoText),
          pages == 1 ? "its only page has no text (a scan, or blank)"
                     : fmt::format("none of its {} pages has text (scans, or blank)", pages)};
}

}  // namespace

std::vector<PaperNote> NotesOn(const DocumentProperties& properties, const std::vector<Page>& pages,
                               int depth) {
  std::vector<PaperNote> notes;
  if (properties.attachment_count > 0) notes.push_back(OnAttachments(properties, depth));
  if (std::none_of(pages.begin(), pages.end(), [](const Page& page) { return page.has_text; })) {
    notes.push_back(OnMissingText(pages.size()));
  }
  return notes;
}

}  // namespace scrutineer::ingest
