#include "extractors/rule_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace scrutineer::extractors {
namespace {

// Levenshtein's distance. REQUIRES: short words.
std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

void DiagnosticList::Add(const RuleSource& source, TextPlace place, std::string message) {
  diagnostics_.push_back(
      {fmt::format("{}:{}:{}", source.path, place.line, place.column), std::move(message)});
}

void DiagnosticList::Add(const PlacedText& text, std::string message) {
  Add(*text.source, text.place, std::move(message));
}

void DiagnosticList::AddWithin(const PlacedText& text, std::size_t offset, std::string message) {
  Add(*text.source, PlaceInString(text.source->content, text.place, offset), std::move(message));
}

std::string_view Nearest(std::string_view word, const std::vector<std::string_view>& known) {
  constexpr std::size_t kLongestWord = 40;
  if (word.size() > kLongestWord) return {};
  std::string_view nearest;
  std::size_t least = (word.size() <= 3 ? 1 : std::max<std::size_t>(2, word.size() / 3)) + 1;
  for (const std::string_view candidate : known) {
    const std::size_t distance = Distance(word, candidate);
    if (distance < least) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

std::string Suggestion(std::string_view word, const std::vector<std::string_view>& known) {
  const std::string_view nearest = Nearest(word, known);
  if (!nearest.empty()) return fmt::format("did you mean \"{}\"?", nearest);
  return fmt::format("use one of: {}", fmt::join(known, ", "));
}

}  // namespace scrutineer::extractors
