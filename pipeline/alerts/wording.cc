#include "pipeline/alerts/wording.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/alerts/words.h"

namespace scrutineer::alerts {
namespace {

constexpr std::size_t kNearbyLimitCodePoints = 200;

// What the paper says of the thing mentioned, where that changes how it is to be read.
std::string StatusWords(std::string_view status) {
  if (status.empty()) return {};
  if (status == "none") return ", the paper says that there is none";
  if (status == "past") return ", in the past";
  if (status == "hypothetical") return ", only as a possibility";
  return fmt::format(", {}", OneLine(status));
}

std::string RuleWords(const FiredRule& fired, const Vocabulary& vocabulary) {
  if (fired.tag == Tag::kService || fired.tag == Tag::kProvider) {
    const std::string& name = fired.entity_name.empty() ? fired.words : fired.entity_name;
    return fmt::format("{} is named (rule {}{})", OneLine(name), fired.rule,
                       StatusWords(fired.status));
  }
  const std::string title = NameOf(vocabulary.rules, fired.rule);
  if (title == fired.rule) {
    return fmt::format("It speaks of {} (rule {}{})", TagWords(fired.tag), fired.rule,
                       StatusWords(fired.status));
  }
  return fmt::format("{} (rule {}{})", OneLine(title), fired.rule, StatusWords(fired.status));
}

std::string ServiceWords(const NamedService& service) {
  std::string name = OneLine(service.name);
  switch (service.place) {
    case ServicePlace::kPassage:
      return fmt::format("{} is named in this passage", name);
    case ServicePlace::kNearby:
      return fmt::format("{} is named near it on the same page: \"{}\"", name,
                         Shorten(OneLine(service.sentence), kNearbyLimitCodePoints));
    case ServicePlace::kTitle:
      return fmt::format("The title of the paper names {}", name);
  }
  return name;
}

std::vector<std::string> Names(const std::vector<std::string>& ids,
                               const std::vector<Vocabulary::Entry>& entries) {
  std::vector<std::string> names;
  names.reserve(ids.size());
  for (const std::string& id : ids) names.push_back(OneLine(NameOf(entries, id)));
  return names;
}

}  // namespace

std::string_view TagWords(Tag tag) {
  switch (tag) {
    case Tag::kTender:
      return "tenders and contracts";
    case Tag::kOutsourcing:
      return "outsourcing";
    case Tag::kConsultation:
      return "consultation";
    case Tag::kProvider:
      return "named providers";
    case Tag::kService:
      return "services";
  }
  return "something";
}

std::string JoinWords(const std::vector<std::string>& words, std::string_view last) {
  std::string joined;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) joined += i + 1 == words.size() ? fmt::format(" {} ", last) : ", ";
    joined += words[i];
  }
  return joined;
}

std::string Count(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::vector<std::string> Reasons(const Item& item, const corpus::Subscription& subscription,
                                 const Vocabulary& vocabulary) {
  std::vector<std::string> reasons;
  for (const FiredRule& fired : item.fired) reasons.push_back(RuleWords(fired, vocabulary));
  const auto fired_by_naming = [&](const std::string& name) {
    return std::any_of(item.fired.begin(), item.fired.end(),
                       [&](const FiredRule& fired) { return fired.entity_name == name; });
  };
  for (const NamedProvider& provider : item.providers) {
    if (fired_by_naming(provider.name)) continue;
    reasons.push_back(fmt::format("{} is named in this passage", OneLine(provider.name)));
  }
  for (const NamedService& service : item.services) {
    if (!fired_by_naming(service.name)) reasons.push_back(ServiceWords(service));
  }
  if (item.answers_query) {
    reasons.push_back(fmt::format("The page answers your search: {}", OneLine(subscription.query)));
  }
  return reasons;
}

std::string DescribeSubscription(const corpus::Subscription& subscription,
                                 const Vocabulary& vocabulary) {
  std::vector<std::string> parts;
  const auto add = [&](std::string_view before, const std::vector<std::string>& words) {
    if (!words.empty()) parts.push_back(fmt::format("{}{}", before, JoinWords(words, "or")));
  };
  add("", Names(subscription.services, vocabulary.services));
  add("", Names(subscription.providers, vocabulary.providers));
  std::vector<std::string> tags;
  for (const Tag tag : subscription.tags) tags.emplace_back(TagWords(tag));
  add("", tags);
  if (!subscription.query.empty()) {
    parts.push_back(fmt::format("pages that answer the search: {}", OneLine(subscription.query)));
  }
  std::string description = JoinWords(parts, "together with");
  if (description.empty()) description = "everything that Scrutineer marks";
  if (subscription.councils.empty()) return description;
  std::vector<std::string> councils;
  for (const std::string& council : subscription.councils) councils.push_back(OneLine(council));
  return fmt::format("{}; in papers of {}", description, JoinWords(councils, "or"));
}

std::string_view FrequencyWords(corpus::AlertFrequency frequency) {
  switch (frequency) {
    case corpus::AlertFrequency::kEveryRun:
      return "after each run";
    case corpus::AlertFrequency::kDaily:
      return "at most once a day";
    case corpus::AlertFrequency::kWeekly:
      return "at most once a week";
  }
  return "after each run";
}

}  // namespace scrutineer::alerts
