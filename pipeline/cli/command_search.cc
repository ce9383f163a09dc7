#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <map>
#include <memory>

#include "corpus/query.h"
#include "corpus/searcher.h"
#include "pipeline/base/file.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/one_of.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/search_output.h"
#include "pipeline/cli/search_request.h"
#include "pipeline/cli/search_stream.h"
#include "pipeline/cli/series_output.h"

namespace scrutineer::cli {
namespace {

constexpr const char* kQueryHelp =
    R"(Queries
  youth service            both words, in any form
  "youth service"          side by side;  'youth service' is the same
  youth OR play, youth NOT play, youth -play, ( )    operators in capitals
  procur*                  words that begin so
  NEAR(care home, 10)      at most 10 words between the first and the last
Fields, as often as wanted, also under OR, NOT and in parentheses
  tag: provider: service: rule: status: stage:   mentions on the page
  money>100k               an amount on the page: > >= < <= =, with k, m, bn
  tag:tender status:decided   a tender that is decided (so with stage: and money)
  council: committee: title: kind:               of the paper
  before: after: since: until: date:             YYYY, YYYY-MM or YYYY-MM-DD
  finding: ocr:yes|no      what a rule found in the paper; pages read by OCR
  scope:page|item|paper    where all must hold (default page)
Put the query into 'single quotes', so that the shell leaves its marks alone.)";

Status CheckCombination(const SearchFlags& flags) {
  const auto fail = [](std::string_view what, std::string_view option) {
    return Fail(ErrorCode::kUsage, std::string(what), std::string(option));
  };
  const bool is_table = flags.format == Format::kCsv || flags.format == Format::kJsonLines;
  if (!flags.facets.empty() && is_table) return fail("goes with --format text or json", "--facets");
  if (!flags.group.empty() && flags.format == Format::kCsv) {
    return fail("goes with --format text, json or jsonl", "--group");
  }
  if (!flags.cursor.empty() && flags.offset > 0) {
    return fail("goes on behind the cursor, which --offset counts from the first (leave one out)",
                "--cursor");
  }
  if (flags.series && (!flags.facets.empty() || !flags.group.empty() || !flags.cursor.empty())) {
    return fail("counts all pages: --facets, --group and --cursor have no meaning with it",
                "--series");
  }
  if (!flags.svg_file.empty() && !flags.series) {
    return fail("draws a series (add --series month, quarter or year)", "--svg");
  }
  if (!flags.from_stdin()) return {};
  if (flags.series || !flags.cursor.empty() || !flags.saved.empty() ||
      flags.format == Format::kCsv) {
    return fail(
        "answers each query by one line of JSON: --series, --cursor, --saved and "
        "--format csv have no meaning with it",
        "-");
  }
  return {};
}

void PrintNotes(const std::vector<std::string>& notes) {
  for (const std::string& note : notes) fmt::print(stderr, "note: {}\n", Printable(note));
}

Result<int> RunSeries(corpus::Corpus& corpus, const SearchFlags& flags,
                      const corpus::SearchRequest& request) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto series, corpus.searcher().Count(request, *flags.series));
  if (flags.svg_file.empty()) {
    PrintSeries(series, flags.format);
  } else {
    const std::string svg =
        SeriesSvg(series, request.query ? request.query->source : QueryOfFilters(flags.filter));
    if (flags.svg_file == "-") {
      Print(svg);
    } else {
      SCRUTINEER_RETURN_IF_ERROR(WriteFileAtomically(flags.svg_file, svg));
    }
  }
  return series.total == 0 ? kExitNothing : kExitDone;
}

// An answer of nothing where nothing is stored would mislead.
Status CheckHasPapers(corpus::Corpus& corpus) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto counts, corpus.papers().Counts());
  if (counts.papers == 0) return Fail(EmptyCorpus(corpus.data_folder()));
  return {};
}

