#ifndef SCRUTINEER_CORPUS_SQLITE_ALERT_LEDGER_H_
#define SCRUTINEER_CORPUS_SQLITE_ALERT_LEDGER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/alert_ledger.h"
#include "corpus/mention_table.h"
#include "corpus/sqlite_database.h"
#include "corpus/write_batch.h"

namespace scrutineer::corpus {

// Each write is durable when it returns, and so is what stood in the open batch before it.
class SqliteAlertLedger final : public AlertLedger {
 public:
  // All must outlive the ledger.
  SqliteAlertLedger(Database& database, WriteBatch& batch, const Clock& clock)
      : database_(database), batch_(batch), clock_(clock), mentions_(database, batch) {}

  Result<std::int64_t> AddSubscription(const Subscription& subscription, bool from_now) override;
  Status RemoveSubscription(std::string_view name) override;
  Result<std::vector<Subscription>> Subscriptions() override;
  Result<Subscription> FindSubscription(std::string_view name) override;

  Result<std::vector<ArrivedVersion>> VersionsAfter(std::int64_t after_version_id) override;
  Result<std::vector<OcrArrival>> PagesReadAfter(std::int64_t after_ocr_change) override;
  Result<std::vector<MentionRow>> MentionsOf(std::int64_t version_id) override;
  Result<std::vector<std::int64_t>> PagesAnswering(std::int64_t version_id,
                                                   std::string_view query) override;

  Result<bool> WasTold(std::int64_t subscription_id, std::string_view item_key) override;
  Status Queue(const Subscription& subscription, const std::optional<OutboxMessage>& message,
               const std::vector<std::string>& item_keys, std::int64_t seen_version_id) override;

  Result<std::vector<OutboxMessage>> Undelivered() override;
  Status MarkDelivered(std::int64_t message_id) override;
  Status MarkAttempt(std::int64_t message_id, std::string_view error) override;
  Result<std::vector<OutboxMessage>> Recent(int limit) override;

 private:
  Status WriteQueue(const Subscription& subscription, const std::optional<OutboxMessage>& message,
                    const std::vector<std::string>& item_keys, std::int64_t seen_version_id);
  Status RunOnMessage(std::string_view sql, std::int64_t message_id, std::string_view text);

  Database& database_;
  WriteBatch& batch_;
  const Clock& clock_;
  MentionTable mentions_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SQLITE_ALERT_LEDGER_H_
