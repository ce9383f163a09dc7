#ifndef SCRUTINEER_PIPELINE_MODEL_KIND_NAMES_H_
#define SCRUTINEER_PIPELINE_MODEL_KIND_NAMES_H_

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace scrutineer {

// A kind and the name that exports and the store use for it.
template <typename Kind>
struct Named {
  Kind kind;
  std::string_view name;
};
// Aggregates have it by themselves, but not for every compiler of C++20.
template <typename Kind>
Named(Kind, std::string_view) -> Named<Kind>;

template <typename Kind, std::size_t kCount>
std::string_view NameIn(const std::array<Named<Kind>, kCount>& names, Kind kind,
                        std::string_view otherwise) {
  for (const Named<Kind>& named : names) {
    if (named.kind == kind) return named.name;
  }
  return otherwise;
}

template <typename Kind, std::size_t kCount>
std::optional<Kind> KindIn(const std::array<Named<Kind>, kCount>& names, std::string_view name) {
  for (const Named<Kind>& named : names) {
    if (named.name == name) return named.kind;
  }
  return std::nullopt;
}

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_MODEL_KIND_NAMES_H_
