#include "extractors/table_amounts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extractors/number_words.h"
#include "pipeline/text/ascii.h"

namespace scrutineer::extractors {
namespace {

using text::IsAsciiLetter;
using text::IsAsciiSpace;
using text::IsDigit;

constexpr std::size_t kMostRows = 40;        // between a head and a row
constexpr std::size_t kMostHeadBytes = 200;  // a longer line is prose
constexpr std::size_t kMostRowBytes = 240;

struct Unit {
  std::string_view words;
  std::int64_t factor;
};

// What follows the currency's sign; the longer before what they begin with.
constexpr auto kUnits = std::to_array<Unit>({
    {"000s", 1'000},
    {"000", 1'000},
    {"'000s", 1'000},
    {"'000", 1'000},
    {"\u2019000s", 1'000},
    {"\u2019000", 1'000},
    {"\u2018000", 1'000},
    {"k", 1'000},
    {"K", 1'000},
    {"millions", 1'000'000},
    {"million", 1'000'000},
    {" millions", 1'000'000},
    {" million", 1'000'000},
    {"m", 1'000'000},
    {"M", 1'000'000},
});

struct Currency {
  std::string_view sign;
  std::string_view code;
};

constexpr auto kCurrencies = std::to_array<Currency>({{"\u00A3", "GBP"}, {"\u20AC", "EUR"}});

// The scale whose sign begins at `at`, and its length.
std::optional<std::pair<TableScale, std::size_t>> ReadScale(std::string_view text, std::size_t at) {
  for (const Currency& currency : kCurrencies) {
    if (!text.substr(at).starts_with(currency.sign)) continue;
    const std::size_t unit_at = at + currency.sign.size();
    for (const Unit& unit : kUnits) {
      if (!text.substr(unit_at).starts_with(unit.words)) continue;
      const std::size_t end = unit_at + unit.words.size();
      if (end < text.size() && (IsDigit(text[end]) || IsAsciiLetter(text[end]) ||
                                text[end] == ',' || text[end] == '.')) {
        continue;
      }
      return std::pair(TableScale{std::string(currency.code), unit.factor, 1}, end - at);
    }
  }
  return std::nullopt;
}

// The scale of a line that may be a head: each mark counts as a column, all must be the same.
std::optional<TableScale> ScaleOfLine(std::string_view line) {
  std::optional<TableScale> scale;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] != '\xC2' && line[at] != '\xE2') continue;
    const auto read = ReadScale(line, at);
    if (!read) continue;
    if (!scale) {
      scale = read->first;
    } else if (scale->factor == read->first.factor && scale->unit == read->first.unit) {
      ++scale->columns;
    } else {
      return std::nullopt;
    }
    at += read->second - 1;
  }
  return scale;
}

bool EndsLikeProse(std::string_view line) {
  return !line.empty() && (line.back() == '.' || line.back() == ';');
}

// Whether a line may stand within a table: short, and not the end of a sentence.
bool MayBeRow(std::string_view line) {
  return line.size() <= kMostRowBytes && !EndsLikeProse(text::TrimAscii(line));
}

enum class Cell { kEmpty, kNumber, kOther };

Cell KindOf(std::string_view cell) {
  if (cell == "-" || cell == "\u2013" || cell == "\u2014") return Cell::kEmpty;
  if (!IsDigit(cell[0])) return Cell::kOther;
  const auto number = ReadNumber(cell, 0);
  if (!number || number->end != cell.size()) return Cell::kOther;
  const bool bare = !number->grouped && number->fraction_digits == 0;
  // Years and the numbers of lots are no amounts.
  const bool year = bare && number->whole >= 1900 && number->whole <= 2099;
  return year || (bare && cell.size() < 2) ? Cell::kOther : Cell::kNumber;
}

// The last word of `row` before `end`, as a span.
ByteSpan LastWord(std::string_view row, std::size_t end) {
  while (end > 0 && (IsAsciiSpace(row[end - 1]) || row[end - 1] == '|')) --end;
  std::size_t begin = end;
  while (begin > 0 && !IsAsciiSpace(row[begin - 1]) && row[begin - 1] != '|') --begin;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace

void TableHeads::FindHeads() {
  looked_ = true;
  std::size_t begin = 0;
  while (begin < page_.size()) {
    const std::size_t end = std::min(page_.find('\n', begin), page_.size());
    const std::string_view line = page_.substr(begin, end - begin);
    if (line.size() <= kMostHeadBytes && !EndsLikeProse(line)) {
      if (auto scale = ScaleOfLine(line)) {
        // Heads whose columns stand one below the other are one.
        const bool joins = !heads_.empty() && heads_.back().end + 1 == begin &&
                           heads_.back().scale.factor == scale->factor && line.size() <= 12;
        if (joins) {
          heads_.back().scale.columns += scale->columns;
          heads_.back().end = static_cast<std::uint32_t>(end);
        } else {
          heads_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                            std::move(*scale)});
        }
      }
    }
    begin = end + 1;
  }
}

std::optional<TableScale> TableHeads::ScaleFor(ByteSpan line) {
  if (!looked_) FindHeads();
  const auto next =
      std::lower_bound(heads_.begin(), heads_.end(), line.begin,
                       [](const Head& head, std::uint32_t begin) { return head.end <= begin; });
  if (next == heads_.begin()) return std::nullopt;
  const Head& head = *(next - 1);
  std::size_t begin = head.end + 1;
  for (std::size_t rows = 0; begin < line.begin; ++rows) {
    // Not further than a row may reach, or long lines would be read once for each sentence.
    const std::string_view ahead = page_.substr(begin, kMostRowBytes + 1);
    const std::size_t length = ahead.find('\n');
    if (rows == kMostRows || length == std::string_view::npos ||
        !MayBeRow(ahead.substr(0, length))) {
      return std::nullopt;
    }
    begin += length + 1;
  }
  const bool whole_line = begin == line.begin && MayBeRow(line.Of(page_)) &&
                          (line.end == page_.size() || page_[line.end] == '\n');
  if (!whole_line) return std::nullopt;
  return head.scale;
}

std::vector<Value> FindTableAmounts(std::string_view row, const TableScale& scale) {
  std::vector<Value> found;
  std::size_t end = row.size();
  int cells = 0;
  while (true) {
    const ByteSpan word = LastWord(row, end);
    if (word.empty()) return {};  // nothing but numbers: no row that speaks of anything
    const Cell kind = KindOf(word.Of(row));
    if (kind == Cell::kOther) {
      // A negative number, or one that is badly printed: the columns cannot be told apart.
      const std::string_view cell = word.Of(row);
      if (IsDigit(cell.back()) ||
          (cell.back() == ')' && cell.size() > 1 && IsDigit(cell[cell.size() - 2]))) {
        return {};
      }
      break;
    }
    if (++cells > scale.columns) return {};
    end = word.begin;
    if (kind == Cell::kEmpty) continue;
    Value value;
    value.kind = ValueKind::kMoney;
    value.span = word;
    value.unit = scale.unit;
    value.low = value.high = ReadNumber(row, word.begin)->Times(scale.factor * 100);
    found.push_back(std::move(value));
  }
  if (cells != scale.columns) return {};
  std::reverse(found.begin(), found.end());
  return found;
}

}  // namespace scrutineer::extractors
