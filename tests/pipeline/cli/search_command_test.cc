// What a researcher gets from search, mentions, papers and show.

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/command.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::tests {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

class Sample {
 public:
  Sample() { REQUIRE(IngestSample(data_.path()).exit_code == 0); }

  CommandResult Run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--data", data_.path().string()});
    return RunScrutineer(arguments);
  }
  std::vector<Json> JsonLines(const std::vector<std::string>& arguments) const {
    std::vector<Json> rows;
    for (const std::string& line : Lines(Run(arguments).out)) rows.push_back(Json::parse(line));
    return rows;
  }

 private:
  TemporaryFolder data_;
};

TEST_CASE("search finds a page, quotes it and cites it") {
  const Sample sample;
  const auto found =
      sample.Run({"search", "\"robust tender exercise has been carried\"", "--format", "json"});
  REQUIRE(found.exit_code == 0);
  const Json result = Json::parse(found.out);
  CHECK(result["total"] == 1);
  const Json& hit = result["hits"][0];
  CHECK(hit["page"] == 2);
  CHECK(hit["citation"].get<std::string>().ends_with(
      "talfryn/Item-5-Extra-care-housing-future-delivery.pdf#page=2"));
  CHECK(hit["snippet"].get<std::string>().find("robust tender exercise") != std::string::npos);
  CHECK_FALSE(hit["highlights"].empty());

  const auto text = sample.Run({"search", "\"robust tender exercise has been carried\""});
  CHECK(text.out.find("**robust") != std::string::npos);
  CHECK(text.out.find("1 page found, 1 to 1 shown.") != std::string::npos);
  CHECK(text.out.find("Not searched: 3 pages without text") != std::string::npos);
}

TEST_CASE("search answers by exit code, and a bad query says what is wrong and where") {
  const Sample sample;
  const struct {
    std::vector<std::string> arguments;
    int exit_code;
    std::string error;  // stands in it
  } rows[] = {
      {{"search", "TUPE"}, 0, ""},
      {{"search", "zyzzyva"}, 1, ""},
      {{"search", "\"open quote"}, 2, "quot"},
      {{"search", "(a OR b"}, 2, "("},
      {{"search", "care AND"}, 2, "AND"},
      {{"search", "NOT care"}, 2, "NOT"},
      {{"search", "***"}, 2, "*"},
      {{"search", "care", "--since", "12/03/2024"}, 2, "YYYY-MM-DD"},
      {{"search", "care", "--since", "2024-05-01", "--until", "2024-04-01"}, 2, "--since"},
      {{"search", "care", "--tag", "outsorcing"}, 2, "outsourcing"},
      {{"search", "care", "--limit", "0"}, 2, "limit"},
      {{"search", "care", "--format", "xml"}, 2, "xml"},
      {{"search", "care", "--provider", "Calderbrok Care"}, 2, "Calderbrook"},
  };
  for (const auto& row : rows) {
    const auto result = sample.Run(row.arguments);
    INFO(row.arguments[1] << " -> " << result.out << result.error);
    CHECK(result.exit_code == row.exit_code);
    CHECK(result.error.find(row.error) != std::string::npos);
    CHECK(result.error.find("fts5") == std::string::npos);
  }
}

TEST_CASE("filters narrow a search, and orders are kept") {
  const Sample sample;
  const auto rows = sample.JsonLines({"search", "care", "--council", "talfryn", "--since",
                                      "2024-07-01", "--until", "2024-12-31", "--order", "newest",
                                      "--limit", "100", "--format", "jsonl"});
  REQUIRE(rows.size() > 3);
  std::string last = "9999";
  for (const Json& row : rows) {
    const auto date = row["date"].get<std::string>();
    CHECK(date >= "2024-07-01");
    CHECK(date <= "2024-12-31");
    CHECK(date <= last);
    CHECK(row["council"].get<std::string>().find("Talfryn") != std::string::npos);
    last = date;
  }
  const auto tagged = sample.JsonLines(
      {"search", "leisure", "--tag", "outsourcing", "--limit", "100", "--format", "jsonl"});
  CHECK_FALSE(tagged.empty());
  for (const Json& row : tagged) CHECK(row["tags"].dump().find("outsourcing") != std::string::npos);
}

