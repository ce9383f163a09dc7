// Fields, paging, counts, saved queries and queries from standard input, as a user meets them.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/command.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::tests {
namespace {

using Json = nlohmann::json;

class SearchSample {
 public:
  SearchSample() { REQUIRE(IngestSample(data_.path()).exit_code == 0); }

  CommandResult Run(std::vector<std::string> arguments, const std::string& input = {}) const {
    arguments.insert(arguments.begin(), {"--data", data_.path().string()});
    return RunScrutineer(arguments, input);
  }
  Json Answer(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "search");
    arguments.insert(arguments.end(), {"--format", "json"});
    const CommandResult result = Run(arguments);
    INFO(result.error);
    REQUIRE(result.exit_code <= 1);
    return Json::parse(result.out);
  }
  const std::filesystem::path& folder() const { return data_.path(); }

 private:
  TemporaryFolder data_;
};

TEST_CASE("fields narrow a search as the options do, and say what they do not know") {
  const SearchSample sample;
  CHECK(sample.Answer({"care tag:outsourcing council:talfryn"})["total"] ==
        sample.Answer({"care", "--tag", "outsourcing", "--council", "talfryn"})["total"]);
  CHECK(sample.Answer({"care since:2024-07-01 until:2024-12-31"})["total"] ==
        sample.Answer({"care", "--since", "2024-07-01", "--until", "2024-12-31"})["total"]);
  // A shell takes the marks; beside other words they are put back.
  CHECK(sample.Answer({"care", "provider:Calderbrook Care"})["total"] ==
        sample.Answer({"care provider:\"Calderbrook Care\""})["total"]);
  for (const auto& [query, error] : std::vector<std::pair<std::string, std::string>>{
           {"councl:Talfryn care", "did you mean council:?"},
           {"council:Talfrin", "Talfryn County Council"},
           {"tag:tendr", "did you mean \"tender\"?"},
           {"provider:Calderbrok", "Calderbrook"}}) {
    const auto result = sample.Run({"search", query});
    INFO(query << ": " << result.error);
    CHECK(result.exit_code == 2);
    CHECK(result.error.find(error) != std::string::npos);
    CHECK(result.error.find("at character") != std::string::npos);
  }
  const auto noted = sample.Run({"search", "tender or contract"});
  CHECK(noted.error.find("write OR in capitals") != std::string::npos);
}

TEST_CASE("a hit has a link that opens at its page") {
  const SearchSample sample;
  const Json hit = sample.Answer({"\"robust tender exercise has been carried\""})["hits"][0];
  const auto link = hit["link"].get<std::string>();
  CHECK(link.starts_with("file:///"));
  CHECK(link.ends_with("Item-5-Extra-care-housing-future-delivery.pdf#page=2"));
}

TEST_CASE("results go on by cursor") {
  const SearchSample sample;
  const Json all = sample.Answer({"care", "--limit", "1000"});
  CHECK(all["next_cursor"].is_null());
  std::vector<std::string> walked;
  std::string cursor;
  do {
    std::vector<std::string> arguments = {"care", "--limit", "9"};
    if (!cursor.empty()) arguments.insert(arguments.end(), {"--cursor", cursor});
    const Json part = sample.Answer(arguments);
    CHECK(part["total"] == all["total"]);
    for (const Json& hit : part["hits"]) walked.push_back(hit["citation"]);
    cursor = part["next_cursor"].is_null() ? "" : part["next_cursor"];
  } while (!cursor.empty() && walked.size() < 2000);
  REQUIRE(walked.size() == all["hits"].size());
  for (std::size_t i = 0; i < walked.size(); ++i) CHECK(walked[i] == all["hits"][i]["citation"]);

  const std::string first = sample.Answer({"care", "--limit", "2"})["next_cursor"];
  const auto other = sample.Run({"search", "tender", "--cursor", first});
  CHECK(other.exit_code == 2);
  CHECK(other.error.find("belongs to another search") != std::string::npos);
  CHECK(sample.Run({"search", "care", "--cursor", "zzz"}).exit_code == 2);
  CHECK(sample.Run({"search", "care", "--cursor", first, "--offset", "3"}).exit_code == 2);
}

TEST_CASE("hits by paper, and facets that add up") {
  const SearchSample sample;
  const Json grouped = sample.Answer({"care", "--group", "paper", "--limit", "1000"});
  std::int64_t pages = 0;
  for (const Json& paper : grouped["papers"]) {
    pages += paper["pages_found"].get<std::int64_t>();
    CHECK(paper["hits"].size() <= 3);
  }
  CHECK(grouped["hits_total"] == pages);
  CHECK(grouped["papers_total"] == grouped["papers"].size());
  const auto text = sample.Run({"search", "care", "--group", "paper", "--limit", "1"});
  CHECK(text.out.find(" papers found, 1 to 1 shown.") != std::string::npos);

  const Json counted = sample.Answer({"care", "--facets", "all", "--facet-limit", "1000"});
  CHECK(counted["facets"].size() == 7);
  std::int64_t by_council = counted["facets"]["council"]["without"];
  for (const Json& value : counted["facets"]["council"]["values"]) {
    by_council += value["pages"].get<std::int64_t>();
    const std::string field = "care council:\"" + value["value"].get<std::string>() + "\"";
    CHECK(sample.Answer({field})["total"] == value["pages"]);
  }
  CHECK(counted["total"] == by_council);
  for (const Json& value : counted["facets"]["provider"]["values"]) {
    const std::string field = "care provider:\"" + value["value"].get<std::string>() + "\"";
    INFO(field);
    CHECK(sample.Answer({field})["total"] == value["pages"]);
  }
  CHECK(sample.Run({"search", "care", "--facets", "colour"}).error.find("council, committee") !=
        std::string::npos);
  CHECK(sample.Run({"search", "care", "--facets", "tag", "--format", "csv"}).exit_code == 2);
}

