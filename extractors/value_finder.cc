#include "extractors/value_finder.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "extractors/money.h"
#include "extractors/posts.h"
#include "extractors/table_amounts.h"
#include "pipeline/text/ascii.h"

namespace scrutineer::extractors {
namespace {

// A mention further away than this is not what a value belongs to; it also keeps the work linear.
constexpr std::uint32_t kValueReachBytes = 300;
// A name is no matter that has a price: only an amount beside it is its.
constexpr std::uint32_t kNameReachBytes = 30;
// A mention has no more values than this; a page of numbers without a full stop may.
constexpr std::size_t kMostValues = 24;
// Below a head "£000", an amount with a sign of its own may be either.
constexpr std::int64_t kDoubtfulPence = 100'000'000;

using TagList = std::vector<Tag>;

bool MayHaveValues(Tag tag) { return tag != Tag::kService; }
bool HasDates(Tag tag) { return tag != Tag::kService && tag != Tag::kProvider; }

// What the whole page tells of its amounts.
struct PageFacts {
  explicit PageFacts(std::string_view page)
      : text(page),
        heads(page),
        dollar(page.find('$') == std::string_view::npos ? "USD" : DollarOf(page)) {}

  std::string_view text;
  TableHeads heads;
  std::string_view dollar;
};

// Gives the values of one sentence to its mentions.
class SentenceValues {
 public:
  SentenceValues(const DateRoles& roles, PageFacts& page, std::span<Mention> mentions)
      : roles_(roles),
        page_(page),
        sentence_(mentions.front().sentence),
        words_(sentence_.Of(page.text)),
        mentions_(mentions) {}

  void Run() {
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      const Tag tag = mentions_[i].tag;
      if (!MayHaveValues(tag)) continue;
      holders_.push_back(i);
      if (std::find(tags_.begin(), tags_.end(), tag) == tags_.end()) tags_.push_back(tag);
    }
    if (holders_.empty()) return;
    const bool digits = std::any_of(words_.begin(), words_.end(), text::IsDigit);
    if (digits) {
      AddMoney();
      AddDates();
    }
    AddPosts();
    for (const std::size_t holder : holders_) {
      auto& values = mentions_[holder].values;
      std::stable_sort(values.begin(), values.end(), [](const Value& a, const Value& b) {
        return std::tie(a.span.begin, a.span.end) < std::tie(b.span.begin, b.span.end);
      });
    }
  }

 private:
  bool Has(Tag tag) const { return std::find(tags_.begin(), tags_.end(), tag) != tags_.end(); }

  void AddMoney() {
    std::vector<Value> found = FindMoney(words_, page_.dollar);
    if (const auto scale = page_.heads.ScaleFor(sentence_)) {
      std::erase_if(found, [](const Value& value) { return value.high < kDoubtfulPence; });
      if (found.empty()) found = FindTableAmounts(words_, *scale);
    }
    static const TagList kOrder = {Tag::kTender, Tag::kOutsourcing, Tag::kConsultation,
                                   Tag::kProvider};
    for (Value& value : found) Give(std::move(value), kOrder, false);
  }

  void AddDates() {
    if (!Has(Tag::kTender) && !Has(Tag::kOutsourcing) && !Has(Tag::kConsultation)) return;
    static const TagList kAny = {};
    for (RoleDate& date : roles_.Find(words_, tags_)) {
      const bool has_role = !date.value.role.empty();
      const TagList& order = has_role ? date.tags : kAny;
      Give(std::move(date.value), order, !has_role);
    }
  }

  void AddPosts() {
    if (!Has(Tag::kOutsourcing) && !Has(Tag::kConsultation)) return;
    static const TagList kOrder = {Tag::kOutsourcing, Tag::kConsultation};
    for (Value& value : FindPosts(words_)) Give(std::move(value), kOrder, false);
  }

