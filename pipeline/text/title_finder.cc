#include "pipeline/text/title_finder.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "pipeline/base/utf8.h"
#include "pipeline/text/ascii.h"
#include "pipeline/text/body_name.h"
#include "pipeline/text/heading.h"
#include "pipeline/text/label_block.h"
#include "pipeline/text/list_marker.h"

namespace scrutineer::text {
namespace {

constexpr std::size_t kLongestTitle = 200;

std::string Shortened(std::string_view title) {
  title = TrimAscii(title);
  if (title.size() > kLongestTitle) {
    title = title.substr(0, FloorToCodePoint(title, kLongestTitle));
    title = title.substr(0, title.find_last_of(' '));
  }
  return std::string(title);
}

std::string LabelledTitle(const std::vector<LabelledRow>& rows) {
  for (const LabelledRow& row : rows) {
    if (row.kind != LabelKind::kTitle || row.value.size() <= 3) continue;
    if (!StartsWithIgnoringCase(row.value, "see below")) return Shortened(row.value);
  }
  return "";
}

// The end of the table at the top: rows with no more than a line or two between them.
std::size_t EndOfBlock(const std::vector<LabelledRow>& rows) {
  constexpr std::size_t kMostBetween = 2;
  std::size_t end = rows.front().end_line;
  for (const LabelledRow& row : rows) {
    if (row.first_line > end + kMostBetween) break;
    end = row.end_line;
  }
  return end;
}

// The heading that follows the table at the top, or "".
std::string HeadingBelow(const Opening& opening, const std::vector<LabelledRow>& rows,
                         const HeadingRules& rules) {
  constexpr std::size_t kCompany = 3;
  constexpr std::size_t kMostLines = 3;
  if (rows.size() < kCompany) return "";
  const std::size_t end = EndOfBlock(rows);
  for (std::size_t i = end; i < std::min(end + kMostLines, opening.lines.size()); ++i) {
    if (opening.lines[i].page_index > 0) break;
    if (rules.MayBeTitle(opening.lines[i])) return Shortened(JoinWrapped(opening, i));
  }
  return "";
}

std::string FirstHeading(const Opening& opening, const std::vector<LabelledRow>& rows,
                         const HeadingRules& rules) {
  constexpr std::size_t kTitleLines = 10;
  for (std::size_t i = 0; i < opening.lines.size(); ++i) {
    const OpeningLine& line = opening.lines[i];
    if (line.page_index > 0 || line.index > kTitleLines) break;
    const bool labelled = std::any_of(rows.begin(), rows.end(), [i](const LabelledRow& row) {
      return i >= row.first_line && i < row.end_line;
    });
    if (!labelled && rules.MayBeTitle(line)) return Shortened(JoinWrapped(opening, i));
  }
  return "";
}

// "The minutes of 3 May were confirmed."
bool IsProse(const OpeningLine& line) {
  constexpr auto kVerbs = std::to_array<std::string_view>(
      {"were", "was", "is", "are", "be", "will", "confirmed", "signed as", "circulated", "est"});
  return std::any_of(kVerbs.begin(), kVerbs.end(),
                     [&line](std::string_view verb) { return ContainsPhrase(line.lower, verb); });
}

// "*** AGENDA ***", "Minutes of the Planning Committee"; no item of a list ("3 Minutes").
std::string KindHeading(const Opening& opening, std::string_view word) {
  constexpr std::size_t kTitleLines = 15;
  constexpr std::size_t kMostWords = 16;
  for (const OpeningLine& line : opening.lines) {
    if (line.page_index > 0 || line.index > kTitleLines) break;
    if (ParseListMarker(line.text) || IsDigit(line.text.front())) continue;
    if (ContainsPhrase(line.lower, "agenda item") || IsProse(line)) continue;
    if (ContainsPhrase(line.lower, word) && CountWords(line.text) <= kMostWords) {
      return Shortened(StripPunctuation(line.text));
    }
  }
  return "";
}

std::string FirstOf(const Opening& opening, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (std::string heading = KindHeading(opening, word); !heading.empty()) return heading;
  }
  return "";
}

// Minutes of a body are called so, whatever of the meeting's time and place follows.
Found<std::string> MinutesTitle(const Opening& opening, std::string_view committee) {
  std::string heading =
      FirstOf(opening, {"minutes", "cofnodion", "proc\u00E8s-verbal", "compte rendu", "conseil"});
  const std::string lower = ToAsciiLower(heading);
  const std::size_t held = lower.find(" held ");
  if (held != std::string::npos && CountWords(lower.substr(0, held)) >= 2) heading.resize(held);
  const std::vector<BodyToken> words = BodyTokens(heading);
  const bool names_body = std::any_of(words.begin(), words.end(), [](const BodyToken& word) {
    return word.lower == "council" || IsBodyWord(word.lower);
  });
  const bool bare =
      lower.empty() || lower == "minutes" || (lower.starts_with("minutes of") && !names_body);
  const bool enough = !bare || (!heading.empty() && (committee.empty() || committee == "Council"));
  if (enough) return {std::move(heading), EvidenceOf(Way::kTitleHeading, opening.first_page())};
  if (opening.lines.empty()) return {};
  return {committee.empty() ? "Minutes" : std::string("Minutes of the ").append(committee),
          EvidenceOf(Way::kTitleInferred)};
}

std::string FromFileName(std::string_view file_name) {
  std::string title(file_name.substr(0, file_name.find_last_of('.')));
  std::replace(title.begin(), title.end(), '_', ' ');
  return Shortened(title);
}

// What programs and templates put there, and names of versions.
bool NamesNoSubject(std::string_view lower) {
  constexpr auto kSigns = std::to_array<std::string_view>({"template",
                                                           "frontsheet",
                                                           "printed",
                                                           "agenda document",
                                                           "agenda supplement",
                                                           "public pack",
                                                           "plan document",
                                                           "draft",
                                                           "final",
                                                           "clean",
                                                           "copy of",
                                                           "report title",
                                                           "insert",
                                                           "powerpoint",
                                                           "presentation",
                                                           "slide 1",
                                                           "layout",
                                                           "blank",
                                                           "v1",
                                                           "v2",
                                                           "v3",
                                                           "v4",
                                                           "v5"});
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [lower](std::string_view sign) { return ContainsPhrase(lower, sign); });
}

