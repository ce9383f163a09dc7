#include "pipeline/pdf/page_drawer.h"

#include <utility>

#include "pipeline/pdf/ocr_request.h"
#include "pipeline/pdf/process_spawner.h"
#include "pipeline/pdf/protocol.h"
#include "pipeline/pdf/worker_process.h"

namespace scrutineer::pdf {

PageDrawer::PageDrawer(OcrOptions options)
    : options_(std::move(options)), spawner_(std::make_unique<ProcessSpawner>()) {}

PageDrawer::~PageDrawer() = default;

Result<std::unique_ptr<PageDrawer>> PageDrawer::Start(const OcrOptions& options) {
  std::unique_ptr<PageDrawer> drawer(new PageDrawer(options));
  if (drawer->options_.worker_program.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(drawer->options_.worker_program, FindOcrProgram());
  }
  SCRUTINEER_ASSIGN_OR_RETURN(
      drawer->worker_, WorkerProcess::Start(*drawer->spawner_, drawer->options_.worker_program));
  SCRUTINEER_RETURN_IF_ERROR(drawer->worker_->HearModels(drawer->options_.worker_program));
  return drawer;
}

Result<std::string> PageDrawer::Draw(int fd, int page_number, const std::vector<PageBox>& boxes) {
  SCRUTINEER_ASSIGN_OR_RETURN(auto request, RequestFor<protocol::DrawRequest>(fd, options_));
  request.page = static_cast<std::uint32_t>(page_number);
  request.boxes = boxes;
  return worker_->Draw(fd, request);
}

}  // namespace scrutineer::pdf
