#include "pipeline/alerts/item.h"

#include <algorithm>

namespace scrutineer::alerts {

std::string NameOf(const std::vector<Vocabulary::Entry>& entries, std::string_view id) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const Vocabulary::Entry& entry) { return entry.id == id; });
  return found == entries.end() ? std::string(id) : found->name;
}

}  // namespace scrutineer::alerts
