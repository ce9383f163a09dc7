#include "extractors/word_program_writer.h"

#include <algorithm>
#include <utility>

namespace scrutineer::extractors {
namespace {

// Past these, what is known is not worth its cost.
constexpr std::size_t kMaxForms = 1500;
constexpr std::size_t kMaxStates = 48;
constexpr int kMaxUnrolled = 3;
constexpr std::size_t kLeastLook = 6;  // alternatives
constexpr char kMark = '\x01';         // begins words that stand nowhere

const WordForm kNone{};

bool IsNone(const WordForm& form) { return form == kNone; }
bool IsNoneOnly(const WordForms& forms) { return forms.size() == 1 && IsNone(forms[0]); }

bool BeginsWithCapital(const PatternNode& atom) {
  return atom.plain && !atom.regex.empty() && atom.regex[0] >= 'A' && atom.regex[0] <= 'Z';
}

bool HasFlags(const PatternNode& node) {
  if (node.kind == PatternNode::Kind::kAtom) return node.nullable && node.regex.starts_with("(?");
  return std::any_of(node.parts.begin(), node.parts.end(),
                     [](const PatternPtr& part) { return HasFlags(*part); });
}

}  // namespace

void WordProgramWriter::Write(const PatternPtr& tree, bool case_sensitive) {
  const StepId start = steps_.Add(Kind::kStart, 0);
  // Flags in the middle of a pattern are rare; then letters are taken in any case.
  has_flags_ = HasFlags(*tree);
  const States states = Read(*tree, {{start, {kNone}}}, case_sensitive && !has_flags_);
  const StepId result = CloseAll(states);
  steps_.Finish(result);
}

WordProgramWriter::States WordProgramWriter::Read(const PatternNode& node, States states,
                                                  bool sensitive) {
  if (steps_.overflows()) return states;
  switch (node.kind) {
    case PatternNode::Kind::kAtom:
      return ReadAtom(node, std::move(states), sensitive);
    case PatternNode::Kind::kSequence:
      for (const PatternPtr& part : node.parts) states = Read(*part, std::move(states), sensitive);
      return states;
    case PatternNode::Kind::kChoice:
      return ReadChoice(node, states, sensitive);
    case PatternNode::Kind::kRepeat:
      return ReadRepeat(node, states, sensitive);
    case PatternNode::Kind::kGroup:
      break;
  }
  if (node.regex.starts_with("(?-i")) sensitive = !has_flags_;
  if (node.regex.starts_with("(?i")) sensitive = false;
  return Read(*node.parts[0], std::move(states), sensitive);
}

WordProgramWriter::States WordProgramWriter::ReadAtom(const PatternNode& atom, States states,
                                                      bool sensitive) {
  if (atom.ends_in_space) return ReadGap(atom, states);
  if (atom.nullable) return states;  // borders, edges and flags, which can only refuse more
  if (atom.folded) return ReadTexts(atom, states, sensitive);
  return ReadUnknown(atom, std::move(states), sensitive);
}

WordProgramWriter::States WordProgramWriter::ReadTexts(const PatternNode& atom,
                                                       const States& states, bool sensitive) {
  const bool capital = sensitive && BeginsWithCapital(atom);
  // White space stands between nearly all words, and says little.
  const bool tells = (atom.separators & kSeparatorSpace) == 0;
  States out;
  for (const State& state : states) {
    for (const std::string& text : *atom.folded) {
      AddText(state, text, capital, out);
      if (!tells || text != std::string_view(&kSeparator, 1)) continue;
      out.back().step = steps_.Add(Kind::kBorder, out.back().step, 0, atom.separators);
    }
  }
  return Merged(std::move(out));
}

// A text of words and separators between them, behind what has been begun.
void WordProgramWriter::AddText(const State& state, const std::string& text, bool capital,
                                States& out) {
  State now = state;
  std::size_t at = 0;
  while (true) {
    const std::size_t end = std::min(text.find(kSeparator, at), text.size());
    if (end > at) {
      now.forms = Joined(now.forms, text.substr(at, end - at), capital && at == 0);
    }
    if (end == text.size()) break;
    now = {Close(now), {kNone}};
    at = end + 1;
  }
  out.push_back(std::move(now));
}

WordForms WordProgramWriter::Joined(const WordForms& begun, const std::string& letters,
                                    bool capital) {
  WordForms joined;
  joined.reserve(begun.size());
  for (WordForm form : begun) {
    if (!form.open) {
      form.capital = form.letters.empty() ? capital : form.capital;
      form.letters += letters;
    }
    joined.push_back(std::move(form));
  }
  std::sort(joined.begin(), joined.end());
  joined.erase(std::unique(joined.begin(), joined.end()), joined.end());
  return joined;
}

// One character of many kinds.
WordProgramWriter::States WordProgramWriter::ReadUnknown(const PatternNode& atom, States states,
                                                         bool sensitive) {
  if (atom.gaps > 0) return Anything(states);
  const bool may_separate = (atom.first & (kEdgeOther | kEdgeNonAscii)) != 0;
  if (!atom.capital || !sensitive) return Merged(AllOpened(states, may_separate));
  for (State& state : states) {
    WordForms opened;
    for (const WordForm& form : state.forms) {
      opened.push_back(IsNone(form) ? WordForm{"", true, true}
                                    : WordForm{form.letters, true, form.capital});
    }
    state.forms.clear();
    Add(state.forms, opened);
  }
  return Merged(std::move(states));
}

WordForms WordProgramWriter::Opened(const WordForms& forms, bool may_be_none) {
  WordForms opened;
  for (const WordForm& form : forms) {
    if (IsNone(form) && may_be_none) opened.push_back(form);
    opened.push_back({form.letters, true, form.capital});
  }
  std::sort(opened.begin(), opened.end());
  opened.erase(std::unique(opened.begin(), opened.end()), opened.end());
  return opened;
}

WordProgramWriter::States WordProgramWriter::AllOpened(const States& states, bool may_be_none) {
  States opened;
  for (const State& state : states) {
    opened.push_back({state.step, Opened(state.forms, may_be_none)});
  }
  return opened;
}

WordProgramWriter::States WordProgramWriter::Anything(const States& states) {
  StepId from = states[0].step;
  for (const State& state : states) from = steps_.Either(from, state.step);
  return {{steps_.Add(Kind::kOnwards, from), {kNone, {"", true, false}}}};
}

WordProgramWriter::States WordProgramWriter::ReadGap(const PatternNode& gap, const States& states) {
  States out;
  if (gap.nullable) out = states;
  StepId from = 0;
  bool first = true;
  for (const State& state : states) {
    // The gap's first word goes on with the one that has been begun.
    const StepId closed =
        IsNoneOnly(state.forms) ? state.step : Close({state.step, Opened(state.forms, true)});
    from = first ? closed : steps_.Either(from, closed);
    first = false;
  }
  out.push_back({steps_.Add(Kind::kGap, from, 0, gap.gaps), {kNone}});
  return Merged(std::move(out));
}

WordProgramWriter::States WordProgramWriter::ReadChoice(const PatternNode& choice,
                                                        const States& states, bool sensitive) {
  if (choice.parts.size() >= kLeastLook && states.size() == 1 && IsNoneOnly(states[0].forms)) {
    return ReadChoiceAhead(choice, states[0].step, sensitive);
  }
  States out;
  for (const PatternPtr& part : choice.parts) {
    States read = Read(*part, states, sensitive);
    std::move(read.begin(), read.end(), std::back_inserter(out));
  }
  return Merged(std::move(out));
}

// Many alternatives: one look says whether any of their first words stands there.
WordProgramWriter::States WordProgramWriter::ReadChoiceAhead(const PatternNode& choice, StepId from,
                                                             bool sensitive) {
  // A step of its own, so that what follows from it is not found among the steps before.
  const StepId look = steps_.AddOwn(Kind::kLook, from);
  States out;
  for (const PatternPtr& part : choice.parts) {
    States read = Read(*part, {{look, {kNone}}}, sensitive);
    std::move(read.begin(), read.end(), std::back_inserter(out));
  }
  out = Merged(std::move(out));
  FinishLook(look, out);
  return out;
}

void WordProgramWriter::FinishLook(StepId look, States& states) {
  const StepId from = steps_[look].from;
  WordForms forms;
  const bool known = CollectFirst(look, forms);
  bool begun = true;
  for (const State& state : states) {
    if (state.step != look) continue;
    for (const WordForm& form : state.forms) begun = begun && !IsNone(form);
    Add(forms, Opened(state.forms, false));
  }
  if (known && begun && look + std::size_t{1} < steps_.size() && !forms.empty()) {
    steps_[look].argument = steps_.ClassOf(forms);
    steps_[look].skip = static_cast<std::uint32_t>(steps_.size() - look - 1);
    return;
  }
  steps_[look].kind = Kind::kEither;
  // Where each alternative is one word, or a part of one, there is nothing to be looked ahead for.
  for (State& state : states) {
    if (state.step == look) state.step = from;
  }
}

bool WordProgramWriter::CollectForms(StepId first, WordForms& forms) const {
  for (std::size_t i = first; i < steps_.size(); ++i) {
    const WordProgram::Step& step = steps_[i];
    switch (step.kind) {
      case Kind::kWord:
      case Kind::kWords:
        Add(forms, steps_.Forms(step.argument));
        break;
      case Kind::kLook:  // the words that it looks for are asked for behind it
      case Kind::kEither:
      case Kind::kNothing:
      case Kind::kBorder:
        break;
      default:
        return false;
    }
  }
  return true;
}

bool WordProgramWriter::CollectFirst(StepId look, WordForms& forms) const {
  std::vector<bool> same(steps_.size(), false);  // as the look
  same[look] = true;
  for (std::size_t i = look + std::size_t{1}; i < steps_.size(); ++i) {
    const WordProgram::Step& step = steps_[i];
    if (step.kind == Kind::kEither && (same[step.from] || same[step.also])) {
      if (step.from != step.also) return false;
      same[i] = true;
    } else if (same[step.from] && (step.kind == Kind::kWord || step.kind == Kind::kLook)) {
      Add(forms, steps_.Forms(step.argument));
    } else if (same[step.from] && step.kind != Kind::kNothing) {
      return false;
    }
  }
  return true;
}

WordProgramWriter::States WordProgramWriter::ReadRepeat(const PatternNode& repeat,
                                                        const States& states, bool sensitive) {
  const PatternNode& body = *repeat.parts[0];
  States out;
  if (repeat.min == 0) out = states;
  if (repeat.max == 0) return out;
  States read;
  if (repeat.max > 0 && repeat.max <= kMaxUnrolled) {
    States now = states;
    for (int i = 1; i <= repeat.max; ++i) {
      now = Read(body, std::move(now), sensitive);
      if (i < repeat.min) continue;
      read.insert(read.end(), now.begin(), now.end());
    }
  } else {
    read = ReadMany(body, states, sensitive);
  }
  std::move(read.begin(), read.end(), std::back_inserter(out));
  return Merged(std::move(out));
}

// Once or any number of times more: whatever words the body is made of, in any order. It is read on
// trial first, behind a word that stands nowhere, to see what parts one time from the next.
WordProgramWriter::States WordProgramWriter::ReadMany(const PatternNode& body, const States& states,
                                                      bool sensitive) {
  if (body.gaps == 0) {
    return AllOpened(states, ((body.first | body.last) & (kEdgeOther | kEdgeNonAscii)) != 0);
  }
  ++depth_;
  const WordForm mark{{kMark, depth_}, false, false};
  const Trial behind_word = Try(body, {mark}, sensitive);
  const Trial behind_border = Try(body, {kNone}, sensitive);
  --depth_;
  const auto goes_on = [&](const WordForm& form) {
    return form != mark && form.letters.starts_with(mark.letters);
  };
  if (!behind_word.known || !behind_border.known) return Anything(states);
  if (std::none_of(behind_word.words.begin(), behind_word.words.end(), goes_on) &&
      std::none_of(behind_word.begun.begin(), behind_word.begun.end(), goes_on) &&
      std::find(behind_word.begun.begin(), behind_word.begun.end(), mark) ==
          behind_word.begun.end()) {
    // It begins with a separator.
    WordForms words = behind_word.words;
    Add(words, behind_word.begun);
    const StepId many = steps_.Add(Kind::kWords, CloseAll(states), 0, steps_.ClassOf(Known(words)));
    return Read(body, {{many, {kNone}}}, sensitive);
  }
  if (!IsNoneOnly(behind_word.begun) || !IsNoneOnly(behind_border.begun)) return Anything(states);
  // It ends with one.
  const StepId once = CloseAll(Read(body, states, sensitive));
  return {{steps_.Add(Kind::kWords, once, 0, steps_.ClassOf(Known(behind_border.words))), {kNone}}};
}

WordProgramWriter::Trial WordProgramWriter::Try(const PatternNode& body, const WordForms& forms,
                                                bool sensitive) {
  const StepId nowhere = steps_.AddOwn(Kind::kNothing, 0);
  Trial trial;
  for (const State& state : Read(body, {{nowhere, forms}}, sensitive))
    Add(trial.begun, state.forms);
  trial.known = !steps_.overflows() && CollectForms(static_cast<StepId>(nowhere + 1), trial.words);
  return trial;
}

// Without words of trials and without none.
WordForms WordProgramWriter::Known(WordForms forms) {
  forms.erase(std::remove_if(forms.begin(), forms.end(),
                             [](const WordForm& form) {
                               return IsNone(form) || form.letters.starts_with(kMark);
                             }),
              forms.end());
  return forms;
}

void WordProgramWriter::Add(WordForms& forms, const WordForms& more) {
  forms.insert(forms.end(), more.begin(), more.end());
  std::sort(forms.begin(), forms.end());
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
}

WordProgramWriter::States WordProgramWriter::Merged(States states) {
  if (states.size() > 1) {
    std::map<StepId, WordForms> by_step;
    for (State& state : states) {
      WordForms& forms = by_step[state.step];
      forms.insert(forms.end(), state.forms.begin(), state.forms.end());
    }
    std::map<WordForms, StepId> by_forms;
    for (auto& [step, forms] : by_step) {
      Add(forms, {});
      const auto [known, added] = by_forms.try_emplace(std::move(forms), step);
      if (!added) known->second = steps_.Either(known->second, step);
    }
    states.clear();
    for (const auto& [forms, step] : by_forms) states.push_back({step, forms});
  }
  std::size_t count = 0;
  for (const State& state : states) count += state.forms.size();
  if (states.size() <= kMaxStates && count <= kMaxForms) return states;
  StepId all = states[0].step;
  bool none = false;
  for (const State& state : states) {
    all = steps_.Either(all, state.step);
    none = none || std::any_of(state.forms.begin(), state.forms.end(), IsNone);
  }
  return {{all, none ? WordForms{kNone, {"", true, false}} : WordForms{{"", true, false}}}};
}

WordProgramWriter::StepId WordProgramWriter::Close(const State& state) {
  WordForms begun;
  for (const WordForm& form : state.forms) {
    if (!IsNone(form)) begun.push_back(form);
  }
  if (begun.empty()) return state.step;
  const StepId behind = steps_.Add(Kind::kWord, state.step, 0, steps_.ClassOf(begun));
  return begun.size() == state.forms.size() ? behind : steps_.Either(behind, state.step);
}

WordProgramWriter::StepId WordProgramWriter::CloseAll(const States& states) {
  StepId all = Close(states[0]);
  for (std::size_t i = 1; i < states.size(); ++i) all = steps_.Either(all, Close(states[i]));
  return all;
}

}  // namespace scrutineer::extractors
