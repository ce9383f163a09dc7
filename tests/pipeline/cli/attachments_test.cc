// Files attached to papers are papers of their own.

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/support/command.h"
#include "tests/support/pdf_builder.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::tests {
namespace {

using Json = nlohmann::json;

std::string Appendix(const std::string& words) {
  return PdfBuilder().AddPageOfLines({"The report says this: " + words}).Build();
}

const char* const kAward = "the contract for the lido was awarded to Serco Leisure.";

class Papers {
 public:
  Papers() { std::filesystem::create_directory(papers()); }
  std::filesystem::path papers() const { return folder_.path() / "papers"; }
  std::string Write(const std::string& name, const std::string& bytes) const {
    WriteBytes(papers() / name, bytes);
    return (papers() / name).string();
  }
  CommandResult Run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--data", (folder_.path() / "data").string()});
    return RunScrutineer(arguments);
  }
  Json RunJson(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--format", "json"});
    const auto result = Run(arguments);
    INFO(result.out << result.error);
    return Json::parse(result.out);
  }
  // The report, whose counts must add up.
  Json Ingest(std::vector<std::string> options = {}) const {
    options.insert(options.begin(), {"ingest", papers().string()});
    Json report = RunJson(options);
    CHECK(report["offered"] == report["ingested"].get<int>() + report["unchanged"].get<int>() +
                                   report["skipped"].get<int>() + report["failed"].get<int>());
    return report;
  }
  // By the end of their locators.
  static std::map<std::string, Json> Files(const Json& report) {
    std::map<std::string, Json> files;
    for (const Json& file : report["files"]) {
      const std::string path = file["path"];
      files[path.substr(path.rfind('/') + 1)] = file;
    }
    return files;
  }

 private:
  TemporaryFolder folder_;
};

TEST_CASE("an attached PDF is found, cited as attached, and counted") {
  const Papers papers;
  const std::string agenda = papers.Write(
      "agenda.pdf",
      PdfWithFiles("Agenda of the Cabinet.", {{"Appendix A.pdf", Appendix(kAward)},
                                              {"notes.txt", "neither paper nor page"}}));
  const Json report = papers.Ingest();
  INFO(report.dump(2));
  CHECK(report["offered"] == 3);
  CHECK(report["ingested"] == 2);
  CHECK(report["skipped"] == 1);
  CHECK(Papers::Files(report)["agenda.pdf"]["notes"]["attachments"] ==
        "holds 2 attached files, each a paper of its own: Appendix A.pdf, notes.txt");

  const Json hit = papers.RunJson({"search", "lido"})["hits"][0];
  const std::string locator = agenda + "#attachment=Appendix A.pdf";
  CHECK(hit["path"] == locator);
  CHECK(hit["citation"] == "Appendix A.pdf#page=1, attached to " + agenda);
  const Json shown = papers.RunJson({"show", "Appendix A.pdf"});
  CHECK(shown["attached_to"] == agenda);
  CHECK(papers.Run({"show", "Appendix A.pdf"}).out.find("attached   to " + agenda) !=
        std::string::npos);
  CHECK(papers.RunJson({"mentions", "--provider", "serco"})[0]["path"] == locator);

  // Nothing is opened again.
  const Json again = papers.Ingest();
  CHECK(again["offered"] == 1);
  CHECK(again["unchanged"] == 1);
}

TEST_CASE("an attached file that its paper no longer holds answers no search") {
  const Papers papers;
  papers.Write("agenda.pdf", PdfWithFiles("Agenda of the Cabinet.",
                                          {{"a.pdf", Appendix(kAward)},
                                           {"b.pdf", Appendix("nothing of any interest")}}));
  papers.Ingest();
  CHECK(papers.RunJson({"search", "lido"})["total"] == 1);
  papers.Write("agenda.pdf", PdfWithFiles("Agenda of the Cabinet, revised.",
                                          {{"b.pdf", Appendix("nothing of any interest")}}));
  const Json report = papers.Ingest();
  CHECK(report["offered"] == 2);
  CHECK(report["ingested"] == 1);
  CHECK(report["unchanged"] == 1);
  CHECK(papers.Run({"search", "lido"}).exit_code == 1);
  CHECK(papers.RunJson({"search", "interest"})["total"] == 1);
  CHECK(papers.RunJson({"papers"}).size() == 2);
}

