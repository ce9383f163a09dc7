#ifndef SCRUTINEER_PIPELINE_PDF_WORKER_PDF_READER_H_
#define SCRUTINEER_PIPELINE_PDF_WORKER_PDF_READER_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/pdf/protocol.h"

namespace scrutineer::pdf {

// Takes what is said to the pool; false when nobody listens any more.
using Listener = std::function<bool(const protocol::Message&)>;

struct ReadingOptions {
  int page_limit = 0;
  const std::vector<std::string>& passwords;  // tried in turn where the PDF needs one
  int places_page = 0;                        // whose words' places are said, too; 0: none
};

// Reads a PDF with Poppler and says its properties, each page, and the end, or else the failure.
// `bytes` must stay as they are meanwhile. False when the listener is gone.
bool ReadPdf(std::string_view bytes, const ReadingOptions& options, const Listener& say);

// For example "poppler 22.12.0, text 1".
std::string StageVersion();

// Keeps what Poppler shares between papers (its tables of characters, read from files) from being
// let go after each paper and made anew for the next.
void KeepPopplerReady();

// Poppler's complaints go nowhere but into the message of a failure. Call once, before ReadPdf.
void KeepPopplerQuiet();

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_WORKER_PDF_READER_H_
