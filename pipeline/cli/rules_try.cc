#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "extractors/explanation.h"
#include "pipeline/base/file.h"
#include "pipeline/base/utf8.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/rules_commands.h"
#include "pipeline/pdf/worker_pool.h"
#include "pipeline/sources/folder_source.h"
#include "pipeline/text/paper_text.h"

namespace scrutineer::cli {
namespace {

using extractors::ExplainedMatch;
using extractors::ExplainedPart;
using extractors::RuleSet;
using Json = nlohmann::ordered_json;

struct TryFlags {
  std::string input;  // text, or with `rule` a file
  std::string text;
  std::string rule;
  Format format = Format::kText;
};

struct TriedPage {
  int number = 0;  // 0: the input has no pages
  std::string text;
};

Result<std::vector<TriedPage>> ReadPdf(Session& session, const std::string& file) {
  SCRUTINEER_ASSIGN_OR_RETURN(auto options, session.pool_options());
  options.workers = 1;
  SCRUTINEER_ASSIGN_OR_RETURN(const FileDescriptor fd, OpenForReading(file));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto pool, pdf::WorkerPool::Start(options));
  std::vector<TriedPage> pages;
  text::PaperText paper([&](Page page) { pages.push_back({page.number, std::move(page.text)}); });
  const auto properties =
      pool->Extract(fd.get(), [&](ExtractedPage page) { paper.Add(std::move(page)); });
  paper.Finish();
  if (!properties) return Fail(properties.error().code, properties.error().message, file);
  return pages;
}

Result<std::vector<TriedPage>> ReadInput(Session& session, const TryFlags& flags) {
  if (!flags.text.empty()) return std::vector<TriedPage>{{0, flags.text}};
  if (flags.input.empty()) {
    return Fail(ErrorCode::kUsage, flags.rule.empty()
                                       ? "name the text to try (or - for standard "
                                         "input)"
                                       : "name a file to try the rule on, or --text");
  }
  const bool is_file = !flags.rule.empty() || flags.input == "-";
  if (!is_file) return std::vector<TriedPage>{{0, flags.input}};
  if (flags.input != "-") {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool pdf, sources::LooksLikePdf(flags.input));
    if (pdf) return ReadPdf(session, flags.input);
  }
  SCRUTINEER_ASSIGN_OR_RETURN(std::string text, ReadFile(flags.input));
  return std::vector<TriedPage>{{0, std::move(text)}};
}

// "stage award, status decided".
std::string AttributeWords(const MentionAttributes& attributes) {
  std::string words;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (value.empty()) return;
    words += fmt::format("{}{} {}", words.empty() ? "" : ", ", name, value);
  };
  add("stage", attributes.stage);
  add("direction", attributes.direction);
  add("kind", attributes.kind);
  add("status", attributes.status);
  return words;
}

void PrintPart(const TriedPage& page, const ExplainedPart& part, std::string_view lead) {
  std::string line = fmt::format("   {}{}", lead, part.part);
  if (!part.pattern.empty()) line += fmt::format(" '{}'", part.pattern);
  if (!part.words.empty()) line += fmt::format(" on \"{}\"", part.words.Of(page.text));
  if (!part.note.empty()) line += ": " + part.note;
  if (!part.place.empty()) line += fmt::format(" ({})", part.place);
  PrintLine(Printable(line));
}

void PrintMatch(const TriedPage& page, const ExplainedMatch& match) {
  const Mention& mention = match.mention;
  std::string line = fmt::format("{} {} \"{}\"", mention.rule,
                                 match.fired() ? "fired on" : "matched, but did not fire, on",
                                 mention.span.Of(page.text));
  if (!mention.entity_name.empty()) line += ": " + mention.entity_name;
  if (page.number > 0) line += fmt::format(", page {}", page.number);
  PrintLine(Printable(line));
  const ByteSpan words{mention.span.begin - mention.sentence.begin,
                       mention.span.end - mention.sentence.begin};
  PrintLine(Folded(Highlighted(mention.sentence.Of(page.text), {words}), 3, 100));
  if (!match.pattern.empty()) {
    PrintLine(Printable(fmt::format("   pattern '{}' ({})", match.pattern, match.place)));
  } else if (!match.place.empty()) {
    PrintLine(Printable(fmt::format("   listed ({})", match.place)));
  }
  const std::string attributes = AttributeWords(mention.attributes);
  if (!attributes.empty()) PrintLine("   " + attributes);
  if (match.when) PrintPart(page, *match.when, "set by ");
  for (const ExplainedPart& part : match.voids) PrintPart(page, part, "voided by ");
}

