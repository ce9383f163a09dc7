#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "corpus/query.h"
#include "corpus/searcher.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/search_request.h"
#include "pipeline/ingest/run_lock.h"

namespace scrutineer::cli {
namespace {

using Json = nlohmann::ordered_json;

struct SaveFlags {
  std::string name;
  std::vector<std::string> words;
  FilterFlags filter;
  bool replace = false;
};

// Saved all the same: what it names may come with the next papers.
void NoteUnknownValues(corpus::Corpus& corpus, const std::string& text) {
  corpus::SearchRequest request;
  auto query = corpus::ParseQuery(text);
  if (!query) return;
  for (const std::string& note : query->notes) PrintLine("note: " + note);
  request.query = std::move(*query);
  request.limit = 0;
  if (const auto result = corpus.searcher().Search(request); !result) {
    PrintLine("note: it finds nothing yet: " + result.error().message);
  }
}

Result<int> SaveQuery(Session& session, const SaveFlags& flags) {
  std::string text = QueryOfWords(flags.words);
  const std::string filters = QueryOfFilters(flags.filter);
  if (text.empty()) {
    text = filters;
  } else if (!filters.empty()) {
    // Checked by itself, so that a mistake is shown where it was typed.
    SCRUTINEER_ASSIGN_OR_RETURN(const auto query, corpus::ParseQuery(text));
    text = query.root.kind == corpus::QueryNode::Kind::kOr ? fmt::format("({}) {}", text, filters)
                                                           : fmt::format("{} {}", text, filters);
  }
  SCRUTINEER_RETURN_IF_ERROR(corpus::ParseQuery(text));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto data, session.data_folder());
  SCRUTINEER_ASSIGN_OR_RETURN(const auto lock,
                              ingest::RunLock::Take(data, "queries save", session.clock()));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadWrite));
  SCRUTINEER_RETURN_IF_ERROR(corpus->queries().Save(flags.name, text, flags.replace));
  PrintLine(fmt::format("saved: {}: {}", Printable(flags.name), Printable(text)));
  NoteUnknownValues(*corpus, text);
  return kExitDone;
}

Json QueryJson(const corpus::SavedQuery& query) {
  return {{"name", query.name},
          {"query", query.query},
          {"created", FormatInstant(query.created)},
          {"changed", FormatInstant(query.changed)}};
}

Result<int> ListQueries(Session& session, Format format) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto queries, corpus->queries().List());
  for (const corpus::SavedQuery& query : queries) {
    if (format == Format::kText) {
      PrintLine(fmt::format("{}: {}", Printable(query.name), Printable(query.query)));
    } else {
      PrintJson(QueryJson(query), format);
    }
  }
  if (format == Format::kText && queries.empty()) PrintLine("No query is saved.");
  return queries.empty() ? kExitNothing : kExitDone;
}

Result<int> ShowQuery(Session& session, const std::string& name) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto query, corpus->queries().Find(name));
  PrintLine(Printable(query.query));
  return kExitDone;
}

Result<int> DeleteQuery(Session& session, const std::string& name) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto data, session.data_folder());
  SCRUTINEER_ASSIGN_OR_RETURN(const auto lock,
                              ingest::RunLock::Take(data, "queries delete", session.clock()));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadWrite));
  SCRUTINEER_RETURN_IF_ERROR(corpus->queries().Delete(name));
  PrintLine("deleted: " + Printable(name));
  return kExitDone;
}

}  // namespace

void DefineQueries(CLI::App& app, CommandBody& chosen) {
  CLI::App* command = app.add_subcommand("queries", "queries saved under names");
  command->require_subcommand(1);

  CLI::App* save = command->add_subcommand("save", "save a query; scrutineer search --saved NAME");
  const auto flags = std::make_shared<SaveFlags>();
  save->add_option("NAME", flags->name, "what to call it")->required();
  save->add_option("QUERY", flags->words, "as scrutineer search takes it");
  AddMentionFilters(*save, flags->filter);
  save->add_flag("--replace", flags->replace, "save over the query of that name");
  save->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return SaveQuery(session, *flags); };
  });

  CLI::App* list = command->add_subcommand("list", "name every saved query");
  const auto format = std::make_shared<Format>();
  AddFormat(*list, *format, {"text", "jsonl"});
  list->callback([&chosen, format] {
    chosen = [format](Session& session) { return ListQueries(session, *format); };
  });

  CLI::App* show = command->add_subcommand("show", "print a saved query");
  const auto shown = std::make_shared<std::string>();
  show->add_option("NAME", *shown, "the query")->required();
  show->callback([&chosen, shown] {
    chosen = [shown](Session& session) { return ShowQuery(session, *shown); };
  });

  CLI::App* remove = command->add_subcommand("delete", "delete a saved query");
  const auto deleted = std::make_shared<std::string>();
  remove->add_option("NAME", *deleted, "the query")->required();
  remove->callback([&chosen, deleted] {
    chosen = [deleted](Session& session) { return DeleteQuery(session, *deleted); };
  });
}

}  // namespace scrutineer::cli
