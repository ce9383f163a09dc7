#include "tests/bench/generated_papers.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string_view>
#include <utility>

#include "pipeline/base/sha256.h"

namespace scrutineer::bench {
namespace {

constexpr int kVocabulary = 60'000;
constexpr double kZipfExponent = 1.05;
constexpr std::size_t kPageBytes = 2'500;
constexpr int kCouncils = 200;
constexpr int kProviders = 500;

// A word of two to five syllables that no other number gives.
std::string WordOf(int number) {
  constexpr std::string_view kConsonants = "bcdfghklmnprstvw";
  constexpr std::string_view kVowels = "aeiou";
  std::string word;
  int rest = number + 80;
  while (rest > 0) {
    word += kConsonants[static_cast<std::size_t>(rest % 16)];
    rest /= 16;
    word += kVowels[static_cast<std::size_t>(rest % 5)];
    rest /= 5;
  }
  return word + 'n';
}

}  // namespace

GeneratedPapers::GeneratedPapers() {
  double sum = 0;
  for (int i = 0; i < kVocabulary; ++i) {
    vocabulary_.push_back(WordOf(i));
    sum += 1 / std::pow(i + 3, kZipfExponent);
    cumulative_.push_back(sum);
  }
  for (double& share : cumulative_) share /= sum;
}

const std::string& GeneratedPapers::Word() {
  const double at = std::uniform_real_distribution<double>(0, 1)(random_);
  const auto found = std::lower_bound(cumulative_.begin(), cumulative_.end(), at);
  const auto index = std::min<std::ptrdiff_t>(found - cumulative_.begin(), kVocabulary - 1);
  return vocabulary_[static_cast<std::size_t>(index)];
}

std::string GeneratedPapers::PageText() {
  std::string text;
  const auto chance = [&](double share) {
    return std::uniform_real_distribution<double>(0, 1)(random_) < share;
  };
  int in_sentence = 0;
  while (text.size() < kPageBytes) {
    text += Word();
    text += ++in_sentence % 18 == 0 ? ".\n" : " ";
  }
  if (chance(1.0 / 3)) text += "commonword ";
  for (const char* const word : {"boolworda ", "boolwordb ", "boolwordc "}) {
    if (chance(0.05)) text += word;
  }
  if (chance(0.01)) text += "phraseleft phraseright ";
  for (int i = 0; i < 20; ++i) {
    if (chance(1.0 / 20'000)) text += fmt::format("rareword{} ", i);
  }
  return text + "end.";
}

void GeneratedPapers::AddMentions(const std::string& text, std::vector<Mention>& mentions) {
  const auto count = std::uniform_int_distribution<int>(0, 3)(random_);
  for (int i = 0; i < count; ++i) {
    const std::size_t line =
        text.find('\n', std::uniform_int_distribution<std::size_t>(0, text.size() / 2)(random_));
    const std::size_t end = line == std::string::npos ? text.size() : text.find(' ', line);
    if (line == std::string::npos || end == std::string::npos) continue;
    Mention mention;
    constexpr Tag kTags[] = {Tag::kTender, Tag::kOutsourcing, Tag::kConsultation, Tag::kProvider};
    mention.tag = kTags[std::uniform_int_distribution<std::size_t>(0, 3)(random_)];
    mention.rule = fmt::format("{}.generated", TagName(mention.tag));
    mention.span = {static_cast<std::uint32_t>(line + 1), static_cast<std::uint32_t>(end)};
    mention.sentence = mention.span;
    if (mention.tag == Tag::kProvider) {
      mention.entity_name =
          fmt::format("Supplier {}", std::uniform_int_distribution<int>(1, kProviders)(random_));
    }
    mentions.push_back(std::move(mention));
  }
  std::sort(mentions.begin(), mentions.end(),
            [](const Mention& a, const Mention& b) { return a.span < b.span; });
}

corpus::ReadPaper GeneratedPapers::Next() {
  using std::chrono::days;
  corpus::ReadPaper paper;
  paper.source = "folder";
  paper.locator = fmt::format("/generated/{}.pdf", ++papers_);
  paper.sha256 = Sha256Hex(paper.locator);
  paper.size_bytes = 100'000;
  paper.stage_version = "generated";
  paper.rule_revision = "generated";
  const int council = std::uniform_int_distribution<int>(0, kCouncils - 1)(random_);
  paper.metadata.council = fmt::format("{} Council", WordOf(council + 5'000));
  paper.metadata.committee = "Cabinet";
  paper.metadata.kind = PaperKind::kReport;
  paper.metadata.title = fmt::format("Report {}", papers_);
  const std::chrono::sys_days start{std::chrono::year{2005} / 1 / 1};
  paper.metadata.meeting_date =
      Date{start + days{std::uniform_int_distribution<int>(0, 7'300)(random_)}};
  constexpr int kPapersToAPack = 10;
  if (papers_ % kPapersToAPack == 0) {
    Repeat(last_but_one_, kPagesPerPaper / 2, paper);
    Repeat(last_, kPagesPerPaper / 2, paper);
  } else {
    AddPages(paper);
  }
  last_but_one_ = std::exchange(last_, paper);
  return paper;
}

void GeneratedPapers::AddPages(corpus::ReadPaper& paper) {
  for (int number = 1; number <= kPagesPerPaper; ++number) {
    Page page;
    page.number = number;
    page.readable = true;
    page.has_text = true;
    page.text = PageText();
    paper.mentions.emplace_back();
    AddMentions(page.text, paper.mentions.back());
    paper.pages.push_back(std::move(page));
  }
}

void GeneratedPapers::Repeat(const corpus::ReadPaper& paper, int pages, corpus::ReadPaper& pack) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(pages); ++i) {
    pack.pages.push_back(paper.pages.at(i));
    pack.pages.back().number = static_cast<int>(pack.pages.size());
    pack.mentions.push_back(paper.mentions.at(i));
  }
}

}  // namespace scrutineer::bench
