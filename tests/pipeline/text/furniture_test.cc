#include "pipeline/text/furniture.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <vector>

#include "tests/pipeline/text/extracted_pages.h"

namespace scrutineer::text {
namespace {

using Lines = std::vector<PlacedLine>;

// "header: Thornmere Council" for each line of furniture of a page.
std::vector<std::string> FurnitureOf(const Page& page) {
  std::vector<std::string> lines;
  for (const Furniture& line : page.furniture) {
    lines.push_back(std::string(FurnitureKindName(line.kind)) + ": " + line.text);
  }
  return lines;
}

// Pages of the same body with what `extra` adds to each, by number.
std::vector<Page> Paper(int pages, const std::function<Lines(int)>& extra) {
  std::vector<ExtractedPage> extracted;
  for (int number = 1; number <= pages; ++number) {
    Lines lines = Body(20, "page" + std::string(1, static_cast<char>('a' + number)));
    for (const PlacedLine& line : extra(number)) {
      lines.insert(line.top < 400 ? lines.begin() : lines.end(), line);
    }
    extracted.push_back(PageOf(number, lines));
  }
  return TextsOf(extracted);
}

TEST_CASE("What every page bears at its edges is furniture") {
  struct Case {
    const char* name;
    int pages;
    std::function<Lines(int)> extra;
    std::vector<std::string> expected;  // on page 3
  };
  const auto at = [](int top, std::string text) { return Lines{{top, std::move(text)}}; };
  const std::vector<Case> cases = {
      {"a header",
       5,
       [&](int) { return at(40, "Thornmere Council"); },
       {"header: Thornmere Council"}},
      {"a footer",
       5,
       [&](int) { return at(780, "Cabinet 12 March 2024"); },
       {"footer: Cabinet 12 March 2024"}},
      {"page numbers", 4, [&](int n) { return at(780, std::to_string(n)); }, {"page-number: 3"}},
      {"page numbers that do not begin with one",
       4,
       [&](int n) { return at(780, "- " + std::to_string(n + 16) + " -"); },
       {"page-number: - 19 -"}},
      {"page numbers with words",
       4,
       [&](int n) { return at(780, "Page " + std::to_string(n) + " of 4"); },
       {"page-number: Page 3 of 4"}},
      {"spaced letters",
       4,
       [&](int n) { return at(780, std::to_string(n) + " | P a g e"); },
       {"page-number: 3 | P a g e"}},
      {"Roman numerals",
       4,
       [&](int n) {
         const std::vector<std::string> roman = {"i", "ii", "iii", "iv"};
         return at(780, roman[static_cast<std::size_t>(n - 1)]);
       },
       {"page-number: iii"}},
      {"a header with a page number",
       3,
       [&](int n) { return at(40, "Council minutes, page " + std::to_string(n)); },
       {"header: Council minutes, page 3"}},
      {"odd and even pages",
       8,
       [&](int n) {
         return n % 2 == 0 ? Lines{{40, "Thornmere Council", 72}} : Lines{{40, "Cabinet", 450}};
       },
       {"header: Cabinet"}},
      {"from the second page on",
       4,
       [&](int n) { return n > 1 ? at(40, "Report on extra care") : Lines{}; },
       {"header: Report on extra care"}},
      {"two lines of a letter's header, on two pages",
       3,
       [&](int n) {
         return n > 1 ? Lines{{50, "Page " + std::to_string(n)}, {36, "Subject: extra care"}}
                      : Lines{};
       },
       {"header: Subject: extra care", "page-number: Page 3"}},
      {"a watermark across the page",
       4,
       [&](int) {
         return Lines{{300, "DRAFT", 200, 12, 1}};
       },
       {"watermark: DRAFT"}},
      {"a large watermark below the text",
       4,
       [&](int) {
         return Lines{{150, "DRAFT", 100, 80}};
       },
       {"watermark: DRAFT"}},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    const std::vector<Page> pages = Paper(c.pages, c.extra);
    CHECK(FurnitureOf(pages[2]) == c.expected);
    for (const std::string& line : c.expected) {
      CHECK(pages[2].text.find(line.substr(line.find(": ") + 2)) == std::string::npos);
    }
    CHECK(pages[2].text.find("pagedt speaks") != std::string::npos);
  }
}

TEST_CASE("Text is no furniture") {
  struct Case {
    const char* name;
    int pages;
    std::function<Lines(int)> extra;
  };
  const auto at = [](int top, std::string text) { return Lines{{top, std::move(text)}}; };
  const std::vector<Case> cases = {
      {"a line of one page", 5,
       [&](int n) { return n == 3 ? at(40, "Thornmere Council") : Lines{}; }},
      {"the same words elsewhere on each page", 5,
       [&](int n) { return at(20 + 12 * n, "Recommendation"); }},
      {"a heading in the midst of pages", 5, [&](int) { return at(232, "Recommendation"); }},
      {"appendices, one a page", 5, [&](int n) { return at(40, "Appendix " + std::to_string(n)); }},
      {"numbers that do not run with the pages", 5,
       [&](int n) { return at(40, "Application " + std::to_string(7 * n)); }},
      {"a form's field", 5, [&](int) { return at(40, "Date of decision:"); }},
      {"the head of a table on every page", 5,
       [&](int) { return at(86, "Supplier\tAmount\tDate"); }},
      {"a line close to the text", 5, [&](int) { return at(86, "Recommendations"); }},
      {"titles in large letters", 4,
       [&](int n) {
         return n > 1 ? Lines{{30, "Our budget", 72, 24}} : Lines{};
       }},
      {"a form's line here and there", 12,
       [&](int n) {
         return n == 3 || n == 5 || n == 8 || n == 12 ? at(40, "Deadline for call-in") : Lines{};
       }},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    for (const Page& page : Paper(c.pages, c.extra)) {
      INFO("page " << page.number);
      CHECK(FurnitureOf(page).empty());
    }
  }
}

TEST_CASE("The title of a paper stays on its first page") {
  const auto pages = Paper(4, [](int n) {
    return n == 1 ? Lines{{40, "Report on extra care", 72, 20}}
                  : Lines{{40, "Report on extra care", 72, 10}};
  });
  CHECK(pages[0].text.starts_with("Report on extra care\n"));
  CHECK(pages[1].text.find("Report on extra care") == std::string::npos);

  const auto two = Paper(2, [](int) { return Lines{{40, "Thornmere Parish Council"}}; });
  CHECK(two[0].text.starts_with("Thornmere Parish Council\n"));
  CHECK(FurnitureOf(two[1]) == std::vector<std::string>{"header: Thornmere Parish Council"});
}

TEST_CASE("The report of a pack has its own furniture") {
  const auto pages = Paper(30, [](int n) {
    return Lines{{40, n <= 12 ? "Leisure strategy" : "Waste contract"}};
  });
  for (const Page& page : pages) {
    INFO("page " << page.number);
    CHECK(FurnitureOf(page) == std::vector<std::string>{page.number <= 12
                                                            ? "header: Leisure strategy"
                                                            : "header: Waste contract"});
  }
}

TEST_CASE("Furniture can be printed where it stood") {
  const auto pages = Paper(3, [](int n) {
    return Lines{{40, "Thornmere Council"}, {780, "Page " + std::to_string(n)}};
  });
  const std::string plain = PrintedText(pages, 1, false);
  const std::string all = PrintedText(pages, 1, true);
  CHECK(all == "Thornmere Council\n" + plain + "\nPage 2");
  CHECK(pages[1].furniture.front().position == 0);
  CHECK(pages[1].furniture.back().position == pages[1].text.size());
}

}  // namespace
}  // namespace scrutineer::text
