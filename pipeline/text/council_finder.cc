#include "pipeline/text/council_finder.h"

#include <algorithm>
#include <map>
#include <vector>

#include "pipeline/text/ascii.h"
#include "pipeline/text/council_pattern.h"
#include "pipeline/text/loose_council.h"

namespace scrutineer::text {
namespace {

struct Candidate {
  std::string name;
  int place_score = 0;  // of the best place it stands at
  int mentions = 0;
  int cut = 0;  // mentions that a line's end may have cut short
  std::size_t first_seen = 0;
  int page = 0;  // of the best place, from 1; 0: none
  bool listed = false;
};

int PlaceScore(const OpeningLine& line, const CouncilMention& mention) {
  int score = 0;
  if (line.page_index == 0) {
    score = line.index < 3 ? 10 : line.index < 8 ? 7 : line.index < 20 ? 3 : 1;
  }
  const std::size_t around = StripPunctuation(line.text).size() - mention.size;
  if (around <= 4) score += 6;
  if (mention.begin == 0) score += 2;
  return score;
}

// Letters of the name's place for comparison with a domain: "West of England Combined Authority"
// is "westofengland".
std::string Squeezed(std::string_view name) {
  std::string lower = ToAsciiLower(name);
  for (const std::string_view form :
       {" mayoral combined authority", " combined authority", " parish council", " town council",
        " community council", " city council", " county council", " county borough council",
        " borough council", " district council", " council"}) {
    if (lower.ends_with(form)) {
      lower.erase(lower.size() - form.size());
      break;
    }
  }
  for (const std::string_view form : {"london borough of ", "royal borough of ", "city of "}) {
    if (lower.starts_with(form)) lower.erase(0, form.size());
  }
  std::erase_if(lower, [](char c) { return !IsAsciiLower(c); });
  return lower;
}

std::size_t NextGovernmentDomain(std::string_view lower, std::size_t from) {
  std::size_t next = std::string_view::npos;
  for (const std::string_view ending : {".gov.uk", ".gov.wales", ".llyw.cymru", ".gov.scot"}) {
    next = std::min(next, lower.find(ending, from));
  }
  return next;
}

// The names before ".gov.uk" in addresses of web and mail.
std::vector<std::string> GovernmentDomains(const Opening& opening) {
  std::vector<std::string> domains;
  for (const OpeningLine& line : opening.lines) {
    for (std::size_t at = NextGovernmentDomain(line.lower, 0); at != std::string::npos;
         at = NextGovernmentDomain(line.lower, at + 1)) {
      std::size_t begin = at;
      while (begin > 0 && (IsAsciiLower(line.lower[begin - 1]) || line.lower[begin - 1] == '-')) {
        --begin;
      }
      std::string domain = line.lower.substr(begin, at - begin);
      if (domain.ends_with("-ca")) domain.erase(domain.size() - 3);
      std::erase(domain, '-');
      domains.push_back(std::move(domain));
    }
  }
  return domains;
}

// A candidate of this score stands where a paper names its own council, or often.
constexpr int kSure = 5;

class CandidateList {
 public:
  void Add(const OpeningLine& line, const CouncilMention& mention) {
    Candidate& candidate = At(mention);
    if (const int score = PlaceScore(line, mention);
        candidate.page == 0 || score > candidate.place_score) {
      candidate.place_score = std::max(candidate.place_score, score);
      candidate.page = line.page_number;
    }
    ++candidate.mentions;
    if (mention.begin + mention.size == line.text.size()) ++candidate.cut;
  }

  void AddProperty(const CouncilMention& mention) {
    Candidate& candidate = At(mention);
    candidate.place_score = std::max(candidate.place_score, 1);
    ++candidate.mentions;
  }

  // A name that a line's end cut short ("City of San") speaks for the whole one.
  void JoinCutNames() {
    for (auto& [key, candidate] : candidates_) {
      if (candidate.cut < candidate.mentions) continue;
      for (auto& [other_key, other] : candidates_) {
        if (!other.name.starts_with(candidate.name + " ")) continue;
        if (candidate.place_score > other.place_score) {
          other.place_score = candidate.place_score;
          other.page = candidate.page;
        }
        other.mentions += candidate.mentions;
        candidate.mentions = 0;
        candidate.place_score = 0;
      }
    }
  }

  // Whether nothing stands where a paper names its own council.
  bool IsUnsure() const {
    return std::none_of(candidates_.begin(), candidates_.end(), [](const auto& entry) {
      return entry.second.place_score + entry.second.mentions >= kSure;
    });
  }

  Found<std::string> Best(const std::vector<std::string>& domains) const {
    const Candidate* best = nullptr;
    int best_score = 0;
    int next_score = 0;
    for (const auto& [key, candidate] : candidates_) {
      const int score = Score(candidate, domains);
      const bool earlier = best != nullptr && candidate.first_seen < best->first_seen;
      if (best == nullptr || score > best_score || (score == best_score && earlier)) {
        next_score = best_score;
        best = &candidate;
        best_score = score;
      } else {
        next_score = std::max(next_score, score);
      }
    }
    if (best == nullptr) return {};
    constexpr int kClear = 3;
    Way way = best->listed ? Way::kCouncilListed : Way::kCouncilNamed;
    if (best_score < next_score + kClear) way = Way::kCouncilContested;
    if (best->place_score < kSure) way = Way::kCouncilAside;
    return {best->name, EvidenceOf(way, best->page)};
  }

