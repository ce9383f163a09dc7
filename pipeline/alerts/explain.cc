#include "pipeline/alerts/explain.h"

#include <fmt/format.h>

#include "pipeline/alerts/collect.h"
#include "pipeline/alerts/match.h"
#include "pipeline/alerts/wording.h"

namespace scrutineer::alerts {
namespace {

using corpus::Subscription;

std::string NamesOf(const std::vector<std::string>& ids,
                    const std::vector<Vocabulary::Entry>& entries) {
  std::vector<std::string> names;
  names.reserve(ids.size());
  for (const std::string& id : ids) names.push_back(NameOf(entries, id));
  return JoinWords(names, "or");
}

std::vector<std::string> Missing(const Passage& passage, const Subscription& asked,
                                 const Vocabulary& vocabulary) {
  std::vector<std::string> missing;
  if (!passage.tags_met) {
    std::vector<std::string> tags;
    for (const Tag tag : asked.tags) tags.emplace_back(TagWords(tag));
    missing.push_back(fmt::format("Nothing here speaks of {}", JoinWords(tags, "or")));
  }
  if (!passage.providers_met) {
    missing.push_back(fmt::format("This passage does not name {}",
                                  NamesOf(asked.providers, vocabulary.providers)));
  }
  if (!passage.services_met) {
    missing.push_back(
        fmt::format("Neither the passage, nor the {} characters around its marked words, nor the "
                    "title names {}",
                    kServiceReachCodePoints, NamesOf(asked.services, vocabulary.services)));
  }
  if (!passage.query_met) {
    missing.push_back(fmt::format("The page does not answer the search: {}", asked.query));
  }
  return missing;
}

std::vector<std::string> Notes(const Subscription& asked, const corpus::PaperRow& row) {
  std::vector<std::string> notes;
  const std::string& council = row.paper.metadata.council;
  if (!AsksForCouncil(asked, council)) {
    notes.push_back(council.empty()
                        ? std::string("The paper does not say which council it belongs to, and the "
                                      "alert asks for some only.")
                        : fmt::format("The alert does not ask for papers of {}.", council));
  }
  if (!asked.active) notes.emplace_back("The alert is switched off.");
  if (row.version.id > asked.seen_version_id) {
    notes.emplace_back("The alert has not looked at this version yet; the next digest will.");
  }
  const int unreadable = row.pages_without_text + row.pages_unreadable;
  if (unreadable > 0) {
    notes.push_back(fmt::format("{} of the paper could not be read (scanned pictures or damage).",
                                Count(static_cast<std::size_t>(unreadable), "page")));
  }
  return notes;
}

PassageExplanation FromItem(const Item& item, const Subscription& asked,
                            const Vocabulary& vocabulary) {
  PassageExplanation passage;
  passage.page_number = item.where.page_number;
  passage.quote = item.quote;
  passage.met = Reasons(item, asked, vocabulary);
  return passage;
}

Result<std::vector<PassageExplanation>> ExplainPassages(corpus::Corpus& corpus,
                                                        const Subscription& asked,
                                                        const corpus::ArrivedVersion& version,
                                                        const Vocabulary& vocabulary) {
  std::vector<PassageExplanation> explained;
  const auto add = [&](const Item& item, bool matches, std::vector<std::string> missing) -> Status {
    PassageExplanation passage = FromItem(item, asked, vocabulary);
    passage.matches = matches;
    passage.missing = std::move(missing);
    SCRUTINEER_ASSIGN_OR_RETURN(passage.told, corpus.alerts().WasTold(asked.id, item.key));
    explained.push_back(std::move(passage));
    return {};
  };
  if (AsksForQueryOnly(asked)) {
    Collector collector(corpus, vocabulary);
    SCRUTINEER_ASSIGN_OR_RETURN(const auto items, collector.ItemsOf(asked, version));
    for (const Item& item : items) SCRUTINEER_RETURN_IF_ERROR(add(item, true, {}));
    return explained;
  }
  PaperMentions paper;
  paper.version = version;
  if (!asked.query.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(const auto pages,
                                corpus.alerts().PagesAnswering(version.version_id, asked.query));
    paper.pages_answering.emplace(pages.begin(), pages.end());
  }
  SCRUTINEER_ASSIGN_OR_RETURN(paper.mentions, corpus.alerts().MentionsOf(version.version_id));
  for (const Passage& passage : JudgePassages(asked, paper, vocabulary)) {
    SCRUTINEER_RETURN_IF_ERROR(
        add(passage.item, passage.Matches(), Missing(passage, asked, vocabulary)));
  }
  return explained;
}

}  // namespace

Result<Explanation> Explain(corpus::Corpus& corpus, const Subscription& subscription,
                            std::string_view paper, const Vocabulary& vocabulary) {
  SCRUTINEER_ASSIGN_OR_RETURN(const corpus::PaperRow row, corpus.papers().Find(paper));
  Explanation explanation;
  explanation.paper = row.paper;
  explanation.notes = Notes(subscription, row);
  const corpus::ArrivedVersion version{row.version.id, row.paper, row.version.sha256,
                                       row.version_count > 1};
  SCRUTINEER_ASSIGN_OR_RETURN(explanation.passages,
                              ExplainPassages(corpus, subscription, version, vocabulary));
  return explanation;
}

}  // namespace scrutineer::alerts
