#ifndef SCRUTINEER_PIPELINE_TEXT_LINE_BREAK_H_
#define SCRUTINEER_PIPELINE_TEXT_LINE_BREAK_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

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

// The words of a paper, those with a hyphen whole, but not the parts of words that a line's end
// broke: evidence for how a broken word is written. Not thread-safe.
class PaperWords {
 public:
  // `text` must outlive the calls of Contains up to the next one to Add.
  void Add(std::string_view text) { unread_.push_back(text); }
  // Whether `word`, in lower case, stands in what was added. The first call after Add reads it.
  bool Contains(const std::string& word);
  // Whether the texts that were added may go.
  bool all_read() const { return unread_.empty(); }

 private:
  void Read(std::string_view text);

  std::vector<std::string_view> unread_;
  std::unordered_set<std::string> words_;
};

// What becomes of the break between two lines where the first ends with a hyphen after a word and
// the next goes on with one; nothing otherwise.
std::optional<LineBreak> JudgeHyphen(std::string_view line, std::string_view next,
                                     PaperWords& words);

// Decides the breaks of one block of lines, in order.
class LineBreakJudge {
 public:
  // `widest` is the length in bytes of the block's longest line.
  LineBreakJudge(std::string_view extracted, std::size_t widest, PaperWords& words)
      : extracted_(extracted), widest_(widest), words_(words) {}

  LineBreak Judge(const ExtractedLine& line, const ExtractedLine& next);

 private:
  bool BeginsListItem(std::string_view line, std::string_view next, bool was_meant);

  std::string_view extracted_;
  std::size_t widest_;
  PaperWords& words_;
  std::optional<ListMarker> last_marker_;
};

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_LINE_BREAK_H_
