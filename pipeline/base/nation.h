#ifndef SCRUTINEER_PIPELINE_BASE_NATION_H_
#define SCRUTINEER_PIPELINE_BASE_NATION_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace scrutineer {

// The nations of the United Kingdom: each has its own local government law and bank holidays.
enum class Nation : std::uint8_t { kEngland, kWales, kScotland, kNorthernIreland };

// "england", "wales", "scotland", "northern-ireland": as files write it.
std::string_view NationKey(Nation nation);
std::optional<Nation> NationFromKey(std::string_view key);
// "England", "Northern Ireland": as people do.
std::string_view NationName(Nation nation);

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_BASE_NATION_H_
