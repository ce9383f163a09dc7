// What `retag` leaves behind is what a full tagging by the new rules would find.

#include "pipeline/ingest/retag.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>

#include "extractors/paper_tagger.h"
#include "extractors/rule_parts.h"
#include "pipeline/ingest/refresh_findings.h"
#include "pipeline/model/canonical_name.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::ingest {
namespace {

namespace fs = std::filesystem;

template <typename T>
T Get(Result<T> result) {
  if (!result) FAIL(result.error().ToString());
  return std::move(*result);
}

std::string ReadText(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

// A paper's text in pages of a few paragraphs.
std::vector<Page> PagesOf(const std::string& text) {
  constexpr std::size_t kPageBytes = 1500;
  std::vector<Page> pages(1);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (pages.back().text.size() > kPageBytes) pages.emplace_back();
    pages.back().text += line + "\n";
  }
  for (std::size_t i = 0; i < pages.size(); ++i) pages[i].number = static_cast<int>(i) + 1;
  return pages;
}

std::string Describe(const Mention& mention) {
  const MentionAttributes& attributes = mention.attributes;
  std::ostringstream out;
  out << TagName(mention.tag) << ' ' << mention.rule << ' ' << mention.span.begin << '-'
      << mention.span.end << " in " << mention.sentence.begin << '-' << mention.sentence.end << ' '
      << attributes.stage << attributes.direction << attributes.kind << attributes.status << ' '
      << mention.entity_id
      << ' '
      // Of an unlisted name the store keeps the way of writing that is best.
      << (mention.entity_id.empty() ? CanonicalName(mention.entity_name) : mention.entity_name);
  return out.str();
}

// The sample papers' sources in a corpus, tagged by a copy of the rules that a test may change.
class Bench {
 public:
  Bench() {
    fs::copy(fs::path(SCRUTINEER_SOURCE_DIR) / "rules", rules_folder(),
             fs::copy_options::recursive);
    Load();
    corpus_ =
        Get(corpus::Corpus::Open(folder_.path() / "data", corpus::OpenMode::kReadWrite, clock_));
    for (const auto& entry :
         fs::directory_iterator(fs::path(SCRUTINEER_SOURCE_DIR) / "corpus/sample/sources")) {
      if (entry.path().extension() == ".txt") AddPaper(entry.path());
    }
    if (!corpus_->tagging().RecordParts(rules().revision(), rules().Parts())) FAIL("parts");
    if (!corpus_->papers().Commit()) FAIL("commit");
  }

  fs::path rules_folder() const { return folder_.path() / "rules"; }

  void Append(const std::string& file, const std::string& text) {
    std::ofstream(rules_folder() / file, std::ios::binary | std::ios::app) << text;
    rules_.reset();
  }
  void Write(const std::string& file, const std::string& text) {
    std::ofstream(rules_folder() / file, std::ios::binary) << text;
    rules_.reset();
  }
  void Replace(const std::string& file, const std::string& old, const std::string& replacement) {
    std::string text = ReadText(rules_folder() / file);
    const std::size_t at = text.find(old);
    INFO(file << " has no " << old);
    REQUIRE(at != std::string::npos);
    Write(file, text.replace(at, old.size(), replacement));
  }
  void Remove(const std::string& file) {
    fs::remove(rules_folder() / file);
    rules_.reset();
  }

  Result<RetagReport> Retag(const RetagOptions& options = {}) {
    return ingest::Retag({corpus_.get(), nullptr, &rules(), &councils_, &stop}, options);
  }
  // Whether the stored findings are those that judging every paper anew gives.
  bool FindingsAreFresh() {
    for (const corpus::PaperRow& row : Get(corpus_->papers().List({}))) {
      const auto change =
          Get(RefreshFindings(corpus_->papers(), rules(), councils_, row.version.id));
      if (change.gained + change.lost > 0) return false;
    }
    return true;
  }

