#ifndef SCRUTINEER_EXTRACTORS_PATTERN_LITERALS_H_
#define SCRUTINEER_EXTRACTORS_PATTERN_LITERALS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "extractors/compiled_pattern.h"
#include "extractors/literal_scanner.h"
#include "extractors/required_literals.h"

namespace scrutineer::extractors {

// The literals by which a set of patterns is looked for: one scanner for all, and the choices of
// literals that patterns require, each once. Note all patterns, then Build `scanner`.
class PatternLiterals {
 public:
  LiteralScanner scanner;

  // Notes in `pattern` what every match of it contains, so far as it is certain: the rarest
  // `max_choices` choices, their literals cut to `max_length` bytes.
  void Note(CompiledPattern& pattern, LiteralAnalysis& analysis, std::size_t max_choices,
            std::size_t max_length = std::string_view::npos);

  std::size_t choice_count() const { return first_literal_.size() - 1; }
  std::span<const LiteralId> Choice(std::uint32_t id) const {
    return std::span(literals_).subspan(first_literal_[id],
                                        first_literal_[id + 1] - first_literal_[id]);
  }

  // By literal of the scanner: the choices that it belongs to, of those that are the rarest of some
  // pattern. `patterns_by_choice` is by choice.
  std::vector<std::vector<std::uint32_t>> ChoicesByLiteral(
      const std::vector<std::vector<std::uint32_t>>& patterns_by_choice) const;

  // Whether each choice of the pattern has a literal that `holds`.
  template <typename Holds>
  bool MayStand(const CompiledPattern& pattern, Holds holds) const {
    const auto choices = pattern.choices();
    return std::all_of(choices.begin(), choices.end(), [&](const auto& choice) {
      const auto literals = Choice(choice.id);
      return std::any_of(literals.begin(), literals.end(), holds);
    });
  }

 private:
  std::uint32_t IdOf(const LiteralChoice& choice, std::size_t max_length);

  std::map<std::vector<LiteralId>, std::uint32_t> ids_;
  std::vector<std::uint32_t> first_literal_ = {0};  // by choice, in literals_
  std::vector<LiteralId> literals_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_PATTERN_LITERALS_H_
