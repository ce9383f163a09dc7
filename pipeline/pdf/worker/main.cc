// The worker program: reads one PDF after another for the pool that started it, which is its
// parent, speaking protocol.h at descriptor kWorkerSocket. Argument: the parent's process id.

#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <exception>
#include <string_view>
#include <utility>
#include <variant>

#include "pipeline/base/file.h"
#include "pipeline/pdf/exit_codes.h"
#include "pipeline/pdf/protocol.h"
#include "pipeline/pdf/sandbox/sandbox.h"
#include "pipeline/pdf/worker/attached_files.h"
#include "pipeline/pdf/worker/mapped_file.h"
#include "pipeline/pdf/worker/pdf_reader.h"
#include "pipeline/pdf/worker/pool_link.h"
#include "pipeline/pdf/worker/resource_limits.h"

namespace scrutineer::pdf {
namespace {

bool Serve(const protocol::ReadRequest& request, const FileDescriptor& file) {
  LimitNextPaper(request.memory_bytes, std::chrono::milliseconds(request.time_ms));
  if (!Say(protocol::Accepted{})) return false;
  const MappedFile mapped(file.get(), request.size_bytes);
  return ReadPdf(
      mapped.bytes(),
      {static_cast<int>(request.pages), request.passwords, static_cast<int>(request.places_page)},
      Say);
}

bool Serve(const protocol::DetachRequest& request, const FileDescriptor& file) {
  LimitNextPaper(request.memory_bytes, std::chrono::milliseconds(request.time_ms));
  if (!Say(protocol::Accepted{})) return false;
  const MappedFile mapped(file.get(), request.size_bytes);
  return DetachFile(mapped.bytes(), request, Say);
}

int Run(pid_t parent) {
  TieToParent(parent);
  KeepPopplerQuiet();
  protocol::Hello hello;
  hello.stage_version = StageVersion();
  if (!Say(hello) || !Say(EnterSandbox())) return kExitLostPool;
  KeepPopplerReady();
  protocol::FrameReader reader;
  while (true) {
    FileDescriptor file;
    const auto request = AwaitRequest<protocol::ReadRequest, protocol::DetachRequest>(reader, file);
    if (!request) return 0;
    if (!std::visit([&](const auto& asked) { return Serve(asked, file); }, *request)) return 0;
  }
}

}  // namespace
}  // namespace scrutineer::pdf

int main(int argc, char** argv) {
  const std::string_view argument = argc == 2 ? argv[1] : "";
  pid_t parent = 0;
  std::from_chars(argument.data(), argument.data() + argument.size(), parent);
  if (parent <= 0) {
    std::fputs("scrutineer-pdf-worker reads PDFs for scrutineer, which starts it by itself\n",
               stderr);
    return scrutineer::pdf::kExitUsage;
  }
  try {
    return scrutineer::pdf::Run(parent);
  } catch (const std::exception& exception) {
    std::fputs(exception.what(), stderr);
    return scrutineer::pdf::kExitLostPool;
  }
}
