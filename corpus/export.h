#ifndef SCRUTINEER_CORPUS_EXPORT_H_
#define SCRUTINEER_CORPUS_EXPORT_H_

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "pipeline/base/result.h"

namespace scrutineer::corpus {

enum class ExportType : std::uint8_t { kText, kInteger, kNumber };

std::string_view ExportTypeName(ExportType type);  // as JSON Schema: "string", "integer", "number"

struct ExportColumn {
  std::string_view name;
  ExportType type = ExportType::kText;
  std::string_view description;  // a sentence's worth, for people who open the file
  std::string sql;               // an expression over the table's `from`
};

// One file of an export: what stands in the view of that name, for programs. The columns are the
// promise: kExportVersion rises where one is renamed, removed or means something else.
struct ExportTable {
  std::string_view name;  // "papers": the file's name, too
  std::string_view view;  // the same for SQL: "current_papers"
  std::string_view description;
  std::string from;
  std::string_view order;
  std::vector<ExportColumn> columns;
};

inline constexpr int kExportVersion = 1;

// Papers, mentions, the values in them, findings, items: of current versions, newest meeting first.
const std::vector<ExportTable>& ExportTables();

// A question that Datasette offers ready to ask; ":name" in its SQL is filled in by the reader.
struct ExportQuery {
  std::string_view name;
  std::string_view title;
  std::string_view description;
  std::string_view sql;
};
const std::vector<ExportQuery>& ExportQueries();

// Null where a paper does not say.
using ExportValue = std::variant<std::monostate, std::int64_t, double, std::string>;

class Exporter {
 public:
  virtual ~Exporter() = default;
  // All rows of all tables, as of one moment: `begin` before each table, then `row` for each of its
  // rows, with a value a column. Ends with the first error that either gives.
  virtual Status Export(const std::function<Status(const ExportTable& table)>& begin,
                        const std::function<Status(const ExportTable& table,
                                                   std::span<const ExportValue> row)>& row) = 0;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_EXPORT_H_
