#ifndef SCRUTINEER_PIPELINE_SOURCES_FOLDER_SOURCE_H_
#define SCRUTINEER_PIPELINE_SOURCES_FOLDER_SOURCE_H_

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/base/file.h"
#include "pipeline/base/result.h"

namespace scrutineer::sources {

// One file that a folder offers.
struct OfferedFile {
  std::filesystem::path path;     // absolute; the paper's locator
  bool named_on_command = false;  // given itself, not found in a folder
  std::int64_t size_bytes = 0;    // 0 where it cannot be told
};

struct FolderListing {
  std::vector<OfferedFile> files;  // by path, each once
  std::vector<Error> unreadable;   // folders that could not be opened: what they hold is unknown
};

// Every regular file in `paths` (files, or folders searched to any depth), hidden files and folders
// (".git", ".DS_Store") aside. Links are followed, loops are not. Errors, for a path that was given
// itself: kNotFound, kPermission, kUsage (a device or pipe).
Result<FolderListing> ListFiles(const std::vector<std::filesystem::path>& paths);

// Whether the file begins like a PDF: "%PDF-" within its first 1,024 bytes (ISO 32000-1, annex H,
// implementation note 13). Errors: as OpenForReading.
Result<bool> LooksLikePdf(const std::filesystem::path& file);

// Opens a file to be read; never waits for the other end of a pipe. Errors: as OpenForReading.
Result<FileDescriptor> OpenPaper(const std::filesystem::path& file);

// Whether the name ends in ".pdf", in any case.
bool IsNamedPdf(const std::filesystem::path& file);
// Whether the name ends as those of office documents do (".docx").
bool IsNamedOffice(const std::filesystem::path& file);

}  // namespace scrutineer::sources

#endif  // SCRUTINEER_PIPELINE_SOURCES_FOLDER_SOURCE_H_
