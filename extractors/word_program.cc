#include "extractors/word_program.h"

#include <algorithm>
#include <array>
#include <bit>

#include "extractors/word_program_writer.h"
#include "extractors/word_steps.h"

namespace scrutineer::extractors {

// A set of borders, of 64 * kWidth at most.
template <std::size_t kWidth>
struct BorderSet {
  std::array<std::uint64_t, kWidth> bits{};

  bool empty() const {
    return std::all_of(bits.begin(), bits.end(), [](std::uint64_t word) { return word == 0; });
  }
  void Add(std::size_t border) { bits[border / 64] |= std::uint64_t{1} << (border % 64); }

  BorderSet& operator|=(const BorderSet& other) {
    for (std::size_t i = 0; i < kWidth; ++i) bits[i] |= other.bits[i];
    return *this;
  }
  BorderSet& operator&=(const BorderSet& other) {
    for (std::size_t i = 0; i < kWidth; ++i) bits[i] &= other.bits[i];
    return *this;
  }
  BorderSet Without(const BorderSet& other) const {
    BorderSet out;
    for (std::size_t i = 0; i < kWidth; ++i) out.bits[i] = bits[i] & ~other.bits[i];
    return out;
  }
  // Each border's next one.
  BorderSet Next() const {
    BorderSet out;
    for (std::size_t i = kWidth; i-- > 0;) {
      out.bits[i] = (bits[i] << 1) | (i > 0 ? bits[i - 1] >> 63 : 0);
    }
    return out;
  }
  // And all that are reached from them over borders of `over`. In an addition a carry runs through
  // neighbouring ones, as this does.
  BorderSet Onwards(const BorderSet& over) const {
    BorderSet out;
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < kWidth; ++i) {
      const std::uint64_t added = bits[i] & over.bits[i];
      const std::uint64_t part = added + over.bits[i];
      const std::uint64_t sum = part + carry;
      carry = (part < added ? 1U : 0U) | (sum < part ? 1U : 0U);
      out.bits[i] = bits[i] | (sum ^ over.bits[i]);
    }
    return out;
  }
  template <typename Visit>
  void ForEach(Visit visit) const {
    for (std::size_t i = 0; i < kWidth; ++i) {
      for (std::uint64_t rest = bits[i]; rest != 0; rest &= rest - 1) {
        visit(i * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
      }
    }
  }
};

namespace {

template <std::size_t kWidth>
BorderSet<kWidth> Narrow(const StretchWords::Bits& bits) {
  BorderSet<kWidth> out;
  std::copy_n(bits.begin(), kWidth, out.bits.begin());
  return out;
}

}  // namespace

// One run of a program over a text's words.
template <std::size_t kWidth>
class WordProgramRun {
 public:
  using Set = BorderSet<kWidth>;

  WordProgramRun(const WordProgram& program, const StretchWords& words)
      : program_(program),
        words_(words),
        spaced_(Narrow<kWidth>(words.Holding(kSeparatorSpace))),
        foreign_(Narrow<kWidth>(words.Holding(kSeparatorLetter))) {
    for (std::size_t border = 0; border <= words.size(); ++border) all_.Add(border);
    glued_ = all_.Without(spaced_);
  }

  bool Run() {
    thread_local std::vector<Set> sets;
    const auto& steps = program_.steps_;
    if (sets.size() < steps.size()) sets.resize(steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
      sets[i] = Make(steps[i], sets);
      if (!sets[i].empty()) continue;
      if (steps[i].needed) return false;
      if (steps[i].skip == 0) continue;
      std::fill_n(sets.begin() + static_cast<std::ptrdiff_t>(i) + 1, steps[i].skip, Set{});
      i += steps[i].skip;
    }
    return !sets[steps.size() - 1].empty();
  }

 private:
  using Kind = WordProgram::Kind;

  Set Make(const WordProgram::Step& step, const std::vector<Set>& sets) {
    const Set& from = sets[step.from];
    switch (step.kind) {
      case Kind::kStart:
        return all_;
      case Kind::kNothing:
        return {};
      case Kind::kEither: {
        Set both = from;
        return both |= sets[step.also];
      }
      default:
        return from.empty() ? Set{} : Move(step, from);
    }
  }

  Set Move(const WordProgram::Step& step, const Set& from) {
    switch (step.kind) {
      case Kind::kWord:
        if (!MayBegin(step, from)) return {};
        return BehindWord(program_.classes_[step.argument], from);
      case Kind::kLook:
        return BeforeWord(program_.classes_[step.argument], from);
      case Kind::kGap:
        return BehindGap(step.argument, from);
      case Kind::kBorder:
        return Holding(step.argument, from);
      case Kind::kWords:
        return BehindWords(program_.classes_[step.argument], from);
      default:
        return FromFirst(from);
    }
  }

  // Whether any word behind these borders begins as one of the class does. Alternatives leave the
  // same borders one after another.
  bool MayBegin(const WordProgram::Step& step, const Set& from) {
    const WordProgram::Class& set = program_.classes_[step.argument];
    if (set.all || set.all_capitals) return true;
    if (step.from != last_from_) {
      last_from_ = step.from;
      initials_ = 0;
      from.ForEach([&](std::size_t border) {
        if (border < words_.size()) initials_ |= words_[border].initial;
      });
    }
    return (set.initials & initials_) != 0;
  }

