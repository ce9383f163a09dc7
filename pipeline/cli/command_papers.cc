#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "pipeline/cli/command.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/output.h"

namespace scrutineer::cli {
namespace {

struct PapersFlags {
  FilterFlags filter;
  Format format = Format::kText;
};

std::string DateOrEmpty(const PaperMetadata& metadata) {
  return metadata.meeting_date ? FormatDate(*metadata.meeting_date) : std::string();
}

void PrintCsv(const std::vector<corpus::PaperRow>& rows) {
  PrintCsvLine({"id", "path", "council", "committee", "date", "kind", "title", "items", "pages",
                "pages_without_text", "sha256"});
  for (const corpus::PaperRow& row : rows) {
    const PaperMetadata& metadata = row.paper.metadata;
    PrintCsvLine({std::to_string(row.paper.id), row.paper.locator, metadata.council,
                  metadata.committee, DateOrEmpty(metadata),
                  std::string(PaperKindName(metadata.kind)), metadata.title,
                  metadata.item_count ? std::to_string(*metadata.item_count) : "",
                  std::to_string(row.version.page_count), std::to_string(row.pages_without_text),
                  row.version.sha256});
  }
}

void PrintText(const std::vector<corpus::PaperRow>& rows) {
  for (const corpus::PaperRow& row : rows) {
    const PaperMetadata& metadata = row.paper.metadata;
    std::string line =
        fmt::format("{:>5}  {:<10}  {:<12} {:>6}  {}", row.paper.id,
                    metadata.meeting_date ? FormatDate(*metadata.meeting_date) : "no date",
                    PaperKindName(metadata.kind), fmt::format("{} p", row.version.page_count),
                    Printable(CouncilName(metadata)));
    if (!metadata.committee.empty()) line += " · " + Printable(metadata.committee);
    PrintLine(line);
    PrintLine(fmt::format("       {}{}",
                          Printable(metadata.title.empty() ? "" : metadata.title + "  "),
                          Printable(row.paper.locator)));
    if (row.pages_without_text + row.pages_unreadable > 0) {
      PrintLine(fmt::format("       {} cannot be searched (no text layer or damaged)",
                            Counted(row.pages_without_text + row.pages_unreadable, "page")));
    }
  }
  PrintLine(Counted(static_cast<std::int64_t>(rows.size()), "paper"));
}

Result<int> RunPapers(Session& session, const PapersFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto filter, ToPaperFilter(flags.filter));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto rows, corpus->papers().List(filter));
  if (flags.format == Format::kText) {
    PrintText(rows);
  } else if (flags.format == Format::kCsv) {
    PrintCsv(rows);
  } else {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const corpus::PaperRow& row : rows) {
      if (flags.format == Format::kJsonLines) {
        PrintJson(PaperJson(row), Format::kJsonLines);
      } else {
        all.push_back(PaperJson(row));
      }
    }
    if (flags.format == Format::kJson) PrintJson(all, Format::kJson);
  }
  return rows.empty() ? kExitNothing : kExitDone;
}

}  // namespace

void DefinePapers(CLI::App& app, CommandBody& chosen) {
  CLI::App* command =
      app.add_subcommand("papers", "list the papers with what they say of themselves");
  const auto flags = std::make_shared<PapersFlags>();
  AddPaperFilters(*command, flags->filter);
  AddFormat(*command, flags->format, {"text", "json", "jsonl", "csv"});
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return RunPapers(session, *flags); };
  });
}

}  // namespace scrutineer::cli
