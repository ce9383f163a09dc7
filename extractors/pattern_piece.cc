#include "extractors/pattern_piece.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>
#include <string_view>

#include "extractors/words.h"

namespace scrutineer::extractors {
namespace {

// From this many alternatives on it pays to look first which of them may begin at a place.
constexpr std::size_t kLeastIndexed = 4;
constexpr std::size_t kMostIndexed = 60'000;

bool IsAsciiLetterOrDigit(char c) {
  return IsAsciiSmall(c) || IsAsciiCapital(c) || IsAsciiDigit(c);
}

std::optional<Piece::Edge> EdgeNamed(std::string_view regex) {
  if (regex.empty()) return Piece::Edge::kNone;
  if (regex == "^" || regex == "\\A") return Piece::Edge::kBegin;
  if (regex == "$" || regex == "\\z") return Piece::Edge::kEnd;
  if (regex == "\\b") return Piece::Edge::kWordBorder;
  if (regex == "\\B") return Piece::Edge::kNoWordBorder;
  return std::nullopt;
}

// The bytes of one character of a plain atom's regex: itself, or an escape.
std::size_t SizeOfCharacter(std::string_view regex) {
  if (regex[0] == '\\') {
    return regex.starts_with("\\x{") ? regex.find('}') + 1 : std::min<std::size_t>(2, regex.size());
  }
  const auto lead = static_cast<unsigned char>(regex[0]);
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(size, regex.size());
}

// The character of ASCII that the regex stands for, if it is nothing but that.
std::optional<char> AsciiOf(std::string_view regex) {
  if (regex.size() == 1 && static_cast<unsigned char>(regex[0]) < 0x80) return regex[0];
  const bool escaped = regex.size() == 2 && regex[0] == '\\' && !IsAsciiLetterOrDigit(regex[1]);
  return escaped ? std::optional(regex[1]) : std::nullopt;
}

// The kinds of characters that matches, other than empty ones, may begin with.
std::uint32_t KindsOf(const Piece& piece) {
  std::uint32_t kinds = 0;
  switch (piece.kind) {
    case Piece::Kind::kText: {
      const bool any_case = !piece.sensitive && IsAsciiSmall(piece.text[0]);
      return any_case ? kSmallBit | kCapitalBit
                      : KindBit(static_cast<unsigned char>(piece.text[0]));
    }
    case Piece::Kind::kRun:
      for (unsigned c = 0; c < 0x80; ++c) {
        const auto byte = static_cast<unsigned char>(c);
        if (piece.characters->HoldsAscii(byte)) kinds |= KindBit(byte);
      }
      return piece.beyond_ascii ? kinds | kOtherBit : kinds;
    case Piece::Kind::kGap:
      return kAnyKind & ~kSpaceBit;
    case Piece::Kind::kEdge:
      return 0;
    default:
      break;
  }
  for (const PiecePart& part : piece.parts) {
    kinds |= part.piece->nullable ? KindsOf(*part.piece) : part.initials & kAnyKind;
    if (piece.kind == Piece::Kind::kSequence && !part.piece->nullable) break;
  }
  return kinds;
}

PiecePart AsPart(const Piece* piece) { return {piece, piece->initials, piece->filter}; }

bool MayBeBeyondAscii(const PatternNode& atom) { return (atom.first & kEdgeNonAscii) != 0; }

}  // namespace

// The first part that begins behind a word, after one that is not empty.
std::span<const PiecePart> RestOf(const Piece& piece) {
  if (piece.kind != Piece::Kind::kSequence && piece.kind != Piece::Kind::kName) return {};
  bool may_be_empty = true;
  for (std::size_t i = 0; i < piece.parts.size(); ++i) {
    const BeginningFilter* const filter = piece.parts[i].filter;
    if (!may_be_empty && filter != nullptr && filter->behind_words()) {
      return std::span(piece.parts).subspan(i);
    }
    may_be_empty = may_be_empty && piece.parts[i].piece->nullable;
  }
  for (const PiecePart& part : piece.parts) {
    if (const auto rest = RestOf(*part.piece); !rest.empty()) return rest;
  }
  return {};
}

const Piece* PieceLibrary::Make(const PatternPtr& tree, bool case_sensitive) {
  const std::lock_guard lock(mutex_);
  return MakePiece(tree, {case_sensitive, false});
}

Piece* PieceLibrary::MakePiece(const PatternPtr& node, Mode mode) {
  if (node.use_count() == 1) return MakeNew(node, mode);
  auto& shared = shared_[(mode.sensitive ? 2 : 0) + (mode.apart ? 1 : 0)];
  if (const auto known = shared.find(node); known != shared.end()) return known->second;
  Piece* const piece = MakeNew(node, mode);
  if (piece != nullptr) piece->fragment = node->fragment;
  return shared.emplace(node, piece).first->second;
}

Piece* PieceLibrary::MakeNew(const PatternPtr& node, Mode mode) {
  switch (node->kind) {
    case PatternNode::Kind::kAtom:
      return MakeAtom(*node, mode);
    case PatternNode::Kind::kSequence:
      return MakeSequence(*node, mode);
    case PatternNode::Kind::kChoice:
      return MakeChoice(*node, mode);
    case PatternNode::Kind::kRepeat:
      return MakeRepeat(*node, mode);
    case PatternNode::Kind::kGroup:
      return MakeGroup(*node, mode);
  }
  return nullptr;
}

Piece* PieceLibrary::MakeAtom(const PatternNode& atom, Mode mode) {
  const std::string_view regex = atom.regex;
  if (atom.ends_in_space) {
    Piece gap;
    gap.kind = Piece::Kind::kGap;
    gap.max = static_cast<int>(atom.gaps);
    const std::size_t count = regex.rfind('{') + 1;
    std::from_chars(regex.data() + count, regex.data() + regex.size(), gap.min);
    gap.nullable = gap.min == 0;
    return Keep(std::move(gap));
  }
  if (atom.nullable) {
    const auto edge = EdgeNamed(regex);
    if (!edge) return nullptr;
    Piece piece;
    piece.kind = Piece::Kind::kEdge;
    piece.edge = *edge;
    piece.nullable = true;
    return Keep(std::move(piece));
  }
  if (atom.plain) return MakePlain(atom, mode);
  if (regex.starts_with("(?:")) return MakeForms(atom, mode);
  if (regex != "\\s+") return MakeCharacter(atom.regex, mode, MayBeBeyondAscii(atom));
  Piece spaces = *MakeCharacter("\\s", mode, false);
  spaces.max = -1;
  return Keep(std::move(spaces));
}

// Characters that stand for themselves.
Piece* PieceLibrary::MakePlain(const PatternNode& atom, Mode mode) {
  Piece sequence;
  sequence.kind = Piece::Kind::kSequence;
  std::string letters;
  const auto flush = [&] {
    if (!letters.empty())
      sequence.parts.push_back(AsPart(MakeText(letters, {mode.sensitive, false})));
    letters.clear();
  };
  for (std::string_view rest = atom.regex; !rest.empty();) {
    const std::string_view character = rest.substr(0, SizeOfCharacter(rest));
    rest.remove_prefix(character.size());
    if (const auto ascii = AsciiOf(character)) {
      letters += *ascii;
      continue;
    }
    flush();
    sequence.parts.push_back(
        AsPart(MakeCharacter(std::string(character), {mode.sensitive, false}, true)));
  }
  if (sequence.parts.empty()) return MakeText(std::move(letters), mode);
  flush();
  return Keep(std::move(sequence));
}

// "(?:awarding|awarded|award)".
Piece* PieceLibrary::MakeForms(const PatternNode& atom, Mode mode) {
  Piece choice;
  choice.kind = Piece::Kind::kChoice;
  std::string_view rest = std::string_view(atom.regex).substr(3, atom.regex.size() - 4);
  while (true) {
    const std::size_t bar = rest.find('|');
    choice.parts.push_back(AsPart(MakeText(std::string(rest.substr(0, bar)), mode)));
    if (bar == std::string_view::npos) break;
    rest.remove_prefix(bar + 1);
  }
  return Keep(std::move(choice));
}

Piece* PieceLibrary::MakeText(std::string text, Mode mode) {
  Piece piece;
  piece.sensitive = mode.sensitive;
  piece.apart = mode.apart;
  piece.text = mode.sensitive ? std::move(text) : AsciiLowerOf(text);
  return Keep(std::move(piece));
}

Piece* PieceLibrary::MakeCharacter(const std::string& regex, Mode mode, bool beyond_ascii) {
  auto& known = classes_[{regex, mode.sensitive}];
  if (known == nullptr) known = std::make_unique<const CharacterClass>(regex, mode.sensitive);
  Piece piece;
  piece.kind = Piece::Kind::kRun;
  piece.apart = mode.apart;
  piece.characters = known.get();
  piece.beyond_ascii = beyond_ascii;
  return Keep(std::move(piece));
}

Piece* PieceLibrary::MakeSequence(const PatternNode& node, Mode mode) {
  Piece piece;
  piece.kind = Piece::Kind::kSequence;
  std::vector<std::vector<PiecePart>> parts(node.parts.size());
  piece.nullable = true;
  for (std::size_t i = node.parts.size(); i-- > 0;) {
    const PatternNode& part = *node.parts[i];
    // Letters before \b end there, where others would begin.
    const bool closed = i + 1 < node.parts.size() && node.parts[i + 1]->regex == "\\b" &&
                        part.last == kEdgeAsciiWord && !part.nullable;
    const Mode own{mode.sensitive, mode.apart || closed};
    const Piece* const made = MakePiece(node.parts[i], own);
    if (made == nullptr) return nullptr;
    // What follows is known better in one sequence than in one within another.
    const bool inlined = made->kind == Piece::Kind::kSequence && !made->fragment;
    parts[i] = inlined ? made->parts : std::vector{AsPart(made)};
    piece.nullable = piece.nullable && made->nullable;
    const bool begins_apart = (part.first & kEdgeAsciiWord) == 0;
    mode.apart = begins_apart && (mode.apart || !part.nullable);
  }
  for (const auto& some : parts) piece.parts.insert(piece.parts.end(), some.begin(), some.end());
  return Keep(std::move(piece));
}

Piece* PieceLibrary::MakeChoice(const PatternNode& node, Mode mode) {
  Piece piece;
  piece.kind = Piece::Kind::kChoice;
  for (const PatternPtr& part : node.parts) {
    const Piece* const made = MakePiece(part, mode);
    if (made == nullptr) return nullptr;
    piece.parts.push_back(AsPart(made));
    piece.nullable = piece.nullable || made->nullable;
  }
  return Keep(std::move(piece));
}

Piece* PieceLibrary::MakeRepeat(const PatternNode& node, Mode mode) {
  const bool begins_apart = (node.parts[0]->first & kEdgeAsciiWord) == 0;
  const bool apart = mode.apart && (node.max == 1 || begins_apart);
  const Piece* body = MakePiece(node.parts[0], {mode.sensitive, apart});
  if (body == nullptr || (body->nullable && node.max != 1)) return nullptr;
  const bool run = body->kind == Piece::Kind::kRun && body->min == 1 && body->max == 1;
  Piece piece;
  if (run) {
    piece = *body;
    piece.apart = mode.apart;
  } else {
    piece.kind = Piece::Kind::kRepeat;
    piece.parts.push_back(AsPart(body));
  }
  piece.min = node.min;
  piece.max = node.max;
  piece.lazy = node.lazy;
  piece.nullable = body->nullable || node.min == 0;
  return Keep(std::move(piece));
}

Piece* PieceLibrary::MakeGroup(const PatternNode& node, Mode mode) {
  if (node.regex == "(?i:" || node.regex == "(?-i:") {
    return MakePiece(node.parts[0], {node.regex == "(?-i:", mode.apart});
  }
  const Piece* part = node.regex == "(?P<name>" ? MakePiece(node.parts[0], mode) : nullptr;
  if (part == nullptr) return nullptr;
  Piece piece;
  piece.kind = Piece::Kind::kName;
  piece.nullable = part->nullable;
  piece.parts.push_back(AsPart(part));
  return Keep(std::move(piece));
}

const BeginningFilter* PieceLibrary::Filter(const Beginnings& beginnings) {
  const BeginningFilter filter(beginnings);
  return filter.allows_all() ? nullptr : &*filters_.insert(filter).first;
}

Piece* PieceLibrary::Keep(Piece piece) {
  piece.number = static_cast<std::uint32_t>(pieces_.size());
  piece.beginnings = BeginningsOf(piece);
  piece.initials =
      piece.nullable ? ~std::uint32_t{0} : piece.beginnings.Initials() | KindsOf(piece);
  piece.filter = Filter(piece.beginnings);
  if (piece.kind == Piece::Kind::kSequence) {
    for (std::size_t i = 0; i < piece.parts.size(); ++i) {
      // What stands behind a part changes nothing where its beginnings are cut off.
      if (!piece.parts[i].piece->beginnings.MayBeWhole()) continue;
      piece.parts[i].filter = Filter(BeginningsOfSequence(std::span(piece.parts).subspan(i)));
    }
  }
  const std::size_t parts = piece.parts.size();
  if (piece.kind == Piece::Kind::kChoice && parts >= kLeastIndexed && parts <= kMostIndexed) {
    piece.index = BeginningIndex(piece.parts);
  }
  pieces_.push_back(std::move(piece));
  return &pieces_.back();
}

}  // namespace scrutineer::extractors