  // The clause in which a place of the sentence lies.
  std::size_t ClauseOf(std::uint32_t at) {
    if (!borders_) borders_ = roles_.ClauseBorders(words_);
    return static_cast<std::size_t>(std::upper_bound(borders_->begin(), borders_->end(), at) -
                                    borders_->begin());
  }

  // Gives a value (its span in the sentence) to a mention of `order`; empty: of any tag that has
  // dates, as if all were one.
  void Give(Value value, const TagList& order, bool same_clause) {
    value.span = {value.span.begin + sentence_.begin, value.span.end + sentence_.begin};
    const auto holder = HolderOf(value.span, order, same_clause);
    if (!holder) return;
    std::vector<Value>& values = mentions_[*holder].values;
    if (values.size() < kMostValues) values.push_back(std::move(value));
  }

  std::optional<std::size_t> HolderOf(ByteSpan value, const TagList& order, bool same_clause) {
    const auto near = [&](std::size_t holder) { return Distance(mentions_[holder].span, value); };
    // Those out of reach are skipped by halving: the holders stand by position.
    const auto first =
        std::partition_point(holders_.begin(), holders_.end(), [&](std::size_t holder) {
          return mentions_[holder].span.begin + 2 * kValueReachBytes < value.begin;
        });
    std::optional<std::size_t> best;
    std::tuple<bool, std::size_t, std::uint32_t> best_rank;
    for (auto at = first; at != holders_.end(); ++at) {
      const Mention& mention = mentions_[*at];
      if (mention.span.begin > value.end + kValueReachBytes) break;
      const auto rank = RankOf(mention.tag, order);
      const std::uint32_t reach =
          mention.tag == Tag::kProvider ? kNameReachBytes : kValueReachBytes;
      if (!rank || near(*at) > reach) continue;
      const bool other_clause =
          holders_.size() > 1 || same_clause ? IsInOtherClause(mention.span, value) : false;
      if (same_clause && other_clause) continue;
      const std::tuple candidate(other_clause, *rank, near(*at));
      if (best && candidate >= best_rank) continue;
      best = *at;
      best_rank = candidate;
    }
    return best;
  }

  static std::optional<std::size_t> RankOf(Tag tag, const TagList& order) {
    if (order.empty()) return HasDates(tag) ? std::optional<std::size_t>(0) : std::nullopt;
    const auto found = std::find(order.begin(), order.end(), tag);
    if (found == order.end()) return std::nullopt;
    return static_cast<std::size_t>(found - order.begin());
  }

  static std::uint32_t Distance(ByteSpan a, ByteSpan b) {
    if (a.end <= b.begin) return b.begin - a.end;
    return b.end <= a.begin ? a.begin - b.end : 0;
  }

  // A mention that reaches into a value's clause is in it.
  bool IsInOtherClause(ByteSpan mention, ByteSpan value) {
    const std::size_t clause = ClauseOf(value.begin - sentence_.begin);
    return ClauseOf(mention.begin - sentence_.begin) > clause ||
           ClauseOf(mention.end - 1 - sentence_.begin) < clause;
  }

  const DateRoles& roles_;
  PageFacts& page_;
  ByteSpan sentence_;
  std::string_view words_;
  std::span<Mention> mentions_;
  std::vector<std::size_t> holders_;  // mentions that may have values
  TagList tags_;                      // of the holders
  std::optional<std::vector<std::uint32_t>> borders_;
};

}  // namespace

void FindValues(const DateRoles& roles, std::string_view page, std::vector<Mention>& mentions) {
  if (mentions.empty()) return;
  PageFacts facts(page);
  for (std::size_t i = 0; i < mentions.size();) {
    std::size_t end = i;
    for (; end < mentions.size() && mentions[end].sentence == mentions[i].sentence; ++end) {
      mentions[end].values.clear();
    }
    SentenceValues(roles, facts, std::span(mentions).subspan(i, end - i)).Run();
    i = end;
  }
}

}  // namespace scrutineer::extractors
