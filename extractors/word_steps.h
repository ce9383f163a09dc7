#ifndef SCRUTINEER_EXTRACTORS_WORD_STEPS_H_
#define SCRUTINEER_EXTRACTORS_WORD_STEPS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

#include "extractors/word_program.h"

namespace scrutineer::extractors {

// The steps of a program while it is written: each once, though it be added again and again. Add
// all, then Finish.
class WordSteps {
 public:
  using Kind = WordProgram::Kind;
  using StepId = std::uint16_t;

  explicit WordSteps(WordProgram& program) : program_(program) {}

  // Steps before it that it works from, and the class, count or kinds that it works with. Once
  // there are too many, nothing is added any more.
  StepId Add(Kind kind, StepId from, StepId also = 0, std::uint32_t argument = 0);
  StepId Either(StepId a, StepId b);
  // A step that no other call gives, though it be the same.
  StepId AddOwn(Kind kind, StepId from);

  std::uint32_t ClassOf(const WordForms& forms);
  const WordForms& Forms(std::uint32_t of_class) const { return *classes_[of_class]; }

  std::size_t size() const { return steps_.size(); }
  WordProgram::Step& operator[](std::size_t step) { return steps_[step]; }
  const WordProgram::Step& operator[](std::size_t step) const { return steps_[step]; }
  bool overflows() const { return overflows_; }

  // Writes the steps that `result` depends on into the program, and the classes that they ask for.
  // Nothing if there were too many: the program then refuses nothing.
  void Finish(StepId result);

  // How hashes of words stand in the tables of classes.
  static std::uint32_t OpenHash(std::uint32_t hash) { return hash * 2654435761U + 1; }
  static std::uint32_t Stored(std::uint32_t hash, bool capital) {
    const std::uint32_t stored = capital ? hash ^ 0x5bd1e995U : hash;
    return stored == 0 ? 1 : stored;
  }

 private:
  void FindNeeded();
  WordProgram::Class MakeClass(const WordForms& forms);

  WordProgram& program_;
  std::vector<WordProgram::Step> steps_;
  std::map<std::tuple<Kind, StepId, StepId, std::uint32_t>, StepId> known_steps_;
  std::map<WordForms, std::uint32_t> class_ids_;
  std::vector<const WordForms*> classes_;  // by id
  bool overflows_ = false;
};

}  // namespace scrutineer::extractors

#endif  // SCRUTINEER_EXTRACTORS_WORD_STEPS_H_
