#ifndef SCRUTINEER_EXTRACTORS_PROVIDER_FILE_H_
#define SCRUTINEER_EXTRACTORS_PROVIDER_FILE_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractors/rule_source.h"

namespace scrutineer::extractors {

class ProviderNames;

// One organisation of the lists, as rules/README.md describes it.
struct ProviderEntry {
  PlacedText id;
  std::vector<PlacedText> names;  // the name to show, then aliases, then former names
  std::size_t first_former = 1;   // in `names`
  std::string kind;
  std::string parent, company_number, charity_number;  // empty where not given
  std::vector<PlacedText> context, unless;
  std::vector<PlacedText> ambiguous;  // the names that those two are for; empty: all

  bool IsAmbiguous(std::string_view name) const;
};

// What was decided about a name that papers print: [[merged]] and [[rejected]].
struct NameDecision {
  PlacedText name;
  bool rejected = false;  // it is no provider; else it is another name of
  PlacedText into_id;     // this listed provider,
  PlacedText into_name;   // or the one that papers call so. One of the two is empty.
};

// What the files of rules/providers say.
struct ProviderList {
  std::vector<ProviderEntry> providers;
  std::vector<NameDecision> decisions;
};

// Values that `kind` may have.
const std::vector<std::string_view>& ProviderKinds();

// Adds what one file says to `list`; what is wrong goes to `diagnostics`. `source` must outlive it.
void ReadProviders(const TomlValue& document, const RuleSource& source, ProviderList& list,
                   DiagnosticList& diagnostics);

// Hands every decision on: merged names to the provider they belong to, the rest to `names`.
// Complains about ids that are not listed, names decided twice and circles. Call before the
// providers' names are added.
void ApplyDecisions(ProviderList& list, ProviderNames& names, DiagnosticList& diagnostics);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_PROVIDER_FILE_H_
