#ifndef SCRUTINEER_PIPELINE_CLI_STORED_PAPER_H_
#define SCRUTINEER_PIPELINE_CLI_STORED_PAPER_H_

#include <filesystem>
#include <memory>
#include <vector>

#include "corpus/corpus.h"
#include "corpus/ocr_ledger.h"
#include "pipeline/base/file.h"
#include "pipeline/base/result.h"
#include "pipeline/cli/session.h"
#include "pipeline/ingest/page_picture.h"
#include "pipeline/model/paper.h"

namespace scrutineer::cli {

// The kept bytes of the version that `row` names, after all were read and hashed. Errors: kNotFound
// where they are gone; kCorrupt where they are no longer those.
Result<FileDescriptor> KeptBytes(Session& session, const corpus::PaperRow& row);

// Settings, limits and passwords with which `source` is read: as configured, and the passwords of
// the file, if one is named, in place of the configured ones.
Status ConfigureSource(Session& session, const std::filesystem::path& passwords,
                       ingest::PictureSource& source);

// A paper to be read again as it was for the store: its bytes as a PDF (those of an office document
// are converted again), its pages as stored and what OCR read of them.
class StoredPaper {
 public:
  // Errors: as KeptBytes and AsPdf; those of the passwords' file, if one is named.
  static Result<std::unique_ptr<StoredPaper>> Open(Session& session, corpus::Corpus& corpus,
                                                   const corpus::PaperRow& row,
                                                   const std::filesystem::path& passwords);
  StoredPaper(const StoredPaper&) = delete;
  StoredPaper& operator=(const StoredPaper&) = delete;

  const std::vector<Page>& pages() const { return pages_; }
  const ingest::PictureSource& source() const { return source_; }

 private:
  StoredPaper() = default;

  std::vector<Page> pages_;
  corpus::OcrTexts ocr_;
  FileDescriptor pdf_;
  ingest::PictureSource source_;
};

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_STORED_PAPER_H_
