#include "pipeline/text/text_layer.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace scrutineer::text {
namespace {

const std::string kProse =
    "The Committee considered a report of the Head of Leisure on the future of the lido and asked "
    "that staff and the trade unions be consulted before the contract was let to a provider.";

// Each letter of a text replaced by the one `shift` further on, as where a font's table of
// characters is missing.
std::string Shifted(std::string text, int shift) {
  for (char& c : text) {
    if (c != ' ') c = static_cast<char>(c + shift);
  }
  return text;
}

TEST_CASE("What a page's text layer is worth shows by itself") {
  const struct {
    const char* name;
    std::string text;
    TextLayer layer;
  } rows[] = {
      {"nothing", "", TextLayer::kNone},
      {"no letter", " . - \n|", TextLayer::kNone},
      {"a page number", "Page 12 of 80", TextLayer::kStray},
      {"a stamp", "Agenda Item 5\n12", TextLayer::kStray},
      {"a title page cannot be told from a stamp", "Appendix A\nEquality Impact",
       TextLayer::kStray},
      {"a short page that holds a sentence", "The tender was accepted.", TextLayer::kUsable},
      {"prose", kProse, TextLayer::kUsable},
      {"Welsh",
       "Mae'r cyngor wedi penderfynu ymgynghori ar ddyfodol y gwasanaeth yn y sir cyn "
       "dyfarnu contract i gwmni o'r tu allan, gan fod y gost yn uchel.",
       TextLayer::kUsable},
      {"figures",
       "Approved Budget Forecast Outturn Variance\n2020/21 1,200 1,340 1,290 -50\n"
       "Libraries 450 460 455 5\nParks 320 300 310 -10\nHighways Maintenance Works 900",
       TextLayer::kUsable},
      {"letters shifted by three", Shifted(kProse, 3), TextLayer::kGibberish},
      {"letters shifted by 29 the other way", Shifted(kProse, -29), TextLayer::kGibberish},
      {"a failed OCR",
       "tHe c0mm1tTee c~nsid&red a r3p0Rt ~f tH# HeaD 0f Le1suRe oN tH3 futUr# 0f tH~ l1D0 aNd "
       "aSk~d tH4t st@Ff AnD tR4de uN1oNs",
       TextLayer::kGibberish},
  };
  for (const auto& row : rows) {
    INFO(row.name << ": " << row.text);
    CHECK(JudgeTextLayers({row.text})[0] == row.layer);
  }
}

TEST_CASE("What stands on page after page is no page's own text") {
  std::vector<std::string> texts;
  for (int page = 1; page <= 4; ++page) {
    texts.push_back(
        "Received by the Registry of the District on 8 February 2024 under the number " +
        std::to_string(page) + "\nPage " + std::to_string(page) + " of 4");
  }
  texts.push_back(texts.back() + "\n" + kProse);
  const std::vector<TextLayer> layers = JudgeTextLayers({texts.begin(), texts.end()});
  for (int page = 0; page < 4; ++page) {
    INFO(page);
    CHECK(layers[page] == TextLayer::kStray);
  }
  CHECK(layers[4] == TextLayer::kUsable);
  // Alone, it could be anything.
  CHECK(JudgeTextLayers({texts[0]})[0] == TextLayer::kUsable);
}

TEST_CASE("The image's text is taken only where it tells more than the layer") {
  const struct {
    std::string recognized;
    std::string layer;
    bool richer;
  } rows[] = {
      {kProse, "", true},
      {kProse, "Page 12", true},
      {"", "Page 12", false},
      {"Page 12", "Page 12", false},
      {"", "", false},
      {kProse, Shifted(kProse, 3), true},
      // A picture of a table of codes: no language, and the engine makes no better of it.
      {Shifted(kProse, 3), Shifted(kProse, 3), false},
  };
  for (const auto& row : rows) {
    INFO(row.recognized << " / " << row.layer);
    CHECK(IsRicherText(row.recognized, row.layer) == row.richer);
  }
}

TEST_CASE("Welsh is known by the words that only it has") {
  CHECK(
      LooksWelsh("Mae'r cyngor wedi penderfynu ymgynghori ar ddyfodol y gwasanaeth yn y sir cyn "
                 "dyfarnu contract i gwmni o'r tu allan, gan fod y gost yn uchel."));
  CHECK_FALSE(LooksWelsh(kProse));
  CHECK_FALSE(LooksWelsh("y gwasanaeth"));  // too little to tell
}

}  // namespace
}  // namespace scrutineer::text
