#include "pipeline/cli/provider_catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "corpus/near_names.h"
#include "pipeline/cli/output.h"
#include "pipeline/model/canonical_name.h"

namespace scrutineer::cli {
namespace {

using extractors::RuleSet;

std::vector<std::string_view> WordsOf(std::string_view canonical) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < canonical.size();) {
    const std::size_t end = std::min(canonical.find(' ', begin), canonical.size());
    words.push_back(canonical.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

std::string Initials(const std::vector<std::string_view>& words) {
  std::string initials;
  for (const std::string_view word : words) {
    if (word != "and" && word != "of" && word != "the" && word != "for") initials += word[0];
  }
  return initials;
}

bool AreInitials(const std::vector<std::string_view>& one,
                 const std::vector<std::string_view>& many) {
  if (one.size() != 1 || many.size() < 2) return false;
  // "GLL" is Greenwich Leisure Limited, whose last word is no part of the canonical name.
  const std::string initials = Initials(many);
  return initials.size() >= 2 &&
         (one[0] == initials || one[0] == initials + 'l' || one[0] == initials + 'g');
}

bool BeginsWith(const std::vector<std::string_view>& longer,
                const std::vector<std::string_view>& shorter) {
  constexpr std::size_t kShortestWord = 4;
  const bool telling =
      shorter.size() > 1 || (shorter.size() == 1 && shorter[0].size() >= kShortestWord);
  return telling && longer.size() > shorter.size() &&
         std::equal(shorter.begin(), shorter.end(), longer.begin());
}

std::string WithoutSpaces(std::string_view name) {
  std::string out(name);
  out.erase(std::remove(out.begin(), out.end(), ' '), out.end());
  return out;
}

}  // namespace

std::optional<std::string> WhyAlike(std::string_view name, std::string_view other) {
  if (name.empty() || other.empty()) return std::nullopt;
  if (name == other) return "the same name";
  const auto a = WordsOf(name);
  const auto b = WordsOf(other);
  if (WithoutSpaces(name) == WithoutSpaces(other)) return "the same letters";
  if (std::multiset<std::string_view>(a.begin(), a.end()) ==
      std::multiset<std::string_view>(b.begin(), b.end())) {
    return "the same words";
  }
  if (AreInitials(a, b) || AreInitials(b, a)) return "initials";
  if (BeginsWith(a, b) || BeginsWith(b, a)) return "one begins with the other";
  constexpr std::size_t kLettersPerSlip = 6;
  const std::size_t slips = std::min(name.size(), other.size()) / kLettersPerSlip;
  const std::size_t lengths =
      std::max(name.size(), other.size()) - std::min(name.size(), other.size());
  if (slips == 0 || lengths > slips) return std::nullopt;
  const int distance = corpus::EditDistance(name, other);
  if (distance > static_cast<int>(std::min<std::size_t>(slips, 2))) return std::nullopt;
  return distance == 1 ? "one letter apart" : "two letters apart";
}

Result<ProviderCatalogue> ProviderCatalogue::Read(Session& session) {
  ProviderCatalogue catalogue;
  SCRUTINEER_ASSIGN_OR_RETURN(catalogue.rules_, session.rules());
  catalogue.listed_ = catalogue.rules_->providers();
  auto opened = session.OpenCorpus(corpus::OpenMode::kReadOnly);
  if (opened) {
    catalogue.corpus_ = std::move(*opened);
  } else if (opened.error().code != ErrorCode::kNotFound) {
    return Fail(std::move(opened).error());
  }
  catalogue.AddListed();
  SCRUTINEER_RETURN_IF_ERROR(catalogue.AddMentioned());
  std::stable_sort(catalogue.entries_.begin(), catalogue.entries_.end(),
                   [](const CatalogueEntry& a, const CatalogueEntry& b) {
                     return std::tie(b.mentions, a.name) < std::tie(a.mentions, b.name);
                   });
  return catalogue;
}

void ProviderCatalogue::AddListed() {
  for (const RuleSet::ProviderSummary& provider : listed_) {
    CatalogueEntry entry;
    entry.id = provider.id;
    entry.name = provider.name;
    entry.canonical = CanonicalName(provider.name);
    entry.kind = provider.kind;
    entries_.push_back(std::move(entry));
  }
}

Status ProviderCatalogue::AddMentioned() {
  if (corpus_ == nullptr) return {};
  auto rows = corpus_->entities().List(Tag::kProvider);
  if (!rows) return tl::unexpected(std::move(rows).error());
  Decisions decided;
  for (RuleSet::NameDecisionSummary& decision : rules_->decisions()) {
    decided.emplace(CanonicalName(decision.name), std::move(decision));
  }
  std::map<std::string, std::size_t> by_id;
  for (std::size_t i = 0; i < entries_.size(); ++i) by_id.emplace(entries_[i].id, i);
  for (const corpus::EntityRow& row : *rows) {
    const auto known = row.entity_id.empty() ? by_id.end() : by_id.find(row.entity_id);
    if (known == by_id.end()) {
      AddUnlisted(row, decided);
      continue;
    }
    CatalogueEntry& entry = entries_[known->second];
    entry.entity = row.id;
    entry.mentions = row.mentions;
    entry.papers = row.papers;
  }
  return {};
}

void ProviderCatalogue::AddUnlisted(const corpus::EntityRow& row, const Decisions& decided) {
  CatalogueEntry entry;
  entry.name = row.name;
  entry.canonical = row.canonical;
  entry.entity = row.id;
  entry.mentions = row.mentions;
  entry.papers = row.papers;
  if (auto id = rules_->FindProvider(row.name)) entry.becomes_id = std::move(*id);
  if (const auto found = decided.find(row.canonical); found != decided.end()) {
    entry.becomes_nothing = found->second.rejected;
    // Merged into another unlisted name: known by that from the next `retag` on.
    if (!found->second.into_name.empty()) entry.becomes_id = found->second.into_name;
  }
  entries_.push_back(std::move(entry));
}

Result<const CatalogueEntry*> ProviderCatalogue::Find(std::string_view name) const {
  const auto find = [&](const auto& is_it) -> const CatalogueEntry* {
    const auto found = std::find_if(entries_.begin(), entries_.end(), is_it);
    return found == entries_.end() ? nullptr : &*found;
  };
  const CatalogueEntry* entry =
      find([&](const CatalogueEntry& e) { return !e.id.empty() && e.id == name; });
  if (entry != nullptr) return entry;
  if (const auto id = rules_->FindProvider(name)) {
    return find([&](const CatalogueEntry& e) { return e.id == *id; });
  }
  const std::string canonical = CanonicalName(name);
  entry = find([&](const CatalogueEntry& e) { return e.id.empty() && e.canonical == canonical; });
  if (entry != nullptr && !canonical.empty()) return entry;
  return Fail(NotFound(name));
}

const RuleSet::ProviderSummary* ProviderCatalogue::Listed(std::string_view id) const {
  const auto found = std::find_if(listed_.begin(), listed_.end(),
                                  [&](const auto& provider) { return provider.id == id; });
  return found == listed_.end() ? nullptr : &*found;
}

Error ProviderCatalogue::NotFound(std::string_view name) const {
  const std::string canonical = CanonicalName(name);
  std::vector<std::pair<int, std::string_view>> near;
  for (const CatalogueEntry& entry : entries_) {
    const int distance =
        WhyAlike(canonical, entry.canonical) ? 0 : corpus::EditDistance(canonical, entry.canonical);
    near.emplace_back(distance, entry.name);
  }
  std::stable_sort(near.begin(), near.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string advice;
  const int farthest = 1 + static_cast<int>(canonical.size()) / 4;
  for (std::size_t i = 0; i < near.size() && i < 3 && near[i].first <= farthest; ++i) {
    advice += fmt::format("{}\"{}\"", i == 0 ? "did you mean " : ", ", Printable(near[i].second));
  }
  if (!advice.empty()) advice += '?';
  if (advice.empty()) advice = "`scrutineer providers list` names all";
  return Error{ErrorCode::kNotFound,
               fmt::format("no list has and no paper mentions such a provider ({})", advice),
               Printable(name)};
}

}  // namespace scrutineer::cli
