#include "corpus/query_fields.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "corpus/fts_tokenizer.h"
#include "corpus/near_names.h"
#include "corpus/query_characters.h"
#include "corpus/query_error.h"
#include "corpus/query_values.h"
#include "pipeline/base/utf8.h"
#include "pipeline/model/kind_names.h"

namespace scrutineer::corpus {
namespace {

using Names = std::vector<std::string_view>;

constexpr auto kFields = std::to_array<Named<QueryField>>({
    {QueryField::kTag, "tag"},
    {QueryField::kProvider, "provider"},
    {QueryField::kService, "service"},
    {QueryField::kRule, "rule"},
    {QueryField::kStatus, "status"},
    {QueryField::kStage, "stage"},
    {QueryField::kMoney, "money"},
    {QueryField::kCouncil, "council"},
    {QueryField::kCommittee, "committee"},
    {QueryField::kTitle, "title"},
    {QueryField::kKind, "kind"},
    {QueryField::kBefore, "before"},
    {QueryField::kAfter, "after"},
    {QueryField::kSince, "since"},
    {QueryField::kUntil, "until"},
    {QueryField::kDate, "date"},
    {QueryField::kFinding, "finding"},
    {QueryField::kOcr, "ocr"},
    {QueryField::kScope, "scope"},
});

constexpr auto kScopes = std::to_array<Named<QueryScope>>(
    {{QueryScope::kPage, "page"}, {QueryScope::kItem, "item"}, {QueryScope::kPaper, "paper"}});

// Values of the fields that take one of a few; empty for the others.
const Names& ValuesOf(QueryField field) {
  static const Names tags = {"tender", "outsourcing", "consultation", "provider", "service"};
  static const Names statuses = {"proposed", "under way", "decided",     "rejected",
                                 "past",     "none",      "hypothetical"};
  static const Names stages = {"plan",     "tendering", "award", "extension",
                               "contract", "end",       "rules"};
  static const Names kinds = {"agenda",     "report",    "minutes",      "decision", "pack",
                              "supplement", "questions", "constitution", "accounts", "other"};
  static const Names yes_no = {"yes", "no"};
  static const Names scopes = {"page", "item", "paper"};
  static const Names any;
  switch (field) {
    case QueryField::kTag:
      return tags;
    case QueryField::kStatus:
      return statuses;
    case QueryField::kStage:
      return stages;
    case QueryField::kKind:
      return kinds;
    case QueryField::kOcr:
      return yes_no;
    case QueryField::kScope:
      return scopes;
    default:
      return any;
  }
}

std::vector<std::string> Near(std::string_view typed, const Names& names) {
  std::vector<NameChoice> choices;
  choices.reserve(names.size());
  for (const std::string_view name : names)
    choices.push_back({std::string(name), std::string(name)});
  return NearestNames(typed, choices);
}

Names FieldNames() {
  Names names;
  for (const auto& field : kFields) names.push_back(field.name);
  return names;
}

class FieldReader {
 public:
  FieldReader(std::string_view query, const QueryToken& token) : query_(query), token_(token) {}

  Result<QueryNode> Run() {
    const auto field = FieldFromName(token_.text);
    if (!field) return UnknownField();
    node_.kind = QueryNode::Kind::kField;
    node_.field = *field;
    node_.text = token_.value;
    node_.is_quoted = token_.is_quoted;
    node_.offset_code_points = token_.offset_code_points;
    node_.value_offset_code_points = token_.value_offset_code_points;
    if (Fold(token_.value).empty()) return NoValue();
    if (*field == QueryField::kMoney) return Money();
    if (token_.relation != ":" && token_.relation != "=") {
      return AtName(fmt::format("'{}' takes ':', not '{}'", Name(), token_.relation),
                    fmt::format("write {}:{}", Name(), token_.value));
    }
    if (!ValuesOf(*field).empty()) return OneOfFew();
    if (IsDateField(*field)) return DateOrPeriod();
    if (*field != QueryField::kTitle && token_.value.find('*') != std::string::npos) {
      return AtValue(fmt::format("'*' has no meaning in {}:", Name()),
                     "leave it out: a part of the name is enough");
    }
    return std::move(node_);
  }

 private:
  std::string_view Name() const { return FieldName(node_.field); }

  tl::unexpected<Error> AtName(std::string_view what, std::string_view fix) const {
    return Fail(QueryError(query_, token_.offset_code_points, what, fix));
  }
  tl::unexpected<Error> AtValue(std::string_view what, std::string_view fix) const {
    return Fail(QueryError(query_, token_.value_offset_code_points, what, fix));
  }

  tl::unexpected<Error> UnknownField() const {
    const Names names = FieldNames();
    const auto near = Near(LowerAscii(token_.text), names);
    const std::string fix = near.empty()
                                ? fmt::format("fields are {};", fmt::join(names, ", "))
                                : fmt::format("did you mean {}:? Or,", fmt::join(near, ": or "));
    const std::string as_words =
        fmt::format("{} to search for the words, write \"{}:{}\" with its quotation marks", fix,
                    token_.text, token_.value);
    return AtName(fmt::format("there is no field '{}:'", token_.text), as_words);
  }

