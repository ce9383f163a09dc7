#include "corpus/passage.h"

#include <algorithm>
#include <set>

#include "pipeline/base/utf8.h"

namespace scrutineer::corpus {
namespace {

bool IsPassageSpace(char c) { return c == ' ' || c == '\n' || c == '\t'; }

// The matches [first, last] whose stretch of text is worth the most.
struct Cluster {
  std::size_t first = 0;
  std::size_t last = 0;
};

Cluster BestCluster(const std::vector<TextMatch>& matches, std::uint32_t width) {
  Cluster best;
  std::size_t best_kinds = 0;
  std::size_t best_count = 0;
  std::set<int> kinds;
  for (std::size_t first = 0; first < matches.size(); ++first) {
    kinds.clear();
    std::size_t last = first;
    for (std::size_t i = first; i < matches.size(); ++i) {
      if (i > first && matches[i].span.end > matches[first].span.begin + width) break;
      kinds.insert(matches[i].what);
      last = i;
    }
    const std::size_t count = last - first + 1;
    if (kinds.size() > best_kinds || (kinds.size() == best_kinds && count > best_count)) {
      best = {first, last};
      best_kinds = kinds.size();
      best_count = count;
    }
  }
  return best;
}

// Where to begin, at most `room` bytes before `match`: with a sentence or paragraph, else a word.
std::uint32_t BeginBefore(std::string_view text, std::uint32_t match, std::uint32_t room) {
  if (match <= room) return 0;
  const std::uint32_t earliest = match - room;
  std::uint32_t word = match;
  for (std::uint32_t i = match; i-- > earliest;) {
    if (!IsPassageSpace(text[i])) continue;
    word = i + 1;
    if (text[i] == '\n' || (i > 0 && (text[i - 1] == '.' || text[i - 1] == '?'))) return i + 1;
  }
  return word;
}

// Where to end, at or before `latest` but not before `match_end`: after a word.
std::uint32_t EndAfter(std::string_view text, std::uint32_t match_end, std::uint32_t latest) {
  if (latest >= text.size()) return static_cast<std::uint32_t>(text.size());
  for (std::uint32_t i = latest; i > match_end; --i) {
    if (IsPassageSpace(text[i]) && !IsPassageSpace(text[i - 1])) return i;
  }
  // One long word, or a match that fills the passage.
  return match_end > 0 ? match_end : static_cast<std::uint32_t>(FloorToCodePoint(text, latest));
}

void AddHighlights(const std::vector<TextMatch>& matches, Passage& passage) {
  for (const TextMatch& match : matches) {
    if (!passage.span.Contains(match.span) || match.span.empty()) continue;
    const ByteSpan span{match.span.begin - passage.span.begin, match.span.end - passage.span.begin};
    if (!passage.highlights.empty() && span.begin < passage.highlights.back().end) {
      passage.highlights.back().end = std::max(passage.highlights.back().end, span.end);
    } else {
      passage.highlights.push_back(span);
    }
  }
}

}  // namespace

Passage ChoosePassage(std::string_view text, const std::vector<TextMatch>& matches,
                      std::uint32_t target_bytes) {
  Passage passage;
  ByteSpan core;
  if (!matches.empty()) {
    const Cluster cluster = BestCluster(matches, target_bytes - target_bytes / 4);
    core = matches[cluster.first].span;
    for (std::size_t i = cluster.first; i <= cluster.last; ++i) {
      core.end = std::max(core.end, matches[i].span.end);
    }
  }
  const std::uint32_t spare = target_bytes > core.size() ? target_bytes - core.size() : 0;
  passage.span.begin = BeginBefore(text, core.begin, spare / 2);
  passage.span.end =
      EndAfter(text, core.end, std::max(core.end, passage.span.begin + target_bytes));
  AddHighlights(matches, passage);
  return passage;
}

}  // namespace scrutineer::corpus
