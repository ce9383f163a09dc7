#include "corpus/field_sql.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "corpus/entity_names.h"
#include "corpus/fts_tokenizer.h"
#include "corpus/near_names.h"
#include "corpus/page_id.h"
#include "corpus/query_error.h"
#include "corpus/query_fields.h"
#include "corpus/query_forms.h"

namespace scrutineer::corpus {
namespace {

// Of the mentions m that a field asks for.
std::string_view MentionColumn(QueryField field) {
  switch (field) {
    case QueryField::kTag:
      return "m.tag";
    case QueryField::kRule:
      return "m.rule";
    case QueryField::kStatus:
      return "m.status";
    case QueryField::kStage:
      return "m.stage";
    default:
      return {};
  }
}

// On mention_values mv: of a range any part may pass.
std::string_view MoneyCondition(Comparison comparison) {
  switch (comparison) {
    case Comparison::kAbove:
      return "mv.high > ?";
    case Comparison::kAtLeast:
      return "mv.high >= ?";
    case Comparison::kBelow:
      return "mv.low < ?";
    case Comparison::kAtMost:
      return "mv.low <= ?";
    case Comparison::kEqual:
      break;
  }
  return "mv.low <= ? AND mv.high >= ?";
}

SqlText MoneyMentions(const QueryNode& node) {
  SqlText condition{
      fmt::format("mv.kind = 'money' AND mv.unit = 'GBP' AND {}", MoneyCondition(node.comparison)),
      {node.pence}};
  if (node.comparison == Comparison::kEqual) condition.values.emplace_back(node.pence);
  return condition;
}

std::string_view MentionsFrom(QueryField field) {
  return field == QueryField::kMoney ? "mention_values mv JOIN mentions m ON m.id = mv.mention_id"
                                     : "mentions m";
}

// Titles that hold the words, in any form; of "procur*" words that begin so.
SqlText TitleCondition(const QueryNode& node) {
  SqlText condition{"v.id IN (SELECT t.id FROM versions t WHERE ", {}};
  if (node.text.ends_with('*')) {
    condition.sql += "instr(' ' || fold(t.title), ?) > 0)";
    condition.values.emplace_back(" " + Fold(node.text));
    return condition;
  }
  for (const std::string& form : FormsOfWords(node.text).forms) {
    condition.sql += condition.values.empty() ? "" : " OR ";
    condition.sql += "instr(' ' || stems(t.title) || ' ', ?) > 0";
    condition.values.emplace_back(" " + Stems(form) + " ");
  }
  condition.sql += ')';
  return condition;
}

// Unknown dates never pass.
SqlText DateCondition(const QueryNode& node) {
  SqlText condition{"coalesce(", {}};
  if (node.first) {
    condition.sql += "v.meeting_date >= ?";
    condition.values.emplace_back(FormatDate(*node.first));
  }
  if (node.last) {
    condition.sql += node.first ? " AND v.meeting_date <= ?" : "v.meeting_date <= ?";
    condition.values.emplace_back(FormatDate(*node.last));
  }
  condition.sql += ", 0)";
  return condition;
}

constexpr std::string_view kOcrPages =
    "SELECT o.id AS page_id FROM pages o WHERE o.ocr_confidence IS NOT NULL";

bool IsDenied(const QueryNode& node) { return node.field == QueryField::kOcr && node.text == "no"; }

std::string IdsJson(const std::vector<std::int64_t>& ids) { return nlohmann::json(ids).dump(); }

}  // namespace

bool IsPaperField(QueryField field) {
  switch (field) {
    case QueryField::kCouncil:
    case QueryField::kCommittee:
    case QueryField::kTitle:
    case QueryField::kKind:
    case QueryField::kBefore:
    case QueryField::kAfter:
    case QueryField::kSince:
    case QueryField::kUntil:
    case QueryField::kDate:
      return true;
    default:
      return false;
  }
}

bool IsMentionField(QueryField field) {
  return field == QueryField::kMoney || !MentionColumn(field).empty() ||
         field == QueryField::kProvider || field == QueryField::kService;
}

std::string VersionOfPage(std::string_view page) {
  return fmt::format("(({} >> 17) & {})", page, kMaxVersionId);
}

tl::unexpected<Error> FieldSql::Unknown(const QueryNode& node, std::string_view what,
                                        std::string_view advice) const {
  return Fail(QueryError(source_, node.value_offset_code_points, what, advice));
}

Result<SqlText> FieldSql::OfEntities(const QueryNode& node, Tag tag) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto entities, FindEntities(database_, tag, node.text));
  if (entities.empty() && unknown_values_ == UnknownValues::kRefuse) {
    SCRUTINEER_ASSIGN_OR_RETURN(const auto advice, UnknownEntityAdvice(database_, tag, node.text));
    return Unknown(node, fmt::format("no paper mentions a {} called '{}'", TagName(tag), node.text),
                   advice);
  }
  return SqlText{"m.entity IS NOT NULL AND m.entity IN (SELECT value FROM json_each(?))",
                 {IdsJson(entities)}};
}

