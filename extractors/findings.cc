#include "extractors/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>
#include <utility>

#include "extractors/finding_places.h"
#include "extractors/finding_wording.h"
#include "extractors/pattern_dialect.h"
#include "extractors/pattern_literals.h"
#include "extractors/pattern_piece.h"

namespace scrutineer::extractors {
namespace {

constexpr std::size_t kPlacesOfGroup = 3;
// What a paper says of its own publication stands on its first pages, and not long before its
// meeting; other dates are those of other documents.
constexpr std::size_t kOpeningPages = 3;
constexpr std::chrono::days kLongestNotice{60};

struct CompiledFinding {
  const FindingRuleFile* file = nullptr;
  std::vector<CompiledGroup> found, not_found, unseen;
  std::optional<CompiledGroup> published;
};

Evidence ToEvidence(const CluePlace& place, const TaggedPaper& paper) {
  return {paper.pages[place.page_index].number, place.span, place.sentence};
}

// By place, each once.
std::vector<Evidence> InOrder(std::vector<Evidence> evidence) {
  const auto key = [](const Evidence& each) {
    return std::tuple(each.page_number, each.span.begin, each.span.end);
  };
  std::sort(evidence.begin(), evidence.end(),
            [&](const Evidence& a, const Evidence& b) { return key(a) < key(b); });
  evidence.erase(std::unique(evidence.begin(), evidence.end()), evidence.end());
  return evidence;
}

// Applies rules to one paper.
class PaperJudge {
 public:
  PaperJudge(const TaggedPaper& paper, const PatternLiterals& literals)
      : paper_(paper),
        clues_(paper, literals),
        items_(SplitIntoItems(paper.pages, paper.metadata.kind)) {}

  void Judge(const CompiledFinding& rule, std::vector<Finding>& findings) {
    if (rule.published) {
      JudgeNotice(rule, findings);
    } else if (rule.file->per_item) {
      // The agenda before the first report announces what only the reports explain.
      const bool skips_front = items_.size() > 1 && !rule.not_found.empty();
      for (std::size_t i = skips_front ? 1 : 0; i < items_.size(); ++i) {
        JudgeItem(rule, items_[i], findings);
      }
    } else {
      JudgeItem(rule, {0, paper_.pages.size()}, findings);
    }
  }

 private:
  void JudgeItem(const CompiledFinding& rule, PageRange item, std::vector<Finding>& findings) {
    std::vector<CluePlace> places;
    for (const CompiledGroup& group : rule.found) {
      auto found = clues_.Find(group, item, kPlacesOfGroup);
      if (found.empty()) return;
      std::move(found.begin(), found.end(), std::back_inserter(places));
    }
    for (const CompiledGroup& group : rule.not_found) {
      if (clues_.Stands(group, item)) return;
    }
    StatementFacts facts;
    for (const CluePlace& place : places) {
      if (place.date && !facts.date) facts.date = place.date;
      if (!place.named.empty()) facts.named.push_back(place.named);
    }
    Add(rule, item, places, facts, findings);
  }

  void JudgeNotice(const CompiledFinding& rule, std::vector<Finding>& findings) {
    const auto& meeting = paper_.metadata.meeting_date;
    if (!meeting || !paper_.nation || !IsCalendarYear(*meeting)) return;
    const auto& term = rule.file->notice->terms[static_cast<std::size_t>(*paper_.nation)];
    if (!term) return;
    const PageRange opening{0, std::min(kOpeningPages, paper_.pages.size())};
    std::optional<CluePlace> earliest;
    for (CluePlace& place : clues_.Find(*rule.published, opening, kPlacesOfGroup)) {
      const auto before = std::chrono::sys_days{*meeting} - std::chrono::sys_days{*place.date};
      if (before < std::chrono::days(0) || before > kLongestNotice) continue;
      if (!earliest || *place.date < *earliest->date) earliest = std::move(place);
    }
    if (!earliest || !IsCalendarYear(*earliest->date)) return;
    const int days = ClearDaysBetween(*paper_.nation, *earliest->date, *meeting, term->count);
    if (days >= term->clear_days) return;
    StatementFacts facts;
    facts.published = earliest->date;
    facts.clear_days = days;
    facts.term = *term;
    Add(rule, {0, paper_.pages.size()}, {*earliest}, facts, findings);
  }

