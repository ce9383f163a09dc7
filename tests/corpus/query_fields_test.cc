// Fields, NEAR and what people type for hyphens, quotes and "and".

#include <catch2/catch.hpp>

#include "corpus/query.h"
#include "corpus/query_match.h"
#include "corpus/query_values.h"
#include "tests/corpus/corpus_fixture.h"
#include "tests/corpus/query_tree.h"

namespace scrutineer::corpus {
namespace {

TEST_CASE("fields stand among words, wherever a word may") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"tag:tender", "tag:tender"},
      {"TAG:Tender", "tag:tender"},
      {"tag: tender", "tag:tender"},
      {"tag=tender", "tag:tender"},
      {"care tag:tender", "(and care tag:tender)"},
      {"(provider:Capwell OR provider:Serrow) -council:Aldermere",
       "(and (or provider:Capwell provider:Serrow) (not council:Aldermere))"},
      {"provider:\"Calderbrook Care\"", "provider:Calderbrook Care"},
      {"provider:\xE2\x80\x9C"
       "Calderbrook Care\xE2\x80\x9D x",
       "(and provider:Calderbrook Care x)"},
      {"council:'St Wulfram' x", "(and council:St Wulfram x)"},
      {"NOT kind:pack care", "(and (not kind:pack) care)"},
      {"status:\"under way\"", "status:under way"},
      {"status:under-way", "status:under way"},
      {"stage:award ocr:no", "(and stage:award ocr:no)"},
      {"title:procur*", "title:procur*"},
      {"before:2024", "before[..2023-12-31]"},
      {"after:2024", "after[2025-01-01..]"},
      {"before:2024-03", "before[..2024-02-29]"},
      {"after:2024-02", "after[2024-03-01..]"},
      {"before:2024-03-12", "before[..2024-03-11]"},
      {"after:2024-03-12", "after[2024-03-13..]"},
      {"since:2024 until:2024-02", "(and since[2024-01-01..] until[..2024-02-29])"},
      {"date:2023-02", "date[2023-02-01..2023-02-28]"},
      {"money>100k", "money>10000000p"},
      {"money >= 2.5m", "money>=250000000p"},
      {"money:>\xC2\xA3"
       "3 million x",
       "(and money>300000000p x)"},
      {"money<1bn", "money<100000000000p"},
      {"money<=\xC2\xA3"
       "1,250.50",
       "money<=125050p"},
      {"money:500", "money=50000p"},
      {"money", "money"},
      {"money laundering", "(and money laundering)"},
      {"10:30", "\"10:30\""},
      {"\"council: Barnet\"", "\"council: Barnet\""},
      {"scope:paper tender tupe", "(and tender tupe)"},
      {"tender scope:item", "tender"},
      // What is said of a mention is said of the tag or rule beside it.
      {"tag:tender status:decided", "tag:tender{status:decided}"},
      {"stage:award rule:tender.award care", "(and rule:tender.award{stage:award} care)"},
      {"(tag:tender OR tag:outsourcing) status:decided money>1k money<2k",
       "(or tag:tender{status:decided, money>100000p, money<200000p} "
       "tag:outsourcing{status:decided, money>100000p, money<200000p})"},
      {"tag:tender -status:none", "tag:tender{(not status:none)}"},
      {"tag:tender (status:decided OR stage:award) x",
       "(and tag:tender{(or status:decided stage:award)} x)"},
      {"(tag:tender status:decided) OR x", "(or tag:tender{status:decided} x)"},
      {"tag:tender tag:outsourcing status:decided",
       "(and tag:tender{status:decided} tag:outsourcing{status:decided})"},
      // But not where it could mean another thing.
      {"status:decided stage:award x", "(and status:decided stage:award x)"},
      {"tag:tender status:decided status:proposed",
       "(and tag:tender status:decided status:proposed)"},
      {"tag:tender (status:decided OR x)", "(and tag:tender (or status:decided x))"},
      {"provider:Serrow status:decided", "(and provider:Serrow status:decided)"},
      {"status:decided -tag:tender", "(and status:decided (not tag:tender))"},
  };
  for (const auto& [text, tree] : cases) {
    INFO(text);
    const auto query = ParseQuery(text);
    if (!query) FAIL_CHECK(query.error().message);
    if (query) CHECK(Show(query->root) == tree);
  }
  CHECK(Get(ParseQuery("a b")).scope == QueryScope::kPage);
  CHECK(Get(ParseQuery("scope:page a b")).scope == QueryScope::kPage);
  CHECK(Get(ParseQuery("a scope:item b")).scope == QueryScope::kItem);
  CHECK(Get(ParseQuery("a b scope:paper")).scope == QueryScope::kPaper);
}

