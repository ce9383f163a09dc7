#include "pipeline/text/normalizer.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <utility>

#include "pipeline/text/canonical_composition.h"
#include "pipeline/text/character_class.h"
#include "pipeline/text/hyphenation.h"
#include "pipeline/text/line_break.h"
#include "pipeline/text/text_builder.h"

namespace scrutineer::text {
namespace {

// Printable ASCII but for the space: bytes that stay as they are, wherever they stand.
constexpr std::array<bool, 256> kVisibleAscii = [] {
  std::array<bool, 256> table{};
  for (std::size_t i = 0x21; i < 0x7F; ++i) table[i] = true;
  return table;
}();

bool IsVisibleAscii(char c) { return kVisibleAscii[static_cast<unsigned char>(c)]; }

// The number of bytes at `bytes`, up to eight, that are visible ASCII or single spaces, where the
// byte before them is visible: eight at a time, for nearly all bytes of nearly all pages are.
std::size_t PlainAmongEight(const char* bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  constexpr std::uint64_t kHigh = kOnes * 0x80;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  // Bytes from 0x20 to 0x7E: neither do they carry into the high bit by 1, nor fail to by 0x60.
  if ((~word & (word + kOnes * 0x60) & ~(word + kOnes) & kHigh) != kHigh) return 0;
  const std::uint64_t not_space = ((word ^ (kOnes * 0x20)) + kOnes * 0x7F) & kHigh;
  const std::uint64_t spaces = ~not_space & kHigh;
  if ((spaces & (spaces << 8)) != 0) return 0;
  return bytes[7] == ' ' ? 7 : 8;
}

bool VanishesAtEnds(CharacterFate fate) {
  return fate == CharacterFate::kSpace || fate == CharacterFate::kDrop;
}

class PageNormalizer {
 public:
  PageNormalizer(std::string_view extracted, const NormalizeOptions& options)
      : extracted_(extracted),
        left_out_(options.left_out),
        words_(options.words == nullptr ? own_words_ : *options.words),
        builder_(extracted) {
    own_words_.Add(extracted);
  }

  NormalizedText Run() && {
    for (std::size_t begin = 0; begin < extracted_.size();) {
      const std::size_t newline = std::min(extracted_.find('\n', begin), extracted_.size());
      ExtractedLine line = Trim(begin, newline);
      line.line_feed = begin == 0 ? 0 : begin - 1;
      if (line.empty()) {
        WriteBlock();
      } else if (!IsLeftOut(line)) {
        block_.push_back(line);
      }
      begin = newline + 1;
    }
    WriteBlock();
    return std::move(builder_).Finish();
  }

 private:
  bool IsLeftOut(const ExtractedLine& line) {
    while (next_left_out_ < left_out_.size() && left_out_[next_left_out_].end < line.end) {
      ++next_left_out_;
    }
    return next_left_out_ < left_out_.size() && left_out_[next_left_out_].begin <= line.begin;
  }

  // The line without white space and invisible characters at its ends.
  ExtractedLine Trim(std::size_t begin, std::size_t end) const {
    ExtractedLine line{.begin = begin, .end = end};
    while (line.begin < line.end && !IsVisibleAscii(extracted_[line.begin])) {
      const DecodedCharacter first = DecodeForward(extracted_, line.begin, line.end);
      if (!VanishesAtEnds(ClassifyCharacter(first.code_point).fate)) break;
      line.begin = first.end;
    }
    while (line.begin < line.end && !IsVisibleAscii(extracted_[line.end - 1])) {
      const DecodedCharacter last = DecodeBackward(extracted_, line.begin, line.end);
      if (!VanishesAtEnds(ClassifyCharacter(last.code_point).fate)) break;
      if (last.code_point == 0xAD) line.soft_hyphen = true;
      line.end = last.begin;
    }
    return line;
  }

