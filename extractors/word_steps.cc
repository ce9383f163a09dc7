#include "extractors/word_steps.h"

#include <algorithm>
#include <string_view>

namespace scrutineer::extractors {
namespace {

// Past these, what is known is not worth its cost.
constexpr std::size_t kMaxSteps = 6000;
constexpr std::size_t kMaxPrefix = 31;

}  // namespace

WordSteps::StepId WordSteps::AddOwn(Kind kind, StepId from) {
  steps_.push_back({kind, from, from, 0, 0, false});
  return static_cast<StepId>(steps_.size() - 1);
}

WordSteps::StepId WordSteps::Either(StepId a, StepId b) {
  if (a == b) return a;
  return Add(Kind::kEither, std::min(a, b), std::max(a, b));
}

WordSteps::StepId WordSteps::Add(Kind kind, StepId from, StepId also, std::uint32_t argument) {
  const auto next = static_cast<StepId>(steps_.size());
  const auto [known, added] = known_steps_.try_emplace({kind, from, also, argument}, next);
  if (!added) return known->second;
  if (steps_.size() >= kMaxSteps) {
    overflows_ = true;
    return 0;
  }
  steps_.push_back({kind, from, also, argument, 0, false});
  return next;
}

std::uint32_t WordSteps::ClassOf(const WordForms& forms) {
  const auto [known, added] =
      class_ids_.try_emplace(forms, static_cast<std::uint32_t>(classes_.size()));
  if (added) classes_.push_back(&known->first);
  return known->second;
}

// Keeps the steps that the result depends on, and makes the classes that they ask for.
void WordSteps::Finish(StepId result) {
  if (overflows_) return;
  std::vector<bool> needed(steps_.size(), false);
  needed[result] = true;
  for (std::size_t i = result + std::size_t{1}; i-- > 0;) {
    if (!needed[i]) continue;
    needed[steps_[i].from] = true;
    if (steps_[i].kind == Kind::kEither) needed[steps_[i].also] = true;
  }
  std::vector<std::size_t> place(steps_.size() + 1, 0);
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    place[i + 1] = place[i] + (i <= result && needed[i] ? 1 : 0);
  }
  std::map<std::uint32_t, std::uint32_t> class_places;
  for (std::size_t i = 0; i <= result; ++i) {
    if (!needed[i]) continue;
    WordProgram::Step step = steps_[i];
    step.from = static_cast<StepId>(place[step.from]);
    step.also = step.kind == Kind::kEither ? static_cast<StepId>(place[step.also]) : StepId{0};
    if (step.skip > 0) {
      const std::size_t end = std::min<std::size_t>(i + 1 + step.skip, result + std::size_t{1});
      step.skip = static_cast<std::uint32_t>(place[end] - place[i + 1]);
    }
    if (step.kind == Kind::kWord || step.kind == Kind::kWords || step.kind == Kind::kLook) {
      const auto next = static_cast<std::uint32_t>(program_.classes_.size());
      const auto [known, added] = class_places.try_emplace(step.argument, next);
      if (added) program_.classes_.push_back(MakeClass(*classes_[step.argument]));
      step.argument = known->second;
    }
    program_.steps_.push_back(step);
  }
  FindNeeded();
  program_.steps_.shrink_to_fit();
  program_.classes_.shrink_to_fit();
  program_.tables_.shrink_to_fit();
}

// The steps that every way from the start to the result leads over: those that dominate the result,
// in the words of graphs.
void WordSteps::FindNeeded() {
  auto& steps = program_.steps_;
  std::vector<StepId> dominator(steps.size(), 0);  // the nearest of each; earlier than itself
  for (std::size_t i = 1; i < steps.size(); ++i) {
    StepId a = steps[i].from;
    StepId b = steps[i].kind == Kind::kEither ? steps[i].also : a;
    while (a != b) (a > b ? a : b) = dominator[std::max(a, b)];
    dominator[i] = a;
  }
  for (std::size_t i = steps.size() - 1; i > 0; i = dominator[i]) {
    steps[i].needed = true;
    if (steps[i].kind != Kind::kWord && steps[i].kind != Kind::kLook) continue;
    const WordProgram::Class& set = program_.classes_[steps[i].argument];
    if (set.all || set.all_capitals) continue;  // these may be no words at all, as folding sees it
    program_.needed_words_.push_back({steps[i].argument, steps[i].kind == Kind::kLook});
  }
  std::reverse(program_.needed_words_.begin(), program_.needed_words_.end());
}

WordProgram::Class WordSteps::MakeClass(const WordForms& forms) {
  WordProgram::Class set;
  std::vector<std::uint32_t> hashes;
  for (const WordForm& form : forms) {
    set.has_open = set.has_open || form.open;
    const std::string_view letters =
        std::string_view(form.letters).substr(0, form.open ? kMaxPrefix : std::string_view::npos);
    if (letters.empty()) {
      (form.capital ? set.all_capitals : set.all) = true;
      continue;
    }
    std::uint32_t hash = kNoLetters;
    for (const char c : letters) hash = HashWith(hash, static_cast<unsigned char>(c));
    if (form.open) {
      set.prefix_lengths |= std::uint32_t{1} << letters.size();
      hash = OpenHash(hash);
    }
    set.has_capitals = set.has_capitals || form.capital;
    set.initials |= InitialBit(static_cast<unsigned char>(letters[0]));
    hashes.push_back(Stored(hash, form.capital));
  }
  std::uint32_t size = 2;
  while (size < hashes.size() * 2) size *= 2;
  set.table = static_cast<std::uint32_t>(program_.tables_.size());
  set.mask = size - 1;
  program_.tables_.resize(program_.tables_.size() + size, 0);
  std::uint32_t* const table = program_.tables_.data() + set.table;
  for (const std::uint32_t hash : hashes) {
    std::uint32_t place = hash & set.mask;
    while (table[place] != 0 && table[place] != hash) place = (place + 1) & set.mask;
    table[place] = hash;
  }
  return set;
}

}  // namespace scrutineer::extractors
