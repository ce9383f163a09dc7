#ifndef SCRUTINEER_PIPELINE_MODEL_MENTION_H_
#define SCRUTINEER_PIPELINE_MODEL_MENTION_H_

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/base/byte_span.h"

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

// One place in a page's text that a rule or list recognised. Standoff: text is never edited.
struct Mention {
  Tag tag = Tag::kTender;
  std::string rule;   // rule id; "provider.list" or "service.list" for the lists
  ByteSpan span;      // the words that matched
  ByteSpan sentence;  // the sentence around them; contains `span`
  MentionAttributes attributes;
  std::string entity_id;    // providers and services: id in the list; empty for unknown names
  std::string entity_name;  // name to show; for unknown providers the words as they stand
};

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_MODEL_MENTION_H_
