#include "pipeline/sources/folder_source.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/support/temporary_folder.h"

namespace scrutineer::sources {
namespace {

namespace fs = std::filesystem;

void Write(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

std::vector<std::string> Names(const FolderListing& listing, const fs::path& root) {
  std::vector<std::string> names;
  for (const OfferedFile& file : listing.files) {
    names.push_back(file.path.lexically_relative(root).string());
  }
  return names;
}

TEST_CASE("a folder offers every file below it, by path, hidden ones aside") {
  const tests::TemporaryFolder folder;
  Write(folder.path() / "b" / "minutes.PDF", "%PDF-1.4");
  Write(folder.path() / "a.pdf", "%PDF-1.4");
  Write(folder.path() / "notes.docx", "PK");
  Write(folder.path() / ".hidden" / "x.pdf", "%PDF-1.4");
  Write(folder.path() / ".DS_Store", "");
  const auto listing = ListFiles({folder.path()});
  REQUIRE(listing.has_value());
  CHECK(Names(*listing, folder.path()) ==
        std::vector<std::string>{"a.pdf", "b/minutes.PDF", "notes.docx"});
  CHECK(listing->unreadable.empty());
}

TEST_CASE("a file reached twice is offered once, and links in a loop end") {
  const tests::TemporaryFolder folder;
  Write(folder.path() / "in" / "a.pdf", "%PDF-1.4");
  fs::create_directory_symlink(folder.path(), folder.path() / "in" / "up");
  const auto listing = ListFiles({folder.path(), folder.path() / "in" / "a.pdf"});
  REQUIRE(listing.has_value());
  CHECK(listing->files.size() == 1);
}

TEST_CASE("a link to nothing is offered, so that it is reported and not lost") {
  const tests::TemporaryFolder folder;
  fs::create_symlink(folder.path() / "gone.pdf", folder.path() / "link.pdf");
  const auto listing = ListFiles({folder.path()});
  REQUIRE(listing.has_value());
  CHECK(Names(*listing, folder.path()) == std::vector<std::string>{"link.pdf"});
}

TEST_CASE("a path that does not exist is an error that names it") {
  const auto listing = ListFiles({"/nonexistent/papers"});
  REQUIRE_FALSE(listing.has_value());
  CHECK(listing.error().code == ErrorCode::kNotFound);
  CHECK(listing.error().ToString() ==
        "/nonexistent/papers: cannot read: No such file or directory");
}

TEST_CASE("what begins like a PDF") {
  const tests::TemporaryFolder folder;
  const struct {
    std::string name;
    std::string bytes;
    bool expected;
  } rows[] = {
      {"plain", "%PDF-1.7\n...", true},
      {"after a preamble", std::string(1000, 'x') + "%PDF-1.7", true},
      {"too late", std::string(1024, 'x') + "%PDF-1.7", false},
      {"a web page", "<!DOCTYPE html>", false},
      {"empty", "", false},
  };
  for (const auto& row : rows) {
    INFO(row.name);
    Write(folder.path() / "f", row.bytes);
    const auto looks = LooksLikePdf(folder.path() / "f");
    REQUIRE(looks.has_value());
    CHECK(*looks == row.expected);
  }
  CHECK(LooksLikePdf(folder.path() / "missing").error().code == ErrorCode::kNotFound);
}

TEST_CASE("names that say PDF") {
  CHECK(IsNamedPdf("a.pdf"));
  CHECK(IsNamedPdf("A.PDF"));
  CHECK_FALSE(IsNamedPdf("a.pdf.docx"));
  CHECK_FALSE(IsNamedPdf("pdf"));
}

}  // namespace
}  // namespace scrutineer::sources
