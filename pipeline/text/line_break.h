#ifndef SCRUTINEER_PIPELINE_TEXT_LINE_BREAK_H_
#define SCRUTINEER_PIPELINE_TEXT_LINE_BREAK_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "pipeline/text/list_marker.h"

namespace scrutineer::text {

// A line of extracted text without what normalisation drops at its ends.
struct ExtractedLine {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t line_feed = 0;  // that stands before it; meaningless in the first line
  bool soft_hyphen = false;   // a soft hyphen stood at its end

  bool empty() const { return begin == end; }
  std::string_view Of(std::string_view extracted) const {
    return extracted.substr(begin, end - begin);
  }
};

// What becomes of the break between two lines of one block.
enum class LineBreak : std::uint8_t {
  kParagraph,   // the next line is a paragraph of its own
  kSpace,       // the text goes on
  kNothing,     // a word goes on, with the hyphen that it has
  kDropHyphen,  // a word goes on, and the hyphen was only the break's
};

// The words of a page, those with a hyphen whole: evidence for how a broken word is written.
class PageWords {
 public:
  explicit PageWords(std::string_view extracted) : extracted_(extracted) {}
  // `word` in lower case. The first call reads the page.
  bool Contains(const std::string& word);

 private:
  void Read();

  std::string_view extracted_;
  bool read_ = false;
  std::unordered_set<std::string> words_;
};

// Decides the breaks of one block of lines, in order.
class LineBreakJudge {
 public:
  // `widest` is the length in bytes of the block's longest line.
  LineBreakJudge(std::string_view extracted, std::size_t widest, PageWords& words)
      : extracted_(extracted), widest_(widest), words_(words) {}

  LineBreak Judge(const ExtractedLine& line, const ExtractedLine& next);

 private:
  bool BeginsListItem(std::string_view line, std::string_view next, bool was_meant);
  std::optional<LineBreak> JudgeHyphen(std::string_view line, std::string_view next);

  std::string_view extracted_;
  std::size_t widest_;
  PageWords& words_;
  std::optional<ListMarker> last_marker_;
};

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_LINE_BREAK_H_
