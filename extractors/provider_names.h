#ifndef SCRUTINEER_EXTRACTORS_PROVIDER_NAMES_H_
#define SCRUTINEER_EXTRACTORS_PROVIDER_NAMES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/literal_scanner.h"

namespace scrutineer::extractors {

// A name as it is compared with others: lower case, "and" for "&", without punctuation, a leading
// "the" and legal suffixes. "The Landscape Group Ltd." gives "landscape group".
std::string FoldedName(std::string_view name);

// If a legal form ("Ltd", "(UK) plc") follows a name that ends at `end`, where that ends; or `end`.
std::size_t AbsorbLegalForm(std::string_view text, std::size_t end);

// The names and aliases of all listed providers. Filled while loading, then used from any thread.
class ProviderNames {
 public:
  struct Match {
    std::size_t begin = 0;
    std::size_t end = 0;  // legal form included
    std::uint32_t provider = 0;
  };

  // Why a name cannot be looked for, or nothing. Call Index after the last.
  std::optional<std::string> Add(std::uint32_t provider, std::string_view name,
                                 LiteralScanner& scanner);
  void Index(std::size_t literal_count);

  // Whether hits of this literal can be names.
  bool Begins(LiteralId literal) const { return first_[literal] != first_[literal + 1]; }

  // Appends the names that stand where `hit` is, the longest first. REQUIRES: Begins(hit.literal).
  void FindAt(std::string_view text, LiteralHit hit, std::vector<Match>& matches) const;

  // The provider that is called so after folding.
  std::optional<std::uint32_t> Find(std::string_view name) const;

 private:
  struct Name {
    std::string text;  // with ASCII quotes and hyphens, and single spaces
    std::uint32_t provider = 0;
    LiteralId literal = 0;
    std::uint32_t runs = 1;  // of letters and digits in its literal
    std::uint32_t lead = 0;  // bytes before the first of them
  };

  std::vector<Name> names_;           // after Index: by literal
  std::vector<std::uint32_t> first_;  // by literal: its first name
  std::unordered_map<std::string, std::uint32_t> by_folded_name_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_PROVIDER_NAMES_H_
