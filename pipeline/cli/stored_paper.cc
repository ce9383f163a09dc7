#include "pipeline/cli/stored_paper.h"

#include <fmt/format.h>

#include <utility>

#include "corpus/blob_store.h"
#include "pipeline/cli/as_pdf.h"
#include "pipeline/cli/ocr_output.h"
#include "pipeline/cli/passwords.h"

namespace scrutineer::cli {
namespace {

// The paper as a PDF: its bytes, or what the converter makes of them again.
Result<FileDescriptor> PdfOf(Session& session, const corpus::PaperRow& row) {
  SCRUTINEER_ASSIGN_OR_RETURN(FileDescriptor bytes, KeptBytes(session, row));
  if (row.paper.converter.empty()) return bytes;
  auto pdf = AsPdf(std::move(bytes), row.paper.locator);
  if (!pdf) {
    return Fail(pdf.error().code,
                fmt::format("its pages were made by {}, and cannot be made again: {}",
                            row.paper.converter, pdf.error().message),
                row.paper.locator);
  }
  return pdf;
}

}  // namespace

Result<FileDescriptor> KeptBytes(Session& session, const corpus::PaperRow& row) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto folder, session.data_folder());
  SCRUTINEER_ASSIGN_OR_RETURN(const auto blobs, corpus::BlobStore::Open(folder));
  auto bytes = blobs.GetChecked(row.version.sha256);
  if (!bytes && bytes.error().code == ErrorCode::kNotFound) {
    return Fail(ErrorCode::kNotFound,
                fmt::format("its bytes are gone from {} (ingest --reread stores them again)",
                            blobs.PathOf(row.version.sha256).string()),
                row.paper.locator);
  }
  return bytes;
}

Status ConfigureSource(Session& session, const std::filesystem::path& passwords,
                       ingest::PictureSource& source) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto options, OcrOptionsOf(session));
  source.pool = options.pool;
  source.reader = options.reader;
  if (passwords.empty()) return {};
  SCRUTINEER_ASSIGN_OR_RETURN(source.pool.passwords, ReadPasswords(passwords));
  source.reader.passwords = source.pool.passwords;
  return {};
}

Result<std::unique_ptr<StoredPaper>> StoredPaper::Open(Session& session, corpus::Corpus& corpus,
                                                       const corpus::PaperRow& row,
                                                       const std::filesystem::path& passwords) {
  std::unique_ptr<StoredPaper> paper(new StoredPaper);
  SCRUTINEER_ASSIGN_OR_RETURN(paper->pages_, corpus.papers().Pages(row.version.id));
  SCRUTINEER_ASSIGN_OR_RETURN(paper->ocr_, corpus.ocr().TextsOf(row.version.sha256));
  SCRUTINEER_ASSIGN_OR_RETURN(paper->pdf_, PdfOf(session, row));
  ingest::PictureSource& source = paper->source_;
  source.fd = paper->pdf_.get();
  source.pages = &paper->pages_;
  source.ocr = &paper->ocr_;
  SCRUTINEER_RETURN_IF_ERROR(ConfigureSource(session, passwords, source));
  return paper;
}

}  // namespace scrutineer::cli
