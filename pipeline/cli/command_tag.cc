#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "extractors/paper_tagger.h"
#include "pipeline/base/file.h"
#include "pipeline/base/utf8.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/output.h"

namespace scrutineer::cli {
namespace {

using Json = nlohmann::ordered_json;

struct TagFlags {
  std::string file;
  bool lines = false;
};

Json TaggedIn(const extractors::RuleSet& rules, std::string_view text) {
  Json mentions = Json::array();
  extractors::PaperTagger tagger(rules);
  tagger.AddPage(text);
  CodePointCursor cursor(text);
  for (const std::vector<Mention>& page : tagger.Finish({text})) {
    for (const Mention& mention : page) mentions.push_back(TaggedJson(cursor, mention));
  }
  return mentions;
}

void TagLines(const extractors::RuleSet& rules, std::string_view text) {
  std::int64_t number = 0;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    Json json;
    json["line"] = ++number;
    json["mentions"] = TaggedIn(rules, line);
    PrintJson(json, Format::kJsonLines);
  }
}

// Where the first byte that is not UTF-8 stands, as people count.
Error InvalidUtf8(std::string_view text, std::size_t offset, const std::string& file) {
  const std::string_view before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return Error{ErrorCode::kInvalidUtf8, "is not UTF-8 here (convert it, for example with iconv)",
               fmt::format("{}:{}:{}", file, line, offset - line_start + 1)};
}

Result<int> RunTag(Session& session, const TagFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(const std::string text, ReadFile(flags.file));
  if (const auto offset = FirstInvalidUtf8(text)) {
    return Fail(InvalidUtf8(text, *offset, flags.file == "-" ? "standard input" : flags.file));
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const extractors::RuleSet* rules, session.rules());
  if (flags.lines) {
    TagLines(*rules, text);
    return kExitDone;
  }
  const Json mentions = TaggedIn(*rules, text);
  for (const Json& mention : mentions) PrintJson(mention, Format::kJsonLines);
  return mentions.empty() ? kExitNothing : kExitDone;
}

}  // namespace

void DefineTag(CLI::App& app, CommandBody& chosen) {
  CLI::App* command = app.add_subcommand("tag", "tag a text file, one JSON object a mention");
  const auto flags = std::make_shared<TagFlags>();
  command->add_option("FILE", flags->file, "UTF-8 text; - is standard input")->required();
  command->add_flag("--lines", flags->lines,
                    "each line is a passage of its own: one JSON object a line");
  command->callback(
      [&chosen, flags] { chosen = [flags](Session& session) { return RunTag(session, *flags); }; });
}

}  // namespace scrutineer::cli
