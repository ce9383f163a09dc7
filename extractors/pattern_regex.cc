#include <fmt/format.h>

#include <string>
#include <utility>

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

void EmitClosed(const PatternNode& node, std::string& out);

// A sequence whose end may be left out: one choice for each part that can be the last that is not
// empty, the longest first, each with the border that its own end needs.
void EmitClosedSequence(const PatternNode& node, std::string& out) {
  std::size_t compulsory = node.parts.size();
  while (compulsory > 0 && node.parts[compulsory - 1]->nullable) --compulsory;
  const std::size_t shortest = compulsory == 0 ? 0 : compulsory - 1;
  bool captured_twice = false;
  for (std::size_t i = shortest; i < node.parts.size(); ++i) {
    captured_twice = captured_twice || node.parts[i]->has_capture;
  }
  if (captured_twice && shortest + 1 < node.parts.size()) {
    Emit(node, out);
    return;
  }
  for (std::size_t i = 0; i < shortest; ++i) Emit(*node.parts[i], out);
  out += "(?:";
  for (std::size_t last = node.parts.size(); last-- > shortest;) {
    if (node.parts[last]->last == 0) continue;
    for (std::size_t i = shortest; i < last; ++i) Emit(*node.parts[i], out);
    EmitClosed(*node.parts[last], out);
    for (std::size_t i = last + 1; i < node.parts.size(); ++i) {
      if (node.parts[i]->last == 0) Emit(*node.parts[i], out);  // assertions and flags
    }
    out += '|';
  }
  out.back() = ')';
}

// The non-empty matches of a node that end where a word ends. Classes that hold ASCII letters and
// others beside are left to the caller of RE2.
void EmitClosed(const PatternNode& node, std::string& out) {
  const bool word = node.last == kEdgeAsciiWord;
  if (!node.nullable && (word || (node.last & kEdgeAsciiWord) == 0)) {
    Emit(node, out);
    if (word) out += "\\b";
    return;
  }
  switch (node.kind) {
    case Kind::kAtom:
      Emit(node, out);
      return;
    case Kind::kSequence:
      EmitClosedSequence(node, out);
      return;
    case Kind::kChoice:
      out += "(?:";
      for (const PatternPtr& part : node.parts) {
        EmitClosed(*part, out);
        out += '|';
      }
      out.back() = ')';
      return;
    case Kind::kRepeat:
      if (!node.has_capture) {
        const int before = node.max < 0 ? -1 : node.max - 1;
        EmitRepeat(*node.parts[0], node.min > 0 ? node.min - 1 : 0, before, node.lazy, out);
      }
      EmitClosed(*node.parts[0], out);
      return;
    case Kind::kGroup:
      out += node.regex;
      EmitClosed(*node.parts[0], out);
      out += ')';
      return;
  }
}

}  // namespace

RegexSource ToRegex(const PatternPtr& tree) {
  RegexSource source;
  source.has_name = tree->has_capture;
  std::string& out = source.regex;
  if (tree->first == kEdgeAsciiWord) out += "\\b";
  EmitClosed(*tree, out);
  return source;
}

}  // namespace scrutineer::extractors
