// The tagger against one that takes no short cuts.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "extractors/rule_folder.h"
#include "extractors/tagger.h"
#include "tests/extractors/naive_tagger.h"
#include "tests/extractors/rules_folder.h"

namespace scrutineer::extractors {
namespace {

std::unique_ptr<CompiledRuleSet> Compile(const std::filesystem::path& folder) {
  DiagnosticList diagnostics;
  auto sources = ReadRuleFolder(folder, diagnostics);
  REQUIRE(sources.has_value());
  auto set = CompileRules(std::move(*sources), diagnostics);
  for (const RuleDiagnostic& diagnostic : diagnostics.Take()) FAIL(diagnostic.ToString());
  return set;
}

void CheckSame(const CompiledRuleSet& set, std::string_view text, std::string& open_heading,
               std::size_t& found) {
  NaiveTagger naive(set, text, open_heading);
  const std::vector<Mention> expected = naive.Run();
  const std::vector<Mention> fast = FindMentions(set, text, Search::kByLiterals, &open_heading);
  INFO(text);
  if (set.asks_for_headings) REQUIRE(open_heading == naive.LastHeading());
  REQUIRE(fast.size() == expected.size());
  for (std::size_t i = 0; i < fast.size(); ++i) {
    INFO(expected[i].rule << " " << expected[i].span.Of(text));
    CHECK(fast[i].tag == expected[i].tag);
    CHECK(fast[i].rule == expected[i].rule);
    CHECK(fast[i].span == expected[i].span);
    CHECK(fast[i].sentence == expected[i].sentence);
    // What is said of a mention is judged by other rules, where its own say nothing.
    MentionAttributes attributes = fast[i].attributes;
    if (expected[i].attributes.status.empty()) attributes.status.clear();
    REQUIRE(attributes == expected[i].attributes);
  }
  found += fast.size();
}

void FillFolder(tests::RulesFolder& folder) {
  folder.Write("fragments.toml",
               "[fragments]\nbidder = ['bidder~', '(sub-)?contractor~', 'Calderbrook( Care)?']\n"
               "name = ['\\p{Lu}\\p{L}+( (&|of|\\p{Lu}\\p{L}+)){0,3}']\n");
  folder.Rule("tender", "scopes",
              "patterns = ['award~ {0..3} (contract~|{bidder})', 'bid(s|ders)?', 'let {2..4}to',"
              " '(won|lost) (\\w+ )*by', '^awarded', 'contract$']\n"
              "except = ['fire bids?']\nunless = ['prize~']\nnear = ['council', '{bidder}']\n"
              "requires = [['staff', 'union~'], ['library', 'the {0..1} museum']]\n"
              "near_within = 'section'\nrequires_within = 'paragraph'",
              "[[when]]\npattern = 'will'\nwithin = 'section'\nstage = 'plan'\n"
              "[[when]]\npattern = 'museum'\nstage = 'end'");
  folder.Rule("tender", "wide",
              "patterns = ['award', 'the contract', '{bidder} award~']\npriority = 2\n"
              "unless = ['void']\nwithin = 'section'");
  folder.Rule("tender", "none",
              "patterns = ['^none', 'there are no', 'n/a']\nheading = ['procurement', 'contract']",
              "[attributes]\nstatus = 'none'");
  folder.Rule("provider", "name",
              "case_sensitive = true\npatterns = ['(won|run) by (the )?(?P<name>{name})',"
              " '(?P<name>{name}) (Ltd|plc)', '(?P<name>{name}),? which {0..2} (runs|won)']");
  folder.Rule("tender", "beside",
              "patterns = ['lost', 'staff of {name}']\nprovider_in = 'sentence'");
  folder.Rule("provider", "joined",
              "case_sensitive = true\npriority = -1\nprovider_in = 'match'\n"
              "patterns = ['{name} and (the )?(?P<name>{name})', '(?P<name>{name}) and {name}']");
  folder.Write("providers/p.toml",
               "[[provider]]\nid='c'\nname='Calderbrook'\nkind='care'\ncontext=['contract~']\n"
               "[[provider]]\nid='p'\nname='Penn & Vale'\nkind='ict'\nunless=['library']\n"
               "[[provider]]\nid='m'\nname='Marl of Stow'\nkind='ict'\naliases=['MOS']\n");
  folder.Write("services/s.toml",
               "[[service]]\nid='l'\nname='Library'\ngroup='culture'\naliases=['museums?']\n");
}

std::string RandomText(std::mt19937& random) {
  static const std::array words = {"award",      "awarded",
                                   "Awards",     "AWARD",
                                   "contract",   "the",
                                   "The",        "to",
                                   "by",         "let",
                                   "won",        "lost",
                                   "run",        "bid",
                                   "bidders",    "fire",
                                   "prize",      "council",
                                   "staff",      "unions",
                                   "library",    "museum",
                                   "will",       "void",
                                   "none",       "None",
                                   "N/A",        "there",
                                   "are",        "no",
                                   "which",      "runs",
                                   "contractor", "Penn",
                                   "&",          "and",
                                   "Vale",       "Marl",
                                   "of",         "Stow",
                                   "MOS",        "Calderbrook",
                                   "Care",       "Ltd",
                                   "plc",        "sub-contractor",
                                   "£5",         "é",
                                   "café",       "CALDERBROOK",
                                   "x",          "a",
                                   "contract,",  "(award)",
                                   "won’t",      "re-let"};
  static const std::array lines = {"\nProcurement implications\n",
                                   "\n1. Background\n",
                                   "\n7.2 Contract matters\n",
                                   "\nLegal implications: ",
                                   "\nPROCUREMENT: ",
                                   "\n7.2.1 ",
                                   "\nProcurement implications None. ",
                                   "\n\n"};
  static const std::array ends = {". ", ".\n", " ", " ", " ", " ", " ", " ", " ", "\n", "; ", "  "};
  std::string text;
  for (std::size_t i = random() % 70; i > 0; --i) {
    text += random() % 14 == 0 ? lines[random() % lines.size()] : "";
    text += words[random() % words.size()];
    text += ends[random() % ends.size()];
  }
  return text;
}

TEST_CASE("the tagger finds what a naive one finds, in random text") {
  tests::RulesFolder folder;
  FillFolder(folder);
  const auto set = Compile(folder.path());
  std::mt19937 random(20261125);
  std::size_t found = 0;
  std::string open_heading;
  for (int i = 0; i < 2000; ++i) {
    if (i % 5 == 0) open_heading.clear();
    CheckSame(*set, RandomText(random), open_heading, found);
  }
  CHECK(found > 4000);
}

std::string ReadAll(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST_CASE("the tagger finds what a naive one finds, with all rules in the sample papers") {
  const std::filesystem::path root = SCRUTINEER_SOURCE_DIR;
  const auto set = Compile(root / "rules");
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(root / "corpus/sample/sources")) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE(files.size() > 10);
  std::size_t found = 0;
  // A part of each paper is enough, and naive search is slow.
  constexpr std::size_t kBytes = 2500;
  for (std::size_t i = 0; i < files.size(); i += 4) {
    INFO(files[i]);
    const std::string text = ReadAll(files[i]);
    std::string open_heading;
    std::size_t end = text.find('\n', std::min(kBytes, text.size()));
    CheckSame(*set, std::string_view(text).substr(0, end), open_heading, found);
  }
  CHECK(found > 50);
}

}  // namespace
}  // namespace scrutineer::extractors
