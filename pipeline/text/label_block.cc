#include "pipeline/text/label_block.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "pipeline/text/ascii.h"
#include "pipeline/text/body_name.h"

namespace scrutineer::text {
namespace {

struct Label {
  std::string_view text;
  LabelKind kind;
};

constexpr auto kLabels = [] {
  using enum LabelKind;
  return std::to_array<Label>({
      {"meeting", kBody},
      {"meeting of", kBody},
      {"meeting of the", kBody},
      {"meeting name", kBody},
      {"name of meeting", kBody},
      {"committee", kBody},
      {"committee name", kBody},
      {"name of committee", kBody},
      {"committee/meeting", kBody},
      {"meeting/committee", kBody},
      {"report to", kBody},
      {"report to the", kBody},
      {"report for", kBody},
      {"decision making body", kBody},
      {"decision-making body", kBody},
      {"decision body", kBody},
      {"body", kBody},
      {"pwyllgor", kBody},
      {"cyfarfod", kBody},
      {"adroddiad i", kBody},

      {"decision maker", kDecisionMaker},
      {"decision-maker", kDecisionMaker},
      {"decision maker(s)", kDecisionMaker},
      {"decision taker", kDecisionMaker},
      {"decision taken by", kDecisionMaker},
      {"decision made by", kDecisionMaker},
      {"decision to be taken by", kDecisionMaker},
      {"name of decision maker", kDecisionMaker},
      {"name of decision-maker", kDecisionMaker},

      {"report title", kTitle},
      {"title of report", kTitle},
      {"title of the report", kTitle},
      {"title", kTitle},
      {"subject", kTitle},
      {"subject matter", kTitle},
      {"subject of report", kTitle},
      {"report subject", kTitle},
      {"subject/title", kTitle},
      {"title/subject", kTitle},
      {"decision title", kTitle},
      {"title of decision", kTitle},
      {"item title", kTitle},
      {"agenda item title", kTitle},
      {"teitl", kTitle},
      {"pwnc", kTitle},
      {"testun", kTitle},

      {"date", kOther},
      {"date of meeting", kOther},
      {"date of decision", kOther},
      {"date and time", kOther},
      {"meeting date", kOther},
      {"meeting type", kOther},
      {"committee date", kOther},
      {"date of committee", kOther},
      {"decision date", kOther},
      {"dyddiad", kOther},
      {"time", kOther},
      {"amser", kOther},
      {"venue", kOther},
      {"lleoliad", kOther},
      {"location", kOther},
      {"place", kOther},
      {"contact", kOther},
      {"contact officer", kOther},
      {"report of", kOther},
      {"report of the", kOther},
      {"report by", kOther},
      {"report from", kOther},
      {"report author", kOther},
      {"report no", kOther},
      {"report number", kOther},
      {"author", kOther},
      {"lead officer", kOther},
      {"responsible officer", kOther},
      {"originating officer", kOther},
      {"portfolio", kOther},
      {"portfolio holder", kOther},
      {"relevant portfolio holder", kOther},
      {"cabinet member", kOther},
      {"cabinet portfolio", kOther},
      {"cabinet lead", kOther},
      {"executive member", kOther},
      {"lead member", kOther},
      {"lead cabinet member", kOther},
      {"ward", kOther},
      {"wards", kOther},
      {"wards affected", kOther},
      {"ward(s) affected", kOther},
      {"ward(s)", kOther},
      {"electoral division", kOther},
      {"electoral divisions", kOther},
      {"divisions affected", kOther},
      {"key decision", kOther},
      {"key decision?", kOther},
      {"is this a key decision", kOther},
      {"is this a key decision?", kOther},
      {"urgent", kOther},
      {"urgent?", kOther},
      {"exempt?", kOther},
      {"status", kOther},
      {"purpose", kOther},
      {"purpose of report", kOther},
      {"exempt information", kOther},
      {"classification", kOther},
      {"confidentiality", kOther},
      {"open/exempt", kOther},
      {"open or exempt", kOther},
      {"public/exempt", kOther},
      {"for publication", kOther},
      {"subject to call-in", kOther},
      {"subject to call-in?", kOther},
      {"reference", kOther},
      {"ref", kOther},
      {"ref no", kOther},
      {"decision reference", kOther},
      {"decision ref", kOther},
      {"decision no", kOther},
      {"from", kOther},
      {"via", kOther},
      {"director", kOther},
      {"corporate director", kOther},
      {"strategic director", kOther},
      {"lead director", kOther},
      {"chief officer", kOther},
      {"membership", kOther},
      {"members", kOther},
      {"chair", kOther},
      {"quorum", kOther},
      {"enquiries to", kOther},
      {"appendices", kOther},
      {"background papers", kOther},
      {"agenda item", kOther},
      {"agenda item no", kOther},
      {"item no", kOther},
  });
}();
// Of these the colon alone makes a label.
constexpr auto kColonLabels = std::to_array<Label>({
    {"to", LabelKind::kBody},
    {"agenda for", LabelKind::kBody},
    {"re", LabelKind::kTitle},
    {"item", LabelKind::kTitle},
    {"heading", LabelKind::kTitle},
});
constexpr auto kWelsh =
    std::to_array<std::string_view>({"cyfarfod", "pwyllgor", "dyddiad", "amser", "lleoliad",
                                     "adroddiad i", "teitl", "pwnc", "testun", "man cyfarfod"});

bool EndsLabel(std::string_view lower, std::size_t at) {
  return at == lower.size() || lower[at] == ' ' || lower[at] == ':' || lower[at] == '/';
}

template <typename List>
const Label* LongestLabel(const List& labels, std::string_view lower) {
  const Label* longest = nullptr;
  for (const Label& label : labels) {
    const bool longer = longest == nullptr || label.text.size() > longest->text.size();
    if (longer && lower.starts_with(label.text) && EndsLabel(lower, label.text.size())) {
      longest = &label;
    }
  }
  return longest;
}

// Bytes of "Cyfarfod / " before the English label, or of " / Cyfarfod" after it.
std::size_t WelshBefore(std::string_view lower) {
  for (const std::string_view welsh : kWelsh) {
    if (!lower.starts_with(welsh)) continue;
    const std::size_t slash = lower.find_first_not_of(' ', welsh.size());
    if (slash == std::string_view::npos || lower[slash] != '/') continue;
    return std::min(lower.find_first_not_of(' ', slash + 1), lower.size());
  }
  return 0;
}

std::size_t WelshAfter(std::string_view lower) {
  const std::size_t slash = lower.find_first_not_of(' ');
  if (slash == std::string_view::npos || lower[slash] != '/') return 0;
  const std::size_t word = lower.find_first_not_of(' ', slash + 1);
  if (word == std::string_view::npos) return 0;
  for (const std::string_view welsh : kWelsh) {
    if (lower.substr(word).starts_with(welsh)) return word + welsh.size();
  }
  return 0;
}

bool BeginsValue(std::string_view value) {
  return IsAsciiUpper(value.front()) || IsDigit(value.front()) || !IsAscii(value.front());
}

std::optional<LabelledRow> ReadRow(const OpeningLine& line) {
  const std::string_view lower = line.lower;
  std::size_t at = WelshBefore(lower);
  const Label* label = LongestLabel(kLabels, lower.substr(at));
  const Label* with_colon = LongestLabel(kColonLabels, lower.substr(at));
  if (with_colon != nullptr && lower.substr(at + with_colon->text.size()).starts_with(":")) {
    label = with_colon;
  }
  if (label == nullptr) return std::nullopt;
  const bool names_committee = lower.substr(at).starts_with("committee");
  at += label->text.size();
  at += WelshAfter(lower.substr(at));
  std::string_view value = TrimAscii(line.text.substr(at));
  const bool colon = value.starts_with(':');
  if (colon) value = TrimAscii(value.substr(1));
  // "Item: 2.11" numbers the paper and "Item: Bus lanes" names it.
  if (label->text == "item" && (value.empty() || !IsAsciiLetter(value.front()))) {
    return std::nullopt;
  }
  if (value.starts_with('/') || (!colon && !value.empty() && !BeginsValue(value))) {
    return std::nullopt;
  }
  return LabelledRow{.kind = label->kind,
                     .value = std::string(value),
                     .names_committee = names_committee,
                     .colon = colon};
}

// A title's further lines stand before the next label; of other values, and behind the last label,
// only those that plainly go on.
void AddFurtherLines(const Opening& opening, std::size_t next_row, bool is_last, LabelledRow& row) {
  constexpr std::size_t kMostLines = 2;
  constexpr std::size_t kLongestLine = 120;
  constexpr std::size_t kLongestLabel = 24;
  const std::size_t end = std::min(next_row, opening.lines.size());
  const bool closes = !is_last && row.kind == LabelKind::kTitle && end - row.end_line <= kMostLines;
  while (row.end_line < end) {
    const OpeningLine& line = opening.lines[row.end_line];
    const bool open = row.value.empty() || row.value.ends_with(" and") ||
                      row.value.ends_with(" of") || row.value.ends_with(",") ||
                      row.value.ends_with("-") ||
                      (row.value.rfind('(') != std::string::npos &&
                       row.value.find(')', row.value.rfind('(')) == std::string::npos);
    const bool other_label =
        line.text.substr(0, kLongestLabel).find(": ") != std::string_view::npos;
    if (line.page_index > 0 || line.text.size() > kLongestLine || other_label) return;
    const std::string_view last_word =
        std::string_view(line.lower).substr(line.lower.find_last_of(' ') + 1);
    const bool ends_body = row.kind == LabelKind::kBody && CountWords(line.text) <= 2 &&
                           IsBodyWord(last_word) && BodyInValue(row.value).empty();
    if (!open && !closes && !ends_body) return;
    if (!row.value.empty()) row.value += ' ';
    row.value += line.text;
    ++row.end_line;
  }
}

}  // namespace

std::vector<LabelledRow> ReadLabelBlock(const Opening& opening) {
  constexpr std::size_t kMostLines = 30;
  std::vector<LabelledRow> rows;
  for (std::size_t i = 0; i < opening.lines.size(); ++i) {
    const OpeningLine& line = opening.lines[i];
    if (line.page_index > 0 || line.index >= kMostLines) break;
    if (auto row = ReadRow(line)) {
      row->first_line = i;
      row->end_line = i + 1;
      rows.push_back(*std::move(row));
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool is_last = i + 1 == rows.size();
    AddFurtherLines(opening, is_last ? opening.lines.size() : rows[i + 1].first_line, is_last,
                    rows[i]);
  }
  constexpr std::size_t kCompany = 3;
  if (rows.size() < kCompany) std::erase_if(rows, [](const auto& row) { return !row.colon; });
  return rows;
}

}  // namespace scrutineer::text
