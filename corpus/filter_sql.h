#ifndef SCRUTINEER_CORPUS_FILTER_SQL_H_
#define SCRUTINEER_CORPUS_FILTER_SQL_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "corpus/paper_store.h"
#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

using SqlValue = std::variant<std::int64_t, std::string>;

// A piece of SQL with the values of its parameters in order. What users type only ever becomes a
// value.
struct SqlText {
  std::string sql;
  std::vector<SqlValue> values;

  // Appends SQL, or another piece with its values.
  SqlText& operator+=(std::string_view more);
  SqlText& operator+=(const SqlText& more);
};

// Binds the values from `parameter` on; returns the parameter after them.
int BindValues(const std::vector<SqlValue>& values, Statement& statement, int parameter);

// Joins a condition by OR to those in `any`, which may be empty.
void AddAlternative(const SqlText& condition, SqlText& any);

// Conditions joined by AND.
class SqlConditions {
 public:
  void Add(const SqlText& condition);
  void Add(const SqlConditions& conditions);
  void Add(std::string_view condition);
  void Add(std::string_view condition, std::int64_t value);
  void Add(std::string_view condition, const std::vector<std::string>& values);
  // "`column` IN (?, ...)`closing`"; false for no values.
  void AddAnyOf(std::string_view column, const std::vector<std::int64_t>& values,
                std::string_view closing = {});
  void AddAnyOf(std::string_view column, const std::vector<std::string>& values,
                std::string_view closing = {});

  // "1" where nothing was added.
  std::string ToSql() const { return sql_.empty() ? "1" : sql_; }
  bool empty() const { return sql_.empty(); }
  const std::vector<SqlValue>& values() const { return values_; }
  // As BindValues.
  int BindTo(Statement& statement, int parameter) const {
    return BindValues(values_, statement, parameter);
  }

 private:
  std::string sql_;
  std::vector<SqlValue> values_;
};

// Conditions on versions v. Needs the SQL functions that RegisterFunctions makes.
void AddPaperConditions(const PaperFilter& filter, SqlConditions& conditions);

// Conditions on mentions m (joined with versions v): see MentionFilter. A mention is listed where
// it is of a tag and rule asked for and its page bears every provider list and service list asked
// for; with neither tag nor rule asked for, the mentions of those providers and services are
// listed. Errors: kQuery for an unknown name.
Status AddMentionConditions(Database& database, const MentionFilter& filter,
                            SqlConditions& conditions);

// Conditions that a page with this id bears each kind of mention asked for. `page_id` is an SQL
// expression. Errors: kQuery for an unknown name.
Status AddPageConditions(Database& database, const MentionFilter& filter, std::string_view page_id,
                         SqlConditions& conditions);

// A condition on mentions m that one is of a tag, rule, provider or service of the filter; empty
// where it names none. Errors: kQuery for an unknown name.
Result<SqlText> AskedMentions(Database& database, const MentionFilter& filter);

// Makes SQL functions known to the connection: fold(text), see Fold; stems(text), see Stems;
// canonical_name(text), see CanonicalName; and indexed_words(blob), the words of a row of
// pages_fts_docsize.
Status RegisterFunctions(Database& database);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_FILTER_SQL_H_
