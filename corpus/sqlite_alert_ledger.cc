#include "corpus/sqlite_alert_ledger.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "corpus/query.h"
#include "corpus/search_plan.h"
#include "corpus/sqlite_rows.h"

namespace scrutineer::corpus {
namespace {

struct NamedFrequency {
  AlertFrequency frequency;
  std::string_view name;
};

constexpr std::array kFrequencies = {
    NamedFrequency{AlertFrequency::kEveryRun, "run"},
    NamedFrequency{AlertFrequency::kDaily, "daily"},
    NamedFrequency{AlertFrequency::kWeekly, "weekly"},
};

std::string ListToJson(const std::vector<std::string>& list) {
  return nlohmann::json(list).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<std::string> ListFromJson(std::string_view text) {
  const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  std::vector<std::string> list;
  if (!json.is_array()) return list;
  for (const auto& item : json) {
    if (item.is_string()) list.push_back(item.get<std::string>());
  }
  return list;
}

std::vector<std::string> NamesOf(const std::vector<Tag>& tags) {
  std::vector<std::string> names;
  names.reserve(tags.size());
  for (const Tag tag : tags) names.emplace_back(TagName(tag));
  return names;
}

constexpr std::string_view kSubscriptionSelect =
    "SELECT id, name, email, services, providers, tags, councils, query, frequency, active,"
    " created_at, seen_version_id, last_digest_at, seen_ocr_change FROM subscriptions ";

Subscription ReadSubscription(const Statement& row) {
  Subscription subscription;
  subscription.id = row.Int64(0);
  subscription.name = row.String(1);
  subscription.email = row.String(2);
  subscription.services = ListFromJson(row.Text(3));
  subscription.providers = ListFromJson(row.Text(4));
  for (const std::string& name : ListFromJson(row.Text(5))) {
    if (const auto tag = TagFromName(name)) subscription.tags.push_back(*tag);
  }
  subscription.councils = ListFromJson(row.Text(6));
  subscription.query = row.String(7);
  subscription.frequency = AlertFrequencyFromName(row.Text(8)).value_or(AlertFrequency::kEveryRun);
  subscription.active = row.Int64(9) != 0;
  subscription.created = InstantFromText(row.Text(10));
  subscription.seen_version_id = row.Int64(11);
  if (!row.IsNull(12)) subscription.last_digest = InstantFromText(row.Text(12));
  subscription.seen_ocr_change = row.Int64(13);
  return subscription;
}

constexpr std::string_view kMessageSelect =
    "SELECT id, subscription_id, message_id, recipient, subject, bytes, queued_at, delivered_at,"
    " attempts, last_error FROM outbox ";

OutboxMessage ReadMessage(const Statement& row) {
  OutboxMessage message;
  message.id = row.Int64(0);
  message.subscription_id = row.Int64(1);
  message.message_id = row.String(2);
  message.to = row.String(3);
  message.subject = row.String(4);
  message.bytes = row.String(5);
  message.queued = InstantFromText(row.Text(6));
  if (!row.IsNull(7)) message.delivered = InstantFromText(row.Text(7));
  message.attempts = row.Int(8);
  message.last_error = row.String(9);
  return message;
}

template <typename T>
Result<std::vector<T>> ReadAll(Result<Statement> statement, T (*read)(const Statement&)) {
  if (!statement) return tl::unexpected(std::move(statement).error());
  std::vector<T> all;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, statement->Step());
    if (!found) return all;
    all.push_back(read(*statement));
  }
}

Error NoSuchSubscription(std::string_view name) {
  return {
      ErrorCode::kNotFound,
      fmt::format("no subscription is called \"{}\" (`scrutineer alerts list` shows them)", name),
      {}};
}

}  // namespace

std::string_view AlertFrequencyName(AlertFrequency frequency) {
  for (const NamedFrequency& named : kFrequencies) {
    if (named.frequency == frequency) return named.name;
  }
  return "run";
}

std::optional<AlertFrequency> AlertFrequencyFromName(std::string_view name) {
  for (const NamedFrequency& named : kFrequencies) {
    if (named.name == name) return named.frequency;
  }
  return std::nullopt;
}