  // "paper page: mention", of what is stored and of what these rules find.
  std::set<std::string> Stored() {
    std::set<std::string> all;
    const auto visited = corpus_->papers().VisitMentions({}, [&](const corpus::MentionRow& row) {
      all.insert(Place(row.paper, row.page_number) + Describe(row.mention));
      return true;
    });
    REQUIRE(visited.has_value());
    return all;
  }
  std::set<std::string> Expected() {
    std::set<std::string> all;
    for (const corpus::PaperRow& row : Get(corpus_->papers().List({}))) {
      const std::vector<Page> pages = Get(corpus_->papers().Pages(row.version.id));
      const auto mentions = TagAll(pages);
      for (std::size_t i = 0; i < pages.size(); ++i) {
        for (const Mention& mention : mentions[i]) {
          all.insert(Place(row.paper, pages[i].number) + Describe(mention));
        }
      }
    }
    return all;
  }

  corpus::Corpus& corpus() { return *corpus_; }
  // Loaded when first asked for after a change.
  const extractors::RuleSet& rules() {
    if (rules_ == nullptr) Load();
    return *rules_;
  }
  std::atomic<bool> stop{false};

 private:
  text::CouncilNames councils_;
  static std::string Place(const Paper& paper, int page_number) {
    return paper.locator + " " + std::to_string(page_number) + ": ";
  }

  std::vector<std::vector<Mention>> TagAll(const std::vector<Page>& pages) {
    extractors::PaperTagger tagger(rules());
    std::vector<std::string_view> texts;
    for (const Page& page : pages) {
      tagger.AddPage(page.text);
      texts.emplace_back(page.text);
    }
    return tagger.Finish(texts);
  }

  void Load() {
    std::vector<extractors::RuleDiagnostic> complaints;
    auto loaded = extractors::RuleSet::Load(rules_folder(), &complaints);
    for (const auto& complaint : complaints) UNSCOPED_INFO(complaint.ToString());
    REQUIRE(loaded.has_value());
    rules_ = std::make_unique<extractors::RuleSet>(*loaded);
  }

  void AddPaper(const fs::path& file) {
    corpus::ReadPaper paper;
    paper.source = "folder";
    paper.locator = file.filename().string();
    paper.sha256 = paper.locator;
    paper.metadata.meeting_date = ParseDate("2024-03-12");
    paper.pages = PagesOf(ReadText(file));
    paper.mentions = TagAll(paper.pages);
    paper.stage_version = "1";
    paper.rule_revision = rules().revision();
    Get(corpus_->papers().Add(paper));
  }

