#include "extractors/compiled_pattern.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <utility>

#include "extractors/pattern_dialect.h"
#include "extractors/pattern_piece.h"
#include "extractors/piece_search.h"
#include "extractors/search_text.h"

namespace scrutineer::extractors {
namespace {

// Programs and their state caches; classes such as \p{L} in counted groups need more than RE2's
// default of 8 MiB, and a cache that is thrown away over and over is slow. Grown on demand.
constexpr std::int64_t kMaxRegexBytes = std::int64_t{24} << 20;

struct RuneRange {
  char32_t first, last;
};

// Blocks of letters, digits and combining marks outside ASCII; finer than a block only in Latin-1.
constexpr std::array kWordRanges = {
    RuneRange{0xAA, 0xAA},      RuneRange{0xB5, 0xB5},     RuneRange{0xBA, 0xBA},
    RuneRange{0xC0, 0xD6},      RuneRange{0xD8, 0xF6},     RuneRange{0xF8, 0x2C1},
    RuneRange{0x300, 0x1FFF},   RuneRange{0x2C00, 0x2DFF}, RuneRange{0x3040, 0xD7FF},
    RuneRange{0xF900, 0xFDFF},  RuneRange{0xFE70, 0xFEFE}, RuneRange{0x10000, 0x1EFFF},
    RuneRange{0x20000, 0x3FFFF}};

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// REQUIRES: `at` on a code point's first byte, before the end.
char32_t RuneAt(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return lead;
  char32_t rune = lead & (lead < 0xE0 ? 0x1FU : lead < 0xF0 ? 0x0FU : 0x07U);
  for (std::size_t i = at + 1; i < text.size() && i < at + 4 && IsContinuation(text[i]); ++i) {
    rune = (rune << 6) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  return rune;
}

std::unique_ptr<re2::RE2> MakeRegex(const PatternPtr& closed_tree, bool case_sensitive) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(case_sensitive);
  options.set_max_mem(kMaxRegexBytes);
  return std::make_unique<re2::RE2>(ToRegex(closed_tree), options);
}

}  // namespace

bool IsWordRune(char32_t rune) {
  if (rune < 0x80) return IsAsciiWordByte(static_cast<char>(rune));
  return std::any_of(kWordRanges.begin(), kWordRanges.end(), [rune](const RuneRange& range) {
    return range.first <= rune && rune <= range.last;
  });
}

bool IsWordBorderBeyondAscii(std::string_view text, std::size_t at) {
  if (!IsWordRune(RuneAt(text, at))) return true;
  std::size_t before = at - 1;
  while (before > 0 && IsContinuation(text[before])) --before;
  return !IsWordRune(RuneAt(text, before));
}

std::size_t NextRune(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && IsContinuation(text[at])) ++at;
  return at;
}

SearchWork& ThreadSearchWork() {
  thread_local SearchWork work;
  return work;
}

CompiledPattern::CompiledPattern(PatternPtr tree, bool case_sensitive,
                                 std::shared_ptr<PieceLibrary> library)
    : tree_(std::move(tree)),
      case_sensitive_(case_sensitive),
      library_(library != nullptr ? std::move(library) : std::make_shared<PieceLibrary>()) {}

CompiledPattern::~CompiledPattern() = default;

const PatternPtr& CompiledPattern::closed() const {
  std::call_once(closed_once_, [this] { closed_ = ClosedTree(tree_); });
  return closed_;
}

const SearchedPiece& CompiledPattern::searched() const {
  std::call_once(piece_once_, [this] {
    const Piece* const piece = library_->Make(closed(), case_sensitive_);
    if (piece != nullptr) searched_ = {piece, RestOf(*piece), (tree_->first & kEdgeOther) == 0};
  });
  return searched_;
}

const re2::RE2* CompiledPattern::regex() const {
  std::call_once(regex_once_, [this] {
    has_name_ = closed()->has_capture;
    regex_ = MakeRegex(closed(), case_sensitive_);
  });
  return regex_->ok() ? regex_.get() : nullptr;
}

std::optional<std::string> CompiledPattern::Check() const {
  const auto regex = MakeRegex(closed(), case_sensitive_);
  return regex->ok() ? std::nullopt : std::optional(regex->error());
}

std::optional<PatternMatch> CompiledPattern::Find(SearchText& text, std::size_t from,
                                                  std::size_t limit) const {
  if (text.opaque() || searched().piece == nullptr) return Find(text.text(), from, limit);
  SearchWork& work = ThreadSearchWork();
  ++work.searches;
  work.bytes += limit - from;
  PieceMatch match;
  switch (SearchPiece(searched_, text, from, limit, match)) {
    case PieceOutcome::kNone:
      return std::nullopt;
    case PieceOutcome::kTooLong:
      return Find(text.text(), from, limit);
    case PieceOutcome::kFound:
      break;
  }
  const PieceEnd& end = match.end;
  const bool named = end.name_begin != kNowhere && end.name_end > end.name_begin;
  return PatternMatch{match.begin, end.at, named ? end.name_begin : match.begin,
                      named ? end.name_end : end.at};
}

std::optional<PatternMatch> CompiledPattern::Find(std::string_view text, std::size_t from,
                                                  std::size_t limit) const {
  const re2::RE2* expression = regex();
  if (expression == nullptr) return std::nullopt;
  const re2::StringPiece piece(text.data(), text.size());
  std::array<re2::StringPiece, 2> groups;
  SearchWork& work = ThreadSearchWork();
  ++work.searches;
  work.bytes += limit - from;
  while (from <= limit && expression->Match(piece, from, limit, re2::RE2::UNANCHORED, groups.data(),
                                            has_name_ ? 2 : 1)) {
    const auto offset = [&](const re2::StringPiece& group) {
      return static_cast<std::size_t>(group.data() - text.data());
    };
    PatternMatch match{offset(groups[0]), offset(groups[0]) + groups[0].size(), 0, 0};
    const bool left = IsWordBorder(text, match.begin);
    if (left && match.end > match.begin && IsWordBorder(text, match.end)) {
      const bool named = has_name_ && !groups[1].empty();
      match.name_begin = named ? offset(groups[1]) : match.begin;
      match.name_end = named ? match.name_begin + groups[1].size() : match.end;
      return match;
    }
    from = NextRune(text, match.begin);
    ++work.searches;
    work.bytes += limit - from;
    // Nothing can begin within the word that a match must not begin in.
    while (!left && from < limit && !IsWordBorder(text, from)) from = NextRune(text, from);
  }
  return std::nullopt;
}

}  // namespace scrutineer::extractors
