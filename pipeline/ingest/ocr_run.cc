#include "pipeline/ingest/ocr_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>

#include "pipeline/ingest/error_kinds.h"
#include "pipeline/ingest/paper_reader.h"
#include "pipeline/text/text_layer.h"

namespace scrutineer::ingest {
namespace {

using std::chrono::steady_clock;

std::chrono::milliseconds Since(steady_clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - start);
}

// The state that the threads of one run share. Pages are read side by side; everything that touches
// the corpus runs under one lock.
class OcrRun {
 public:
  OcrRun(const IngestContext& context, const OcrRunOptions& options)
      : context_(context), options_(options), started_(steady_clock::now()) {}

  Result<OcrReport> Run();

 private:
  Status ReadAll();
  void WorkThrough(pdf::OcrReader& reader);
  std::optional<corpus::WaitingPage> Next();
  bool IsOver() const;
  Status ReadPage(pdf::OcrReader& reader, const corpus::WaitingPage& page);
  // With the Welsh model where the paper is in Welsh.
  Result<corpus::OcrText> Recognize(pdf::OcrReader& reader, int fd,
                                    const corpus::WaitingPage& page);
  Result<bool> IsWelsh(const corpus::WaitingPage& page);
  Status Note(const corpus::WaitingPage& page, const Result<corpus::OcrText>& text);
  // Takes the paper through all stages with the texts that were read.
  Status Rewrite(const PaperReader& reader, std::int64_t version_id);
  Status RewriteAll();

  const IngestContext& context_;
  const OcrRunOptions& options_;
  const steady_clock::time_point started_;

