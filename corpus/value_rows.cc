#include "corpus/value_rows.h"

#include <utility>

#include "corpus/sqlite_rows.h"

namespace scrutineer::corpus {

Status InsertValues(Database& database, std::int64_t mention_id, const std::vector<Value>& values) {
  for (const Value& value : values) {
    SCRUTINEER_RETURN_IF_ERROR(database.Run(
        "INSERT INTO mention_values (mention_id, kind, role, start_byte, end_byte, low, high, unit,"
        " period, years, date, approximate)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        mention_id, ValueKindName(value.kind), value.role, std::int64_t{value.span.begin},
        std::int64_t{value.span.end}, value.low, value.high, value.unit, value.period, value.years,
        DateToText(value.date), value.approximate));
  }
  return {};
}

Result<std::vector<Value>> ReadValues(Database& database, std::int64_t mention_id) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database.Query("SELECT kind, role, start_byte, end_byte, low, high, unit, period, years,"
                     " date, approximate FROM mention_values WHERE mention_id = ?1"
                     " ORDER BY start_byte, rowid",
                     mention_id));
  std::vector<Value> values;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return values;
    Value value;
    value.kind = ValueKindFromName(rows.Text(0)).value_or(ValueKind::kMoney);
    value.role = rows.String(1);
    value.span = {static_cast<std::uint32_t>(rows.Int64(2)),
                  static_cast<std::uint32_t>(rows.Int64(3))};
    value.low = rows.Int64(4);
    value.high = rows.Int64(5);
    value.unit = rows.String(6);
    value.period = rows.String(7);
    value.years = rows.String(8);
    value.date = ParseDate(rows.Text(9));
    value.approximate = rows.Int64(10) != 0;
    values.push_back(std::move(value));
  }
}

}  // namespace scrutineer::corpus
