#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "extractors/compiled_rule_set.h"
#include "extractors/fragments.h"
#include "extractors/pattern_dialect.h"
#include "extractors/pattern_piece.h"
#include "extractors/required_literals.h"
#include "extractors/rule_parts.h"
#include "pipeline/base/sha256.h"

namespace scrutineer::extractors {
namespace {

// How many of a pattern's required literals are looked for. Conditions are only tried where a
// pattern has matched already, and literals cost time on every page.
constexpr std::size_t kMentionChoices = 4;
constexpr std::size_t kConditionChoices = 1;
constexpr std::size_t kConditionLiteralLength = 9;

// Turns the files of one folder into a rule set.
class Compiler {
 public:
  Compiler(CompiledRuleSet& set, DiagnosticList& diagnostics)
      : set_(set), diagnostics_(diagnostics) {}

  void Run() {
    ReadFiles();
    fragments_ =
        std::make_unique<FragmentLibrary>(fragment_entries_, has_all_fragments_, diagnostics_);
    CheckIds();
    for (const auto& file : set_.files) AddRule(*file);
    set_.findings = FindingRules::Compile(set_.finding_files, *fragments_, diagnostics_);
    for (const ServiceEntry& service : set_.service_entries) AddService(service);
    ApplyDecisions(set_.provider_list, set_.provider_names, diagnostics_);
    for (const ProviderEntry& provider : set_.provider_list.providers) AddProvider(provider);
    const auto lookup = [this](std::string_view name) { return fragments_->Find(name); };
    set_.status.Compile(std::move(status_file_), lookup, diagnostics_);
    set_.date_roles.Compile(std::move(value_file_), lookup, diagnostics_);
    IndexLiterals();
  }

 private:
  void ReadFiles() {
    for (const auto& source : set_.sources) {
      const auto document = ParseToml(source->content);
      if (!document) {
        diagnostics_.Add(*source, document.error().place, document.error().message);
        if (source->relative == "fragments.toml") has_all_fragments_ = false;
        continue;
      }
      ReadFile(*document, *source);
    }
    // Where two entries match the same words the first stays: by id, wherever they stand.
    const auto by_id = [](const auto& a, const auto& b) { return a.id.text < b.id.text; };
    auto& providers = set_.provider_list.providers;
    std::stable_sort(providers.begin(), providers.end(), by_id);
    std::stable_sort(set_.service_entries.begin(), set_.service_entries.end(), by_id);
  }

  void ReadFile(const TomlValue& document, const RuleSource& source) {
    if (source.relative == "fragments.toml") {
      for (auto& entry : ReadFragments(document, source, diagnostics_)) {
        fragment_entries_.push_back(std::move(entry));
      }
    } else if (source.relative == "status.toml") {
      status_file_ = ReadStatusFile(document, source, diagnostics_);
    } else if (source.relative == "values.toml") {
      value_file_ = ReadValueFile(document, source, diagnostics_);
    } else if (source.relative.starts_with("providers/")) {
      ReadProviders(document, source, set_.provider_list, diagnostics_);
    } else if (source.relative.starts_with("services/")) {
      for (auto& entry : ReadServices(document, source, diagnostics_)) {
        set_.service_entries.push_back(std::move(entry));
      }
    } else if (source.relative.starts_with("finding/")) {
      set_.finding_files.push_back(
          std::make_unique<FindingRuleFile>(ReadFindingRule(document, source, diagnostics_)));
    } else {
      set_.files.push_back(
          std::make_unique<RuleFile>(ReadRuleFile(document, source, diagnostics_)));
    }
  }

  void CheckIds() {
    std::map<std::string_view, const PlacedText*> rules, providers, services;
    for (const auto& file : set_.files) CheckId(file->id, "rule", rules);
    for (const auto& file : set_.finding_files) CheckId(file->id, "rule", rules);
    for (const auto& entry : set_.provider_list.providers) {
      CheckId(entry.id, "provider", providers);
    }
    for (const auto& entry : set_.service_entries) CheckId(entry.id, "service", services);
  }

  void CheckId(const PlacedText& id, std::string_view what,
               std::map<std::string_view, const PlacedText*>& seen) {
    if (id.text.empty()) return;
    const auto [first, added] = seen.try_emplace(id.text, &id);
    if (added) return;
    const PlacedText& other = *first->second;
    diagnostics_.Add(
        id, fmt::format("a second {} with id \"{}\", the first is at {}:{} (rename one)", what,
                        id.text, other.source->path, other.place.line));
  }

