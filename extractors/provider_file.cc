#include "extractors/provider_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "extractors/provider_names.h"
#include "extractors/table_reader.h"
#include "pipeline/model/canonical_name.h"
#include "pipeline/text/ascii.h"

namespace scrutineer::extractors {
namespace {

using text::IsDigit;

// "01234567", "SC123456", "OC301234": two letters or digits, then six digits.
bool IsCompanyNumber(std::string_view number) {
  const auto is_capital_or_digit = [](char c) { return IsDigit(c) || (c >= 'A' && c <= 'Z'); };
  return number.size() == 8 && is_capital_or_digit(number[0]) && is_capital_or_digit(number[1]) &&
         std::all_of(number.begin() + 2, number.end(), IsDigit);
}

// "216250" (England and Wales), "SC012345" (Scotland), "NIC100123" (Northern Ireland).
bool IsCharityNumber(std::string_view number) {
  for (const std::string_view country : {"SC", "NIC"}) {
    if (number.starts_with(country)) number.remove_prefix(country.size());
  }
  return number.size() >= 5 && number.size() <= 7 &&
         std::all_of(number.begin(), number.end(), IsDigit);
}

std::string ReadNumber(TableReader& reader, std::string_view key,
                       bool (*is_right)(std::string_view), std::string_view shape,
                       DiagnosticList& diagnostics) {
  const auto number = reader.Text(key);
  if (!number) return {};
  if (!is_right(number->text)) {
    diagnostics.Add(*number, fmt::format("\"{}\" is no {} (write it as {}, or leave it out)",
                                         number->text, key, shape));
  }
  return number->text;
}

void CheckAmbiguous(const ProviderEntry& provider, DiagnosticList& diagnostics) {
  if (!provider.ambiguous.empty() && provider.context.empty() && provider.unless.empty()) {
    diagnostics.Add(provider.ambiguous[0],
                    "an ambiguous name needs words that decide (add context or unless)");
  }
  for (const PlacedText& name : provider.ambiguous) {
    const bool known =
        std::any_of(provider.names.begin(), provider.names.end(),
                    [&](const PlacedText& other) { return other.text == name.text; });
    if (known) continue;
    diagnostics.Add(name, fmt::format("\"{}\" is none of the entry's names (name, aliases and "
                                      "former hold them)",
                                      name.text));
  }
}

ProviderEntry ReadProvider(TableReader& reader, DiagnosticList& diagnostics) {
  ProviderEntry provider;
  provider.id = reader.RequiredText("id");
  provider.names.push_back(reader.RequiredText("name"));
  provider.kind = reader.RequiredWord("kind", ProviderKinds());
  for (PlacedText& name : reader.Texts("aliases")) provider.names.push_back(std::move(name));
  provider.first_former = provider.names.size();
  for (PlacedText& name : reader.Texts("former")) provider.names.push_back(std::move(name));
  if (auto parent = reader.Text("parent")) provider.parent = std::move(parent->text);
  provider.company_number = ReadNumber(reader, "company_number", IsCompanyNumber,
                                       "8 digits, or 2 letters and 6 digits", diagnostics);
  provider.charity_number =
      ReadNumber(reader, "charity_number", IsCharityNumber,
                 "5 to 7 digits, after SC or NIC where it has them", diagnostics);
  provider.context = reader.Texts("context");
  provider.unless = reader.Texts("unless");
  provider.ambiguous = reader.Texts("ambiguous");
  CheckAmbiguous(provider, diagnostics);
  reader.Text("decided");
  reader.Finish();
  return provider;
}

NameDecision ReadMerged(TableReader& reader, DiagnosticList& diagnostics) {
  NameDecision decision;
  decision.name = reader.RequiredText("name");
  decision.into_id = reader.Text("into").value_or(PlacedText{});
  decision.into_name = reader.Text("into_name").value_or(PlacedText{});
  if (decision.into_id.text.empty() == decision.into_name.text.empty()) {
    diagnostics.Add(decision.name,
                    "a [[merged]] needs either into (a provider's id) or into_name (write one)");
  }
  reader.Text("decided");
  reader.Finish();
  return decision;
}

NameDecision ReadRejected(TableReader& reader) {
  NameDecision decision;
  decision.name = reader.RequiredText("name");
  decision.rejected = true;
  reader.Text("decided");
  reader.Finish();
  return decision;
}

// Follows names merged into names to their end.
class Renames {
 public:
  Renames(const std::vector<NameDecision>& decisions, DiagnosticList& diagnostics)
      : diagnostics_(diagnostics) {
    for (const NameDecision& decision : decisions) {
      const auto [first, added] =
          by_name_.try_emplace(CanonicalName(decision.name.text), &decision);
      if (added) continue;
      const PlacedText& other = first->second->name;
      diagnostics.Add(decision.name,
                      fmt::format("\"{}\" was decided before, at {}:{} (drop one)",
                                  decision.name.text, other.source->path, other.place.line));
    }
  }

