#include "pipeline/alerts/subscription_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "corpus/query.h"
#include "pipeline/alerts/address.h"
#include "pipeline/alerts/collect.h"
#include "pipeline/alerts/match.h"
#include "pipeline/alerts/wording.h"
#include "pipeline/alerts/words.h"
#include "pipeline/base/utf8.h"

namespace scrutineer::alerts {
namespace {

using corpus::Subscription;

constexpr std::size_t kSuggestions = 3;
constexpr std::size_t kNameLimitCodePoints = 100;

std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row.back();
}

// Small for names that are probably meant: a part of the name, or few letters away.
std::size_t Strangeness(const std::string& typed, const Vocabulary::Entry& entry) {
  const std::string id = FoldWords(entry.id);
  const std::string name = FoldWords(entry.name);
  if (name.find(typed) != std::string::npos || id.find(typed) != std::string::npos) return 1;
  return std::min(EditDistance(typed, id), EditDistance(typed, name));
}

std::string Suggestions(const std::string& typed, const std::vector<Vocabulary::Entry>& entries) {
  const std::string folded = FoldWords(typed);
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const Vocabulary::Entry& entry : entries) {
    const std::size_t strangeness = Strangeness(folded, entry);
    if (strangeness <= std::max<std::size_t>(2, folded.size() / 3)) {
      near.emplace_back(strangeness, entry.id);
    }
  }
  std::sort(near.begin(), near.end());
  if (near.size() > kSuggestions) near.resize(kSuggestions);
  std::vector<std::string> ids;
  ids.reserve(near.size());
  for (const auto& [strangeness, id] : near) ids.push_back(id);
  return ids.empty() ? "" : fmt::format(" (did you mean {}?)", JoinWords(ids, "or"));
}

// Ids for ids or names; complaints for what is neither.
std::vector<std::string> ResolveNames(const std::vector<std::string>& typed, std::string_view kind,
                                      const std::vector<Vocabulary::Entry>& entries,
                                      std::vector<std::string>& complaints) {
  std::vector<std::string> ids;
  for (const std::string& text : typed) {
    const std::string folded = FoldWords(OneLine(text));
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const auto& entry) {
      return FoldWords(entry.id) == folded || FoldWords(entry.name) == folded;
    });
    if (found == entries.end()) {
      complaints.push_back(fmt::format("there is no {} \"{}\"{}", kind, OneLine(text),
                                       Suggestions(OneLine(text), entries)));
    } else if (std::find(ids.begin(), ids.end(), found->id) == ids.end()) {
      ids.push_back(found->id);
    }
  }
  return ids;
}

void CheckName(const std::string& name, std::vector<std::string>& complaints) {
  if (name.empty()) {
    complaints.emplace_back("the alert needs a name");
  } else if (OneLine(name) != name || CountCodePoints(name) > kNameLimitCodePoints) {
    complaints.push_back(fmt::format(
        "the name must be one line of at most {} characters, without spaces at its ends",
        kNameLimitCodePoints));
  }
}

bool AsksForNothing(const Subscription& subscription) {
  return subscription.services.empty() && subscription.providers.empty() &&
         subscription.tags.empty() && subscription.councils.empty() && subscription.query.empty();
}

// Weeks between the first and the last meeting of all papers, at least one.
double WeeksSpanned(const std::vector<corpus::ArrivedVersion>& versions) {
  std::optional<std::chrono::sys_days> first;
  std::optional<std::chrono::sys_days> last;
  for (const corpus::ArrivedVersion& version : versions) {
    if (!version.paper.metadata.meeting_date) continue;
    const std::chrono::sys_days day{*version.paper.metadata.meeting_date};
    first = first ? std::min(*first, day) : day;
    last = last ? std::max(*last, day) : day;
  }
  if (!first) return 1;
  return std::max(1.0, static_cast<double>((*last - *first).count()) / 7.0);
}

std::string Warning(const VolumeEstimate& estimate) {
  if (estimate.papers_checked > 0 && estimate.items == 0) {
    return fmt::format("nothing in {} stored would have been told (that may be right)",
                       Count(estimate.papers_checked, "paper"));
  }
  if (estimate.items_per_week <= kBroadItemsPerWeek) return {};
  return fmt::format(
      "this is broad: about {:.0f} passages a week by the papers stored (ask for services together "
      "with tags, or for one council)",
      estimate.items_per_week);
}

}  // namespace

Result<Subscription> ResolveSubscription(const Subscription& typed, const Vocabulary& vocabulary) {
  Subscription resolved = typed;
  std::vector<std::string> complaints;
  CheckName(typed.name, complaints);
  if (const Status address = CheckAddress(typed.email); !address) {
    complaints.push_back(address.error().message);
  }
  resolved.services = ResolveNames(typed.services, "service", vocabulary.services, complaints);
  resolved.providers = ResolveNames(typed.providers, "provider", vocabulary.providers, complaints);
  std::sort(resolved.tags.begin(), resolved.tags.end());
  resolved.tags.erase(std::unique(resolved.tags.begin(), resolved.tags.end()), resolved.tags.end());
  resolved.councils.clear();
  for (const std::string& council : typed.councils) {
    if (OneLine(council).empty()) {
      complaints.emplace_back("a council's name is empty");
    } else {
      resolved.councils.push_back(OneLine(council));
    }
  }
  if (!typed.query.empty()) {
    if (const auto query = corpus::ParseQuery(typed.query); !query) {
      complaints.push_back(query.error().message);
    }
  }
  if (AsksForNothing(typed)) {
    complaints.emplace_back(
        "it asks for nothing (name a service, a provider, a tag, a council or a query)");
  }
  if (complaints.empty()) return resolved;
  return Fail(ErrorCode::kConfiguration, fmt::format("{}", fmt::join(complaints, "; ")),
              fmt::format("alert \"{}\"", OneLine(typed.name)));
}

Result<VolumeEstimate> EstimateVolume(corpus::Corpus& corpus, const Subscription& subscription,
                                      const Vocabulary& vocabulary) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto versions, corpus.alerts().VersionsAfter(0));
  VolumeEstimate estimate;
  if (versions.empty()) return estimate;
  Collector collector(corpus, vocabulary);
  const std::size_t step = (versions.size() + kSampledVersions - 1) / kSampledVersions;
  for (std::size_t i = 0; i < versions.size(); i += step) {
    ++estimate.papers_checked;
    if (!AsksForCouncil(subscription, versions[i].paper.metadata.council)) continue;
    SCRUTINEER_ASSIGN_OR_RETURN(const auto items, collector.ItemsOf(subscription, versions[i]));
    estimate.items += items.size();
  }
  const double scale =
      static_cast<double>(versions.size()) / static_cast<double>(estimate.papers_checked);
  estimate.items_per_week = static_cast<double>(estimate.items) * scale / WeeksSpanned(versions);
  estimate.warning = Warning(estimate);
  return estimate;
}

}  // namespace scrutineer::alerts
