#ifndef SCRUTINEER_EXTRACTORS_NUMBER_WORDS_H_
#define SCRUTINEER_EXTRACTORS_NUMBER_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace scrutineer::extractors {

// A number as papers print it: "1,250", "3.5", "766".
struct PrintedNumber {
  std::int64_t whole = 0;
  std::int64_t fraction = 0;  // its digits after the point, as a number
  int fraction_digits = 0;
  bool grouped = false;  // with commas
  std::size_t end = 0;   // behind its last digit

  // The value times `factor`, cut to whole units. REQUIRES: factor <= 10^13.
  std::int64_t Times(std::int64_t factor) const;
};

// The number whose first digit stands at `at`; nothing where it is badly grouped ("1,2"), has more
// than one point, or is longer than 12 digits. REQUIRES: at < text.size().
std::optional<PrintedNumber> ReadNumber(std::string_view text, std::size_t at);

// "two" to "twenty", the tens to "ninety" and "hundred", in any case; nothing for other words.
std::optional<int> NumberOfWord(std::string_view word);

// Whether the words that end at `at` (white space between) leave a number vague: "around",
// "up to", "more than".
bool IsApproximateBefore(std::string_view text, std::size_t at);

// The word that ends right before `at`, white space before `at` left out; empty at the beginning.
std::string_view WordBefore(std::string_view text, std::size_t at);
// The word of letters (and hyphens within) that begins at `at`.
std::string_view WordAt(std::string_view text, std::size_t at);
// `at` moved behind white space, at most `most` characters of it.
std::size_t SkipSpaces(std::string_view text, std::size_t at, std::size_t most = 3);

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_NUMBER_WORDS_H_
