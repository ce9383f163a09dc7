#ifndef SCRUTINEER_PIPELINE_TEXT_STRUCTURE_NOTES_H_
#define SCRUTINEER_PIPELINE_TEXT_STRUCTURE_NOTES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/model/paper.h"
#include "pipeline/text/report_head.h"

namespace scrutineer::text {

// A line of a page's text that may begin a section.
struct NotedLine {
  int page = 0;             // from 1
  std::uint32_t start = 0;  // byte of the page's text
  std::uint32_t end = 0;    // of the whole line
  int index = 0;            // among the lines of its page
  std::string text;         // at most kNotedBytes of it
};

inline constexpr std::size_t kNotedBytes = 300;

// What one page says of the paper's structure.
struct NotedPage {
  std::uint32_t size_bytes = 0;  // of its text
  std::optional<int> printed;    // its number as labelled or printed
  ReportHead head;               // its `lines` are not kept
  bool opens_report = false;     // and the page before has not the same head
  // Fingerprints (see TitleWords) of what stands at its top; empty far behind in huge papers.
  std::vector<std::uint32_t> opening_words;
};

struct TextPlace {
  int page = 0;
  std::uint32_t start = 0;
  friend bool operator==(const TextPlace&, const TextPlace&) = default;
};

// What is remembered of a paper's pages until all are read: lines that may head something, the
// heads of reports, page numbers, and a fingerprint of each short line, by which a title is found
// again. So that no paper takes much, only so many lines are noted.
class StructureNotes {
 public:
  // Pages in order, from 1 on.
  void Add(const Page& page);

  const std::vector<NotedPage>& pages() const { return pages_; }
  const std::vector<NotedLine>& lines() const { return lines_; }

  // Where a line says no more than `title` does (whatever its capitals, spaces, punctuation and
  // leading number) on a page within [first, last]: the first such place.
  std::optional<TextPlace> Find(std::string_view title, int first, int last) const;

 private:
  void AddLine(std::uint32_t start, std::string_view line, int index);
  void NoteTitle(std::string_view line, TextPlace place);

  std::vector<NotedPage> pages_;
  std::vector<NotedLine> lines_;
  // By the fingerprint of a folded title, in order.
  std::unordered_map<std::uint64_t, std::vector<TextPlace>> titles_;
  std::size_t titles_noted_ = 0;
  std::vector<std::string> last_head_lines_;
  std::string last_furniture_item_;
  bool wants_next_line_ = false;
};

// Letters and digits of a title, small, without the number that it begins with and a file's
// extension: what makes two titles the same.
std::string FoldedTitle(std::string_view title);

// Fingerprints of the words of a text, sorted, each once: of at least three letters, or numbers.
// Letter case and a plural's "s" make no difference.
std::vector<std::uint32_t> TitleWords(std::string_view text);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_STRUCTURE_NOTES_H_
