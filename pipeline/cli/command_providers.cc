#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "pipeline/cli/command.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/provider_catalogue.h"
#include "pipeline/cli/provider_decisions.h"
#include "pipeline/model/canonical_name.h"

namespace scrutineer::cli {
namespace {

using Json = nlohmann::ordered_json;
using extractors::RuleSet;

struct ListFlags {
  bool listed = false;
  bool unknown = false;
  std::string kind, match;
  std::int64_t least = 0;
  std::int64_t limit = 0;
  Format format = Format::kText;
};

struct ProviderShowFlags {
  std::string name;
  std::int64_t limit = 10;
  Format format = Format::kText;
};

struct SuggestFlags {
  std::int64_t least = 2;
  std::int64_t limit = 20;
  Format format = Format::kText;
};

bool Passes(const CatalogueEntry& entry, const ListFlags& flags) {
  if (flags.listed && entry.id.empty()) return false;
  if (flags.unknown && !entry.id.empty()) return false;
  // Listed providers that no paper mentions would bury the rest.
  if (!flags.listed && entry.mentions == 0) return false;
  if (!flags.kind.empty() && entry.kind != flags.kind) return false;
  const std::string match = CanonicalName(flags.match);
  return entry.mentions >= flags.least &&
         (flags.match.empty() || entry.canonical.find(match) != std::string::npos);
}

Json EntryJson(const CatalogueEntry& entry) {
  Json json;
  json["id"] = entry.id.empty() ? Json(nullptr) : Json(entry.id);
  json["name"] = entry.name;
  json["kind"] = entry.kind.empty() ? Json(nullptr) : Json(entry.kind);
  json["mentions"] = entry.mentions;
  json["papers"] = entry.papers;
  return json;
}

// What stands in the column for the id.
std::string Standing(const CatalogueEntry& entry) {
  if (!entry.id.empty()) return fmt::format("{} ({})", entry.id, entry.kind);
  if (entry.becomes_nothing) return "rejected; gone after `scrutineer retag`";
  if (!entry.becomes_id.empty()) {
    return fmt::format("{} after `scrutineer retag`", entry.becomes_id);
  }
  return "in no list";
}

void PrintEntry(const CatalogueEntry& entry, Format format) {
  if (format == Format::kText) {
    PrintLine(fmt::format("{:>8} {:>7}  {}  [{}]", Grouped(entry.mentions), Grouped(entry.papers),
                          Printable(entry.name), Printable(Standing(entry))));
  } else if (format == Format::kCsv) {
    PrintCsvLine({entry.id, entry.name, entry.kind, std::to_string(entry.mentions),
                  std::to_string(entry.papers)});
  } else {
    PrintJson(EntryJson(entry), Format::kJsonLines);
  }
}

Result<int> ListProviders(Session& session, const ListFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(const ProviderCatalogue catalogue, ProviderCatalogue::Read(session));
  if (flags.format == Format::kText) PrintLine("mentions  papers  name");
  if (flags.format == Format::kCsv) PrintCsvLine({"id", "name", "kind", "mentions", "papers"});
  std::int64_t count = 0;
  std::int64_t shown = 0;
  for (const CatalogueEntry& entry : catalogue.entries()) {
    if (!Passes(entry, flags)) continue;
    ++count;
    if (flags.limit != 0 && shown == flags.limit) continue;
    ++shown;
    PrintEntry(entry, flags.format);
  }
  if (flags.format == Format::kText) {
    PrintLine(shown == count ? Counted(count, "provider")
                             : fmt::format("{}, the first {}", Counted(count, "provider"), shown));
  }
  return count == 0 ? kExitNothing : kExitDone;
}

void PrintNames(std::string_view label, const std::vector<std::string>& names) {
  if (names.empty()) return;
  PrintLine(Folded(
      fmt::format("{}: {}", label, Printable(fmt::format("{}", fmt::join(names, "; ")))), 2, 100));
}

void PrintListed(const RuleSet::ProviderSummary& provider) {
  PrintLine(fmt::format("  in the lists as {} ({}), at {}", provider.id, provider.kind,
                        Printable(provider.where)));
  PrintNames("also", provider.aliases);
  PrintNames("formerly", provider.former);
  if (!provider.parent.empty()) PrintLine("  belongs to: " + Printable(provider.parent));
  if (!provider.company_number.empty()) PrintLine("  company number: " + provider.company_number);
  if (!provider.charity_number.empty()) PrintLine("  charity number: " + provider.charity_number);
  PrintNames("counts only where one of these stands in the sentence", provider.context);
  PrintNames("and none of these", provider.unless);
}

Json ListedJson(const RuleSet::ProviderSummary& provider) {
  Json json;
  json["aliases"] = provider.aliases;
  json["former"] = provider.former;
  if (!provider.parent.empty()) json["parent"] = provider.parent;
  if (!provider.company_number.empty()) json["company_number"] = provider.company_number;
  if (!provider.charity_number.empty()) json["charity_number"] = provider.charity_number;
  json["where"] = provider.where;
  return json;
}

// The decisions that concern an entry, in words.
std::vector<std::string> DecisionsOn(const ProviderCatalogue& catalogue,
                                     const CatalogueEntry& entry) {
  std::vector<std::string> lines;
  for (const RuleSet::NameDecisionSummary& decision : catalogue.rules().decisions()) {
    const bool named = CanonicalName(decision.name) == entry.canonical;
    const bool into =
        (!entry.id.empty() && decision.into_id == entry.id) ||
        (!decision.into_name.empty() && CanonicalName(decision.into_name) == entry.canonical);
    if (named && decision.rejected) {
      lines.push_back(fmt::format("rejected, at {}", decision.where));
    } else if (named || into) {
      lines.push_back(fmt::format("\"{}\" is a name of {}, at {}", decision.name,
                                  decision.into_id.empty() ? decision.into_name : decision.into_id,
                                  decision.where));
    }
  }
  return lines;
}

// The newest mentions of an entity, at most `limit`.
Result<std::vector<corpus::MentionRow>> RowsNaming(const ProviderCatalogue& catalogue,
                                                   const CatalogueEntry& entry,
                                                   std::int64_t limit) {
  std::vector<corpus::MentionRow> rows;
  if (!entry.entity || limit <= 0) return rows;
  corpus::MentionFilter filter;
  filter.tags = {Tag::kProvider};
  filter.providers = {entry.id.empty() ? entry.name : entry.id};
  const auto is_it = [&](const Mention& mention) {
    return entry.id.empty()
               ? mention.entity_id.empty() && CanonicalName(mention.entity_name) == entry.canonical
               : mention.entity_id == entry.id;
  };
  SCRUTINEER_RETURN_IF_ERROR(
      catalogue.corpus()->papers().VisitMentions(filter, [&](const corpus::MentionRow& row) {
        if (is_it(row.mention)) rows.push_back(row);
        return static_cast<std::int64_t>(rows.size()) < limit;
      }));
  return rows;
}

void PrintQuote(const corpus::MentionRow& row) {
  const Mention& mention = row.mention;
  const ByteSpan words{mention.span.begin - mention.sentence.begin,
                       mention.span.end - mention.sentence.begin};
  PrintLine(Folded(Highlighted(mention.sentence.Of(row.page_text), {words}), 4, 100));
  PrintLine("    " + Printable(Citation(row.paper, row.page_number)));
}

struct Details {
  std::vector<corpus::EntityVariant> variants;
  std::vector<corpus::MentionRow> mentions;
  std::vector<std::string> decisions;
};

Result<Details> DetailsOf(const ProviderCatalogue& catalogue, const CatalogueEntry& entry,
                          std::int64_t limit) {
  Details details;
  if (entry.entity) {
    SCRUTINEER_ASSIGN_OR_RETURN(details.variants,
                                catalogue.corpus()->entities().Variants(*entry.entity));
  }
  SCRUTINEER_ASSIGN_OR_RETURN(details.mentions, RowsNaming(catalogue, entry, limit));
  details.decisions = DecisionsOn(catalogue, entry);
  return details;
}

void PrintDetails(const ProviderCatalogue& catalogue, const CatalogueEntry& entry,
                  const Details& details) {
  PrintLine(Printable(entry.name));
  if (const auto* listed = catalogue.Listed(entry.id)) {
    PrintListed(*listed);
  } else {
    PrintLine("  " + Printable(Standing(entry)));
  }
  for (const std::string& line : details.decisions) PrintLine("  decided: " + Printable(line));
  PrintLine(fmt::format("  {} in {}", Counted(entry.mentions, "mention"),
                        Counted(entry.papers, "paper")));
  for (const corpus::EntityVariant& variant : details.variants) {
    PrintLine(fmt::format("  {:>7}  {}", Grouped(variant.mentions), Printable(variant.name)));
  }
  for (const corpus::MentionRow& row : details.mentions) PrintQuote(row);
}

Json DetailsJson(const ProviderCatalogue& catalogue, const CatalogueEntry& entry,
                 const Details& details) {
  Json json = EntryJson(entry);
  if (const auto* listed = catalogue.Listed(entry.id)) json.update(ListedJson(*listed));
  json["decisions"] = details.decisions;
  json["variants"] = Json::array();
  for (const corpus::EntityVariant& variant : details.variants) {
    json["variants"].push_back({{"name", variant.name}, {"mentions", variant.mentions}});
  }
  json["newest"] = Json::array();
  for (const corpus::MentionRow& row : details.mentions) json["newest"].push_back(MentionJson(row));
  return json;
}

Result<int> ShowProvider(Session& session, const ProviderShowFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(const ProviderCatalogue catalogue, ProviderCatalogue::Read(session));
  SCRUTINEER_ASSIGN_OR_RETURN(const CatalogueEntry* entry, catalogue.Find(flags.name));
  SCRUTINEER_ASSIGN_OR_RETURN(const Details details, DetailsOf(catalogue, *entry, flags.limit));
  if (flags.format == Format::kText) {
    PrintDetails(catalogue, *entry, details);
  } else {
    PrintJson(DetailsJson(catalogue, *entry, details), flags.format);
  }
  return kExitDone;
}

struct Likeness {
  std::string id, name;  // id empty: another unlisted name
  std::string why;
};

// What an unlisted name may be another name of: listed providers first.
std::vector<Likeness> LikenessesOf(const ProviderCatalogue& catalogue,
                                   const CatalogueEntry& entry) {
  constexpr std::size_t kMost = 3;
  std::vector<Likeness> found;
  for (const RuleSet::ProviderSummary& provider : catalogue.listed()) {
    std::vector<std::string> names = provider.aliases;
    names.insert(names.end(), provider.former.begin(), provider.former.end());
    names.push_back(provider.name);
    for (const std::string& name : names) {
      auto why = WhyAlike(entry.canonical, CanonicalName(name));
      if (!why) continue;
      found.push_back({provider.id, name, std::move(*why)});
      break;
    }
    if (found.size() == kMost) return found;
  }
  for (const CatalogueEntry& other : catalogue.entries()) {
    if (!other.id.empty() || &other == &entry || other.mentions == 0) continue;
    if (auto why = WhyAlike(entry.canonical, other.canonical)) {
      found.push_back({"", other.name, std::move(*why)});
      if (found.size() == kMost) return found;
    }
  }
  return found;
}

void PrintSuggestion(const CatalogueEntry& entry, const std::vector<Likeness>& alike,
                     const std::vector<corpus::MentionRow>& quotes) {
  PrintLine(fmt::format("{}  ({} in {})", Printable(entry.name), Counted(entry.mentions, "mention"),
                        Counted(entry.papers, "paper")));
  for (const Likeness& like : alike) {
    PrintLine(fmt::format("    like {}{}: {}", Printable(like.name),
                          like.id.empty() ? "" : fmt::format(" [{}]", like.id), like.why));
  }
  for (const corpus::MentionRow& row : quotes) PrintQuote(row);
}

Json SuggestionJson(const CatalogueEntry& entry, const std::vector<Likeness>& alike,
                    const std::vector<corpus::MentionRow>& quotes) {
  Json json = EntryJson(entry);
  json["like"] = Json::array();
  for (const Likeness& like : alike) {
    json["like"].push_back({{"id", like.id.empty() ? Json(nullptr) : Json(like.id)},
                            {"name", like.name},
                            {"why", like.why}});
  }
  json["quotes"] = Json::array();
  for (const corpus::MentionRow& row : quotes) json["quotes"].push_back(MentionJson(row));
  return json;
}

Result<int> Suggest(Session& session, const SuggestFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(const ProviderCatalogue catalogue, ProviderCatalogue::Read(session));
  std::int64_t count = 0;
  for (const CatalogueEntry& entry : catalogue.entries()) {
    const bool open = entry.id.empty() && entry.becomes_id.empty() && !entry.becomes_nothing;
    if (!open || entry.mentions < flags.least) continue;
    if (++count > flags.limit) break;
    constexpr std::int64_t kQuotes = 1;
    SCRUTINEER_ASSIGN_OR_RETURN(const auto quotes, RowsNaming(catalogue, entry, kQuotes));
    const std::vector<Likeness> alike = LikenessesOf(catalogue, entry);
    if (flags.format == Format::kText) {
      PrintSuggestion(entry, alike, quotes);
    } else {
      PrintJson(SuggestionJson(entry, alike, quotes), Format::kJsonLines);
    }
  }
  if (flags.format == Format::kText && count > 0) {
    PrintLine(
        "decide with `scrutineer providers merge NAME INTO`, `add NAME --kind KIND` or `reject "
        "NAME`");
  }
  return count == 0 ? kExitNothing : kExitDone;
}

void DefineProviderList(CLI::App& parent, CommandBody& chosen) {
  CLI::App* command = parent.add_subcommand(
      "list", "name the providers that papers mention, listed or not, with counts");
  const auto flags = std::make_shared<ListFlags>();
  command->add_flag("--listed", flags->listed, "those of the lists, also where none mentions them");
  command->add_flag("--unknown", flags->unknown, "names that stand in no list");
  command->add_option("--kind", flags->kind, "of this kind");
  command->add_option("--match", flags->match, "whose name holds these words");
  command->add_option("--least", flags->least, "with so many mentions or more");
  command->add_option("--limit", flags->limit, "so many (default all)");
  AddFormat(*command, flags->format, {"text", "jsonl", "csv"});
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return ListProviders(session, *flags); };
  });
}

