#ifndef SCRUTINEER_CORPUS_BLOB_STORE_H_
#define SCRUTINEER_CORPUS_BLOB_STORE_H_

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/base/file.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// Papers' bytes, named by their SHA-256: papers/ab/cdef….pdf below the data folder. Thread-safe;
// two writers of the same bytes both succeed.
class BlobStore {
 public:
  // Errors: kPermission, kReadOnly, kDiskFull, kIo.
  static Result<BlobStore> Open(const std::filesystem::path& data_folder);

  struct Blob {
    std::string sha256;
    std::int64_t size_bytes = 0;
    FileDescriptor fd;  // of the stored bytes, open for reading
    bool is_new = false;
  };

  enum class Durability {
    kOnReturn,  // two waits for the disk a file
    kAtSync,    // after the next Sync; until then a loss of power may lose or shorten the file,
                // which a later Put of the same bytes notices by its size and mends
  };

  // Copies a file's bytes in, hashing them on the way. kSizeLimit past `limit_bytes`. The source
  // may change while it is read: what is stored is what was hashed.
  Result<Blob> Put(const std::filesystem::path& file, std::int64_t limit_bytes,
                   Durability durability = Durability::kOnReturn) const;
  // An empty file without a name, for bytes that come piece by piece: gone with its descriptor, or
  // Put by PathOfDescriptor. Errors: kPermission, kReadOnly, kDiskFull, kIo.
  Result<FileDescriptor> MakeTemporary() const;
  static std::filesystem::path PathOfDescriptor(int fd);
  // Makes all that was Put before durable, in one go for many files. Call before the records that
  // name them are committed.
  Status Sync() const;
  // kNotFound where no such bytes are stored.
  Result<FileDescriptor> Get(std::string_view sha256) const;
  // As Get, after all bytes were read and hashed: kCorrupt where they are no longer those.
  Result<FileDescriptor> GetChecked(std::string_view sha256) const;
  // Forgets bytes that no record names (those of files that turned out not to be PDFs).
  Status Remove(std::string_view sha256) const;
  std::filesystem::path PathOf(std::string_view sha256) const;

 private:
  explicit BlobStore(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::filesystem::path folder_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_BLOB_STORE_H_
