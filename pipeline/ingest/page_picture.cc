#include "pipeline/ingest/page_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <utility>

#include "pipeline/ingest/page_text.h"
#include "pipeline/pdf/page_drawer.h"
#include "pipeline/text/ascii.h"
#include "pipeline/text/normalizer.h"
#include "pipeline/text/paper_text.h"

namespace scrutineer::ingest {
namespace {

using pdf::PageArea;
using pdf::PageBox;
using pdf::WordPlace;

// The page as it is read now.
struct FreshPage {
  std::string extracted;  // what the places' offsets count in
  std::vector<WordPlace> words;
  std::string text;         // as it would be stored
  std::string text_before;  // likewise, of the page before
  std::optional<text::PageOrigin> origin;
  bool read_by_ocr = false;
};

Result<FreshPage> ReadAnew(const PictureSource& source, int page_number) {
  pdf::PoolOptions options = source.pool;
  options.workers = 1;
  SCRUTINEER_ASSIGN_OR_RETURN(const auto pool, pdf::WorkerPool::Start(options));
  FreshPage fresh;
  PageTexts page_texts(*source.ocr);
  text::PaperText paper(
      [&](Page page) {
        if (page.number == page_number) fresh.text = std::move(page.text);
        if (page.number + 1 == page_number) fresh.text_before = std::move(page.text);
      },
      [&](const Page& page, const text::PageOrigin& origin) {
        if (page.number == page_number) fresh.origin = origin;
      });
  pdf::PagePlaces places;
  places.number = page_number;
  const auto take_page = [&](ExtractedPage page) {
    const bool by_ocr = page_texts.Prefer(page.number, page.text);
    if (by_ocr) page.lines.clear();
    if (page.number == page_number) {
      fresh.extracted = page.text;
      fresh.read_by_ocr = by_ocr;
    }
    paper.Add(std::move(page));
  };
  SCRUTINEER_RETURN_IF_ERROR(pool->ExtractWithPlaces(source.fd, take_page, places));
  paper.Finish();
  fresh.words = std::move(places.words);
  return fresh;
}

// Where the words of the page's image stand; `differs` is set where it no longer reads as it did.
Status ReadImageAnew(const PictureSource& source, int page_number, FreshPage& page, bool& differs) {
  auto reader = pdf::OcrReader::Start(source.reader);
  if (!reader) {
    return Fail(reader.error().code,
                fmt::format("was read by OCR, and where its words stand is not stored: its image "
                            "must be read again, but {}",
                            reader.error().message));
  }
  const bool welsh = source.ocr->at(page_number).welsh;
  SCRUTINEER_ASSIGN_OR_RETURN(auto read, (*reader)->Read(source.fd, page_number, welsh));
  differs = read.text != page.extracted;
  page.extracted = std::move(read.text);
  page.words = std::move(read.places);
  return {};
}

// The place of `words` nearest to `position`; nothing where they do not stand in the text.
std::optional<ByteSpan> NearestPlace(std::string_view text, std::string_view words,
                                     std::uint32_t position) {
  std::optional<ByteSpan> nearest;
  const auto distance = [position](ByteSpan span) {
    return std::abs(std::int64_t{span.begin} - std::int64_t{position});
  };
  for (const ByteSpan span : FindWords(text, words)) {
    if (!nearest || distance(span) < distance(*nearest)) nearest = span;
  }
  return nearest;
}

// From marks to the bytes of the page's extracted text. Empty: nothing of the mark stands there.
class MarkFinder {
 public:
  MarkFinder(const PictureSource& source, const FreshPage& page, int page_number, bool differs)
      : pages_(*source.pages), page_(page), page_number_(page_number) {
    if (differs) now_ = text::Normalize(page.extracted);
  }

  // Whether any of the mark is printed on this page.
  bool IsHere(const Mark& mark) const {
    const ByteSpan next = TextOf(mark).from_next_page;
    return mark.page_number == page_number_
               ? !(next.begin <= mark.span.begin && mark.span.end <= next.end && !next.empty())
               : mark.span.Overlaps(next);
  }

  std::vector<text::ExtractedSpan> Find(const Mark& mark) const {
    const Page& page = TextOf(mark);
    const bool is_own = mark.page_number == page_number_;
    if (!now_) {
      if (is_own) return page_.origin->ToExtracted(mark.span);
      return {page_.origin->TakenToExtracted(mark.span, page.from_next_page)};
    }
    ByteSpan printed = mark.span;
    if (!is_own) {
      printed.begin = std::max(printed.begin, page.from_next_page.begin);
      printed.end = std::min(printed.end, page.from_next_page.end);
    } else if (printed.Overlaps(page.from_next_page)) {
      printed.end = page.from_next_page.begin;
    }
    const auto found = NearestPlace(now_->text, text::TrimAscii(printed.Of(page.text)),
                                    is_own ? printed.begin : 0);
    if (!found) return {};
    return {now_->map.ToExtracted(*found)};
  }