 private:
  Candidate& At(const CouncilMention& mention) {
    const auto [at, is_new] = candidates_.try_emplace(CouncilKey(mention.name));
    Candidate& candidate = at->second;
    if (is_new) {
      candidate.name = mention.name;
      candidate.first_seen = candidates_.size();
    } else if (HasAccents(mention.name) && !HasAccents(candidate.name)) {
      // Capitals often lose their accents; the name in running text keeps them.
      candidate.name = mention.name;
    }
    candidate.listed = candidate.listed || mention.listed;
    return candidate;
  }

  static bool HasAccents(std::string_view name) {
    return std::any_of(name.begin(), name.end(), [](char c) { return !IsAscii(c); });
  }

  static int Score(const Candidate& candidate, const std::vector<std::string>& domains) {
    constexpr int kMostForMentions = 6;
    constexpr int kForDomain = 6;
    int score = candidate.place_score + std::min(candidate.mentions, kMostForMentions);
    if (candidate.listed) score += 1;
    const std::string squeezed = Squeezed(candidate.name);
    if (std::find(domains.begin(), domains.end(), squeezed) != domains.end()) score += kForDomain;
    return score;
  }

  std::map<std::string, Candidate> candidates_;
};

// Forms and appendices name their council late, but then again and again.
void AddFurtherPages(const std::vector<std::string_view>& pages, const CouncilNames& councils,
                     CandidateList& candidates) {
  constexpr std::size_t kMostPages = 12;
  for (std::size_t i = 1; i < std::min(pages.size(), kMostPages); ++i) {
    for (std::size_t begin = 0; begin < pages[i].size();) {
      const std::size_t newline = std::min(pages[i].find('\n', begin), pages[i].size());
      const std::string_view text = pages[i].substr(begin, newline - begin);
      const OpeningLine line{.text = text,
                             .lower = {},
                             .page_index = i,
                             .page_number = static_cast<int>(i) + 1,
                             .index = 0};
      for (const CouncilMention& mention : FindCouncilMentions(text, councils)) {
        candidates.Add(line, mention);
      }
      begin = newline + 1;
    }
  }
}

// A masthead or logo that parts its name over two lines: "Thornmere" over "Metropolitan Borough
// Council", "London Borough of" over "Camden".
void AddJoinedLines(const OpeningLine& upper, const OpeningLine& line, const CouncilNames& councils,
                    CandidateList& candidates) {
  constexpr std::size_t kTitleLines = 4;
  constexpr std::size_t kMostWords = 6;
  if (upper.page_index != line.page_index || upper.index >= kTitleLines) return;
  if (CountWords(upper.text) > kMostWords || CountWords(line.text) > kMostWords) return;
  const bool goes_on = upper.lower.ends_with(" of") || line.lower.starts_with("and ");
  const bool completes = line.lower.ends_with("council") || line.lower.ends_with("authority");
  const bool whole = FindCouncilMentions(upper.text, councils).empty() &&
                     FindCouncilMentions(line.text, councils).empty();
  if (!goes_on && !(completes && whole)) return;
  const std::string joined = std::string(upper.text).append(" ").append(line.text);
  for (const CouncilMention& mention : FindCouncilMentions(joined, councils)) {
    constexpr std::size_t kMostAround = 4;  // "The "
    if (mention.size + kMostAround < joined.size()) continue;
    OpeningLine heading = upper;
    heading.text = joined;
    candidates.Add(heading, mention);
  }
}

}  // namespace

Found<std::string> FindCouncil(const Opening& opening, const std::vector<std::string_view>& pages,
                               const DocumentProperties& properties, const CouncilNames& councils) {
  CandidateList candidates;
  const OpeningLine* upper = nullptr;
  for (const OpeningLine& line : opening.lines) {
    for (const CouncilMention& mention : FindCouncilMentions(line.text, councils)) {
      candidates.Add(line, mention);
    }
    if (upper != nullptr) AddJoinedLines(*upper, line, councils, candidates);
    upper = &line;
  }
  if (candidates.IsUnsure()) AddFurtherPages(pages, councils, candidates);
  for (const std::string* property : {&properties.title, &properties.author, &properties.subject}) {
    for (const CouncilMention& mention : FindCouncilMentions(*property, councils)) {
      candidates.AddProperty(mention);
    }
  }
  const std::vector<std::string> domains = GovernmentDomains(opening);
  candidates.JoinCutNames();
  Found<std::string> best = candidates.Best(domains);
  if (!best.value.empty() && !candidates.IsUnsure()) return best;
  for (const std::string& domain : domains) {
    if (const std::string* listed = councils.FindPlace(domain)) {
      return {*listed, EvidenceOf(Way::kCouncilAddress)};
    }
  }
  if (!best.value.empty()) return best;
  best.value = FindLooseCouncil(opening, {properties.author, properties.title, properties.subject},
                                councils);
  best.evidence = EvidenceOf(best.value.empty() ? Way::kEmpty : Way::kCouncilLogo);
  return best;
}

}  // namespace scrutineer::text
