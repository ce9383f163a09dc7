#ifndef SCRUTINEER_PIPELINE_INGEST_PAGE_PICTURE_H_
#define SCRUTINEER_PIPELINE_INGEST_PAGE_PICTURE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/ocr_ledger.h"
#include "pipeline/base/byte_span.h"
#include "pipeline/base/result.h"
#include "pipeline/model/paper.h"
#include "pipeline/pdf/ocr_reader.h"
#include "pipeline/pdf/worker_pool.h"

namespace scrutineer::ingest {

// Words to be boxed.
struct Mark {
  int page_number = 0;       // whose text holds them: the page drawn, or the one before it
  ByteSpan span;             // of that page's stored text
  std::uint32_t colour = 0;  // 0xRRGGBB
};

// What is to be drawn. All must outlive the drawing.
struct PictureSource {
  int fd = -1;                               // the paper's bytes
  const std::vector<Page>* pages = nullptr;  // as stored, all of them
  const corpus::OcrTexts* ocr = nullptr;     // what was read from the images of its pages
  pdf::PoolOptions pool;
  pdf::OcrOptions reader;
};

struct PagePicture {
  std::string png;
  int boxed = 0;    // marks that have a box, or several
  int missing = 0;  // marks of which no word was found on the page
  // The page's text is no longer read as it was stored (another version of the stages): the marks'
  // words were looked for in what it says now.
  bool text_differs = false;
  bool read_by_ocr = false;  // the page's image was read again to find its words
};

// Draws page `page_number` with its marks boxed. The paper is read anew as it was for the store,
// and where each word stands is kept for this page, so that the stored spans lead to the words'
// places; what a mark has on another page is left out. Errors: as WorkerPool::Extract and
// OcrReader::Read.
Result<PagePicture> DrawPagePicture(const PictureSource& source, int page_number,
                                    const std::vector<Mark>& marks);

// The text of page `page_number` as the paper's bytes are read now, normalised as for the store;
// empty where there is no such page. What OCR read of it is taken from `source`. Errors: as
// WorkerPool::Extract.
Result<std::string> ReadPageText(const PictureSource& source, int page_number);

// Every place of `words` in `text`, whatever the case of ASCII letters; whole words only.
std::vector<ByteSpan> FindWords(std::string_view text, std::string_view words);

}  // namespace scrutineer::ingest

#endif  // SCRUTINEER_PIPELINE_INGEST_PAGE_PICTURE_H_