  // The decision that ends the chain that begins with `decision`; null for a circle.
  const NameDecision* Follow(const NameDecision& decision) {
    const NameDecision* at = &decision;
    for (std::size_t steps = 0; steps <= by_name_.size(); ++steps) {
      if (at->rejected || at->into_name.text.empty()) return at;
      const auto next = by_name_.find(CanonicalName(at->into_name.text));
      if (next == by_name_.end()) return at;
      at = next->second;
    }
    diagnostics_.Add(decision.name,
                     fmt::format("\"{}\" is merged into itself by way of \"{}\" (drop one of them)",
                                 decision.name.text, decision.into_name.text));
    return nullptr;
  }

 private:
  DiagnosticList& diagnostics_;
  std::map<std::string, const NameDecision*> by_name_;
};

ProviderEntry* FindEntry(ProviderList& list, std::string_view id) {
  const auto found = std::find_if(list.providers.begin(), list.providers.end(),
                                  [&](const ProviderEntry& entry) { return entry.id.text == id; });
  return found == list.providers.end() ? nullptr : &*found;
}

void AddAlias(ProviderEntry& entry, const PlacedText& name) {
  entry.names.insert(entry.names.begin() + static_cast<std::ptrdiff_t>(entry.first_former), name);
  ++entry.first_former;
}

}  // namespace

bool ProviderEntry::IsAmbiguous(std::string_view name) const {
  if (context.empty() && unless.empty()) return false;
  return ambiguous.empty() || std::any_of(ambiguous.begin(), ambiguous.end(),
                                          [&](const PlacedText& one) { return one.text == name; });
}

const std::vector<std::string_view>& ProviderKinds() {
  static const std::vector<std::string_view> words = {
      "outsourcer",  "care",         "leisure", "waste",   "highways", "ict",
      "consultancy", "construction", "housing", "charity", "nhs",      "transport",
      "utility",     "education",    "culture", "legal",   "finance",  "other"};
  return words;
}

void ReadProviders(const TomlValue& document, const RuleSource& source, ProviderList& list,
                   DiagnosticList& diagnostics) {
  TableReader file(document, source, "a list of providers", diagnostics);
  for (const TomlValue* table : file.Tables("provider")) {
    TableReader reader(*table, source, "a provider", diagnostics);
    list.providers.push_back(ReadProvider(reader, diagnostics));
  }
  for (const TomlValue* table : file.Tables("merged")) {
    TableReader reader(*table, source, "a [[merged]]", diagnostics);
    list.decisions.push_back(ReadMerged(reader, diagnostics));
  }
  for (const TomlValue* table : file.Tables("rejected")) {
    TableReader reader(*table, source, "a [[rejected]]", diagnostics);
    list.decisions.push_back(ReadRejected(reader));
  }
  file.Finish();
}

void ApplyDecisions(ProviderList& list, ProviderNames& names, DiagnosticList& diagnostics) {
  Renames renames(list.decisions, diagnostics);
  for (const NameDecision& decision : list.decisions) {
    if (decision.rejected) {
      names.Reject(decision.name.text);
      continue;
    }
    const NameDecision* end = renames.Follow(decision);
    if (end == nullptr) continue;
    if (end->rejected) {
      names.Reject(decision.name.text);
    } else if (!end->into_name.text.empty()) {
      names.Rename(decision.name.text, end->into_name.text);
    } else if (ProviderEntry* entry = FindEntry(list, end->into_id.text)) {
      AddAlias(*entry, decision.name);
    } else if (end == &decision && !decision.into_id.text.empty()) {
      std::vector<std::string_view> ids;
      for (const ProviderEntry& known : list.providers) ids.push_back(known.id.text);
      const std::string_view near = Nearest(decision.into_id.text, ids);
      diagnostics.Add(
          decision.into_id,
          fmt::format("there is no provider with id \"{}\" ({})", decision.into_id.text,
                      near.empty() ? std::string("`scrutineer providers list` names all")
                                   : fmt::format("did you mean \"{}\"?", near)));
    }
  }
}

}  // namespace scrutineer::extractors
