// The OCR worker program: reads one page after another from its image for the pool that started it,
// which is its parent, speaking protocol.h at descriptor kWorkerSocket. Argument: the parent's
// process id.

#include <fmt/format.h>
#include <poppler-global.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include "pipeline/base/file.h"
#include "pipeline/pdf/exit_codes.h"
#include "pipeline/pdf/protocol.h"
#include "pipeline/pdf/sandbox/sandbox.h"
#include "pipeline/pdf/worker/mapped_file.h"
#include "pipeline/pdf/worker/ocr/page_image.h"
#include "pipeline/pdf/worker/ocr/recognizer.h"
#include "pipeline/pdf/worker/open_document.h"
#include "pipeline/pdf/worker/pool_link.h"
#include "pipeline/pdf/worker/resource_limits.h"

namespace scrutineer::pdf {
namespace {

protocol::Failure CannotBeDrawn(int page_number) {
  return {ErrorCode::kDamaged, fmt::format("page {} cannot be drawn", page_number)};
}

// The page of the request's paper, or why there is none. The document must outlive it.
struct OpenPage {
  std::unique_ptr<poppler::document> document;
  std::unique_ptr<poppler::page> page;
  std::optional<protocol::Failure> failure;
};

template <typename Request>
OpenPage Open(const Request& request, std::string_view bytes) {
  using protocol::Failure;
  OpenPage open;
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    open.failure = Failure{ErrorCode::kMemoryLimit, "is larger than 2 GiB"};
    return open;
  }
  open.document = OpenDocument(bytes, request.passwords);
  const auto number = static_cast<int>(request.page);
  if (!open.document) {
    open.failure = Failure{ErrorCode::kDamaged, "is damaged: it cannot be opened"};
  } else if (open.document->is_locked()) {
    open.failure = Locked(request.passwords.size());
  } else if (number < 1 || number > open.document->pages()) {
    open.failure = Failure{ErrorCode::kDamaged, fmt::format("has no page {}", number)};
  } else if (open.page.reset(open.document->create_page(number - 1)); !open.page) {
    open.failure = CannotBeDrawn(number);
  }
  return open;
}

protocol::Message Answer(const protocol::RecognizeRequest& request, std::string_view bytes,
                         Recognizer& recognizer) {
  const OpenPage open = Open(request, bytes);
  if (open.failure) return *open.failure;
  const auto number = static_cast<int>(request.page);
  const PageImage image = DrawPage(*open.page);
  if (!image.pix) return CannotBeDrawn(number);
  RecognizedPage page = recognizer.Read(image, request.welsh);
  page.number = number;
  return page;
}

protocol::Message Answer(const protocol::DrawRequest& request, std::string_view bytes,
                         Recognizer& /*recognizer*/) {
  const OpenPage open = Open(request, bytes);
  if (open.failure) return *open.failure;
  const auto number = static_cast<int>(request.page);
  protocol::Picture picture = {number, DrawPicture(*open.page, request.boxes)};
  if (picture.png.empty() || picture.png.size() + 64 > protocol::kMaxPayloadBytes) {
    return CannotBeDrawn(number);
  }
  return picture;
}

template <typename Request>
bool Serve(const Request& request, const FileDescriptor& file, Recognizer& recognizer) {
  LimitNextPaper(request.memory_bytes, std::chrono::milliseconds(request.time_ms));
  if (!Say(protocol::Accepted{})) return false;
  const MappedFile mapped(file.get(), request.size_bytes);
  return Say(Answer(request, mapped.bytes(), recognizer));
}

int Run(pid_t parent) {
  TieToParent(parent);
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  ::setMsgSeverity(L_SEVERITY_NONE);
  protocol::Hello hello;
  hello.stage_version = OcrStageVersion();
  if (!Say(hello)) return kExitLostPool;
  Recognizer recognizer;  // before the sandbox, which opens no model
  if (!Say(EnterSandbox()) || !Say(protocol::Models{recognizer.models()})) return kExitLostPool;
  protocol::FrameReader reader;
  while (true) {
    FileDescriptor file;
    const auto request =
        AwaitRequest<protocol::RecognizeRequest, protocol::DrawRequest>(reader, file);
    if (!request) return 0;
    const auto serve = [&](const auto& asked) { return Serve(asked, file, recognizer); };
    if (!std::visit(serve, *request)) return 0;
  }
}

// Tesseract would start four threads a page, which the sandbox forbids, and which would stand in
// each other's way where as many workers run as there are processors. OpenMP reads its settings
// before main does.
void KeepToOneThread(char** arguments) {
  constexpr const char* kVariable = "OMP_THREAD_LIMIT";
  const char* limit = std::getenv(kVariable);
  if (limit != nullptr && std::string_view(limit) == "1") return;
  ::setenv(kVariable, "1", 1);
  ::execv("/proc/self/exe", arguments);  // where it fails, Tesseract is slower, or cannot read
}

}  // namespace
}  // namespace scrutineer::pdf

int main(int argc, char** argv) {
  const std::string_view argument = argc == 2 ? argv[1] : "";
  pid_t parent = 0;
  std::from_chars(argument.data(), argument.data() + argument.size(), parent);
  if (parent <= 0) {
    std::fputs(
        "scrutineer-ocr-worker reads scanned pages for scrutineer, which starts it by itself\n",
        stderr);
    return scrutineer::pdf::kExitUsage;
  }
  scrutineer::pdf::KeepToOneThread(argv);
  try {
    return scrutineer::pdf::Run(parent);
  } catch (const std::exception& exception) {
    std::fputs(exception.what(), stderr);
    return scrutineer::pdf::kExitLostPool;
  }
}