  PatternHandle Compile(const PlacedText& text, bool case_sensitive, std::size_t max_choices) {
    // Providers in particular share their conditions.
    std::string key = fmt::format("{}{}{}", case_sensitive ? 's' : 'i', max_choices, text.text);
    const auto known = compiled_.find(key);
    if (known != compiled_.end()) return known->second;
    PatternHandle pattern = CompileNew(text, case_sensitive, max_choices);
    if (pattern != nullptr) compiled_.emplace(std::move(key), pattern);
    return pattern;
  }

  PatternHandle CompileNew(const PlacedText& text, bool case_sensitive, std::size_t max_choices) {
    auto tree =
        ParsePattern(text.text, [this](std::string_view name) { return fragments_->Find(name); });
    if (!tree) {
      diagnostics_.AddWithin(text, tree.error().offset, std::move(tree.error().message));
      return nullptr;
    }
    auto pattern = std::make_shared<CompiledPattern>(std::move(*tree), case_sensitive, library_);
    pattern->number = set_.pattern_count++;
    const std::size_t length =
        max_choices == kConditionChoices ? kConditionLiteralLength : std::string_view::npos;
    set_.literals.Note(*pattern, literals_, max_choices, length);
    return pattern;
  }

  Patterns CompileAll(const std::vector<PlacedText>& texts, bool case_sensitive) {
    Patterns patterns;
    for (const PlacedText& text : texts) {
      if (auto pattern = Compile(text, case_sensitive, kConditionChoices))
        patterns.push_back(std::move(pattern));
    }
    return patterns;
  }

  // Patterns that are looked for in headings, where no literals are; headings may be in capitals.
  Patterns CompileHeading(const std::vector<PlacedText>& texts) {
    Patterns patterns;
    for (const PlacedText& text : texts) {
      if (auto pattern = Compile(text, false, 0)) patterns.push_back(std::move(pattern));
    }
    set_.asks_for_headings = set_.asks_for_headings || !patterns.empty();
    return patterns;
  }

  // Patterns that make mentions: each needs a literal, or every sentence would be searched for it.
  Patterns CompileMain(const std::vector<PlacedText>& texts, bool case_sensitive, bool may_name) {
    Patterns patterns;
    for (const PlacedText& text : texts) {
      auto pattern = Compile(text, case_sensitive, kMentionChoices);
      if (pattern == nullptr) continue;
      if (pattern->required.count == 0) {
        diagnostics_.Add(text,
                         "no word of this pattern is certain, so every sentence would have to "
                         "be searched for it (make a word of three letters or more compulsory)");
      }
      if (pattern->tree()->has_capture && !may_name) {
        diagnostics_.Add(text, "only provider rules have a group `name` (write (...) instead)");
      }
      patterns.push_back(std::move(pattern));
    }
    return patterns;
  }

  static MentionAttributes Merged(MentionAttributes base, const MentionAttributes& changes) {
    for (auto member : {&MentionAttributes::stage, &MentionAttributes::direction,
                        &MentionAttributes::kind, &MentionAttributes::status}) {
      if (!(changes.*member).empty()) base.*member = changes.*member;
    }
    return base;
  }

  void AddRule(const RuleFile& file) {
    TagRule rule;
    rule.id = file.id.text;
    rule.tag = file.tag;
    rule.priority = file.priority;
    rule.active = !file.deprecated();
    rule.experimental = file.experimental();
    rule.attributes = file.attributes;
    rule.file = &file;
    const bool sensitive = file.case_sensitive;
    rule.patterns = CompileMain(file.patterns, sensitive, file.tag == Tag::kProvider);
    rule.except = CompileAll(file.except, sensitive);
    rule.unless = CompileAll(file.unless, sensitive);
    rule.near = CompileAll(file.near, sensitive);
    for (const auto& group : file.needed) rule.needed.push_back(CompileAll(group, sensitive));
    rule.heading = CompileHeading(file.heading);
    rule.near_within = file.near_within;
    rule.unless_within = file.unless_within;
    rule.needed_within = file.needed_within;
    rule.provider_in = file.provider_in;
    for (const WhenClause& when : file.whens) {
      auto pattern = Compile(when.pattern, sensitive, kConditionChoices);
      if (pattern == nullptr) continue;
      rule.whens.push_back(std::move(pattern));
      rule.when_within.push_back(when.within);
      rule.when_attributes.push_back(Merged(file.attributes, when.changes));
    }
    Register(std::move(rule));
  }

  void AddService(const ServiceEntry& service) {
    TagRule rule;
    rule.id = "service.list";
    rule.tag = Tag::kService;
    rule.entity_id = service.id.text;
    rule.entity_name = service.name.text;
    rule.patterns = CompileMain(service.aliases, false, false);
    PlacedText name = service.name;
    name.text = Quoted(name.text);
    if (!name.text.empty()) {
      // A name too short to be looked for (such as "IT") simply is no alias.
      auto pattern = Compile(name, false, kMentionChoices);
      if (pattern != nullptr && pattern->required.count > 0) {
        rule.patterns.push_back(std::move(pattern));
      }
    }
    rule.unless = CompileAll(service.unless, false);
    Register(std::move(rule));
  }

