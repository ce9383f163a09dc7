#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/base/file.h"
#include "pipeline/base/sha256.h"
#include "pipeline/cli/citation.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/stored_paper.h"
#include "pipeline/ingest/page_picture.h"

namespace scrutineer::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kQuoteColour = 0xD55E00;  // vermilion, as show --highlight

struct CiteFlags {
  std::string hit;
  QuoteWanted wanted;
  std::string format = "markdown";
  fs::path output;
  fs::path passwords;
};

struct DrawnPage {
  std::string png;
  CitedPicture picture;
};

Result<DrawnPage> DrawCited(Session& session, corpus::Corpus& corpus, const CitedQuote& quote,
                            const fs::path& passwords) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto paper,
                              StoredPaper::Open(session, corpus, quote.row, passwords));
  SCRUTINEER_ASSIGN_OR_RETURN(
      auto drawn, ingest::DrawPagePicture(paper->source(), quote.page_number,
                                          {{quote.page_number, quote.span, kQuoteColour}}));
  DrawnPage page;
  page.picture.file = fmt::format("page-{}.png", quote.page_number);
  page.picture.sha256 = Sha256Hex(drawn.png);
  page.picture.boxed = drawn.boxed;
  page.png = std::move(drawn.png);
  return page;
}

Status WriteBundle(Session& session, corpus::Corpus& corpus, const CitedQuote& quote,
                   const CiteFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(const DrawnPage page,
                              DrawCited(session, corpus, quote, flags.passwords));
  SCRUTINEER_RETURN_IF_ERROR(MakeFolder(flags.output));
  const std::pair<std::string, std::string> files[] = {
      {page.picture.file, page.png},
      {"citation.md", CitationMarkdown(quote, page.picture)},
      {"citation.csl.json", CitationCsl(quote).dump(2) + "\n"},
      {"citation.json", CitationJson(quote, page.picture, session.clock().Now()).dump(2) + "\n"},
  };
  for (const auto& [name, bytes] : files) {
    SCRUTINEER_RETURN_IF_ERROR(WriteFileAtomically(flags.output / name, bytes));
  }
  if (!session.quiet()) {
    fmt::print(stderr, "scrutineer: {}: citation.md, citation.json, citation.csl.json and {}{}\n",
               Printable(flags.output.native()), page.picture.file,
               page.picture.boxed > 0 ? ""
                                      : " (without a box: where the quote stands on the page is "
                                        "not known)");
  }
  return {};
}

Result<int> RunCite(Session& session, const CiteFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(const HitReference hit, ParseHitReference(flags.hit));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  SCRUTINEER_ASSIGN_OR_RETURN(const CitedQuote quote,
                              FindCitation(session, *corpus, hit, flags.wanted));
  if (!flags.output.empty()) {
    SCRUTINEER_RETURN_IF_ERROR(WriteBundle(session, *corpus, quote, flags));
    return kExitDone;
  }
  if (flags.format == "json") {
    PrintJson(CitationJson(quote, std::nullopt, session.clock().Now()), Format::kJson);
  } else if (flags.format == "csl-json") {
    PrintJson(CitationCsl(quote), Format::kJson);
  } else {
    Print(CitationMarkdown(quote, std::nullopt));
  }
  return kExitDone;
}

}  // namespace

void DefineCite(CLI::App& app, CommandBody& chosen) {
  CLI::App* command = app.add_subcommand(
      "cite", "quote a place with all that is needed to find it again and to check it");
  const auto flags = std::make_shared<CiteFlags>();
  command
      ->add_option("HIT", flags->hit,
                   "PAPER#page=4, a citation as printed, or the \"hit\" of a search result or "
                   "mention (JSON), which names the words, too")
      ->required();
  command->add_option("--quote", flags->wanted.words,
                      "quote these words, as they stand on the page; letter case aside");
  command->add_flag("--exact", flags->wanted.exact,
                    "the hit's characters as they are, not the sentences that they stand in");
  command
      ->add_option("--format", flags->format,
                   "markdown (default), json (W3C Web Annotation in it), or csl-json for reference "
                   "managers")
      ->check(CLI::IsMember({"markdown", "json", "csl-json"}).description(""))
      ->type_name("NAME");
  command
      ->add_option("--output", flags->output,
                   "write all three and a picture of the page, the quote boxed, into this folder")
      ->type_name("FOLDER")
      ->excludes("--format");
  command->add_option("--passwords", flags->passwords,
                      "file of passwords, one a line, to try where the PDF needs one");
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return RunCite(session, *flags); };
  });
}

}  // namespace scrutineer::cli
