#ifndef SCRUTINEER_EXTRACTORS_FRAGMENTS_H_
#define SCRUTINEER_EXTRACTORS_FRAGMENTS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/pattern_dialect.h"
#include "extractors/rule_file.h"

namespace scrutineer::extractors {

// The parsed entries of fragments.toml. A fragment that is wrong is complained of once, where it
// stands; patterns that use it are then taken as right, and all are where the file is no TOML.
class FragmentLibrary {
 public:
  // Parses all. `entries` must outlive the library. `is_whole`: they are all that there are.
  FragmentLibrary(const std::vector<FragmentEntry>& entries, bool is_whole,
                  DiagnosticList& diagnostics);

  tl::expected<PatternPtr, std::string> Find(std::string_view name);

 private:
  struct Fragment {
    const FragmentEntry* entry = nullptr;
    enum class State { kUnread, kReading, kReady } state = State::kUnread;
    PatternPtr tree;
  };

  void Read(Fragment& fragment);

  std::map<std::string, Fragment, std::less<>> fragments_;
  bool is_whole_;
  DiagnosticList& diagnostics_;
  int depth_ = 0;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_FRAGMENTS_H_
