// Whatever a paper says, its sections lie within it, in order, each within the one around it.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalizer.h"
#include "pipeline/text/structure.h"

namespace {

using scrutineer::Bookmark;
using scrutineer::Page;
using scrutineer::PaperSection;

using Place = std::pair<int, std::uint32_t>;

Place BeginOf(const PaperSection& section) { return {section.first_page, section.start}; }
Place EndOf(const PaperSection& section) { return {section.last_page, section.end}; }

bool OnCodePoint(const std::vector<Page>& pages, Place place) {
  const std::string& text = pages[static_cast<std::size_t>(place.first) - 1].text;
  return place.second <= text.size() &&
         scrutineer::FloorToCodePoint(text, place.second) == place.second;
}

bool Holds(const std::vector<Page>& pages, const std::vector<PaperSection>& sections) {
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const PaperSection& one = sections[i];
    const auto last = static_cast<int>(pages.size());
    if (one.first_page < 1 || one.last_page > last || one.last_page < one.first_page) return false;
    if (EndOf(one) < BeginOf(one) || one.evidence == 0) return false;
    if (!OnCodePoint(pages, BeginOf(one)) || !OnCodePoint(pages, EndOf(one))) return false;
    if (i > 0 && BeginOf(one) < BeginOf(sections[i - 1])) return false;
    for (const std::string* field : {&one.number, &one.title, &one.author}) {
      if (scrutineer::FirstInvalidUtf8(*field)) return false;
    }
    if (one.parent < 0) continue;
    if (static_cast<std::size_t>(one.parent) >= i) return false;
    const PaperSection& around = sections[static_cast<std::size_t>(one.parent)];
    if (BeginOf(one) < BeginOf(around) || EndOf(around) < EndOf(one)) return false;
  }
  return true;
}

// "12 2 Title": a bookmark's page, depth and title.
Bookmark ReadBookmark(std::string_view line) {
  Bookmark bookmark;
  const auto number = [&] {
    int value = 0;
    std::size_t digits = 0;
    while (digits < line.size() && digits < 5 && line[digits] >= '0' && line[digits] <= '9') {
      value = value * 10 + (line[digits++] - '0');
    }
    line.remove_prefix(std::min(digits + 1, line.size()));
    return value;
  };
  bookmark.page_number = number();
  bookmark.depth = number() % 21;
  bookmark.title = scrutineer::ReplaceInvalidUtf8(line);
  return bookmark;
}

}  // namespace

// The first line's first letter is the kind; the first part, up to a form feed, holds bookmarks,
// one a line, the others the pages. A line of a page that begins with '#' is its printed number.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  scrutineer::PaperMetadata paper;
  paper.kind = static_cast<scrutineer::PaperKind>(data[0] % 10);
  paper.title = "A paper";
  const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t pages_begin = std::min(input.find('\f'), input.size());
  std::vector<Bookmark> bookmarks;
  for (std::size_t begin = 0; begin < pages_begin;) {
    const std::size_t end = std::min(input.find('\n', begin), pages_begin);
    bookmarks.push_back(ReadBookmark(input.substr(begin, end - begin)));
    begin = end + 1;
  }
  scrutineer::text::StructureFinder finder;
  std::vector<Page> pages;
  for (std::size_t begin = pages_begin + 1; begin <= input.size() && pages.size() < 200;) {
    const std::size_t end = std::min(input.find('\f', begin), input.size());
    Page page;
    page.number = static_cast<int>(pages.size()) + 1;
    page.text = scrutineer::text::Normalize(input.substr(begin, end - begin)).text;
    if (page.text.starts_with('#')) {
      page.furniture.push_back({scrutineer::FurnitureKind::kPageNumber, 0,
                                page.text.substr(1, page.text.find('\n') - 1)});
    }
    finder.Add(page);
    pages.push_back(std::move(page));
    begin = end + 1;
  }
  if (!Holds(pages, finder.Finish(paper, bookmarks))) std::abort();
  return 0;
}
