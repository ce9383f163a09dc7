#include "pipeline/cli/provider_decisions.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "extractors/decision_file.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/provider_catalogue.h"
#include "pipeline/model/canonical_name.h"

namespace scrutineer::cli {
namespace {

using extractors::ProviderDecision;
using Json = nlohmann::ordered_json;
using Kind = ProviderDecision::Kind;

// The decisions as they are stored, and what is needed to change them.
struct Ledger {
  std::filesystem::path rules, own_rules, file;
  std::vector<ProviderDecision> decisions;
  std::string today;
};

Result<Ledger> OpenLedger(Session& session) {
  Ledger ledger;
  SCRUTINEER_ASSIGN_OR_RETURN(ledger.rules, session.rules_folder());
  SCRUTINEER_ASSIGN_OR_RETURN(ledger.own_rules, session.own_rules_folder());
  ledger.file = extractors::DecisionFileIn(ledger.own_rules);
  SCRUTINEER_ASSIGN_OR_RETURN(ledger.decisions, extractors::ReadDecisions(ledger.file));
  const auto day = std::chrono::floor<std::chrono::days>(session.clock().Now());
  ledger.today = FormatDate(Date(std::chrono::year_month_day(day)));
  return ledger;
}

// Stores the changed decisions, unless the rules would not load with them: then the file is put
// back as it was.
Status Store(Ledger& ledger, std::vector<ProviderDecision> changed) {
  SCRUTINEER_RETURN_IF_ERROR(extractors::WriteDecisions(ledger.file, changed));
  auto loaded = extractors::RuleSet::Load(ledger.rules, ledger.own_rules);
  if (loaded) {
    ledger.decisions = std::move(changed);
    return {};
  }
  SCRUTINEER_RETURN_IF_ERROR(extractors::WriteDecisions(ledger.file, ledger.decisions));
  Error error = std::move(loaded).error();
  error.message = "not decided: " + error.message;
  return tl::unexpected(std::move(error));
}

std::vector<ProviderDecision>::iterator FindDecision(std::vector<ProviderDecision>& decisions,
                                                     std::string_view name) {
  const std::string canonical = CanonicalName(name);
  return std::find_if(decisions.begin(), decisions.end(), [&](const ProviderDecision& decision) {
    return CanonicalName(decision.name) == canonical ||
           (!decision.id.empty() && decision.id == name);
  });
}

std::string InWords(const ProviderDecision& decision) {
  switch (decision.kind) {
    case Kind::kAdded:
      return fmt::format("\"{}\" is a provider: {} ({})", decision.name, decision.id,
                         decision.provider_kind);
    case Kind::kMerged:
      return fmt::format(
          "\"{}\" is a name of {}", decision.name,
          decision.into_id.empty() ? fmt::format("\"{}\"", decision.into_name) : decision.into_id);
    case Kind::kRejected:
      return fmt::format("\"{}\" is no provider", decision.name);
  }
  return {};
}

Result<int> Decide(Ledger ledger, ProviderDecision decision) {
  decision.decided = ledger.today;
  std::vector<ProviderDecision> changed = ledger.decisions;
  if (const auto earlier = FindDecision(changed, decision.name); earlier != changed.end()) {
    return Fail(ErrorCode::kUsage,
                fmt::format("was decided before: {} (first `scrutineer providers undo`)",
                            Printable(InWords(*earlier))),
                Printable(decision.name));
  }
  const std::string words = InWords(decision);
  changed.push_back(std::move(decision));
  SCRUTINEER_RETURN_IF_ERROR(Store(ledger, std::move(changed)));
  PrintLine(Printable(words));
  PrintLine("holds from the next run on; `scrutineer retag` applies it to what is stored");
  return kExitDone;
}

Error AlreadyListed(std::string_view name, std::string_view id, std::string_view advice) {
  return Error{ErrorCode::kUsage, fmt::format("is already a name of {} ({})", id, advice),
               Printable(name)};
}

// A name that decisions may be about: one that papers print and that stands in no list.
Result<const CatalogueEntry*> FindOpen(const ProviderCatalogue& catalogue,
                                       const std::string& name) {
  SCRUTINEER_ASSIGN_OR_RETURN(const CatalogueEntry* entry, catalogue.Find(name));
  if (!entry->id.empty()) {
    return Fail(AlreadyListed(name, entry->id, "decisions are about names that stand in no list"));
  }
  return entry;
}

Result<int> Merge(Session& session, const std::string& name, const std::string& into) {
  SCRUTINEER_ASSIGN_OR_RETURN(const ProviderCatalogue catalogue, ProviderCatalogue::Read(session));
  SCRUTINEER_ASSIGN_OR_RETURN(const CatalogueEntry* entry, FindOpen(catalogue, name));
  SCRUTINEER_ASSIGN_OR_RETURN(const CatalogueEntry* target, catalogue.Find(into));
  if (entry == target) {
    return Fail(ErrorCode::kUsage, "both are the same name already", Printable(name));
  }
  SCRUTINEER_ASSIGN_OR_RETURN(Ledger ledger, OpenLedger(session));
  ProviderDecision decision;
  decision.kind = Kind::kMerged;
  decision.name = entry->name;
  decision.into_id = target->id;
  if (target->id.empty()) decision.into_name = target->name;
  return Decide(std::move(ledger), std::move(decision));
}

struct AddFlags {
  std::string name, kind, id;
  std::vector<std::string> aliases;
};

Result<int> Add(Session& session, const AddFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(const ProviderCatalogue catalogue, ProviderCatalogue::Read(session));
  if (const auto id = catalogue.rules().FindProvider(flags.name)) {
    return Fail(AlreadyListed(flags.name, *id, "`scrutineer providers show` shows it"));
  }
  SCRUTINEER_ASSIGN_OR_RETURN(Ledger ledger, OpenLedger(session));
  ProviderDecision decision;
  decision.kind = Kind::kAdded;
  decision.name = flags.name;
  decision.id = flags.id.empty() ? extractors::ProviderIdOf(flags.name) : flags.id;
  decision.provider_kind = flags.kind;
  decision.aliases = flags.aliases;
  if (decision.id.empty()) {
    return Fail(ErrorCode::kUsage, "has no letter to make an id of (give one with --id)",
                Printable(flags.name));
  }
  return Decide(std::move(ledger), std::move(decision));
}

Result<int> Reject(Session& session, const std::string& name) {
  SCRUTINEER_ASSIGN_OR_RETURN(const ProviderCatalogue catalogue, ProviderCatalogue::Read(session));
  SCRUTINEER_ASSIGN_OR_RETURN(const CatalogueEntry* entry, FindOpen(catalogue, name));
  SCRUTINEER_ASSIGN_OR_RETURN(Ledger ledger, OpenLedger(session));
  ProviderDecision decision;
  decision.kind = Kind::kRejected;
  decision.name = entry->name;
  return Decide(std::move(ledger), std::move(decision));
}

Result<int> Undo(Session& session, const std::string& name) {
  SCRUTINEER_ASSIGN_OR_RETURN(Ledger ledger, OpenLedger(session));
  std::vector<ProviderDecision> changed = ledger.decisions;
  const auto found = FindDecision(changed, name);
  if (found == changed.end()) {
    return Fail(ErrorCode::kNotFound,
                fmt::format("nothing was decided about it in {} (`scrutineer providers decisions` "
                            "lists what was)",
                            Printable(ledger.file.string())),
                Printable(name));
  }
  const std::string words = InWords(*found);
  changed.erase(found);
  SCRUTINEER_RETURN_IF_ERROR(Store(ledger, std::move(changed)));
  PrintLine("undone: " + Printable(words));
  PrintLine("holds from the next run on; `scrutineer retag` applies it to what is stored");
  return kExitDone;
}

Json DecisionJson(const ProviderDecision& decision) {
  Json json;
  json["decision"] = decision.kind == Kind::kAdded    ? "add"
                     : decision.kind == Kind::kMerged ? "merge"
                                                      : "reject";
  json["name"] = decision.name;
  if (!decision.id.empty()) json["id"] = decision.id;
  if (!decision.provider_kind.empty()) json["kind"] = decision.provider_kind;
  if (!decision.into_id.empty()) json["into"] = decision.into_id;
  if (!decision.into_name.empty()) json["into_name"] = decision.into_name;
  json["decided"] = decision.decided;
  return json;
}

Result<int> ListDecisions(Session& session, Format format) {
  SCRUTINEER_ASSIGN_OR_RETURN(const Ledger ledger, OpenLedger(session));
  for (const ProviderDecision& decision : ledger.decisions) {
    if (format == Format::kText) {
      PrintLine(fmt::format("{}  {}", decision.decided, Printable(InWords(decision))));
    } else {
      PrintJson(DecisionJson(decision), Format::kJsonLines);
    }
  }
  return ledger.decisions.empty() ? kExitNothing : kExitDone;
}

using OneName = Result<int> (*)(Session&, const std::string&);

void DefineOneName(CLI::App& parent, const std::string& verb, const std::string& help, OneName body,
                   CommandBody& chosen) {
  CLI::App* command = parent.add_subcommand(verb, help);
  const auto name = std::make_shared<std::string>();
  command->add_option("NAME", *name, "the name, as papers write it")->required();
  command->callback([&chosen, name, body] {
    chosen = [name, body](Session& session) { return body(session, *name); };
  });
}

}  // namespace

void DefineProviderDecisions(CLI::App& parent, CommandBody& chosen) {
  CLI::App* merge =
      parent.add_subcommand("merge", "decide that a name in no list is another name of INTO");
  const auto names = std::make_shared<std::pair<std::string, std::string>>();
  merge->add_option("NAME", names->first, "a name in no list, as papers write it")->required();
  merge->add_option("INTO", names->second, "id or name of a listed provider, or an unlisted name")
      ->required();
  merge->callback([&chosen, names] {
    chosen = [names](Session& session) { return Merge(session, names->first, names->second); };
  });

  CLI::App* add = parent.add_subcommand("add", "put a provider into the lists");
  const auto flags = std::make_shared<AddFlags>();
  add->add_option("NAME", flags->name, "as it should be shown")->required();
  add->add_option("--kind", flags->kind, "what it supplies: see rules/README.md")->required();
  add->add_option("--id", flags->id, "its id (default: made from the name)");
  add->add_option("--alias", flags->aliases, "another name (repeatable)");
  add->callback(
      [&chosen, flags] { chosen = [flags](Session& session) { return Add(session, *flags); }; });

  DefineOneName(parent, "reject", "decide that a name is none of a provider", Reject, chosen);
  DefineOneName(parent, "undo", "take back what was decided about a name", Undo, chosen);
  CLI::App* list = parent.add_subcommand("decisions", "list what was decided, and when");
  const auto format = std::make_shared<Format>();
  AddFormat(*list, *format, {"text", "jsonl"});
  list->callback([&chosen, format] {
    chosen = [format](Session& session) { return ListDecisions(session, *format); };
  });
}

}  // namespace scrutineer::cli
