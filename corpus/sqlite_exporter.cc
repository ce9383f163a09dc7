#include "corpus/sqlite_exporter.h"

#include <fmt/format.h>

namespace scrutineer::corpus {
namespace {

ExportValue ValueAt(const Statement& row, int column, ExportType type) {
  if (row.IsNull(column)) return {};
  switch (type) {
    case ExportType::kText:
      return row.String(column);
    case ExportType::kInteger:
      return row.Int64(column);
    case ExportType::kNumber:
      return row.Real(column);
  }
  return {};
}

}  // namespace

Status SqliteExporter::Export(
    const std::function<Status(const ExportTable& table)>& begin,
    const std::function<Status(const ExportTable& table, std::span<const ExportValue> row)>& row) {
  const ReadSnapshot snapshot(database_);
  SCRUTINEER_RETURN_IF_ERROR(snapshot.begun());
  for (const ExportTable& table : ExportTables()) {
    SCRUTINEER_RETURN_IF_ERROR(begin(table));
    SCRUTINEER_RETURN_IF_ERROR(ExportOne(table, row));
  }
  return {};
}

Status SqliteExporter::ExportOne(
    const ExportTable& table,
    const std::function<Status(const ExportTable& table, std::span<const ExportValue> row)>& row) {
  std::string columns;
  for (const ExportColumn& column : table.columns) {
    columns += fmt::format("{}{}", columns.empty() ? "" : ", ", column.sql);
  }
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows, database_.PrepareOnce(fmt::format("SELECT {} FROM {} ORDER BY {}", columns,
                                                        table.from, table.order)));
  std::vector<ExportValue> values(table.columns.size());
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return {};
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = ValueAt(rows, static_cast<int>(i), table.columns[i].type);
    }
    SCRUTINEER_RETURN_IF_ERROR(row(table, values));
  }
}

}  // namespace scrutineer::corpus
