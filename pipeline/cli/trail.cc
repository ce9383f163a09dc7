#include "pipeline/cli/trail.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "corpus/fts_tokenizer.h"
#include "pipeline/cli/output.h"
#include "pipeline/model/hit_reference.h"

namespace scrutineer::cli {
namespace {

// A decided step says more than a proposed one.
int StatusRank(std::string_view status) {
  constexpr std::string_view kByWeight[] = {"decided",  "under way",    "past", "proposed",
                                            "rejected", "hypothetical", "none"};
  const auto* const at = std::find(std::begin(kByWeight), std::end(kByWeight), status);
  return static_cast<int>(at - std::begin(kByWeight));
}

// Whether a step of a contract is told, which says more than that a task is (to be) handed over.
bool IsOfContract(TrailStep step) {
  return step == TrailStep::kTender || step == TrailStep::kAward || step == TrailStep::kContract ||
         step == TrailStep::kExtension || step == TrailStep::kEnd;
}

bool IsOfHandingOver(TrailStep step) {
  return step == TrailStep::kOutsourced || step == TrailStep::kOptions;
}

TrailEvent EventOf(const corpus::MentionRow& row, TrailStep step) {
  TrailEvent event;
  event.step = step;
  event.status = row.mention.attributes.status;
  event.paper = row.paper;
  event.sha256 = row.sha256;
  event.page_number = row.page_number;
  event.last_page = LastPageOf(row);
  event.ocr_confidence = row.ocr_confidence;
  event.under = row.under;
  event.quote = row.mention.sentence.Of(row.page_text);
  event.hit = HitName(row.sha256, row.page_number, row.page_text, row.mention.sentence);
  event.values = ValuesLine(row.page_text, row.mention);
  return event;
}

// The passages that name the subject, and what is told of it.
class TrailReader {
 public:
  // A mention of the subject itself.
  void AddSubject(const corpus::MentionRow& row) {
    sentences_[{row.sha256, row.page_number}].push_back(row.mention.sentence);
    papers_.insert(row.paper.id);
    CouncilState& council = councils_[row.paper.metadata.council];
    council.papers.insert(row.paper.id);
    if (const auto date = row.paper.metadata.meeting_date) {
      if (!council.first || *date < *council.first) council.first = date;
      if (!council.last || *date > *council.last) council.last = date;
      if (!first_ || *date < *first_->paper.metadata.meeting_date) {
        first_ = EventOf(row, TrailStep::kFirstMention);
      }
    }
  }

  // A mention of a tender, outsourcing or consultation.
  void AddStep(const corpus::MentionRow& row) {
    const auto step = StepOf(row.mention);
    if (!step || !NamesSubject(row)) return;
    TrailEvent event = EventOf(row, *step);
    CouncilState& council = councils_[row.paper.metadata.council];
    const auto date = row.paper.metadata.meeting_date;
    const bool is_later = date && (!council.latest_date || *date > *council.latest_date ||
                                   (*date == *council.latest_date && !IsOfHandingOver(*step)));
    if (is_later) {
      council.latest_date = date;
      council.latest = *step;
    }
    const auto [at, is_new] = steps_.try_emplace({row.paper.id, *step}, event);
    if (is_new) return;
    const int more = at->second.more + (at->second.quote == event.quote ? 0 : 1);
    if (StatusRank(event.status) < StatusRank(at->second.status)) at->second = std::move(event);
    at->second.more = more;
  }

  std::vector<TrailEvent> TakeEvents() {
    std::set<std::pair<std::int64_t, std::string>> of_contracts;
    for (const auto& [key, event] : steps_) {
      if (IsOfContract(event.step))
        of_contracts.insert({event.paper.id, corpus::Fold(event.quote)});
    }
    std::vector<TrailEvent> events;
    // By council, meeting, step and words.
    std::map<std::tuple<std::string, std::optional<Date>, TrailStep, std::string>, std::size_t>
        told;
    for (auto& [key, event] : steps_) {
      if (IsOfHandingOver(event.step) &&
          of_contracts.count({event.paper.id, corpus::Fold(event.quote)}) != 0) {
        continue;
      }
      const auto [same, is_new] =
          told.try_emplace({event.paper.metadata.council, event.paper.metadata.meeting_date,
                            event.step, corpus::Fold(event.quote)},
                           events.size());
      if (is_new) {
        events.push_back(std::move(event));
      } else {
        events[same->second].also_in.push_back(
            Citation(event.paper, event.page_number, event.last_page));
      }
    }
    if (first_) events.push_back(*first_);
    std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) {
      const auto key = [](const TrailEvent& event) {
        const auto date = event.paper.metadata.meeting_date;
        return std::tuple(!date.has_value(), date.value_or(Date{}), event.step);
      };
      return key(a) < key(b);
    });
    return events;
  }

