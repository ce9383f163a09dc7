// Results of an evaluation in a file, to compare later ones with.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

#include "extractors/evaluation.h"

namespace scrutineer::extractors {
namespace {

using Json = nlohmann::ordered_json;

Json ToJson(const FoundMention& mention) {
  Json json;
  json["tag"] = TagName(mention.tag);
  json["rule"] = mention.rule;
  json["text"] = mention.text;
  const MentionAttributes& attributes = mention.attributes;
  if (!attributes.stage.empty()) json["stage"] = attributes.stage;
  if (!attributes.direction.empty()) json["direction"] = attributes.direction;
  if (!attributes.kind.empty()) json["kind"] = attributes.kind;
  if (!attributes.status.empty()) json["status"] = attributes.status;
  return json;
}

std::string TextOf(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Nothing where it is no mention.
std::optional<FoundMention> FromJson(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  const auto tag = TagFromName(TextOf(json, "tag"));
  if (!tag) return std::nullopt;
  FoundMention mention{*tag, TextOf(json, "rule"), TextOf(json, "text"), {}};
  mention.attributes = {TextOf(json, "stage"), TextOf(json, "direction"), TextOf(json, "kind"),
                        TextOf(json, "status")};
  return mention;
}

// The mentions of one line; `id` is set to the passage's. Nothing where the line is none of ours.
std::optional<std::vector<FoundMention>> ParseSavedLine(std::string_view line, std::string& id) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  id = TextOf(json, "id");
  const auto list = json.find("mentions");
  if (id.empty() || list == json.end() || !list->is_array()) return std::nullopt;
  std::vector<FoundMention> mentions;
  for (const Json& each : *list) {
    auto mention = FromJson(each);
    if (!mention) return std::nullopt;
    mentions.push_back(std::move(*mention));
  }
  return mentions;
}

}  // namespace

std::string SaveFound(const std::vector<GoldPassage>& passages, const FoundMentions& found) {
  std::string out;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    Json json;
    json["id"] = passages[i].id;
    json["mentions"] = Json::array();
    for (const FoundMention& mention : found[i]) json["mentions"].push_back(ToJson(mention));
    out += json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
  }
  return out;
}

Result<FoundMentions> LoadFound(std::string_view content, const std::string& file,
                                const std::vector<GoldPassage>& passages, std::size_t& unknown) {
  std::unordered_map<std::string, std::vector<FoundMention>> saved;
  for (std::size_t number = 1; !content.empty(); ++number) {
    const std::string_view line = content.substr(0, content.find('\n'));
    content.remove_prefix(std::min(line.size() + 1, content.size()));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    std::string id;
    auto mentions = ParseSavedLine(line, id);
    if (!mentions) {
      return Fail(ErrorCode::kConfiguration,
                  "is no line of a saved result (name a folder of rules, or a file that "
                  "`rules eval --save` wrote)",
                  fmt::format("{}:{}", file, number));
    }
    saved[id] = std::move(*mentions);
  }
  FoundMentions found;
  unknown = 0;
  for (const GoldPassage& passage : passages) {
    const auto known = saved.find(passage.id);
    if (known == saved.end()) ++unknown;
    found.push_back(known == saved.end() ? std::vector<FoundMention>() : known->second);
  }
  return found;
}

}  // namespace scrutineer::extractors
