#ifndef SCRUTINEER_PIPELINE_ALERTS_CHANNEL_H_
#define SCRUTINEER_PIPELINE_ALERTS_CHANNEL_H_

#include <string_view>

#include "corpus/alert_ledger.h"
#include "pipeline/base/result.h"

namespace scrutineer::alerts {

// A way by which queued messages reach people: a maildir now, later mail servers, webhooks, feeds.
class Channel {
 public:
  virtual ~Channel() = default;

  // Hands the message over, durably. May be called again for a message that was handed over before
  // (the process died before that was written down) and then must not hand over a second copy, as
  // far as the medium can tell; OutboxMessage::message_id names the delivery.
  virtual Status Deliver(const corpus::OutboxMessage& message) = 0;

  // Where messages go, for people: "maildir /var/lib/scrutineer/mail".
  virtual std::string_view description() const = 0;
};

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_CHANNEL_H_
