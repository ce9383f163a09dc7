#include "pipeline/sources/file_format.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "pipeline/base/file.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/zip_builder.h"

namespace scrutineer::sources {
namespace {

using tests::ZipOf;

FormatFinding Find(const std::string& bytes) {
  const tests::TemporaryFolder folder;
  const auto file = folder.path() / "paper";
  std::ofstream(file, std::ios::binary) << bytes;
  const auto fd = OpenForReading(file);
  REQUIRE(fd);
  auto finding = FindFormat(fd->get());
  REQUIRE(finding);
  return *finding;
}

std::string Wide(const std::string& ascii) {
  std::string wide;
  for (const char c : ascii) wide.append({c, '\0'});
  return wide;
}

// An OLE file's magic, room for its header, and the name of a stream.
std::string Ole(const std::string& stream) {
  return "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(2000, '\0') + Wide(stream) +
         std::string(500, '\0');
}

TEST_CASE("A format is told by the bytes, whatever the name") {
  struct Case {
    const char* name;
    std::string bytes;
    std::optional<FileFormat> format;
  };
  const std::vector<Case> cases = {
      {"PDF behind other bytes", "junk\n%PDF-1.7\n", FileFormat::kPdf},
      {"DOCX", tests::DocxOf({"words"}), FileFormat::kDocx},
      {"XLSX", tests::XlsxOf({"words"}), FileFormat::kXlsx},
      {"PPTX", ZipOf({{"ppt/presentation.xml", "<p/>"}}), FileFormat::kPptx},
      {"ODT", tests::OdtOf({"words"}), FileFormat::kOdt},
      {"ODS", ZipOf({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}),
       FileFormat::kOds},
      {"ODP", ZipOf({{"mimetype", "application/vnd.oasis.opendocument.presentation"}}),
       FileFormat::kOdp},
      {"a ZIP of something else", ZipOf({{"readme.txt", "words"}}), {}},
      {"an empty ZIP's end alone", ZipOf({}), {}},
      {"DOC", Ole("WordDocument"), FileFormat::kDoc},
      {"XLS", Ole("Workbook"), FileFormat::kXls},
      {"PPT", Ole("PowerPoint Document"), FileFormat::kPpt},
      {"an OLE file of something else", Ole("__properties_version1.0"), {}},
      {"RTF", tests::RtfOf({"words"}), FileFormat::kRtf},
      {"HTML", tests::HtmlOf({"words"}), FileFormat::kHtml},
      {"HTML behind a byte order mark, a declaration and a comment",
       "\xEF\xBB\xBF <?xml version='1.0'?>\n<!-- saved -->\n<HTML lang='cy'>", FileFormat::kHtml},
      {"a comment without end", "<!-- <html>", {}},
      {"text", "These are words about <html>.", {}},
      {"nothing", "", {}},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    const FormatFinding finding = Find(c.bytes);
    CHECK(finding.format == c.format);
    CHECK_FALSE(finding.problem);
  }
}

TEST_CASE("Documents that are not worth opening are told before they are") {
  const auto problem = [](const std::string& bytes) {
    const FormatFinding finding = Find(bytes);
    REQUIRE(finding.problem);
    return *finding.problem;
  };
  const Error bomb = problem(ZipOf({{"word/document.xml", "<w/>", 0xF000'0000}}));
  CHECK(bomb.code == ErrorCode::kSizeLimit);
  CHECK(bomb.message == "would unpack to 3840 MiB, more than the limit of 1024");
  // Many that are each below it.
  std::vector<tests::ZipMember> many = {{"word/document.xml", "<w/>"}};
  for (int i = 0; i < 20; ++i) many.push_back({std::to_string(i), "x", 100U << 20});
  CHECK(problem(ZipOf(many)).code == ErrorCode::kSizeLimit);
  CHECK(problem(Ole("EncryptedPackage")).code == ErrorCode::kEncrypted);
  CHECK(problem(ZipOf({{"mimetype", "application/vnd.oasis.opendocument.text"},
                       {"content.xml", "\x7F\x80 no XML"}}))
            .code == ErrorCode::kEncrypted);
  std::string doc = Ole("WordDocument");
  doc[512] = '\xEC';
  doc[513] = '\xA5';
  CHECK_FALSE(Find(doc).problem);
  doc[512 + 11] = 1;
  CHECK(problem(doc).code == ErrorCode::kEncrypted);

  const std::string whole = tests::DocxOf({"words"});
  for (std::size_t size = 4; size < whole.size(); size += 7) {
    INFO("cut to " << size);
    CHECK(problem(whole.substr(0, size)).code == ErrorCode::kDamaged);
  }
  // No byte of the directory can lead outside the file.
  for (std::size_t at = whole.size() - 400; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = '\xFF';
    (void)Find(changed);
  }
}

}  // namespace
}  // namespace scrutineer::sources
