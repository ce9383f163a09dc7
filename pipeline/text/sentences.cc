#include "pipeline/text/sentences.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "pipeline/base/utf8.h"
#include "pipeline/text/abbreviations.h"
#include "pipeline/text/ascii.h"
#include "pipeline/text/character_class.h"
#include "pipeline/text/list_marker.h"

namespace scrutineer::text {
namespace {

// A sentence of more bytes is a table or a list without stops; it is cut, so that what later
// stages do with a sentence stays in proportion to the page.
constexpr std::size_t kLongestSentence = 1500;
// The cut falls behind a semicolon if one stands in the last part of that.
constexpr std::size_t kCutWindow = 500;

// Bytes at which a sentence may end or begin: stops, and the lead byte of "…" and of bullets.
constexpr std::array<bool, 256> kMayEnd = [] {
  std::array<bool, 256> table{};
  for (const char c : {'.', '?', '!'}) table[static_cast<unsigned char>(c)] = true;
  table[0xE2] = true;
  return table;
}();

// Quotes and brackets that belong to the sentence whose stop they follow.
constexpr std::array<std::string_view, 6> kClosers = {")", "]", "\"", "'", "\u2019", "\u201D"};
constexpr std::array<std::string_view, 6> kOpeners = {"(", "[", "\"", "'", "\u2018", "\u201C"};

template <typename List>
std::size_t LeadingLength(const List& list, std::string_view text) {
  for (const std::string_view entry : list) {
    if (text.starts_with(entry)) return entry.size();
  }
  return 0;
}

class ParagraphSplitter {
 public:
  // `line` begins at `offset` of the whole text.
  ParagraphSplitter(std::string_view line, std::uint32_t offset) : line_(line), offset_(offset) {}

  Paragraph Run() && {
    paragraph_.span = At(0, line_.size());
    SkipMarker();
    for (std::size_t i = NextStop(scan_); i < line_.size(); i = NextStop(i)) i = LookAt(i);
    End(line_.size());
    return std::move(paragraph_);
  }

 private:
  ByteSpan At(std::size_t begin, std::size_t end) const {
    return {offset_ + static_cast<std::uint32_t>(begin), offset_ + static_cast<std::uint32_t>(end)};
  }

  // The number or letter of a list belongs to the sentence that it stands before.
  void SkipMarker() {
    const auto marker = ParseListMarker(line_.substr(begin_));
    if (marker) scan_ = begin_ + marker->length;
  }

  // The first byte from `i` on at which a sentence may end, or the line's end.
  std::size_t NextStop(std::size_t i) const {
    const char* const end = line_.data() + line_.size();
    const char* at = line_.data() + std::min(i, line_.size());
    while (at != end && !kMayEnd[static_cast<unsigned char>(*at)]) ++at;
    return static_cast<std::size_t>(at - line_.data());
  }

  // Judges the byte at `i`, ends the sentence there if need be, and returns where to go on.
  std::size_t LookAt(std::size_t i) {
    if (static_cast<unsigned char>(line_[i]) == 0xE2) return LookAtSymbol(i);
    std::size_t end = i + 1;
    while (end < line_.size() && (line_[end] == '.' || line_[end] == '?' || line_[end] == '!')) {
      ++end;
    }
    return JudgeStop(i, end);
  }

  std::size_t LookAtSymbol(std::size_t i) {
    const DecodedCharacter symbol = DecodeForward(line_, i, line_.size());
    if (symbol.code_point == 0x2026) return JudgeStop(i, symbol.end);
    const bool at_word = i > begin_ && line_[i - 1] == ' ';
    if (!at_word || !IsBullet(symbol.code_point)) return symbol.end;
    End(i);
    return symbol.end;
  }

  // The stop [stop, end) may be followed by closing quotes and brackets.
  std::size_t JudgeStop(std::size_t stop, std::size_t end) {
    const std::size_t stops = end;
    while (const std::size_t closer = LeadingLength(kClosers, line_.substr(end))) end += closer;
    if (end >= line_.size() || line_[end] != ' ') return stops;
    if (!MayBegin(end + 1)) return stops;
    const bool one_full_stop = line_[stop] == '.' && stops == stop + 1;
    if (one_full_stop && !FullStopEnds(stop, end + 1)) return stops;
    if (line_[stop] == '.' && !one_full_stop && IsDigit(line_[end + 1])) return stops;
    End(end);
    begin_ = end + 1;
    SkipMarker();
    return std::max(begin_, scan_);
  }

