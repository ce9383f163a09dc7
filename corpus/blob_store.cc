#include "corpus/blob_store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <limits>
#include <memory>
#include <optional>
#include <system_error>

#include "pipeline/base/sha256.h"

namespace scrutineer::corpus {
namespace {

// Most papers fit: their hash is known before a byte is written, so that known ones cost no write.
constexpr std::size_t kBufferBytes = std::size_t{4} << 20;
constexpr std::size_t kShardDigits = 2;
constexpr std::size_t kHashDigits = 64;
constexpr std::chrono::hours kLeftoverAge{24};

bool IsHash(std::string_view sha256) {
  return sha256.size() == kHashDigits &&
         sha256.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// What processes that died left behind. Best effort: the next Open tries again.
void RemoveLeftovers(const std::filesystem::path& folder) {
  std::error_code code;
  const auto now = std::filesystem::file_time_type::clock::now();
  std::filesystem::directory_iterator entry(folder, code);
  for (const std::filesystem::directory_iterator end; !code && entry != end;
       entry.increment(code)) {
    std::error_code ignored;
    if (entry->path().extension() != ".part") continue;
    const auto written = entry->last_write_time(ignored);
    if (!ignored && now - written > kLeftoverAge) std::filesystem::remove(entry->path(), ignored);
  }
}

Status SyncFolder(const std::filesystem::path& folder) {
  const FileDescriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.valid() || ::fsync(fd.get()) != 0) {
    return Fail(SystemError(errno, "sync the folder", folder.string()));
  }
  return {};
}

// A file that is gone with its owner unless it is kept under its final name.
class PartFile {
 public:
  static Result<PartFile> Create(const std::filesystem::path& folder) {
    static std::atomic<unsigned> counter = 0;
    PartFile part;
    part.path_ = folder / fmt::format("{}-{}.part", ::getpid(), counter++);
    part.fd_ = FileDescriptor(
        ::open(part.path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (!part.fd_.valid()) return Fail(SystemError(errno, "write", part.path_.string()));
    return part;
  }
  ~PartFile() {
    if (fd_.valid()) ::unlink(path_.c_str());
  }
  PartFile(PartFile&&) noexcept = default;
  PartFile& operator=(PartFile&&) = delete;
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;

  Status Write(std::string_view bytes) { return WriteAll(fd_.get(), bytes, path_); }

  // Data first, then the name: a name that says what the bytes are must not stand over others.
  Status KeepAs(const std::filesystem::path& name, bool is_durable) {
    if (is_durable && ::fdatasync(fd_.get()) != 0) {
      return Fail(SystemError(errno, "write", path_.string()));
    }
    const std::filesystem::path shard = name.parent_path();
    if (::mkdir(shard.c_str(), 0777) == 0) {
      if (is_durable) SCRUTINEER_RETURN_IF_ERROR(SyncFolder(shard.parent_path()));
    } else if (errno != EEXIST) {
      return Fail(SystemError(errno, "make the folder", shard.string()));
    }
    if (::rename(path_.c_str(), name.c_str()) != 0) {
      return Fail(SystemError(errno, "write", name.string()));
    }
    fd_.Close();
    if (is_durable) return SyncFolder(shard);
    return {};
  }

 private:
  PartFile() = default;
  std::filesystem::path path_;
  FileDescriptor fd_;
};

// Reads a paper's file once, within a limit, hashing what it gives.
class Source {
 public:
  static Result<Source> Open(const std::filesystem::path& file, std::int64_t limit_bytes) {
    Source source;
    source.path_ = file;
    source.limit_bytes_ = limit_bytes;
    // Not to wait for a writer where the name is that of a pipe.
    source.fd_ = FileDescriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status = {};
    if (!source.fd_.valid() || ::fstat(source.fd_.get(), &status) != 0) {
      return Fail(SystemError(errno, "read", file.string()));
    }
    if (!S_ISREG(status.st_mode)) {
      return Fail(ErrorCode::kIo, "not a file with bytes to read (give a PDF file)", file.string());
    }
    if (status.st_size > limit_bytes) return Fail(source.TooLarge());
    return source;
  }

  // Fills the buffer; less only at the end of the file.
  Result<std::string_view> Fill() {
    std::size_t filled = 0;
    while (filled < kBufferBytes) {
      const ssize_t count = ::read(fd_.get(), buffer_.get() + filled, kBufferBytes - filled);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return Fail(SystemError(errno, "read", path_.string()));
      if (count == 0) break;
      filled += static_cast<std::size_t>(count);
    }
    const std::string_view bytes(buffer_.get(), filled);
    size_bytes_ += static_cast<std::int64_t>(filled);
    if (size_bytes_ > limit_bytes_) return Fail(TooLarge());
    hash_->Update(bytes);
    return bytes;
  }

  std::int64_t size_bytes() const { return size_bytes_; }
  std::string HexDigest() { return hash_->HexDigest(); }

 private:
  Source() = default;
  Error TooLarge() const {
    return {ErrorCode::kSizeLimit, fmt::format("larger than the limit of {} bytes", limit_bytes_),
            path_.string()};
  }

  std::filesystem::path path_;
  std::int64_t limit_bytes_ = 0;
  std::int64_t size_bytes_ = 0;
  FileDescriptor fd_;
  std::unique_ptr<char[]> buffer_{new char[kBufferBytes]};  // not cleared: most stays untouched
  std::unique_ptr<Sha256> hash_ = std::make_unique<Sha256>();
};

// Of bytes stored under the right name but cut short (a disk repaired), nothing is kept.
bool IsStored(const std::filesystem::path& path, std::int64_t size_bytes) {
  struct stat status = {};
  return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
         status.st_size == size_bytes;
}

}  // namespace

Result<BlobStore> BlobStore::Open(const std::filesystem::path& data_folder) {
  const std::filesystem::path folder = data_folder / "papers";
  SCRUTINEER_RETURN_IF_ERROR(MakeFolder(folder));
  RemoveLeftovers(folder);
  return BlobStore(folder);
}

Result<BlobStore::Blob> BlobStore::Put(const std::filesystem::path& file, std::int64_t limit_bytes,
                                       Durability durability) const {
  SCRUTINEER_ASSIGN_OR_RETURN(Source source, Source::Open(file, limit_bytes));
  SCRUTINEER_ASSIGN_OR_RETURN(std::string_view bytes, source.Fill());
  std::optional<PartFile> part;
  while (bytes.size() == kBufferBytes) {
    if (!part) {
      SCRUTINEER_ASSIGN_OR_RETURN(PartFile created, PartFile::Create(folder_));
      part.emplace(std::move(created));
    }
    SCRUTINEER_RETURN_IF_ERROR(part->Write(bytes));
    SCRUTINEER_ASSIGN_OR_RETURN(bytes, source.Fill());
  }
  Blob blob;
  blob.sha256 = source.HexDigest();
  blob.size_bytes = source.size_bytes();
  const std::filesystem::path path = PathOf(blob.sha256);
  blob.is_new = !IsStored(path, blob.size_bytes);
  if (blob.is_new) {
    if (!part) {
      SCRUTINEER_ASSIGN_OR_RETURN(PartFile created, PartFile::Create(folder_));
      part.emplace(std::move(created));
    }
    SCRUTINEER_RETURN_IF_ERROR(part->Write(bytes));
    SCRUTINEER_RETURN_IF_ERROR(part->KeepAs(path, durability == Durability::kOnReturn));
  }
  SCRUTINEER_ASSIGN_OR_RETURN(blob.fd, OpenForReading(path));
  return blob;
}

Result<FileDescriptor> BlobStore::MakeTemporary() const {
  FileDescriptor fd(::open(folder_.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (fd.valid()) return fd;
  // A file system that knows no files without names.
  std::string name = (folder_ / "attached-XXXXXX.part").string();
  fd = FileDescriptor(::mkostemps(name.data(), 5, O_CLOEXEC));
  if (!fd.valid()) return Fail(SystemError(errno, "write", folder_.string()));
  ::unlink(name.c_str());
  return fd;
}

std::filesystem::path BlobStore::PathOfDescriptor(int fd) {
  return fmt::format("/proc/self/fd/{}", fd);
}

Status BlobStore::Sync() const {
  const FileDescriptor fd(::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.valid() || ::syncfs(fd.get()) != 0) {
    return Fail(SystemError(errno, "sync the papers", folder_.string()));
  }
  return {};
}

Result<FileDescriptor> BlobStore::Get(std::string_view sha256) const {
  if (!IsHash(sha256)) {
    return Fail(ErrorCode::kNotFound, fmt::format("\"{}\" is no SHA-256 in hexadecimal", sha256));
  }
  return OpenForReading(PathOf(sha256));
}

Result<FileDescriptor> BlobStore::GetChecked(std::string_view sha256) const {
  SCRUTINEER_ASSIGN_OR_RETURN(FileDescriptor fd, Get(sha256));
  SCRUTINEER_ASSIGN_OR_RETURN(
      Source source, Source::Open(PathOf(sha256), std::numeric_limits<std::int64_t>::max()));
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const std::string_view bytes, source.Fill());
    if (bytes.size() < kBufferBytes) break;
  }
  if (source.HexDigest() != sha256) {
    return Fail(ErrorCode::kCorrupt, "the stored bytes are damaged: their SHA-256 is another",
                PathOf(sha256).string());
  }
  return fd;
}

Status BlobStore::Remove(std::string_view sha256) const {
  const std::filesystem::path path = PathOf(sha256);
  if (IsHash(sha256) && ::unlink(path.c_str()) != 0 && errno != ENOENT) {
    return Fail(SystemError(errno, "remove", path.string()));
  }
  return {};
}

std::filesystem::path BlobStore::PathOf(std::string_view sha256) const {
  return folder_ / sha256.substr(0, kShardDigits) /
         fmt::format("{}.pdf", sha256.substr(std::min(kShardDigits, sha256.size())));
}

}  // namespace scrutineer::corpus