Json PartJson(const TriedPage& page, const ExplainedPart& part) {
  Json json;
  json["part"] = part.part;
  if (!part.pattern.empty()) json["pattern"] = part.pattern;
  if (!part.place.empty()) json["place"] = part.place;
  if (!part.words.empty()) json["words"] = part.words.Of(page.text);
  if (!part.note.empty()) json["note"] = part.note;
  return json;
}

Json MatchJson(const TriedPage& page, const ExplainedMatch& match) {
  Json json = TaggedJson(page.text, match.mention);
  if (page.number > 0) json["page"] = page.number;
  json["fired"] = match.fired();
  if (!match.pattern.empty()) json["pattern"] = match.pattern;
  if (!match.place.empty()) json["place"] = match.place;
  if (match.when) json["when"] = PartJson(page, *match.when);
  json["voided_by"] = Json::array();
  for (const ExplainedPart& part : match.voids) json["voided_by"].push_back(PartJson(page, part));
  json["quote"] = match.mention.sentence.Of(page.text);
  return json;
}

Status CheckUtf8(const std::vector<TriedPage>& pages, const TryFlags& flags) {
  for (const TriedPage& page : pages) {
    if (FirstInvalidUtf8(page.text)) {
      return Fail(ErrorCode::kInvalidUtf8, "is not UTF-8 (convert it, for example with iconv)",
                  flags.rule.empty() ? "the text" : flags.input);
    }
  }
  return {};
}

Result<int> RunTry(Session& session, const TryFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto pages, ReadInput(session, flags));
  SCRUTINEER_RETURN_IF_ERROR(CheckUtf8(pages, flags));
  std::optional<RuleSet> rules;
  std::string rule_id;
  if (flags.rule.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(rules, LoadWithComplaints(session, {}));
  } else {
    SCRUTINEER_ASSIGN_OR_RETURN(ChosenRule rule, ChooseRule(session, flags.rule));
    rules = std::move(rule.rules);
    rule_id = std::move(rule.id);
  }
  std::int64_t fired = 0;
  std::int64_t matched = 0;
  Json list = Json::array();
  std::string open_heading;
  for (const TriedPage& page : pages) {
    for (const ExplainedMatch& match : rules->Explain(page.text, rule_id, &open_heading)) {
      ++matched;
      fired += match.fired() ? 1 : 0;
      if (flags.format == Format::kJson) {
        list.push_back(MatchJson(page, match));
      } else {
        PrintMatch(page, match);
      }
    }
  }
  if (flags.format == Format::kJson) {
    PrintJson(list, Format::kJson);
  } else {
    PrintLine(fmt::format("{}, {} of them voided", Counted(matched, "match", "matches"),
                          Grouped(matched - fired)));
  }
  return fired == 0 ? kExitNothing : kExitDone;
}

}  // namespace

void DefineRulesTry(CLI::App& rules, CommandBody& chosen) {
  CLI::App* command = rules.add_subcommand(
      "try", "show which rules fire on a text, on which words, and what voids the others");
  const auto flags = std::make_shared<TryFlags>();
  command->add_option("TEXT", flags->input,
                      "a text; with --rule a text file or a PDF; - is standard input");
  command
      ->add_option(
          "--rule", flags->rule,
          "only this rule: its id, or a rule file (….toml) that is not among the rules yet")
      ->type_name("RULE");
  command->add_option("--text", flags->text, "a text to try the rule on, instead of a file")
      ->type_name("TEXT");
  AddFormat(*command, flags->format, {"text", "json"});
  command->callback(
      [&chosen, flags] { chosen = [flags](Session& session) { return RunTry(session, *flags); }; });
}

}  // namespace scrutineer::cli
