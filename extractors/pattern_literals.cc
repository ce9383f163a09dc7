#include "extractors/pattern_literals.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace scrutineer::extractors {

void PatternLiterals::Note(CompiledPattern& pattern, LiteralAnalysis& analysis,
                           std::size_t max_choices, std::size_t max_length) {
  std::vector<RequiredChoice> choices = analysis.Required(pattern.tree());
  choices.resize(std::min({choices.size(), max_choices, RequiredChoices::kMost}));
  RequiredChoices& required = pattern.required;
  for (const RequiredChoice& choice : choices) {
    pattern.gaps[required.count] = {choice.gaps_before, choice.gaps_after};
    required.ids[required.count] = IdOf(choice.literals, max_length);
    required.in_order[required.count] = required.count;
    ++required.count;
  }
  const auto begin = required.in_order.begin();
  std::sort(begin, begin + required.count, [&](std::uint8_t a, std::uint8_t b) {
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
    for (const LiteralId literal : known->first) {
      const bool begins = blocks_.size() == first_block_.back();
      if (begins || blocks_.back().number != literal / 64) blocks_.push_back({literal / 64, 0});
      blocks_.back().bits |= std::uint64_t{1} << (literal % 64);
    }
    first_block_.push_back(static_cast<std::uint32_t>(blocks_.size()));
  }
  return known->second;
}

std::vector<std::vector<std::uint32_t>> PatternLiterals::ChoicesByLiteral(
    const std::vector<std::vector<std::uint32_t>>& patterns_by_choice) const {
  std::vector<std::vector<std::uint32_t>> choices(scanner.size());
  for (std::uint32_t choice = 0; choice < patterns_by_choice.size(); ++choice) {
    if (patterns_by_choice[choice].empty()) continue;
    for (const Block block : Choice(choice)) {
      for (std::uint64_t bits = block.bits; bits != 0; bits &= bits - 1) {
        const unsigned bit = static_cast<unsigned>(std::countr_zero(bits));
        choices[block.number * 64 + bit].push_back(choice);
      }
    }
  }
  return choices;
}

bool PatternLiterals::MayStand(const RequiredChoices& choices,
                               std::span<const std::uint64_t> present) const {
  return std::all_of(choices.ids.begin(), choices.ids.begin() + choices.count,
                     [&](std::uint32_t id) {
                       const auto blocks = Choice(id);
                       return std::any_of(blocks.begin(), blocks.end(), [&](const Block& block) {
                         return (present[block.number] & block.bits) != 0;
                       });
                     });
}

}  // namespace scrutineer::extractors
