#ifndef SCRUTINEER_EXTRACTORS_PATTERN_LITERALS_H_
#define SCRUTINEER_EXTRACTORS_PATTERN_LITERALS_H_

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

  // 64 literals that follow each other, and which of them belong to a choice.
  struct Block {
    std::uint32_t number = 0;  // of the first literal / 64
    std::uint64_t bits = 0;
  };
  std::size_t choice_count() const { return first_block_.size() - 1; }
  // All literals of a choice, in order.
  std::span<const Block> Choice(std::uint32_t id) const {
    return std::span(blocks_).subspan(first_block_[id], first_block_[id + 1] - first_block_[id]);
  }

  // By literal of the scanner: the choices that it belongs to, of those that are the rarest of some
  // pattern. `patterns_by_choice` is by choice.
  std::vector<std::vector<std::uint32_t>> ChoicesByLiteral(
      const std::vector<std::vector<std::uint32_t>>& patterns_by_choice) const;

  // Whether each choice has a literal that is `present`, of which bit i of word w is literal
  // 64 w + i.
  bool MayStand(const RequiredChoices& choices, std::span<const std::uint64_t> present) const;

 private:
  std::uint32_t IdOf(const LiteralChoice& choice, std::size_t max_length);

  std::map<std::vector<LiteralId>, std::uint32_t> ids_;
  std::vector<std::uint32_t> first_block_ = {0};  // by choice, in blocks_
  std::vector<Block> blocks_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_PATTERN_LITERALS_H_