 private:
  const Page& TextOf(const Mark& mark) const {
    return pages_[static_cast<std::size_t>(mark.page_number) - 1];
  }

  const std::vector<Page>& pages_;
  const FreshPage& page_;
  const int page_number_;
  std::optional<text::NormalizedText> now_;  // where the text is no longer what was stored
};

// Whether the second word goes on with the line of the first.
bool GoesOn(const WordPlace& first, const PageArea& line, const WordPlace& second) {
  if (first.quarter_turns != second.quarter_turns) return false;
  const bool lies = second.quarter_turns % 2 == 0;
  const PageArea& next = second.area;
  const auto [begin, end, next_begin, next_end] =
      lies ? std::array{line.top, line.bottom, next.top, next.bottom}
           : std::array{line.left, line.right, next.left, next.right};
  const std::int32_t height = std::min(end - begin, next_end - next_begin);
  if (2 * (std::min(end, next_end) - std::max(begin, next_begin)) <= height) return false;
  const std::int32_t gap = lies ? std::max(next.left - line.right, line.left - next.right)
                                : std::max(next.top - line.bottom, line.top - next.bottom);
  constexpr std::int32_t kWidestGap = 3;  // in heights: more is another column
  return gap <= kWidestGap * height;
}

// One box a line.
void AddBoxes(const std::vector<WordPlace>& words, const std::vector<text::ExtractedSpan>& spans,
              std::uint32_t colour, std::vector<PageBox>& boxes) {
  const WordPlace* last = nullptr;
  for (const WordPlace& word : words) {
    const bool marked = std::any_of(spans.begin(), spans.end(), [&](text::ExtractedSpan span) {
      return word.begin < span.end && span.begin < word.end;
    });
    if (!marked) continue;
    if (last != nullptr && GoesOn(*last, boxes.back().area, word)) {
      PageArea& box = boxes.back().area;
      box = {std::min(box.left, word.area.left), std::min(box.top, word.area.top),
             std::max(box.right, word.area.right), std::max(box.bottom, word.area.bottom)};
    } else {
      boxes.push_back({word.area, colour});
    }
    last = &word;
  }
}

bool IsWordByte(char c) { return text::IsAsciiLetter(c) || text::IsDigit(c) || !text::IsAscii(c); }

}  // namespace

std::vector<ByteSpan> FindWords(std::string_view text, std::string_view words) {
  std::vector<ByteSpan> found;
  if (words.empty()) return found;
  const std::string haystack = text::ToAsciiLower(text);
  const std::string needle = text::ToAsciiLower(words);
  for (std::size_t at = haystack.find(needle); at != std::string::npos;
       at = haystack.find(needle, at + 1)) {
    const std::size_t end = at + needle.size();
    const bool begins = at == 0 || !IsWordByte(needle.front()) || !IsWordByte(haystack[at - 1]);
    const bool ends =
        end == haystack.size() || !IsWordByte(needle.back()) || !IsWordByte(haystack[end]);
    if (begins && ends) {
      found.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    }
  }
  return found;
}

Result<std::string> ReadPageText(const PictureSource& source, int page_number) {
  SCRUTINEER_ASSIGN_OR_RETURN(FreshPage page, ReadAnew(source, page_number));
  return std::move(page.text);
}

Result<PagePicture> DrawPagePicture(const PictureSource& source, int page_number,
                                    const std::vector<Mark>& marks) {
  SCRUTINEER_ASSIGN_OR_RETURN(FreshPage page, ReadAnew(source, page_number));
  const auto index = static_cast<std::size_t>(page_number) - 1;
  PagePicture picture;
  picture.read_by_ocr = page.read_by_ocr;
  picture.text_differs = page.text != (*source.pages)[index].text ||
                         (index > 0 && !(*source.pages)[index - 1].from_next_page.empty() &&
                          page.text_before != (*source.pages)[index - 1].text);
  if (page.read_by_ocr && !marks.empty()) {
    bool differs = false;
    SCRUTINEER_RETURN_IF_ERROR(ReadImageAnew(source, page_number, page, differs));
    picture.text_differs = picture.text_differs || differs;
  }
  std::vector<PageBox> boxes;
  const MarkFinder finder(source, page, page_number, picture.text_differs);
  for (const Mark& mark : marks) {
    if (!finder.IsHere(mark)) continue;
    const std::size_t before = boxes.size();
    AddBoxes(page.words, finder.Find(mark), mark.colour, boxes);
    ++(boxes.size() > before ? picture.boxed : picture.missing);
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const auto drawer, pdf::PageDrawer::Start(source.reader));
  SCRUTINEER_ASSIGN_OR_RETURN(picture.png, drawer->Draw(source.fd, page_number, boxes));
  return picture;
}

}  // namespace scrutineer::ingest
