#include "extractors/date_roles.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "extractors/contract_term.h"
#include "extractors/number_words.h"
#include "extractors/status_file.h"
#include "pipeline/text/ascii.h"

namespace scrutineer::extractors {
namespace {

// Words further from a date than this do not tell what it is.
constexpr std::size_t kRoleReachBytes = 120;

bool Shares(const std::vector<Tag>& a, const std::vector<Tag>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](Tag tag) { return std::find(b.begin(), b.end(), tag) != b.end(); });
}

Value ValueOf(const text::FoundLooseDate& date) {
  Value value;
  value.kind = ValueKind::kDate;
  value.span = {static_cast<std::uint32_t>(date.begin), static_cast<std::uint32_t>(date.end)};
  value.date = date.date;
  value.approximate = date.precision != text::DatePrecision::kDay;
  return value;
}

// Whether a date that no words explain may be something else: "19.07.09" numbers a paragraph.
bool IsDoubtful(const Value& value, std::string_view sentence) {
  const std::string_view words = value.span.Of(sentence);
  const bool letters = std::any_of(words.begin(), words.end(), text::IsAsciiLetter);
  constexpr std::size_t kFullNumeric = std::string_view("1/4/2024").size();
  return value.approximate || (!letters && words.size() <= kFullNumeric);
}

std::size_t HitAt(const std::vector<CueHit>& hits, std::size_t begin) {
  const auto found =
      std::lower_bound(hits.begin(), hits.end(), begin,
                       [](const CueHit& hit, std::size_t at) { return hit.begin < at; });
  return static_cast<std::size_t>(found - hits.begin());
}

}  // namespace

void DateRoles::AddCues(const std::vector<PlacedText>& texts, CueOwner owner,
                        const FragmentLookup& fragments, DiagnosticList& diagnostics) {
  for (const PlacedText& text : texts) {
    auto tree = ParsePattern(text.text, fragments);
    if (tree) {
      cues_.Add(std::move(*tree), false);
      owners_.push_back(owner);
    } else {
      diagnostics.AddWithin(text, tree.error().offset, std::move(tree.error().message));
    }
    ++owner.pattern;
  }
}

void DateRoles::Compile(ValueFile file, const FragmentLookup& fragments,
                        DiagnosticList& diagnostics) {
  file_ = std::move(file);
  for (std::uint32_t i = 0; i < file_.roles.size(); ++i) {
    const DateRoleEntry& entry = file_.roles[i];
    AddCues(entry.before, {i, 0, CuePlace::kBefore}, fragments, diagnostics);
    AddCues(entry.after, {i, 0, CuePlace::kAfter}, fragments, diagnostics);
    AddCues(entry.unless, {i, 0, CuePlace::kVoids}, fragments, diagnostics);
  }
  cues_.Build();
  for (const PlacedText& text : file_.clause_borders) {
    auto tree = ParsePattern(text.text, fragments);
    if (tree) {
      borders_.Add(std::move(*tree), false);
    } else {
      diagnostics.AddWithin(text, tree.error().offset, std::move(tree.error().message));
    }
  }
  borders_.Build();
}

std::vector<std::uint32_t> DateRoles::ClauseBorders(std::string_view sentence) const {
  std::vector<CueHit> hits;
  borders_.Find(sentence, hits);
  std::vector<std::uint32_t> borders;
  borders.reserve(hits.size());
  for (const CueHit& hit : hits) borders.push_back(hit.begin);
  return borders;
}

const DateRoles::CueOwner* DateRoles::RoleOf(std::string_view sentence,
                                             const std::vector<CueHit>& hits,
                                             const text::FoundLooseDate& date, std::size_t from,
                                             std::size_t to, const std::vector<Tag>& tags) const {
  from = std::max(from, date.begin - std::min(date.begin, kRoleReachBytes));
  to = std::min(to, date.end + kRoleReachBytes);
  const std::size_t first = HitAt(hits, from);
  const std::size_t last = HitAt(hits, to);
  const auto is_void = [&](std::uint32_t entry) {
    return std::any_of(hits.begin() + static_cast<std::ptrdiff_t>(first),
                       hits.begin() + static_cast<std::ptrdiff_t>(last), [&](const CueHit& hit) {
                         const CueOwner& owner = owners_[hit.cue];
                         return owner.entry == entry && owner.place == CuePlace::kVoids;
                       });
  };
  const CueOwner* best = nullptr;
  int best_gap = 0;
  for (std::size_t i = first; i < last; ++i) {
    const CueHit& hit = hits[i];
    const CueOwner& owner = owners_[hit.cue];
    const DateRoleEntry& entry = file_.roles[owner.entry];
    const bool before = owner.place == CuePlace::kBefore && hit.end <= date.begin;
    const bool after = owner.place == CuePlace::kAfter && hit.begin >= date.end;
    if ((!before && !after) || !Shares(entry.tags, tags)) continue;
    const int gap = text::CountAsciiWords(before ? sentence.substr(hit.end, date.begin - hit.end)
                                                 : sentence.substr(date.end, hit.begin - date.end));
    if (gap > entry.words || is_void(owner.entry)) continue;
    if (best == nullptr || gap < best_gap || (gap == best_gap && owner.entry < best->entry)) {
      best = &owner;
      best_gap = gap;
    }
  }
  return best;
}

