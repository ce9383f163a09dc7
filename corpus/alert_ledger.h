#ifndef SCRUTINEER_CORPUS_ALERT_LEDGER_H_
#define SCRUTINEER_CORPUS_ALERT_LEDGER_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/paper_store.h"
#include "pipeline/base/result.h"
#include "pipeline/base/time.h"

namespace scrutineer::corpus {

enum class AlertFrequency { kEveryRun, kDaily, kWeekly };

std::string_view AlertFrequencyName(AlertFrequency frequency);  // "run", "daily", "weekly"
std::optional<AlertFrequency> AlertFrequencyFromName(std::string_view name);

// What one rep wants to hear of. Lists are "any of"; an empty list asks for nothing in particular;
// the kinds of list are joined by "and".
struct Subscription {
  std::int64_t id = 0;
  std::string name;                    // unique, chosen by the operator: "youth-wigan"
  std::string email;                   // RFC 5322 addr-spec
  std::vector<std::string> services;   // entity ids
  std::vector<std::string> providers;  // entity ids
  std::vector<Tag> tags;
  std::vector<std::string> councils;
  std::string query;  // search query that the page must answer; empty: none
  AlertFrequency frequency = AlertFrequency::kEveryRun;
  bool active = true;
  Instant created{};
  std::int64_t seen_version_id = 0;  // versions up to this one were looked at
  // Of those versions, pages read from their images up to this one (in the order of their arrival).
  std::int64_t seen_ocr_change = 0;
  std::optional<Instant> last_digest;
};

// A digest ready to be delivered. The bytes are fixed when it is queued, so a retry sends the same.
struct OutboxMessage {
  std::int64_t id = 0;
  std::int64_t subscription_id = 0;
  std::string message_id;  // without angle brackets; names the delivery, so it is never made twice
  std::string to;
  std::string subject;
  std::string bytes;  // the complete message, CRLF line ends
  Instant queued{};
  std::optional<Instant> delivered;
  int attempts = 0;
  std::string last_error;
};

// A version that arrived after a subscription last looked.
struct ArrivedVersion {
  std::int64_t version_id = 0;
  Paper paper;
  std::string sha256;
  bool replaces_earlier = false;  // a later version of a paper known before
};

// Pages of a version that were read from their images in one go, after the version had arrived.
struct OcrArrival {
  ArrivedVersion version;
  std::vector<int> page_numbers;  // ascending
  std::int64_t change = 0;        // of the last
};

// Subscriptions, what each was told, and what waits to be delivered.
class AlertLedger {
 public:
  virtual ~AlertLedger() = default;

  // `from_now`: start behind everything already stored; otherwise the first digest covers it.
  // Errors: kConfiguration where the name is taken.
  virtual Result<std::int64_t> AddSubscription(const Subscription& subscription, bool from_now) = 0;
  virtual Status RemoveSubscription(std::string_view name) = 0;  // kNotFound
  virtual Result<std::vector<Subscription>> Subscriptions() = 0;
  virtual Result<Subscription> FindSubscription(std::string_view name) = 0;  // kNotFound

  // Versions with an id above `after_version_id` that are current, by id.
  virtual Result<std::vector<ArrivedVersion>> VersionsAfter(std::int64_t after_version_id) = 0;
  // Pages of current versions that were read from their images after `after_ocr_change`, by
  // arrival.
  virtual Result<std::vector<OcrArrival>> PagesReadAfter(std::int64_t after_ocr_change) = 0;
  // Mentions of one version, by page and place, services included.
  virtual Result<std::vector<MentionRow>> MentionsOf(std::int64_t version_id) = 0;
  // Pages of that version which answer the query.
  virtual Result<std::vector<std::int64_t>> PagesAnswering(std::int64_t version_id,
                                                           std::string_view query) = 0;

  // Whether the subscription was told of this item before (`item_key` as alerts/ makes it).
  virtual Result<bool> WasTold(std::int64_t subscription_id, std::string_view item_key) = 0;

  // In one transaction: the message (if any) enters the outbox, its items are marked as told, and
  // the subscription has seen all up to `seen_version_id` and `subscription.seen_ocr_change`.
  // Either all of it is durable or none.
  virtual Status Queue(const Subscription& subscription,
                       const std::optional<OutboxMessage>& message,
                       const std::vector<std::string>& item_keys, std::int64_t seen_version_id) = 0;

  virtual Result<std::vector<OutboxMessage>> Undelivered() = 0;
  virtual Status MarkDelivered(std::int64_t message_id) = 0;
  virtual Status MarkAttempt(std::int64_t message_id, std::string_view error) = 0;
  virtual Result<std::vector<OutboxMessage>> Recent(int limit) = 0;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_ALERT_LEDGER_H_
