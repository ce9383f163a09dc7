#ifndef SCRUTINEER_PIPELINE_MODEL_MENTION_H_
#define SCRUTINEER_PIPELINE_MODEL_MENTION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/byte_span.h"
#include "pipeline/base/time.h"

namespace scrutineer {

enum class Tag { kTender, kOutsourcing, kConsultation, kProvider, kService };

std::string_view TagName(Tag tag);
std::optional<Tag> TagFromName(std::string_view name);

// Values of the guidelines' closed sets, as rule files write them; empty where not set.
struct MentionAttributes {
  std::string stage;      // tender: plan, tendering, award, extension, contract, end, rules
  std::string direction;  // outsourcing: out, in, retain, unclear
  std::string kind;       // consultation: public, staff, statutory, partners
  std::string status;     // proposed, under way, decided, rejected, past, none, hypothetical

  friend bool operator==(const MentionAttributes&, const MentionAttributes&) = default;
};

enum class ValueKind { kMoney, kDate, kPosts };

std::string_view ValueKindName(ValueKind kind);  // "money", "date", "posts"
std::optional<ValueKind> ValueKindFromName(std::string_view name);

// An amount of money, a date or a number of posts that belongs to a mention.
struct Value {
  ValueKind kind = ValueKind::kMoney;
  ByteSpan span;     // its words, on the mention's page
  std::string role;  // dates: contract-start, contract-end, extension-end, consultation-opens,
                     // consultation-closes, transfer, deadline, meeting; empty where the words do
                     // not say
  // Money in pence (hundredths of `unit`), posts in hundredths; equal unless the words give a
  // range. Of a date nothing.
  std::int64_t low = 0, high = 0;
  std::string unit;    // money: ISO 4217, such as GBP; posts: "posts", "FTE" or "staff"
  std::string period;  // of money: year, month, week, day, hour; empty: in all
  std::string years;   // of money, as printed: "2019-20"; empty where none is named
  // kDate; of "March 2024" the month's first day; none where no year is told ("3 May").
  std::optional<Date> date;
  bool approximate = false;  // "around", "circa", "up to"; a date without its day

  friend bool operator==(const Value&, const Value&) = default;
};

// One place in a page's text that a rule or list recognised. Standoff: text is never edited.
struct Mention {
  Tag tag = Tag::kTender;
  std::string rule;   // rule id; "provider.list" or "service.list" for the lists
  ByteSpan span;      // the words that matched
  ByteSpan sentence;  // the sentence around them; contains `span`
  MentionAttributes attributes;
  std::string entity_id;      // providers and services: id in the list; empty for unknown names
  std::string entity_name;    // name to show; for unknown providers the words as they stand
  std::vector<Value> values;  // by position
  bool experimental = false;  // by a rule that is still on trial: shown, but nobody is alerted
};

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_MODEL_MENTION_H_
