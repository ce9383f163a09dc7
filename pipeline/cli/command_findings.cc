#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "pipeline/cli/command.h"
#include "pipeline/cli/finding_output.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/output.h"

namespace scrutineer::cli {
namespace {

struct FindingsFlags {
  FilterFlags filter;
  std::string paper;
  std::int64_t limit = 0;
  Format format = Format::kText;
};

void PrintCsv(const corpus::FindingRow& row) {
  const PaperMetadata& metadata = row.paper.metadata;
  for (std::size_t i = 0; i < row.finding.evidence.size(); ++i) {
    const Evidence& place = row.finding.evidence[i];
    PrintCsvLine(
        {row.finding.rule, row.finding.statement, row.finding.unseen, metadata.council,
         metadata.committee, metadata.meeting_date ? FormatDate(*metadata.meeting_date) : "",
         std::to_string(place.page_number), std::string(place.span.Of(row.page_texts[i])),
         std::string(place.sentence.Of(row.page_texts[i])), Citation(row.paper, place.page_number),
         std::to_string(row.finding_id), row.unders[i] ? row.unders[i]->number : "",
         row.unders[i] ? row.unders[i]->title : ""});
  }
}

// Writes rows as they come.
class FindingPrinter {
 public:
  FindingPrinter(Format format, std::int64_t limit) : format_(format), limit_(limit) {
    if (format_ == Format::kCsv) {
      PrintCsvLine({"rule", "statement", "unseen", "council", "committee", "date", "page", "text",
                    "quote", "citation", "finding", "item", "item_title"});
    } else if (format_ == Format::kJson) {
      Print("[");
    }
  }

  bool Visit(const corpus::FindingRow& row) {
    if (format_ == Format::kText) {
      PrintPaper(row);
      PrintFinding(row);
    } else if (format_ == Format::kCsv) {
      PrintCsv(row);
    } else {
      if (format_ == Format::kJson && count_ > 0) Print(",\n");
      PrintJson(FindingJson(row), Format::kJsonLines);
    }
    return ++count_ != limit_;
  }

  std::int64_t Finish() const {
    if (format_ == Format::kJson) PrintLine("]");
    if (format_ == Format::kText) PrintLine(Counted(count_, "finding"));
    return count_;
  }

 private:
  // Once for the findings of one paper.
  void PrintPaper(const corpus::FindingRow& row) {
    if (row.paper.id == paper_id_) return;
    paper_id_ = row.paper.id;
    const PaperMetadata& metadata = row.paper.metadata;
    const std::string council = CouncilName(metadata);
    PrintLine(Printable(
        fmt::format("{} · {} · {}", council, MeetingName(metadata), PaperKindName(metadata.kind))));
    PrintLine("  " + Printable(metadata.title.empty() ? row.paper.locator : metadata.title));
  }

  Format format_;
  std::int64_t limit_;
  std::int64_t count_ = 0;
  std::int64_t paper_id_ = 0;
};

Result<int> RunFindings(Session& session, const FindingsFlags& flags) {
  corpus::FindingFilter filter;
  SCRUTINEER_ASSIGN_OR_RETURN(filter.paper, ToPaperFilter(flags.filter));
  filter.rules = flags.filter.rules;
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  if (!flags.paper.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(const auto row, corpus->papers().Find(flags.paper));
    filter.paper_id = row.paper.id;
  }
  FindingPrinter printer(flags.format, flags.limit);
  SCRUTINEER_RETURN_IF_ERROR(corpus->papers().VisitFindings(
      filter, [&](const corpus::FindingRow& row) { return printer.Visit(row); }));
  return printer.Finish() == 0 ? kExitNothing : kExitDone;
}

}  // namespace

void DefineFindings(CLI::App& app, CommandBody& chosen) {
  CLI::App* command = app.add_subcommand(
      "findings", "list what rules say about whole papers, with the quotes that it rests on");
  const auto flags = std::make_shared<FindingsFlags>();
  command->add_option("--rule", flags->filter.rules,
                      "only findings of this rule, such as finding.no-competition (repeatable)");
  AddPaperFilters(*command, flags->filter);
  command->add_option("--paper", flags->paper, "only this paper (number, SHA-256 or path)");
  command->add_option("--limit", flags->limit, "findings to show (default all)")
      ->check(CLI::PositiveNumber.description(""));
  AddFormat(*command, flags->format, {"text", "json", "jsonl", "csv"});
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return RunFindings(session, *flags); };
  });
}

}  // namespace scrutineer::cli