  std::mutex mutex_;
  std::vector<corpus::WaitingPage> queue_;
  std::size_t next_ = 0;
  std::int64_t done_ = 0;
  std::map<std::int64_t, bool> welsh_versions_;
  std::optional<Error> fatal_;
  OcrReport report_;
};

Result<OcrReport> OcrRun::Run() {
  SCRUTINEER_ASSIGN_OR_RETURN(queue_, context_.corpus->ocr().Waiting());
  if (!queue_.empty() && !IsOver()) SCRUTINEER_RETURN_IF_ERROR(ReadAll());
  SCRUTINEER_RETURN_IF_ERROR(RewriteAll());
  SCRUTINEER_ASSIGN_OR_RETURN(const auto counts, context_.corpus->ocr().Counts());
  report_.waiting = counts.waiting;
  return std::move(report_);
}

Status OcrRun::ReadAll() {
  const auto count =
      std::min(static_cast<std::size_t>(std::max(1, options_.pool.workers)), queue_.size());
  std::vector<std::unique_ptr<pdf::OcrReader>> readers;
  for (std::size_t i = 0; i < count; ++i) {
    SCRUTINEER_ASSIGN_OR_RETURN(auto reader, pdf::OcrReader::Start(options_.reader));
    readers.push_back(std::move(reader));
  }
  report_.engine = readers.front()->engine();
  report_.turns_missing = !readers.front()->has_orientation();
  {
    std::vector<std::jthread> threads;
    threads.reserve(readers.size());
    for (const auto& reader : readers) {
      threads.emplace_back([this, &reader] { WorkThrough(*reader); });
    }
  }
  report_.elapsed = Since(started_);
  if (!fatal_) return {};
  context_.corpus->papers().Rollback();
  return Fail(*fatal_);
}

bool OcrRun::IsOver() const {
  return (context_.stop != nullptr && context_.stop->load()) ||
         (options_.budget && Since(started_) >= *options_.budget);
}

std::optional<corpus::WaitingPage> OcrRun::Next() {
  const std::lock_guard lock(mutex_);
  if (fatal_ || next_ == queue_.size() || IsOver()) return std::nullopt;
  return queue_[next_++];
}

void OcrRun::WorkThrough(pdf::OcrReader& reader) {
  while (const auto page = Next()) {
    if (Status status = ReadPage(reader, *page); !status) {
      const std::lock_guard lock(mutex_);
      if (!fatal_) fatal_ = std::move(status).error();
    }
  }
}

Status OcrRun::ReadPage(pdf::OcrReader& reader, const corpus::WaitingPage& page) {
  const auto start = steady_clock::now();
  const auto bytes = context_.blobs->Get(page.sha256);
  auto text =
      bytes ? Recognize(reader, bytes->get(), page) : Result<corpus::OcrText>(Fail(bytes.error()));
  if (!text && IsRunError(text.error().code)) return Fail(std::move(text).error());
  if (text) text->duration = Since(start);
  const std::lock_guard lock(mutex_);
  SCRUTINEER_RETURN_IF_ERROR(Note(page, text));
  ++done_;
  if (options_.progress) {
    options_.progress(done_, static_cast<std::int64_t>(queue_.size()));
  }
  return {};
}

Result<corpus::OcrText> OcrRun::Recognize(pdf::OcrReader& reader, int fd,
                                          const corpus::WaitingPage& page) {
  SCRUTINEER_ASSIGN_OR_RETURN(const bool welsh, IsWelsh(page));
  SCRUTINEER_ASSIGN_OR_RETURN(auto read, reader.Read(fd, page.page_number, welsh));
  const bool looks_welsh = text::LooksWelsh(read.text);
  if (looks_welsh && !read.welsh && reader.has_welsh()) {
    SCRUTINEER_ASSIGN_OR_RETURN(read, reader.Read(fd, page.page_number, true));
  }
  if (looks_welsh && !reader.has_welsh()) {
    const std::lock_guard lock(mutex_);
    ++report_.welsh_missing;
  }
  corpus::OcrText text;
  text.text = std::move(read.text);
  text.confidence = read.confidence;
  text.words = read.words;
  text.dropped_words = read.dropped_words;
  text.quarter_turns = read.quarter_turns;
  text.skew_hundredths = read.skew;
  text.welsh = read.welsh;
  text.engine = reader.engine();
  return text;
}

// By the council's nation, or by the pages that have a text layer.
Result<bool> OcrRun::IsWelsh(const corpus::WaitingPage& page) {
  if (context_.councils->NationOf(page.paper.metadata.council) == Nation::kWales) return true;
  const std::lock_guard lock(mutex_);
  const auto known = welsh_versions_.find(page.version_id);
  if (known != welsh_versions_.end()) return known->second;
  SCRUTINEER_ASSIGN_OR_RETURN(const auto pages, context_.corpus->papers().Pages(page.version_id));
  const bool welsh = std::any_of(pages.begin(), pages.end(),
                                 [](const Page& other) { return text::LooksWelsh(other.text); });
  welsh_versions_.emplace(page.version_id, welsh);
  return welsh;
}

Status OcrRun::Note(const corpus::WaitingPage& page, const Result<corpus::OcrText>& text) {
  corpus::OcrLedger& ledger = context_.corpus->ocr();
  if (text) {
    ++(text->words > 0 ? report_.read : report_.blank);
    SCRUTINEER_RETURN_IF_ERROR(ledger.RecordText(page.version_id, page.page_number, *text));
    return context_.corpus->papers().Commit();
  }
  const Error& error = text.error();
  SCRUTINEER_ASSIGN_OR_RETURN(const int tries, ledger.Tries(page.version_id, page.page_number));
  const bool final = IsPermanent(error.code) || tries + 1 >= kMaxAttempts;
  SCRUTINEER_RETURN_IF_ERROR(ledger.RecordFailure(page.version_id, page.page_number, error, final));
  report_.failures.push_back(
      {page.paper, page.page_number, final, tries + 1, error.code, error.message});
  return context_.corpus->papers().Commit();
}

Status OcrRun::RewriteAll() {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto versions, context_.corpus->ocr().VersionsToRewrite());
  if (versions.empty()) return {};
  SCRUTINEER_ASSIGN_OR_RETURN(const auto pool, pdf::WorkerPool::Start(options_.pool));
  const PaperReader reader(*pool, *context_.rules, *context_.councils);
  SCRUTINEER_RETURN_IF_ERROR(
      context_.corpus->tagging().RecordParts(context_.rules->revision(), context_.rules->Parts()));
  for (const std::int64_t version_id : versions) {
    SCRUTINEER_RETURN_IF_ERROR(Rewrite(reader, version_id));
  }
  return {};
}

Status OcrRun::Rewrite(const PaperReader& reader, std::int64_t version_id) {
  corpus::PaperStore& papers = context_.corpus->papers();
  SCRUTINEER_ASSIGN_OR_RETURN(const auto version, papers.Version(version_id));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto texts, context_.corpus->ocr().TextsOf(version.sha256));
  const auto bytes = context_.blobs->Get(version.sha256);
  auto paper = bytes ? reader.Read(
                           bytes->get(), version.paper.locator, [](int, int) {}, texts)
                     : Result<corpus::ReadPaper>(Fail(bytes.error()));
  if (!paper) {
    if (IsRunError(paper.error().code)) return Fail(std::move(paper).error());
    report_.not_rewritten.push_back(
        {paper.error().code, paper.error().message, version.paper.locator});
    return {};
  }
  SCRUTINEER_RETURN_IF_ERROR(papers.Rewrite(version_id, *paper));
  SCRUTINEER_RETURN_IF_ERROR(papers.Commit());
  ++report_.papers;
  return {};
}

}  // namespace

double OcrReport::pages_per_minute() const {
  const double minutes = static_cast<double>(elapsed.count()) / 60'000;
  return minutes > 0 ? static_cast<double>(read + blank) / minutes : 0;
}

Result<OcrReport> RunOcr(const IngestContext& context, const OcrRunOptions& options) {
  return OcrRun(context, options).Run();
}

}  // namespace scrutineer::ingest
