// Documents through stand-ins of LibreOffice, and through LibreOffice where it is installed.

#include "pipeline/pdf/office_converter.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "tests/pipeline/pdf/pool_reading.h"
#include "tests/support/office_stand_in.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/zip_builder.h"

namespace scrutineer::pdf {
namespace {

namespace fs = std::filesystem;

OfficeOptions OptionsOf(const fs::path& program) {
  OfficeOptions options;
  options.program = program;
  options.launcher = SCRUTINEER_BINARY_DIR "/scrutineer-office-launcher";
  return options;
}

std::unique_ptr<OfficeConverter> StartOffice(const OfficeOptions& options) {
  auto office = OfficeConverter::Start(options);
  if (!office) FAIL(office.error().ToString());
  return std::move(*office);
}

class StandIn {
 public:
  explicit StandIn(std::string_view body)
      : program_(tests::WriteOfficeStandIn(folder_.path(), body, "%PDF-1.4 of a stand-in")) {}
  OfficeOptions options() const { return OptionsOf(program_); }
  const fs::path& folder() const { return folder_.path(); }
  Error ErrorOf(const OfficeOptions& options) const {
    const FileDescriptor document = FileOf("a document");
    const auto pdf = StartOffice(options)->Convert(document.get(), "docx");
    REQUIRE_FALSE(pdf);
    return pdf.error();
  }
  Error ErrorOf() const { return ErrorOf(options()); }

 private:
  tests::TemporaryFolder folder_;
  fs::path program_;
};

std::string BytesOf(const FileDescriptor& fd) {
  std::string bytes(100'000, '\0');
  const ssize_t count = ::pread(fd.get(), bytes.data(), bytes.size(), 0);
  bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  return bytes;
}

std::size_t ScratchFolders() {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(fs::temp_directory_path())) {
    if (entry.path().filename().native().starts_with("scrutineer-office-")) ++count;
  }
  return count;
}

TEST_CASE("A document becomes what the program makes of its bytes, and nothing is left behind") {
  const std::size_t before = ScratchFolders();
  const StandIn stand_in(
      "{ cat \"$(dirname \"$0\")/made.pdf\" \"$paper\"; echo \" $paper\"; } > \"$pdf\"");
  const auto office = StartOffice(stand_in.options());
  CHECK(office->version() == "LibreOffice 9.8.7.6");
  const FileDescriptor document = FileOf(", of words");
  const auto pdf = office->Convert(document.get(), "docx");
  if (!pdf) FAIL(pdf.error().ToString());
  const std::string bytes = BytesOf(*pdf);
  CHECK(bytes.starts_with("%PDF-1.4 of a stand-in, of words"));
  CHECK(bytes.ends_with("/paper.docx\n"));
  CHECK(ScratchFolders() == before);
}

TEST_CASE("What a killed process left is removed, what a living one uses is not") {
  const fs::path temporary = fs::temp_directory_path();
  const fs::path abandoned = temporary / "scrutineer-office-2147483646-abcdef";
  const fs::path used = temporary / ("scrutineer-office-" + std::to_string(::getpid()) + "-abcdef");
  const fs::path other = temporary / "scrutineer-office-notes";
  for (const fs::path& folder : {abandoned, used, other})
    fs::create_directories(folder / "profile");
  const StandIn stand_in("exit 1");
  StartOffice(stand_in.options());
  CHECK_FALSE(fs::exists(abandoned));
  CHECK(fs::exists(used));
  CHECK(fs::exists(other));
  fs::remove_all(used);
  fs::remove_all(other);
}

TEST_CASE("A converter that fails costs the document, with the reason") {
  CHECK(StandIn("echo 'source file could not be loaded'; exit 1").ErrorOf().message ==
        "LibreOffice cannot open it: it is damaged, or needs a password (source file could not be "
        "loaded)");
  CHECK(StandIn("exit 0").ErrorOf().code == ErrorCode::kDamaged);  // without a PDF
  CHECK(StandIn("ln -s /etc/passwd \"$pdf\"").ErrorOf().code == ErrorCode::kDamaged);
  const Error crash = StandIn("kill -SEGV $$").ErrorOf();
  CHECK(crash.code == ErrorCode::kWorkerCrashed);
  CHECK(crash.message.find("signal 11") != std::string::npos);

  const StandIn hangs("sleep 100 & sleep 100");
  OfficeOptions hurried = hangs.options();
  hurried.time = std::chrono::milliseconds(1500);
  const auto start = std::chrono::steady_clock::now();
  CHECK(hangs.ErrorOf(hurried).message == "took LibreOffice longer than 1.5 s");
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));

