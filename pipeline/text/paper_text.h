#ifndef SCRUTINEER_PIPELINE_TEXT_PAPER_TEXT_H_
#define SCRUTINEER_PIPELINE_TEXT_PAPER_TEXT_H_

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/model/extracted_page.h"
#include "pipeline/model/paper.h"
#include "pipeline/text/furniture.h"
#include "pipeline/text/line_break.h"
#include "pipeline/text/page_break.h"
#include "pipeline/text/page_origin.h"

namespace scrutineer::text {

// Makes the extracted pages of a paper into the texts that everything downstream reads: normalised
// (normalizer.h), without their furniture (furniture.h), and each sentence whole on the page where
// it begins (page_break.h). Broken words are judged by what the pages read so far say.
//
// Pages are held back until those after them are known, kFurnitureWindow + 1 at most. Not
// thread-safe.
//
//   PaperText paper([&](Page page) { ... });  // called for each page, in order
//   for (page) paper.Add(std::move(page));
//   paper.Finish();
class PaperText {
 public:
  using PageSink = std::function<void(Page)>;

  // Told of each page before it is given to the page's sink.
  using OriginSink = std::function<void(const Page&, const PageOrigin&)>;

  explicit PaperText(PageSink sink, OriginSink origins = {})
      : sink_(std::move(sink)), origins_(std::move(origins)) {}

  void Add(ExtractedPage page);
  // Gives the sink the rest of the pages.
  void Finish();

 private:
  struct NormalizedPage {
    Page page;
    TextEnds ends;
    PageOrigin origin;
  };

  // Normalises the next page and gives the sink the one before it.
  void Advance();
  NormalizedPage Normalized(const ExtractedPage& extracted,
                            const std::vector<FurnitureLine>& furniture);
  // Gives away last_. REQUIRES: it is set.
  void GiveLast();

  PageSink sink_;
  OriginSink origins_;
  FurnitureFinder finder_;
  PaperWords words_;
  // From index first_ of all pages on. Those before next_ are kept while words_ has not read them.
  std::deque<ExtractedPage> pages_;
  std::size_t first_ = 0;
  std::size_t next_ = 0;                // to be normalised
  std::optional<NormalizedPage> last_;  // its last sentence may go on
};

// The words as they are printed on page `index`: without what is printed on the next page, behind
// what the page before has of this one; with its furniture where it is asked for.
std::string PrintedText(const std::vector<Page>& pages, std::size_t index, bool with_furniture);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_PAPER_TEXT_H_
