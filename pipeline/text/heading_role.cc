#include "pipeline/text/heading_role.h"

#include <algorithm>
#include <array>
#include <string>

#include "pipeline/text/ascii.h"
#include "pipeline/text/list_marker.h"
#include "pipeline/text/opening.h"

namespace scrutineer::text {
namespace {

using enum Implications;

struct Area {
  std::string_view words;
  Implications implications;
};

// Words that say what implications are about.
constexpr auto kAreas = std::to_array<Area>({
    {"legal", kLegal},
    {"monitoring officer", kLegal},
    {"city solicitor", kLegal},
    {"law and governance", kLegal},
    {"human resources", kHr},
    {"human resource", kHr},
    {"hr", kHr},
    {"staffing", kHr},
    {"staff", kHr},
    {"workforce", kHr},
    {"personnel", kHr},
    {"employee", kHr},
    {"employees", kHr},
    {"financial", kFinancial},
    {"finance", kFinancial},
    {"fiscal", kFinancial},
    {"budget", kFinancial},
    {"budgetary", kFinancial},
    {"revenue", kFinancial},
    {"section 151", kFinancial},
    {"s151", kFinancial},
    {"s.151", kFinancial},
    {"chief finance officer", kFinancial},
    {"resource", kFinancial},
    {"resources", kFinancial},
    {"cost", kFinancial},
    {"equality", kEqualities},
    {"equalities", kEqualities},
    {"eqia", kEqualities},
    {"diversity", kEqualities},
    {"equity", kEqualities},
    {"inclusion", kEqualities},
    {"procurement", kProcurement},
    {"commercial", kProcurement},
    {"contractual", kProcurement},
    {"consultation", kConsultation},
    {"consultations", kConsultation},
    {"consultees", kConsultation},
    {"engagement", kConsultation},
});

// Words that make a heading one of implications, with the area or without.
constexpr auto kImplicationWords = std::to_array<std::string_view>(
    {"implication", "implications", "comments", "advice", "considerations"});

// Headings that say it without such a word.
constexpr auto kBareAreas = std::to_array<Area>({
    {"legal", kLegal},
    {"legal issues", kLegal},
    {"finance", kFinancial},
    {"financial", kFinancial},
    {"financial issues", kFinancial},
    {"financial impact", kFinancial},
    {"fiscal impact", kFinancial},
    {"human resources", kHr},
    {"staffing", kHr},
    {"staffing issues", kHr},
    {"workforce", kHr},
    {"hr", kHr},
    {"equalities", kEqualities},
    {"equality", kEqualities},
    {"equality and diversity", kEqualities},
    {"equalities and diversity", kEqualities},
    {"equality impact", kEqualities},
    {"equality impact assessment", kEqualities},
    {"equalities impact assessment", kEqualities},
    {"procurement", kProcurement},
    {"commercial and procurement", kProcurement},
    {"procurement and commercial", kProcurement},
    {"consultation", kConsultation},
    {"consultations", kConsultation},
    {"consultation and engagement", kConsultation},
    {"engagement and consultation", kConsultation},
    {"consultation details", kConsultation},
    {"consultation undertaken", kConsultation},
    {"consultation carried out", kConsultation},
    {"consultation outcome", kConsultation},
    {"results of consultation", kConsultation},
    {"outcome of consultation", kConsultation},
    {"public consultation", kConsultation},
});

// As rows of a table begin; the longest first.
constexpr auto kRows = std::to_array<Area>({
    {"Human resources", kHr},
    {"Human Resources", kHr},
    {"Staffing", kHr},
    {"Workforce", kHr},
    {"HR", kHr},
    {"Financial", kFinancial},
    {"Finance", kFinancial},
    {"Legal", kLegal},
    {"Equalities", kEqualities},
    {"Equality", kEqualities},
    {"Procurement", kProcurement},
    {"Consultation", kConsultation},
});

bool HasImplicationWord(std::string_view lower) {
  return std::any_of(kImplicationWords.begin(), kImplicationWords.end(),
                     [&](std::string_view word) { return ContainsPhrase(lower, word); });
}

// The area that `lower` names first.
Implications FirstArea(std::string_view lower) {
  std::size_t first = std::string_view::npos;
  Implications found = kNone;
  for (const Area& area : kAreas) {
    const std::size_t at = FindPhrase(lower, area.words);
    if (at < first) {
      first = at;
      found = area.implications;
    }
  }
  return found;
}

bool IsAppendixNumber(std::string_view label) {
  if (label.empty() || label.size() > 4) return false;
  if (std::all_of(label.begin(), label.end(), IsDigit)) return label.size() <= 2;
  std::size_t digits = 0;
  while (digits < label.size() && IsDigit(label[digits])) ++digits;
  const std::string_view rest = label.substr(digits);
  if (digits > 0) return rest.size() == 1 && IsAsciiLetter(rest.front());  // "1a"
  if (IsAsciiUpper(rest.front()) && std::all_of(rest.begin() + 1, rest.end(), IsDigit)) {
    return true;  // "A", "A1"
  }
  return std::all_of(rest.begin(), rest.end(),
                     [](char c) { return c == 'I' || c == 'V' || c == 'X'; });
}

// The line behind "Appendix ", or empty.
std::string_view BehindAppendixWord(std::string_view line) {
  for (const std::string_view word : {"appendix", "annexe", "annex"}) {
    if (!StartsWithIgnoringCase(line, word) || !IsAsciiUpper(line.front())) continue;
    return line.substr(word.size());
  }
  return {};
}

}  // namespace

Implications ImplicationsOf(std::string_view title) {
  const std::string lower = ToAsciiLower(StripPunctuation(title));
  for (const Area& area : kBareAreas) {
    if (lower == area.words) return area.implications;
  }
  if (!HasImplicationWord(lower)) return kNone;
  const Implications area = FirstArea(lower);
  if (area != kNone) return area;
  const bool of_a_kind =
      ContainsPhrase(lower, "implications") || ContainsPhrase(lower, "implication");
  return of_a_kind && !HeadsImplications(title) ? kOther : kNone;
}

bool IsRecommendations(std::string_view title) {
  const std::string lower = ToAsciiLower(StripPunctuation(title));
  if (lower.starts_with("reason")) return false;
  for (const std::string_view word :
       {"recommendation", "recommendations", "recommended", "recommendation(s", "recommendation(s)",
        "recommended action", "recommended actions", "recommended motion"}) {
    if (lower == word) return true;
  }
  if (lower.ends_with(" recommendation") || lower.ends_with(" recommendations")) {
    return !ContainsPhrase(lower, "for") && !ContainsPhrase(lower, "of");
  }
  return lower.starts_with("recommendations ") || lower.starts_with("recommendation ");
}

bool HeadsImplications(std::string_view title) {
  const std::string lower = ToAsciiLower(StripPunctuation(title));
  return lower == "implications" || lower == "corporate implications" ||
         lower == "implications of the report" || lower == "implications of the recommendations" ||
         lower == "other implications" || lower == "summary of implications";
}

bool HeadsImplicationsTable(std::string_view line) {
  const std::string lower = ToAsciiLower(line);
  return lower == "area implication" || lower == "area implications" ||
         lower == "implication comments" || lower == "type of implication";
}

bool HeadsContents(std::string_view line) {
  constexpr std::size_t kLongest = 24;
  if (line.size() > kLongest) return false;
  const std::string lower = ToAsciiLower(StripPunctuation(line));
  return lower == "contents" || lower == "table of contents" || lower == "list of contents";
}

Implications ImplicationsRow(std::string_view line) {
  for (const Area& row : kRows) {
    if (!line.starts_with(row.words)) continue;
    const std::string_view rest = line.substr(row.words.size());
    // "Financial regulations say", "Legal Services" are none: what a row says begins anew.
    const bool says = rest.size() > 1 && rest.front() == ' ' &&
                      (IsAsciiUpper(rest[1]) || IsDigit(rest[1]) || !IsAscii(rest[1]));
    if (rest.empty() || says) return row.implications;
  }
  return kNone;
}

std::string_view AppendixLabel(std::string_view line) {
  constexpr std::size_t kLongestLine = 160;
  if (line.size() > kLongestLine) return {};
  const std::string_view behind = BehindAppendixWord(line);
  if (behind.data() == nullptr) return {};
  const std::string_view word = line.substr(0, line.size() - behind.size());
  if (behind.empty()) return word;
  if (behind.front() != ' ' && behind.front() != ':') return {};
  const std::string_view rest = TrimAscii(behind);
  const std::size_t end = std::min(rest.find_first_of(" :.,;)("), rest.size());
  const std::string_view label = rest.substr(0, end);
  if (IsAppendixNumber(label)) {
    const std::string_view after = TrimAscii(rest.substr(end));
    // "Appendix A sets out ..." is a sentence.
    return after.empty() || !IsAsciiLower(after.front()) ? label : std::string_view();
  }
  // "Appendix – Schedule of fees"
  const bool dash = rest.starts_with("\u2013") || rest.starts_with("-") || behind.front() == ':';
  return dash ? word : std::string_view();
}

std::string_view AppendixTitle(std::string_view line) {
  const std::string_view label = AppendixLabel(line);
  if (label.empty()) return {};
  std::string_view rest =
      line.substr(static_cast<std::size_t>(label.data() - line.data()) + label.size());
  while (!rest.empty()) {
    if (rest.starts_with("\u2013") || rest.starts_with("\u2014")) {
      rest.remove_prefix(3);
    } else if (rest.front() == ' ' || rest.front() == '-' || rest.front() == ':' ||
               rest.front() == '.' || rest.front() == ')') {
      rest.remove_prefix(1);
    } else {
      break;
    }
  }
  return TrimAscii(rest);
}

std::string_view SubjectOf(std::string_view line) {
  if (const auto marker = ParseListMarker(line)) line = TrimAscii(line.substr(marker->length));
  constexpr std::string_view kSubject = "subject:";
  return StartsWithIgnoringCase(line, kSubject) ? TrimAscii(line.substr(kSubject.size()))
                                                : std::string_view();
}

std::optional<ReferredItemText> ReferredItem(std::string_view line) {
  constexpr std::string_view kWords = "(agenda item ";
  constexpr std::size_t kLongestLine = 300;
  if (!line.ends_with(')') || line.size() > kLongestLine) return std::nullopt;
  const std::size_t open = line.rfind('(');
  if (open == std::string_view::npos) return std::nullopt;
  std::string_view behind = line.substr(open);
  if (!StartsWithIgnoringCase(behind, kWords)) return std::nullopt;
  behind = behind.substr(kWords.size(), behind.size() - kWords.size() - 1);
  std::size_t digits = 0;
  while (digits < behind.size() && IsDigit(behind[digits])) ++digits;
  const bool number =
      digits > 0 &&
      (digits == behind.size() || (digits + 1 == behind.size() && IsAsciiLetter(behind[digits])));
  if (!number) return std::nullopt;
  return ReferredItemText{behind, TrimAscii(line.substr(0, open))};
}

}  // namespace scrutineer::text
