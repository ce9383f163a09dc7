#include "pipeline/sources/folder_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "pipeline/base/file.h"
#include "pipeline/sources/read_at.h"

namespace scrutineer::sources {
namespace {

namespace fs = std::filesystem;

class Walk {
 public:
  void AddFile(const fs::path& path, bool named) {
    if (!seen_files_.insert(path.native()).second) return;
    std::error_code code;
    const std::uintmax_t size = fs::file_size(path, code);
    listing_.files.push_back({path, named, code ? 0 : static_cast<std::int64_t>(size)});
  }

  void AddFolder(const fs::path& folder) {
    // Device and inode tell a folder that two links, or a loop of links, reach again.
    struct stat status {};
    if (::stat(folder.c_str(), &status) != 0) {
      listing_.unreadable.push_back(SystemError(errno, "open the folder", folder.string()));
      return;
    }
    if (!seen_folders_.insert({status.st_dev, status.st_ino}).second) return;
    std::error_code code;
    fs::directory_iterator entries(folder, code);
    if (code) {
      listing_.unreadable.push_back(SystemError(code.value(), "open the folder", folder.string()));
      return;
    }
    for (const fs::directory_iterator end; entries != end;) {
      AddEntry(*entries);
      entries.increment(code);
      if (code) {
        listing_.unreadable.push_back(
            SystemError(code.value(), "list the folder", folder.string()));
        return;
      }
    }
  }

  FolderListing Finish() {
    std::sort(listing_.files.begin(), listing_.files.end(),
              [](const OfferedFile& a, const OfferedFile& b) { return a.path < b.path; });
    return std::move(listing_);
  }

 private:
  void AddEntry(const fs::directory_entry& entry) {
    if (entry.path().filename().native().starts_with('.')) return;
    std::error_code code;
    if (entry.is_directory(code)) {
      AddFolder(entry.path());
    } else if (entry.is_regular_file(code) || (entry.is_symlink(code) && !entry.exists(code))) {
      // A dangling link is offered too: opening it names what is missing.
      AddFile(entry.path(), false);
    }
  }

  FolderListing listing_;
  std::set<std::string> seen_files_;
  std::set<std::pair<dev_t, ino_t>> seen_folders_;
};

}  // namespace

Result<FolderListing> ListFiles(const std::vector<fs::path>& paths) {
  Walk walk;
  for (const fs::path& given : paths) {
    std::error_code code;
    const fs::path path = fs::absolute(given).lexically_normal();
    const fs::file_status status = fs::status(path, code);
    if (!fs::exists(status)) {
      return Fail(SystemError(code ? code.value() : ENOENT, "read", given.string()));
    }
    if (fs::is_directory(status)) {
      if (::access(path.c_str(), R_OK | X_OK) != 0) {
        return Fail(SystemError(errno, "open the folder", given.string()));
      }
      walk.AddFolder(path);
    } else if (fs::is_regular_file(status)) {
      walk.AddFile(path, true);
    } else {
      return Fail(ErrorCode::kUsage, "is neither a file nor a folder", given.string());
    }
  }
  return walk.Finish();
}

Result<bool> LooksLikePdf(const fs::path& file) {
  SCRUTINEER_ASSIGN_OR_RETURN(const FileDescriptor fd, OpenForReading(file));
  constexpr std::size_t kHeaderBytes = 1024;
  const auto head = ReadAt(fd.get(), 0, kHeaderBytes);
  if (!head) return Fail(head.error().code, head.error().message, file.string());
  return head->find("%PDF-") != std::string::npos;
}

Result<FileDescriptor> OpenPaper(const fs::path& file) {
  FileDescriptor fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!fd.valid()) return Fail(SystemError(errno, "read", file.string()));
  return fd;
}

namespace {

std::string ExtensionOf(const fs::path& file) {
  std::string extension = file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension;
}

}  // namespace

bool IsNamedPdf(const fs::path& file) { return ExtensionOf(file) == ".pdf"; }

bool IsNamedOffice(const fs::path& file) {
  static constexpr std::array<std::string_view, 9> kExtensions = {
      ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".doc", ".xls", ".ppt"};
  const std::string extension = ExtensionOf(file);
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

}  // namespace scrutineer::sources