Result<SqlText> FieldSql::OfRule(const QueryNode& node) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      const auto known,
      database_.Number("SELECT 1 FROM mentions WHERE rule = ?1 LIMIT 1", node.text));
  if (!known && unknown_values_ == UnknownValues::kRefuse) {
    SCRUTINEER_ASSIGN_OR_RETURN(Statement rows,
                                database_.Query("SELECT DISTINCT rule FROM mentions"));
    std::vector<NameChoice> choices;
    while (true) {
      SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) break;
      choices.push_back({rows.String(0), Fold(rows.Text(0))});
    }
    const auto near = NearestNames(Fold(node.text), choices);
    return Unknown(node, fmt::format("no mention is by a rule '{}'", node.text),
                   near.empty() ? "`scrutineer rules list` lists the rules" : DidYouMean(near));
  }
  return SqlText{"m.rule = ?", {node.text}};
}

Result<SqlText> FieldSql::OfMention(const QueryNode& node) {
  SCRUTINEER_ASSIGN_OR_RETURN(SqlText condition, OfField(node));
  for (const QueryNode& qualifier : node.qualifiers) {
    SCRUTINEER_ASSIGN_OR_RETURN(const SqlText also, OnMention(qualifier));
    condition += " AND ";
    condition += also;
  }
  return condition;
}

Result<SqlText> FieldSql::OfField(const QueryNode& node) {
  switch (node.field) {
    case QueryField::kProvider:
      return OfEntities(node, Tag::kProvider);
    case QueryField::kService:
      return OfEntities(node, Tag::kService);
    case QueryField::kRule:
      return OfRule(node);
    case QueryField::kMoney:
      return MoneyMentions(node);
    default:
      return SqlText{fmt::format("{} = ?", MentionColumn(node.field)), {node.text}};
  }
}

Result<SqlText> FieldSql::OnMention(const QueryNode& node) {
  if (node.kind == QueryNode::Kind::kField) {
    SCRUTINEER_ASSIGN_OR_RETURN(SqlText condition, OfMention(node));
    if (node.field != QueryField::kMoney) return condition;
    SqlText has_amount{"EXISTS (SELECT 1 FROM mention_values mv WHERE mv.mention_id = m.id AND ",
                       {}};
    has_amount += condition;
    has_amount += ")";
    return has_amount;
  }
  // A group of qualifiers.
  SqlText group{node.kind == QueryNode::Kind::kNot ? "NOT (" : "(", {}};
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    if (i > 0) group += node.kind == QueryNode::Kind::kAnd ? " AND " : " OR ";
    SCRUTINEER_ASSIGN_OR_RETURN(const SqlText child, OnMention(node.children[i]));
    group += child;
  }
  group += ")";
  return group;
}

Result<SqlText> FieldSql::PageList(const QueryNode& node) {
  if (node.field == QueryField::kOcr) return SqlText{std::string(kOcrPages), {}};
  SCRUTINEER_ASSIGN_OR_RETURN(const SqlText condition, OfMention(node));
  SqlText list{fmt::format("SELECT m.page_id FROM {} WHERE ", MentionsFrom(node.field)), {}};
  list += condition;
  return list;
}

Result<SqlText> FieldSql::PlacesWith(const QueryNode& node) {
  if (node.field == QueryField::kOcr) {
    return SqlText{fmt::format("SELECT o.id, -1 FROM pages o WHERE o.id BETWEEN ? AND ?"
                               " AND o.ocr_confidence IS {}NULL",
                               IsDenied(node) ? "" : "NOT "),
                   {}};
  }
  if (node.field == QueryField::kFinding) {
    SCRUTINEER_ASSIGN_OR_RETURN(std::string rules, FindingRules(node));
    return SqlText{
        "SELECT o.id, -1 FROM pages o JOIN findings f ON f.version_id = o.version_id"
        " AND o.number BETWEEN f.first_page AND f.last_page"
        " WHERE o.id BETWEEN ? AND ? AND f.rule IN (SELECT value FROM json_each(?))",
        {std::move(rules)}};
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const SqlText condition, OfMention(node));
  SqlText list{
      fmt::format("SELECT m.page_id, m.start_byte FROM {} WHERE m.page_id BETWEEN ? AND ? AND ",
                  MentionsFrom(node.field)),
      {}};
  list += condition;
  return list;
}

