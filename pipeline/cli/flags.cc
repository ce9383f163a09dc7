#include "pipeline/cli/flags.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>

#include "pipeline/cli/one_of.h"

namespace scrutineer::cli {

void AddPaperFilters(CLI::App& command, FilterFlags& flags) {
  command.add_option("--council", flags.councils,
                     "only councils whose name holds this (repeatable)");
  command.add_option("--committee", flags.committees,
                     "only committees whose name holds this (repeatable)");
  command.add_option("--since", flags.since, "only meetings on or after this day (YYYY-MM-DD)");
  command.add_option("--until", flags.until, "only meetings on or before this day (YYYY-MM-DD)");
}

void AddMentionFilters(CLI::App& command, FilterFlags& flags) {
  command.add_option("--tag", flags.tags,
                     "only with this tag: tender, outsourcing, consultation, provider, service "
                     "(repeatable)");
  command.add_option("--provider", flags.providers, "only with this provider (repeatable)");
  command.add_option("--service", flags.services, "only with this service (repeatable)");
  command.add_option("--rule", flags.rules, "only where this rule fired (repeatable)");
  AddPaperFilters(command, flags);
}

namespace {

Result<std::optional<Date>> ToDate(std::string_view option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto date = ParseDate(text);
  if (!date) {
    return Fail(ErrorCode::kUsage,
                fmt::format("'{}' is not a day (write it as YYYY-MM-DD)", Printable(text)),
                std::string(option));
  }
  return date;
}

}  // namespace

Result<corpus::PaperFilter> ToPaperFilter(const FilterFlags& flags) {
  corpus::PaperFilter filter;
  filter.councils = flags.councils;
  filter.committees = flags.committees;
  SCRUTINEER_ASSIGN_OR_RETURN(filter.since, ToDate("--since", flags.since));
  SCRUTINEER_ASSIGN_OR_RETURN(filter.until, ToDate("--until", flags.until));
  if (filter.since && filter.until && *filter.until < *filter.since) {
    return Fail(ErrorCode::kUsage, fmt::format("{} is before --since {}", flags.until, flags.since),
                "--until");
  }
  return filter;
}

Result<corpus::MentionFilter> ToMentionFilter(const FilterFlags& flags) {
  corpus::MentionFilter filter;
  SCRUTINEER_ASSIGN_OR_RETURN(filter.paper, ToPaperFilter(flags));
  for (const std::string& name : flags.tags) {
    const auto tag = TagFromName(name);
    if (!tag) {
      return Fail(
          ErrorCode::kUsage,
          fmt::format("there is no tag '{}' (tender, outsourcing, consultation, provider or "
                      "service)",
                      Printable(name)),
          "--tag");
    }
    filter.tags.push_back(*tag);
  }
  filter.providers = flags.providers;
  filter.services = flags.services;
  filter.rules = flags.rules;
  return filter;
}

void AddFormat(CLI::App& command, Format& format, const std::vector<std::string>& names) {
  static const std::map<std::string, Format> all = {{"text", Format::kText},
                                                    {"json", Format::kJson},
                                                    {"jsonl", Format::kJsonLines},
                                                    {"csv", Format::kCsv}};
  std::map<std::string, Format> allowed;
  for (const std::string& name : names) allowed.emplace(name, all.at(name));
  format = all.at(names.front());
  const bool has_csv = allowed.count("csv") != 0;
  std::map<std::string, Format> told = allowed;
  if (has_csv) told.emplace("excel", Format::kCsv);
  CLI::Option* const option =
      command
          .add_option(
              "--format", format,
              fmt::format("{}{} (default {})", fmt::join(names, ", "),
                          has_csv ? ", excel (CSV with a byte order mark)" : "", names.front()))
          ->transform(OneOf(told))
          ->type_name("NAME");
  if (!has_csv) return;
  // Comes first of all that looks at the word.
  option->transform(CLI::Validator(
      [](std::string& word) {
        if (word == "excel") WantByteOrderMark();
        return std::string();
      },
      ""));
}

}  // namespace scrutineer::cli
