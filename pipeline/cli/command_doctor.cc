#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <filesystem>

#include "corpus/blob_store.h"
#include "pipeline/alerts/alerts.h"
#include "pipeline/base/file.h"
#include "pipeline/cli/alert_session.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/ocr_output.h"
#include "pipeline/cli/output.h"
#include "pipeline/pdf/office_converter.h"

namespace scrutineer::cli {
namespace {

// Less free space than this and the next nightly run may not end.
constexpr std::int64_t kLittleSpaceBytes = std::int64_t{1} << 30;

// Prints one line a check and remembers whether all were well.
class Checklist {
 public:
  void Good(std::string_view what, std::string_view detail) {
    PrintLine(fmt::format("ok    {:<14} {}", what, Printable(detail)));
  }
  // Not as it could be, but nothing that stops the work.
  void Weak(std::string_view what, std::string_view detail) {
    PrintLine(fmt::format("WEAK  {:<14} {}", what, Printable(detail)));
  }
  void Bad(std::string_view what, std::string_view detail) {
    PrintLine(fmt::format("WRONG {:<14} {}", what, Printable(detail)));
    ++wrong_;
  }
  int wrong() const { return wrong_; }

 private:
  int wrong_ = 0;
};

void CheckSettings(Session& session, Checklist& list) {
  const auto settings = session.configuration();
  if (!settings) return list.Bad("settings", settings.error().ToString());
  const auto file = session.configuration_file();
  std::error_code code;
  list.Good("settings", std::filesystem::exists(*file, code)
                            ? file->string()
                            : "defaults (scrutineer init writes a file)");
  if (struct stat status = {}; !(*settings)->passwords.empty() &&
                               ::stat(file->c_str(), &status) == 0 &&
                               (status.st_mode & (S_IRGRP | S_IROTH)) != 0) {
    list.Weak("settings",
              fmt::format("others can read the passwords in it (chmod 600 {})", file->string()));
  }
  for (const std::filesystem::path& folder : (*settings)->folders) {
    if (::access(folder.c_str(), R_OK | X_OK) == 0) {
      list.Good("source", folder.string());
    } else {
      list.Bad("source", SystemError(errno, "read", folder.string()).ToString());
    }
  }
  const auto options = AlertOptionsOf(session);
  if (!options) return;  // the rules are broken, which their own check says
  if (const Status checked = alerts::CheckOptions(*options); !checked) {
    list.Bad("alerts", checked.error().ToString());
  } else {
    list.Good("alerts",
              fmt::format("from {} into {}", options->from_address, options->maildir.string()));
  }
}

void CheckRules(Session& session, Checklist& list) {
  const auto rules = session.rules();
  if (!rules) return list.Bad("rules", rules.error().ToString());
  const auto report = (*rules)->RunExamples();
  if (!report.failures.empty()) {
    return list.Bad("rules",
                    fmt::format("{} (and {} more; see scrutineer rules test)",
                                report.failures.front().ToString(), report.failures.size() - 1));
  }
  list.Good("rules",
            fmt::format("{} rules, {} providers, {} services; all {} examples hold",
                        (*rules)->rules().size(), (*rules)->providers().size(),
                        (*rules)->services().size(), report.examples + report.counter_examples));
}

void CheckWorker(Session& session, Checklist& list) {
  auto options = session.pool_options();
  if (!options) return;  // the settings are broken, which their own check says
  options->workers = 1;
  const auto pool = pdf::WorkerPool::Start(*options);
  if (!pool) return list.Bad("pdf worker", pool.error().ToString());
  list.Good("pdf worker", (*pool)->stage_version());
  const pdf::Protections& protections = (*pool)->protections();
  if (protections.held != 0) list.Good("sandbox", protections.Held());
  if (!protections.complete()) {
    list.Weak("sandbox", fmt::format("a PDF that takes the worker over meets less resistance; "
                                     "missing: {} ({})",
                                     protections.Missing(), protections.reason));
  }
  std::error_code code;
  if (std::filesystem::is_directory("/usr/share/poppler/cMap", code)) {
    list.Good("encodings", "/usr/share/poppler/cMap");
  } else {
    list.Bad("encodings",
             "poppler-data is not installed: text in some PDFs cannot be decoded "
             "(apt-get install poppler-data)");
  }
}

void CheckOcr(Session& session, Checklist& list) {
  const auto options = OcrOptionsOf(session);
  if (!options) return;  // the settings are broken, which their own check says
  const auto reader = pdf::OcrReader::Start(options->reader);
  if (!reader) return list.Bad("ocr worker", reader.error().ToString());
  list.Good("ocr worker",
            fmt::format("{} with {}", (*reader)->engine(), fmt::join((*reader)->models(), ", ")));
  if (!(*reader)->has_orientation()) {
    list.Bad("ocr turns",
             "tesseract-ocr-osd is not installed: scanned pages on their side cannot be read "
             "(apt-get install tesseract-ocr-osd)");
  }
  if (!(*reader)->has_welsh()) {
    list.Good("ocr welsh",
              "tesseract-ocr-cym is not installed: scanned pages in Welsh are read as English "
              "(apt-get install tesseract-ocr-cym)");
  }
}

void CheckOffice(Checklist& list) {
  const auto office = pdf::OfficeConverter::Start({});
  if (!office) {
    if (office.error().code != ErrorCode::kNotFound) {
      return list.Bad("office", office.error().ToString());
    }
    return list.Good("office",
                     "LibreOffice is not installed: Word, Excel, PowerPoint, ODF, RTF and HTML "
                     "papers are skipped (apt-get install libreoffice-writer-nogui "
                     "libreoffice-calc-nogui libreoffice-impress-nogui)");
  }
  list.Good("office", (*office)->version());
  const pdf::Protections& protections = (*office)->protections();
  for (const pdf::Protection protection :
       {pdf::Protection::kNoNewPrivileges, pdf::Protection::kNoNetwork, pdf::Protection::kNoWriting,
        pdf::Protection::kConfinedReading, pdf::Protection::kLimits}) {
    if (protections.Holds(protection)) continue;
    list.Weak("office", fmt::format("a document that takes LibreOffice over meets less resistance; "
                                    "missing: {} ({})",
                                    pdf::ProtectionName(protection), protections.reason));
  }
}

void CheckSpace(const std::filesystem::path& folder, Checklist& list) {
  struct statvfs space {};
  if (::statvfs(folder.c_str(), &space) != 0) {
    return list.Bad("space", SystemError(errno, "measure", folder.string()).ToString());
  }
  const auto free_bytes = static_cast<std::int64_t>(space.f_bavail * space.f_frsize);
  const std::string detail = ByteSize(free_bytes) + " free";
  if (free_bytes < kLittleSpaceBytes) {
    list.Bad("space", detail + " (make room; a run that fills the disk stops)");
  } else {
    list.Good("space", detail);
  }
}

// Every stored version's bytes must be there, or what is quoted can no longer be shown.
void CheckBytes(corpus::Corpus& corpus, Checklist& list) {
  const auto rows = corpus.papers().List({});
  const auto blobs = corpus::BlobStore::Open(corpus.data_folder());
  if (!rows) return list.Bad("papers", rows.error().ToString());
  if (!blobs) return list.Bad("papers", blobs.error().ToString());
  for (const corpus::PaperRow& row : *rows) {
    if (const auto bytes = blobs->Get(row.version.sha256); !bytes) {
      return list.Bad("papers", fmt::format("{}: {} (ingest --reread of its folder mends it)",
                                            row.paper.locator, bytes.error().ToString()));
    }
  }
  list.Good("papers", fmt::format("{}, all with their bytes",
                                  Counted(static_cast<std::int64_t>(rows->size()), "paper")));
}

// Pages stored by a version of the program that did not compare them.
void CheckCompared(corpus::Corpus& corpus, Checklist& list) {
  const auto pages = corpus.papers().PagesToCompare();
  if (!pages) return list.Bad("duplicates", pages.error().ToString());
  if (*pages == 0) return;
  list.Weak("duplicates",
            fmt::format("{} not compared with the others yet: searches do not fold them (the next "
                        "ingest or run does it)",
                        Counted(*pages, "stored page is", "stored pages are")));
}

void CheckCorpus(Session& session, Checklist& list) {
  const auto folder = session.data_folder();
  if (!folder) return list.Bad("data", folder.error().ToString());
  const auto corpus = session.OpenCorpus(corpus::OpenMode::kReadOnly);
  if (!corpus) {
    if (corpus.error().code == ErrorCode::kNotFound) {
      return list.Good("data", corpus.error().ToString());
    }
    return list.Bad("data", corpus.error().ToString());
  }
  if (::access(folder->c_str(), W_OK) != 0) {
    list.Bad("data", SystemError(errno, "write", folder->string()).ToString());
  }
  CheckSpace(*folder, list);
  const auto complaints = (*corpus)->CheckIntegrity();
  if (!complaints) return list.Bad("database", complaints.error().ToString());
  for (const std::string& complaint : *complaints) list.Bad("database", complaint);
  if (complaints->empty()) {
    list.Good("database",
              fmt::format("{}, schema {}", folder->string(), (*corpus)->schema_version()));
  }
  CheckBytes(**corpus, list);
  CheckCompared(**corpus, list);
}

Result<int> RunDoctor(Session& session) {
  Checklist list;
  CheckSettings(session, list);
  CheckRules(session, list);
  CheckWorker(session, list);
  CheckOcr(session, list);
  CheckOffice(list);
  CheckCorpus(session, list);
  if (list.wrong() == 0) return kExitDone;
  PrintLine(Counted(list.wrong(), "thing is", "things are") + " wrong");
  return kExitUsage;
}

}  // namespace

void DefineDoctor(CLI::App& app, CommandBody& chosen) {
  CLI::App* command = app.add_subcommand(
      "doctor", "check settings, rules, PDF worker, disk and database, and say what is wrong");
  command->callback([&chosen] { chosen = RunDoctor; });
}

}  // namespace scrutineer::cli