TEST_CASE("a series is data, bars of text, and a drawing") {
  const SearchSample sample;
  const Json months = sample.Answer({"tag:tender", "--series", "month"});
  std::int64_t pages = months["undated"];
  for (const Json& point : months["points"]) {
    pages += point["pages"].get<std::int64_t>();
    CHECK(point["mentions"] >= point["pages"]);
    CHECK(point["month"].get<std::string>().size() == 7);
  }
  CHECK(months["total"] == pages);
  const auto text = sample.Run({"search", "tag:tender", "--series", "year"});
  CHECK(text.out.find("mentions by year of the meeting\n") != std::string::npos);
  CHECK(text.out.find("█") != std::string::npos);
  const auto csv = sample.Run({"search", "tender", "--series", "quarter", "--format", "csv"});
  CHECK(csv.out.starts_with("quarter,pages,papers,mentions\r\n"));
  const auto svg = sample.Run({"search", "<tender> & care", "--series", "month", "--svg", "-"});
  CHECK(svg.out.starts_with("<svg xmlns="));
  CHECK(svg.out.find("&lt;tender&gt; &amp; care") != std::string::npos);
  const auto file = (sample.folder() / "chart.svg").string();
  CHECK(sample.Run({"search", "tender", "--series", "month", "--svg", file}).exit_code == 0);
  CHECK(ReadBytes(file).ends_with("</svg>\n"));
  CHECK(sample.Run({"search", "tender", "--svg", file}).exit_code == 2);
  CHECK(sample.Run({"search", "zyzzyva", "--series", "month"}).exit_code == 1);
}

TEST_CASE("queries are saved, listed, used and deleted") {
  const SearchSample sample;
  CHECK(sample.Run({"queries", "list"}).exit_code == 1);
  REQUIRE(sample
              .Run({"queries", "save", "care deals", "care OR nursing", "--tag", "tender", "--tag",
                    "outsourcing", "--council", "talfryn"})
              .exit_code == 0);
  CHECK(sample.Run({"queries", "show", "care deals"}).out ==
        "(care OR nursing) (tag:\"tender\" OR tag:\"outsourcing\") council:\"talfryn\"\n");
  const Json saved = sample.Answer({"--saved", "care deals"});
  CHECK(saved["total"] > 0);
  CHECK(saved["total"] == sample.Answer({"care OR nursing", "--tag", "tender", "--tag",
                                         "outsourcing", "--council", "talfryn"})["total"]);
  const Json both = sample.Answer({"--saved", "care deals", "housing"});
  CHECK(both["total"] < saved["total"]);
  CHECK(sample.Run({"queries", "save", "care deals", "x"}).error.find("--replace") !=
        std::string::npos);
  CHECK(sample.Run({"queries", "save", "care deals", "x", "--replace"}).exit_code == 0);
  CHECK(sample.Run({"queries", "save", "bad", "(x"}).exit_code == 2);
  CHECK(sample.Run({"queries", "save", "later", "provider:\"Nobody Yet\""})
            .out.find("finds nothing yet") != std::string::npos);
  CHECK(Lines(sample.Run({"queries", "list", "--format", "jsonl"}).out).size() == 2);
  CHECK(sample.Run({"search", "--saved", "care deal"}).error.find("did you mean \"care deals\"?") !=
        std::string::npos);
  CHECK(sample
            .Run({"alerts", "add", "rep", "--email", "rep@example.org", "--saved-query",
                  "care deals"})
            .exit_code == 0);
  CHECK(sample.Run({"queries", "delete", "care deals"}).exit_code == 0);
  CHECK(sample.Run({"search", "--saved", "care deals"}).exit_code == 2);
}

TEST_CASE("queries from standard input are answered line by line") {
  const SearchSample sample;
  const auto answered =
      sample.Run({"search", "-", "--limit", "2"}, "care\n(broken\n\nzyzzyva\r\ncouncil:Talfrin\n");
  CHECK(answered.exit_code == 3);
  const auto lines = Lines(answered.out);
  REQUIRE(lines.size() == 5);
  for (std::size_t i = 0; i < lines.size(); ++i) CHECK(Json::parse(lines[i])["line"] == i + 1);
  CHECK(Json::parse(lines[0])["hits"].size() == 2);
  CHECK(Json::parse(lines[0])["query"] == "care");
  CHECK(Json::parse(lines[1])["error"]["code"] == "query");
  CHECK(Json::parse(lines[2])["error"]["message"].get<std::string>().find("empty") !=
        std::string::npos);
  CHECK(Json::parse(lines[3])["total"] == 0);
  CHECK(Json::parse(lines[3])["query"] == "zyzzyva");
  CHECK(Json::parse(lines[4])["error"]["message"].get<std::string>().find("Talfryn") !=
        std::string::npos);
  CHECK(sample.Run({"search", "-"}, "zyzzyva\n").exit_code == 1);
  CHECK(sample.Run({"search", "-"}, "care\nzyzzyva\n").exit_code == 0);
  CHECK(sample.Run({"search", "-", "--series", "month"}, "care\n").exit_code == 2);
}

TEST_CASE("a search ends at its limit of time") {
  const SearchSample sample;
  CHECK(sample.Run({"search", "care", "--time-limit", "60"}).exit_code == 0);
  CHECK(sample.Run({"search", "care", "--time-limit", "never"}).exit_code == 2);
}

}  // namespace
}  // namespace scrutineer::tests