TEST_CASE("CSV is as RFC 4180 has it") {
  const Sample sample;
  const auto csv = sample.Run({"search", "TUPE", "--format", "csv"});
  CHECK(csv.out.starts_with(
      "citation,council,committee,date,kind,title,page,snippet,tags,sha256,ocr_confidence,"
      "last_page,item,item_title,link,also_in\r\n"));
}

TEST_CASE("hits and mentions in a pack are cited under their item, in every format") {
  const Sample sample;
  const std::string pack = "Public-reports-pack-12032024-Cabinet.pdf";
  int in_brokerage = 0;
  for (const Json& row :
       sample.JsonLines({"mentions", "--paper", pack, "--tag", "tender", "--format", "jsonl"})) {
    // By the pack's own agenda: item 7 has pages 19 to 21.
    const int page = row["page"];
    if (page < 19 || page > 21) continue;
    ++in_brokerage;
    CHECK(row["item"] == "7");
    CHECK(row["item_title"] == "Adult social care: care brokerage pilot");
  }
  CHECK(in_brokerage > 0);
  const auto text = sample.Run({"mentions", "--paper", pack});
  CHECK(text.out.find("item 7, Adult social care: care brokerage pilot") != std::string::npos);
  const auto csv = sample.Run({"mentions", "--paper", pack, "--format", "csv"});
  CHECK(Lines(csv.out)[0].ends_with("ocr_confidence,last_page,item,item_title\r"));
  CHECK(csv.out.find(",7,Adult social care: care brokerage pilot\r\n") != std::string::npos);

  const auto hits = sample.Run({"search", "\"brokers at two hospitals\"", "--format", "json"});
  const Json hit = Json::parse(hits.out)["hits"][0];
  CHECK(hit["item"] == "7");
  CHECK(hit["item_title"] == "Adult social care: care brokerage pilot");
  // A paper that is under no item says so.
  for (const Json& row :
       sample.JsonLines({"mentions", "--paper", "Contracts-Register-30-September-2024.pdf",
                         "--limit", "1", "--format", "jsonl"})) {
    CHECK(row["item"].is_null());
  }
}

TEST_CASE("show gives the structure of a pack: every item, and the reports on their pages") {
  const Sample sample;
  const std::string pack = "Public-reports-pack-12032024-Cabinet.pdf";
  const auto shown = sample.Run({"show", pack, "--structure", "--format", "json"});
  REQUIRE(shown.exit_code == 0);
  const Json structure = Json::parse(shown.out)["structure"];
  std::vector<std::string> items;
  std::vector<std::string> reports;
  for (const Json& section : structure) {
    const std::string number = section["number"].is_null() ? "" : section["number"];
    if (section["kind"] == "item") items.push_back(number);
    if (section["kind"] != "report") continue;
    reports.push_back(number + " " + section["first_page"].dump() + "-" +
                      section["last_page"].dump());
  }
  CHECK(items.size() == 20);
  // As the agenda prints them.
  CHECK(reports == std::vector<std::string>{"3 5-6", "4 7-7", "5 8-14", "6 15-18", "7 19-21",
                                            "8 22-28", "9 29-31", "10 32-39", "11 40-43",
                                            "12 44-47", "13 48-50", "14 51-54", "15 55-57",
                                            "16 58-60", "17 61-63", "18 64-65"});
  const auto text = sample.Run({"show", pack, "--structure"});
  CHECK(text.out.find("report 7: Adult social care: care brokerage pilot, by Sandra Whitlow, "
                      "Director of Adult Social Care · pages 19–21 · known by bookmark, contents "
                      "page, page number, heading") != std::string::npos);
  CHECK(text.out.find("    recommendations 2: Recommendation · page 19") != std::string::npos);
  CHECK(text.out.find("financial implications: Financial · page 21") != std::string::npos);
  const auto scan = sample.Run({"show", "HWB-signed-minutes-230524.pdf", "--structure"});
  CHECK(scan.exit_code == 0);
  CHECK(scan.out.find("no structure was found") != std::string::npos);
  CHECK(sample.Run({"show", pack, "--structure", "--page", "2"}).exit_code == 2);
}

