#ifndef SCRUTINEER_EXTRACTORS_TABLE_AMOUNTS_H_
#define SCRUTINEER_EXTRACTORS_TABLE_AMOUNTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/byte_span.h"
#include "pipeline/model/mention.h"

namespace scrutineer::extractors {

// What the head or caption of a table says of the numbers below it: "£000", "£'000", "£m".
struct TableScale {
  std::string unit;         // ISO 4217
  std::int64_t factor = 1;  // of a whole printed unit: 1,000 or 1,000,000
  int columns = 1;          // how many columns the head marks so
};

// The heads of tables on one page. Looks through the page once, when first asked. One thread.
class TableHeads {
 public:
  explicit TableHeads(std::string_view page) : page_(page) {}

  // The scale that holds for a line, if it looks like a row of a table below such a head: only
  // rows stand between them. Wrong would be worse than missing.
  std::optional<TableScale> ScaleFor(ByteSpan line);

 private:
  struct Head {
    std::uint32_t begin = 0, end = 0;  // of its line
    TableScale scale;
  };
  void FindHeads();

  std::string_view page_;
  bool looked_ = false;
  std::vector<Head> heads_;  // by position
};

// The amounts at the end of a row: exactly as many cells as the head marks; "-" is an empty one.
// Nothing where the row has other cells, negative numbers or years. Spans are bytes of `row`.
std::vector<Value> FindTableAmounts(std::string_view row, const TableScale& scale);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_TABLE_AMOUNTS_H_
