#include "extractors/status_judge.h"

#include <algorithm>

#include "pipeline/base/utf8.h"
#include "pipeline/text/ascii.h"

namespace scrutineer::extractors {
namespace {

// Words further away than this say nothing of a mention; it also keeps the work linear where a
// whole page is one sentence.
constexpr std::uint32_t kReachBytes = 500;
// How far above a sentence its heading ("RESOLVED:") may stand.
constexpr std::uint32_t kAboveBytes = 800;

constexpr std::uint8_t kFits = 1;
constexpr std::uint8_t kVoid = 2;

template <typename Value>
bool Allows(const std::vector<Value>& allowed, const Value& value) {
  return allowed.empty() || std::find(allowed.begin(), allowed.end(), value) != allowed.end();
}

bool IsAbout(const StatusEntry& entry, const Mention& mention) {
  return Allows(entry.tags, mention.tag) && Allows(entry.stages, mention.attributes.stage) &&
         Allows(entry.directions, mention.attributes.direction) &&
         Allows(entry.kinds, mention.attributes.kind);
}

}  // namespace

void StatusJudge::Begin(ByteSpan sentence) {
  sentence_ = sentence;
  words_ = sentence.Of(page_);
  looked_above_ = false;
  rules_.cues_.Find(words_, hits_);
  borders_.clear();
  std::erase_if(hits_, [&](CueHit& hit) {
    if (hit.cue < rules_.border_count_) {
      borders_.push_back(hit.begin);
      return true;
    }
    hit.cue -= rules_.border_count_;
    return false;
  });
}

StatusJudge::Surroundings StatusJudge::SurroundingsOf(ByteSpan mention) const {
  Surroundings around;
  around.mention = {mention.begin - sentence_.begin, mention.end - sentence_.begin};
  const auto next = std::lower_bound(borders_.begin(), borders_.end(), around.mention.end);
  around.clause.end = next == borders_.end() ? static_cast<std::uint32_t>(words_.size()) : *next;
  const auto after = std::upper_bound(borders_.begin(), borders_.end(), around.mention.begin);
  around.clause.begin = after == borders_.begin() ? 0 : *(after - 1);
  const auto hit_at = [&](std::uint32_t begin) {
    const auto found =
        std::lower_bound(hits_.begin(), hits_.end(), begin,
                         [](const CueHit& hit, std::uint32_t at) { return hit.begin < at; });
    return static_cast<std::size_t>(found - hits_.begin());
  };
  around.first_hit = hit_at(around.mention.begin - std::min(around.mention.begin, kReachBytes));
  around.last_hit = hit_at(around.mention.end + kReachBytes);
  return around;
}

bool StatusJudge::Reaches(const StatusEntry& entry, const CueHit& hit, const Surroundings& around,
                          bool voids) const {
  if (entry.reach == CueReach::kClause &&
      (hit.begin < around.clause.begin || hit.begin >= around.clause.end)) {
    return false;
  }
  if (voids) return true;
  const bool before = hit.end <= around.mention.begin;
  const bool after = hit.begin >= around.mention.end;
  if (entry.side == CueSide::kBefore && after) return false;
  if (entry.side == CueSide::kAfter && before) return false;
  if (!before && !after) return true;
  const std::string_view between =
      before ? words_.substr(hit.end, around.mention.begin - hit.end)
             : words_.substr(around.mention.end, hit.begin - around.mention.end);
  if (!entry.commas && between.find(',') != std::string_view::npos) return false;
  return entry.words < 0 || text::CountAsciiWords(between) <= entry.words;
}

void StatusJudge::Weigh(const Surroundings& around) {
  marks_.assign(rules_.file_.entries.size(), 0);
  for (std::size_t i = around.first_hit; i < around.last_hit; ++i) {
    const auto& owner = rules_.owners_[hits_[i].cue];
    std::uint8_t& mark = marks_[owner.entry];
    const std::uint8_t would = owner.voids ? kVoid : kFits;
    if ((mark & would) != 0) continue;
    if (Reaches(rules_.file_.entries[owner.entry], hits_[i], around, owner.voids)) mark |= would;
  }
}

bool StatusJudge::StandsAbove(std::uint32_t entry) {
  if (!looked_above_) {
    looked_above_ = true;
    above_entry_.reset();
    const std::size_t from =
        FloorToCodePoint(page_, sentence_.begin - std::min(sentence_.begin, kAboveBytes));
    const std::string_view above = page_.substr(from, sentence_.begin - from);
    above_search_.Fill(above);
    std::size_t nearest = 0;
    for (const auto& [owner, pattern] : rules_.above_) {
      std::size_t at = 0;
      while (const auto match = pattern->Find(above_search_, at, above.size())) {
        at = match->end;
        if (above_entry_ && match->begin < nearest) continue;
        nearest = match->begin;
        above_entry_ = owner;
      }
    }
  }
  return above_entry_ == entry;
}

bool StatusJudge::HoldsFor(std::uint32_t index, const Mention& mention) {
  const StatusEntry& entry = rules_.file_.entries[index];
  const std::uint8_t mark = marks_[index];
  if ((mark & kVoid) != 0 || (!entry.patterns.empty() && (mark & kFits) == 0)) return false;
  return IsAbout(entry, mention) && (entry.above.empty() || StandsAbove(index));
}

std::optional<std::uint32_t> StatusJudge::Decide(const Mention& mention) {
  Weigh(SurroundingsOf(mention.span));
  for (std::uint32_t i = 0; i < marks_.size(); ++i) {
    if (HoldsFor(i, mention)) return i;
  }
  return std::nullopt;
}

bool StatusJudge::Fits(std::uint32_t entry, const Mention& mention, std::vector<bool>* reached) {
  const Surroundings around = SurroundingsOf(mention.span);
  Weigh(around);
  if (!HoldsFor(entry, mention)) return false;
  for (std::size_t i = around.first_hit; reached != nullptr && i < around.last_hit; ++i) {
    const auto& owner = rules_.owners_[hits_[i].cue];
    if (owner.entry != entry || owner.voids) continue;
    if (Reaches(rules_.file_.entries[entry], hits_[i], around, false)) {
      (*reached)[owner.pattern] = true;
    }
  }
  return true;
}

}  // namespace scrutineer::extractors
