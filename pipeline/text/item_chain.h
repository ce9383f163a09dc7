#ifndef SCRUTINEER_PIPELINE_TEXT_ITEM_CHAIN_H_
#define SCRUTINEER_PIPELINE_TEXT_ITEM_CHAIN_H_

#include <cstddef>
#include <string>
#include <vector>

namespace scrutineer::text {

// A line that may begin an item.
struct NumberedLine {
  std::size_t line = 0;  // the caller's
  std::string series;    // as ItemNumber's
  int value = 0;
  double weight = 1;  // how much it looks like an item's first line; above 0
};

// Which of the lines, in the order in which they stand, begin the items: the sequence of numbers
// that weighs most, from 1 on or, where it is long enough, from where the last meeting ended. A
// number may be missing, at a price. Empty where no sequence is long enough to be an agenda's:
// lists within items have numbers, too. The result is in order.
std::vector<std::size_t> ChooseItemLines(const std::vector<NumberedLine>& lines);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_ITEM_CHAIN_H_