Result<std::string> FieldSql::NamesHolding(const QueryNode& node, std::string_view column) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows, database_.Query(fmt::format("SELECT DISTINCT {} FROM versions", column)));
  const std::string sought = Fold(node.text);
  nlohmann::json names = nlohmann::json::array();
  std::vector<NameChoice> choices;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) break;
    std::string folded = Fold(rows.Text(0));
    if (folded.find(sought) != std::string::npos) names.push_back(rows.String(0));
    if (!folded.empty()) choices.push_back({rows.String(0), std::move(folded)});
  }
  if (names.empty() && unknown_values_ == UnknownValues::kRefuse) {
    const auto near = NearestNames(sought, choices);
    return Unknown(
        node, fmt::format("no paper is of a {} called '{}'", FieldName(node.field), node.text),
        near.empty() ? fmt::format("`scrutineer search --facets {}` lists those there are",
                                   FieldName(node.field))
                     : DidYouMean(near));
  }
  return names.dump();
}

Result<SqlText> FieldSql::OfPaper(const QueryNode& node) {
  if (node.first || node.last) return DateCondition(node);
  if (node.field == QueryField::kTitle) return TitleCondition(node);
  if (node.field == QueryField::kKind) return SqlText{"v.kind = ?", {node.text}};
  const std::string_view column = FieldName(node.field);
  SCRUTINEER_ASSIGN_OR_RETURN(std::string names, NamesHolding(node, column));
  return SqlText{fmt::format("v.{} IN (SELECT value FROM json_each(?))", column),
                 {std::move(names)}};
}

// By its id, with or without "finding.".
Result<std::string> FieldSql::FindingRules(const QueryNode& node) {
  SCRUTINEER_ASSIGN_OR_RETURN(Statement rows,
                              database_.Query("SELECT DISTINCT rule FROM findings ORDER BY rule"));
  constexpr std::string_view kPrefix = "finding.";
  const std::string sought = Fold(node.text);
  nlohmann::json rules = nlohmann::json::array();
  std::vector<NameChoice> choices;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) break;
    const std::string rule = rows.String(0);
    const std::string_view name =
        rule.starts_with(kPrefix) ? std::string_view(rule).substr(kPrefix.size()) : rule;
    if (Fold(rule) == sought || Fold(name) == sought) rules.push_back(rule);
    choices.push_back({std::string(name), Fold(name)});
  }
  if (rules.empty() && unknown_values_ == UnknownValues::kRefuse) {
    const auto near = NearestNames(sought, choices);
    return Unknown(node, fmt::format("no paper has a finding '{}'", node.text),
                   near.empty() ? "`scrutineer findings` lists those there are" : DidYouMean(near));
  }
  return rules.dump();
}

Result<SqlText> FieldSql::OnPage(const QueryNode& node, std::string_view page) {
  if (IsPaperField(node.field)) return OfPaper(node);
  if (node.field == QueryField::kFinding) {
    SCRUTINEER_ASSIGN_OR_RETURN(std::string rules, FindingRules(node));
    return SqlText{fmt::format("EXISTS (SELECT 1 FROM findings f WHERE f.version_id = {}"
                               " AND f.rule IN (SELECT value FROM json_each(?))"
                               " AND {} - ({} & {}) BETWEEN f.first_page AND f.last_page)",
                               VersionOfPage(page), kMaxPageNumber, page, kMaxPageNumber),
                   {std::move(rules)}};
  }
  // What stands on many pages is looked up page by page; of what stands on few, the list comes
  // first.
  if (!MentionColumn(node.field).empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(const SqlText mention, OfMention(node));
    SqlText condition{
        fmt::format("EXISTS (SELECT 1 FROM mentions m WHERE m.page_id = {} AND ", page), {}};
    condition += mention;
    condition += ")";
    return condition;
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const SqlText list, PageList(node));
  SqlText condition{fmt::format("{}{} IN (", page, IsDenied(node) ? " NOT" : ""), {}};
  condition += list;
  condition += ")";
  return condition;
}

Result<SqlText> FieldSql::OnPaper(const QueryNode& node) {
  if (IsPaperField(node.field)) return OfPaper(node);
  if (node.field == QueryField::kFinding) {
    SCRUTINEER_ASSIGN_OR_RETURN(std::string rules, FindingRules(node));
    return SqlText{
        "v.id IN (SELECT f.version_id FROM findings f"
        " WHERE f.rule IN (SELECT value FROM json_each(?)))",
        {std::move(rules)}};
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const SqlText list, PageList(node));
  SqlText condition{fmt::format("v.id {}IN (SELECT {} FROM (", IsDenied(node) ? "NOT " : "",
                                VersionOfPage("page_id")),
                    {}};
  condition += list;
  condition += "))";
  return condition;
}

Result<std::optional<SqlText>> FieldSql::PagesWith(const QueryNode& node) {
  const bool has_list = node.field == QueryField::kTag || node.field == QueryField::kProvider ||
                        node.field == QueryField::kService || node.field == QueryField::kMoney ||
                        (node.field == QueryField::kOcr && !IsDenied(node));
  if (!has_list) return std::optional<SqlText>();
  SCRUTINEER_ASSIGN_OR_RETURN(SqlText list, PageList(node));
  return std::optional<SqlText>(std::move(list));
}

}  // namespace scrutineer::corpus
