#ifndef SCRUTINEER_TESTS_SUPPORT_PDF_BUILDER_H_
#define SCRUTINEER_TESTS_SUPPORT_PDF_BUILDER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scrutineer::tests {

// Words set in Helvetica with their baseline at (x, y), in points from the top left of an A4 page.
struct PdfText {
  double x = 72;
  double y = 72;
  std::string text;  // UTF-8 within Windows-1252's letters
  double size = 11;
  int quarter_turns = 0;  // clockwise
};

// Small, valid PDFs for tests: pages of placed text.
class PdfBuilder {
 public:
  PdfBuilder& AddPage(std::vector<PdfText> texts);
  // A page of lines one below the other from the top, 14 points apart.
  PdfBuilder& AddPageOfLines(const std::vector<std::string>& lines);
  // An entry of the document information: "Title", "Author", "CreationDate" ("D:2024...") ...
  PdfBuilder& SetInfo(std::string key, std::string value);
  // Page labels: Roman numerals for the first `roman_pages` pages, then 1, 2, ...
  PdfBuilder& SetRomanLabels(int roman_pages);
  // An entry of the outline, below the last one of a lesser depth; `page` from 1, 0: leads nowhere.
  PdfBuilder& AddBookmark(std::string title, int page = 0, int depth = 0);

  // More entries of every page's dictionary: "/Rotate 90".
  PdfBuilder& SetPageEntries(std::string entries);

  // The number that the page tree claims instead of how many pages there are.
  PdfBuilder& ClaimPageCount(std::string count);

  std::string Build() const;

 private:
  std::string Catalog(std::size_t first_bookmark) const;

  std::vector<std::vector<PdfText>> pages_;
  std::vector<std::pair<std::string, std::string>> info_;
  struct Entry {
    std::string title;
    int page = 0;
    int depth = 0;
  };
  void AppendOutline(std::vector<std::string>& objects) const;

  std::vector<Entry> bookmarks_;
  std::string claimed_count_;
  std::string page_entries_;
  int roman_pages_ = 0;
};

// A PDF of these indirect objects, numbered from 1; the first is the catalog.
std::string PdfOfObjects(const std::vector<std::string>& objects, std::string_view trailer = {});
// A stream object; `dictionary` without its length.
std::string PdfStream(std::string_view dictionary, std::string_view bytes);

// `byte` at least `count` times, as FlateDecode reads it: a bomb takes 1/159 of its size.
std::string FlateOfRepeated(char byte, std::size_t count);
// A PDF of one page that shows `line`, with files attached to the document: names and bytes, these
// compressed already where `flate` is set.
struct AttachedFile {
  std::string name;
  std::string bytes;
  bool flate = false;
};
std::string PdfWithFiles(std::string_view line, const std::vector<AttachedFile>& files,
                         bool portfolio = false);
// The same, with files that hold a word.
std::string PdfWithAttachments(std::string_view line, const std::vector<std::string>& names,
                               bool portfolio = false);

}  // namespace scrutineer::tests

#endif  // SCRUTINEER_TESTS_SUPPORT_PDF_BUILDER_H_
