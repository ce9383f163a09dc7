#include "extractors/street_or_person.h"

#include <algorithm>
#include <iterator>

namespace scrutineer::extractors {
namespace {

constexpr std::string_view kStreets[] = {"Avenue",  "Close",   "Crescent", "Drive",
                                         "Gardens", "Grove",   "Lane",     "Road",
                                         "Street",  "Terrace", "Way"};
constexpr std::string_view kTitles[] = {"Alderman", "Cllr", "Councillor", "Dr",   "Miss", "Mr",
                                        "Mrs",      "Ms",   "PC",         "PCSO", "Rev",  "Sgt"};

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

std::string_view WordBehind(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin < text.size() && IsBlank(text[begin])) ++begin;
  if (begin == end) return {};
  std::size_t last = begin;
  while (last < text.size() && IsLetter(text[last])) ++last;
  return text.substr(begin, last - begin);
}

std::string_view WordBefore(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end > 0 && (IsBlank(text[end - 1]) || text[end - 1] == '.')) --end;
  if (end == begin) return {};
  std::size_t first = end;
  while (first > 0 && IsLetter(text[first - 1])) --first;
  return text.substr(first, end - first);
}

}  // namespace

bool IsStreetOrPerson(std::string_view text, std::size_t begin, std::size_t end) {
  return std::ranges::find(kStreets, WordBehind(text, end)) != std::ranges::end(kStreets) ||
         std::ranges::find(kTitles, WordBefore(text, begin)) != std::ranges::end(kTitles);
}

}  // namespace scrutineer::extractors
