#ifndef SCRUTINEER_PIPELINE_INGEST_INGEST_RUN_H_
#define SCRUTINEER_PIPELINE_INGEST_INGEST_RUN_H_

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/office.h"
#include "pipeline/ingest/paper_reader.h"
#include "pipeline/sources/file_format.h"
#include "pipeline/sources/folder_source.h"

namespace scrutineer::ingest {

// The state that the threads of one ingest share. Reading and tagging run side by side; everything
// that touches the corpus runs under one lock, for a corpus handle serves one thread at a time.
class IngestRun {
 public:
  IngestRun(const IngestContext& context, const IngestOptions& options, pdf::WorkerPool& pool,
            const PaperReader& reader, std::vector<sources::OfferedFile> files,
            ProgressListener& progress);

  // Takes files until none is left, the run is stopped or a run error occurred. Call from any
  // number of threads.
  void WorkThrough();

  // After all threads are done: makes the rest durable and adds up. The first run error, if any.
  Result<IngestReport> Finish();

 private:
  // A file's bytes, once stored, with the right to read them (no other thread reads the same).
  struct Claim {
    corpus::BlobStore::Blob blob;
    std::optional<corpus::FileStamp> stamp;
    sources::FormatFinding finding;
  };

  std::optional<sources::OfferedFile> Next();
  // A run error only; what is wrong with the file becomes its outcome.
  Status TakeThrough(const sources::OfferedFile& file);
  // The file's bytes, open as `fd`: an attached file's path names it, but cannot be opened.
  Status TakeBytes(const sources::OfferedFile& file, int fd,
                   const std::optional<corpus::FileStamp>& stamp);
  static FileOutcome Skipped(const std::filesystem::path& path, std::string reason);
  // By LibreOffice, before it can be read.
  static bool MustBeConverted(const sources::FormatFinding& finding);
  // The outcome of a file that is nothing to read, or not here.
  std::optional<FileOutcome> NothingToRead(const sources::OfferedFile& file,
                                           const sources::FormatFinding& finding);
  // The outcome where the corpus already knows the file or its bytes and needs no more.
  Result<std::optional<FileOutcome>> KnownByStamp(const sources::OfferedFile& file,
                                                  const corpus::FileStamp& stamp);
  Result<std::optional<FileOutcome>> KnownByBytes(const sources::OfferedFile& file,
                                                  const Claim& claim);
  std::optional<FileOutcome> SettledOutcome(const std::filesystem::path& path,
                                            const corpus::LocationRecord& record) const;
  // Whether results of this version are those of this run's stages, its converter included.
  bool IsFresh(std::string_view stage_version) const;
  std::string StageVersionOf(const sources::FormatFinding& finding) const;
  // Under the lock: whether no file attached to the paper needs to be read (again).
  Result<bool> AttachmentsAreSettled(const std::string& locator);
  Status ReadAndStore(const sources::OfferedFile& file, Claim claim);
  Result<corpus::ReadPaper> Read(const sources::OfferedFile& file, const Claim& claim);
  Status Store(const sources::OfferedFile& file, const Claim& claim, corpus::ReadPaper paper,
               const std::vector<std::string>& attachments);
  void Release(const std::string& sha256);
  // Offers the files attached to a paper that was read, and takes each through. Their locators.
  Result<std::vector<std::string>> TakeAttachments(const sources::OfferedFile& file, int fd,
                                                   corpus::ReadPaper& paper);
  Status TakeAttachment(const sources::OfferedFile& parent, int fd, int index,
                        std::vector<std::string>& locators);
  // What was read from the images of these bytes' pages before.
  Result<corpus::OcrTexts> OcrTextsOf(const std::string& sha256);
  // Under the lock: notes what the rules are made of, before the first paper that they tag.
  Status RecordRules();
  Status StoreFailure(const sources::OfferedFile& file, const Claim* claim, const Error& error);

  // Under the lock: notes the outcome, and commits when enough has gathered.
  Status Settle(const sources::OfferedFile& file, FileOutcome outcome, bool wrote);
  Status CommitPending();
  void Fatal(Error error);

  const IngestContext& context_;
  const IngestOptions& options_;
  pdf::WorkerPool& pool_;
  const PaperReader& reader_;
  mutable Office office_;
  const std::vector<sources::OfferedFile> files_;
  ProgressListener& progress_;

  std::mutex mutex_;
  std::condition_variable claims_changed_;
  std::size_t next_ = 0;
  std::set<std::string> claimed_;     // SHA-256 of bytes being read now
  std::vector<FileOutcome> pending_;  // written, not yet durable
  bool rules_recorded_ = false;
  // Papers of which an attached file waits for a converter, by locator.
  std::set<std::string> waiting_for_office_;
  bool has_writes_ = false;  // of which some wait for a commit
  std::chrono::steady_clock::time_point last_commit_;
  std::optional<Error> fatal_;
  IngestReport report_;
};

}  // namespace scrutineer::ingest

#endif  // SCRUTINEER_PIPELINE_INGEST_INGEST_RUN_H_
