#include "pipeline/pdf/worker/ocr/recognized_words.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "pipeline/pdf/utf16.h"

namespace scrutineer::pdf {
namespace {

// In percent; measured on scanned pages of councils that were typed by eye (tests/eval/ocr).
constexpr double kLeastSure = 20;        // a word below this is a guess
constexpr double kLeastSureOfMark = 60;  // likewise where it holds neither letter nor digit
constexpr double kLeastSureOfLine = 35;  // mean of a line: below this it is no line of print

// Letters and digits; of other scripts than ASCII every code point counts as one.
int CountLetters(std::string_view text) {
  int count = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
        (byte >= 'a' && byte <= 'z') || byte >= 0xC3) {
      ++count;
    }
  }
  return count;
}

struct Sureness {
  double weighted = 0;
  int letters = 0;

  void Add(const RecognizedWord& word) {
    const int weight = CountLetters(word.text);
    weighted += word.confidence * weight;
    letters += weight;
  }
  double mean() const { return letters == 0 ? 0 : weighted / letters; }
};

bool IsWord(const RecognizedWord& word) {
  return word.confidence >= (CountLetters(word.text) == 0 ? kLeastSureOfMark : kLeastSure);
}

}  // namespace

RecognizedWords KeepWords(const std::vector<RecognizedWord>& words) {
  RecognizedWords kept;
  Sureness page;
  std::basic_string<std::uint16_t> units;
  for (std::size_t first = 0; first < words.size();) {
    std::size_t end = first;
    Sureness line;
    do {
      line.Add(words[end]);
    } while (!words[end++].ends_line && end < words.size());
    const bool is_print = line.mean() >= kLeastSureOfLine;
    for (; first < end; ++first) {
      const RecognizedWord& word = words[first];
      page.Add(word);
      if (!is_print || !IsWord(word)) {
        ++kept.dropped;
        continue;
      }
      units.clear();
      AppendUtf8AsUtf16(word.text, units);
      kept.words.Add(units, word.box, 0, !word.ends_line);
    }
  }
  if (!kept.words.words().empty()) kept.confidence = static_cast<int>(std::lround(page.mean()));
  return kept;
}

}  // namespace scrutineer::pdf
