#include "pipeline/sources/zip_directory.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <string_view>

#include "pipeline/sources/read_at.h"

namespace scrutineer::sources {
namespace {

// Sizes of the records without their names and comments, and their signatures.
constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kEntryBytes = 46;
constexpr std::size_t kLocalHeaderBytes = 30;
constexpr std::string_view kEndSignature = "PK\5\6";
constexpr std::string_view kEntrySignature = "PK\1\2";
constexpr std::string_view kLocalSignature = "PK\3\4";
constexpr std::size_t kLongestComment = 0xFFFF;
// A directory of kMostZipEntries with names of usual length is far smaller.
constexpr std::size_t kMostDirectoryBytes = std::size_t{16} << 20;
constexpr std::uint64_t kMostOfZip32 = 0xFFFF'FFFF;

Error Damaged(std::string_view what) {
  return {ErrorCode::kDamaged, fmt::format("is damaged: {} of its ZIP archive", what), {}};
}

std::uint64_t Number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    value |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  }
  return value;
}

Result<std::vector<ZipEntry>> ParseDirectory(std::string_view directory, std::size_t count) {
  std::vector<ZipEntry> entries;
  while (entries.size() < count) {
    if (directory.size() < kEntryBytes || !directory.starts_with(kEntrySignature)) {
      return Fail(Damaged("the directory"));
    }
    const auto name_bytes = static_cast<std::size_t>(Number(directory, 28, 2));
    const auto other_bytes =
        static_cast<std::size_t>(Number(directory, 30, 2) + Number(directory, 32, 2));
    if (directory.size() < kEntryBytes + name_bytes + other_bytes) {
      return Fail(Damaged("the directory"));
    }
    ZipEntry entry;
    entry.encrypted = (Number(directory, 8, 2) & 1) != 0;
    entry.stored = Number(directory, 10, 2) == 0;
    entry.unpacked_bytes = Number(directory, 24, 4);
    entry.header_offset = Number(directory, 42, 4);
    entry.name = directory.substr(kEntryBytes, name_bytes);
    entries.push_back(std::move(entry));
    directory.remove_prefix(kEntryBytes + name_bytes + other_bytes);
  }
  return entries;
}

}  // namespace

Result<std::vector<ZipEntry>> ReadZipDirectory(int fd) {
  struct stat status = {};
  if (::fstat(fd, &status) != 0) return Fail(SystemError(errno, "read it", {}));
  const auto size = static_cast<std::uint64_t>(std::max<off_t>(status.st_size, 0));
  const std::uint64_t tail_bytes = std::min<std::uint64_t>(size, kEndBytes + kLongestComment);
  SCRUTINEER_ASSIGN_OR_RETURN(const std::string tail,
                              ReadAt(fd, size - tail_bytes, static_cast<std::size_t>(tail_bytes)));
  const std::size_t end = tail.rfind(kEndSignature);
  if (end == std::string::npos || tail.size() - end < kEndBytes) {
    return Fail(Damaged("the end"));
  }
  const auto count = static_cast<std::size_t>(Number(tail, end + 10, 2));
  const std::uint64_t directory_bytes = Number(tail, end + 12, 4);
  const std::uint64_t offset = Number(tail, end + 16, 4);
  if (offset == kMostOfZip32 || offset + directory_bytes > size) {
    return Fail(Damaged("the directory"));
  }
  if (count > kMostZipEntries || directory_bytes > kMostDirectoryBytes) {
    return Fail(ErrorCode::kSizeLimit,
                fmt::format("holds {} files, more than the limit of {}", count, kMostZipEntries));
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const std::string directory,
                              ReadAt(fd, offset, static_cast<std::size_t>(directory_bytes)));
  return ParseDirectory(directory, count);
}

std::string StoredBeginning(int fd, const ZipEntry& entry, std::size_t count) {
  const auto header = ReadAt(fd, entry.header_offset, kLocalHeaderBytes);
  if (!header || header->size() < kLocalHeaderBytes || !header->starts_with(kLocalSignature)) {
    return {};
  }
  const std::uint64_t skipped = Number(*header, 26, 2) + Number(*header, 28, 2);
  return ReadAt(fd, entry.header_offset + kLocalHeaderBytes + skipped, count).value_or("");
}

}  // namespace scrutineer::sources
