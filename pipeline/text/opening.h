#ifndef SCRUTINEER_PIPELINE_TEXT_OPENING_H_
#define SCRUTINEER_PIPELINE_TEXT_OPENING_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace scrutineer::text {

struct OpeningLine {
  std::string_view text;       // at most kOpeningLineBytes of the line
  std::string lower;           // the same with ASCII letters in lower case: offsets agree
  std::size_t page_index = 0;  // among the pages that have text
  int page_number = 0;         // among all, from 1
  std::size_t index = 0;       // among the lines of its page
};

inline constexpr std::size_t kOpeningLineBytes = 400;

// The lines of the first pages that have text: where papers say what they are.
struct Opening {
  std::vector<OpeningLine> lines;

  // The number of the first page that has text, from 1; 0 where none has.
  int first_page() const { return lines.empty() ? 0 : lines.front().page_number; }
};

Opening ReadOpening(const std::vector<std::string_view>& pages);

// Whether `phrase` stands in `lower` as whole words; both in lower case.
bool ContainsPhrase(std::string_view lower, std::string_view phrase);
// Where it stands, from `from` on, or npos.
std::size_t FindPhrase(std::string_view lower, std::string_view phrase, std::size_t from = 0);
// Whether the line begins with it, perhaps behind punctuation and asterisks.
bool BeginsWithPhrase(std::string_view lower, std::string_view phrase);

// The line without punctuation, white space and asterisks at its ends.
std::string_view StripPunctuation(std::string_view line);

std::size_t CountWords(std::string_view line);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_OPENING_H_
