#include "extractors/pattern_tree.h"

#include <algorithm>
#include <utility>

namespace scrutineer::extractors {
namespace {

// Saturates: sizes and counts are only compared with limits.
constexpr std::size_t kHuge = std::size_t{1} << 40;

PatternPtr Share(PatternNode node) { return std::make_shared<const PatternNode>(std::move(node)); }

}  // namespace

std::string FoldText(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') {
      out.push_back(static_cast<char>(c - 'A' + 'a'));
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out.push_back(c);
    } else if (out.empty() || out.back() != kSeparator) {
      out.push_back(kSeparator);
    }
  }
  return out;
}

SeparatorKinds SeparatorKindOf(char32_t rune) {
  switch (rune) {
    case ' ':
    case '\t':
    case '\n':
    case '\f':
    case '\r':
      return kSeparatorSpace;
    case '_':
      return kSeparatorLetter;
    case '\'':
    case 0x2018:
    case 0x2019:
      return kSeparatorApostrophe;
    case '-':
      return kSeparatorHyphen;
    case '$':
    case 0xA3:
    case 0x20AC:
      return kSeparatorCurrency;
    case ',':
      return kSeparatorComma;
    case '.':
      return kSeparatorStop;
    default:
      break;
  }
  if (rune >= 0x2010 && rune <= 0x2015) return kSeparatorHyphen;
  return rune >= 0xC0 && rune < 0x2000 ? kSeparatorLetter : kSeparatorOther;
}

std::string JoinFolded(std::string_view left, std::string_view right) {
  std::string out(left);
  if (!left.empty() && !right.empty() && left.back() == kSeparator && right[0] == kSeparator) {
    right.remove_prefix(1);
  }
  out += right;
  return out;
}

PatternPtr MakeAtom(PatternNode atom) {
  atom.kind = PatternNode::Kind::kAtom;
  return Share(std::move(atom));
}

PatternPtr MakeFragment(const PatternPtr& tree) {
  PatternNode node = *tree;
  node.fragment = true;
  return Share(std::move(node));
}

PatternPtr MakeSequence(std::vector<PatternPtr> parts) {
  if (parts.size() == 1) return std::move(parts[0]);
  PatternNode node;
  node.kind = PatternNode::Kind::kSequence;
  node.nullable = true;
  node.size = 0;
  node.gaps = 0;
  for (const PatternPtr& part : parts) {
    if (node.nullable) node.first |= part->first;
    node.nullable = node.nullable && part->nullable;
    node.last = part->nullable ? node.last | part->last : part->last;
    node.gaps = AddGaps(node.gaps, part->gaps);
    node.has_capture = node.has_capture || part->has_capture;
    node.repetitions = std::max(node.repetitions, part->repetitions);
    node.size = std::min(kHuge, node.size + part->size);
  }
  node.parts = std::move(parts);
  return Share(std::move(node));
}

PatternPtr MakeChoice(std::vector<PatternPtr> parts) {
  if (parts.size() == 1) return std::move(parts[0]);
  PatternNode node;
  node.kind = PatternNode::Kind::kChoice;
  node.gaps = 0;
  for (const PatternPtr& part : parts) {
    node.first |= part->first;
    node.last |= part->last;
    node.gaps = std::max(node.gaps, part->gaps);
    node.nullable = node.nullable || part->nullable;
    node.has_capture = node.has_capture || part->has_capture;
    node.repetitions = std::max(node.repetitions, part->repetitions);
    node.size = std::min(kHuge, node.size + part->size);
  }
  node.parts = std::move(parts);
  return Share(std::move(node));
}

PatternPtr MakeRepeat(PatternPtr part, int min, int max, bool lazy) {
  PatternNode node;
  node.kind = PatternNode::Kind::kRepeat;
  node.min = min;
  node.max = max;
  node.lazy = lazy;
  node.nullable = min == 0 || part->nullable;
  node.first = max == 0 ? 0 : part->first;
  node.last = max == 0 ? 0 : part->last;
  node.has_capture = part->has_capture;
  const std::uint64_t gaps = std::uint64_t{part->gaps} * static_cast<unsigned>(std::max(max, 0));
  node.gaps = max < 0 && part->gaps > 0
                  ? kAnyGaps
                  : static_cast<std::uint32_t>(std::min<std::uint64_t>(gaps, kAnyGaps));
  const int count = std::max({1, min, max});
  node.repetitions = std::min(1 << 20, part->repetitions * count);
  node.size = std::min(kHuge, part->size * static_cast<std::size_t>(count) + 1);
  node.parts.push_back(std::move(part));
  return Share(std::move(node));
}

PatternPtr MakeGroup(std::string opening, PatternPtr part) {
  PatternNode node;
  node.kind = PatternNode::Kind::kGroup;
  node.nullable = part->nullable;
  node.first = part->first;
  node.last = part->last;
  node.has_capture = part->has_capture || opening.starts_with("(?P");
  node.regex = std::move(opening);
  node.gaps = part->gaps;
  node.repetitions = part->repetitions;
  node.size = part->size + 2;
  node.parts.push_back(std::move(part));
  return Share(std::move(node));
}

}  // namespace scrutineer::extractors
