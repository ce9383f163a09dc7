#ifndef SCRUTINEER_CORPUS_SQLITE_ROWS_H_
#define SCRUTINEER_CORPUS_SQLITE_ROWS_H_

#include <optional>
#include <string>
#include <string_view>

#include "corpus/paper_store.h"
#include "corpus/sqlite_database.h"
#include "pipeline/base/byte_span.h"
#include "pipeline/base/time.h"

namespace scrutineer::corpus {

// How rows of the database become the model's data and back. Each k...Columns is the list that the
// reader after it expects from column `first` on.

std::string InstantToText(Instant instant);
Instant InstantFromText(std::string_view text);  // 1970 for text that is none
std::optional<std::string> DateToText(const std::optional<Date>& date);

// Of two columns, from `first` on.
ByteSpan ReadSpan(const Statement& row, int first);

// Of papers p joined with versions v.
inline constexpr std::string_view kPaperColumns =
    "p.id, p.source, p.locator, p.restricted, v.title, v.council, v.committee, v.meeting_date, "
    "v.kind, v.item_count, v.converter";
inline constexpr int kPaperColumnCount = 11;
Paper ReadPaperColumns(const Statement& row, int first);

// Of a page's ocr_confidence.
std::optional<int> ReadConfidence(const Statement& row, int column);

// Of mentions m left-joined with entities e.
inline constexpr std::string_view kMentionColumns =
    "m.tag, m.rule, m.start_byte, m.end_byte, m.sentence_start_byte, m.sentence_end_byte, "
    "m.stage, m.direction, m.kind, m.status, e.entity_id, e.name, m.experimental";
inline constexpr int kMentionColumnCount = 13;
Mention ReadMentionColumns(const Statement& row, int first);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SQLITE_ROWS_H_
