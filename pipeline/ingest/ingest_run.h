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
#include "pipeline/ingest/paper_reader.h"
#include "pipeline/sources/folder_source.h"

namespace scrutineer::ingest {

// The state that the threads of one ingest share. Reading and tagging run side by side; everything
// that touches the corpus runs under one lock, for a corpus handle serves one thread at a time.
class IngestRun {
 public:
  IngestRun(const IngestContext& context, const IngestOptions& options, const PaperReader& reader,
            std::vector<sources::OfferedFile> files, ProgressListener& progress);

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
  };

  std::optional<sources::OfferedFile> Next();
  // A run error only; what is wrong with the file becomes its outcome.
  Status TakeThrough(const sources::OfferedFile& file);
  // The outcome where the corpus already knows the file or its bytes and needs no more.
  Result<std::optional<FileOutcome>> KnownByStamp(const sources::OfferedFile& file,
                                                  const corpus::FileStamp& stamp);
  Result<std::optional<FileOutcome>> KnownByBytes(const sources::OfferedFile& file,
                                                  const Claim& claim);
  std::optional<FileOutcome> SettledOutcome(const std::filesystem::path& path,
                                            const corpus::LocationRecord& record) const;
  Status ReadAndStore(const sources::OfferedFile& file, Claim claim);
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
  const PaperReader& reader_;
  const std::vector<sources::OfferedFile> files_;
  ProgressListener& progress_;

  std::mutex mutex_;
  std::condition_variable claims_changed_;
  std::size_t next_ = 0;
  std::set<std::string> claimed_;     // SHA-256 of bytes being read now
  std::vector<FileOutcome> pending_;  // written, not yet durable
  bool rules_recorded_ = false;
  bool has_writes_ = false;  // of which some wait for a commit
  std::chrono::steady_clock::time_point last_commit_;
  std::optional<Error> fatal_;
  IngestReport report_;
};

}  // namespace scrutineer::ingest

#endif  // SCRUTINEER_PIPELINE_INGEST_INGEST_RUN_H_