  void WriteBlock() {
    std::size_t widest = 0;
    for (const ExtractedLine& line : block_) widest = std::max(widest, line.end - line.begin);
    LineBreakJudge judge(extracted_, widest, words_);
    for (std::size_t i = 0; i < block_.size(); ++i) {
      if (i == 0) {
        // The block's first paragraph: its break is the line feed that stands before it.
        if (!builder_.empty()) builder_.PutFor(block_[i].line_feed, '\n');
        WriteLine(block_[i].begin, LineEnd(i, judge));
        continue;
      }
      WriteBreak(i);
      WriteLine(block_[i].begin, LineEnd(i, judge));
    }
    block_.clear();
  }

  // Where line `i` of the block ends once the break after it is judged.
  std::size_t LineEnd(std::size_t i, LineBreakJudge& judge) {
    const ExtractedLine& line = block_[i];
    if (i + 1 == block_.size()) return line.end;
    next_break_ = judge.Judge(line, block_[i + 1]);
    if (next_break_ != LineBreak::kDropHyphen) return line.end;
    return line.end - TrailingHyphenLength(line.Of(extracted_));
  }

  void WriteBreak(std::size_t i) {
    if (next_break_ == LineBreak::kSpace || next_break_ == LineBreak::kParagraph) {
      builder_.PutFor(block_[i].line_feed, next_break_ == LineBreak::kSpace ? ' ' : '\n');
    }
  }

  // REQUIRES: the first and the last character of [begin, end) are visible.
  void WriteLine(std::size_t begin, std::size_t end) {
    std::size_t i = begin;
    while (i < end) {
      const std::size_t plain = EndOfPlain(i, end);
      if (plain > i) builder_.Copy(i, plain);
      if (plain == end) return;
      i = WriteSpecial(plain, end);
    }
  }

  // The end of what can be copied from `i` on: visible characters and single spaces among them.
  std::size_t EndOfPlain(std::size_t i, std::size_t end) const {
    while (i < end) {
      const char c = extracted_[i];
      if (IsVisibleAscii(c)) {
        ++i;
        while (i + 8 < end) {
          const std::size_t plain = PlainAmongEight(extracted_.data() + i);
          if (plain == 0) break;
          i += plain;
        }
      } else if (c == ' ' && i + 1 < end && IsVisibleAscii(extracted_[i + 1])) {
        i += 2;
      } else if (static_cast<unsigned char>(c) < 0x80) {
        return i;
      } else {
        const DecodedCharacter next = DecodeForward(extracted_, i, end);
        if (ClassifyCharacter(next.code_point).fate != CharacterFate::kKeep) return i;
        i = next.end;
      }
    }
    return i;
  }

  // Writes what the run of white space and dropped characters, or the one replaced character, at
  // `i` comes to; returns where it ends.
  std::size_t WriteSpecial(std::size_t i, std::size_t end) {
    std::size_t space = extracted_.size();
    while (i < end) {
      const DecodedCharacter next = DecodeForward(extracted_, i, end);
      const CharacterClass what = ClassifyCharacter(next.code_point);
      if (VanishesAtEnds(what.fate)) {
        if (what.fate == CharacterFate::kSpace) space = std::min(space, next.begin);
        i = next.end;
        continue;
      }
      if (space != extracted_.size()) builder_.PutFor(space, ' ');
      if (what.fate == CharacterFate::kKeep) return i;
      builder_.Replace(next.begin, next.end, what.replacement);
      return next.end;
    }
    return i;
  }

  std::string_view extracted_;
  std::span<const ExtractedSpan> left_out_;
  std::size_t next_left_out_ = 0;
  PaperWords own_words_;
  PaperWords& words_;
  TextBuilder builder_;
  std::vector<ExtractedLine> block_;
  LineBreak next_break_ = LineBreak::kSpace;
};

}  // namespace

NormalizedText Normalize(std::string_view extracted, const NormalizeOptions& options) {
  return Compose(PageNormalizer(extracted, options).Run());
}

}  // namespace scrutineer::text
