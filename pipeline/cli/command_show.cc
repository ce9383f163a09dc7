#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "pipeline/cli/command.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/output.h"

namespace scrutineer::cli {
namespace {

struct ShowFlags {
  std::string reference;
  int page = 0;
  Format format = Format::kText;
};

void PrintHeading(const corpus::PaperRow& row) {
  const PaperMetadata& metadata = row.paper.metadata;
  const auto line = [](std::string_view name, const std::string& value) {
    if (!value.empty()) PrintLine(fmt::format("{:<11}{}", name, Printable(value)));
  };
  line("title", metadata.title);
  line("council", metadata.council);
  line("committee", metadata.committee);
  line("meeting", metadata.meeting_date ? FormatDateLong(*metadata.meeting_date) : "");
  line("kind", std::string(PaperKindName(metadata.kind)));
  line("pages", std::to_string(row.version.page_count));
  line("paper", fmt::format("{}, {}", row.paper.id, Counted(row.version_count, "version")));
  line("path", row.paper.locator);
  line("sha256", row.version.sha256);
}

void PrintPage(const corpus::PaperRow& row, const Page& page) {
  PrintLine(fmt::format("\n--- page {}{} · {}", page.number,
                        page.label.empty() ? "" : fmt::format(" (printed {})", page.label),
                        Printable(Citation(row.paper, page.number))));
  if (!page.readable) {
    PrintLine("[this page is damaged and could not be read]");
  } else if (!page.has_text) {
    PrintLine("[this page has no text layer: a scan, or blank]");
  }
  PrintLine(page.text);
}

nlohmann::ordered_json PageJson(const Page& page) {
  nlohmann::ordered_json json;
  json["page"] = page.number;
  if (!page.label.empty()) json["label"] = page.label;
  json["readable"] = page.readable;
  json["has_text"] = page.has_text;
  json["text"] = page.text;
  return json;
}

Result<int> RunShow(Session& session, const ShowFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto row, corpus->papers().Find(flags.reference));
  SCRUTINEER_ASSIGN_OR_RETURN(auto pages, corpus->papers().Pages(row.version.id));
  if (flags.page > 0) {
    std::erase_if(pages, [&](const Page& page) { return page.number != flags.page; });
    if (pages.empty()) {
      return Fail(ErrorCode::kNotFound,
                  fmt::format("has {}, none is number {}", Counted(row.version.page_count, "page"),
                              flags.page),
                  row.paper.locator);
    }
  }
  if (flags.format == Format::kText) {
    PrintHeading(row);
    for (const Page& page : pages) PrintPage(row, page);
    return kExitDone;
  }
  auto json = PaperJson(row);
  json["text"] = nlohmann::ordered_json::array();
  for (const Page& page : pages) json["text"].push_back(PageJson(page));
  PrintJson(json, flags.format);
  return kExitDone;
}

}  // namespace

void DefineShow(CLI::App& app, CommandBody& chosen) {
  CLI::App* command = app.add_subcommand("show", "show one paper, or one page of it");
  const auto flags = std::make_shared<ShowFlags>();
  command
      ->add_option("PAPER", flags->reference,
                   "its number, the start of its SHA-256, or the end of its path")
      ->required();
  command->add_option("--page", flags->page, "only this page (from 1)")
      ->check(CLI::PositiveNumber.description(""));
  AddFormat(*command, flags->format, {"text", "json"});
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return RunShow(session, *flags); };
  });
}

}  // namespace scrutineer::cli