  tl::unexpected<Error> NoValue() const {
    if (token_.value.empty()) {
      return AtName(fmt::format("'{}{}' has no value", token_.text, token_.relation),
                    fmt::format("put one behind it, as in {}; the word itself is searched for as "
                                "\"{}\"",
                                FieldExample(node_.field), token_.text));
    }
    return AtValue(fmt::format("'{}' has no letters or digits", token_.value),
                   fmt::format("write as in {}", FieldExample(node_.field)));
  }

  Result<QueryNode> OneOfFew() {
    const Names& values = ValuesOf(node_.field);
    const std::string typed = Fold(token_.value);
    for (const std::string_view value : values) {
      if (typed != value) continue;
      node_.text = typed;
      return std::move(node_);
    }
    const auto near = Near(typed, values);
    return AtValue(
        fmt::format("'{}' is no {}", token_.value, Name()),
        near.empty() ? fmt::format("it takes {}", fmt::join(values, ", ")) : DidYouMean(near));
  }

  Result<QueryNode> Money() {
    const auto amount = ParseAmount(token_.value);
    if (!amount) {
      return AtValue(fmt::format("'{}' is no amount in pounds", token_.value),
                     "write as in money>100k, money>=£2.5m or money<1bn");
    }
    node_.pence = *amount;
    node_.comparison = ComparisonOf(token_.relation);
    return std::move(node_);
  }

  static Comparison ComparisonOf(std::string_view relation) {
    if (relation == ">") return Comparison::kAbove;
    if (relation == ">=") return Comparison::kAtLeast;
    if (relation == "<") return Comparison::kBelow;
    return relation == "<=" ? Comparison::kAtMost : Comparison::kEqual;
  }

  static bool IsDateField(QueryField field) {
    return field == QueryField::kBefore || field == QueryField::kAfter ||
           field == QueryField::kSince || field == QueryField::kUntil || field == QueryField::kDate;
  }

  Result<QueryNode> DateOrPeriod() {
    const auto period = ParsePeriod(token_.value);
    if (!period) {
      const std::string meant = DateMeant(token_.value);
      return AtValue(fmt::format("'{}' is no year, month or day", token_.value),
                     meant.empty() ? fmt::format("write YYYY, YYYY-MM or YYYY-MM-DD, as in {}",
                                                 FieldExample(node_.field))
                                   : fmt::format("write {}:{}", Name(), meant));
    }
    const auto day_after = [](Date date) {
      return Date(std::chrono::sys_days(date) + std::chrono::days(1));
    };
    const auto day_before = [](Date date) {
      return Date(std::chrono::sys_days(date) - std::chrono::days(1));
    };
    if (node_.field == QueryField::kBefore) node_.last = day_before(period->first);
    if (node_.field == QueryField::kAfter) node_.first = day_after(period->last);
    if (node_.field == QueryField::kSince || node_.field == QueryField::kDate) {
      node_.first = period->first;
    }
    if (node_.field == QueryField::kUntil || node_.field == QueryField::kDate) {
      node_.last = period->last;
    }
    return std::move(node_);
  }

  std::string_view query_;
  const QueryToken& token_;
  QueryNode node_;
};

}  // namespace

std::string_view FieldName(QueryField field) { return NameIn(kFields, field, "tag"); }

std::optional<QueryField> FieldFromName(std::string_view name) {
  return KindIn(kFields, LowerAscii(name));
}

std::optional<QueryScope> ScopeFromName(std::string_view name) { return KindIn(kScopes, name); }

std::string_view FieldExample(QueryField field) {
  switch (field) {
    case QueryField::kTag:
      return "tag:tender";
    case QueryField::kProvider:
      return "provider:\"Calderbrook Care\"";
    case QueryField::kService:
      return "service:\"home care\"";
    case QueryField::kRule:
      return "rule:tender.award";
    case QueryField::kStatus:
      return "status:decided";
    case QueryField::kStage:
      return "stage:award";
    case QueryField::kMoney:
      return "money>100k";
    case QueryField::kCouncil:
      return "council:Talfryn";
    case QueryField::kCommittee:
      return "committee:Cabinet";
    case QueryField::kTitle:
      return "title:\"home care\"";
    case QueryField::kKind:
      return "kind:minutes";
    case QueryField::kBefore:
      return "before:2024-03";
    case QueryField::kAfter:
      return "after:2024-03";
    case QueryField::kSince:
      return "since:2024-03";
    case QueryField::kUntil:
      return "until:2024-03";
    case QueryField::kDate:
      return "date:2024-03";
    case QueryField::kFinding:
      return "finding:no-competition";
    case QueryField::kOcr:
      return "ocr:no";
    case QueryField::kScope:
      return "scope:paper";
  }
  return "tag:tender";
}

Result<QueryNode> ReadField(std::string_view query, const QueryToken& token) {
  return FieldReader(query, token).Run();
}

}  // namespace scrutineer::corpus
