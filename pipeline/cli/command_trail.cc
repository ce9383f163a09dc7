#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "corpus/query.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/search_request.h"
#include "pipeline/cli/trail.h"
#include "pipeline/model/ocr_words.h"

namespace scrutineer::cli {
namespace {

using Json = nlohmann::ordered_json;

struct TrailFlags {
  std::vector<std::string> words;
  FilterFlags filter;
  int elsewhere = 10;
  Format format = Format::kText;
};

constexpr const char* kExample =
    "name a provider or a service, such as provider:Capita or service:\"youth services\" "
    "council:Barnet";

// A trail is of what fields say; words and alternatives have no order in time.
Status AddField(const corpus::QueryNode& node, corpus::MentionFilter& filter) {
  using corpus::QueryField;
  if (node.kind == corpus::QueryNode::Kind::kAnd) {
    for (const corpus::QueryNode& child : node.children) {
      SCRUTINEER_RETURN_IF_ERROR(AddField(child, filter));
    }
    return {};
  }
  const auto refuse = [&](std::string_view what) {
    return Fail(ErrorCode::kQuery,
                fmt::format("{} at character {}: a trail follows provider: and service:, within "
                            "council:, committee:, since:, until:, before:, after: and date:",
                            what, node.offset_code_points + 1));
  };
  if (node.kind != corpus::QueryNode::Kind::kField) {
    return refuse("words, OR and NOT have no trail,");
  }
  switch (node.field) {
    case QueryField::kProvider:
      filter.providers.push_back(node.text);
      return {};
    case QueryField::kService:
      filter.services.push_back(node.text);
      return {};
    case QueryField::kCouncil:
      filter.paper.councils.push_back(node.text);
      return {};
    case QueryField::kCommittee:
      filter.paper.committees.push_back(node.text);
      return {};
    case QueryField::kBefore:
    case QueryField::kAfter:
    case QueryField::kSince:
    case QueryField::kUntil:
    case QueryField::kDate:
      if (node.first) {
        filter.paper.since = std::max(filter.paper.since.value_or(*node.first), *node.first);
      }
      if (node.last) {
        filter.paper.until = std::min(filter.paper.until.value_or(*node.last), *node.last);
      }
      return {};
    default:
      return refuse("this field has no trail,");
  }
}

Result<corpus::MentionFilter> FilterOf(const TrailFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(corpus::MentionFilter filter, ToMentionFilter(flags.filter));
  if (!flags.words.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(const corpus::Query query,
                                corpus::ParseQuery(QueryOfWords(flags.words)));
    SCRUTINEER_RETURN_IF_ERROR(AddField(query.root, filter));
  }
  if (filter.providers.empty() && filter.services.empty()) {
    return Fail(ErrorCode::kUsage, kExample, "trail");
  }
  return filter;
}

std::string DateName(const std::optional<Date>& date) {
  return date ? FormatDateLong(*date) : "no date";
}

// "12 March 2024", "1 May 2021 to 12 March 2024".
std::string Span(const TrailElsewhere& council) {
  if (!council.first) return "undated";
  if (council.first == council.last) return FormatDateLong(*council.first);
  return fmt::format("{} to {}", FormatDateLong(*council.first), FormatDateLong(*council.last));
}

void PrintEvent(const TrailEvent& event) {
  const PaperMetadata& metadata = event.paper.metadata;
  std::string heading =
      fmt::format("{} · {}", DateName(metadata.meeting_date), TrailStepName(event.step));
  if (!event.status.empty()) heading += fmt::format(" ({})", event.status);
  PrintLine(Printable(heading));
  PrintLine(
      Folded(Printable(fmt::format("{}{}{}", CouncilName(metadata),
                                   metadata.committee.empty() ? "" : " · " + metadata.committee,
                                   metadata.title.empty() ? "" : " · " + metadata.title)),
             3, 100));
  const std::string under = UnderName(event.under, metadata);
  if (!under.empty()) PrintLine(Folded(Printable(under), 3, 100));
  PrintLine(Folded(Printable("\"" + event.quote + "\""), 3, 100));
  if (!event.values.empty()) PrintLine(Folded(Printable(event.values), 3, 100));
  PrintLine("   " + Printable(Citation(event.paper, event.page_number, event.last_page)) +
            OcrNote(event.ocr_confidence));
  for (const std::string& also : event.also_in) PrintLine("   also in " + Printable(also));
  if (event.more > 0)
    PrintLine(fmt::format("   and {} of this paper", Counted(event.more, "more passage")));
  PrintLine("");
}

void PrintTrail(const Trail& trail, const corpus::MentionFilter& filter, int elsewhere) {
  for (const TrailEvent& event : trail.events) PrintEvent(event);
  const bool is_local = !filter.paper.councils.empty() || !filter.paper.committees.empty();
  if (!trail.elsewhere.empty()) PrintLine(is_local ? "Who else" : "Councils");
  int shown = 0;
  for (const TrailElsewhere& council : trail.elsewhere) {
    if (shown++ == elsewhere) {
      PrintLine(fmt::format(
          "   and {} (--elsewhere)",
          Counted(static_cast<std::int64_t>(trail.elsewhere.size()) - elsewhere, "more council")));
      break;
    }
    PrintLine(Printable(fmt::format("   {} · {}, {} · last: {}", council.council,
                                    Counted(council.papers, "paper"), Span(council),
                                    TrailStepName(council.latest))));
  }
  PrintLine(
      fmt::format("{}{} of {} that name it, in the order of the meetings. What no paper here "
                  "says, or no rule knows, is missing.",
                  trail.elsewhere.empty() ? "" : "\n",
                  Counted(static_cast<std::int64_t>(trail.events.size()), "step"),
                  Counted(trail.papers, "paper")));
}

Json DateJson(const std::optional<Date>& date) {
  return date ? Json(FormatDate(*date)) : Json(nullptr);
}

Json EventJson(const TrailEvent& event) {
  const PaperMetadata& metadata = event.paper.metadata;
  Json json;
  AddOrigin(metadata, json);
  json["step"] = TrailStepName(event.step);
  json["status"] = TextOrNull(event.status);
  json["paper"] = event.paper.id;
  json["page"] = event.page_number;
  AddLastPage(event.page_number, event.last_page, json);
  AddUnder(event.under, json);
  json["quote"] = event.quote;
  json["values"] = TextOrNull(event.values);
  json["citation"] = Citation(event.paper, event.page_number);
  json["hit"] = event.hit;
  json["ocr_confidence"] = ConfidenceJson(event.ocr_confidence);
  json["also_in"] = event.also_in;
  json["more"] = event.more;
  json["sha256"] = event.sha256;
  return json;
}

Json TrailJson(const Trail& trail) {
  Json json;
  json["papers"] = trail.papers;
  json["events"] = Json::array();
  for (const TrailEvent& event : trail.events) json["events"].push_back(EventJson(event));
  json["elsewhere"] = Json::array();
  for (const TrailElsewhere& council : trail.elsewhere) {
    json["elsewhere"].push_back({{"council", council.council},
                                 {"papers", council.papers},
                                 {"first", DateJson(council.first)},
                                 {"last", DateJson(council.last)},
                                 {"latest_step", TrailStepName(council.latest)}});
  }
  return json;
}

Result<int> RunTrail(Session& session, const TrailFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(const corpus::MentionFilter filter, FilterOf(flags));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  SCRUTINEER_ASSIGN_OR_RETURN(const Trail trail, FollowTrail(corpus->papers(), filter));
  if (flags.format == Format::kText) {
    PrintTrail(trail, filter, flags.elsewhere);
  } else {
    PrintJson(TrailJson(trail), flags.format);
  }
  return trail.papers == 0 ? kExitNothing : kExitDone;
}

}  // namespace

void DefineTrail(CLI::App& app, CommandBody& chosen) {
  CLI::App* command = app.add_subcommand(
      "trail", "tell the story of a provider or service in order, and who else has it");
  const auto flags = std::make_shared<TrailFlags>();
  command->add_option("QUERY", flags->words,
                      "provider:\"Capita\" or service:\"youth services\", within council:, "
                      "committee:, since:, until: ...");
  command->add_option("--provider", flags->filter.providers, "of this provider (repeatable)");
  command->add_option("--service", flags->filter.services, "of this service (repeatable)");
  AddPaperFilters(*command, flags->filter);
  command->add_option("--elsewhere", flags->elsewhere, "councils to list (default 10)")
      ->check(CLI::NonNegativeNumber.description(""));
  AddFormat(*command, flags->format, {"text", "json"});
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return RunTrail(session, *flags); };
  });
}

}  // namespace scrutineer::cli
