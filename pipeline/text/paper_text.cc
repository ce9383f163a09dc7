#include "pipeline/text/paper_text.h"

#include <algorithm>
#include <utility>

#include "pipeline/text/normalizer.h"
#include "pipeline/text/page_break.h"

namespace scrutineer::text {
namespace {

// What is printed on the page itself, its furniture on lines of its own.
std::string WithFurniture(const Page& page) {
  ByteSpan left_out = page.from_next_page;
  if (!left_out.empty() && page.text[left_out.begin - 1] == ' ') --left_out.begin;
  std::string out;
  std::size_t from = 0;
  const auto append_text = [&](std::size_t to) {
    for (; from < to; ++from) {
      if (from < left_out.begin || from >= left_out.end) out.push_back(page.text[from]);
    }
  };
  for (const Furniture& line : page.furniture) {
    append_text(std::min<std::size_t>(line.position, page.text.size()));
    if (!out.empty() && out.back() != '\n') out.push_back('\n');
    out.append(line.text).push_back('\n');
  }
  append_text(page.text.size());
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

}  // namespace

void PaperText::Add(ExtractedPage page) {
  finder_.Add(page);
  pages_.push_back(std::move(page));
  words_.Add(pages_.back().text);
  if (first_ + pages_.size() > next_ + kFurnitureWindow) Advance();
}

void PaperText::Finish() {
  while (next_ < first_ + pages_.size()) Advance();
  if (last_) GiveLast();
  last_.reset();
}

void PaperText::GiveLast() {
  if (origins_) origins_(last_->page, last_->origin);
  sink_(std::move(last_->page));
}

void PaperText::Advance() {
  const std::vector<FurnitureLine> furniture = finder_.Find(next_);
  NormalizedPage own = Normalized(pages_[next_ - first_], furniture);
  if (last_) {
    const std::size_t last_bytes = last_->page.text.size();
    const std::size_t own_bytes = own.page.text.size();
    JoinSentence(last_->page, last_->ends, own.page, own.ends, words_);
    last_->origin.NoteRest(last_->page, last_bytes);
    own.origin.NoteHeadTaken(own_bytes - own.page.text.size());
    GiveLast();
  }
  last_ = std::move(own);
  pages_[next_++ - first_].lines = {};
  while (first_ < next_ && words_.all_read()) {
    pages_.pop_front();
    ++first_;
  }
}

PaperText::NormalizedPage PaperText::Normalized(const ExtractedPage& extracted,
                                                const std::vector<FurnitureLine>& furniture) {
  NormalizeOptions options;
  options.words = &words_;
  for (const FurnitureLine& line : furniture) {
    const LinePlace& place = extracted.lines[line.line];
    options.left_out.push_back({place.begin, place.end});
  }
  NormalizedText normalized = Normalize(extracted.text, options);
  Page page;
  page.number = extracted.number;
  page.label = extracted.label;
  page.readable = extracted.readable;
  for (const FurnitureLine& line : furniture) {
    const LinePlace& place = extracted.lines[line.line];
    std::uint32_t position = normalized.map.NormalizedAt(place.begin);
    if (position < normalized.text.size() && normalized.text[position] == '\n') ++position;
    page.furniture.push_back({line.kind, position, Normalize(place.Of(extracted.text)).text});
  }
  page.text = std::move(normalized.text);
  TextEnds ends = FindTextEnds(extracted, furniture);
  if (ends.last) ends.last_end = normalized.map.NormalizedAt(ends.last->end);
  return {std::move(page), ends, PageOrigin(std::move(normalized.map))};
}

std::string PrintedText(const std::vector<Page>& pages, std::size_t index, bool with_furniture) {
  Page page = pages[index];
  if (!with_furniture) page.furniture.clear();
  if (index > 0 && !pages[index - 1].from_next_page.empty()) {
    const Page& before = pages[index - 1];
    const std::string head = std::string(before.from_next_page.Of(before.text)) + '\n';
    page.text.insert(0, head);
    const auto shift = static_cast<std::uint32_t>(head.size());
    for (Furniture& line : page.furniture) line.position += line.position > 0 ? shift : 0;
    if (!page.from_next_page.empty()) {
      page.from_next_page.begin += shift;
      page.from_next_page.end += shift;
    }
  }
  return WithFurniture(page);
}

}  // namespace scrutineer::text
