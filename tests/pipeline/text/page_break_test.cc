#include "pipeline/text/page_break.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "pipeline/text/sentences.h"
#include "tests/pipeline/text/extracted_pages.h"

namespace scrutineer::text {
namespace {

using Lines = std::vector<PlacedLine>;

// Two pages: the first ends with `tail`, the second begins with `head`.
std::vector<Page> Broken(const std::string& tail, const std::string& head, int tail_left = 72) {
  Lines first = Body(20);
  first.push_back({400, tail, tail_left});
  Lines second = {{100, head}};
  for (PlacedLine line : Body(10)) {
    line.top += 14;
    second.push_back(line);
  }
  return TextsOf({PageOf(1, first), PageOf(2, second)});
}

TEST_CASE("A sentence over two pages stands whole on the first") {
  struct Case {
    const char* name;
    const char* tail;
    const char* head;
    std::string sentence;   // with which the first page ends
    std::string next_page;  // the part of it that is printed there
  };
  const std::vector<Case> cases = {
      {"small letter", "The Cabinet will be asked in May to award the contract for home care",
       "to one provider. Officers advise so.",
       "The Cabinet will be asked in May to award the contract for home care to one provider.",
       "to one provider."},
      {"name after a preposition", "The contract for waste collection was awarded last summer to",
       "Veolia Ltd. Officers advise so.",
       "The contract for waste collection was awarded last summer to Veolia Ltd.", "Veolia Ltd."},
      {"amount after a verb", "The whole cost of the contract over the coming five years will be",
       "£3 million. Officers advise so.",
       "The whole cost of the contract over the coming five years will be £3 million.",
       "£3 million."},
      {"broken word", "The Cabinet will be asked in May to decide whether to pursue the out-",
       "sourcing of home care. Officers advise so.",
       "The Cabinet will be asked in May to decide whether to pursue the outsourcing of home care.",
       "sourcing of home care."},
      {"compound", "The Cabinet will be asked in May to decide whether to bring home care in-",
       "house again. Officers advise so.",
       "The Cabinet will be asked in May to decide whether to bring home care in-house again.",
       "house again."},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    const std::vector<Page> pages = Broken(c.tail, c.head);
    REQUIRE(pages.size() == 2);
    CHECK(pages[0].text.ends_with("\n" + c.sentence));
    CHECK(pages[0].from_next_page.Of(pages[0].text) == c.next_page);
    CHECK(pages[1].text.starts_with("Officers advise so."));
    CHECK(pages[1].from_next_page.empty());
    const ByteSpan last = SplitParagraphs(pages[0].text).back().sentences.back();
    CHECK(last.Of(pages[0].text) == c.sentence);
    CHECK(LastPageOf(1, last, pages[0].from_next_page) == 2);
    CHECK(LastPageOf(1, {0, 10}, pages[0].from_next_page) == 1);
    // Each word is printed where it stands.
    CHECK(PrintedText(pages, 1, false).starts_with(c.next_page));
    CHECK(PrintedText(pages, 0, false).find(c.next_page) == std::string::npos);
  }
}

TEST_CASE("Sentences run over one page after the other") {
  const auto page = [](int number, const std::string& head, const std::string& tail) {
    Lines lines = {{100, head}};
    for (PlacedLine line : Body(10)) {
      line.top += 14;
      lines.push_back(line);
    }
    lines.push_back({400, tail});
    return PageOf(number, lines);
  };
  const auto pages =
      TextsOf({page(1, "First of all some words to begin with.",
                    "The Cabinet will be asked in May to award the contract for day care"),
               page(2, "to Aldi Care Ltd. Officers advise so.",
                    "The Council will be asked in June to award the contract for home care"),
               page(3, "to Bodmin Care Ltd. Officers advise so.",
                    "The Board will be asked in July to award the contract for extra care")});
  CHECK(pages[0].text.ends_with("for day care to Aldi Care Ltd."));
  CHECK(pages[1].text.starts_with("Officers advise so."));
  CHECK(pages[1].text.ends_with("for home care to Bodmin Care Ltd."));
  CHECK(pages[1].from_next_page.Of(pages[1].text) == "to Bodmin Care Ltd.");
}

TEST_CASE("Footnotes do not part a sentence") {
  Lines first = Body(20);
  first.push_back({400, "The Cabinet will be asked in May to award the contract for home care"});
  first.push_back({700, "1 As reported to the Cabinet last year.", 72, 9});
  Lines second = {{100, "to one provider. Officers advise so."}};
  const auto pages = TextsOf({PageOf(1, first), PageOf(2, second)});
  CHECK(pages[0].text.ends_with(
      "for home care to one provider.\n1 As reported to the Cabinet last year."));
  CHECK(pages[0].from_next_page.Of(pages[0].text) == "to one provider.");
  CHECK(pages[1].text == "Officers advise so.");
  CHECK(PrintedText(pages, 0, false)
            .ends_with("for home care\n1 As reported to the Cabinet last year."));
}

TEST_CASE("Pages that end with their sentence stay apart") {
  struct Case {
    const char* name;
    const char* tail;
    const char* head;
    int tail_left = 72;
  };
  const std::vector<Case> cases = {
      {"full stop", "The Cabinet will be asked in May to award the contract for home care.",
       "to one provider or to many. Officers advise so."},
      {"colon", "The Cabinet will be asked in May to decide the following on home care:",
       "to award the contract. Officers advise so."},
      {"a new sentence", "The contract for the collection of all household waste in Thornmere",
       "Officers advise so. And so on."},
      {"a list", "The Cabinet will be asked in May to award the contract for home care",
       "(b) to one provider. Officers advise so."},
      {"a short line", "Contract for home care in May", "to one provider. Officers advise so."},
      {"another column", "and the contract for home care is to be awarded in",
       "to one provider. Officers advise so.", 300},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    const std::vector<Page> pages = Broken(c.tail, c.head, c.tail_left);
    CHECK(pages[0].from_next_page.empty());
    CHECK(pages[0].text.ends_with(c.tail));
    CHECK(pages[1].text.starts_with(c.head));
  }
}

TEST_CASE("Furniture between two pages does not part a sentence") {
  Lines first = Body(20);
  first.push_back({400, "The Cabinet will be asked in May to award the contract for home care"});
  first.push_back({780, "Page 1"});
  Lines second = {{40, "Thornmere Council"}, {100, "to one provider. Officers advise so."}};
  Lines third = {{40, "Thornmere Council"}, {780, "Page 3"}};
  for (const PlacedLine& line : Body(10)) third.push_back(line);
  Lines fourth = third;
  fourth[1].text = "Page 4";
  second.push_back({780, "Page 2"});
  const auto pages =
      TextsOf({PageOf(1, first), PageOf(2, second), PageOf(3, third), PageOf(4, fourth)});
  CHECK(pages[0].text.ends_with("for home care to one provider."));
  CHECK(pages[1].text == "Officers advise so.");
  CHECK(PrintedText(pages, 1, true) ==
        "Thornmere Council\nto one provider.\nOfficers advise so.\nPage 2");
}

TEST_CASE("Words of other pages say how a broken word is written") {
  Lines first = Body(5);
  first.push_back({200, "what the council wants for all of its towns is a well balanced net-"});
  first.push_back({214, "work of buses and of trains."});
  Lines second = Body(5, "our net-work as the operator calls it ");
  CHECK(TextsOf({PageOf(1, first)})[0].text.find("network of buses") != std::string::npos);
  CHECK(TextsOf({PageOf(1, first), PageOf(2, second)})[0].text.find("net-work of buses") !=
        std::string::npos);
}

}  // namespace
}  // namespace scrutineer::text
