#ifndef SCRUTINEER_TESTS_PIPELINE_ALERTS_ALERT_FIXTURE_H_
#define SCRUTINEER_TESTS_PIPELINE_ALERTS_ALERT_FIXTURE_H_

#include <algorithm>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "corpus/corpus.h"
#include "pipeline/alerts/alerts.h"
#include "pipeline/base/file.h"
#include "pipeline/base/sha256.h"
#include "tests/pipeline/alerts/mail_parser.h"
#include "tests/pipeline/alerts/paper_builder.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::tests {

// The value of a Result, or an exception with its error.
template <typename T>
T Need(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().ToString());
  return std::move(*result);
}
inline void Need(const Status& status) {
  if (!status) throw std::runtime_error(status.error().ToString());
}

// A real corpus in a folder of its own, with a maildir beside it and a clock that tests set.
class AlertFixture {
 public:
  AlertFixture() : clock(*ParseInstant("2026-03-10T02:00:00Z")) {
    Open();
    options.from_address = "alerts@example.org";
    options.maildir = folder.path() / "mail";
    options.vocabulary = {{{"tender.award", "Contract awarded"}},
                          {{"youth-services", "Youth services"}, {"libraries", "Libraries"}},
                          {{"capita", "Capita"}, {"serco", "Serco"}}};
  }

  void Open() {
    corpus =
        Need(corpus::Corpus::Open(folder.path() / "data", corpus::OpenMode::kReadWrite, clock));
  }
  void Close() { corpus.reset(); }

  // Stores a paper (or another version of it, by its title) and makes it durable.
  void Store(const Paper& paper, const std::vector<TaggedPage>& pages) {
    corpus::ReadPaper read;
    read.source = paper.source;
    read.locator = paper.locator;
    read.metadata = paper.metadata;
    read.stage_version = "test";
    read.rule_revision = "test";
    std::string bytes = paper.locator;
    for (std::size_t i = 0; i < pages.size(); ++i) {
      Page page;
      page.number = static_cast<int>(i + 1);
      page.text = pages[i].text;
      page.has_text = !page.text.empty();
      bytes += '\f' + page.text;
      read.pages.push_back(std::move(page));
      auto mentions = pages[i].mentions;
      std::sort(mentions.begin(), mentions.end(),
                [](const Mention& a, const Mention& b) { return a.span < b.span; });
      read.mentions.push_back(std::move(mentions));
    }
    read.sha256 = Sha256Hex(bytes);
    read.size_bytes = static_cast<std::int64_t>(bytes.size());
    Need(corpus->papers().Add(read));
    Need(corpus->papers().Commit());
  }

  corpus::Subscription Youth(const std::string& name = "youth") const {
    corpus::Subscription subscription;
    subscription.name = name;
    subscription.email = name + "@example.org";
    subscription.services = {"youth-services"};
    subscription.tags = {Tag::kTender};
    return subscription;
  }
  void Subscribe(const corpus::Subscription& subscription, bool from_now = false) {
    Need(corpus->alerts().AddSubscription(subscription, from_now));
  }

  alerts::AlertReport Run() { return Need(alerts::RunAlerts(*corpus, options, clock)); }

  std::vector<std::filesystem::path> MailFiles() const {
    std::vector<std::filesystem::path> files;
    const auto box = options.maildir / "new";
    if (!std::filesystem::exists(box)) return files;
    for (const auto& entry : std::filesystem::directory_iterator(box)) {
      files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
  }
  // The texts of all messages, each read back by the strict parser.
  std::vector<std::string> Mail() const {
    std::vector<std::string> texts;
    for (const auto& file : MailFiles()) {
      const std::string bytes = Need(ReadFile(file));
      texts.push_back(MailParser(bytes).Text());
    }
    return texts;
  }
  // Takes all mail out of the box, as a reader does that moves it elsewhere.
  void EmptyBox() const {
    for (const auto& file : MailFiles()) std::filesystem::remove(file);
  }

  TemporaryFolder folder;
  FixedClock clock;
  std::unique_ptr<corpus::Corpus> corpus;
  alerts::AlertOptions options;
};

// A page with one passage that Youth() asks for; `words` tell passages apart.
inline TaggedPage YouthContract(const std::string& words) {
  return TaggedPage("Youth clubs: contract awarded, " + words + ".")
      .Youth("Youth clubs")
      .Tender("contract awarded");
}

inline std::size_t Occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

}  // namespace scrutineer::tests

#endif  // SCRUTINEER_TESTS_PIPELINE_ALERTS_ALERT_FIXTURE_H_
