#ifndef SCRUTINEER_PIPELINE_PDF_OCR_READER_H_
#define SCRUTINEER_PIPELINE_PDF_OCR_READER_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/base/result.h"
#include "pipeline/pdf/ocr.h"
#include "pipeline/pdf/protections.h"

namespace scrutineer::pdf {

class ProcessSpawner;
class WorkerProcess;

struct OcrOptions {
  std::filesystem::path worker_program;               // empty: FindOcrProgram()
  std::chrono::milliseconds time{120'000};            // per page
  std::int64_t memory_bytes = std::int64_t{1} << 30;  // per page
  std::vector<std::string> passwords;                 // as PoolOptions::passwords
};

// As FindWorkerProgram, by SCRUTINEER_OCR_WORKER.
Result<std::filesystem::path> FindOcrProgram();

// One OCR worker process, replaced where a page ended it. Tesseract never runs in this process.
// Used by one thread at a time; run as many as there are processors.
class OcrReader {
 public:
  // Errors: kWorkerUnavailable, also where Tesseract has no English model (the message says how to
  // install it).
  static Result<std::unique_ptr<OcrReader>> Start(const OcrOptions& options);
  ~OcrReader();
  OcrReader(const OcrReader&) = delete;
  OcrReader& operator=(const OcrReader&) = delete;

  // Reads one page (from 1) of the PDF behind `fd`, blocking until done; `welsh` with the Welsh
  // model beside the English one, where there is one. Errors: kNotAPdf, kEncrypted, kDamaged (also
  // where there is no such page), kTimeLimit, kMemoryLimit, kWorkerCrashed, kSandboxViolation,
  // kWorkerUnavailable.
  Result<RecognizedPage> Read(int fd, int page_number, bool welsh);

  // For example "tesseract 5.3.0, ocr 1, text 2".
  const std::string& engine() const { return engine_; }
  const std::vector<std::string>& models() const { return models_; }
  bool has_welsh() const;
  bool has_orientation() const;  // false: pages on their side cannot be read
  const Protections& protections() const { return protections_; }
  std::int64_t peak_bytes() const { return peak_bytes_; }

 private:
  explicit OcrReader(OcrOptions options);
  Status StartWorker();

  OcrOptions options_;
  std::string engine_;
  std::vector<std::string> models_;
  Protections protections_;
  std::int64_t peak_bytes_ = 0;
  std::unique_ptr<ProcessSpawner> spawner_;  // before the worker, which must not outlive it
  std::unique_ptr<WorkerProcess> worker_;
};

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_OCR_READER_H_
