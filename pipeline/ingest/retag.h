#ifndef SCRUTINEER_PIPELINE_INGEST_RETAG_H_
#define SCRUTINEER_PIPELINE_INGEST_RETAG_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/result.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/model/mention.h"
#include "pipeline/model/paper.h"

namespace scrutineer::ingest {

// One mention that a change of rules brought, took or gave other attributes.
struct MentionNews {
  enum class Kind { kGained, kLost, kChanged } kind = Kind::kGained;
  const Paper& paper;
  int page_number = 0;
  const Mention& mention;  // changed: as it is now
  std::string_view page_text;
};

struct RetagOptions {
  bool dry_run = false;                          // reports and leaves everything as it is
  bool everything = false;                       // all papers, whatever the change can affect
  std::function<void(const MentionNews&)> news;  // may be unset
  std::function<void(std::int64_t done, std::int64_t all)> progress;  // papers; may be unset
};

struct MentionBalance {
  std::int64_t gained = 0;
  std::int64_t lost = 0;
  std::int64_t changed = 0;  // the same words by the same rule, with other attributes or values
};

struct RetagReport {
  std::int64_t papers = 0;         // versions of papers tagged under other rules before
  std::int64_t papers_tagged = 0;  // of them those that the change can affect
  std::int64_t pages = 0;          // of these
  MentionBalance all;
  std::map<std::string, MentionBalance> by_rule;
  std::int64_t findings_gained = 0;
  std::int64_t findings_lost = 0;
  // Parts of the rules that changed, as extractors/rule_parts.h names them.
  std::vector<std::string> changed_parts;
  bool everything = false;  // what changed is unknown, or may affect every page
};

// Applies the rules to every stored paper that was tagged under another revision and that the
// difference can affect, and judges those papers anew by the finding rules; the others are only
// marked. Touches no PDF. All in one transaction: a run
// that dies or is stopped (kCancelled) leaves the old mentions. Memory grows with the number of
// papers affected, not with their text.
Result<RetagReport> Retag(const IngestContext& context, const RetagOptions& options = {});

}  // namespace scrutineer::ingest

#endif  // SCRUTINEER_PIPELINE_INGEST_RETAG_H_
