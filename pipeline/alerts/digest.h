#ifndef SCRUTINEER_PIPELINE_ALERTS_DIGEST_H_
#define SCRUTINEER_PIPELINE_ALERTS_DIGEST_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "corpus/alert_ledger.h"
#include "pipeline/alerts/item.h"
#include "pipeline/base/time.h"

namespace scrutineer::alerts {

// Within one digest this many passages of a paper, and this many altogether, are quoted in full;
// each of the others still gets a line with page, rules and link, so nothing is lost.
inline constexpr std::size_t kQuotedPerPaper = 5;
inline constexpr std::size_t kQuotedPerDigest = 40;

// A meeting longer ago than this makes a paper an old one, told at the end.
inline constexpr std::chrono::days kBackfillAge{60};

// A paper of which some pages could not be read.
struct UnreadablePages {
  std::string title;
  int pages = 0;
};

// Findings of a paper that are listed below its passages.
inline constexpr std::size_t kFindingsPerPaper = 5;

// All that one digest tells.
struct DigestContent {
  std::vector<Item> items;
  // By paper: what rules say of those papers as a whole. They go along with items and never make a
  // digest by themselves.
  std::map<std::int64_t, std::vector<corpus::FindingRow>> findings;
  std::size_t papers_read = 0;              // papers looked at, also those without an item
  std::size_t papers_without_council = 0;   // left out: they do not say whose they are
  std::vector<UnreadablePages> unreadable;  // among the papers looked at
};

// What is the same for every digest.
struct DigestFrame {
  std::string link_template;
  std::string contact;  // whom to ask
  Vocabulary vocabulary;
};

struct DigestText {
  std::string subject;
  std::string body;  // UTF-8, one line a paragraph, not wrapped
};

// The digest as a rep reads it: papers by meeting, those still to come first (the soonest before),
// then those just past (the newest before), those without a date, and old ones last; within a paper
// by page. REQUIRES: content.items is not empty.
DigestText WriteDigest(const corpus::Subscription& subscription, const DigestContent& content,
                       const DigestFrame& frame, Instant now);

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_DIGEST_H_
