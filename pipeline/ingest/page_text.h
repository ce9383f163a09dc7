#ifndef SCRUTINEER_PIPELINE_INGEST_PAGE_TEXT_H_
#define SCRUTINEER_PIPELINE_INGEST_PAGE_TEXT_H_

#include <map>
#include <string>
#include <vector>

#include "corpus/ocr_ledger.h"
#include "pipeline/model/paper.h"

namespace scrutineer::ingest {

// Which pages of a paper take their text from their images. One for a paper.
class PageTexts {
 public:
  // `ocr`: what was read of the paper's pages; must outlive this.
  explicit PageTexts(const corpus::OcrTexts& ocr) : ocr_(ocr) {}

  // Puts what was read from the page's image in place of its text layer, as extracted, where it
  // tells more; whether it did.
  bool Prefer(int page_number, std::string& text);

  // When all pages have their normalised texts: settles for each whether it has a text, its own, if
  // that is usable, or one that was read from its image, be it empty.
  void Settle(std::vector<Page>& pages) const;

  // How sure the engine is of the pages that take their text from it, by page number.
  const std::map<int, int>& confidence() const { return confidence_; }

 private:
  const corpus::OcrTexts& ocr_;
  std::map<int, int> confidence_;
};

}  // namespace scrutineer::ingest

#endif  // SCRUTINEER_PIPELINE_INGEST_PAGE_TEXT_H_
