#ifndef SCRUTINEER_PIPELINE_CLI_TRAIL_H_
#define SCRUTINEER_PIPELINE_CLI_TRAIL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/paper_store.h"
#include "pipeline/base/result.h"
#include "pipeline/base/time.h"

namespace scrutineer::cli {

// Where in the life of a service or contract a passage stands.
enum class TrailStep : std::uint8_t {
  kFirstMention,
  kOptions,  // a tender planned; outsourcing proposed, or whose direction is open
  kConsultation,
  kTender,
  kAward,
  kContract,
  kExtension,
  kEnd,
  kOutsourced,  // decided, under way or past
  kInHouse,     // brought back
  kRetained,    // kept in-house
};

std::string_view TrailStepName(TrailStep step);  // "first mention", "award", ...

// The step of a mention of a tender, outsourcing or consultation; nothing for a mention that is
// part of no story, as rules on tenders in general are.
std::optional<TrailStep> StepOf(const Mention& mention);

// One step as one paper tells it.
struct TrailEvent {
  TrailStep step = TrailStep::kFirstMention;
  std::string status;  // as MentionAttributes::status
  Paper paper;
  std::string sha256;
  int page_number = 0;
  int last_page = 0;
  std::optional<int> ocr_confidence;
  std::optional<EnclosingSection> under;
  std::string quote;   // the sentence, verbatim
  std::string hit;     // see HitName
  std::string values;  // "£2.5 million; contract end 31 March 2030"; empty without
  // The same sentence in other papers of that meeting, as citations.
  std::vector<std::string> also_in;
  int more = 0;  // further passages of the paper on this step
};

// The same subject in another council.
struct TrailElsewhere {
  std::string council;
  std::int64_t papers = 0;
  std::optional<Date> first, last;
  TrailStep latest = TrailStep::kFirstMention;  // of the newest meeting
};

struct Trail {
  std::vector<TrailEvent> events;         // by meeting, unknown dates last; within one by step
  std::vector<TrailElsewhere> elsewhere;  // the councils with most papers first
  std::int64_t papers = 0;                // that mention the subject, within the filter
};

// What papers within `filter` tell of its providers and services: passages about tenders,
// outsourcing and consultation whose sentence names one of them, one for each step and paper, and
// the first mention of all. REQUIRES: the filter names a provider or service, and no tag or rule.
// Errors: as PaperStore::VisitMentions.
Result<Trail> FollowTrail(corpus::PaperStore& papers, const corpus::MentionFilter& filter);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_TRAIL_H_
