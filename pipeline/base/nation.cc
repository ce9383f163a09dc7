#include "pipeline/base/nation.h"

#include <array>

namespace scrutineer {
namespace {

struct NationNames {
  std::string_view key;
  std::string_view name;
};

// In the order of the enumeration.
constexpr std::array kNationNames = {
    NationNames{"england", "England"}, NationNames{"wales", "Wales"},
    NationNames{"scotland", "Scotland"}, NationNames{"northern-ireland", "Northern Ireland"}};

}  // namespace

std::string_view NationKey(Nation nation) {
  return kNationNames[static_cast<std::size_t>(nation)].key;
}

std::string_view NationName(Nation nation) {
  return kNationNames[static_cast<std::size_t>(nation)].name;
}

std::optional<Nation> NationFromKey(std::string_view key) {
  for (std::size_t i = 0; i < kNationNames.size(); ++i) {
    if (kNationNames[i].key == key) return static_cast<Nation>(i);
  }
  return std::nullopt;
}

}  // namespace scrutineer