void DefineProviderShow(CLI::App& parent, CommandBody& chosen) {
  CLI::App* command =
      parent.add_subcommand("show", "show one provider: its entry, how papers write it, and where");
  const auto flags = std::make_shared<ProviderShowFlags>();
  command->add_option("NAME", flags->name, "its id, or any name of it")->required();
  command->add_option("--limit", flags->limit, "quotes to show (default 10)");
  AddFormat(*command, flags->format, {"text", "json", "jsonl"});
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return ShowProvider(session, *flags); };
  });
}

void DefineProviderSuggest(CLI::App& parent, CommandBody& chosen) {
  CLI::App* command = parent.add_subcommand(
      "suggest", "names in no list that are worth deciding on, the most mentioned first");
  const auto flags = std::make_shared<SuggestFlags>();
  command->add_option("--least", flags->least, "with so many mentions or more (default 2)");
  command->add_option("--limit", flags->limit, "so many (default 20)");
  AddFormat(*command, flags->format, {"text", "jsonl"});
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return Suggest(session, *flags); };
  });
}

}  // namespace

void DefineProviders(CLI::App& app, CommandBody& chosen) {
  CLI::App* command = app.add_subcommand(
      "providers", "list the providers that papers mention, and decide about unknown names");
  command->require_subcommand(1);
  DefineProviderList(*command, chosen);
  DefineProviderShow(*command, chosen);
  DefineProviderSuggest(*command, chosen);
  DefineProviderDecisions(*command, chosen);
}

}  // namespace scrutineer::cli
