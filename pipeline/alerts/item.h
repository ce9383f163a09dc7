#ifndef SCRUTINEER_PIPELINE_ALERTS_ITEM_H_
#define SCRUTINEER_PIPELINE_ALERTS_ITEM_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/mention.h"
#include "pipeline/model/paper.h"
#include "pipeline/model/section.h"

namespace scrutineer::alerts {

// A rule that fired in a passage.
struct FiredRule {
  Tag tag = Tag::kTender;
  std::string rule;         // rule id
  std::string words;        // what it matched first in the passage, verbatim
  std::string status;       // as MentionAttributes::status
  std::string entity_name;  // providers and services: who or what is named
};

// Where a service that was asked for stands, seen from the passage.
enum class ServicePlace { kPassage, kNearby, kTitle };

struct NamedService {
  std::string id;
  std::string name;
  ServicePlace place = ServicePlace::kPassage;
  std::string sentence;  // kNearby: the sentence that names it, verbatim
};

struct NamedProvider {
  std::string id;
  std::string name;
};

// One page of one paper.
struct PageReference {
  Paper paper;
  std::string sha256;
  int page_number = 0;
  int last_page = 0;  // on which what is quoted ends: 0 where that is the same
  // Set where the text was read from the page's image.
  std::optional<int> ocr_confidence = std::nullopt;
  // The agenda item or report under which it stands, where that is known.
  std::optional<EnclosingSection> under = std::nullopt;
};

// One thing to tell: a passage (a paragraph of a page) that satisfies a subscription, and why.
struct Item {
  std::string key;  // the same for the same words at the same meeting; see ItemKey
  PageReference where;
  std::string quote;  // verbatim sentences of the page; " [...] " where something was left out
  std::vector<FiredRule> fired;     // each rule once
  std::vector<std::string> values;  // amounts, dates and posts in the quote, as ValueWords; once
  std::vector<NamedService> services;
  std::vector<NamedProvider> providers;
  bool answers_query = false;
  bool replaces_earlier = false;       // the paper was published before in another version
  std::vector<PageReference> also_at;  // where else the same words stand
};

// Names to show for ids, and the ids that exist.
struct Vocabulary {
  struct Entry {
    std::string id;
    std::string name;
  };
  std::vector<Entry> rules;  // id and title
  std::vector<Entry> services;
  std::vector<Entry> providers;
};

// The name of an id; the id itself where the list does not hold it.
std::string NameOf(const std::vector<Vocabulary::Entry>& entries, std::string_view id);

}  // namespace scrutineer::alerts

#endif  // SCRUTINEER_PIPELINE_ALERTS_ITEM_H_
