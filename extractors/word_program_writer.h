#ifndef SCRUTINEER_EXTRACTORS_WORD_PROGRAM_WRITER_H_
#define SCRUTINEER_EXTRACTORS_WORD_PROGRAM_WRITER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "extractors/pattern_tree.h"
#include "extractors/word_program.h"
#include "extractors/word_steps.h"

namespace scrutineer::extractors {

// Writes the program of a pattern, by going through its tree with all the states that a match may
// be in: behind which borders, and which forms the word has that has been begun there.
//
// Where it cannot know (a class of characters, too many forms, a repetition without spaces) it
// assumes more than the pattern allows, never less.
class WordProgramWriter {
 public:
  explicit WordProgramWriter(WordProgram& program) : steps_(program) {}
  void Write(const PatternPtr& tree, bool case_sensitive);

 private:
  using Kind = WordSteps::Kind;
  using StepId = WordSteps::StepId;

  // A form without letters that is not open: no word has been begun.
  struct State {
    StepId step = 0;
    WordForms forms;
  };
  using States = std::vector<State>;
  // What reading a node from one state comes to.
  struct Trial {
    bool known = false;  // all its words are
    WordForms words;     // that are complete
    WordForms begun;
  };

  States Read(const PatternNode& node, States states, bool sensitive);
  States ReadAtom(const PatternNode& atom, States states, bool sensitive);
  States ReadTexts(const PatternNode& atom, const States& states, bool sensitive);
  States ReadUnknown(const PatternNode& atom, States states, bool sensitive);
  States ReadGap(const PatternNode& gap, const States& states);
  States ReadChoice(const PatternNode& choice, const States& states, bool sensitive);
  States ReadChoiceAhead(const PatternNode& choice, StepId from, bool sensitive);
  States ReadRepeat(const PatternNode& repeat, const States& states, bool sensitive);
  States ReadMany(const PatternNode& body, const States& states, bool sensitive);
  Trial Try(const PatternNode& body, const WordForms& forms, bool sensitive);
  static WordForms Known(WordForms forms);

  void AddText(const State& state, const std::string& text, bool capital, States& out);
  static WordForms Joined(const WordForms& begun, const std::string& letters, bool capital);
  static WordForms Opened(const WordForms& forms, bool may_be_none);
  static States AllOpened(const States& states, bool may_be_none);
  States Anything(const States& states);
  // The same states with as few members as possible.
  static void Add(WordForms& forms, const WordForms& more);
  States Merged(States states);

  StepId Close(const State& state);
  StepId CloseAll(const States& states);
  void FinishLook(StepId look, States& states);
  // The forms of all words that steps from `first` on ask for. False if any of them goes over words
  // that are not known.
  bool CollectForms(StepId first, WordForms& forms) const;
  // The forms of all words that are asked for right behind a look. False if others may stand there.
  bool CollectFirst(StepId look, WordForms& forms) const;

  WordSteps steps_;
  char depth_ = 0;  // of repetitions within repetitions
  bool has_flags_ = false;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_WORD_PROGRAM_WRITER_H_