Result<std::int64_t> SqliteAlertLedger::AddSubscription(const Subscription& subscription,
                                                        bool from_now) {
  std::int64_t id = 0;
  Status added = batch_.DoNow([&]() -> Status {
    SCRUTINEER_ASSIGN_OR_RETURN(
        const auto taken,
        database_.Number("SELECT id FROM subscriptions WHERE name = ?1", subscription.name));
    if (taken) {
      return Fail(ErrorCode::kConfiguration,
                  fmt::format("a subscription called \"{}\" exists already (choose another name, "
                              "or remove it first)",
                              subscription.name));
    }
    SCRUTINEER_ASSIGN_OR_RETURN(const auto newest,
                                database_.Number("SELECT max(id) FROM versions"));
    SCRUTINEER_ASSIGN_OR_RETURN(const auto newest_ocr,
                                database_.Number("SELECT max(change) FROM ocr_pages"));
    SCRUTINEER_RETURN_IF_ERROR(database_.Run(
        "INSERT INTO subscriptions (name, email, services, providers, tags, councils, query,"
        " frequency, active, created_at, seen_version_id, seen_ocr_change)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        subscription.name, subscription.email, ListToJson(subscription.services),
        ListToJson(subscription.providers), ListToJson(NamesOf(subscription.tags)),
        ListToJson(subscription.councils), subscription.query,
        AlertFrequencyName(subscription.frequency), subscription.active,
        InstantToText(clock_.Now()), from_now ? newest.value_or(0) : std::int64_t{0},
        from_now ? newest_ocr.value_or(0) : std::int64_t{0}));
    id = database_.last_insert_id();
    return {};
  });
  if (!added) return tl::unexpected(std::move(added).error());
  return id;
}

Status SqliteAlertLedger::RemoveSubscription(std::string_view name) {
  return batch_.DoNow([&]() -> Status {
    SCRUTINEER_RETURN_IF_ERROR(database_.Run("DELETE FROM subscriptions WHERE name = ?1", name));
    if (database_.changes() == 0) return Fail(NoSuchSubscription(name));
    return {};
  });
}

Result<std::vector<Subscription>> SqliteAlertLedger::Subscriptions() {
  return ReadAll(database_.Prepare(std::string(kSubscriptionSelect) + "ORDER BY name"),
                 &ReadSubscription);
}

Result<Subscription> SqliteAlertLedger::FindSubscription(std::string_view name) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      auto found,
      ReadAll(database_.Query(std::string(kSubscriptionSelect) + "WHERE name = ?1", name),
              &ReadSubscription));
  if (found.empty()) return Fail(NoSuchSubscription(name));
  return std::move(found.front());
}

Result<std::vector<ArrivedVersion>> SqliteAlertLedger::VersionsAfter(
    std::int64_t after_version_id) {
  return ReadAll(
      database_.Query(fmt::format("SELECT v.id, v.sha256, v.replaces_version_id IS NOT NULL, {}"
                                  " FROM versions v JOIN papers p ON p.id = v.paper_id"
                                  " WHERE v.id > ?1 AND v.is_current ORDER BY v.id",
                                  kPaperColumns),
                      after_version_id),
      +[](const Statement& row) {
        return ArrivedVersion{row.Int64(0), ReadPaperColumns(row, 3), row.String(1),
                              row.Int64(2) != 0};
      });
}

Result<std::vector<OcrArrival>> SqliteAlertLedger::PagesReadAfter(std::int64_t after_ocr_change) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Query(
          fmt::format("SELECT v.id, v.sha256, v.replaces_version_id IS NOT NULL, o.page_number,"
                      " o.change, {} FROM ocr_pages o JOIN versions v ON v.id = o.version_id"
                      " JOIN papers p ON p.id = v.paper_id WHERE o.change > ?1"
                      " AND v.is_current ORDER BY o.change",
                      kPaperColumns),
          after_ocr_change));
  std::vector<OcrArrival> arrivals;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return arrivals;
    if (arrivals.empty() || arrivals.back().version.version_id != rows.Int64(0)) {
      OcrArrival arrival;
      arrival.version = {rows.Int64(0), ReadPaperColumns(rows, 5), rows.String(1),
                         rows.Int64(2) != 0};
      arrivals.push_back(std::move(arrival));
    }
    arrivals.back().page_numbers.push_back(rows.Int(3));
    arrivals.back().change = rows.Int64(4);
  }
}

Result<std::vector<MentionRow>> SqliteAlertLedger::MentionsOf(std::int64_t version_id) {
  return mentions_.OfVersion(version_id);
}

