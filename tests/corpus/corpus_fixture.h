#ifndef SCRUTINEER_TESTS_CORPUS_CORPUS_FIXTURE_H_
#define SCRUTINEER_TESTS_CORPUS_CORPUS_FIXTURE_H_

#include <catch2/catch.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/corpus.h"
#include "pipeline/base/sha256.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::corpus {

// The value of a result, or a failed test that shows the error.
template <typename T>
T Get(Result<T> result) {
  if (!result) FAIL(result.error().ToString());
  return std::move(*result);
}

inline void Ok(const Status& status) {
  if (!status) FAIL(status.error().ToString());
  SUCCEED();
}

template <typename T>
Error ErrorOf(const tl::expected<T, Error>& result) {
  if (result) FAIL("an error was expected");
  return result.error();
}

// A corpus in a folder of its own.
class CorpusFixture {
 public:
  CorpusFixture() : corpus_(Reopen(OpenMode::kReadWrite)) {}

  std::unique_ptr<Corpus> Reopen(OpenMode mode) const {
    return Get(Corpus::Open(folder_.path(), mode, clock_));
  }
  PaperStore& papers() { return corpus_->papers(); }
  Searcher& searcher() { return corpus_->searcher(); }
  AlertLedger& alerts() { return corpus_->alerts(); }
  Corpus& corpus() { return *corpus_; }
  const std::filesystem::path& folder() const { return folder_.path(); }
  FixedClock& clock() { return clock_; }
  void Close() { corpus_.reset(); }

 private:
  tests::TemporaryFolder folder_;
  FixedClock clock_{Instant(std::chrono::seconds(1'710'000'000))};
  std::unique_ptr<Corpus> corpus_;
};

// What any SQLite tool reads from the corpus: cells joined by '|', "-" for null.
std::vector<std::string> SqlRows(CorpusFixture& fixture, const std::string& query);

inline Date DateOf(std::string_view text) { return ParseDate(text).value(); }

// A mention of `words` where they first stand in the text. REQUIRES: they do.
inline Mention MentionOf(Tag tag, std::string_view text, std::string_view words,
                         std::string entity_id = {}, std::string entity_name = {}) {
  const std::size_t begin = text.find(words);
  REQUIRE(begin != std::string_view::npos);
  Mention mention;
  mention.tag = tag;
  mention.rule = std::string(TagName(tag)) + ".test";
  mention.span = {static_cast<std::uint32_t>(begin),
                  static_cast<std::uint32_t>(begin + words.size())};
  mention.sentence = {0, static_cast<std::uint32_t>(text.size())};
  mention.entity_id = std::move(entity_id);
  mention.entity_name = std::move(entity_name);
  return mention;
}

// A paper at `locator` whose bytes are told apart by their text.
inline ReadPaper PaperOf(std::string locator, const std::vector<std::string>& texts,
                         std::string_view date = "2024-03-12", std::string council = "Aldermere") {
  ReadPaper paper;
  paper.source = "folder";
  paper.locator = std::move(locator);
  std::string all;
  for (const std::string& text : texts) {
    Page page;
    page.number = static_cast<int>(paper.pages.size()) + 1;
    page.text = text;
    page.has_text = !text.empty();
    paper.pages.push_back(page);
    all += text + '\f';
  }
  paper.sha256 = Sha256Hex(all);
  paper.size_bytes = static_cast<std::int64_t>(all.size());
  paper.stamp = FileStamp{paper.size_bytes, 1, 2, 3};
  paper.metadata.title = "Report of " + paper.locator;
  paper.metadata.council = std::move(council);
  paper.metadata.committee = "Cabinet";
  if (!date.empty()) paper.metadata.meeting_date = DateOf(date);
  paper.metadata.kind = PaperKind::kReport;
  paper.mentions.resize(paper.pages.size());
  paper.stage_version = "pdf1";
  paper.rule_revision = "rules1";
  return paper;
}

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_TESTS_CORPUS_CORPUS_FIXTURE_H_
