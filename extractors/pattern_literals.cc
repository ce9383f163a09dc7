#include "extractors/pattern_literals.h"

#include <algorithm>
#include <utility>

namespace scrutineer::extractors {

void PatternLiterals::Note(CompiledPattern& pattern, LiteralAnalysis& analysis,
                           std::size_t max_choices, std::size_t max_length) {
  std::vector<RequiredChoice> choices = analysis.Required(pattern.tree());
  choices.resize(std::min({choices.size(), max_choices, CompiledPattern::kMostChoices}));
  for (const RequiredChoice& choice : choices) {
    pattern.in_order[pattern.choice_count] = static_cast<std::uint8_t>(pattern.choice_count);
    pattern.known_choices[pattern.choice_count++] = {IdOf(choice.literals, max_length),
                                                     choice.gaps_before, choice.gaps_after};
  }
  const auto begin = pattern.in_order.begin();
  std::sort(begin, begin + pattern.choice_count, [&](std::uint8_t a, std::uint8_t b) {
    return choices[a].position < choices[b].position;
  });
}

std::uint32_t PatternLiterals::IdOf(const LiteralChoice& choice, std::size_t max_length) {
  std::vector<LiteralId> literals;
  literals.reserve(choice.size());
  for (const std::string_view literal : choice) {
    literals.push_back(scanner.Add(literal.substr(0, max_length)));
  }
  std::sort(literals.begin(), literals.end());
  literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
  const auto next = static_cast<std::uint32_t>(ids_.size());
  const auto [known, added] = ids_.try_emplace(std::move(literals), next);
  if (added) {
    literals_.insert(literals_.end(), known->first.begin(), known->first.end());
    first_literal_.push_back(static_cast<std::uint32_t>(literals_.size()));
  }
  return known->second;
}

std::vector<std::vector<std::uint32_t>> PatternLiterals::ChoicesByLiteral(
    const std::vector<std::vector<std::uint32_t>>& patterns_by_choice) const {
  std::vector<std::vector<std::uint32_t>> choices(scanner.size());
  for (std::uint32_t choice = 0; choice < patterns_by_choice.size(); ++choice) {
    if (patterns_by_choice[choice].empty()) continue;
    for (const LiteralId literal : Choice(choice)) choices[literal].push_back(choice);
  }
  return choices;
}

}  // namespace scrutineer::extractors