Result<std::vector<std::int64_t>> SqliteAlertLedger::PagesAnswering(std::int64_t version_id,
                                                                    std::string_view query) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      const auto paper_id,
      database_.Number("SELECT paper_id FROM versions WHERE id = ?1", version_id));
  if (!paper_id) return std::vector<std::int64_t>();
  PageSelection selection;
  SCRUTINEER_ASSIGN_OR_RETURN(selection.query, ParseQuery(query));
  selection.filter.paper_id = *paper_id;
  selection.all_versions = true;
  // What the query names may yet come.
  selection.unknown_values = UnknownValues::kFindNothing;
  SCRUTINEER_RETURN_IF_ERROR(batch_.FlushIndex());
  MatchFinder matches(database_);
  SCRUTINEER_ASSIGN_OR_RETURN(const SearchPlan plan, PlanSearch(database_, matches, selection));
  // A version's pages are a range of ids, to which FTS5 goes directly.
  SqlConditions of_version;
  of_version.Add(fmt::format("{} >= (SELECT min(id) FROM pages WHERE version_id = ?)", plan.page),
                 version_id);
  of_version.Add(fmt::format("{} <= (SELECT max(id) FROM pages WHERE version_id = ?)", plan.page),
                 version_id);
  const SqlText sql = plan.FromWhere(of_version);
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Prepare(fmt::format("SELECT {0} {1} ORDER BY {0} DESC", plan.page, sql.sql)));
  BindValues(sql.values, rows, 1);
  std::vector<std::int64_t> pages;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return pages;
    pages.push_back(rows.Int64(0));
  }
}

Result<bool> SqliteAlertLedger::WasTold(std::int64_t subscription_id, std::string_view item_key) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      const auto told,
      database_.Number("SELECT 1 FROM told_items WHERE subscription_id = ?1 AND item_key = ?2",
                       subscription_id, item_key));
  return told.has_value();
}

Status SqliteAlertLedger::Queue(const Subscription& subscription,
                                const std::optional<OutboxMessage>& message,
                                const std::vector<std::string>& item_keys,
                                std::int64_t seen_version_id) {
  return batch_.DoNow(
      [&] { return WriteQueue(subscription, message, item_keys, seen_version_id); });
}

Status SqliteAlertLedger::WriteQueue(const Subscription& subscription,
                                     const std::optional<OutboxMessage>& message,
                                     const std::vector<std::string>& item_keys,
                                     std::int64_t seen_version_id) {
  const std::string now = InstantToText(clock_.Now());
  SCRUTINEER_RETURN_IF_ERROR(
      database_.Run("UPDATE subscriptions SET seen_version_id = max(seen_version_id, ?2),"
                    " last_digest_at = coalesce(?3, last_digest_at),"
                    " seen_ocr_change = max(seen_ocr_change, ?4) WHERE id = ?1",
                    subscription.id, seen_version_id,
                    message ? std::optional<std::string>(now) : std::optional<std::string>(),
                    subscription.seen_ocr_change));
  if (database_.changes() == 0) return Fail(NoSuchSubscription(subscription.name));
  if (message) {
    SCRUTINEER_RETURN_IF_ERROR(database_.Run(
        "INSERT INTO outbox (subscription_id, message_id, recipient, subject, bytes, queued_at)"
        " VALUES (?1, ?2, ?3, ?4, CAST(?5 AS BLOB), ?6)",
        subscription.id, message->message_id, message->to, message->subject, message->bytes, now));
  }
  for (const std::string& key : item_keys) {
    SCRUTINEER_RETURN_IF_ERROR(database_.Run(
        "INSERT INTO told_items (subscription_id, item_key, told_at) VALUES (?1, ?2, ?3)"
        " ON CONFLICT DO NOTHING",
        subscription.id, key, now));
  }
  return {};
}

Result<std::vector<OutboxMessage>> SqliteAlertLedger::Undelivered() {
  return ReadAll(
      database_.Prepare(std::string(kMessageSelect) + "WHERE delivered_at IS NULL ORDER BY id"),
      &ReadMessage);
}

Status SqliteAlertLedger::RunOnMessage(std::string_view sql, std::int64_t message_id,
                                       std::string_view text) {
  return batch_.DoNow([&]() -> Status {
    SCRUTINEER_RETURN_IF_ERROR(database_.Run(sql, message_id, text));
    if (database_.changes() != 0) return {};
    return Fail(ErrorCode::kNotFound, fmt::format("the outbox has no message {}", message_id));
  });
}

Status SqliteAlertLedger::MarkDelivered(std::int64_t message_id) {
  return RunOnMessage(
      "UPDATE outbox SET delivered_at = ?2, attempts = attempts + 1, last_error = ''"
      " WHERE id = ?1",
      message_id, InstantToText(clock_.Now()));
}

Status SqliteAlertLedger::MarkAttempt(std::int64_t message_id, std::string_view error) {
  return RunOnMessage("UPDATE outbox SET attempts = attempts + 1, last_error = ?2 WHERE id = ?1",
                      message_id, error);
}

Result<std::vector<OutboxMessage>> SqliteAlertLedger::Recent(int limit) {
  return ReadAll(database_.Query(std::string(kMessageSelect) + "ORDER BY id DESC LIMIT ?1", limit),
                 &ReadMessage);
}

}  // namespace scrutineer::corpus
