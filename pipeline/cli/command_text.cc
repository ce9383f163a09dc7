#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "pipeline/base/file.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/passwords.h"
#include "pipeline/pdf/worker_pool.h"
#include "pipeline/text/normalizer.h"

namespace scrutineer::cli {
namespace {

struct TextFlags {
  std::filesystem::path file;
  std::filesystem::path passwords;
  int page = 0;
};

Result<int> RunText(Session& session, const TextFlags& flags) {
  const auto& [file, passwords, only_page] = flags;
  SCRUTINEER_ASSIGN_OR_RETURN(auto options, session.pool_options());
  if (!passwords.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(options.passwords, ReadPasswords(passwords));
  }
  options.workers = 1;
  SCRUTINEER_ASSIGN_OR_RETURN(const FileDescriptor fd, OpenForReading(file));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto pool, pdf::WorkerPool::Start(options));
  int unreadable = 0;
  const auto print_page = [&](const pdf::ExtractedPage& page) {
    if (flags.page != 0 && page.number != flags.page) return;
    if (!page.readable) ++unreadable;
    if (page.number > 1 && flags.page == 0) Print("\f");
    PrintLine(text::Normalize(page.text).text);
  };
  const auto properties = pool->Extract(fd.get(), print_page);
  if (!properties) {
    return Fail(properties.error().code, properties.error().message, file.string());
  }
  if (only_page > properties->page_count) {
    return Fail(ErrorCode::kNotFound,
                fmt::format("has {}, none is number {}", Counted(properties->page_count, "page"),
                            only_page),
                file.string());
  }
  if (unreadable > 0) {
    fmt::print(stderr, "scrutineer: {}: {} damaged and could not be read\n", file.string(),
               Counted(unreadable, "page is", "pages are"));
    return kExitPartly;
  }
  return kExitDone;
}

}  // namespace

void DefineText(CLI::App& app, CommandBody& chosen) {
  CLI::App* command = app.add_subcommand(
      "text", "print the text of a PDF as it would be indexed, pages parted by form feeds");
  const auto flags = std::make_shared<TextFlags>();
  command->add_option("FILE", flags->file, "a PDF")->required();
  command->add_option("--page", flags->page, "only this page (from 1)")
      ->check(CLI::PositiveNumber.description(""));
  command->add_option("--passwords", flags->passwords,
                      "file of passwords, one a line, to try where the PDF needs one");
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return RunText(session, *flags); };
  });
}

}  // namespace scrutineer::cli
