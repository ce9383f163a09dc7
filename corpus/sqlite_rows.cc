#include "corpus/sqlite_rows.h"

namespace scrutineer::corpus {

std::string InstantToText(Instant instant) { return FormatInstant(instant); }

Instant InstantFromText(std::string_view text) { return ParseInstant(text).value_or(Instant{}); }

std::optional<std::string> DateToText(const std::optional<Date>& date) {
  if (!date) return std::nullopt;
  return FormatDate(*date);
}

Paper ReadPaperColumns(const Statement& row, int first) {
  Paper paper;
  paper.id = row.Int64(first);
  paper.source = row.String(first + 1);
  paper.locator = row.String(first + 2);
  paper.restricted = row.Int64(first + 3) != 0;
  paper.metadata.title = row.String(first + 4);
  paper.metadata.council = row.String(first + 5);
  paper.metadata.committee = row.String(first + 6);
  paper.metadata.meeting_date = ParseDate(row.Text(first + 7));
  paper.metadata.kind = PaperKindFromName(row.Text(first + 8)).value_or(PaperKind::kOther);
  if (!row.IsNull(first + 9)) paper.metadata.item_count = row.Int(first + 9);
  paper.converter = row.String(first + 10);
  return paper;
}

ByteSpan ReadSpan(const Statement& row, int first) {
  return {static_cast<std::uint32_t>(row.Int64(first)),
          static_cast<std::uint32_t>(row.Int64(first + 1))};
}

std::optional<int> ReadConfidence(const Statement& row, int column) {
  if (row.IsNull(column)) return std::nullopt;
  return row.Int(column);
}

Mention ReadMentionColumns(const Statement& row, int first) {
  Mention mention;
  mention.tag = TagFromName(row.Text(first)).value_or(Tag::kTender);
  mention.rule = row.String(first + 1);
  mention.span = ReadSpan(row, first + 2);
  mention.sentence = ReadSpan(row, first + 4);
  mention.attributes.stage = row.String(first + 6);
  mention.attributes.direction = row.String(first + 7);
  mention.attributes.kind = row.String(first + 8);
  mention.attributes.status = row.String(first + 9);
  mention.entity_id = row.String(first + 10);
  mention.entity_name = row.String(first + 11);
  mention.experimental = row.Int(first + 12) != 0;
  return mention;
}

}  // namespace scrutineer::corpus