TEST_CASE("NEAR takes words, phrases and prefixes, and a distance") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"NEAR(a b)", "(near10 a b)"},
      {"NEAR(a b, 5)", "(near5 a b)"},
      {"NEAR (a b,0)", "(near0 a b)"},
      {"NEAR(\"extra care\" procur* in-house, 20) x",
       "(and (near20 \"extra care\" procur* \"in-house\") x)"},
      {"NEAR(a, b, 7)", "(near7 a b)"},
      {"NEAR(2,500 homes, 7)", "(near7 \"2,500\" homes)"},
      {"NEAR(Marks & Spencer store)", "(near10 \"Marks & Spencer\" store)"},
      {"-NEAR(a b) c", "(and (not (near10 a b)) c)"},
      {"near", "near"},
  };
  for (const auto& [text, tree] : cases) {
    INFO(text);
    const auto query = ParseQuery(text);
    if (!query) FAIL_CHECK(query.error().message);
    if (query) CHECK(Show(query->root) == tree);
  }
}

TEST_CASE("a wrong field or NEAR says where, and proposes the right one") {
  struct Case {
    std::string query;
    std::string what;
    int character;
    std::string fix;
  };
  const std::vector<Case> cases = {
      {"councl:Wigan", "there is no field 'councl:'", 1, "did you mean council:?"},
      {"a providor:x", "there is no field 'providor:'", 3, "provider:"},
      {"http://example.org", "there is no field 'http:'", 1, "\"http:"},
      {"zzzzzz:x", "there is no field 'zzzzzz:'", 1, "fields are tag, provider"},
      {"tag:outsorcing", "'outsorcing' is no tag", 5, "did you mean \"outsourcing\"?"},
      {"tag:xyz", "'xyz' is no tag", 5, "tender, outsourcing"},
      {"a kind:minuts", "'minuts' is no kind", 8, "did you mean \"minutes\"?"},
      {"status:decidd", "'decidd' is no status", 8, "did you mean \"decided\"?"},
      {"stage:awards", "'awards' is no stage", 7, "did you mean \"award\"?"},
      {"ocr:maybe", "'maybe' is no ocr", 5, "yes, no"},
      {"scope:pages a", "'pages' is no scope", 7, "did you mean \"page\""},
      {"council:", "'council:' has no value", 1, "council:Talfryn"},
      {"a (tag:)", "'tag:' has no value", 4, "tag:tender"},
      {"title:\"--\"", "'--' has no letters or digits", 7, "title:"},
      {"council:Wig*", "'*' has no meaning in council:", 9, "part of the name"},
      {"before:12/03/2024", "'12/03/2024' is no year, month or day", 8, "before:2024-03-12"},
      {"before:03/2024", "is no year, month or day", 8, "before:2024-03"},
      {"after:2024-3-1", "is no year, month or day", 7, "after:2024-03-01"},
      {"after:2023-02-29", "is no year, month or day", 7, "as in after:"},
      {"since:yesterday", "is no year, month or day", 7, "YYYY-MM-DD"},
      {"before>2024", "'before' takes ':', not '>'", 1, "write before:2024"},
      {"money>lots", "'lots' is no amount in pounds", 7, "money>100k"},
      {"money>$5m", "'$5m' is no amount in pounds", 7, "money>100k"},
      {"money> ", "'money>' has no value", 1, "money>100k"},
      {"money>99999999999999999999", "is no amount", 7, "money>100k"},
      {"scope:paper", "scope: only says where to look", 1, "scope:paper tender"},
      {"scope:paper scope:paper", "scope: only says where to look", 13, "scope:paper tender"},
      {"a scope:paper b scope:item", "scope: stands here twice", 17, "leave one"},
      {"a OR scope:paper", "holds for the whole query", 6, "write it once"},
      {"a -scope:paper", "holds for the whole query", 4, "write it once"},
      {"-tag:tender", "only says which pages to leave out", 1, "word or field"},
      {"council:\"Wigan", "quotation mark is not closed", 9, "ends the value"},
      {"NEAR a b", "'NEAR' has no parentheses", 1, "NEAR(care home, 10)"},
      {"NEAR(a b", "parenthesis of NEAR is not closed", 1, "add ')'"},
      {"NEAR(a)", "NEAR needs at least two", 1, "NEAR(care home, 10)"},
      {"x NEAR()", "NEAR needs at least two", 3, "NEAR(care home, 10)"},
      {"NEAR(a OR b)", "NEAR takes words, phrases and prefixes only", 8, "outside"},
      {"NEAR(a (b c))", "NEAR takes words, phrases and prefixes only", 8, "outside"},
      {"NEAR(a -b)", "NEAR takes words, phrases and prefixes only", 8, "outside"},
      {"NEAR(a tag:tender)", "NEAR takes words, phrases and prefixes only", 8, "outside"},
      {"NEAR(a b, far)", "NEAR takes a number of words", 11, "NEAR(care home, 10)"},
      {"NEAR(a b, 1000)", "NEAR takes a number of words", 11, "NEAR(care home, 10)"},
      {"NEAR(a b,)", "NEAR takes a number of words", 10, "NEAR(care home, 10)"},
      {"NEAR(procurem* procurem* procurem* procurem* procurem* procurem* procurem*)",
       "NEAR has words of too many forms", 1, "prefixes"},
  };
  for (const Case& c : cases) {
    INFO(c.query);
    const auto query = ParseQuery(c.query);
    if (query) FAIL_CHECK("was taken as " << Show(query->root));
    if (query) continue;
    CHECK(query.error().code == ErrorCode::kQuery);
    const std::string& message = query.error().message;
    INFO(message);
    CHECK_THAT(message, Catch::Contains(c.what));
    CHECK_THAT(message, Catch::Contains("at character " + std::to_string(c.character) + "\n"));
    CHECK_THAT(message, Catch::Contains(c.fix));
  }
}

