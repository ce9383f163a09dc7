#ifndef SCRUTINEER_EXTRACTORS_RULE_SOURCE_H_
#define SCRUTINEER_EXTRACTORS_RULE_SOURCE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/rule_set.h"
#include "extractors/toml_document.h"

namespace scrutineer::extractors {

// One file of a rules folder, as read.
struct RuleSource {
  std::string relative;  // "tender/award.toml"
  std::string path;      // with the folder, as the user named it
  std::string content;
};

// Text from a rule file and where it stands there, for complaints about it later.
struct PlacedText {
  std::string text;
  TextPlace place;
  const RuleSource* source = nullptr;
};

// The complaints about a rules folder, in the order in which they were found.
class DiagnosticList {
 public:
  void Add(const RuleSource& source, TextPlace place, std::string message);
  void Add(const PlacedText& text, std::string message);
  // A complaint about byte `offset` of `text`.
  void AddWithin(const PlacedText& text, std::size_t offset, std::string message);

  bool empty() const { return diagnostics_.empty(); }
  std::vector<RuleDiagnostic> Take() { return std::move(diagnostics_); }

 private:
  std::vector<RuleDiagnostic> diagnostics_;
};

// The entry of `known` that `word` most looks like, or empty if none is near.
std::string_view Nearest(std::string_view word, const std::vector<std::string_view>& known);

// "did you mean \"x\"?" or the list of what is known.
std::string Suggestion(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_RULE_SOURCE_H_