  tests::TemporaryFolder folder_;
  FixedClock clock_{*ParseInstant("2024-03-12T02:30:00Z")};
  std::unique_ptr<extractors::RuleSet> rules_;
  std::unique_ptr<corpus::Corpus> corpus_;
};

std::string Rule(const std::string& pattern, const std::string& rest = "") {
  return "id = \"tender.lab\"\ntitle = \"Lab\"\ntag = \"tender\"\nstatus = \"stable\"\n"
         "description = \"For a test.\"\n[match]\npatterns = ['" +
         pattern + "']\n" + rest +
         "\n[[example]]\ntext = \"x\"\n[[counter_example]]\ntext = \"y\"\n";
}

const char* const kRuleFile = "tender/lab.toml";

struct Change {
  std::string name;
  std::function<void(Bench&)> make;
  bool tags_nothing = false;  // nothing can be affected
  bool has_news = true;       // mentions come or go
};

std::vector<Change> Changes() {
  return {
      {"a comment and a title",
       [](Bench& b) {
         b.Append("tender/award.toml", "\n# nothing\n");
         b.Replace("tender/award.toml", "title = \"Contract awarded\"", "title = \"Awarded\"");
       },
       true, false},
      {"an example only",
       [](Bench& b) {
         b.Append("tender/award.toml", "\n[[counter_example]]\ntext = \"Nothing at all.\"\n");
       },
       true, false},
      {"a rule added", [](Bench& b) { b.Write(kRuleFile, Rule("cabinet {0..3}(agree|note)d")); }},
      {"its pattern widened", [](Bench& b) { b.Write(kRuleFile, Rule("cabinet|committee")); }},
      {"its pattern narrowed",
       [](Bench& b) { b.Write(kRuleFile, Rule("contract~|the committee")); }},
      {"its priority raised",
       [](Bench& b) { b.Write(kRuleFile, Rule("contract~|the committee", "priority = 500")); }},
      {"an attribute",
       [](Bench& b) {
         b.Write(kRuleFile, Rule("contract~|the committee",
                                 "priority = 500\n[attributes]\nstage = \"rules\""));
       }},
      {"a condition",
       [](Bench& b) {
         b.Write(kRuleFile, Rule("contract~|the committee",
                                 "priority = 500\nunless = ['care']\n[attributes]\nstage = "
                                 "\"rules\""));
       }},
      {"the rule removed", [](Bench& b) { b.Remove(kRuleFile); }},
      {"a rule deprecated",
       [](Bench& b) {
         b.Replace("tender/contract.toml", "status = \"stable\"", "status = \"deprecated\"");
       }},
      {"a fragment that others use",
       [](Bench& b) {
         b.Replace("fragments.toml", "supplier = [", "supplier = [\"committee~\",");
       }},
      {"a provider added",
       [](Bench& b) {
         b.Append(
             "providers/care.toml",
             "\n[[provider]]\nid = \"lab-care\"\nname = \"Calderbrook Care\"\nkind = \"care\"\n");
       }},
      {"its alias",
       [](Bench& b) {
         b.Replace("providers/care.toml", "name = \"Calderbrook Care\"",
                   "name = \"Calderbrook Care\"\naliases = [\"Thornmere\"]");
       }},
      {"its context",
       [](Bench& b) {
         b.Replace("providers/care.toml", "aliases = [\"Thornmere\"]",
                   "aliases = [\"Thornmere\"]\ncontext = ['contract~']");
       }},
      {"its kind only",
       [](Bench& b) {
         b.Replace("providers/care.toml", "name = \"Calderbrook Care\"\naliases = [\"Thornmere\"]",
                   "parent = \"Nobody\"\nname = \"Calderbrook Care\"\naliases = [\"Thornmere\"]");
       },
       true, false},
      {"its name",
       [](Bench& b) { b.Replace("providers/care.toml", "\"Calderbrook Care\"", "\"Talfryn\""); }},
      {"the provider removed",
       [](Bench& b) {
         const std::string text = ReadText(b.rules_folder() / "providers/care.toml");
         b.Write("providers/care.toml",
                 text.substr(0, text.find("\n[[provider]]\nid = \"lab-care\"")));
       }},
      {"a rule for providers narrowed", [](Bench& b) { b.Remove("provider/legal-suffix.toml"); }},
      {"a service added",
       [](Bench& b) {
         b.Append("services/children.toml",
                  "\n[[service]]\nid = \"lab\"\nname = \"Lab service\"\ngroup = \"children\"\n"
                  "aliases = ['scrutiny']\n");
       }},
      {"its alias",
       [](Bench& b) {
         b.Replace("services/children.toml", "'scrutiny'", "'scrutiny', 'famil(y|ies)'");
       }},
      {"the service removed",
       [](Bench& b) {
         const std::string text = ReadText(b.rules_folder() / "services/children.toml");
         b.Write("services/children.toml",
                 text.substr(0, text.find("\n[[service]]\nid = \"lab\"")));
       }},
  };
}

TEST_CASE("after any change of rules, retag leaves what a full tagging finds") {
  Bench bench;
  REQUIRE(bench.Stored() == bench.Expected());
  std::int64_t spared = 0;
  for (const Change& change : Changes()) {
    INFO(change.name);
    const auto before = bench.Stored();
    change.make(bench);
    RetagOptions dry;
    dry.dry_run = true;
    const RetagReport tried = Get(bench.Retag(dry));
    CHECK(bench.Stored() == before);
    const RetagReport report = Get(bench.Retag());
    const auto after = bench.Stored();
    CHECK(after == bench.Expected());
    CHECK((after != before) == change.has_news);
    CHECK((report.papers_tagged == 0) == change.tags_nothing);
    CHECK(report.changed_parts.empty() == change.tags_nothing);
    CHECK_FALSE(report.everything);
    CHECK(tried.papers_tagged == report.papers_tagged);
    CHECK(tried.all.gained == report.all.gained);
    CHECK(tried.all.lost == report.all.lost);
    CHECK(tried.all.changed == report.all.changed);
    CHECK(static_cast<std::int64_t>(after.size()) - static_cast<std::int64_t>(before.size()) ==
          report.all.gained - report.all.lost);
    CHECK(bench.FindingsAreFresh());
    CHECK(Get(bench.Retag()).papers == 0);
    spared += report.papers - report.papers_tagged;
  }
  // A change of one part leaves many papers alone.
  CHECK(spared > static_cast<std::int64_t>(Changes().size()));
}

TEST_CASE("several changes between two retags are seen together") {
  Bench bench;
  for (const Change& change : Changes()) change.make(bench);
  Get(bench.Retag());
  CHECK(bench.Stored() == bench.Expected());
}

TEST_CASE("where nobody noted what the old rules were made of, everything is tagged") {
  Bench bench;
  bench.Write(kRuleFile, Rule("no such words"));
  REQUIRE(bench.corpus().tagging().MarkAllTaggedBy("of an older program").has_value());
  REQUIRE(bench.corpus().papers().Commit().has_value());
  const RetagReport report = Get(bench.Retag());
  CHECK(report.everything);
  CHECK(report.papers_tagged == report.papers);
  CHECK(report.papers > 0);
  CHECK(bench.Stored() == bench.Expected());
}

TEST_CASE("a retag that is stopped leaves everything as it was") {
  Bench bench;
  const auto before = bench.Stored();
  bench.Write(kRuleFile, Rule("contract~|the committee"));
  RetagOptions options;
  options.progress = [&](std::int64_t done, std::int64_t) { bench.stop = done >= 5; };
  const auto stopped = bench.Retag(options);
  REQUIRE_FALSE(stopped.has_value());
  CHECK(stopped.error().code == ErrorCode::kCancelled);
  CHECK(bench.Stored() == before);
  bench.stop = false;
  CHECK(Get(bench.Retag()).all.gained > 0);
  CHECK(bench.Stored() == bench.Expected());
}

TEST_CASE("gains and losses are told by rule, each with its place") {
  Bench bench;
  bench.Write(kRuleFile, Rule("the committee"));
  std::vector<std::string> news;
  RetagOptions options;
  options.news = [&](const MentionNews& each) {
    if (each.mention.rule != "tender.lab") return;
    news.push_back(each.paper.locator + ":" + std::to_string(each.page_number) + " " +
                   std::string(each.mention.span.Of(each.page_text)));
  };
  const RetagReport report = Get(bench.Retag(options));
  REQUIRE(report.by_rule.contains("tender.lab"));
  CHECK(report.changed_parts == std::vector<std::string>{"rule:tender.lab"});
  CHECK(static_cast<std::size_t>(report.by_rule.at("tender.lab").gained) == news.size());
  REQUIRE_FALSE(news.empty());
  CHECK(news[0].find("ommittee") != std::string::npos);

  bench.Write(kRuleFile, Rule("the committee", "[attributes]\nstage = \"plan\""));
  const RetagReport changed = Get(bench.Retag());
  CHECK(changed.by_rule.at("tender.lab").changed == report.by_rule.at("tender.lab").gained);
  CHECK(changed.all.gained == 0);
  CHECK(changed.all.lost == 0);
}

}  // namespace
}  // namespace scrutineer::ingest