  const StandIn writes("head -c 3000000 /dev/zero > \"$pdf\"");
  OfficeOptions small = writes.options();
  small.output_bytes = 1 << 20;
  CHECK_FALSE(writes.ErrorOf(small).message.empty());
  const StandIn swells("head -c 300000000 /dev/zero | tail -c 200000000 | wc -c; exit 1");
  OfficeOptions narrow = swells.options();
  narrow.memory_bytes = 64 << 20;
  CHECK(swells.ErrorOf(narrow).code != ErrorCode::kWorkerUnavailable);
}

TEST_CASE("A program that asks to be started again is, once") {
  const StandIn stand_in("[ -e \"$HOME/again\" ] || { : > \"$HOME/again\"; exit 81; }\n" +
                         std::string(tests::kMakesPdf));
  const FileDescriptor document = FileOf("a document");
  const auto pdf = StartOffice(stand_in.options())->Convert(document.get(), "odt");
  if (!pdf) FAIL(pdf.error().ToString());
  CHECK(BytesOf(*pdf) == "%PDF-1.4 of a stand-in");
}

TEST_CASE("A converter can reach neither the network nor others' files") {
  const tests::TemporaryFolder others;
  const std::string secret = (others.path() / "secret").string();
  const FileDescriptor kept(::open(secret.c_str(), O_CREAT | O_WRONLY, 0600));
  const StandIn stand_in(
      "cat '" + secret + "' 2>/dev/null && echo read\n" +  //
      "echo x 2>/dev/null > '" + secret + "2' && echo written\n" +
      "python3 -c 'import socket; socket.socket(socket.AF_INET)' 2>/dev/null && echo socket\n" +
      "python3 -c 'import socket; socket.socket(socket.AF_UNIX).connect(\"/run/x\")' 2>&1 | grep "
      "-q "
      "Refused && echo connected\n" +
      "[ \"$HOME\" = \"$PWD\" ] && : > \"$HOME/own\" && echo 'all is closed but its own folder'; "
      "exit 1");
  const auto office = StartOffice(stand_in.options());
  const FileDescriptor document = FileOf("a document");
  const auto pdf = office->Convert(document.get(), "docx");
  REQUIRE_FALSE(pdf);
  INFO(pdf.error().message);
  if (!office->protections().Holds(Protection::kConfinedReading)) {
    WARN("this kernel has no Landlock: not tested");
    return;
  }
  CHECK(pdf.error().message.ends_with("(all is closed but its own folder)"));
  CHECK(pdf.error().message.find("read") == std::string::npos);
  CHECK_FALSE(fs::exists(secret + "2"));
  CHECK(office->protections().Holds(Protection::kNoNetwork));
}

TEST_CASE("Without LibreOffice the error says what to install") {
  ::setenv("SCRUTINEER_OFFICE", "", 1);
  const auto office = OfficeConverter::Start({});
  ::unsetenv("SCRUTINEER_OFFICE");
  REQUIRE_FALSE(office);
  CHECK(office.error().code == ErrorCode::kNotFound);
  CHECK(office.error().message.find("apt-get install libreoffice-writer-nogui") !=
        std::string::npos);
}

TEST_CASE("LibreOffice itself makes PDFs of documents, sheets and web pages") {
  const auto program = FindOfficeProgram();
  if (!program) {
    WARN("LibreOffice is not installed: not tested (" << program.error().message << ")");
    return;
  }
  const auto office = StartOffice(OptionsOf(*program));
  CHECK(office->version().starts_with("LibreOffice "));
  const auto pool = StartPool(OptionsFor(kRealWorker));
  const std::vector<std::string> words = {"The contract was awarded to Serco Leisure."};
  struct Case {
    const char* extension;
    std::string bytes;
  };
  for (const Case& c : {Case{"docx", tests::DocxOf(words)}, Case{"odt", tests::OdtOf(words)},
                        Case{"xlsx", tests::XlsxOf(words)}, Case{"rtf", tests::RtfOf(words)},
                        Case{"html", tests::HtmlOf(words)}}) {
    INFO(c.extension);
    const FileDescriptor document = FileOf(c.bytes);
    const auto pdf = office->Convert(document.get(), c.extension);
    if (!pdf) FAIL(pdf.error().ToString());
    std::string text;
    const auto read =
        pool->Extract(pdf->get(), [&](const ExtractedPage& page) { text += page.text; });
    REQUIRE(read);
    INFO(text);
    CHECK(text.find("awarded to Serco Leisure.") != std::string::npos);
  }
  const FileDescriptor broken = FileOf(tests::DocxOf(words).substr(0, 600));
  const auto pdf = office->Convert(broken.get(), "docx");
  REQUIRE_FALSE(pdf);
  CHECK(pdf.error().code == ErrorCode::kDamaged);
}

}  // namespace
}  // namespace scrutineer::pdf
