#include "corpus/page_resemblance.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

namespace scrutineer::corpus {
namespace {

using Words = std::vector<std::string>;

// Words that stand nowhere else.
Words NewWords(std::size_t count, std::mt19937& random) {
  Words words;
  words.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    std::string word = "w";
    for (int k = 0; k < 10; ++k) word += static_cast<char>('a' + random() % 26);
    words.push_back(word);
  }
  return words;
}

std::string Joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += word + " ";
  return text;
}

// `changes` words changed, each further from the others and from the ends than a shingle reaches.
Words Changed(Words words, std::size_t changes, std::mt19937& random) {
  const std::size_t apart = (words.size() - 6) / std::max<std::size_t>(changes, 1);
  REQUIRE(apart >= kShingleWords);
  for (std::size_t i = 0; i < changes; ++i) words[3 + i * apart] = NewWords(1, random)[0];
  return words;
}

bool ShareABand(const PageShingles& a, const PageShingles& b) {
  const auto keys = BandKeys(a);
  const auto others = BandKeys(b);
  return std::any_of(keys.begin(), keys.end(), [&](std::int64_t key) {
    return std::find(others.begin(), others.end(), key) != others.end();
  });
}

TEST_CASE("page resemblance: what a page looks like makes no difference, its words do") {
  const std::string page =
      "Extra-care housing: the Cabinet's decision of 12 March 2024 to pass three schemes to an "
      "external partner, and what followed from it for the staff of the caf\xC3\xA9.";
  struct Case {
    const char* what;
    std::string text;
    bool same;
  };
  const std::vector<Case> cases = {
      {"itself", page, true},
      {"line breaks, marks, case, accents, hyphens",
       "EXTRA CARE HOUSING\n\nthe  Cabinet\xE2\x80\x99s decision of 12 March 2024\n to pass three "
       "schemes to an external\tpartner; and what followed from it (for the staff) of the cafe",
       true},
      {"another order",
       "the Cabinet's decision of 12 March 2024 to pass three schemes to an external partner, and "
       "what followed from it for the staff of the caf\xC3\xA9. Extra-care housing:",
       false},
      {"another word in so few", page + " End", false},
      {"nothing", "", false},
      {"marks alone", " \n. - \xE2\x80\xA2", false},
  };
  const PageShingles of_page = ShinglesOf(page);
  for (const Case& c : cases) {
    INFO(c.what);
    const PageShingles other = ShinglesOf(c.text);
    CHECK((Resemblance(of_page, other) == 1) == c.same);
    CHECK(Resemblance(of_page, other) == Resemblance(other, of_page));
    if (c.same) CHECK(BandKeys(other) == BandKeys(of_page));
    if (c.same) CHECK(AreDuplicates(of_page, other));
  }
  CHECK_FALSE(AreDuplicates(ShinglesOf(""), ShinglesOf("")));
  CHECK(BandKeys(ShinglesOf(" . ")).empty());
}

TEST_CASE("page resemblance: so many changed words fold as the header says") {
  std::mt19937 random(20240312);
  for (const std::size_t words : {20, 57, 58, 100, 200, 400, 900}) {
    const Words page = NewWords(words, random);
    for (std::size_t changes = 0; changes <= words / 20; ++changes) {
      const Words other = Changed(page, changes, random);
      const PageShingles a = ShinglesOf(Joined(page));
      const PageShingles b = ShinglesOf(Joined(other));
      const auto shingles = static_cast<double>(words - kShingleWords + 1);
      const auto lost = static_cast<double>(kShingleWords * changes);
      const double expected = (shingles - lost) / (shingles + lost);
      INFO(changes << " of " << words << " words changed");
      CHECK(Resemblance(a, b) == Approx(expected));
      CHECK(AreDuplicates(a, b) == (expected >= kDuplicateResemblance));
    }
  }
}

TEST_CASE("page resemblance: other figures in the same words are another page") {
  std::mt19937 random(3);
  Words page = NewWords(400, random);
  for (const std::size_t at : {50, 100, 150, 200}) page[at] = std::to_string(1000 + at);
  for (std::size_t changed = 0; changed <= 4; ++changed) {
    Words other = page;
    for (std::size_t i = 0; i < changed; ++i) other[50 * (i + 1)] = std::to_string(i);
    INFO(changed << " figures changed");
    const PageShingles a = ShinglesOf(Joined(page));
    const PageShingles b = ShinglesOf(Joined(other));
    CHECK(Resemblance(a, b) >= kDuplicateResemblance);
    CHECK(AreDuplicates(a, b) == (changed <= kMostStrayNumbers));
    CHECK(AreDuplicates(b, a) == (changed <= kMostStrayNumbers));
  }
  // A page number that stands on one of them only.
  Words numbered = page;
  numbered.insert(numbered.end(), {"Page", "2", "of", "17"});
  CHECK(AreDuplicates(ShinglesOf(Joined(page)), ShinglesOf(Joined(numbered))));
}

TEST_CASE("page resemblance: pages of few words fold only where all are the same") {
  std::mt19937 random(7);
  for (const std::size_t words : {1, 2, 3, 10, 19}) {
    const Words page = NewWords(words, random);
    Words other = page;
    other.back() = "another";
    INFO(words << " words");
    const PageShingles a = ShinglesOf(Joined(page));
    CHECK(AreDuplicates(a, ShinglesOf(Joined(page) + "\n")));
    CHECK(BandKeys(a).size() == 1);
    CHECK(BandKeys(a) == BandKeys(ShinglesOf(Joined(page) + "\n")));
    CHECK_FALSE(AreDuplicates(a, ShinglesOf(Joined(other))));
  }
  // A long page that holds a short one is another.
  const Words longer = NewWords(40, random);
  CHECK_FALSE(AreDuplicates(ShinglesOf(Joined(longer)),
                            ShinglesOf(Joined(Words(longer.begin(), longer.begin() + 19)))));
}

TEST_CASE("page resemblance: duplicates share a band as often as the header says") {
  std::mt19937 random(1);
  struct Case {
    std::size_t changes;  // of 402 words
    double least, most;   // share of pairs that have a band in common
  };
  // Of 500 pairs; 1 - (1 - s^4)^3, and four times its deviation.
  const std::vector<Case> cases = {
      {1, 0.999, 1},     // s = 0.985
      {3, 0.985, 1},     // s = 0.956
      {7, 0.92, 1},      // s = 0.900
      {40, 0.15, 0.45},  // s = 0.538, expected 0.229
      {100, 0.0, 0.03},  // s = 0.143
      {130, 0.0, 0.01},  // s = 0.013
  };
  for (const Case& c : cases) {
    int found = 0;
    double resemblance = 0;
    for (int pair = 0; pair < 500; ++pair) {
      const Words page = NewWords(402, random);
      const PageShingles a = ShinglesOf(Joined(page));
      const PageShingles b = ShinglesOf(Joined(Changed(page, c.changes, random)));
      resemblance = Resemblance(a, b);
      found += ShareABand(a, b) ? 1 : 0;
    }
    INFO(c.changes << " words changed, resemblance " << resemblance << ": " << found << " of 500");
    CHECK(found >= c.least * 500);
    CHECK(found <= c.most * 500);
  }
}

}  // namespace
}  // namespace scrutineer::corpus
