#include <catch2/catch.hpp>

#include "corpus/passage.h"
#include "tests/corpus/corpus_fixture.h"
#include "tests/corpus/search_corpus.h"

namespace scrutineer::corpus {
namespace {

const std::string kCare = "The extra care contract was awarded to Veolia after a robust tender.";
const std::string kWaste = "Waste collection stays in-house. No tender is planned.";
const std::string kStaff = "Staff were consulted on extra hours. Tender tender tender.";

// Three papers of two councils, one without a date, and one replaced by a later version.
void Fill(CorpusFixture& fixture) {
  ReadPaper care = PaperOf("care", {kCare, "", kWaste}, "2024-03-12", "Aldermere");
  care.mentions[0] = {MentionOf(Tag::kTender, kCare, "robust tender"),
                      MentionOf(Tag::kProvider, kCare, "Veolia", "veolia", "Veolia UK"),
                      MentionOf(Tag::kService, kCare, "extra care", "extra-care", "Extra care")};
  care.mentions[2] = {MentionOf(Tag::kOutsourcing, kWaste, "in-house")};
  Get(fixture.papers().Add(care));
  ReadPaper staff = PaperOf("staff", {kStaff}, "2022-01-01", "Calderbrook");
  staff.metadata.committee = "Scrutiny Board";
  staff.mentions[0] = {MentionOf(Tag::kConsultation, kStaff, "consulted"),
                       MentionOf(Tag::kTender, kStaff, "Tender")};
  Get(fixture.papers().Add(staff));
  Get(fixture.papers().Add(PaperOf("undated", {"A tender without a date."}, "", "Calderbrook")));
  Get(fixture.papers().Add(PaperOf("plan", {"Old tender plan."}, "2023-06-01", "Aldermere")));
  Get(fixture.papers().Add(PaperOf("plan", {"New budget plan."}, "2023-06-01", "Aldermere")));
  Ok(fixture.papers().Commit());
}

TEST_CASE("search finds pages by words, filters, both or neither") {
  CorpusFixture fixture;
  Fill(fixture);
  struct Case {
    std::string name;
    std::string query;
    MentionFilter filter;
    Places newest;
  };
  const auto filter = [](auto set) {
    MentionFilter made;
    set(made);
    return made;
  };
  const std::vector<Case> cases = {
      {"one word", "tender", {}, {"care#1", "care#3", "staff#1", "undated#1"}},
      {"a phrase", "\"extra care\"", {}, {"care#1"}},
      {"no such word", "unicorn", {}, {}},
      {"a replaced version does not answer", "\"old tender\"", {}, {}},
      {"its successor does", "budget", {}, {"plan#1"}},
      {"nothing asked", "", {}, {"care#1", "care#2", "care#3", "plan#1", "staff#1", "undated#1"}},
      {"tag", "", filter([](auto& f) { f.tags = {Tag::kTender}; }), {"care#1", "staff#1"}},
      {"any tag of several",
       "",
       filter([](auto& f) {
         f.tags = {Tag::kConsultation, Tag::kOutsourcing};
       }),
       {"care#3", "staff#1"}},
      {"tag and word",
       "extra",
       filter([](auto& f) { f.tags = {Tag::kConsultation}; }),
       {"staff#1"}},
      {"provider by id", "", filter([](auto& f) { f.providers = {"VEOLIA"}; }), {"care#1"}},
      {"provider by name",
       "tender",
       filter([](auto& f) { f.providers = {"veolia uk"}; }),
       {"care#1"}},
      {"service", "", filter([](auto& f) { f.services = {"extra care"}; }), {"care#1"}},
      {"provider and a tag not there",
       "",
       filter([](auto& f) {
         f.providers = {"veolia"};
         f.tags = {Tag::kConsultation};
       }),
       {}},
      {"rule", "", filter([](auto& f) { f.rules = {"outsourcing.test"}; }), {"care#3"}},
      {"council",
       "tender",
       filter([](auto& f) { f.paper.councils = {"calder"}; }),
       {"staff#1", "undated#1"}},
      {"committee",
       "tender",
       filter([](auto& f) { f.paper.committees = {"scrutiny"}; }),
       {"staff#1"}},
      {"since",
       "tender",
       filter([](auto& f) { f.paper.since = DateOf("2024-03-12"); }),
       {"care#1", "care#3"}},
      {"until leaves out unknown dates",
       "tender",
       filter([](auto& f) { f.paper.until = DateOf("2024-03-11"); }),
       {"staff#1"}},
      {"since without words",
       "",
       filter([](auto& f) { f.paper.since = DateOf("2023-06-01"); }),
       {"care#1", "care#2", "care#3", "plan#1"}},
      {"dates the wrong way round",
       "tender",
       filter([](auto& f) {
         f.paper.since = DateOf("2024-01-01");
         f.paper.until = DateOf("2023-01-01");
       }),
       {}},
      {"one paper", "tender", filter([](auto& f) { f.paper_id = 2; }), {"staff#1"}},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    SearchRequest request = Ask(c.query);
    request.filter = c.filter;
    request.order = SearchOrder::kNewest;
    const SearchResult newest = Get(fixture.searcher().Search(request));
    CHECK(PlacesOf(newest) == c.newest);
    CHECK(newest.total == static_cast<std::int64_t>(c.newest.size()));

    // Another order finds the same pages, and a part of the list has the same total.
    request.order = SearchOrder::kRelevance;
    Places relevant = PlacesOf(Get(fixture.searcher().Search(request)));
    std::sort(relevant.begin(), relevant.end());
    Places expected = c.newest;
    std::sort(expected.begin(), expected.end());
    CHECK(relevant == expected);
    request.limit = 1;
    request.offset = 1;
    request.order = SearchOrder::kNewest;
    const SearchResult second = Get(fixture.searcher().Search(request));
    CHECK(second.total == newest.total);
    CHECK(second.hits.size() == (c.newest.size() > 1 ? 1 : 0));
    if (!second.hits.empty()) CHECK(PlacesOf(second)[0] == c.newest[1]);
  }
}

TEST_CASE("replaced versions answer where all are asked for") {
  CorpusFixture fixture;
  Fill(fixture);
  SearchRequest request = Ask("plan");
  request.filter.paper_id = 4;
  request.order = SearchOrder::kNewest;
  request.all_versions = true;
  const SearchResult result = Get(fixture.searcher().Search(request));
  REQUIRE(result.total == 2);
  CHECK(result.hits[0].snippet == "New budget plan.");
  CHECK(result.hits[1].snippet == "Old tender plan.");
  CHECK(result.hits[0].sha256 != result.hits[1].sha256);
}

TEST_CASE("oldest first puts unknown dates last and page 1 before page 3") {
  CorpusFixture fixture;
  Fill(fixture);
  for (const std::string query : {"tender", ""}) {
    SearchRequest request = Ask(query);
    request.order = SearchOrder::kOldest;
    const Places places = PlacesOf(Get(fixture.searcher().Search(request)));
    INFO(query);
    REQUIRE(places.size() >= 4);
    CHECK(places.front() == "staff#1");
    CHECK(places.back() == "undated#1");
    CHECK(std::find(places.begin(), places.end(), "care#1") <
          std::find(places.begin(), places.end(), "care#3"));
  }
}

TEST_CASE("the most relevant page comes first, with a score") {
  CorpusFixture fixture;
  Fill(fixture);
  const SearchResult result = Get(fixture.searcher().Search(Ask("tender")));
  REQUIRE(result.hits.size() == 4);
  CHECK(PlacesOf(result)[0] == "staff#1");
  for (std::size_t i = 1; i < result.hits.size(); ++i) {
    CHECK(result.hits[i - 1].score >= result.hits[i].score);
  }
}

TEST_CASE("a hit shows where the words stand and what is on the page") {
  CorpusFixture fixture;
  Fill(fixture);
  SECTION("words are highlighted in every form, phrases as a whole") {
    const auto hit = Get(fixture.searcher().Search(Ask("\"extra care\" contracts"))).hits.at(0);
    CHECK(Highlighted(hit) == "extra care|contract");
    CHECK(hit.snippet == kCare);
    CHECK(hit.snippet_starts_page);
    CHECK(hit.snippet_ends_page);
    CHECK(hit.tags == std::vector<Tag>{Tag::kTender, Tag::kProvider, Tag::kService});
    CHECK(hit.paper.metadata.council == "Aldermere");
    CHECK(hit.paper.metadata.meeting_date == DateOf("2024-03-12"));
    CHECK(hit.sha256.size() == 64);
  }
  SECTION("a word of the phrase alone is not highlighted") {
    const auto result = Get(fixture.searcher().Search(Ask("\"extra hours\" OR hours")));
    CHECK(Highlighted(result.hits.at(0)) == "extra hours");
  }
  SECTION("words that must not stand there are not") {
    CHECK(Highlighted(Get(fixture.searcher().Search(Ask("staff -veolia"))).hits.at(0)) == "Staff");
  }
  SECTION("a prefix") {
    CHECK(Highlighted(Get(fixture.searcher().Search(Ask("consu*"))).hits.at(0)) == "consulted");
  }
  SECTION("without words, the mentions asked for") {
    SearchRequest request;
    request.filter.providers = {"veolia"};
    CHECK(Highlighted(Get(fixture.searcher().Search(request)).hits.at(0)) == "Veolia");
  }
}

TEST_CASE("pages that no search can see are counted within the filter") {
  CorpusFixture fixture;
  Fill(fixture);
  CHECK(Get(fixture.searcher().Search(Ask("tender"))).pages_without_text == 1);
  SearchRequest request = Ask("tender");
  request.filter.paper.councils = {"Calderbrook"};
  CHECK(Get(fixture.searcher().Search(request)).pages_without_text == 0);
}

TEST_CASE("an unknown provider or service is named, with those near it") {
  CorpusFixture fixture;
  Fill(fixture);
  struct Case {
    std::string provider;
    std::string service;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {"Veola", "", "did you mean \"Veolia UK\"?"},
      {"Viola", "", "did you mean \"Veolia UK\"?"},
      {"veolia u", "", "did you mean \"Veolia UK\"?"},
      {"Zzyzx Holdings", "", "`scrutineer mentions --tag provider`"},
      {"", "extr care", "did you mean \"Extra care\"?"},
      {"", "Veolia", "no paper mentions a service called \"Veolia\""},
      {"", "?", "no paper mentions a service called \"?\""},
  };
  for (const Case& c : cases) {
    INFO(c.provider << c.service);
    SearchRequest request = Ask("tender");
    if (!c.provider.empty()) request.filter.providers = {c.provider};
    if (!c.service.empty()) request.filter.services = {c.service};
    const Error error = ErrorOf(fixture.searcher().Search(request));
    CHECK(error.code == ErrorCode::kQuery);
    CHECK_THAT(error.message, Catch::Contains(c.expected));
  }
}

TEST_CASE("a batch that is still open can be searched by its writer, and by nobody else") {
  CorpusFixture fixture;
  const auto reader = fixture.Reopen(OpenMode::kReadOnly);
  Get(fixture.papers().Add(PaperOf("/p/a.pdf", {"tender"})));
  CHECK(Get(fixture.searcher().Search(Ask("tender"))).total == 1);
  CHECK(Get(reader->searcher().Search(Ask("tender"))).total == 0);
  Ok(fixture.papers().Commit());
  CHECK(Get(reader->searcher().Search(Ask("tender"))).total == 1);
}

TEST_CASE("what hits show of their papers follows what is written and what is taken back") {
  CorpusFixture fixture;
  ReadPaper paper = PaperOf("/p/a.pdf", {"tender"});
  paper.metadata.title = "Before";
  const auto version = Get(fixture.papers().Add(paper));
  Ok(fixture.papers().Commit());
  const auto reader = fixture.Reopen(OpenMode::kReadOnly);
  const auto title = [](Searcher& searcher) {
    const SearchResult found = Get(searcher.Search(Ask("tender")));
    REQUIRE(found.hits.size() == 1);
    return found.hits.front().paper.metadata.title;
  };
  CHECK(title(fixture.searcher()) == "Before");
  CHECK(title(reader->searcher()) == "Before");

  paper.metadata.title = "After";
  Ok(fixture.papers().Rewrite(version, paper));
  CHECK(title(fixture.searcher()) == "After");
  CHECK(title(reader->searcher()) == "Before");
  fixture.papers().Rollback();
  CHECK(title(fixture.searcher()) == "Before");

  Ok(fixture.papers().Rewrite(version, paper));
  Ok(fixture.papers().Commit());
  CHECK(title(fixture.searcher()) == "After");
  CHECK(title(reader->searcher()) == "After");
}

TEST_CASE("limits that make no sense show nothing, but count") {
  CorpusFixture fixture;
  Fill(fixture);
  for (const int limit : {0, -1}) {
    SearchRequest request = Ask("tender");
    request.limit = limit;
    request.offset = -5;
    const SearchResult result = Get(fixture.searcher().Search(request));
    CHECK(result.hits.empty());
    CHECK(result.total == 4);
  }
}

std::vector<TextMatch> MatchesOf(std::string_view text, const std::vector<std::string>& words) {
  std::vector<TextMatch> matches;
  for (std::size_t what = 0; what < words.size(); ++what) {
    for (auto at = text.find(words[what]); at != std::string_view::npos;
         at = text.find(words[what], at + 1)) {
      matches.push_back(
          {{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words[what].size())},
           static_cast<int>(what)});
    }
  }
  std::sort(matches.begin(), matches.end(),
            [](const auto& a, const auto& b) { return a.span < b.span; });
  return matches;
}

TEST_CASE("the passage shown holds most of what was sought, on word boundaries") {
  const std::string filler = "Lorem ipsum dolor sit amet consetetur sadipscing elitr. ";
  const std::string long_word(400, 'x');
  const std::string accents = "\xC3\xB4\xC3\xB4\xC3\xB4\xC3\xB4\xC3\xB4\xC3\xB4\xC3\xB4\xC3\xB4";
  struct Case {
    std::string name;
    std::string text;
    std::vector<std::string> words;
    std::string expected;
    std::uint32_t target;
  };
  const std::vector<Case> cases = {
      {"nothing sought", "one two three four", {}, "one two three", 14},
      {"empty text", "", {}, "", 10},
      {"all of a short text", "one two", {"two"}, "one two", 100},
      {"both words rather than one",
       "care " + filler + "He said care and tender now. End",
       {"care", "tender"},
       "He said care and tender now. End",
       34},
      {"from the sentence on",
       filler + "A tender is out. " + filler,
       {"tender"},
       "A tender is out. Lorem ipsum dolor",
       36},
      {"from the paragraph on", "no stop here\nTender now", {"Tender"}, "Tender now", 12},
      {"a match longer than the passage", "a " + long_word + " b", {long_word}, long_word, 50},
      {"one endless word", long_word, {}, std::string(50, 'x'), 50},
      {"no character is cut", accents, {}, "\xC3\xB4\xC3\xB4", 5},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    const auto matches = MatchesOf(c.text, c.words);
    const Passage passage = ChoosePassage(c.text, matches, c.target);
    CHECK(passage.span.Of(c.text) == c.expected);
    for (const ByteSpan span : passage.highlights) {
      const std::string shown(span.Of(passage.span.Of(c.text)));
      CHECK(std::find(c.words.begin(), c.words.end(), shown) != c.words.end());
    }
    CHECK(passage.highlights.empty() == c.words.empty());
  }
}

TEST_CASE("overlapping matches are one highlight") {
  const std::string text = "extra care homes";
  const Passage passage = ChoosePassage(text, {{{0, 10}, 0}, {{0, 5}, 1}, {{6, 16}, 2}}, 100);
  CHECK(passage.highlights == std::vector<ByteSpan>{{0, 16}});
}

}  // namespace
}  // namespace scrutineer::corpus
