#include "pipeline/ingest/paper_notes.h"

#include <fmt/format.h>

#include <algorithm>

namespace scrutineer::ingest {
namespace {

constexpr std::size_t kNamedAttachments = 10;

// "is a portfolio of 3 attached files, not read: a.pdf, b.docx, c.xlsx"
PaperNote OnAttachments(const DocumentProperties& properties) {
  const std::size_t named = std::min(properties.attachments.size(), kNamedAttachments);
  std::string message = fmt::format(
      "{} {} attached {}, not read: {}", properties.is_portfolio ? "is a portfolio of" : "holds",
      properties.attachment_count, properties.attachment_count == 1 ? "file" : "files",
      fmt::join(properties.attachments.begin(),
                properties.attachments.begin() + static_cast<std::ptrdiff_t>(named), ", "));
  const auto unnamed = static_cast<std::size_t>(properties.attachment_count) - named;
  if (unnamed > 0) message += fmt::format(" and {} more", unnamed);
  return {std::string(kNoteAttachments), std::move(message)};
}

PaperNote OnMissingText(std::size_t pages) {
  return {std::string(kNoteNoText),
          pages == 1 ? "its only page has no text (a scan, or blank)"
                     : fmt::format("none of its {} pages has text (scans, or blank)", pages)};
}

}  // namespace

std::vector<PaperNote> NotesOn(const DocumentProperties& properties,
                               const std::vector<Page>& pages) {
  std::vector<PaperNote> notes;
  if (properties.attachment_count > 0) notes.push_back(OnAttachments(properties));
  if (std::none_of(pages.begin(), pages.end(), [](const Page& page) { return page.has_text; })) {
    notes.push_back(OnMissingText(pages.size()));
  }
  return notes;
}

}  // namespace scrutineer::ingest