// The title in the properties where it says the heading and more: in both languages, or with the
// rest of a heading that the page parts.
std::string Completed(std::string heading, const DocumentProperties& properties) {
  const std::string_view title = UsableTitle(properties);
  const std::string lower = ToAsciiLower(title);
  if (heading.empty()) return Shortened(NamesNoSubject(lower) ? std::string_view() : title);
  if (NamesNoSubject(lower) || title.size() <= heading.size()) return heading;
  return lower.find(ToAsciiLower(heading)) != std::string::npos ? Shortened(title) : heading;
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
       {".doc", ".docx", ".pdf", ".xls", ".xlsx", ".rtf", ".indd", ".pages", ".docm", ".odt",
        ".ppt", ".pptx", ".txt", ".html"}) {
    if (lower.ends_with(ending)) return {};
  }
  return title;
}

Found<std::string> FindTitle(const Opening& opening, const PaperMetadata& paper,
                             const DocumentProperties& properties, std::string_view file_name) {
  const std::vector<LabelledRow> rows = ReadLabelBlock(opening);
  const HeadingRules rules(paper.council, paper.committee);
  Found<std::string> title;
  const auto take = [&](std::string value, Way way, int page) {
    if (title.value.empty() && !value.empty()) {
      title = {std::move(value), EvidenceOf(way, page)};
    }
  };
  switch (paper.kind) {
    case PaperKind::kReport:
    case PaperKind::kDecision:
      take(LabelledTitle(rows), Way::kTitleLabel, opening.first_page());
      take(HeadingBelow(opening, rows, rules), Way::kTitleHeading, opening.first_page());
      break;
    case PaperKind::kAgenda:
      take(FirstOf(opening, {"agenda", "notice of meeting", "summons"}), Way::kTitleHeading,
           opening.first_page());
      break;
    case PaperKind::kPack:
      take(FirstOf(opening, {"pack", "package", "agenda"}), Way::kTitleHeading,
           opening.first_page());
      break;
    case PaperKind::kSupplement:
      take(FirstOf(opening, {"supplement", "supplementary", "addendum", "update sheet", "late item",
                             "additional"}),
           Way::kTitleHeading, opening.first_page());
      break;
    case PaperKind::kMinutes:
      title = MinutesTitle(opening, paper.committee);
      break;
    case PaperKind::kQuestions:
      take(FirstOf(opening, {"questions"}), Way::kTitleHeading, opening.first_page());
      break;
    default:
      break;
  }
  if (paper.kind == PaperKind::kAgenda && !opening.lines.empty()) {
    take("Agenda", Way::kTitleInferred, 0);
  }
  if (!title.value.empty()) return title;
  const std::string heading = FirstHeading(opening, rows, rules);
  const bool headed = !heading.empty();
  take(Completed(heading, properties), headed ? Way::kTitleHeading : Way::kTitleProperties,
       headed ? opening.first_page() : 0);
  take(Shortened(UsableTitle(properties)), Way::kTitleProperties, 0);
  take(FromFileName(file_name), Way::kTitleFileName, 0);
  return title;
}

}  // namespace scrutineer::text
