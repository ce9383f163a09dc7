#include "extractors/fragments.h"

#include <fmt/format.h>

#include <utility>

namespace scrutineer::extractors {
namespace {

// Fragments within fragments within fragments; nobody follows more than a few.
constexpr int kMaxFragmentDepth = 16;

// Stands for a fragment that is wrong, so that its users are not blamed.
PatternPtr AnyWord() {
  PatternNode atom;
  atom.regex = "\\w+";
  atom.first = atom.last = kEdgeAsciiWord;
  return MakeAtom(std::move(atom));
}

}  // namespace

FragmentLibrary::FragmentLibrary(const std::vector<FragmentEntry>& entries, bool is_whole,
                                 DiagnosticList& diagnostics)
    : is_whole_(is_whole), diagnostics_(diagnostics) {
  for (const FragmentEntry& entry : entries) fragments_[entry.name.text].entry = &entry;
  for (auto& [name, fragment] : fragments_) {
    if (fragment.state == Fragment::State::kUnread) Read(fragment);
  }
}

void FragmentLibrary::Read(Fragment& fragment) {
  fragment.state = Fragment::State::kReading;
  std::vector<PatternPtr> choices;
  for (const PlacedText& text : fragment.entry->patterns) {
    auto tree = ParsePattern(text.text, [this](std::string_view name) { return Find(name); });
    if (tree) {
      choices.push_back(std::move(*tree));
    } else {
      diagnostics_.AddWithin(text, tree.error().offset, std::move(tree.error().message));
    }
  }
  fragment.tree = choices.size() == fragment.entry->patterns.size() && !choices.empty()
                      ? MakeFragment(MakeChoice(std::move(choices)))
                      : AnyWord();
  fragment.state = Fragment::State::kReady;
}

tl::expected<PatternPtr, std::string> FragmentLibrary::Find(std::string_view name) {
  const auto found = fragments_.find(name);
  if (found == fragments_.end()) {
    if (!is_whole_) return AnyWord();
    std::vector<std::string_view> known;
    for (const auto& [key, fragment] : fragments_) known.push_back(key);
    const std::string_view nearest = Nearest(name, known);
    return tl::unexpected(
        nearest.empty()
            ? fmt::format("unknown fragment {{{}}} (add it to fragments.toml)", name)
            : fmt::format("unknown fragment {{{}}} (did you mean {{{}}}?)", name, nearest));
  }
  Fragment& fragment = found->second;
  if (fragment.state == Fragment::State::kReading) {
    return tl::unexpected(
        fmt::format("fragment {{{}}} refers to itself (write its words out here)", name));
  }
  if (fragment.state == Fragment::State::kUnread) {
    if (depth_ >= kMaxFragmentDepth) {
      return tl::unexpected(fmt::format("fragment {{{}}} is nested too deep (write it out)", name));
    }
    ++depth_;
    Read(fragment);
    --depth_;
  }
  return fragment.tree;
}

}  // namespace scrutineer::extractors
