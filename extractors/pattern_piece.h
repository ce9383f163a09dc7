#ifndef SCRUTINEER_EXTRACTORS_PATTERN_PIECE_H_
#define SCRUTINEER_EXTRACTORS_PATTERN_PIECE_H_

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extractors/character_class.h"
#include "extractors/pattern_tree.h"
#include "extractors/piece_beginnings.h"

namespace scrutineer::extractors {

struct Piece;

// A part of a piece, and how it may begin: most parts are refused by that alone.
struct PiecePart {
  const Piece* piece = nullptr;
  std::uint32_t initials = 0;
  // Of the part, and of all behind it in a sequence; null: it allows all.
  const BeginningFilter* filter = nullptr;
};

// A node of a pattern's tree, ready to be matched (see piece_search.h).
struct Piece {
  enum class Kind : std::uint8_t {
    kText,      // `text`
    kRun,       // min to max characters of `characters`
    kGap,       // min to max runs of non-spaces, each with the spaces behind it
    kEdge,      // nothing, where `edge` holds
    kSequence,  // all `parts`
    kChoice,    // one of `parts`, the first first
    kRepeat,    // min to max times the only part
    kName,      // the only part, which is the group `name`
  };
  enum class Edge : std::uint8_t { kNone, kBegin, kEnd, kWordBorder, kNoWordBorder };

  // What a search looks at stands first.
  Kind kind = Kind::kText;
  Edge edge = Edge::kNone;
  bool sensitive = false;  // kText: to case; else `text` is in small letters
  bool apart = false;      // kText, kRun: what follows begins with no word character of ASCII
  bool lazy = false;       // kRun, kRepeat: few before many
  bool fragment = false;   // many patterns use it, so what it matches is worth remembering
  bool nullable = false;
  bool beyond_ascii = false;  // kRun: may hold characters outside ASCII
  std::uint32_t number = 0;   // among the library's pieces
  int min = 1, max = 1;       // max -1: no end
  const CharacterClass* characters = nullptr;
  std::vector<PiecePart> parts;
  std::string text;
  BeginningIndex index;        // kChoice: of parts, if there are many
  std::uint32_t initials = 0;  // what matches may begin with (see kInitialBits)
  Beginnings beginnings;
  const BeginningFilter* filter = nullptr;  // of the beginnings; null: it allows all
};

// The parts of a sequence that every match of the piece holds somewhere behind the words with which
// it begins, so that their places say how far a search must go; or none.
std::span<const PiecePart> RestOf(const Piece& piece);

// The pieces of all patterns of a rule set, made when a pattern is first searched for. Nodes that
// trees share, such as fragments, become one piece. Thread-safe; owns what it gives.
class PieceLibrary {
 public:
  // The tree as a piece; null where it uses what pieces do not know (flags in the middle, what
  // matches nothing repeated), which RE2 is left with.
  const Piece* Make(const PatternPtr& tree, bool case_sensitive);

 private:
  struct Mode {
    bool sensitive = false;
    bool apart = false;  // see Piece
  };

  Piece* MakePiece(const PatternPtr& node, Mode mode);
  Piece* MakeNew(const PatternPtr& node, Mode mode);
  Piece* MakeAtom(const PatternNode& atom, Mode mode);
  Piece* MakePlain(const PatternNode& atom, Mode mode);
  Piece* MakeForms(const PatternNode& atom, Mode mode);
  Piece* MakeText(std::string text, Mode mode);
  Piece* MakeCharacter(const std::string& regex, Mode mode, bool beyond_ascii);
  Piece* MakeSequence(const PatternNode& node, Mode mode);
  Piece* MakeChoice(const PatternNode& node, Mode mode);
  Piece* MakeRepeat(const PatternNode& node, Mode mode);
  Piece* MakeGroup(const PatternNode& node, Mode mode);
  Piece* Keep(Piece piece);
  const BeginningFilter* Filter(const Beginnings& beginnings);

  std::mutex mutex_;
  std::deque<Piece> pieces_;
  std::set<BeginningFilter> filters_;
  std::map<std::pair<std::string, bool>, std::unique_ptr<const CharacterClass>> classes_;
  // By mode, then by node. Owning: addresses come again.
  std::array<std::unordered_map<PatternPtr, Piece*>, 4> shared_;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_PATTERN_PIECE_H_
