#ifndef SCRUTINEER_PIPELINE_ALERTS_ALERTS_H_
#define SCRUTINEER_PIPELINE_ALERTS_ALERTS_H_

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/corpus.h"
#include "pipeline/alerts/channel.h"
#include "pipeline/alerts/item.h"
#include "pipeline/alerts/link.h"
#include "pipeline/base/result.h"
#include "pipeline/base/time.h"

// Alerts tell people of passages in new papers. Each run, for every subscription that is due:
//
//   versions not seen ──► match.h ──► items not told ──► digest.h ──► email.h ──► outbox ──►
//   channel
//                                                                       (one transaction)
//
// A digest enters the outbox, its items are noted as told and the versions as seen in one
// transaction; delivery follows, from the outbox alone. A process that dies before the transaction
// has told nothing and starts again; one that dies after it leaves a message with fixed bytes and a
// fixed id, which the next run delivers, and which the channel recognises if it was delivered.
// Nothing is sent twice and nothing is dropped.

namespace scrutineer::alerts {

struct AlertOptions {
  std::string from_address = "scrutineer@localhost";
  std::string from_name = "Scrutineer";
  std::string contact;            // address or words: whom reps ask; empty: from_address
  std::filesystem::path maildir;  // where digests are written
  std::string link_template = std::string(kDefaultLinkTemplate);
  Vocabulary vocabulary;  // names for ids: rule titles, services, providers
};

// Error kConfiguration: what is wrong with the sender's address or the link template.
Status CheckOptions(const AlertOptions& options);

struct AlertFailure {
  std::string what;  // `subscription "youth-wigan"` or `message 12 to rep@example.org`
  Error error;
};

// What a run came to. Failures do not stop it: everything else is still done, and what failed is
// tried again by the next run.
struct AlertReport {
  std::size_t subscriptions = 0;  // all, inactive ones included
  std::size_t due = 0;
  std::size_t queued = 0;     // messages
  std::size_t items = 0;      // told in them
  std::size_t delivered = 0;  // messages, also those that waited from earlier runs
  std::size_t waiting = 0;    // messages not delivered
  std::vector<AlertFailure> failures;
};

// Queues what is due and delivers all that waits. One run at a time (the caller holds the lock).
// Errors: kConfiguration (options), and those of the corpus that make going on pointless.
Result<AlertReport> RunAlerts(corpus::Corpus& corpus, Channel& channel, const AlertOptions& options,
                              const Clock& clock);
// The same into the maildir of the options.
Result<AlertReport> RunAlerts(corpus::Corpus& corpus, const AlertOptions& options,
                              const Clock& clock);

// What the subscription's next digest would be if it were made now, due or not. Writes nothing.
struct AlertPreview {
  bool due = false;
  std::size_t papers_read = 0;
  std::size_t items = 0;
  std::string subject;  // empty where there is nothing to tell
  std::string body;     // as the message shows it, wrapped at 72 columns
};
// To see what a new subscription would have told of papers already stored, set its
// `seen_version_id` to 0.
Result<AlertPreview> Preview(corpus::Corpus& corpus, const corpus::Subscription& subscription,
                             const AlertOptions& options, const Clock& clock);

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_ALERTS_H_
