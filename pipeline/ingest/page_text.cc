#include "pipeline/ingest/page_text.h"

#include <cstddef>
#include <string_view>

#include "pipeline/text/text_layer.h"

namespace scrutineer::ingest {

bool PageTexts::Prefer(int page_number, std::string& text) {
  const auto read = ocr_.find(page_number);
  if (read == ocr_.end()) return false;
  const bool blank = text.empty() && read->second.text.empty();
  if (!blank && !text::IsRicherText(read->second.text, text)) return false;
  text = read->second.text;
  confidence_.emplace(page_number, read->second.confidence);
  return true;
}

void PageTexts::Settle(std::vector<Page>& pages) const {
  std::vector<std::string_view> texts;
  texts.reserve(pages.size());
  for (const Page& page : pages) texts.emplace_back(page.text);
  const std::vector<text::TextLayer> layers = text::JudgeTextLayers(texts);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    Page& page = pages[i];
    page.has_text = layers[i] == text::TextLayer::kUsable || ocr_.contains(page.number);
  }
}

}  // namespace scrutineer::ingest
