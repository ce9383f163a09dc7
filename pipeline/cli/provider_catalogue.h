#ifndef SCRUTINEER_PIPELINE_CLI_PROVIDER_CATALOGUE_H_
#define SCRUTINEER_PIPELINE_CLI_PROVIDER_CATALOGUE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/corpus.h"
#include "extractors/rule_set.h"
#include "pipeline/base/result.h"
#include "pipeline/cli/session.h"

namespace scrutineer::cli {

// A provider of the lists, a name that papers mention and no list has, or both.
struct CatalogueEntry {
  std::string id;  // in the lists; empty: in none
  std::string name;
  std::string canonical;  // see CanonicalName
  std::string kind;       // empty where not listed
  // What the rules say now of a name that papers were tagged with as unknown: `retag` applies it.
  std::string becomes_id;
  bool becomes_nothing = false;
  std::optional<std::int64_t> entity;  // in the corpus; none: no paper mentions it
  std::int64_t mentions = 0;
  std::int64_t papers = 0;
};

// The lists joined with what the corpus mentions.
class ProviderCatalogue {
 public:
  // A data folder without papers counts as one where nothing is mentioned.
  static Result<ProviderCatalogue> Read(Session& session);

  // The most mentioned first, then by name.
  const std::vector<CatalogueEntry>& entries() const { return entries_; }
  const extractors::RuleSet& rules() const { return *rules_; }
  // Null where there are no papers.
  corpus::Corpus* corpus() const { return corpus_.get(); }

  // By id, or by any name of it. Error kNotFound with the nearest names.
  Result<const CatalogueEntry*> Find(std::string_view name) const;
  // The list's entry, or null.
  const extractors::RuleSet::ProviderSummary* Listed(std::string_view id) const;
  const std::vector<extractors::RuleSet::ProviderSummary>& listed() const { return listed_; }

 private:
  void AddListed();
  Status AddMentioned();
  using Decisions = std::map<std::string, extractors::RuleSet::NameDecisionSummary>;
  void AddUnlisted(const corpus::EntityRow& row, const Decisions& decided);
  Error NotFound(std::string_view name) const;

  const extractors::RuleSet* rules_ = nullptr;
  std::vector<extractors::RuleSet::ProviderSummary> listed_;
  std::unique_ptr<corpus::Corpus> corpus_;
  std::vector<CatalogueEntry> entries_;
};

// Why two names may be names of one provider, in words; or nothing. Both canonical.
std::optional<std::string> WhyAlike(std::string_view name, std::string_view other);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_PROVIDER_CATALOGUE_H_
