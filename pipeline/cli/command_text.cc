#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <utility>
#include <vector>

#include "pipeline/base/file.h"
#include "pipeline/cli/as_pdf.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/ocr_output.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/page_ocr.h"
#include "pipeline/cli/passwords.h"
#include "pipeline/pdf/worker_pool.h"
#include "pipeline/text/paper_text.h"

namespace scrutineer::cli {
namespace {

struct TextFlags {
  std::filesystem::path file;
  std::filesystem::path passwords;
  int page = 0;  // 0: all
  bool furniture = false;
  bool ocr = false;
};

Result<int> RunText(Session& session, const TextFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(auto options, session.pool_options());
  if (!flags.passwords.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(options.passwords, ReadPasswords(flags.passwords));
  }
  options.workers = 1;
  SCRUTINEER_ASSIGN_OR_RETURN(FileDescriptor bytes, OpenForReading(flags.file));
  const auto as_pdf = AsPdf(std::move(bytes), flags.file);
  if (!as_pdf) {
    return Fail(as_pdf.error().code, as_pdf.error().message, flags.file.string());
  }
  const FileDescriptor& fd = *as_pdf;
  SCRUTINEER_ASSIGN_OR_RETURN(const auto pool, pdf::WorkerPool::Start(options));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto ocr_options, OcrOptionsOf(session));
  PageOcr ocr(ocr_options.reader);
  int unreadable = 0;
  std::vector<Page> pages;
  text::PaperText paper([&](Page page) {
    pages.push_back(std::move(page));
    const Page& last = pages.back();
    if (flags.page != 0 && last.number != flags.page) return;
    if (!last.readable) ++unreadable;
    if (last.number > 1 && flags.page == 0) Print("\f");
    PrintLine(text::PrintedText(pages, pages.size() - 1, flags.furniture));
  });
  const auto take_page = [&](ExtractedPage page) {
    if (flags.ocr && (flags.page == 0 || flags.page == page.number)) ocr.Read(fd.get(), page);
    paper.Add(std::move(page));
  };
  const auto properties = pool->Extract(fd.get(), take_page);
  paper.Finish();
  if (!properties) {
    return Fail(properties.error().code, properties.error().message, flags.file.string());
  }
  if (flags.page > properties->page_count) {
    return Fail(ErrorCode::kNotFound,
                fmt::format("has {}, none is number {}", Counted(properties->page_count, "page"),
                            flags.page),
                flags.file.string());
  }
  if (ocr.error()) {
    return Fail(ocr.error()->code, ocr.error()->message, flags.file.string());
  }
  if (unreadable > 0) {
    fmt::print(stderr, "scrutineer: {}: {} damaged and could not be read\n", flags.file.string(),
               Counted(unreadable, "page is", "pages are"));
    return kExitPartly;
  }
  return kExitDone;
}

}  // namespace

void DefineText(CLI::App& app, CommandBody& chosen) {
  CLI::App* command = app.add_subcommand(
      "text",
      "print the text of a paper, each word on the page that bears it, pages parted by form feeds");
  const auto flags = std::make_shared<TextFlags>();
  command->add_option("FILE", flags->file, "a PDF, office document or web page")->required();
  command->add_option("--page", flags->page, "only this page (from 1)")
      ->check(CLI::PositiveNumber.description(""));
  command->add_option("--passwords", flags->passwords,
                      "file of passwords, one a line, to try where the PDF needs one");
  command->add_flag("--furniture", flags->furniture,
                    "with running headers, footers, page numbers and watermarks");
  command->add_flag("--ocr", flags->ocr,
                    "read pages without a usable text layer from their images");
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return RunText(session, *flags); };
  });
}

}  // namespace scrutineer::cli
