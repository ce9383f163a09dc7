#include "pipeline/base/nation.h"

#include <array>

namespace scrutineer {
namespace {

struct Names {
  std::string_view key;
  std::string_view name;
};

// In the order of the enumeration.
constexpr std::array kNames = {Names{"england", "England"}, Names{"wales", "Wales"},
                               Names{"scotland", "Scotland"},
                               Names{"northern-ireland", "Northern Ireland"}};

}  // namespace

std::string_view NationKey(Nation nation) { return kNames[static_cast<std::size_t>(nation)].key; }

std::string_view NationName(Nation nation) { return kNames[static_cast<std::size_t>(nation)].name; }

std::optional<Nation> NationFromKey(std::string_view key) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i].key == key) return static_cast<Nation>(i);
  }
  return std::nullopt;
}

}  // namespace scrutineer
