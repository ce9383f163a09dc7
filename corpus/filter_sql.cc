#include "corpus/filter_sql.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <utility>

#include "corpus/entity_names.h"
#include "corpus/fts_tokenizer.h"
#include "corpus/page_id.h"
#include "pipeline/model/canonical_name.h"

namespace scrutineer::corpus {

SqlText& SqlText::operator+=(std::string_view more) {
  sql += more;
  return *this;
}

SqlText& SqlText::operator+=(const SqlText& more) {
  sql += more.sql;
  values.insert(values.end(), more.values.begin(), more.values.end());
  return *this;
}

int BindValues(const std::vector<SqlValue>& values, Statement& statement, int parameter) {
  for (const SqlValue& value : values) {
    std::visit([&](const auto& bound) { statement.Bind(parameter++, bound); }, value);
  }
  return parameter;
}

void AddAlternative(const SqlText& condition, SqlText& any) {
  any += any.sql.empty() ? "(" : " OR (";
  any += condition;
  any += ")";
}

void SqlConditions::Add(const SqlText& condition) {
  Add(std::string_view(condition.sql));
  values_.insert(values_.end(), condition.values.begin(), condition.values.end());
}

void SqlConditions::Add(const SqlConditions& conditions) {
  if (conditions.sql_.empty()) return;
  Add(SqlText{conditions.sql_, conditions.values_});
}

void SqlConditions::Add(std::string_view condition) {
  if (!sql_.empty()) sql_ += " AND ";
  sql_ += condition;
}

void SqlConditions::Add(std::string_view condition, std::int64_t value) {
  Add(condition);
  values_.emplace_back(value);
}

void SqlConditions::Add(std::string_view condition, const std::vector<std::string>& values) {
  Add(condition);
  values_.insert(values_.end(), values.begin(), values.end());
}

namespace {

std::string AnyOf(std::string_view column, std::size_t count) {
  std::string sql = fmt::format("{} IN (", column);
  for (std::size_t i = 0; i < count; ++i) sql += i == 0 ? "?" : ", ?";
  return sql + ")";
}

}  // namespace

void SqlConditions::AddAnyOf(std::string_view column, const std::vector<std::int64_t>& values,
                             std::string_view closing) {
  Add(AnyOf(column, values.size()).append(closing));
  values_.insert(values_.end(), values.begin(), values.end());
}

void SqlConditions::AddAnyOf(std::string_view column, const std::vector<std::string>& values,
                             std::string_view closing) {
  Add(AnyOf(column, values.size()).append(closing), values);
}

namespace {

// Any of `parts` stands in `column`, letter case and accents aside. A part without letters or
// digits stands nowhere.
void AddAnySubstring(std::string_view column, const std::vector<std::string>& parts,
                     SqlConditions& conditions) {
  if (parts.empty()) return;
  std::string sql = "(";
  std::vector<std::string> values;
  for (const std::string& part : parts) {
    std::string folded = Fold(part);
    if (folded.empty()) continue;
    sql += fmt::format("{}instr(fold({}), ?) > 0", values.empty() ? "" : " OR ", column);
    values.push_back(std::move(folded));
  }
  conditions.Add(values.empty() ? "0" : sql + ")", values);
}

std::vector<std::string> TagNames(const std::vector<Tag>& tags) {
  std::vector<std::string> names;
  names.reserve(tags.size());
  for (const Tag tag : tags) names.emplace_back(TagName(tag));
  return names;
}

}  // namespace

void AddPaperConditions(const PaperFilter& filter, SqlConditions& conditions) {
  AddAnySubstring("v.council", filter.councils, conditions);
  AddAnySubstring("v.committee", filter.committees, conditions);
  if (filter.since) conditions.Add("v.meeting_date >= ?", {FormatDate(*filter.since)});
  if (filter.until) conditions.Add("v.meeting_date <= ?", {FormatDate(*filter.until)});
}

Status AddMentionConditions(Database& database, const MentionFilter& filter,
                            SqlConditions& conditions) {
  AddPaperConditions(filter.paper, conditions);
  if (filter.paper_id) conditions.Add("v.paper_id = ?", *filter.paper_id);
  if (filter.paper.since || filter.paper.until) {
    const PageIdRange range = PagesBetween(filter.paper.since, filter.paper.until);
    conditions.Add("m.page_id >= ?", range.first);
    conditions.Add("m.page_id <= ?", range.last);
  }
  if (!filter.tags.empty()) conditions.AddAnyOf("m.tag", TagNames(filter.tags));
  if (!filter.rules.empty()) conditions.AddAnyOf("m.rule", filter.rules);
  std::vector<std::int64_t> all;
  const auto add = [&](Tag tag, const std::vector<std::string>& names) -> Status {
    if (names.empty()) return {};
    SCRUTINEER_ASSIGN_OR_RETURN(const auto entities, ResolveEntities(database, tag, names));
    all.insert(all.end(), entities.begin(), entities.end());
    conditions.AddAnyOf("EXISTS (SELECT 1 FROM mentions o WHERE o.page_id = m.page_id AND o.entity",
                        entities, ")");
    conditions.AddAnyOf(fmt::format("(m.tag <> '{}' OR m.entity", TagName(tag)), entities, ")");
    return {};
  };
  SCRUTINEER_RETURN_IF_ERROR(add(Tag::kProvider, filter.providers));
  SCRUTINEER_RETURN_IF_ERROR(add(Tag::kService, filter.services));
  if (filter.tags.empty() && filter.rules.empty() && !all.empty()) {
    conditions.AddAnyOf("m.entity", all);
  }
  return {};
}

Status AddPageConditions(Database& database, const MentionFilter& filter, std::string_view page_id,
                         SqlConditions& conditions) {
  // Tags and rules stand on many pages: looked up page by page. A provider or service stands on
  // few, whose list comes first.
  const auto borne = [&](std::string_view column, const std::vector<std::string>& values) {
    if (values.empty()) return;
    conditions.AddAnyOf(fmt::format("EXISTS (SELECT 1 FROM mentions m WHERE m.page_id = {} AND {}",
                                    page_id, column),
                        values, ")");
  };
  borne("m.tag", TagNames(filter.tags));
  borne("m.rule", filter.rules);
  const auto listed = [&](Tag tag, const std::vector<std::string>& names) -> Status {
    if (names.empty()) return {};
    SCRUTINEER_ASSIGN_OR_RETURN(const auto entities, ResolveEntities(database, tag, names));
    conditions.AddAnyOf(
        fmt::format("{} IN (SELECT m.page_id FROM mentions m WHERE m.entity", page_id), entities,
        ")");
    return {};
  };
  SCRUTINEER_RETURN_IF_ERROR(listed(Tag::kProvider, filter.providers));
  return listed(Tag::kService, filter.services);
}

Result<SqlText> AskedMentions(Database& database, const MentionFilter& filter) {
  SqlText asked;
  const auto add = [&](std::string_view column, const auto& values) {
    if (values.empty()) return;
    SqlConditions any;
    any.AddAnyOf(column, values);
    AddAlternative({any.ToSql(), any.values()}, asked);
  };
  add("m.tag", TagNames(filter.tags));
  add("m.rule", filter.rules);
  for (const auto& [tag, names] :
       {std::pair(Tag::kProvider, &filter.providers), std::pair(Tag::kService, &filter.services)}) {
    if (names->empty()) continue;
    SCRUTINEER_ASSIGN_OR_RETURN(const auto entities, ResolveEntities(database, tag, *names));
    add("m.entity", entities);
  }
  return asked;
}

namespace {

// A function of one text that gives a text.
template <std::string (*function)(std::string_view)>
void TextFunction(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  const auto* text = sqlite3_value_text(values[0]);
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
  if (text == nullptr) return;
  const std::string given = function({reinterpret_cast<const char*>(text), size});
  sqlite3_result_text(context, given.data(), static_cast<int>(given.size()), SQLITE_TRANSIENT);
}

// The words of a row of the index, of its one column, as FTS5 writes them down in its docsize
// table: a number in base 128, most significant digit first, every byte but the last above 127.
void IndexedWords(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  const auto* bytes = static_cast<const unsigned char*>(sqlite3_value_blob(values[0]));
  const int size = sqlite3_value_bytes(values[0]);
  if (bytes == nullptr || size > 5) return;
  sqlite3_int64 words = 0;
  for (int i = 0; i < size; ++i) words = (words << 7U) | (bytes[i] & 0x7FU);
  sqlite3_result_int64(context, words);
}

}  // namespace

Status RegisterFunctions(Database& database) {
  using Function = void (*)(sqlite3_context*, int, sqlite3_value**);
  const std::pair<const char*, Function> functions[] = {
      {"fold", &TextFunction<Fold>},
      {"stems", &TextFunction<Stems>},
      {"canonical_name", &TextFunction<CanonicalName>},
      {"indexed_words", &IndexedWords}};
  for (const auto& [name, function] : functions) {
    const int code = sqlite3_create_function_v2(
        database.handle(), name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr,
        function, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return Fail(database.MakeError(code));
  }
  return {};
}

}  // namespace scrutineer::corpus
