#ifndef SCRUTINEER_EXTRACTORS_LITERAL_SCANNER_H_
#define SCRUTINEER_EXTRACTORS_LITERAL_SCANNER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace scrutineer::extractors {

using LiteralId = std::uint32_t;

// Where a literal was found: the byte behind its last letter or digit.
struct LiteralHit {
  std::uint32_t end = 0;
  LiteralId literal = 0;
};

// Finds all folded literals (see FoldText) in one pass over a text: an Aho-Corasick automaton
// (Aho and Corasick, 1975) whose alphabet is a separator, 26 letters and one symbol for all digits:
// "2019" is also found in 2020. Add, then Build once, then Scan from any number of threads.
class LiteralScanner {
 public:
  // The same id for the same literal. REQUIRES: folded, with a letter or digit.
  LiteralId Add(std::string_view literal);
  void Build();
  std::size_t size() const { return ids_.size(); }

  // Appends all hits to `hits`, in the order of where they end. The edges of `text` are separators.
  void Scan(std::string_view text, std::vector<LiteralHit>& hits) const;

 private:
  // The symbols and the mark, rounded up so that a state's row is one line of the cache.
  static constexpr unsigned kWidth = 32;
  static constexpr unsigned kMark = 31;  // where a row says whether its state has output

  struct Output {
    LiteralId literal = 0;
    bool after_separator = false;  // ends in a separator, which is no part of the hit
  };
  // The literals as a tree, its states in the order of their depth. The children of one stand side
  // by side.
  struct Tree {
    std::vector<std::uint32_t> first_child;  // by state, and one more at the end
    std::vector<std::uint8_t> symbol;        // by state: that its parent reads to come to it
  };

  // Stretches of text that are scanned side by side: one look into the table has to wait for the
  // one before it, but not for those of other stretches.
  static constexpr std::size_t kLanes = 4;
  struct Lane;

  Tree MakeTree();
  template <typename Transition>
  void FillTable(const Tree& tree, std::vector<Transition>& table);
  template <typename Transition>
  void ScanTable(const std::vector<Transition>& table, std::string_view text,
                 std::vector<LiteralHit>& hits) const;
  template <typename Transition>
  static void StepAll(const Transition* rows, std::string_view text, std::size_t length,
                      std::array<Lane, kLanes>& lanes);
  void Report(std::uint32_t state, std::size_t end, std::vector<LiteralHit>& hits) const;

  std::unordered_map<std::string, LiteralId> ids_;
  std::size_t longest_ = 0;  // literal
  // Where symbol c leads from state s stands at s * kWidth + c. One of the two tables is filled:
  // the narrow one, unless there are too many states.
  std::vector<std::uint16_t> narrow_;
  std::vector<std::uint32_t> wide_;
  std::vector<std::int32_t> own_output_;    // by state: index into outputs_, or -1
  std::vector<std::uint32_t> output_link_;  // by state: nearest suffix with output, or 0
  std::vector<Output> outputs_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_LITERAL_SCANNER_H_
