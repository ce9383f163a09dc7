#ifndef SCRUTINEER_EXTRACTORS_PROVIDER_NAMES_H_
#define SCRUTINEER_EXTRACTORS_PROVIDER_NAMES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "extractors/literal_scanner.h"

namespace scrutineer::extractors {

// If a legal form ("Ltd", "(UK) plc") follows a name that ends at `end`, where that ends; or `end`.
std::size_t AbsorbLegalForm(std::string_view text, std::size_t end);

// The names and aliases of all listed providers. Filled while loading, then used from any thread.
class ProviderNames {
 public:
  struct Match {
    std::size_t begin = 0;
    std::size_t end = 0;  // legal form included
    std::uint32_t provider = 0;
    bool ambiguous = false;
  };

  // Why a name cannot be looked for, or nothing. Call Index after the last.
  std::optional<std::string> Add(std::uint32_t provider, std::string_view name, bool ambiguous,
                                 LiteralScanner& scanner);
  void Index(std::size_t literal_count);

  // Whether hits of this literal can be names.
  bool Begins(LiteralId literal) const { return first_[literal] != first_[literal + 1]; }

  // Appends the names that stand where `hit` is, the longest first. REQUIRES: Begins(hit.literal).
  void FindAt(std::string_view text, LiteralHit hit, std::vector<Match>& matches) const;

  // The provider that is called so, or trades as what is called so: see CanonicalName.
  std::optional<std::uint32_t> Find(std::string_view name) const;

  // What was decided about names that stand in no list.
  void Reject(std::string_view name);
  void Rename(std::string_view name, std::string to);
  bool IsRejected(std::string_view name) const;
  // The name to show for one that was merged into another unlisted name; or empty.
  std::string_view Renamed(std::string_view name) const;

 private:
  struct Name {
    std::string text;  // with ASCII quotes and hyphens, and single spaces
    std::uint32_t provider = 0;
    bool ambiguous = false;
    LiteralId literal = 0;
    std::uint32_t runs = 1;  // of letters and digits in its literal
    std::uint32_t lead = 0;  // bytes before the first of them
  };

  std::vector<Name> names_;           // after Index: by literal
  std::vector<std::uint32_t> first_;  // by literal: its first name
  std::unordered_map<std::string, std::uint32_t> by_canonical_name_;
  std::unordered_set<std::string> rejected_;              // canonical names
  std::unordered_map<std::string, std::string> renamed_;  // by canonical name
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_PROVIDER_NAMES_H_
