#include "pipeline/alerts/match.h"

#include <algorithm>
#include <map>
#include <span>
#include <string>

#include "pipeline/alerts/quote.h"
#include "pipeline/alerts/words.h"
#include "pipeline/base/utf8.h"
#include "pipeline/model/value_words.h"

namespace scrutineer::alerts {
namespace {

using corpus::MentionRow;
using corpus::Subscription;

template <typename T, typename U>
bool Contains(const std::vector<T>& values, const U& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool IsAskedService(const Subscription& asked, const Mention& mention) {
  return mention.tag == Tag::kService && Contains(asked.services, mention.entity_id);
}

bool IsAskedProvider(const Subscription& asked, const Mention& mention) {
  return mention.tag == Tag::kProvider && Contains(asked.providers, mention.entity_id);
}

// The mentions that make a passage worth telling; the other criteria stand around them. Those of
// rules on trial do not.
bool IsAnchor(const Subscription& asked, const Mention& mention) {
  if (mention.experimental) return false;
  if (!asked.tags.empty()) return Contains(asked.tags, mention.tag);
  if (!asked.providers.empty()) return IsAskedProvider(asked, mention);
  if (!asked.services.empty()) return IsAskedService(asked, mention);
  return mention.tag != Tag::kService;
}

std::size_t DistanceCodePoints(std::string_view text, ByteSpan a, ByteSpan b) {
  if (a.Overlaps(b)) return 0;
  const ByteSpan gap =
      Clip(a.end <= b.begin ? ByteSpan{a.end, b.begin} : ByteSpan{b.end, a.begin}, text);
  return CountCodePoints(gap.Of(text));
}

// Services asked for that the title names: by the list's name, or in the words in which the rules
// recognised the service somewhere in the paper.
std::vector<NamedService> ServicesInTitle(const Subscription& asked, const PaperMentions& paper,
                                          const Vocabulary& vocabulary) {
  const std::string& title = paper.version.paper.metadata.title;
  std::vector<NamedService> named;
  for (const std::string& id : asked.services) {
    std::string name = NameOf(vocabulary.services, id);
    bool in_title = ContainsPhrase(title, name);
    for (const MentionRow& row : paper.mentions) {
      if (row.mention.tag != Tag::kService || row.mention.entity_id != id) continue;
      name = row.mention.entity_name;
      if (in_title) break;
      in_title = ContainsPhrase(title, Clip(row.mention.span, row.page_text).Of(row.page_text));
    }
    if (in_title) named.push_back({id, name, ServicePlace::kTitle, {}});
  }
  return named;
}

void AddService(std::vector<NamedService>& services, NamedService service) {
  const bool known = std::any_of(services.begin(), services.end(),
                                 [&](const NamedService& other) { return other.id == service.id; });
  if (!known) services.push_back(std::move(service));
}

// What is known of one paragraph while it is judged.
struct Paragraph {
  std::span<const MentionRow> page;       // all mentions of its page
  std::vector<const MentionRow*> inside;  // those in the paragraph
  std::vector<const MentionRow*> anchors;
  std::string_view text() const { return page.front().page_text; }
};

NamedService FromRow(const MentionRow& row, ServicePlace place) {
  NamedService service{row.mention.entity_id, row.mention.entity_name, place, {}};
  if (place == ServicePlace::kNearby) {
    service.sentence = std::string(Clip(row.mention.sentence, row.page_text).Of(row.page_text));
  }
  return service;
}

// The nearest naming of an asked service within reach of `anchor`, or null.
const MentionRow* NearestService(const Subscription& asked, const Paragraph& paragraph,
                                 const MentionRow& anchor) {
  const MentionRow* nearest = nullptr;
  std::size_t nearest_distance = kServiceReachCodePoints + 1;
  for (const MentionRow& row : paragraph.page) {
    if (!IsAskedService(asked, row.mention)) continue;
    const std::size_t distance =
        DistanceCodePoints(paragraph.text(), anchor.mention.span, row.mention.span);
    if (distance >= nearest_distance) continue;
    nearest = &row;
    nearest_distance = distance;
  }
  return nearest;
}

// Finds the services asked for; where only their nearness counts, anchors out of reach are dropped.
bool JudgeServices(const Subscription& asked, const std::vector<NamedService>& in_title,
                   Paragraph& paragraph, std::vector<NamedService>& services) {
  if (asked.services.empty()) return true;
  for (const MentionRow* row : paragraph.inside) {
    if (IsAskedService(asked, row->mention))
      AddService(services, FromRow(*row, ServicePlace::kPassage));
  }
  if (!services.empty()) return true;
  std::vector<const MentionRow*> within_reach;
  for (const MentionRow* anchor : paragraph.anchors) {
    const MentionRow* nearest = NearestService(asked, paragraph, *anchor);
    if (nearest == nullptr) continue;
    within_reach.push_back(anchor);
    AddService(services, FromRow(*nearest, ServicePlace::kNearby));
  }
  for (const NamedService& service : in_title) AddService(services, service);
  if (in_title.empty() && !within_reach.empty()) paragraph.anchors = std::move(within_reach);
  return !services.empty();
}

void AddFired(const MentionRow& row, std::vector<FiredRule>& fired) {
  const Mention& mention = row.mention;
  const bool known = std::any_of(fired.begin(), fired.end(), [&](const FiredRule& other) {
    return other.rule == mention.rule && other.entity_name == mention.entity_name;
  });
  if (known) return;
  fired.push_back({mention.tag, mention.rule,
                   std::string(Clip(mention.span, row.page_text).Of(row.page_text)),
                   mention.attributes.status, mention.entity_name});
}

void AddValues(const MentionRow& row, std::vector<std::string>& values) {
  for (Value value : row.mention.values) {
    value.span = Clip(value.span, row.page_text);
    std::string words = ValueWords(value, row.page_text);
    if (!Contains(values, words)) values.push_back(std::move(words));
  }
}

// What is quoted: the sentences of the anchors, and those that name an asked provider or service.
bool IsQuoted(const Subscription& asked, const Paragraph& paragraph, const MentionRow* row) {
  return Contains(paragraph.anchors, row) || IsAskedProvider(asked, row->mention) ||
         IsAskedService(asked, row->mention);
}

Item MakeItem(const Subscription& asked, const corpus::ArrivedVersion& version,
              const Paragraph& paragraph) {
  Item item;
  std::vector<ByteSpan> sentences;
  std::vector<ByteSpan> marks;
  int last_page = 0;
  for (const MentionRow* row : paragraph.inside) {
    if (!IsQuoted(asked, paragraph, row)) continue;
    last_page = std::max(last_page,
                         LastPageOf(row->page_number, row->mention.sentence, row->from_next_page));
    sentences.push_back(row->mention.sentence);
    marks.push_back(row->mention.span);
    AddValues(*row, item.values);
    if (Contains(paragraph.anchors, row)) AddFired(*row, item.fired);
    if (!IsAskedProvider(asked, row->mention)) continue;
    const auto same = [&](const NamedProvider& p) { return p.id == row->mention.entity_id; };
    if (std::none_of(item.providers.begin(), item.providers.end(), same)) {
      item.providers.push_back({row->mention.entity_id, row->mention.entity_name});
    }
  }
  Quote quote = QuoteSentences(paragraph.text(), std::move(sentences), std::move(marks));
  item.key = ItemKey(version.paper.metadata, quote.words);
  item.quote = std::move(quote.shown);
  const auto& page = paragraph.page.front();
  item.where = {version.paper, version.sha256,      page.page_number,
                last_page,     page.ocr_confidence, paragraph.inside.front()->under};
  item.replaces_earlier = version.replaces_earlier;
  return item;
}

// Nothing where no mention in the paragraph is asked for.
std::optional<Passage> JudgeParagraph(const Subscription& asked, const PaperMentions& paper,
                                      const std::vector<NamedService>& in_title,
                                      Paragraph paragraph) {
  Passage passage;
  bool relevant = false;
  passage.providers_met = asked.providers.empty();
  for (const MentionRow* row : paragraph.inside) {
    const bool provider = IsAskedProvider(asked, row->mention);
    if (IsAnchor(asked, row->mention)) paragraph.anchors.push_back(row);
    passage.providers_met = passage.providers_met || provider;
    relevant = relevant || provider || IsAskedService(asked, row->mention);
  }
  if (!relevant && paragraph.anchors.empty()) return std::nullopt;
  passage.tags_met = asked.tags.empty() || !paragraph.anchors.empty();
  std::vector<NamedService> services;
  passage.services_met = JudgeServices(asked, in_title, paragraph, services);
  passage.query_met = asked.query.empty() || !paper.pages_answering ||
                      paper.pages_answering->contains(paragraph.page.front().page_id);
  passage.item = MakeItem(asked, paper.version, paragraph);
  passage.item.services = std::move(services);
  passage.item.answers_query = !asked.query.empty() && passage.query_met;
  return passage;
}

void JudgePage(const Subscription& asked, const PaperMentions& paper,
               const std::vector<NamedService>& in_title, std::span<const MentionRow> page,
               std::vector<Passage>& passages) {
  std::map<std::uint32_t, Paragraph> paragraphs;  // by where they begin
  for (const MentionRow& row : page) {
    Paragraph& paragraph = paragraphs[ParagraphAt(row.page_text, row.mention.span.begin).begin];
    paragraph.page = page;
    paragraph.inside.push_back(&row);
  }
  for (auto& [begin, paragraph] : paragraphs) {
    auto passage = JudgeParagraph(asked, paper, in_title, std::move(paragraph));
    if (passage) passages.push_back(std::move(*passage));
  }
}

}  // namespace

bool AsksForCouncil(const Subscription& subscription, std::string_view council) {
  if (subscription.councils.empty()) return true;
  if (council.empty()) return false;
  return std::any_of(subscription.councils.begin(), subscription.councils.end(),
                     [&](const std::string& name) { return ContainsFolded(council, name); });
}

bool AsksForQueryOnly(const Subscription& subscription) {
  return !subscription.query.empty() && subscription.tags.empty() &&
         subscription.providers.empty() && subscription.services.empty();
}

std::vector<Passage> JudgePassages(const Subscription& subscription, const PaperMentions& paper,
                                   const Vocabulary& vocabulary) {
  const auto in_title = ServicesInTitle(subscription, paper, vocabulary);
  std::vector<Passage> passages;
  const std::span<const MentionRow> rows = paper.mentions;
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin;
    while (end < rows.size() && rows[end].page_id == rows[begin].page_id) ++end;
    JudgePage(subscription, paper, in_title, rows.subspan(begin, end - begin), passages);
    begin = end;
  }
  return passages;
}

std::vector<Item> MatchPaper(const Subscription& subscription, const PaperMentions& paper,
                             const Vocabulary& vocabulary) {
  std::vector<Item> items;
  for (Passage& passage : JudgePassages(subscription, paper, vocabulary)) {
    if (passage.Matches()) items.push_back(std::move(passage.item));
  }
  return items;
}

std::vector<Item> MatchQueryHits(const corpus::ArrivedVersion& version,
                                 const std::vector<corpus::SearchHit>& hits,
                                 const std::vector<Page>& pages) {
  std::vector<Item> items;
  for (const corpus::SearchHit& hit : hits) {
    const auto page = std::find_if(pages.begin(), pages.end(), [&](const Page& candidate) {
      return candidate.number == hit.page_number;
    });
    if (page == pages.end()) continue;
    const std::size_t found = page->text.find(hit.snippet);
    const auto base = static_cast<std::uint32_t>(found == std::string::npos ? 0 : found);
    std::vector<ByteSpan> marks;
    std::vector<ByteSpan> paragraphs;
    for (const ByteSpan mark : hit.highlights) {
      marks.push_back({mark.begin + base, mark.end + base});
      paragraphs.push_back(ParagraphAt(page->text, marks.back().begin));
    }
    if (paragraphs.empty()) paragraphs.push_back(ParagraphAt(page->text, base));
    Quote quote = QuoteSentences(page->text, std::move(paragraphs), std::move(marks));
    Item item;
    item.key = ItemKey(version.paper.metadata, quote.words);
    item.quote = std::move(quote.shown);
    item.where = {version.paper, version.sha256,     hit.page_number,
                  hit.last_page, hit.ocr_confidence, hit.under};
    item.answers_query = true;
    item.replaces_earlier = version.replaces_earlier;
    items.push_back(std::move(item));
  }
  std::sort(items.begin(), items.end(),
            [](const Item& a, const Item& b) { return a.where.page_number < b.where.page_number; });
  return items;
}

}  // namespace scrutineer::alerts
