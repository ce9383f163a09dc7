#ifndef SCRUTINEER_PIPELINE_MODEL_NAMED_KINDS_H_
#define SCRUTINEER_PIPELINE_MODEL_NAMED_KINDS_H_

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace scrutineer {

// One value of an enumeration with the name that exports use.
template <typename Kind>
struct Named {
  Kind kind;
  std::string_view name;
};

template <typename Kind, std::size_t kCount>
constexpr std::string_view NameIn(const std::array<Named<Kind>, kCount>& names, Kind kind,
                                  std::string_view otherwise) {
  for (const Named<Kind>& named : names) {
    if (named.kind == kind) return named.name;
  }
  return otherwise;
}

template <typename Kind, std::size_t kCount>
constexpr std::optional<Kind> KindIn(const std::array<Named<Kind>, kCount>& names,
                                     std::string_view name) {
  for (const Named<Kind>& named : names) {
    if (named.name == name) return named.kind;
  }
  return std::nullopt;
}

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_MODEL_NAMED_KINDS_H_
