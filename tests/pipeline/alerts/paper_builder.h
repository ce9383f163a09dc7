#ifndef SCRUTINEER_TESTS_PIPELINE_ALERTS_PAPER_BUILDER_H_
#define SCRUTINEER_TESTS_PIPELINE_ALERTS_PAPER_BUILDER_H_

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/alerts/match.h"
#include "pipeline/base/time.h"
#include "pipeline/model/mention.h"

namespace scrutineer::tests {

// Finds `words` in a page's text and makes the mention that a rule would make: its sentence ends at
// ". " or at the paragraph's end.
inline Mention MentionOf(std::string_view text, std::string_view words, Tag tag,
                         const std::string& rule, const std::string& entity_id = {},
                         const std::string& entity_name = {}) {
  const std::size_t begin = text.find(words);
  if (begin == std::string_view::npos) throw std::runtime_error("not in the text: " + rule);
  const std::size_t end = begin + words.size();
  std::size_t sentence_begin = begin;
  while (sentence_begin > 0 && text[sentence_begin - 1] != '\n' &&
         !(sentence_begin > 1 && text.substr(sentence_begin - 2, 2) == ". ")) {
    --sentence_begin;
  }
  std::size_t sentence_end = end;
  while (sentence_end < text.size() && text[sentence_end] != '\n' &&
         text.substr(sentence_end - 1, 2) != ". ") {
    ++sentence_end;
  }
  Mention mention;
  mention.tag = tag;
  mention.rule = rule;
  mention.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  mention.sentence = {static_cast<std::uint32_t>(sentence_begin),
                      static_cast<std::uint32_t>(sentence_end)};
  mention.entity_id = entity_id;
  mention.entity_name = entity_name;
  return mention;
}

// A page that is written down with the mentions in it.
struct TaggedPage {
  std::string text;
  std::vector<Mention> mentions;

  explicit TaggedPage(std::string page_text) : text(std::move(page_text)) {}
  TaggedPage&& Tender(std::string_view words, const std::string& rule = "tender.award") && {
    mentions.push_back(MentionOf(text, words, Tag::kTender, rule));
    return std::move(*this);
  }
  TaggedPage&& Outsourcing(std::string_view words) && {
    mentions.push_back(MentionOf(text, words, Tag::kOutsourcing, "outsourcing.transfer"));
    return std::move(*this);
  }
  TaggedPage&& Youth(std::string_view words) && {
    mentions.push_back(
        MentionOf(text, words, Tag::kService, "service.list", "youth-services", "Youth services"));
    return std::move(*this);
  }
  TaggedPage&& Provider(std::string_view words, const std::string& id) && {
    mentions.push_back(
        MentionOf(text, words, Tag::kProvider, "provider.list", id, std::string(words)));
    return std::move(*this);
  }
};

inline Paper PaperOf(const std::string& title, const std::string& council = "Calderbrook Council",
                     const char* date = "2026-04-01") {
  Paper paper;
  paper.id = 1;
  paper.source = "folder";
  paper.locator = "/papers/" + title + ".pdf";
  paper.metadata.title = title;
  paper.metadata.council = council;
  paper.metadata.committee = "Cabinet";
  if (date != nullptr) paper.metadata.meeting_date = ParseDate(date);
  paper.metadata.kind = PaperKind::kReport;
  return paper;
}

inline alerts::PaperMentions MentionsOn(const std::vector<TaggedPage>& pages, const Paper& paper) {
  alerts::PaperMentions mentions;
  mentions.version = {7, paper, std::string(64, 'a'), false};
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (const Mention& mention : pages[i].mentions) {
      corpus::MentionRow row;
      row.paper = paper;
      row.page_id = static_cast<std::int64_t>(100 + i);
      row.page_number = static_cast<int>(i + 1);
      row.mention = mention;
      row.page_text = pages[i].text;
      mentions.mentions.push_back(std::move(row));
    }
  }
  return mentions;
}

}  // namespace scrutineer::tests

#endif  // SCRUTINEER_TESTS_PIPELINE_ALERTS_PAPER_BUILDER_H_