std::vector<RoleDate> DateRoles::Find(std::string_view sentence,
                                      const std::vector<Tag>& tags) const {
  const auto dates = text::FindLooseDates(sentence, text::NumericOrder::kDayFirst);
  if (dates.empty()) return {};
  std::vector<CueHit> hits;
  cues_.Find(sentence, hits);
  std::vector<RoleDate> found;
  for (std::size_t i = 0; i < dates.size(); ++i) {
    RoleDate each{ValueOf(dates[i]), {}};
    const std::size_t from = i == 0 ? 0 : dates[i - 1].end;
    const std::size_t to = i + 1 == dates.size() ? sentence.size() : dates[i + 1].begin;
    if (const CueOwner* owner = RoleOf(sentence, hits, dates[i], from, to, tags)) {
      each.value.role = file_.roles[owner->entry].role;
      each.tags = file_.roles[owner->entry].tags;
    }
    found.push_back(std::move(each));
  }
  PairDates(sentence, found);
  std::erase_if(found, [&](const RoleDate& each) {
    return each.value.role.empty() && IsDoubtful(each.value, sentence);
  });
  AddEndsOfTerms(sentence, found);
  return found;
}

const PlacedText& DateRoles::TextOf(const CueOwner& owner) const {
  const DateRoleEntry& entry = file_.roles[owner.entry];
  const auto& list = owner.place == CuePlace::kBefore  ? entry.before
                     : owner.place == CuePlace::kAfter ? entry.after
                                                       : entry.unless;
  return list[owner.pattern];
}

void DateRoles::RunExample(std::uint32_t index, const PlacedText& text, bool counter,
                           std::vector<const PlacedText*>& reached,
                           DiagnosticList& failures) const {
  const DateRoleEntry& entry = file_.roles[index];
  const auto example = ReadBrackets(text.text);
  if (!example) return;
  const auto dates = text::FindLooseDates(example->text, text::NumericOrder::kDayFirst);
  const auto date = std::find_if(dates.begin(), dates.end(), [&](const auto& each) {
    return each.begin < example->end && each.end > example->begin;
  });
  if (date == dates.end()) {
    failures.Add(text, "there is no date in the brackets (write one such as [31 March 2026])");
    return;
  }
  std::vector<CueHit> hits;
  cues_.Find(example->text, hits);
  const std::size_t from = date == dates.begin() ? 0 : (date - 1)->end;
  const CueOwner* owner =
      RoleOf(example->text, hits, *date, from, example->text.size(), entry.tags);
  const std::string_view role =
      owner == nullptr ? std::string_view("none") : file_.roles[owner->entry].role;
  if (!counter && owner != nullptr) reached.push_back(&TextOf(*owner));
  if ((role == entry.role) == counter) {
    failures.Add(text, fmt::format("the date in this {} has the role \"{}\" (change before, after "
                                   "or unless, or the text)",
                                   counter ? "counter-example" : "example", role));
  }
}

DateRoles::ExampleCount DateRoles::RunExamples(DiagnosticList& failures) const {
  ExampleCount count;
  std::vector<const PlacedText*> reached;
  for (std::uint32_t i = 0; i < file_.roles.size(); ++i) {
    const DateRoleEntry& entry = file_.roles[i];
    for (const PlacedText& text : entry.examples) RunExample(i, text, false, reached, failures);
    for (const PlacedText& text : entry.counter_examples) {
      RunExample(i, text, true, reached, failures);
    }
    count.examples += entry.examples.size();
    count.counter_examples += entry.counter_examples.size();
  }
  for (CueId cue = 0; cue < cues_.size(); ++cue) {
    const PlacedText& text = TextOf(owners_[cue]);
    if (const auto problem = cues_.pattern(cue).Check()) {
      failures.Add(text, fmt::format("RE2 refuses this pattern: {} (simplify it)", *problem));
    } else if (owners_[cue].place != CuePlace::kVoids &&
               std::find(reached.begin(), reached.end(), &text) == reached.end()) {
      failures.Add(text, "no example reaches this pattern (add one, or drop the pattern)");
    }
  }
  return count;
}

}  // namespace scrutineer::extractors