TEST_CASE("what people and word processors type is read as they mean it") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"'extra care' homes", "(and \"extra care\" homes)"},
      {"\xE2\x80\x98"
       "extra care\xE2\x80\x99",
       "\"extra care\""},
      {"the workers' pay", "(and the workers' pay)"},
      {"care \xE2\x80\x93"
       "homes",  // a hyphen that a word processor made a dash
       "(and care (not homes))"},
      {"Marks & Spencer", "\"Marks & Spencer\""},
      {"x Marks & Spencer & Sons y", "(and x \"Marks & Spencer & Sons\" y)"},
      {"Marks & Spen*", "Marks & Spen*"},
      {"R&D", "\"R&D\""},
      {"marks and spencer", "(and marks spencer)"},
      {"and marks", "(and and marks)"},
  };
  for (const auto& [text, tree] : cases) {
    INFO(text);
    const auto query = ParseQuery(text);
    if (!query) FAIL_CHECK(query.error().message);
    if (query) CHECK(Show(query->root) == tree);
  }
}

TEST_CASE("what may have been meant otherwise is noted") {
  CHECK(Get(ParseQuery("youth OR play")).notes.empty());
  CHECK(Get(ParseQuery("or")).notes.empty());
  const auto notes = Get(ParseQuery("youth or play")).notes;
  REQUIRE(notes.size() == 1);
  CHECK(notes[0] ==
        "'or' at character 7 is read as a word: to find either side, write OR in capitals");
  CHECK(Get(ParseQuery("youth not play")).notes.size() == 1);
  CHECK(Get(ParseQuery("\"youth or play\"")).notes.empty());
  const auto split = Get(ParseQuery("council:St Wulfram")).notes;
  REQUIRE(split.size() == 1);
  CHECK_THAT(split[0], Catch::Contains("write council:\"St Wulfram\""));
  CHECK(Get(ParseQuery("council:\"St\" Wulfram")).notes.empty());
  CHECK(Get(ParseQuery("council:Wigburn care")).notes.empty());
  CHECK(Get(ParseQuery("x \"cats and dogs and birds and bees and fleas and gnus\"")).notes.size() ==
        1);
}

