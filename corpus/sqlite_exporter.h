#ifndef SCRUTINEER_CORPUS_SQLITE_EXPORTER_H_
#define SCRUTINEER_CORPUS_SQLITE_EXPORTER_H_

#include "corpus/export.h"
#include "corpus/sqlite_database.h"

namespace scrutineer::corpus {

class SqliteExporter final : public Exporter {
 public:
  // Must outlive the exporter.
  explicit SqliteExporter(Database& database) : database_(database) {}

  Status Export(const std::function<Status(const ExportTable& table)>& begin,
                const std::function<Status(const ExportTable& table,
                                           std::span<const ExportValue> row)>& row) override;

 private:
  Status ExportOne(
      const ExportTable& table,
      const std::function<Status(const ExportTable& table, std::span<const ExportValue> row)>& row);

  Database& database_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SQLITE_EXPORTER_H_
