#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "pipeline/cli/command.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/output.h"
#include "pipeline/model/ocr_words.h"

namespace scrutineer::cli {
namespace {

struct MentionsFlags {
  FilterFlags filter;
  std::string paper;
  std::int64_t limit = 0;
  Format format = Format::kText;
};

void PrintText(const corpus::MentionRow& row) {
  const Mention& mention = row.mention;
  std::string what = fmt::format("{} ({}{})", TagName(mention.tag), mention.rule,
                                 mention.experimental ? ", experimental" : "");
  if (!mention.attributes.status.empty()) what += " " + mention.attributes.status;
  if (!mention.entity_name.empty()) what += ": " + mention.entity_name;
  PrintLine(Printable(what));
  const std::string_view quote = mention.sentence.Of(row.page_text);
  const ByteSpan words{mention.span.begin - mention.sentence.begin,
                       mention.span.end - mention.sentence.begin};
  PrintLine(Folded(Highlighted(quote, {words}), 3, 100));
  const std::string values = ValuesLine(row.page_text, mention);
  if (!values.empty()) PrintLine(Folded(Printable("values: " + values), 3, 100));
  const std::string under = UnderName(row.under, row.paper.metadata);
  if (!under.empty()) PrintLine(Folded(Printable(under), 3, 100));
  PrintLine("   " + Printable(Citation(row.paper, row.page_number, LastPageOf(row))) +
            OcrNote(row.ocr_confidence));
}

void PrintCsv(const corpus::MentionRow& row) {
  const Mention& mention = row.mention;
  const PaperMetadata& metadata = row.paper.metadata;
  PrintCsvLine({std::string(TagName(mention.tag)), mention.rule, mention.entity_name,
                mention.attributes.stage, mention.attributes.direction, mention.attributes.kind,
                mention.attributes.status, metadata.council, metadata.committee,
                metadata.meeting_date ? FormatDate(*metadata.meeting_date) : "",
                std::to_string(row.page_number), std::string(mention.span.Of(row.page_text)),
                std::string(mention.sentence.Of(row.page_text)),
                Citation(row.paper, row.page_number), ValuesLine(row.page_text, mention),
                row.ocr_confidence ? std::to_string(*row.ocr_confidence) : "",
                std::to_string(LastPageOf(row)), row.under ? row.under->number : "",
                row.under ? row.under->title : ""});
}

// Writes rows as they come; a corpus may hold millions.
class MentionPrinter {
 public:
  MentionPrinter(Format format, std::int64_t limit) : format_(format), limit_(limit) {
    if (format_ == Format::kCsv) {
      PrintCsvLine({"tag", "rule", "entity", "stage", "direction", "kind", "status", "council",
                    "committee", "date", "page", "text", "quote", "citation", "values",
                    "ocr_confidence", "last_page", "item", "item_title"});
    } else if (format_ == Format::kJson) {
      Print("[");
    }
  }

  bool Visit(const corpus::MentionRow& row) {
    if (format_ == Format::kText) {
      PrintText(row);
    } else if (format_ == Format::kCsv) {
      PrintCsv(row);
    } else {
      if (format_ == Format::kJson && count_ > 0) Print(",\n");
      PrintJson(MentionJson(row), Format::kJsonLines);
    }
    return ++count_ != limit_;
  }

  std::int64_t Finish() const {
    if (format_ == Format::kJson) PrintLine("]");
    if (format_ == Format::kText) PrintLine(Counted(count_, "mention"));
    return count_;
  }

 private:
  Format format_;
  std::int64_t limit_;
  std::int64_t count_ = 0;
};

Result<int> RunMentions(Session& session, const MentionsFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(auto filter, ToMentionFilter(flags.filter));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  if (!flags.paper.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(const auto row, corpus->papers().Find(flags.paper));
    filter.paper_id = row.paper.id;
  }
  MentionPrinter printer(flags.format, flags.limit);
  SCRUTINEER_RETURN_IF_ERROR(corpus->papers().VisitMentions(
      filter, [&](const corpus::MentionRow& row) { return printer.Visit(row); }));
  return printer.Finish() == 0 ? kExitNothing : kExitDone;
}

}  // namespace

void DefineMentions(CLI::App& app, CommandBody& chosen) {
  CLI::App* command =
      app.add_subcommand("mentions", "list every mention with its quote and citation");
  const auto flags = std::make_shared<MentionsFlags>();
  AddMentionFilters(*command, flags->filter);
  command->add_option("--paper", flags->paper, "only this paper (number, SHA-256 or path)");
  command->add_option("--limit", flags->limit, "mentions to show (default all)")
      ->check(CLI::PositiveNumber.description(""));
  AddFormat(*command, flags->format, {"text", "json", "jsonl", "csv"});
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return RunMentions(session, *flags); };
  });
}

}  // namespace scrutineer::cli