  std::vector<TrailElsewhere> Councils() const {
    std::vector<TrailElsewhere> all;
    for (const auto& [name, state] : councils_) {
      if (name.empty() || state.papers.empty()) continue;
      all.push_back({name, static_cast<std::int64_t>(state.papers.size()), state.first, state.last,
                     state.latest});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.papers > b.papers; });
    return all;
  }

  std::int64_t papers() const { return static_cast<std::int64_t>(papers_.size()); }

 private:
  struct CouncilState {
    std::set<std::int64_t> papers;
    std::optional<Date> first, last, latest_date;
    TrailStep latest = TrailStep::kFirstMention;
  };

  bool NamesSubject(const corpus::MentionRow& row) const {
    const auto found = sentences_.find({row.sha256, row.page_number});
    return found != sentences_.end() &&
           std::any_of(found->second.begin(), found->second.end(),
                       [&](ByteSpan sentence) { return sentence.Overlaps(row.mention.sentence); });
  }

  std::map<std::pair<std::string, int>, std::vector<ByteSpan>> sentences_;
  std::map<std::pair<std::int64_t, TrailStep>, TrailEvent> steps_;
  std::map<std::string, CouncilState> councils_;
  std::set<std::int64_t> papers_;
  std::optional<TrailEvent> first_;
};

Status Read(corpus::PaperStore& papers, corpus::MentionFilter filter, TrailReader& reader) {
  SCRUTINEER_RETURN_IF_ERROR(papers.VisitMentions(filter, [&](const corpus::MentionRow& row) {
    reader.AddSubject(row);
    return true;
  }));
  filter.tags = {Tag::kTender, Tag::kOutsourcing, Tag::kConsultation};
  return papers.VisitMentions(filter, [&](const corpus::MentionRow& row) {
    reader.AddStep(row);
    return true;
  });
}

}  // namespace

std::string_view TrailStepName(TrailStep step) {
  switch (step) {
    case TrailStep::kFirstMention:
      return "first mention";
    case TrailStep::kOptions:
      return "options";
    case TrailStep::kConsultation:
      return "consultation";
    case TrailStep::kTender:
      return "tender";
    case TrailStep::kAward:
      return "award";
    case TrailStep::kContract:
      return "contract";
    case TrailStep::kExtension:
      return "extension";
    case TrailStep::kEnd:
      return "end";
    case TrailStep::kOutsourced:
      return "outsourced";
    case TrailStep::kInHouse:
      return "brought in-house";
    case TrailStep::kRetained:
      return "kept in-house";
  }
  return "";
}

std::optional<TrailStep> StepOf(const Mention& mention) {
  const MentionAttributes& attributes = mention.attributes;
  if (mention.tag == Tag::kConsultation) return TrailStep::kConsultation;
  if (mention.tag == Tag::kTender) {
    static const std::map<std::string, TrailStep, std::less<>> stages = {
        {"plan", TrailStep::kOptions},        {"tendering", TrailStep::kTender},
        {"award", TrailStep::kAward},         {"contract", TrailStep::kContract},
        {"extension", TrailStep::kExtension}, {"end", TrailStep::kEnd}};
    const auto stage = stages.find(attributes.stage);
    if (stage == stages.end()) return std::nullopt;
    return stage->second;
  }
  if (mention.tag != Tag::kOutsourcing) return std::nullopt;
  if (attributes.direction == "in") return TrailStep::kInHouse;
  if (attributes.direction == "retain") return TrailStep::kRetained;
  const bool done = attributes.status == "decided" || attributes.status == "under way" ||
                    attributes.status == "past";
  return attributes.direction == "out" && done ? TrailStep::kOutsourced : TrailStep::kOptions;
}

Result<Trail> FollowTrail(corpus::PaperStore& papers, const corpus::MentionFilter& filter) {
  TrailReader within;
  SCRUTINEER_RETURN_IF_ERROR(Read(papers, filter, within));
  Trail trail;
  trail.papers = within.papers();
  trail.events = within.TakeEvents();
  const bool is_local = !filter.paper.councils.empty() || !filter.paper.committees.empty();
  if (!is_local) {
    trail.elsewhere = within.Councils();
    return trail;
  }
  TrailReader everywhere;
  corpus::MentionFilter anywhere = filter;
  anywhere.paper.councils.clear();
  anywhere.paper.committees.clear();
  SCRUTINEER_RETURN_IF_ERROR(Read(papers, anywhere, everywhere));
  std::set<std::string> told;
  for (const TrailElsewhere& council : within.Councils()) told.insert(council.council);
  for (TrailElsewhere& council : everywhere.Councils()) {
    if (told.count(council.council) == 0) trail.elsewhere.push_back(std::move(council));
  }
  return trail;
}

}  // namespace scrutineer::cli
