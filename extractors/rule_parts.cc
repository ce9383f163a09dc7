#include "extractors/rule_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "extractors/toml_document.h"
#include "pipeline/base/sha256.h"

namespace scrutineer::extractors {
namespace {

using Keys = std::set<std::string_view>;

// Keys that no mention depends on.
const Keys& SilentRuleKeys() {
  static const Keys keys = {"title", "description", "false_positives", "example",
                            "counter_example"};
  return keys;
}
const Keys& SilentEntryKeys() {
  static const Keys keys = {"kind", "parent", "company_number", "charity_number", "group", "lgsl"};
  return keys;
}

// What the fragments of a folder mean, those within them included.
class FragmentMeanings {
 public:
  void Read(const TomlValue& document) {
    const TomlValue* table = document.Find("fragments");
    if (table == nullptr || table->kind != TomlValue::Kind::kTable) return;
    for (const TomlValue::Member& member : table->members) entries_[member.key] = &member.value;
  }

  // Appends the meaning of every fragment that `pattern` names and that is not in `seen` yet.
  void Expand(std::string_view pattern, std::set<std::string>& seen, std::string& out) const {
    for (std::size_t at = pattern.find('{'); at != std::string_view::npos;
         at = pattern.find('{', at + 1)) {
      const std::string name(pattern.substr(at + 1, pattern.find('}', at) - at - 1));
      const auto entry = entries_.find(name);
      if (entry == entries_.end() || !seen.insert(name).second) continue;
      out += fmt::format("fragment {}:{}", name.size(), name);
      for (const TomlValue& item : entry->second->items) {
        out += fmt::format("{}:{}", item.text.size(), item.text);
        Expand(item.text, seen, out);
      }
    }
  }

 private:
  std::map<std::string, const TomlValue*, std::less<>> entries_;
};

// Writes values so that equal meaning gives equal text and nothing else does.
class Canonical {
 public:
  explicit Canonical(const FragmentMeanings& fragments) : fragments_(fragments) {}

  void AddTable(const TomlValue& table, const Keys& silent) {
    std::vector<const TomlValue::Member*> members;
    for (const TomlValue::Member& member : table.members) {
      if (!silent.contains(member.key)) members.push_back(&member);
    }
    std::sort(members.begin(), members.end(),
              [](const auto* a, const auto* b) { return a->key < b->key; });
    out_ += '{';
    for (const TomlValue::Member* member : members) {
      AddText(member->key);
      Add(member->value);
    }
    out_ += '}';
  }

  void AddText(std::string_view text) { out_ += fmt::format("{}:{}", text.size(), text); }

  std::string Fingerprint() {
    // Of 256 bits half are more than enough to tell parts apart.
    constexpr std::size_t kDigits = 32;
    return Sha256Hex(out_).substr(0, kDigits);
  }

 private:
  void Add(const TomlValue& value) {
    switch (value.kind) {
      case TomlValue::Kind::kString:
        AddText(value.text);
        fragments_.Expand(value.text, seen_, out_);
        break;
      case TomlValue::Kind::kInteger:
        out_ += fmt::format("i{};", value.number);
        break;
      case TomlValue::Kind::kBoolean:
        out_ += value.truth ? 't' : 'f';
        break;
      case TomlValue::Kind::kList:
        out_ += '[';
        for (const TomlValue& item : value.items) Add(item);
        out_ += ']';
        break;
      case TomlValue::Kind::kTable:
        AddTable(value, {});
        break;
      case TomlValue::Kind::kOther:
        out_ += '?';
        break;
    }
  }

  const FragmentMeanings& fragments_;
  std::set<std::string> seen_;
  std::string out_;
};

std::string TextAt(const TomlValue& table, std::string_view key) {
  const TomlValue* value = table.Find(key);
  return value != nullptr && value->kind == TomlValue::Kind::kString ? value->text : std::string();
}

// Takes the parts of a whole folder together.
class PartReader {
 public:
  explicit PartReader(const CompiledRuleSet& set) : set_(set) {}

  RuleParts Run() {
    parts_["engine"] = std::to_string(kTaggingVersion);
    std::vector<std::pair<const RuleSource*, TomlValue>> documents;
    for (const auto& source : set_.sources) {
      if (auto document = ParseToml(source->content)) {
        documents.emplace_back(source.get(), std::move(*document));
      }
    }
    for (const auto& [source, document] : documents) {
      if (source->relative == "fragments.toml") fragments_.Read(document);
    }
    for (const auto& [source, document] : documents) Read(*source, document);
    return std::move(parts_);
  }

 private:
  void Read(const RuleSource& source, const TomlValue& document) {
    if (source.relative == "fragments.toml") return;
    if (source.relative.starts_with("providers/")) {
      ReadList(source, document, "provider");
    } else if (source.relative.starts_with("services/")) {
      ReadList(source, document, "service");
    } else if (source.relative.starts_with("findings/") ||
               source.relative.starts_with("finding/")) {
      AddPart("finding:" + source.relative, document, {});
    } else if (document.Find("match") != nullptr && !TextAt(document, "id").empty()) {
      ReadRule(document);
    } else {
      AddPart("file:" + source.relative, document, {});
    }
  }

  void ReadRule(const TomlValue& document) {
    Canonical canonical(fragments_);
    canonical.AddTable(document, SilentRuleKeys());
    parts_["rule:" + TextAt(document, "id")] = canonical.Fingerprint();
  }

  void ReadList(const RuleSource& source, const TomlValue& document, const std::string& key) {
    TomlValue rest = document;
    std::erase_if(rest.members, [&](const TomlValue::Member& member) { return member.key == key; });
    if (!rest.members.empty()) AddPart("file:" + source.relative, rest, {});
    const TomlValue* entries = document.Find(key);
    if (entries == nullptr) return;
    for (const TomlValue& entry : entries->items) {
      if (entry.kind != TomlValue::Kind::kTable) continue;
      AddPart(key + ":" + TextAt(entry, "id"), entry, SilentEntryKeys());
    }
  }

  void AddPart(const std::string& name, const TomlValue& table, const Keys& silent) {
    Canonical canonical(fragments_);
    canonical.AddTable(table, silent);
    parts_[name] = canonical.Fingerprint();
  }

  const CompiledRuleSet& set_;
  FragmentMeanings fragments_;
  RuleParts parts_;
};

}  // namespace

RuleParts PartsOf(const CompiledRuleSet& set) { return PartReader(set).Run(); }

}  // namespace scrutineer::extractors