  Set BeforeWord(const WordProgram::Class& set, const Set& from) const {
    Set out;
    from.ForEach([&](std::size_t border) {
      if (border < words_.size() && program_.Holds(set, words_, border)) out.Add(border);
    });
    // A word all of whose letters are foreign.
    if (set.all || set.all_capitals) {
      Set foreign = from;
      out |= foreign &= foreign_;
    }
    return out;
  }

  Set BehindWord(const WordProgram::Class& set, const Set& from) const {
    Set out;
    from.ForEach([&](std::size_t border) {
      if (border < words_.size() && program_.Holds(set, words_, border)) out.Add(border + 1);
    });
    if (set.all || set.all_capitals) {
      Set foreign = from;
      foreign &= foreign_;
      out |= foreign;
      out |= foreign.Next() &= all_;
    }
    if (!set.has_open) return out;
    Set onwards = out.Onwards(glued_);
    return onwards &= all_;
  }

  Set BehindWords(const WordProgram::Class& set, const Set& from) const {
    Set reached = from;
    for (Set last = from; !last.empty();) {
      last = BehindWord(set, last).Without(reached);
      reached |= last;
    }
    return reached;
  }

  Set BehindGap(std::uint32_t count, const Set& from) const {
    Set reached = from;
    Set last = from;
    for (std::uint32_t i = 0; i < count && !last.empty(); ++i) {
      Set next = last.Next();
      next &= all_;
      next = next.Onwards(glued_);
      next &= spaced_;
      last = next.Without(reached);
      reached |= last;
    }
    return reached;
  }

  Set Holding(SeparatorKinds kinds, const Set& from) const {
    Set holding;
    for (; kinds != 0; kinds &= kinds - 1) {
      holding |= Narrow<kWidth>(words_.Holding(kinds & (~kinds + 1)));
    }
    return holding &= from;
  }

  Set FromFirst(const Set& from) const {
    Set out;
    bool begun = false;
    for (std::size_t i = 0; i < kWidth; ++i) {
      if (!begun && from.bits[i] != 0) {
        begun = true;
        out.bits[i] = ~((from.bits[i] & (~from.bits[i] + 1)) - 1);
      } else if (begun) {
        out.bits[i] = ~std::uint64_t{0};
      }
    }
    return out &= all_;
  }

  const WordProgram& program_;
  const StretchWords& words_;
  Set all_, spaced_, glued_, foreign_;
  std::uint32_t last_from_ = ~std::uint32_t{0};
  std::uint32_t initials_ = 0;
};

WordProgram::WordProgram(const PatternPtr& tree, bool case_sensitive) {
  WordProgramWriter(*this).Write(tree, case_sensitive);
}

bool WordProgram::MayMatch(const StretchWords& words) const {
  if (steps_.empty() || words.opaque()) return true;
  if (!HasNeededWords(words)) return false;
  return words.size() < 64 ? WordProgramRun<1>(*this, words).Run()
                           : WordProgramRun<StretchWords::kMaskWords>(*this, words).Run();
}

// Takes the first word that will do, then the first behind it for the next one, and so on.
bool WordProgram::HasNeededWords(const StretchWords& words) const {
  std::size_t at = 0;
  for (const NeededWord& needed : needed_words_) {
    const Class& set = classes_[needed.set];
    while (at < words.size() && !Holds(set, words, at)) ++at;
    if (at == words.size()) return false;
    if (!needed.looked) ++at;
  }
  return true;
}

bool WordProgram::Contains(const Class& set, std::uint32_t hash) const {
  const std::uint32_t* const table = tables_.data() + set.table;
  for (std::uint32_t place = hash & set.mask;; place = (place + 1) & set.mask) {
    if (table[place] == hash) return true;
    if (table[place] == 0) return false;
  }
}

bool WordProgram::Holds(const Class& set, const StretchWords& words, std::size_t index) const {
  const StretchWords::Word& word = words[index];
  if (set.all || (set.all_capitals && word.capital)) return true;
  if ((set.initials & word.initial) == 0) return false;
  const auto holds = [&](std::uint32_t hash) {
    return Contains(set, WordSteps::Stored(hash, false)) ||
           (set.has_capitals && word.capital && Contains(set, WordSteps::Stored(hash, true)));
  };
  if (holds(word.hash)) return true;
  std::uint32_t hash = kNoLetters;
  std::size_t done = 0;
  for (std::uint32_t rest = set.prefix_lengths; rest != 0; rest &= rest - 1) {
    const auto length = static_cast<std::size_t>(std::countr_zero(rest));
    if (length > word.size) return false;
    hash = words.HashFurther(hash, word, done, length);
    done = length;
    if (holds(WordSteps::OpenHash(hash))) return true;
  }
  return false;
}

std::size_t WordProgram::size_bytes() const {
  return sizeof(*this) + steps_.capacity() * sizeof(Step) + classes_.capacity() * sizeof(Class) +
         tables_.capacity() * sizeof(std::uint32_t) + needed_words_.capacity() * sizeof(NeededWord);
}

}  // namespace scrutineer::extractors
