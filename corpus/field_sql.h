#ifndef SCRUTINEER_CORPUS_FIELD_SQL_H_
#define SCRUTINEER_CORPUS_FIELD_SQL_H_

#include <optional>
#include <string>
#include <string_view>

#include "corpus/filter_sql.h"
#include "corpus/query.h"
#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// SQL for fields of queries. Page ids and versions stand in it as `page` (an SQL expression) and v.
class FieldSql {
 public:
  // All must outlive it. `source` is the query as typed.
  FieldSql(Database& database, std::string_view source, UnknownValues unknown_values)
      : database_(database), source_(source), unknown_values_(unknown_values) {}

  // A condition that the page, or its paper, has what the field says. REQUIRES: node.kind == kField
  // and no scope:. Errors: kQuery for an unknown value.
  Result<SqlText> OnPage(const QueryNode& node, std::string_view page);
  // The same of any page of the version.
  Result<SqlText> OnPaper(const QueryNode& node);
  // "SELECT ..." of the ids of all pages that have it as page_id, each possibly many times; nothing
  // for fields of papers, and where no index has such a list.
  Result<std::optional<SqlText>> PagesWith(const QueryNode& node);
  // A condition on mentions m that one is what the field asks for. REQUIRES: IsMentionField.
  // Errors: as OnPage's.
  Result<SqlText> OnMention(const QueryNode& node);
  // "SELECT ..." of page_id, and of the byte of its text where what is asked for stands, of one
  // version: its pages are those from ?1 to ?2, which come before the piece's own values. Byte -1:
  // anywhere on the page. REQUIRES: no field of papers.
  Result<SqlText> PlacesWith(const QueryNode& node);

 private:
  // Conditions on mentions m, and of money on mention_values mv; with qualifiers, and without.
  Result<SqlText> OfMention(const QueryNode& node);
  Result<SqlText> OfField(const QueryNode& node);
  Result<SqlText> OfEntities(const QueryNode& node, Tag tag);
  Result<SqlText> OfRule(const QueryNode& node);
  Result<SqlText> PageList(const QueryNode& node);
  Result<SqlText> OfPaper(const QueryNode& node);
  // JSON array of the stored names of a column of versions that hold the value.
  Result<std::string> NamesHolding(const QueryNode& node, std::string_view column);
  Result<std::string> FindingRules(const QueryNode& node);
  tl::unexpected<Error> Unknown(const QueryNode& node, std::string_view what,
                                std::string_view advice) const;

  Database& database_;
  std::string_view source_;
  UnknownValues unknown_values_;
};

// Whether a field is of papers rather than of pages.
bool IsPaperField(QueryField field);
// Whether a field is of a page's mentions.
bool IsMentionField(QueryField field);

// The version to which a page belongs, in SQL.
std::string VersionOfPage(std::string_view page);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_FIELD_SQL_H_
