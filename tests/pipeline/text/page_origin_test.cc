#include "pipeline/text/page_origin.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/pipeline/text/extracted_pages.h"

namespace scrutineer::text {
namespace {

struct ReadPages {
  std::vector<ExtractedPage> extracted;
  std::vector<Page> pages;
  std::vector<PageOrigin> origins;

  // What `words` of page `index` came from, its pieces parted by '|'.
  std::string Source(std::size_t index, std::string_view words) const {
    std::string out;
    for (const ExtractedSpan span : origins[index].ToExtracted(SpanOf(index, words))) {
      if (!out.empty()) out += '|';
      out += extracted[index].text.substr(span.begin, span.end - span.begin);
    }
    return out;
  }
  // What of them came from the page after.
  std::string SourceOnNext(std::size_t index, std::string_view words) const {
    const ExtractedSpan span =
        origins[index + 1].TakenToExtracted(SpanOf(index, words), pages[index].from_next_page);
    return extracted[index + 1].text.substr(span.begin, span.end - span.begin);
  }

 private:
  ByteSpan SpanOf(std::size_t index, std::string_view words) const {
    INFO(pages[index].text);
    const std::size_t at = pages[index].text.find(words);
    REQUIRE(at != std::string::npos);
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
  }
};

ReadPages Read(std::vector<ExtractedPage> extracted) {
  ReadPages read;
  read.extracted = std::move(extracted);
  PaperText paper([&](Page page) { read.pages.push_back(std::move(page)); },
                  [&](const Page&, const PageOrigin& origin) { read.origins.push_back(origin); });
  for (const ExtractedPage& page : read.extracted) paper.Add(page);
  paper.Finish();
  REQUIRE(read.origins.size() == read.pages.size());
  return read;
}

// A page that ends with `tail`, at last a footnote in small letters, and one that begins with
// `head`.
ReadPages Broken(const std::string& tail, const std::string& head) {
  std::vector<PlacedLine> first = Body(20);
  first.push_back({400, tail});
  first.push_back({700, "1 As reported to the Cabinet last year.", 72, 9});
  return Read({PageOf(1, first), PageOf(2, {{100, head}, {200, "Another matter."}})});
}

TEST_CASE("Text leads back to what it was extracted from, on whichever page it is printed") {
  const ReadPages read =
      Broken("The Cabinet will be asked in May to award the contract for home care",
             "to one provider. Officers advise so.");
  CHECK(read.Source(0, "clausea speaks") == "clausea speaks");
  CHECK(read.Source(0, "for home care to one provider.") == "for home care");
  CHECK(read.SourceOnNext(0, "for home care to one provider.") == "to one provider.");
  CHECK(read.SourceOnNext(0, "one provider") == "one provider");
  CHECK(read.SourceOnNext(0, "home care").empty());
  // What stands behind the rest of the sentence, and around it.
  CHECK(read.Source(0, "1 As reported to") == "1 As reported to");
  CHECK(read.Source(0, "care to one provider.\n1 As") == "care|\n1 As");
  // The next page lost its beginning.
  CHECK(read.Source(1, "Officers advise so.") == "Officers advise so.");
  CHECK(read.Source(1, "Another matter") == "Another matter");
}

TEST_CASE("A word that the page's end parts leads back to both its parts") {
  const ReadPages read =
      Broken("what the council wants in all of its towns this year is a well run and balanced net-",
             "work of buses. Officers advise so.");
  CHECK(read.Source(0, "balanced network of buses.") == "balanced net");
  CHECK(read.SourceOnNext(0, "balanced network of buses.") == "work of buses.");
  CHECK(read.Source(0, "network of buses.\n1 As reported") == "net|\n1 As reported");
  CHECK(read.Source(1, "Officers") == "Officers");
}

}  // namespace
}  // namespace scrutineer::text