Result<int> RunSearch(Session& session, const SearchFlags& flags) {
  SCRUTINEER_RETURN_IF_ERROR(CheckCombination(flags));
  SCRUTINEER_ASSIGN_OR_RETURN(corpus::SearchRequest request, RequestOfFlags(flags, session));
  SearchOutput output;
  output.format = flags.format;
  output.offset = flags.offset;
  SCRUTINEER_ASSIGN_OR_RETURN(output.link_template, LinkTemplateOf(session));
  if (flags.saved.empty() && !flags.words.empty() && !flags.from_stdin()) {
    // What is wrong with the words is told before anything is opened.
    SCRUTINEER_ASSIGN_OR_RETURN(request.query, corpus::ParseQuery(QueryOfWords(flags.words)));
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  // While it waits for a query there is nothing to end tidily: each answer is written at once.
  if (flags.from_stdin()) return AnswerQueries(std::cin, *corpus, request, output);
  WatchSignals();
  if (!flags.saved.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(request.query, QueryOfFlags(flags, *corpus));
  }
  request.cursor = flags.cursor;
  if (request.query) output.notes = request.query->notes;
  PrintNotes(output.notes);
  if (flags.series) return RunSeries(*corpus, flags, request);
  SCRUTINEER_ASSIGN_OR_RETURN(const auto result, corpus->searcher().Search(request));
  if (result.total == 0) SCRUTINEER_RETURN_IF_ERROR(CheckHasPapers(*corpus));
  PrintResult(result, output);
  return result.total == 0 ? kExitNothing : kExitDone;
}

void DefineResults(CLI::App& command, SearchFlags& flags) {
  static const std::map<std::string, corpus::SearchOrder> orders = {
      {"relevance", corpus::SearchOrder::kRelevance},
      {"newest", corpus::SearchOrder::kNewest},
      {"oldest", corpus::SearchOrder::kOldest}};
  command
      .add_option("--order", flags.order,
                  "relevance (bm25, default), newest or oldest meeting first")
      ->transform(OneOf(orders))
      ->type_name("NAME");
  command.add_option("--limit", flags.limit, "hits to show (default 10); papers, with --group")
      ->check(CLI::Range(1, 10000).description(""));
  command.add_option("--offset", flags.offset, "hits to leave out first")
      ->check(CLI::Range(0, 1'000'000).description(""));
  command
      .add_option("--cursor", flags.cursor, "go on behind the hits that came with this next_cursor")
      ->type_name("TEXT");
  command.add_option("--group", flags.group, "paper: show hits by paper")
      ->check(CLI::IsMember(std::vector<std::string>{"paper"}).description(""))
      ->type_name("NAME");
  command
      .add_option("--pages-per-paper", flags.pages_of_paper,
                  "with --group: hits to show of each paper (default 3)")
      ->check(CLI::Range(1, 1000).description(""));
}

void DefineCounts(CLI::App& command, SearchFlags& flags) {
  command
      .add_option("--facets", flags.facets,
                  "count the pages found by council, committee, year, tag, provider, service, "
                  "kind (parted by commas), or all of them")
      ->type_name("NAMES");
  command.add_option("--facet-limit", flags.facet_limit, "values to name of each (default 10)")
      ->check(CLI::Range(1, 100'000).description(""));
  static const std::map<std::string, corpus::SeriesUnit> units = {
      {"month", corpus::SeriesUnit::kMonth},
      {"quarter", corpus::SeriesUnit::kQuarter},
      {"year", corpus::SeriesUnit::kYear}};
  command
      .add_option("--series", flags.series,
                  "in place of hits, count pages (and the mentions asked for) by month, quarter or "
                  "year of the meeting; text draws bars")
      ->transform(OneOf(units))
      ->type_name("NAME");
  command
      .add_option("--svg", flags.svg_file,
                  "with --series: draw it as SVG into this file (- for "
                  "standard output)")
      ->type_name("FILE");
}

}  // namespace

void DefineSearch(CLI::App& app, CommandBody& chosen) {
  CLI::App* command =
      app.add_subcommand("search", "find pages by words and by what is tagged on them");
  const auto flags = std::make_shared<SearchFlags>();
  command->add_option("QUERY", flags->words,
                      "words and fields, as below; without any, all pages that pass the filters; - "
                      "reads queries from standard input, each answered by one line of JSON");
  command
      ->add_option("--saved", flags->saved,
                   "the query saved under this name (see scrutineer queries); pages must answer "
                   "QUERY, too, where both are given")
      ->type_name("NAME");
  AddMentionFilters(*command, flags->filter);
  DefineResults(*command, *flags);
  DefineCounts(*command, *flags);
  command
      ->add_option("--time-limit", flags->time_limit_seconds,
                   "give up after so many seconds (default none)")
      ->check(CLI::Range(0.001, 86'400.0).description(""))
      ->type_name("SECONDS");
  command->add_flag("--all-versions", flags->all_versions,
                    "also papers that a later version replaced");
  command->add_flag("--no-fold", flags->no_fold,
                    "every page by itself; else pages with the same words but for a few are one "
                    "hit, which names the others (also in)");
  AddFormat(*command, flags->format, {"text", "json", "jsonl", "csv"});
  command->footer(kQueryHelp);
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return RunSearch(session, *flags); };
  });
}

}  // namespace scrutineer::cli
