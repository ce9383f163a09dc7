#include "extractors/gold_passages.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "pipeline/base/utf8.h"

namespace scrutineer::extractors {
namespace {

using Json = nlohmann::json;

struct LabelWords {
  Tag tag;
  std::string_view attribute;
  std::string MentionAttributes::*member;
  std::vector<std::string_view> values;
};

const std::vector<LabelWords>& Labels() {
  static const std::vector<LabelWords> labels = {
      {Tag::kTender,
       "stage",
       &MentionAttributes::stage,
       {"plan", "tendering", "award", "extension", "contract", "end", "rules"}},
      {Tag::kOutsourcing,
       "direction",
       &MentionAttributes::direction,
       {"out", "in", "retain", "unclear"}},
      {Tag::kConsultation,
       "kind",
       &MentionAttributes::kind,
       {"public", "staff", "statutory", "partners"}},
  };
  return labels;
}

const std::vector<std::string_view>& StatusWords() {
  static const std::vector<std::string_view> words = {
      "proposed", "under way", "decided", "rejected", "past", "none", "hypothetical"};
  return words;
}

bool IsKnown(std::string_view word, const std::vector<std::string_view>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Reads one line. The first thing wrong with it is kept.
class LineReader {
 public:
  explicit LineReader(const Json& object) : object_(object) {}

  std::optional<std::string> problem() && { return std::move(problem_); }

  GoldPassage Read() {
    GoldPassage passage;
    passage.id = Text("id", true);
    passage.text = OneLine(Text("text", true));
    passage.rule = Text("rule", false);
    passage.judged_at = Text("judged_at", false);
    if (const Json* unread = Find("unread")) {
      if (unread->is_boolean()) {
        passage.unread = unread->get<bool>();
      } else {
        Complain("\"unread\" is neither true nor false (write one of them, without quotes)");
      }
    }
    for (std::size_t i = 0; i < Labels().size(); ++i) ReadLabel(Labels()[i], passage.labels[i]);
    ReadProviders(passage);
    ReadStatuses(passage);
    const bool nothing = !passage.providers_judged && passage.statuses.empty() &&
                         std::none_of(passage.labels.begin(), passage.labels.end(),
                                      [](const GoldLabel& label) { return label.judged; });
    if (nothing) {
      Complain("has no label (add \"tender\", \"outsourcing\", \"consultation\" or \"providers\")");
    }
    return passage;
  }

 private:
  void Complain(std::string problem) {
    if (!problem_) problem_ = std::move(problem);
  }

  const Json* Find(std::string_view key) const {
    const auto found = object_.find(std::string(key));
    return found == object_.end() ? nullptr : &*found;
  }

  std::string Text(std::string_view key, bool required) {
    const Json* value = Find(key);
    if (value == nullptr || value->is_null()) {
      if (required) Complain(fmt::format("has no \"{}\" (add it)", key));
      return {};
    }
    if (!value->is_string()) {
      Complain(fmt::format("\"{}\" is no text (write it in quotes)", key));
      return {};
    }
    std::string text = value->get<std::string>();
    if (required && text.empty()) Complain(fmt::format("\"{}\" is empty (fill it in)", key));
    return text;
  }

  static std::string OneLine(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    if (text.ends_with('\r')) text.pop_back();
    return text;
  }

  std::string Value(const std::string& key, const Json& value, const LabelWords& words) {
    if (!value.is_string()) {
      Complain(fmt::format("\"{}\" is neither null nor a {} (use one of: {})", key, words.attribute,
                           fmt::join(words.values, ", ")));
      return {};
    }
    std::string word = value.get<std::string>();
    if (!IsKnown(word, words.values)) {
      Complain(fmt::format("\"{}\" is \"{}\", which is no {} (use one of: {})", key, word,
                           words.attribute, fmt::join(words.values, ", ")));
    }
    return word;
  }

  void ReadLabel(const LabelWords& words, GoldLabel& label) {
    const std::string key(TagName(words.tag));
    const Json* value = Find(key);
    if (value == nullptr) return;
    label.judged = true;
    if (value->is_null() || (value->is_boolean() && !value->get<bool>())) return;
    label.present = true;
    if (value->is_boolean()) return;
    label.value = Value(key, *value, words);
    const Json* alternative = Find(key + "_alt");
    if (alternative != nullptr && !alternative->is_null()) {
      label.alternative = Value(key + "_alt", *alternative, words);
    }
  }

  bool ReadNames(std::string_view key, std::vector<std::string>& names) {
    const Json* list = Find(key);
    if (list == nullptr) return false;
    const bool texts = list->is_array() && std::all_of(list->begin(), list->end(),
                                                       [](const Json& e) { return e.is_string(); });
    if (!texts) {
      Complain(fmt::format("\"{}\" is no list of names (write [\"…\"], or [] for none)", key));
      return true;
    }
    for (const Json& name : *list) names.push_back(name.get<std::string>());
    return true;
  }

  void ReadProviders(GoldPassage& passage) {
    passage.providers_judged = ReadNames("providers", passage.providers);
    passage.providers_partial = ReadNames("not_providers", passage.not_providers);
    passage.providers_judged = passage.providers_judged || passage.providers_partial;
  }

  void ReadStatuses(GoldPassage& passage) {
    const Json* statuses = Find("status");
    if (statuses == nullptr || statuses->is_null()) return;
    if (!statuses->is_object()) {
      Complain("\"status\" is no object (write {\"tender\": \"proposed\"})");
      return;
    }
    for (const auto& [key, value] : statuses->items()) {
      const auto tag = TagFromName(key);
      if (!tag || *tag == Tag::kService) {
        Complain(
            fmt::format("\"status\" names \"{}\", which is no tag (use tender, outsourcing, "
                        "consultation or provider)",
                        key));
        continue;
      }
      for (const Json& word : value.is_array() ? value : Json::array({value})) {
        const std::string status = word.is_string() ? word.get<std::string>() : "no text";
        if (!IsKnown(status, StatusWords())) {
          Complain(fmt::format("\"status\" of \"{}\" is {} (use one of: {})", key, status,
                               fmt::join(StatusWords(), ", ")));
          continue;
        }
        passage.statuses[*tag].push_back(status);
      }
    }
  }

  const Json& object_;
  std::optional<std::string> problem_;
};

// What an earlier judgement on the same words said and a later one says anew.
void DropRevised(const GoldPassage& later, GoldPassage& earlier) {
  for (std::size_t i = 0; i < later.labels.size(); ++i) {
    if (later.labels[i].judged) earlier.labels[i] = {};
  }
  if (later.providers_judged) {
    earlier.providers_judged = earlier.providers_partial = false;
    earlier.providers.clear();
    earlier.not_providers.clear();
  }
}

// All passages of a file, in order; of what was judged twice the last.
class PassageList {
 public:
  // Why it cannot be added, or nothing.
  std::optional<std::string> Add(GoldPassage passage) {
    std::vector<std::size_t>& same = by_id_[passage.id];
    for (const std::size_t index : same) {
      GoldPassage& earlier = passages_[index];
      if (passage.judged_at.empty() || earlier.judged_at.empty()) {
        return fmt::format("\"id\" \"{}\" stands at line {} already (give it another)", passage.id,
                           earlier.line);
      }
      DropRevised(passage, earlier);
    }
    same.push_back(passages_.size());
    passages_.push_back(std::move(passage));
    return std::nullopt;
  }

  std::vector<GoldPassage> Take() && {
    std::erase_if(passages_, [](const GoldPassage& passage) {
      return !passage.providers_judged && passage.statuses.empty() &&
             std::none_of(passage.labels.begin(), passage.labels.end(),
                          [](const GoldLabel& label) { return label.judged; });
    });
    return std::move(passages_);
  }

 private:
  std::vector<GoldPassage> passages_;
  std::map<std::string, std::vector<std::size_t>> by_id_;
};

Result<GoldPassage> ParseLine(std::string_view line, const std::string& where) {
  if (const auto offset = FirstInvalidUtf8(line)) {
    return Fail(ErrorCode::kConfiguration,
                "is not UTF-8 (convert the file, for example with iconv)",
                fmt::format("{}:{}", where, *offset + 1));
  }
  const Json object = Json::parse(line, nullptr, false);
  if (!object.is_object()) {
    return Fail(ErrorCode::kConfiguration,
                "is no JSON object (one line is one passage: {\"id\": \"…\", \"text\": \"…\", "
                "\"tender\": null, …})",
                where);
  }
  LineReader reader(object);
  GoldPassage passage = reader.Read();
  if (auto problem = std::move(reader).problem()) {
    return Fail(ErrorCode::kConfiguration, std::move(*problem), where);
  }
  return passage;
}

}  // namespace

std::string_view AttributeNameOf(Tag tag) {
  for (const LabelWords& label : Labels()) {
    if (label.tag == tag) return label.attribute;
  }
  return {};
}

std::string MentionAttributes::*AttributeOf(Tag tag) {
  for (const LabelWords& label : Labels()) {
    if (label.tag == tag) return label.member;
  }
  return nullptr;
}

Result<std::vector<GoldPassage>> ParseGoldPassages(std::string_view content,
                                                   const std::string& file,
                                                   const std::string& unread) {
  const re2::RE2 is_unread(unread, re2::RE2::Quiet);
  if (!is_unread.ok()) {
    return Fail(ErrorCode::kUsage,
                fmt::format("is no regular expression: {} (RE2's syntax)", is_unread.error()),
                "--unread");
  }
  PassageList passages;
  for (std::size_t number = 1; !content.empty(); ++number) {
    const std::string_view line = content.substr(0, content.find('\n'));
    content.remove_prefix(std::min(line.size() + 1, content.size()));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const std::string where = fmt::format("{}:{}", file, number);
    SCRUTINEER_ASSIGN_OR_RETURN(GoldPassage passage, ParseLine(line, where));
    passage.line = number;
    if (!unread.empty() && re2::RE2::PartialMatch(passage.id, is_unread)) passage.unread = true;
    if (auto problem = passages.Add(std::move(passage))) {
      return Fail(ErrorCode::kConfiguration, std::move(*problem), where);
    }
  }
  return std::move(passages).Take();
}

}  // namespace scrutineer::extractors
