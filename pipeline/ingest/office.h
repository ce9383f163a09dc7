#ifndef SCRUTINEER_PIPELINE_INGEST_OFFICE_H_
#define SCRUTINEER_PIPELINE_INGEST_OFFICE_H_

#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "pipeline/pdf/office_converter.h"

namespace scrutineer::ingest {

// The converter of papers that are no PDFs, started when the first one is met. Thread-safe.
class Office {
 public:
  explicit Office(pdf::OfficeOptions options) : options_(std::move(options)) {}

  // Null where there is none; why() says so then.
  pdf::OfficeConverter* converter() {
    const std::lock_guard lock(mutex_);
    if (!started_) {
      started_ = true;
      auto started = pdf::OfficeConverter::Start(options_);
      if (started) {
        converter_ = std::move(*started);
      } else {
        why_ = std::move(started).error();
      }
    }
    return converter_.get();
  }
  // Only after converter() gave null.
  const Error& why() const { return *why_; }

 private:
  const pdf::OfficeOptions options_;
  std::mutex mutex_;
  bool started_ = false;
  std::unique_ptr<pdf::OfficeConverter> converter_;
  std::optional<Error> why_;
};

}  // namespace scrutineer::ingest

#endif  // SCRUTINEER_PIPELINE_INGEST_OFFICE_H_