TEST_CASE("every sentence of the sample's stories stands on the page that is cited") {
  const Sample sample;
  int checked = 0;
  for (const std::string& line : Lines(ReadBytes(SampleFolder() / "stories.jsonl"))) {
    const Json story = Json::parse(line);
    const auto path = story["path"].get<std::string>();
    if (path.find("HWB-signed") != std::string::npos) continue;  // the scan: it has no text layer
    INFO(line);
    const auto shown =
        sample.Run({"show", path, "--page", story["page"].dump(), "--format", "json"});
    REQUIRE(shown.exit_code == 0);
    const auto text = Json::parse(shown.out)["text"][0]["text"].get<std::string>();
    CHECK(text.find(story["quote"].get<std::string>()) != std::string::npos);
    ++checked;
  }
  CHECK(checked >= 40);
}

TEST_CASE("every mention's quote stands on its page, and offsets count code points") {
  const Sample sample;
  const auto rows = sample.JsonLines({"mentions", "--format", "jsonl"});
  REQUIRE(rows.size() > 300);
  std::map<std::pair<int, int>, std::u32string> pages;
  const auto decode = [](const std::string& text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
      const auto lead = static_cast<unsigned char>(text[i]);
      const int length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      char32_t value = length == 1 ? lead : lead & (0x7F >> length);
      for (int k = 1; k < length; ++k) {
        value = (value << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3F);
      }
      out.push_back(value);
      i += static_cast<std::size_t>(length);
    }
    return out;
  };
  for (std::size_t i = 0; i < rows.size(); i += 7) {
    const Json& row = rows[i];
    const std::pair<int, int> place{row["paper"], row["page"]};
    if (!pages.contains(place)) {
      const auto shown = sample.Run({"show", std::to_string(place.first), "--page",
                                     std::to_string(place.second), "--format", "json"});
      pages[place] = decode(Json::parse(shown.out)["text"][0]["text"].get<std::string>());
    }
    const std::u32string& page = pages[place];
    const auto start = row["start"].get<std::size_t>();
    const auto end = row["end"].get<std::size_t>();
    INFO(row.dump());
    CHECK(page.substr(start, end - start) == decode(row["text"].get<std::string>()));
    CHECK(page.find(decode(row["quote"].get<std::string>())) != std::u32string::npos);
  }
}

TEST_CASE("papers say what they are") {
  const Sample sample;
  std::map<std::string, Json> found;
  for (const Json& row : sample.JsonLines({"papers", "--format", "jsonl"})) {
    found[fs::path(row["path"].get<std::string>()).filename()] = row;
  }
  int papers = 0;
  int councils = 0;
  int dates = 0;
  int kinds = 0;
  for (const std::string& line : Lines(ReadBytes(SampleFolder() / "papers.jsonl"))) {
    const Json label = Json::parse(line);
    const auto name = fs::path(label["path"].get<std::string>()).filename().string();
    REQUIRE(found.contains(name));
    const Json& row = found[name];
    CHECK(row["pages"] == label["pages"]);
    if (name.find("HWB-signed") != std::string::npos) continue;  // a scan says nothing of itself
    ++papers;
    councils += row["council"] == label["council"];
    dates += row["date"] == label["date"];
    kinds += row["kind"] == label["kind"];
  }
  CHECK(councils >= papers - 2);
  CHECK(dates >= papers - 2);
  CHECK(kinds >= papers - 4);
}

TEST_CASE("show finds a paper by number, hash and path, and says what it cannot find") {
  const Sample sample;
  const auto rows = sample.JsonLines({"papers", "--format", "jsonl"});
  const auto hash = rows[0]["sha256"].get<std::string>();
  CHECK(sample.Run({"show", hash.substr(0, 12), "--page", "1"}).exit_code == 0);
  CHECK(sample.Run({"show", rows[0]["id"].dump(), "--page", "1"}).exit_code == 0);
  const auto missing = sample.Run({"show", "no-such.pdf"});
  CHECK(missing.exit_code == 2);
  CHECK(missing.error.find("no-such.pdf") != std::string::npos);
  const auto beyond = sample.Run({"show", rows[0]["id"].dump(), "--page", "9999"});
  CHECK(beyond.exit_code == 2);
  CHECK(beyond.error.find("none is number 9999") != std::string::npos);
}

}  // namespace
}  // namespace scrutineer::tests
