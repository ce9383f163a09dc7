#ifndef SCRUTINEER_PIPELINE_PDF_WORKER_PAPER_H_
#define SCRUTINEER_PIPELINE_PDF_WORKER_PAPER_H_

#include <fmt/format.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "pipeline/pdf/worker_process.h"

namespace scrutineer::pdf {

// What a request of the protocol grants its paper.
template <typename Request>
Limits LimitsOf(const Request& request) {
  Limits limits;
  limits.time = std::chrono::milliseconds(request.time_ms);
  limits.memory_bytes = static_cast<std::int64_t>(request.memory_bytes);
  return limits;
}

// How far a worker is with the paper that it was given.
struct WorkerProcess::Paper {
  Limits limits;
  std::chrono::nanoseconds time_left{};
  bool accepted = false;
  std::optional<DocumentProperties> properties;
  int pages_read = 0;
  int only_page = 0;                // what an OCR worker reads
  PagePlaces* places = nullptr;     // that are wanted and not there yet
  std::size_t last_text_bytes = 0;  // of the page read last

  // "on page 12 of 80"
  std::string Where() const {
    if (only_page > 0) return fmt::format("on page {}", only_page);
    if (!properties) return "while opening it";
    if (pages_read >= properties->page_count) return "after its last page";
    return fmt::format("on page {} of {}", pages_read + 1, properties->page_count);
  }
};

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_WORKER_PAPER_H_
