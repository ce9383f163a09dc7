#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "extractors/pattern_dialect.h"

namespace scrutineer::extractors {
namespace {

using Kind = PatternNode::Kind;

void Emit(const PatternNode& node, std::string& out);

std::string Count(int min, int max) {
  if (min == 0 && max == 1) return "?";
  if (min == 0 && max < 0) return "*";
  if (min == 1 && max < 0) return "+";
  if (max < 0) return fmt::format("{{{},}}", min);
  return min == max ? fmt::format("{{{}}}", min) : fmt::format("{{{},{}}}", min, max);
}

void EmitRepeat(const PatternNode& part, int min, int max, bool lazy, std::string& out) {
  if (max == 0) return;
  out += "(?:";
  Emit(part, out);
  out += ')';
  if (min == 1 && max == 1) return;
  out += Count(min, max);
  if (lazy) out += '?';
}

void Emit(const PatternNode& node, std::string& out) {
  switch (node.kind) {
    case Kind::kAtom:
      out += node.regex;
      return;
    case Kind::kSequence:
      for (const PatternPtr& part : node.parts) Emit(*part, out);
      return;
    case Kind::kChoice:
      out += "(?:";
      for (const PatternPtr& part : node.parts) {
        Emit(*part, out);
        out += '|';
      }
      out.back() = ')';
      return;
    case Kind::kRepeat:
      EmitRepeat(*node.parts[0], node.min, node.max, node.lazy, out);
      return;
    case Kind::kGroup:
      out += node.regex;
      Emit(*node.parts[0], out);
      out += ')';
      return;
  }
}

// That of ASCII, which is all that RE2 knows.
PatternPtr WordBorder() {
  static const PatternPtr border = [] {
    PatternNode atom;
    atom.regex = "\\b";
    atom.folded = {std::string(1, kSeparator)};
    atom.nullable = true;
    atom.gaps = 0;
    return MakeAtom(std::move(atom));
  }();
  return border;
}

// What is left of a tree where it matches nothing: the assertions that must hold there, or null if
// none must. REQUIRES: nullable.
PatternPtr Emptied(const PatternPtr& node) {
  switch (node->kind) {
    case Kind::kAtom:
      // Only what has no width is left; words to skip are not there.
      return node->last == 0 && !node->regex.empty() ? node : nullptr;
    case Kind::kSequence: {
      std::vector<PatternPtr> parts;
      for (const PatternPtr& part : node->parts) {
        if (PatternPtr assertions = Emptied(part)) parts.push_back(std::move(assertions));
      }
      return parts.empty() ? nullptr : MakeSequence(std::move(parts));
    }
    case Kind::kChoice: {
      std::vector<PatternPtr> parts;
      for (const PatternPtr& part : node->parts) {
        if (!part->nullable) continue;
        PatternPtr assertions = Emptied(part);
        if (assertions == nullptr) return nullptr;
        parts.push_back(std::move(assertions));
      }
      return MakeChoice(std::move(parts));
    }
    case Kind::kRepeat:
      return node->min == 0 ? nullptr : Emptied(node->parts[0]);
    case Kind::kGroup:
      return Emptied(node->parts[0]);
  }
  return nullptr;
}

// A sequence whose end may be left out: one choice for each part that can be the last that is not
// empty, the longest first, each with the border that its own end needs.
PatternPtr ClosedSequence(const PatternPtr& node) {
  const auto& parts = node->parts;
  std::size_t compulsory = parts.size();
  while (compulsory > 0 && parts[compulsory - 1]->nullable) --compulsory;
  const std::size_t shortest = compulsory == 0 ? 0 : compulsory - 1;
  bool captured_twice = false;
  for (std::size_t i = shortest; i < parts.size(); ++i) {
    captured_twice = captured_twice || parts[i]->has_capture;
  }
  if (captured_twice && shortest + 1 < parts.size()) return node;
  const auto at = [&](std::size_t i) { return parts.begin() + static_cast<std::ptrdiff_t>(i); };
  std::vector<PatternPtr> choices;
  for (std::size_t last = parts.size(); last-- > shortest;) {
    if (parts[last]->last == 0) continue;
    std::vector<PatternPtr> choice(at(shortest), at(last));
    choice.push_back(ClosedTree(parts[last]));
    // Of what follows, assertions and flags.
    for (auto part = at(last + 1); part != parts.end(); ++part) {
      if (PatternPtr left = Emptied(*part)) choice.push_back(std::move(left));
    }
    choices.push_back(MakeSequence(std::move(choice)));
  }
  if (choices.empty()) return node;
  std::vector<PatternPtr> closed(parts.begin(), at(shortest));
  closed.push_back(MakeChoice(std::move(choices)));
  return MakeSequence(std::move(closed));
}

PatternPtr ClosedRepeat(const PatternNode& node) {
  PatternPtr last = ClosedTree(node.parts[0]);
  if (node.has_capture || node.max == 1) return last;
  const int before = node.max < 0 ? -1 : node.max - 1;
  return MakeSequence(
      {MakeRepeat(node.parts[0], std::max(node.min - 1, 0), before, node.lazy), last});
}

}  // namespace

// Classes that hold ASCII letters and others beside are left to the caller of RE2.
PatternPtr ClosedTree(const PatternPtr& node) {
  const bool word = node->last == kEdgeAsciiWord;
  if (!node->nullable && word) return MakeSequence({node, WordBorder()});
  if (!node->nullable && (node->last & kEdgeAsciiWord) == 0) return node;
  switch (node->kind) {
    case Kind::kAtom:
      return node;
    case Kind::kSequence:
      return ClosedSequence(node);
    case Kind::kChoice: {
      std::vector<PatternPtr> parts;
      for (const PatternPtr& part : node->parts) parts.push_back(ClosedTree(part));
      return MakeChoice(std::move(parts));
    }
    case Kind::kRepeat:
      return ClosedRepeat(*node);
    case Kind::kGroup:
      return MakeGroup(node->regex, ClosedTree(node->parts[0]));
  }
  return node;
}

std::string ToRegex(const PatternPtr& closed_tree) {
  std::string regex;
  if (closed_tree->first == kEdgeAsciiWord) regex = "\\b";
  Emit(*closed_tree, regex);
  return regex;
}

}  // namespace scrutineer::extractors