TEST_CASE("bytes that stand in the folder, too, or twice in a paper are read once") {
  const Papers papers;
  const std::string same = Appendix(kAward);
  papers.Write("agenda.pdf",
               PdfWithFiles("Agenda of the Cabinet.", {{"a.pdf", same}, {"a.pdf", same}}));
  const Json report = papers.Ingest();
  CHECK(report["offered"] == 3);
  CHECK(report["ingested"] == 2);
  CHECK(report["skipped"] == 1);
  const Json second = Papers::Files(report)["agenda.pdf#attachment=a.pdf (2)"];
  CHECK(second["reason"].get<std::string>().starts_with("same bytes as"));
  CHECK(papers.RunJson({"search", "lido"})["total"] == 1);
}

TEST_CASE("attached files are read three deep and a hundred a paper, and the rest is named") {
  const Papers papers;
  std::string nested = Appendix("the deepest of all");
  for (const char* name : {"five.pdf", "four.pdf", "three.pdf", "two.pdf"}) {
    nested = PdfWithFiles(std::string("a cover around ") + name, {{name, nested}});
  }
  papers.Write("one.pdf", nested);
  const Json report = papers.Ingest();
  INFO(report.dump(2));
  CHECK(report["offered"] == 4);
  CHECK(report["ingested"] == 4);
  const Json deep = papers.RunJson({"show", "four.pdf"});
  CHECK(deep["notes"]["attachments"] ==
        "holds 1 attached file, not read, for this paper is attached 3 deep itself: five.pdf");
  CHECK(papers.Run({"search", "deepest"}).exit_code == 1);
  const Json hit = papers.RunJson({"search", "\"around three\""})["hits"][0];
  CHECK(hit["citation"].get<std::string>().find("two.pdf#page=1, attached to /") == 0);

  std::vector<AttachedFile> many;
  for (int i = 0; i < 103; ++i) many.push_back({"n" + std::to_string(i) + ".txt", "no paper"});
  papers.Write("many.pdf", PdfWithFiles("a portfolio", many, /*portfolio=*/true));
  const Json second = papers.Ingest();
  CHECK(second["offered"] == 102);
  CHECK(second["skipped"] == 100);
  const std::string note = Papers::Files(second)["many.pdf"]["notes"]["attachments"];
  CHECK(
      note.starts_with("is a portfolio of 103 attached files, each a paper of its own but for 3 "
                       "that are not read (the limit is 100): n0.txt"));
}

TEST_CASE("an attached file that cannot be read costs itself, not its paper") {
  const Papers papers;
  const std::string locked = ReadBytes(SCRUTINEER_SOURCE_DIR "/tests/pipeline/pdf/data/rc4-40.pdf");
  papers.Write("agenda.pdf",
               PdfWithFiles("Agenda of the Cabinet.",
                            {{"bomb.pdf", FlateOfRepeated('x', std::size_t{1} << 30), true},
                             {"broken.pdf", "%PDF-1.4 and nothing more"},
                             {"locked.pdf", locked},
                             {"good.pdf", Appendix(kAward)}}));
  const Json report = papers.Ingest();
  INFO(report.dump(2));
  CHECK(report["offered"] == 5);
  CHECK(report["ingested"] == 2);
  CHECK(report["failed"] == 3);
  auto files = Papers::Files(report);
  CHECK(files["agenda.pdf#attachment=broken.pdf"]["error"] == "damaged");
  CHECK(files["agenda.pdf#attachment=locked.pdf"]["error"] == "encrypted");
  // Its name is not known where its bytes do not come.
  CHECK(files["agenda.pdf#attachment=file 1"]["error"] == "memory-limit");
  CHECK(papers.RunJson({"search", "lido"})["total"] == 1);

  // What may get better is tried again, over three runs; what cannot is left alone.
  const Json second = papers.Ingest();
  CHECK(Papers::Files(second)["agenda.pdf#attachment=file 1"]["error"] == "memory-limit");
  CHECK(second["skipped"] == 2);
  papers.Ingest();
  CHECK(papers.Ingest()["unchanged"] == 1);
  // With the password that one is read.
  const auto passwords = papers.papers().parent_path() / "passwords";
  WriteBytes(passwords, "opensesame\n");
  const Json unlocked = papers.Ingest({"--passwords", passwords.string()});
  CHECK(Papers::Files(unlocked)["agenda.pdf#attachment=locked.pdf"]["outcome"] == "ingested");
}

}  // namespace
}  // namespace scrutineer::tests
