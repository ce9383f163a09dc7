#include "pipeline/alerts/collect.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "corpus/query.h"
#include "pipeline/alerts/match.h"

namespace scrutineer::alerts {

// Items by key, in the order in which they were found.
class ItemSet {
 public:
  explicit ItemSet(std::vector<Item>& items) : items_(items) {}

  void Add(Item item) {
    const auto [entry, is_new] = by_key_.try_emplace(item.key, items_.size());
    if (is_new) {
      items_.push_back(std::move(item));
      return;
    }
    Item& known = items_[entry->second];
    const bool in_pack = known.where.paper.metadata.kind == PaperKind::kPack &&
                         item.where.paper.metadata.kind != PaperKind::kPack;
    if (in_pack) {
      item.also_at = std::move(known.also_at);
      std::swap(known, item);
    }
    known.also_at.push_back(std::move(item.where));
  }

 private:
  std::vector<Item>& items_;
  std::unordered_map<std::string, std::size_t> by_key_;
};

Result<std::vector<Item>> Collector::ItemsOfQuery(const corpus::Subscription& subscription,
                                                  const corpus::ArrivedVersion& version) {
  // Cheap where the version has no such page: the index looks at this version's pages only.
  SCRUTINEER_ASSIGN_OR_RETURN(const auto answering, corpus_.alerts().PagesAnswering(
                                                        version.version_id, subscription.query));
  if (answering.empty()) return std::vector<Item>{};
  corpus::SearchRequest request;
  SCRUTINEER_ASSIGN_OR_RETURN(request.query, corpus::ParseQuery(subscription.query));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto pages, corpus_.papers().Pages(version.version_id));
  request.filter.paper_id = version.paper.id;
  request.order = corpus::SearchOrder::kNewest;
  request.unknown_values = corpus::UnknownValues::kFindNothing;
  request.limit = static_cast<int>(pages.size()) + 1;
  SCRUTINEER_ASSIGN_OR_RETURN(const auto found, corpus_.searcher().Search(request));
  return MatchQueryHits(version, found.hits, pages);
}

Result<std::vector<Item>> Collector::ItemsOf(const corpus::Subscription& subscription,
                                             const corpus::ArrivedVersion& version) {
  if (AsksForQueryOnly(subscription)) return ItemsOfQuery(subscription, version);
  PaperMentions paper;
  paper.version = version;
  if (!subscription.query.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(
        const auto pages, corpus_.alerts().PagesAnswering(version.version_id, subscription.query));
    if (pages.empty()) return std::vector<Item>{};
    paper.pages_answering.emplace(pages.begin(), pages.end());
  }
  SCRUTINEER_ASSIGN_OR_RETURN(paper.mentions, corpus_.alerts().MentionsOf(version.version_id));
  return MatchPaper(subscription, paper, vocabulary_);
}

// A pack is about many things: only what is said of the report with the passage goes along.
Status Collector::AddFindings(DigestContent& content) {
  std::map<std::int64_t, std::vector<int>> pages;
  for (const Item& item : content.items) {
    pages[item.where.paper.id].push_back(item.where.page_number);
  }
  for (const auto& paper : pages) {
    const std::vector<int>& told = paper.second;
    corpus::FindingFilter filter;
    filter.paper_id = paper.first;
    SCRUTINEER_RETURN_IF_ERROR(
        corpus_.papers().VisitFindings(filter, [&](const corpus::FindingRow& row) {
          const bool concerned = std::any_of(told.begin(), told.end(), [&](int page) {
            return row.finding.first_page <= page && page <= row.finding.last_page;
          });
          if (concerned) content.findings[paper.first].push_back(row);
          return true;
        }));
  }
  return {};
}

Status Collector::NoteUnreadable(const Paper& paper, DigestContent& content) {
  if (!unreadable_pages_) {
    SCRUTINEER_ASSIGN_OR_RETURN(const auto rows, corpus_.papers().List({}));
    unreadable_pages_.emplace();
    for (const corpus::PaperRow& row : rows) {
      const int pages = row.pages_without_text + row.pages_unreadable;
      if (pages > 0) unreadable_pages_->emplace(row.paper.id, pages);
    }
  }
  const auto found = unreadable_pages_->find(paper.id);
  if (found == unreadable_pages_->end()) return {};
  const std::string& title = paper.metadata.title.empty() ? paper.locator : paper.metadata.title;
  content.unreadable.push_back({title, found->second});
  return {};
}

Status Collector::Look(const corpus::Subscription& subscription,
                       const corpus::ArrivedVersion& version, const std::vector<int>* pages,
                       ItemSet& items, DigestContent& content) {
  if (!AsksForCouncil(subscription, version.paper.metadata.council)) {
    if (version.paper.metadata.council.empty()) ++content.papers_without_council;
    return {};
  }
  ++content.papers_read;
  SCRUTINEER_RETURN_IF_ERROR(NoteUnreadable(version.paper, content));
  SCRUTINEER_ASSIGN_OR_RETURN(auto found, ItemsOf(subscription, version));
  for (Item& item : found) {
    if (pages != nullptr &&
        !std::binary_search(pages->begin(), pages->end(), item.where.page_number)) {
      continue;
    }
    SCRUTINEER_ASSIGN_OR_RETURN(const bool told,
                                corpus_.alerts().WasTold(subscription.id, item.key));
    if (!told) items.Add(std::move(item));
  }
  return {};
}

Result<Collected> Collector::Collect(const corpus::Subscription& subscription, SeenUpTo after) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto versions,
                              corpus_.alerts().VersionsAfter(after.version_id));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto arrivals,
                              corpus_.alerts().PagesReadAfter(after.ocr_change));
  Collected collected;
  collected.arrived = !versions.empty() || !arrivals.empty();
  collected.seen = after;
  DigestContent& content = collected.content;
  ItemSet items(content.items);
  for (const corpus::ArrivedVersion& version : versions) {
    if (content.items.size() >= kItemsPerDigest) break;
    collected.seen.version_id = version.version_id;
    SCRUTINEER_RETURN_IF_ERROR(Look(subscription, version, nullptr, items, content));
  }
  for (const corpus::OcrArrival& arrival : arrivals) {
    if (content.items.size() >= kItemsPerDigest) break;
    collected.seen.ocr_change = arrival.change;
    // Of versions that the subscription did not know, all pages were looked at above.
    if (arrival.version.version_id > subscription.seen_version_id) continue;
    SCRUTINEER_RETURN_IF_ERROR(
        Look(subscription, arrival.version, &arrival.page_numbers, items, content));
  }
  SCRUTINEER_RETURN_IF_ERROR(AddFindings(content));
  return collected;
}

}  // namespace scrutineer::alerts
