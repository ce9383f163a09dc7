#include "extractors/piece_search.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <span>
#include <vector>

#include "extractors/compiled_pattern.h"
#include "extractors/words.h"

namespace scrutineer::extractors {
namespace {

constexpr std::size_t kStepsPerByte = 100;
constexpr std::size_t kLeastSteps = 10'000;
// A pattern that may begin with so many of the 28 letters, digits and others may begin anywhere.
constexpr int kManyInitials = 20;
// So far ahead a search looks for what follows a first part; further, it would not stay linear
// where one match follows another.
constexpr std::size_t kMostBytesAhead = 2'000;
constexpr int kMostRepetitions = 1000;  // they are calls within calls

bool IsSpaceByte(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }
bool IsContinuationByte(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// Ends of pieces, one behind the other. Its memory is kept when it shrinks.
class EndStack {
 public:
  std::size_t size() const { return size_; }
  PieceEnd& operator[](std::size_t i) { return ends_[i]; }
  PieceEnd* begin() { return ends_.data(); }
  PieceEnd* end() { return ends_.data() + size_; }
  void Push(const PieceEnd& end) {
    if (size_ == ends_.size()) ends_.resize(2 * size_ + 64);
    ends_[size_++] = end;
  }
  void Push(std::span<const PieceEnd> ends) {
    for (const PieceEnd& end : ends) Push(end);
  }
  // REQUIRES: size <= size().
  void Shrink(std::size_t size) { size_ = size; }
  // Takes those from `first` to before `last` out.
  void Cut(std::size_t first, std::size_t last) {
    std::copy(begin() + last, end(), begin() + first);
    size_ -= last - first;
  }

 private:
  std::vector<PieceEnd> ends_;
  std::size_t size_ = 0;
};

// Buffers that a thread keeps.
struct Buffers {
  EndStack ends;                  // of pieces that are being matched
  std::vector<PieceEnd> pending;  // of repetitions, likewise
  struct Visit {
    std::uint32_t at = 0;
    int count = 0;
  };
  std::vector<Visit> visits;
};

Buffers& ThreadBuffers() {
  thread_local Buffers buffers;
  return buffers;
}

class Matcher {
 public:
  Matcher(SearchText& text, std::size_t most_steps, Buffers& buffers)
      : text_(text),
        bytes_(text.text()),
        most_steps_(most_steps),
        ends_(buffers.ends),
        pending_(buffers.pending),
        visits_(buffers.visits) {
    pending_.clear();
    visits_.clear();
  }

  bool gave_up() const { return steps_ > most_steps_; }

  // The preferred end of a match from `at`, if there is any.
  std::optional<PieceEnd> FirstEnd(const Piece& piece, std::uint32_t at) {
    ends_.Shrink(0);
    Match(piece, at);
    if (ends_.size() == 0) return std::nullopt;
    return ends_[0];
  }

  // Whether the parts match from `at`, one behind the other, or may do so where it gave up.
  bool Matches(std::span<const PiecePart> parts, std::uint32_t at) {
    ends_.Shrink(0);
    MatchParts(parts, at);
    return ends_.size() > 0 || gave_up();
  }

 private:
  void Match(const PiecePart& part, std::uint32_t at) {
    if (!text_.Begins(part.initials, at)) return;
    if (part.filter != nullptr && !part.filter->Allows(text_.BeginningAt(at))) return;
    Match(*part.piece, at);
  }

  // Appends the ends of the piece's matches from `at`, each once, the preferred first.
  void Match(const Piece& piece, std::uint32_t at) {
    if (++steps_ > most_steps_) return;
    switch (piece.kind) {
      case Piece::Kind::kText:
        return MatchText(piece, at);
      case Piece::Kind::kRun:
        return MatchRun(piece, at);
      case Piece::Kind::kGap:
        return MatchGap(piece, at);
      case Piece::Kind::kEdge:
        if (HoldsEdge(piece.edge, at)) ends_.Push({at});
        return;
      case Piece::Kind::kSequence:
        return MatchSequence(piece, at);
      case Piece::Kind::kChoice:
        return MatchChoice(piece, at);
      case Piece::Kind::kRepeat:
        return MatchRepeat(piece, at);
      case Piece::Kind::kName:
        return MatchName(piece, at);
    }
  }

  bool IsApart(std::uint32_t at) const {
    return at >= bytes_.size() || !IsAsciiWordByte(bytes_[at]);
  }

  void MatchText(const Piece& piece, std::uint32_t at) {
    const std::string& wanted = piece.text;
    if (bytes_.size() - at < wanted.size()) return;
    const char* const found = bytes_.data() + at;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const char c = piece.sensitive ? found[i] : AsciiLower(found[i]);
      if (c != wanted[i]) return;
    }
    at += static_cast<std::uint32_t>(wanted.size());
    if (!piece.apart || IsApart(at)) ends_.Push({at});
  }

  void MatchRun(const Piece& run, std::uint32_t at) {
    const std::size_t first = ends_.size();
    if (run.min == 0 && (!run.apart || IsApart(at))) ends_.Push({at});
    for (int count = 1; run.max < 0 || count <= run.max; ++count) {
      if (at >= bytes_.size()) break;
      const std::size_t size = run.characters->SizeAt(bytes_, at);
      if (size == 0) break;
      at += static_cast<std::uint32_t>(size);
      if (count >= run.min && (!run.apart || IsApart(at))) ends_.Push({at});
    }
    steps_ += ends_.size() - first;
    if (!run.lazy) std::reverse(ends_.begin() + first, ends_.end());
  }

  // Of the spaces behind a word the last ones may be left to what follows.
  void MatchGap(const Piece& gap, std::uint32_t at) {
    const std::size_t first = ends_.size();
    if (gap.min == 0) ends_.Push({at});
    for (int count = 1; count <= gap.max; ++count) {
      const std::uint32_t begin = at;
      while (at < bytes_.size() && !IsSpaceByte(bytes_[at])) ++at;
      const std::uint32_t word_end = at;
      while (at < bytes_.size() && IsSpaceByte(bytes_[at])) ++at;
      if (word_end == begin || at == word_end) break;
      if (count < gap.min) continue;
      for (std::uint32_t end = word_end + 1; end <= at; ++end) ends_.Push({end});
    }
    steps_ += ends_.size() - first;
    std::reverse(ends_.begin() + first, ends_.end());
  }

  bool HoldsEdge(Piece::Edge edge, std::uint32_t at) const {
    switch (edge) {
      case Piece::Edge::kNone:
        return true;
      case Piece::Edge::kBegin:
        return at == 0;
      case Piece::Edge::kEnd:
        return at == bytes_.size();
      default:
        break;
    }
    const bool before = at > 0 && IsAsciiWordByte(bytes_[at - 1]);
    const bool behind = at < bytes_.size() && IsAsciiWordByte(bytes_[at]);
    return (before != behind) == (edge == Piece::Edge::kWordBorder);
  }

  // Whether an end at `at` is among those from `first` to before `last`.
  bool Has(std::size_t first, std::size_t last, std::uint32_t at) {
    steps_ += (last - first) / 8;
    for (std::size_t i = first; i < last; ++i) {
      if (ends_[i].at == at) return true;
    }
    return false;
  }

  // Drops of the ends from `added` on those that are among the ones from `first` on.
  void DropKnown(std::size_t first, std::size_t added) {
    if (first == added) return;
    std::size_t kept = added;
    for (std::size_t i = added; i < ends_.size(); ++i) {
      if (!Has(first, added, ends_[i].at)) ends_[kept++] = ends_[i];
    }
    ends_.Shrink(kept);
  }

  void MatchSequence(const Piece& sequence, std::uint32_t at) {
    if (sequence.fragment && Recall(sequence, at)) return;
    const std::size_t base = ends_.size();
    MatchParts(sequence.parts, at);
    if (sequence.fragment) Remember(sequence, at, base);
  }

  void MatchParts(std::span<const PiecePart> parts, std::uint32_t at) {
    const std::size_t base = ends_.size();
    ends_.Push({at});
    std::size_t current = base;
    for (const PiecePart& part : parts) {
      const std::size_t next = ends_.size();
      for (std::size_t i = current; i < next; ++i) {
        const PieceEnd from = ends_[i];
        const std::size_t added = ends_.size();
        Match(part, from.at);
        if (from.name_begin != kNowhere) {
          for (std::size_t j = added; j < ends_.size(); ++j) {
            ends_[j].name_begin = from.name_begin;
            ends_[j].name_end = from.name_end;
          }
        }
        DropKnown(next, added);
      }
      current = next;
      if (current == ends_.size()) break;
    }
    ends_.Cut(base, current);
  }

  void MatchChoice(const Piece& choice, std::uint32_t at) {
    const std::size_t base = ends_.size();
    if (choice.index.empty()) {
      for (const PiecePart& part : choice.parts) MatchAlternative(part, at, base);
      return;
    }
    const auto alternatives = choice.index.Find(text_.BeginningAt(at));
    if (alternatives.empty()) return;
    if (choice.fragment && Recall(choice, at)) return;
    for (const std::uint16_t i : alternatives) MatchAlternative(choice.parts[i], at, base);
    if (choice.fragment) Remember(choice, at, base);
  }

  bool Recall(const Piece& piece, std::uint32_t at) {
    const auto known = text_.Recall(piece.number, at);
    if (known) ends_.Push(*known);
    return known.has_value();
  }

  void Remember(const Piece& piece, std::uint32_t at, std::size_t first) {
    if (!gave_up()) text_.Remember(piece.number, at, {ends_.begin() + first, ends_.end()});
  }

  void MatchAlternative(const PiecePart& part, std::uint32_t at, std::size_t base) {
    const std::size_t added = ends_.size();
    Match(part, at);
    DropKnown(base, added);
  }

  void MatchRepeat(const Piece& repeat, std::uint32_t at) {
    const std::size_t base = ends_.size();
    if (repeat.max == 1) {
      const bool may_skip = repeat.min == 0;
      if (may_skip && repeat.lazy) ends_.Push({at});
      MatchAlternative(repeat.parts[0], at, base);
      if (may_skip && !repeat.lazy && !Has(base, ends_.size(), at)) ends_.Push({at});
      return;
    }
    const std::size_t first_visit = visits_.size();
    Repeat(repeat, {at}, 0, base, first_visit);
    visits_.resize(first_visit);
  }

  // Goes on from the end of so many repetitions.
  void Repeat(const Piece& repeat, const PieceEnd& from, int count, std::size_t base,
              std::size_t first_visit) {
    if (count > kMostRepetitions) steps_ = most_steps_ + 1;
    if (gave_up()) return;
    // Without an end all counts past the least are the same.
    const int counted = repeat.max < 0 ? std::min(count, repeat.min) : count;
    steps_ += (visits_.size() - first_visit) / 8;
    for (std::size_t i = first_visit; i < visits_.size(); ++i) {
      if (visits_[i].at == from.at && visits_[i].count == counted) return;
    }
    visits_.push_back({from.at, counted});
    const auto stop_here = [&] {
      if (count >= repeat.min && !Has(base, ends_.size(), from.at)) ends_.Push(from);
    };
    if (repeat.lazy) stop_here();
    if (repeat.max < 0 || count < repeat.max) {
      const std::size_t added = ends_.size();
      Match(repeat.parts[0], from.at);
      const std::size_t first = pending_.size();
      pending_.insert(pending_.end(), ends_.begin() + added, ends_.end());
      ends_.Shrink(added);
      const std::size_t last = pending_.size();
      for (std::size_t i = first; i < last && !gave_up(); ++i) {
        Repeat(repeat, PieceEnd(pending_[i]), count + 1, base, first_visit);
      }
      pending_.resize(first);
    }
    if (!repeat.lazy) stop_here();
  }

  void MatchName(const Piece& name, std::uint32_t at) {
    const std::size_t first = ends_.size();
    Match(name.parts[0], at);
    for (std::size_t i = first; i < ends_.size(); ++i) {
      ends_[i].name_begin = at;
      ends_[i].name_end = ends_[i].at;
    }
  }

  SearchText& text_;
  std::string_view bytes_;
  std::size_t steps_ = 0;
  std::size_t most_steps_;
  EndStack& ends_;
  std::vector<PieceEnd>& pending_;
  std::vector<Buffers::Visit>& visits_;
};

// Where a match must begin before: the last place in a gap between words where its rest matches
// (see RestOf). Names begin at any capital, and behind most of them stands nothing that a pattern
// asks for.
std::size_t LastBegin(const SearchedPiece& searched, const SearchText& text, std::size_t from,
                      std::size_t limit, Matcher& matcher) {
  const std::span<const PiecePart> rest = searched.rest;
  if (rest.empty() || limit - from > kMostBytesAhead) return limit;
  if (std::popcount(searched.piece->initials & ~kAnyKind) < kManyInitials) return limit;
  const BeginningFilter* const filter = rest.front().filter;
  const auto gaps = text.gap_begins();
  auto gap = std::upper_bound(gaps.begin(), gaps.end(), limit);
  while (gap != gaps.begin()) {
    --gap;
    // How the text goes on is the same from all places of a gap.
    const Beginning beginning = text.BeginningAt(*gap);
    if (filter->Allows(beginning)) {
      std::size_t at = *gap + 1;
      while (at <= limit && text.BeginningAt(at) == beginning) ++at;
      while (at-- > *gap) {
        if (matcher.Matches(rest, static_cast<std::uint32_t>(at))) return at;
      }
    }
    if (*gap <= from) break;
  }
  return from;
}

}  // namespace

PieceOutcome SearchPiece(const SearchedPiece& searched, SearchText& text, std::size_t from,
                         std::size_t limit, PieceMatch& match) {
  const Piece& piece = *searched.piece;
  const std::string_view bytes = text.text();
  Matcher matcher(text, kLeastSteps + kStepsPerByte * (limit - from), ThreadBuffers());
  const auto try_at = [&](std::uint32_t at) {
    if (!text.Begins(piece.initials, at)) return false;
    if (piece.filter != nullptr && !piece.filter->Allows(text.BeginningAt(at))) return false;
    if (!IsWordBorder(bytes, at)) return false;
    const auto end = matcher.FirstEnd(piece, at);
    if (matcher.gave_up()) return true;
    if (!end || end->at == at || !IsWordBorder(bytes, end->at)) return false;
    match = {at, *end};
    return true;
  };
  const auto outcome = [&] {
    return matcher.gave_up() ? PieceOutcome::kTooLong : PieceOutcome::kFound;
  };
  const std::size_t last = LastBegin(searched, text, from, limit, matcher);
  if (searched.at_words) {
    const auto begins = text.word_begins();
    auto begin = std::lower_bound(begins.begin(), begins.end(), from);
    for (; begin != begins.end() && *begin < last; ++begin) {
      if (try_at(*begin)) return outcome();
    }
    return PieceOutcome::kNone;
  }
  for (std::size_t at = from; at < last; ++at) {
    if (IsContinuationByte(bytes[at])) continue;
    if (try_at(static_cast<std::uint32_t>(at))) return outcome();
  }
  return PieceOutcome::kNone;
}

}  // namespace scrutineer::extractors
