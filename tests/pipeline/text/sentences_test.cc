#include "pipeline/text/sentences.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace scrutineer::text {
namespace {

std::vector<std::string> SentencesOf(std::string_view text) {
  std::vector<std::string> sentences;
  for (const Paragraph& paragraph : SplitParagraphs(text)) {
    for (const ByteSpan span : paragraph.sentences) sentences.emplace_back(span.Of(text));
  }
  return sentences;
}

// Sentences are parted by " | " in the tables.
std::string Joined(std::string_view text) {
  std::string joined;
  for (const std::string& sentence : SentencesOf(text)) {
    if (!joined.empty()) joined += " | ";
    joined += sentence;
  }
  return joined;
}

// What must come out; the input is the same without the bars.
void CheckSplit(const std::vector<std::string>& cases) {
  for (const std::string& expected : cases) {
    std::string input;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if (expected.compare(i, 3, " | ") == 0) {
        input += ' ';
        i += 2;
      } else {
        input += expected[i];
      }
    }
    CHECK(Joined(input) == expected);
  }
}

TEST_CASE("sentences end at full stops, question and exclamation marks") {
  CheckSplit({
      "The contract was awarded. | It runs for five years.",
      "Was it tendered? | It was not! | Nobody knows.",
      "One sentence without an end",
      "It cost £1.2m. | The rest, 3.5 per cent, was saved.",
      "It began in 2018. | It ends in 2024.",
      "Trailing dots... | They are no end of a sentence... but these are.",
      "Context ........ 5",
      "He asked “Why?” and left.",
      "“It will go out to tender.” | The Leader agreed.",
      "(See the report.) | Members agreed.",
      "It was agreed (Cllr Shaw dissenting). | “Noted.”",
      "Visit www.example.gov.uk for more.",
      "The item was deferred; the Chair agreed: it needs work. | Done.",
      "Cafodd y contract ei ddyfarnu. | Ŵyl y Banc.",
      "Yahoo! is a company.",
  });
}

TEST_CASE("abbreviations that councils use end no sentence") {
  CheckSplit({
      "Cllr. Smith and Cllrs. Jones and Patel attended. | The Chair spoke.",
      "Mr. A. B. Jones spoke for J. Smith.",
      "St. Helens Council and St. Mary's school met.",
      "See No. 5 and nos. 6 to 9, para. 4.2, pp. 3 and 4 and Fig. 2.",
      "Was any interest declared? | No. | The meeting went on.",
      "Some services, e.g. Libraries, i.e. All of them, stay.",
      "The meeting began at 7.30 p.m. in the hall.",
      "The meeting closed at 9 p.m. | The next is in May.",
      "Calder Care Ltd. won it.",
      "Calder Care Ltd. Leeds branch won it.",
      "It went to Calder Care Ltd. | The Council had three bids.",
      "Bins, benches, etc. | Members noted it.",
      "The U.K. Government paid.",
      "Set out in Appendix B. | The costs follow.",
      "Rev. Dr. Green and Messrs. Brown attended.",
      "Approx. Five hundred replied.",
      "Smith v. Lambeth Borough Council was cited.",
      "Sec. 106 money and Reg. 5 apply.",
  });
}

TEST_CASE("numbers of paragraphs belong to the sentence after them") {
  CheckSplit({
      "4. The budget is agreed. | It is low.",
      "4.2.3 The budget is agreed.",
      "4.2. The budget is agreed.",
      "(a) The budget. | (b) The plan.",
      "b. The plan follows.",
      "2407. Updates: none were given.",
      "It was agreed. | 5. Finance. | The report was noted.",
  });
}

TEST_CASE("a bullet begins a sentence") {
  CheckSplit({
      "The aims: | • to save money | • to serve. | • Both",
      "• Only one",
      "bread•butter is one word",
  });
}

TEST_CASE("paragraphs are lines") {
  const std::string text = "One. Two.\n\n  Three\n \nFour";
  const std::vector<Paragraph> paragraphs = SplitParagraphs(text);
  REQUIRE(paragraphs.size() == 3);
  CHECK(paragraphs[0].span.Of(text) == "One. Two.");
  CHECK(paragraphs[0].sentences.size() == 2);
  CHECK(paragraphs[1].span.Of(text) == "Three");
  CHECK(paragraphs[2].sentences.at(0).Of(text) == "Four");
  CHECK(SplitParagraphs("").empty());
  CHECK(SplitParagraphs(" \n \n").empty());
}

TEST_CASE("no sentence is longer than later stages can bear") {
  struct {
    const char* name;
    std::string text;
  } const cases[] = {
      {"words",
       [] {
         std::string s;
         while (s.size() < 20'000) s += "table cell ";
         return s;
       }()},
      {"no space at all", std::string(20'000, 'x')},
      {"no space, longer characters",
       [] {
         std::string s;
         while (s.size() < 20'000) s += "é";
         return s;
       }()},
      {"semicolons",
       [] {
         std::string s;
         while (s.size() < 20'000) s += "road 1; lane two; ";
         return s;
       }()},
      {"one stop each",
       [] {
         std::string s;
         while (s.size() < 20'000) s += "The sentence. ";
         return s;
       }()},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    std::size_t letters = 0;
    for (const std::string& sentence : SentencesOf(c.text)) {
      CHECK(sentence.size() <= 1500);
      CHECK((static_cast<unsigned char>(sentence.front()) & 0xC0U) != 0x80U);
      CHECK(sentence.front() != ' ');
      CHECK(sentence.back() != ' ');
      letters += static_cast<std::size_t>(
          std::count_if(sentence.begin(), sentence.end(), [](char x) { return x != ' '; }));
    }
    CHECK(letters == static_cast<std::size_t>(std::count_if(c.text.begin(), c.text.end(),
                                                            [](char x) { return x != ' '; })));
  }
  for (const std::string& sentence : SentencesOf(cases[3].text)) CHECK(sentence.back() == ';');
}

}  // namespace
}  // namespace scrutineer::text