  // Whether a sentence may begin at `i`: with a capital, a digit, a bullet or any sign, after
  // quotes and brackets, or with "(b)".
  bool MayBegin(std::size_t i) const {
    if (i < line_.size() && line_[i] == '(' && ParseListMarker(line_.substr(i))) return true;
    while (i < line_.size()) {
      const std::size_t opener = LeadingLength(kOpeners, line_.substr(i));
      if (opener == 0) break;
      i += opener;
    }
    if (i >= line_.size()) return false;
    return !IsLowerCase(DecodeForward(line_, i, line_.size()).code_point);
  }

  bool FullStopEnds(std::size_t stop, std::size_t next) const {
    const std::string_view word = WordBefore(stop);
    const std::string_view following = FirstWord(next);
    if (word.size() == 1 && IsAsciiUpper(word.front())) {
      return TakesLetter(WordBefore(stop - 2)) || StartsSentences(following);
    }
    switch (ClassifyAbbreviation(word)) {
      case Abbreviation::kNone:
        return true;
      case Abbreviation::kNeverLast:
        return false;
      case Abbreviation::kBeforeNumber:
        return !IsDigit(line_[next]);
      case Abbreviation::kMaybeLast:
        return StartsSentences(following);
    }
    return true;
  }

  // The word that ends at `end`, of letters, digits and full stops.
  std::string_view WordBefore(std::size_t end) const {
    if (end > line_.size()) return {};
    std::size_t begin = end;
    constexpr std::size_t kFarEnough = 16;
    while (begin > begin_ && end - begin < kFarEnough &&
           (IsAsciiLetter(line_[begin - 1]) || IsDigit(line_[begin - 1]) ||
            line_[begin - 1] == '.' || !IsAscii(line_[begin - 1]))) {
      --begin;
    }
    return line_.substr(begin, end - begin);
  }

  std::string_view FirstWord(std::size_t i) const {
    while (const std::size_t opener = LeadingLength(kOpeners, line_.substr(i))) i += opener;
    std::size_t end = i;
    while (end < line_.size() && IsAsciiLetter(line_[end])) ++end;
    return line_.substr(i, end - i);
  }

  // Adds the sentence [begin_, end) without the white space at its ends, cut where too long.
  void End(std::size_t end) {
    std::size_t begin = begin_;
    begin_ = end;
    while (begin < end && line_[begin] == ' ') ++begin;
    while (end > begin && line_[end - 1] == ' ') --end;
    while (end - begin > kLongestSentence) {
      const std::size_t cut = CutPoint(begin);
      paragraph_.sentences.push_back(At(begin, cut));
      begin = cut;
      while (begin < end && line_[begin] == ' ') ++begin;
    }
    if (begin < end) paragraph_.sentences.push_back(At(begin, end));
  }

  // Where to cut what begins at `begin`: behind the last semicolon or else the last word that
  // fits; inside a word only where nothing else is left.
  std::size_t CutPoint(std::size_t begin) const {
    const std::string_view head = line_.substr(begin, kLongestSentence);
    const std::size_t semicolon = head.rfind("; ");
    if (semicolon != std::string_view::npos && semicolon > kLongestSentence - kCutWindow) {
      return begin + semicolon + 1;
    }
    const std::size_t space = head.rfind(' ');
    if (space != std::string_view::npos && space > 0) return begin + space;
    return FloorToCodePoint(line_, begin + kLongestSentence);
  }

  std::string_view line_;
  std::uint32_t offset_;
  Paragraph paragraph_;
  std::size_t begin_ = 0;  // of the sentence being read
  std::size_t scan_ = 0;   // before here no stop is looked for
};

}  // namespace

std::vector<Paragraph> SplitParagraphs(std::string_view text) {
  std::vector<Paragraph> paragraphs;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t newline = std::min(text.find('\n', begin), text.size());
    std::size_t first = begin;
    std::size_t last = newline;
    while (first < last && text[first] == ' ') ++first;
    while (last > first && text[last - 1] == ' ') --last;
    if (first < last) {
      paragraphs.push_back(
          ParagraphSplitter(text.substr(first, last - first), static_cast<std::uint32_t>(first))
              .Run());
    }
    begin = newline + 1;
  }
  return paragraphs;
}

}  // namespace scrutineer::text