  void Add(const CompiledFinding& rule, PageRange item, const std::vector<CluePlace>& places,
           const StatementFacts& facts, std::vector<Finding>& findings) {
    Finding finding;
    finding.rule = rule.file->id.text;
    finding.statement = FillStatement(rule.file->statement.text, paper_, item, facts);
    finding.first_page = paper_.pages[item.first].number;
    finding.last_page = paper_.pages[item.end - 1].number;
    for (const CluePlace& place : places) finding.evidence.push_back(ToEvidence(place, paper_));
    finding.evidence = InOrder(std::move(finding.evidence));
    std::vector<std::string> blind;
    for (const CompiledGroup& group : rule.unseen) {
      if (clues_.Stands(group, item)) blind.push_back(group.group->what);
    }
    const bool parted = items_.size() > 1 && rule.file->per_item && !rule.not_found.empty();
    finding.unseen = DescribeUnseen(*rule.file, paper_, item, parted, blind);
    findings.push_back(std::move(finding));
  }

  const TaggedPaper& paper_;
  ClueFinder clues_;
  std::vector<PageRange> items_;
};

}  // namespace

struct FindingRules::Compiled {
  std::vector<CompiledFinding> rules;  // by id
  PatternLiterals literals;
};

namespace {

// Compiles the patterns of finding rules.
class FindingCompiler {
 public:
  FindingCompiler(FragmentLibrary& fragments, PatternLiterals& found_by,
                  DiagnosticList& diagnostics)
      : fragments_(fragments), found_by_(found_by), diagnostics_(diagnostics) {}

  CompiledFinding Compile(const FindingRuleFile& file) {
    CompiledFinding rule;
    rule.file = &file;
    rule.found = CompileGroups(file.found);
    rule.not_found = CompileGroups(file.not_found);
    rule.unseen = CompileGroups(file.unseen);
    if (file.notice) rule.published = CompileGroup(file.notice->published);
    CheckFacts(rule);
    return rule;
  }

  template <typename Visit>
  static void ForEachPattern(const CompiledFinding& rule, const Visit& visit) {
    const auto clue_patterns = [&](const CompiledGroup& group) {
      for (const CompiledClue& clue : group.clues) {
        visit(clue.patterns, clue.clue->patterns);
        visit(clue.near, clue.clue->near);
        visit(clue.unless, clue.clue->unless);
      }
    };
    for (const auto* groups : {&rule.found, &rule.not_found, &rule.unseen}) {
      for (const CompiledGroup& group : *groups) clue_patterns(group);
    }
    if (rule.published) clue_patterns(*rule.published);
  }

 private:
  std::vector<CompiledGroup> CompileGroups(const std::vector<ClueGroup>& groups) {
    std::vector<CompiledGroup> compiled;
    compiled.reserve(groups.size());
    for (const ClueGroup& group : groups) compiled.push_back(CompileGroup(group));
    return compiled;
  }

  CompiledGroup CompileGroup(const ClueGroup& group) {
    CompiledGroup compiled;
    compiled.group = &group;
    for (const Clue& clue : group.clues) {
      compiled.clues.push_back({&clue, CompileAll(clue.patterns, true),
                                CompileAll(clue.near, false), CompileAll(clue.unless, false)});
    }
    return compiled;
  }

