#include "pipeline/pdf/protections.h"

namespace scrutineer::pdf {

std::string_view ProtectionName(Protection protection) {
  switch (protection) {
    case Protection::kNoNewPrivileges:
      return "no privileges";
    case Protection::kNoNetwork:
      return "no network";
    case Protection::kNoProcesses:
      return "no other processes";
    case Protection::kNoWriting:
      return "no writing";
    case Protection::kConfinedReading:
      return "reading only of fonts and character maps";
    case Protection::kLimits:
      return "limits of memory and time";
  }
  return "unknown";
}

std::string Protections::Names(bool holding) const {
  std::string names;
  for (const Protection protection : kAllProtections) {
    if (Holds(protection) != holding) continue;
    if (!names.empty()) names += ", ";
    names += ProtectionName(protection);
  }
  return names;
}

}  // namespace scrutineer::pdf
