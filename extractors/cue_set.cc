#include "extractors/cue_set.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "extractors/pattern_piece.h"
#include "extractors/surroundings.h"

namespace scrutineer::extractors {
namespace {

constexpr std::size_t kChoices = 3;

// Buffers that a thread keeps from sentence to sentence.
struct CueWorkspace {
  std::vector<LiteralHit> literal_hits;
  LiteralPlaces places;
  std::vector<LiteralId> literals;  // of the sentence, each once
  SearchText search;
  NumberSet choices;
};

CueWorkspace& ThreadCueWorkspace() {
  thread_local CueWorkspace workspace;
  return workspace;
}

}  // namespace

CueId CueSet::Add(PatternPtr tree, bool case_sensitive) {
  if (library_ == nullptr) library_ = std::make_shared<PieceLibrary>();
  auto pattern = std::make_unique<CompiledPattern>(std::move(tree), case_sensitive, library_);
  literals_.Note(*pattern, *analysis_, kChoices);
  cues_.push_back(std::move(pattern));
  return static_cast<CueId>(cues_.size() - 1);
}

void CueSet::Build() {
  literals_.scanner.Build();
  by_choice_.resize(literals_.choice_count());
  for (CueId cue = 0; cue < cues_.size(); ++cue) {
    const RequiredChoices& required = cues_[cue]->required;
    (required.count == 0 ? always_ : by_choice_[required.ids[0]]).push_back(cue);
  }
  choices_by_literal_ = literals_.ChoicesByLiteral(by_choice_);
  analysis_.reset();
}

void CueSet::Find(std::string_view text, std::vector<CueHit>& hits) const {
  hits.clear();
  CueWorkspace& work = ThreadCueWorkspace();
  work.literal_hits.clear();
  work.literals.clear();
  literals_.scanner.Scan(text, work.literal_hits);
  work.places.Clear(literals_);
  work.choices.Clear(literals_.choice_count());
  for (const LiteralHit hit : work.literal_hits) {
    if (work.places.Add(hit)) work.literals.push_back(hit.literal);
  }
  const ByteSpan whole{0, static_cast<std::uint32_t>(text.size())};
  work.search.Fill(text);
  const auto find_all = [&](CueId cue, ByteSpan window) {
    std::size_t from = window.begin;
    while (from <= window.end) {
      const auto match = cues_[cue]->Find(work.search, from, window.end);
      if (!match) break;
      hits.push_back(
          {static_cast<std::uint32_t>(match->begin), static_cast<std::uint32_t>(match->end), cue});
      from = match->end;
    }
  };
  for (const CueId cue : always_) find_all(cue, whole);
  for (const LiteralId literal : work.literals) {
    for (const std::uint32_t choice : choices_by_literal_[literal]) {
      if (!work.choices.Add(choice)) continue;
      for (const CueId cue : by_choice_[choice]) {
        if (!work.places.Allows(cues_[cue]->required, 1)) continue;
        find_all(cue, work.places.Window(*cues_[cue], work.search, 0));
      }
    }
  }
  std::sort(hits.begin(), hits.end(), [](const CueHit& a, const CueHit& b) {
    return std::tie(a.begin, a.cue) < std::tie(b.begin, b.cue);
  });
}

}  // namespace scrutineer::extractors
