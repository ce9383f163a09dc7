#include "pipeline/pdf/ocr_reader.h"

#include <algorithm>
#include <utility>

#include "pipeline/pdf/ocr_request.h"
#include "pipeline/pdf/process_spawner.h"
#include "pipeline/pdf/protocol.h"
#include "pipeline/pdf/worker_process.h"

namespace scrutineer::pdf {
namespace {

// Tesseract and Poppler leak slowly.
constexpr std::int64_t kRecycleOcrBytes = std::int64_t{600} << 20;
constexpr int kRecyclePages = 500;

bool Holds(const std::vector<std::string>& names, const char* name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

OcrReader::OcrReader(OcrOptions options)
    : options_(std::move(options)), spawner_(std::make_unique<ProcessSpawner>()) {}

OcrReader::~OcrReader() = default;

Result<std::unique_ptr<OcrReader>> OcrReader::Start(const OcrOptions& options) {
  std::unique_ptr<OcrReader> reader(new OcrReader(options));
  if (reader->options_.worker_program.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(reader->options_.worker_program, FindOcrProgram());
  }
  SCRUTINEER_RETURN_IF_ERROR(reader->StartWorker());
  return reader;
}

Status OcrReader::StartWorker() {
  SCRUTINEER_ASSIGN_OR_RETURN(worker_, WorkerProcess::Start(*spawner_, options_.worker_program));
  SCRUTINEER_ASSIGN_OR_RETURN(models_, worker_->HearModels(options_.worker_program));
  if (!Holds(models_, kEnglishModel)) {
    return Fail(ErrorCode::kWorkerUnavailable,
                "scanned pages cannot be read: Tesseract's data for English are missing (apt-get "
                "install tesseract-ocr-eng, or set TESSDATA_PREFIX to where they are)");
  }
  engine_ = worker_->stage_version();
  protections_ = worker_->protections();
  return {};
}

bool OcrReader::has_welsh() const { return Holds(models_, kWelshModel); }

bool OcrReader::has_orientation() const { return Holds(models_, kOrientationModel); }

Result<RecognizedPage> OcrReader::Read(int fd, int page_number, bool welsh) {
  SCRUTINEER_ASSIGN_OR_RETURN(auto request, RequestFor<protocol::RecognizeRequest>(fd, options_));
  request.page = static_cast<std::uint32_t>(page_number);
  request.welsh = welsh;
  while (true) {
    const bool usable = worker_ && worker_->IsReady() && worker_->papers_read() < kRecyclePages &&
                        worker_->PrivateBytes() < kRecycleOcrBytes;
    if (!usable) SCRUTINEER_RETURN_IF_ERROR(StartWorker());
    const bool fresh = worker_->papers_read() == 0;
    auto [outcome, accepted] = worker_->Recognize(fd, request);
    peak_bytes_ = std::max(peak_bytes_, worker_->peak_bytes());
    // Died while idle, unseen: a fresh worker reads the page.
    if (accepted || fresh) return std::move(outcome);
  }
}

}  // namespace scrutineer::pdf