TEST_CASE("words that stand in several ways are looked for in all of them") {
  const auto match = [](std::string_view query) { return MatchExpression(Get(ParseQuery(query))); };
  CHECK(match("in-house") == R"("in house" OR "inhouse")");
  CHECK(match("inhouse") == R"("inhouse" OR "in house")");
  CHECK(match("in house") == R"("in" AND "house" OR "inhouse" OR "in house")");
  CHECK(match("in AND house") == R"("in" AND "house")");
  CHECK(match("\"an in house team\"") == R"("an in house team" OR "an inhouse team")");
  CHECK(match("council's") == R"("councils")");
  CHECK(match("o'brien") == R"("o brien" OR "obrien")");
  CHECK(match("\"council's homes\"") == R"("council s homes" OR "councils homes")");
  CHECK(match("\"councils homes\"") == R"("councils homes" OR "council s homes")");
  CHECK(match("Eden & Young") == R"("eden young" OR "eden and young")");
  CHECK(match("\"eden and young\"") == R"("eden and young" OR "eden young")");
  CHECK(match("R&D") == R"("r d" OR "r and d")");
  CHECK(match("out-of-hours") == R"("out-of-hours")");
  CHECK(match("2019-20") == R"("2019-20")");
  CHECK(match("re-sign") == R"("re-sign")");
  CHECK(match("into") == R"("into")");
  CHECK(match("cabin") == R"("cabin")");
  CHECK(match("NEAR(in-house team, 3)") ==
        R"(NEAR("in house" "team", 3) OR NEAR("inhouse" "team", 3))");
}

TEST_CASE("amounts and periods") {
  CHECK(ParseAmount("100k") == 10'000'000);
  CHECK(ParseAmount("\xC2\xA3"
                    "2,500") == 250'000);
  CHECK(ParseAmount("0.5m") == 50'000'000);
  CHECK(ParseAmount("1.5 BILLION") == 150'000'000'000);
  CHECK_FALSE(ParseAmount("1.005"));
  CHECK_FALSE(ParseAmount("m"));
  CHECK_FALSE(ParseAmount(".5"));
  CHECK_FALSE(ParseAmount("5 apples"));
  CHECK_FALSE(ParseAmount("9999999999bn"));
  CHECK_FALSE(ParsePeriod("0999"));
  CHECK_FALSE(ParsePeriod("2801"));
  CHECK_FALSE(ParsePeriod("2024-13"));
  CHECK_FALSE(ParsePeriod("2024-"));
  CHECK(DateMeant("1.2.2024") == "2024-02-01");
  CHECK(DateMeant("31/02/2024").empty());
}

TEST_CASE("a query has a limit of fields") {
  std::string query = "tag:tender";
  for (int i = 1; i < 64; ++i) query += " tag:tender";
  CHECK(ParseQuery(query));
  CHECK_THAT(ErrorOf(ParseQuery(query + " tag:tender")).message,
             Catch::Contains("more than 64 fields"));
}

}  // namespace
}  // namespace scrutineer::corpus
