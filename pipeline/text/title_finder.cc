#include "pipeline/text/title_finder.h"

#include <algorithm>
#include <array>

#include "pipeline/base/utf8.h"
#include "pipeline/text/ascii.h"
#include "pipeline/text/council_pattern.h"
#include "pipeline/text/dates.h"

namespace scrutineer::text {
namespace {

constexpr std::size_t kLongestTitle = 200;

constexpr auto kLabels =
    std::to_array<std::string_view>({"report title:", "title of report:", "title:", "report title",
                                     "subject:", "re:", "subject matter:", "item:", "title"});

std::string Shortened(std::string_view title) {
  title = TrimAscii(title);
  if (title.size() > kLongestTitle) {
    title = title.substr(0, FloorToCodePoint(title, kLongestTitle));
    title = title.substr(0, title.find_last_of(' '));
  }
  return std::string(title);
}

// The text behind a label, in its line or alone in the next.
std::string LabelledTitle(const Opening& opening) {
  for (const std::string_view label : kLabels) {
    for (std::size_t i = 0; i < opening.lines.size(); ++i) {
      const OpeningLine& line = opening.lines[i];
      if (line.page_index > 0 || line.index > 25) break;
      if (!line.lower.starts_with(label)) continue;
      std::string_view rest = TrimAscii(line.text.substr(label.size()));
      if (!label.ends_with(':') && !rest.empty() && rest.front() != ':') continue;
      if (rest.starts_with(':')) rest = TrimAscii(rest.substr(1));
      if (rest.empty() && i + 1 < opening.lines.size()) rest = opening.lines[i + 1].text;
      if (rest.size() > 3 && !StartsWithIgnoringCase(rest, "see below")) return Shortened(rest);
    }
  }
  return "";
}

// No title: an address, a number, a date alone, a label or a sentence.
bool MayBeTitle(const OpeningLine& line, std::string_view council) {
  const std::string_view text = StripPunctuation(line.text);
  if (text.size() < 4 || text.size() > kLongestTitle || !IsAscii(text.front())) return false;
  if (!council.empty() && CouncilKey(text) == CouncilKey(council)) return false;
  if (line.text.find('@') != std::string_view::npos || line.text.ends_with(':')) return false;
  if (line.lower.find("www.") != std::string::npos) return false;
  const std::vector<FoundDate> dates = FindDates(text, NumericOrder::kDayFirst);
  if (!dates.empty() && text.size() - (dates.front().end - dates.front().begin) < 12) return false;
  return CountWords(text) > 0 && std::any_of(text.begin(), text.end(), IsAsciiLetter);
}

std::string Heading(const Opening& opening, std::string_view council) {
  for (const OpeningLine& line : opening.lines) {
    if (line.page_index > 0 || line.index > 10) break;
    if (MayBeTitle(line, council)) return Shortened(StripPunctuation(line.text));
  }
  return "";
}

// "*** AGENDA ***", "Minutes of the Planning Committee"
std::string KindHeading(const Opening& opening, std::string_view word) {
  for (const OpeningLine& line : opening.lines) {
    if (line.page_index > 0 || line.index > 15) break;
    if (ContainsPhrase(line.lower, word) && CountWords(line.text) <= 16) {
      return Shortened(StripPunctuation(line.text));
    }
  }
  return "";
}

std::string FromFileName(std::string_view file_name) {
  std::string title(file_name.substr(0, file_name.find_last_of('.')));
  std::replace(title.begin(), title.end(), '_', ' ');
  return Shortened(title);
}

}  // namespace

std::string_view UsableTitle(const DocumentProperties& properties) {
  const std::string_view title = TrimAscii(properties.title);
  const std::string lower = ToAsciiLower(title);
  if (title.size() < 4 || lower.starts_with("microsoft ") || lower.starts_with("untitled") ||
      lower.starts_with("document") || lower.find(' ') == std::string::npos) {
    return {};
  }
  for (const std::string_view ending :
       {".doc", ".docx", ".pdf", ".xls", ".xlsx", ".rtf", ".indd"}) {
    if (lower.ends_with(ending)) return {};
  }
  return title;
}

std::string FindTitle(const Opening& opening, PaperKind kind, std::string_view council,
                      const DocumentProperties& properties, std::string_view file_name) {
  std::string title;
  switch (kind) {
    case PaperKind::kReport:
      title = LabelledTitle(opening);
      break;
    case PaperKind::kAgenda:
    case PaperKind::kPack:
      title = KindHeading(opening, "agenda");
      break;
    case PaperKind::kMinutes:
      title = KindHeading(opening, "minutes");
      break;
    default:
      break;
  }
  if (title.empty()) title = Heading(opening, council);
  if (title.empty()) title = Shortened(UsableTitle(properties));
  if (title.empty()) title = FromFileName(file_name);
  return title;
}

}  // namespace scrutineer::text
