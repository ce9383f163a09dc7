#include "extractors/literal_frequency.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <unordered_map>

#include "extractors/pattern_tree.h"

namespace scrutineer::extractors {
namespace {

constexpr std::size_t kMaxLiteralLength = 12;

// How much a word narrows a search down: 1.3 times this is how many bits rarer it is than "the".
// The words are those that councils' papers hold most, as counted in two thousand pages of several
// councils.
constexpr double kMaxWordWeight = 6;
constexpr double kWholeWordBonus = 2;

double WordWeight(std::string_view word, bool whole) {
  static const std::unordered_map<std::string_view, double> known = [] {
    constexpr std::array everywhere = {"a", "and", "for", "in", "of", "the", "to"};
    constexpr std::array common = {
        "all",  "an",   "any",   "are",  "as",  "at",  "be",   "been",  "by",   "council",
        "from", "has",  "have",  "is",   "it",  "its", "no",   "not",   "on",   "or",
        "our",  "that", "their", "this", "was", "we",  "were", "which", "will", "with"};
    constexpr std::array frequent = {
        "also",    "authority", "business",  "city",      "committee",  "contract", "development",
        "had",     "if",        "including", "local",     "management", "may",      "meeting",
        "new",     "other",     "out",       "planning",  "plan",       "policy",   "project",
        "provide", "public",    "report",    "scheme",    "service",    "services", "shall",
        "should",  "support",   "they",      "transport", "work",       "would"};
    std::unordered_map<std::string_view, double> weights;
    for (const char* each : everywhere) weights[each] = 0;
    for (const char* each : common) weights[each] = 2.4;
    for (const char* each : frequent) weights[each] = 4;
    return weights;
  }();
  if (word.size() < 2) return 0;
  if (const auto found = known.find(word); found != known.end()) return found->second;
  const double bonus = whole ? kWholeWordBonus : 0;
  return std::min(static_cast<double>(word.size()) + bonus, kMaxWordWeight);
}

double Weight(std::string_view literal) {
  double weight = 0;
  bool begun = false;  // the word's begin is seen, not cut off
  while (!literal.empty()) {
    const std::size_t end = std::min(literal.find(kSeparator), literal.size());
    if (end > 0) weight += WordWeight(literal.substr(0, end), begun && end < literal.size());
    begun = true;
    literal.remove_prefix(std::min(end + 1, literal.size()));
  }
  return weight;
}

}  // namespace

double ExpectedFrequency(const std::vector<std::string>& literals) {
  double sum = 0;
  for (const std::string& literal : literals) sum += std::exp2(-1.3 * Weight(literal));
  return sum;
}

std::string ShortenedLiteral(const std::string& text) {
  if (text.size() <= kMaxLiteralLength) return text;
  std::string_view best;
  double most = -1;
  for (std::size_t at = 0; at + kMaxLiteralLength <= text.size(); ++at) {
    const std::string_view piece = std::string_view(text).substr(at, kMaxLiteralLength);
    const double weight = Weight(piece);
    if (weight > most) {
      most = weight;
      best = piece;
    }
  }
  return std::string(best);
}

}  // namespace scrutineer::extractors