  // A name as a pattern for itself.
  static std::string Quoted(std::string_view name) {
    std::string out;
    for (const char c : name) {
      if (std::string_view("\\.+*?()|[]{}^$~").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
    return out;
  }

  void Register(TagRule rule) {
    const auto index = static_cast<std::uint32_t>(set_.rules.size());
    if (rule.active) {
      for (std::uint32_t i = 0; i < rule.patterns.size(); ++i) {
        set_.patterns.push_back({index, i, rule.patterns[i].get()});
      }
    }
    set_.rules.push_back(std::move(rule));
  }

  void AddProvider(const ProviderEntry& entry) {
    const auto index = static_cast<std::uint32_t>(set_.providers.size());
    for (const PlacedText& name : entry.names) {
      if (name.text.empty()) continue;
      const auto owner = set_.provider_names.Find(name.text);
      if (owner && *owner != index) {
        const ProviderEntry& other = set_.provider_list.providers[*owner];
        diagnostics_.Add(name, fmt::format("\"{}\" is already a name of provider \"{}\" at {}:{} "
                                           "(keep it at one of them)",
                                           name.text, other.id.text, other.id.source->path,
                                           other.id.place.line));
        continue;
      }
      if (auto problem = set_.provider_names.Add(index, name.text, entry.IsAmbiguous(name.text),
                                                 set_.literals.scanner)) {
        diagnostics_.Add(name, std::move(*problem));
      }
    }
    ListedProvider provider;
    provider.id = entry.id.text;
    provider.name = entry.names[0].text;
    provider.context = CompileAll(entry.context, false);
    provider.unless = CompileAll(entry.unless, false);
    set_.providers.push_back(std::move(provider));
  }

  void IndexLiterals() {
    set_.literals.scanner.Build();
    set_.provider_names.Index(set_.literals.scanner.size());
    std::vector<std::vector<std::uint32_t>> patterns(set_.literals.choice_count());
    for (std::uint32_t i = 0; i < set_.patterns.size(); ++i) {
      const RequiredChoices& required = set_.patterns[i].compiled->required;
      if (required.count > 0) patterns[required.ids[0]].push_back(i);
    }
    const auto choices = set_.literals.ChoicesByLiteral(patterns);
    Flatten(choices, set_.first_choice, set_.choices_by_literal);
    std::vector<std::uint32_t> by_choice;
    Flatten(patterns, set_.first_pattern, by_choice);
    for (const std::uint32_t i : by_choice) {
      set_.patterns_by_choice.push_back({i, set_.patterns[i].compiled->required});
    }
  }

  static void Flatten(const std::vector<std::vector<std::uint32_t>>& lists,
                      std::vector<std::uint32_t>& first, std::vector<std::uint32_t>& entries) {
    first.reserve(lists.size() + 1);
    for (const auto& list : lists) {
      first.push_back(static_cast<std::uint32_t>(entries.size()));
      entries.insert(entries.end(), list.begin(), list.end());
    }
    first.push_back(static_cast<std::uint32_t>(entries.size()));
  }

  CompiledRuleSet& set_;
  DiagnosticList& diagnostics_;
  std::vector<FragmentEntry> fragment_entries_;
  StatusFile status_file_;
  ValueFile value_file_;
  bool has_all_fragments_ = true;
  std::unique_ptr<FragmentLibrary> fragments_;
  LiteralAnalysis literals_;
  std::shared_ptr<PieceLibrary> library_ = std::make_shared<PieceLibrary>();
  std::unordered_map<std::string, PatternHandle> compiled_;
};

std::string RevisionOf(const std::vector<std::unique_ptr<RuleSource>>& sources) {
  Sha256 hash;
  hash.Update(fmt::format("tagging {}:", kTaggingVersion));
  for (const auto& source : sources) {
    // Lengths keep the border between name, content and the next name unmistakable.
    hash.Update(fmt::format("{}:{}:{}:", source->relative.size(), source->content.size(),
                            source->relative));
    hash.Update(source->content);
  }
  return hash.HexDigest();
}

}  // namespace

std::unique_ptr<CompiledRuleSet> CompileRules(std::vector<std::unique_ptr<RuleSource>> sources,
                                              DiagnosticList& diagnostics) {
  auto set = std::make_unique<CompiledRuleSet>();
  std::sort(sources.begin(), sources.end(),
            [](const auto& a, const auto& b) { return a->relative < b->relative; });
  set->revision = RevisionOf(sources);
  set->sources = std::move(sources);
  Compiler(*set, diagnostics).Run();
  return set;
}

}  // namespace scrutineer::extractors
