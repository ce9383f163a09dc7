#include "pipeline/alerts/alerts.h"

#include <fmt/format.h>

#include "pipeline/alerts/address.h"
#include "pipeline/alerts/collect.h"
#include "pipeline/alerts/digest.h"
#include "pipeline/alerts/email.h"
#include "pipeline/alerts/maildir_channel.h"
#include "pipeline/alerts/mime.h"
#include "pipeline/alerts/schedule.h"
#include "pipeline/base/sha256.h"

namespace scrutineer::alerts {
namespace {

using corpus::AlertLedger;
using corpus::OutboxMessage;
using corpus::Subscription;

DigestFrame FrameOf(const AlertOptions& options) {
  return {options.link_template, options.contact.empty() ? options.from_address : options.contact,
          options.vocabulary};
}

std::vector<std::string> KeysOf(const std::vector<Item>& items) {
  std::vector<std::string> keys;
  keys.reserve(items.size());
  for (const Item& item : items) keys.push_back(item.key);
  return keys;
}

// The same for the same items of the same subscription. The time at which a subscription was made
// is part of it: one that is removed and made anew is told anew.
std::string MessageId(const Subscription& subscription, const std::vector<std::string>& keys,
                      std::string_view domain) {
  constexpr std::size_t kDigits = 40;
  std::string identity = fmt::format("{}\x1F{}\x1F{}", subscription.id, subscription.name,
                                     subscription.created.time_since_epoch().count());
  for (const std::string& key : keys) identity += '\x1F' + key;
  return fmt::format("{}@{}", Sha256Hex(identity).substr(0, kDigits), domain);
}

Result<OutboxMessage> MakeMessage(const Subscription& subscription, const DigestContent& content,
                                  const AlertOptions& options, Instant now) {
  SCRUTINEER_RETURN_IF_ERROR(CheckAddress(subscription.email));
  const DigestText digest = WriteDigest(subscription, content, FrameOf(options), now);
  OutboxMessage message;
  message.subscription_id = subscription.id;
  message.message_id =
      MessageId(subscription, KeysOf(content.items), DomainOf(options.from_address));
  message.to = subscription.email;
  message.subject = digest.subject;
  message.queued = now;
  SCRUTINEER_ASSIGN_OR_RETURN(
      message.bytes, FormatEmail({options.from_name, options.from_address, subscription.email,
                                  digest.subject, message.message_id, digest.body, now}));
  return message;
}

// Makes as many digests as what arrived needs.
Status QueueDigests(corpus::Corpus& corpus, Collector& collector, const Subscription& subscription,
                    const AlertOptions& options, Instant now, AlertReport& report) {
  Subscription seen = subscription;
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(
        const Collected collected,
        collector.Collect(subscription, {seen.seen_version_id, seen.seen_ocr_change}));
    if (!collected.arrived) return {};
    std::optional<OutboxMessage> message;
    if (!collected.content.items.empty()) {
      SCRUTINEER_ASSIGN_OR_RETURN(message,
                                  MakeMessage(subscription, collected.content, options, now));
    }
    seen.seen_version_id = collected.seen.version_id;
    seen.seen_ocr_change = collected.seen.ocr_change;
    SCRUTINEER_RETURN_IF_ERROR(corpus.alerts().Queue(seen, message, KeysOf(collected.content.items),
                                                     seen.seen_version_id));
    if (message) ++report.queued;
    report.items += collected.content.items.size();
  }
}

Status DeliverWaiting(AlertLedger& ledger, Channel& channel, AlertReport& report) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto messages, ledger.Undelivered());
  for (const OutboxMessage& message : messages) {
    const Status delivered = channel.Deliver(message);
    if (delivered) {
      SCRUTINEER_RETURN_IF_ERROR(ledger.MarkDelivered(message.id));
      ++report.delivered;
      continue;
    }
    ++report.waiting;
    report.failures.push_back(
        {fmt::format("message {} to {}", message.id, message.to), delivered.error()});
    SCRUTINEER_RETURN_IF_ERROR(ledger.MarkAttempt(message.id, delivered.error().ToString()));
  }
  return {};
}

}  // namespace

Status CheckOptions(const AlertOptions& options) {
  if (Status checked = CheckAddress(options.from_address); !checked) {
    Error error = std::move(checked).error();
    error.context = "the sender's address of alerts";
    return Fail(std::move(error));
  }
  return CheckLinkTemplate(options.link_template);
}

Result<AlertReport> RunAlerts(corpus::Corpus& corpus, Channel& channel, const AlertOptions& options,
                              const Clock& clock) {
  SCRUTINEER_RETURN_IF_ERROR(CheckOptions(options));
  AlertLedger& ledger = corpus.alerts();
  SCRUTINEER_ASSIGN_OR_RETURN(const auto subscriptions, ledger.Subscriptions());
  AlertReport report;
  report.subscriptions = subscriptions.size();
  Collector collector(corpus, options.vocabulary);
  for (const Subscription& subscription : subscriptions) {
    const Instant now = clock.Now();
    if (!IsDue(subscription, now)) continue;
    ++report.due;
    Status queued = QueueDigests(corpus, collector, subscription, options, now, report);
    if (queued) continue;
    // Nothing of it was noted as seen, so the next run looks again.
    report.failures.push_back(
        {fmt::format("subscription \"{}\"", subscription.name), queued.error()});
  }
  SCRUTINEER_RETURN_IF_ERROR(DeliverWaiting(ledger, channel, report));
  return report;
}

Result<AlertReport> RunAlerts(corpus::Corpus& corpus, const AlertOptions& options,
                              const Clock& clock) {
  if (options.maildir.empty()) {
    return Fail(ErrorCode::kConfiguration, "no maildir is named for alerts (set alerts.maildir)");
  }
  MaildirChannel channel(options.maildir);
  return RunAlerts(corpus, channel, options, clock);
}

Result<AlertPreview> Preview(corpus::Corpus& corpus, const Subscription& subscription,
                             const AlertOptions& options, const Clock& clock) {
  SCRUTINEER_RETURN_IF_ERROR(CheckOptions(options));
  const Instant now = clock.Now();
  Collector collector(corpus, options.vocabulary);
  SCRUTINEER_ASSIGN_OR_RETURN(const Collected collected,
                              collector.Collect(subscription, {subscription.seen_version_id,
                                                               subscription.seen_ocr_change}));
  AlertPreview preview;
  preview.due = IsDue(subscription, now);
  preview.papers_read = collected.content.papers_read;
  preview.items = collected.content.items.size();
  if (preview.items == 0) return preview;
  DigestText digest = WriteDigest(subscription, collected.content, FrameOf(options), now);
  preview.subject = std::move(digest.subject);
  preview.body = WrapText(digest.body);
  return preview;
}

}  // namespace scrutineer::alerts
