#ifndef SCRUTINEER_PIPELINE_SOURCES_ZIP_DIRECTORY_H_
#define SCRUTINEER_PIPELINE_SOURCES_ZIP_DIRECTORY_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/base/result.h"

namespace scrutineer::sources {

// What a ZIP archive says of one file in it. Nothing of it can be trusted.
struct ZipEntry {
  std::string name;
  bool encrypted = false;
  bool stored = false;  // not compressed
  std::uint64_t unpacked_bytes = 0;
  std::uint64_t header_offset = 0;  // of its local header
};

inline constexpr std::size_t kMostZipEntries = 20'000;

// The central directory of the ZIP archive behind `fd` (APPNOTE.TXT 6.3.9, 4.3.12), by pread only.
// An archive beyond 4 GiB (Zip64) counts as damaged. Errors: kDamaged, kSizeLimit (more than
// kMostZipEntries), kIo.
Result<std::vector<ZipEntry>> ReadZipDirectory(int fd);

// The first `count` bytes of a stored entry, or fewer; empty where they lie outside the file.
std::string StoredBeginning(int fd, const ZipEntry& entry, std::size_t count);

}  // namespace scrutineer::sources

#endif  // SCRUTINEER_PIPELINE_SOURCES_ZIP_DIRECTORY_H_
