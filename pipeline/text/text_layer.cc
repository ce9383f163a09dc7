#include "pipeline/text/text_layer.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <unordered_map>

#include "pipeline/text/ascii.h"

namespace scrutineer::text {
namespace {

// Fewer letters and digits of its own than this are a stamp, a header or a title.
constexpr int kLeastOwnCharacters = 60;
// A line that stands on so many pages, whatever its numbers, belongs to none of them.
constexpr int kRepeated = 4;
// Fewer words tell nothing about the language. Shares of a page's words and letters: on councils'
// papers at most a tenth of the words are odd, and 30 to 46 % of the letters are vowels.
constexpr int kTellingWords = 20;
constexpr double kFewCommonWords = 0.05;
constexpr double kManyOddWords = 0.3;
constexpr double kFewVowels = 0.22;
constexpr double kManyVowels = 0.55;
constexpr double kWelshShare = 0.08;

// Of English, Welsh and French, where they are frequent; sorted.
constexpr auto kCommonWords = std::to_array<std::string_view>(
    {"a",    "ac",    "an",   "and",  "are",  "as",  "at",   "au",  "be",   "been", "bod",
     "by",   "de",    "des",  "du",   "en",   "est", "et",   "for", "from", "gan",  "has",
     "have", "i",     "in",   "is",   "it",   "la",  "le",   "les", "mae",  "not",  "o",
     "of",   "on",    "or",   "que",  "that", "the", "this", "to",  "un",   "une",  "was",
     "wedi", "which", "will", "with", "y",    "yn",  "yr"});
constexpr auto kWelshWords = std::to_array<std::string_view>(
    {"ac",   "ar",         "bod",  "bydd",  "cyngor", "ddim", "ei",  "ein", "eu",  "fod",  "fydd",
     "gan",  "gwasanaeth", "gyda", "gyfer", "hwn",    "hyn",  "mae", "nad", "neu", "oedd", "rhwng",
     "sydd", "un",         "wedi", "wrth",  "y",      "ym",   "yn",  "yng", "yr"});
static_assert(std::is_sorted(kCommonWords.begin(), kCommonWords.end()));
static_assert(std::is_sorted(kWelshWords.begin(), kWelshWords.end()));

// Also true of the first byte of longer sequences, most of which are letters.
bool IsLetter(char c) { return IsAsciiLetter(c) || static_cast<unsigned char>(c) >= 0xC3; }

int CountCharacters(std::string_view text) {
  return static_cast<int>(
      std::count_if(text.begin(), text.end(), [](char c) { return IsLetter(c) || IsDigit(c); }));
}

template <typename Visit>
void ForEachPiece(std::string_view text, std::string_view separators, const Visit& visit) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    if (end > begin) visit(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

// Without numbers and white space, which differ from page to page.
std::string LineKey(std::string_view line) {
  std::string key;
  for (const char c : line) {
    if (!IsDigit(c) && !IsAsciiSpace(c)) key.push_back(ToAsciiLower(c));
  }
  return key;
}

// "The tender was accepted." Labels and stamps hold none.
bool HoldsSentence(std::string_view line) {
  constexpr int kLeastWords = 3;
  int small_words = 0;
  ForEachPiece(line, " ", [&](std::string_view word) { small_words += IsAsciiLower(word[0]); });
  return small_words >= kLeastWords && (line.ends_with('.') || line.ends_with(".\""));
}

std::string_view BareWord(std::string_view word) {
  const auto bare = [](char c) { return IsLetter(c) || IsDigit(c) || !IsAscii(c); };
  while (!word.empty() && !bare(word.front())) word.remove_prefix(1);
  while (!word.empty() && !bare(word.back())) word.remove_suffix(1);
  return word;
}

bool IsVowel(char c) {
  constexpr std::string_view kVowels = "aeiou";
  return kVowels.find(ToAsciiLower(c)) != std::string_view::npos;
}

// A word such as no language has: signs or capitals amid its letters.
bool IsOddWord(std::string_view word) {
  constexpr std::string_view kWithinWords = "'-/.&@_,:()";
  if (word.find("\xEF\xBF\xBD") != std::string_view::npos) return true;  // U+FFFD
  for (std::size_t i = 1; i < word.size(); ++i) {
    const char c = word[i];
    if (IsAsciiUpper(c) && IsAsciiLower(word[i - 1]) && !word.starts_with("Mc") &&
        !word.starts_with("Mac")) {
      return true;
    }
    if (i + 1 == word.size()) break;
    if (IsAscii(c) && !IsAsciiLetter(c) && !IsDigit(c) && IsAsciiLetter(word[i - 1]) &&
        kWithinWords.find(c) == std::string_view::npos) {
      return true;
    }
    if (IsDigit(c) && IsAsciiLetter(word[i - 1]) && IsAsciiLetter(word[i + 1])) return true;
  }
  return false;
}

template <typename Words>
bool IsAmong(const Words& words, std::string_view word) {
  return std::binary_search(words.begin(), words.end(), word);
}

struct WordCounts {
  int words = 0;  // with a letter
  int common = 0;
  int welsh = 0;
  int odd = 0;
  int letters = 0;  // ASCII
  int vowels = 0;

  static double Share(int part, int whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / whole;
  }
};

WordCounts TallyWords(std::string_view text) {
  WordCounts counts;
  ForEachPiece(text, " \n\t", [&](std::string_view piece) {
    const std::string_view word = BareWord(piece);
    if (std::none_of(word.begin(), word.end(), IsLetter)) return;
    const std::string small = ToAsciiLower(word);
    const bool odd = IsOddWord(word);
    ++counts.words;
    counts.common += !odd && IsAmong(kCommonWords, small) ? 1 : 0;
    counts.welsh += !odd && IsAmong(kWelshWords, small) ? 1 : 0;
    counts.odd += odd ? 1 : 0;
    for (const char c : word) {
      counts.letters += IsAsciiLetter(c) ? 1 : 0;
      counts.vowels += IsVowel(c) ? 1 : 0;
    }
  });
  return counts;
}

bool IsGibberish(std::string_view text) {
  const WordCounts counts = TallyWords(text);
  if (counts.words < kTellingWords) return false;
  if (WordCounts::Share(counts.common, counts.words) >= kFewCommonWords) return false;
  const double vowels = WordCounts::Share(counts.vowels, counts.letters);
  return WordCounts::Share(counts.odd, counts.words) > kManyOddWords || vowels < kFewVowels ||
         vowels > kManyVowels;
}

using PagesByLine = std::unordered_map<std::string, int>;

PagesByLine CountLines(const std::vector<std::string_view>& pages) {
  PagesByLine counts;
  for (const std::string_view page : pages) {
    std::vector<std::string> keys;
    ForEachPiece(page, "\n", [&](std::string_view line) { keys.push_back(LineKey(line)); });
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    for (std::string& key : keys) ++counts[std::move(key)];
  }
  return counts;
}

// Whether the page says something that is not said on others, too.
bool SaysSomething(std::string_view page, const PagesByLine& lines) {
  int own = 0;
  bool sentence = false;
  ForEachPiece(page, "\n", [&](std::string_view line) {
    const auto found = lines.find(LineKey(line));
    if (found != lines.end() && found->second >= kRepeated) return;
    own += CountCharacters(line);
    sentence = sentence || HoldsSentence(line);
  });
  return own >= kLeastOwnCharacters || sentence;
}

// A page of so many characters is no scan with a stamp, however often its lines are repeated.
constexpr int kSurelyText = 250;

}  // namespace

std::vector<TextLayer> JudgeTextLayers(const std::vector<std::string_view>& pages) {
  std::vector<TextLayer> layers(pages.size(), TextLayer::kUsable);
  std::vector<std::size_t> short_pages;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const int characters = CountCharacters(pages[i]);
    if (characters == 0) {
      layers[i] = TextLayer::kNone;
    } else if (characters < kSurelyText) {
      short_pages.push_back(i);
    } else if (IsGibberish(pages[i])) {
      layers[i] = TextLayer::kGibberish;
    }
  }
  if (short_pages.empty()) return layers;
  const PagesByLine lines = CountLines(pages);
  for (const std::size_t i : short_pages) {
    if (!SaysSomething(pages[i], lines)) {
      layers[i] = TextLayer::kStray;
    } else if (IsGibberish(pages[i])) {
      layers[i] = TextLayer::kGibberish;
    }
  }
  return layers;
}

bool IsRicherText(std::string_view recognized, std::string_view layer) {
  const int layer_characters = CountCharacters(layer);
  if (layer_characters >= kLeastOwnCharacters && IsGibberish(layer)) {
    return CountCharacters(recognized) > 0 && !IsGibberish(recognized);
  }
  return CountCharacters(recognized) > layer_characters;
}

bool LooksWelsh(std::string_view text) {
  const WordCounts counts = TallyWords(text);
  return counts.words >= kTellingWords &&
         WordCounts::Share(counts.welsh, counts.words) >= kWelshShare;
}

}  // namespace scrutineer::text