  CluePatterns CompileAll(const std::vector<PlacedText>& texts, bool is_main) {
    CluePatterns patterns;
    for (const PlacedText& text : texts) {
      auto tree =
          ParsePattern(text.text, [this](std::string_view name) { return fragments_.Find(name); });
      if (!tree) {
        diagnostics_.AddWithin(text, tree.error().offset, std::move(tree.error().message));
        continue;
      }
      auto pattern =
          std::make_shared<CompiledPattern>(std::move(*tree), /*case_sensitive=*/false, library_);
      if (is_main) RequireLiterals(text, *pattern);
      patterns.push_back(std::move(pattern));
    }
    return patterns;
  }

  void RequireLiterals(const PlacedText& text, CompiledPattern& pattern) {
    constexpr std::size_t kMostChoices = 3;
    found_by_.Note(pattern, literals_, kMostChoices);
    if (pattern.required.count == 0) {
      diagnostics_.Add(text,
                       "no word of this pattern is certain, so every sentence would have to be "
                       "searched for it (make a word of three letters or more compulsory)");
    }
  }

  // A statement may only speak of what its clues give.
  void CheckFacts(const CompiledFinding& rule) {
    const std::string& statement = rule.file->statement.text;
    bool has_date = false, has_name = false;
    for (const CompiledGroup& group : rule.found) {
      for (const CompiledClue& clue : group.clues) {
        has_date = has_date || clue.clue->date_test != Clue::DateTest::kNone;
        for (const auto& pattern : clue.patterns) {
          has_name = has_name || pattern->tree()->has_capture;
        }
      }
    }
    if (statement.find("{date}") != std::string::npos && !has_date) {
      diagnostics_.Add(rule.file->statement,
                       "no clue under [[found]] has a date for {date} (add after_meeting)");
    }
    if (statement.find("{named}") != std::string::npos && !has_name) {
      diagnostics_.Add(rule.file->statement,
                       "no pattern under [[found]] has a group for {named} (write (?P<name>…))");
    }
  }

  FragmentLibrary& fragments_;
  PatternLiterals& found_by_;
  DiagnosticList& diagnostics_;
  LiteralAnalysis literals_;
  std::shared_ptr<PieceLibrary> library_ = std::make_shared<PieceLibrary>();
};

}  // namespace

FindingRules::FindingRules() : compiled_(std::make_unique<Compiled>()) {}
FindingRules::~FindingRules() = default;
FindingRules::FindingRules(FindingRules&&) noexcept = default;
FindingRules& FindingRules::operator=(FindingRules&&) noexcept = default;

FindingRules FindingRules::Compile(const std::vector<std::unique_ptr<FindingRuleFile>>& files,
                                   FragmentLibrary& fragments, DiagnosticList& diagnostics) {
  FindingRules rules;
  Compiled& compiled = *rules.compiled_;
  FindingCompiler compiler(fragments, compiled.literals, diagnostics);
  for (const auto& file : files) compiled.rules.push_back(compiler.Compile(*file));
  compiled.literals.scanner.Build();
  return rules;
}

std::vector<Finding> FindingRules::Find(const TaggedPaper& paper) const {
  std::vector<Finding> findings;
  std::optional<PaperJudge> judge;  // made when a rule asks for papers of this kind
  for (const CompiledFinding& rule : compiled_->rules) {
    const auto& kinds = rule.file->papers;
    if (rule.file->deprecated() ||
        std::find(kinds.begin(), kinds.end(), paper.metadata.kind) == kinds.end()) {
      continue;
    }
    if (!judge) judge.emplace(paper, compiled_->literals);
    judge->Judge(rule, findings);
  }
  return findings;
}

void FindingRules::CompileAll(DiagnosticList& diagnostics) const {
  for (const CompiledFinding& rule : compiled_->rules) {
    FindingCompiler::ForEachPattern(
        rule, [&](const CluePatterns& patterns, const std::vector<PlacedText>& texts) {
          for (std::size_t i = 0; i < patterns.size(); ++i) {
            if (const auto problem = patterns[i]->Check()) {
              diagnostics.Add(texts[i],
                              fmt::format("RE2 refuses this pattern: {} (simplify it)", *problem));
            }
          }
        });
  }
}

}  // namespace scrutineer::extractors
