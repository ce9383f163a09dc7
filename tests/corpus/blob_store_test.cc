#include "corpus/blob_store.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <thread>

#include "tests/corpus/corpus_fixture.h"

namespace scrutineer::corpus {
namespace {

constexpr std::int64_t kNoLimit = std::int64_t{1} << 40;

std::filesystem::path Write(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

std::string ReadAll(const BlobStore& blobs, const std::string& sha256) {
  return Get(ReadFile(blobs.PathOf(sha256)));
}

int CountFiles(const std::filesystem::path& folder) {
  int count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    count += entry.is_regular_file() ? 1 : 0;
  }
  return count;
}

TEST_CASE("bytes are kept under their hash, whatever their number") {
  tests::TemporaryFolder folder;
  const BlobStore blobs = Get(BlobStore::Open(folder.path() / "data"));
  const std::size_t buffer = std::size_t{4} << 20;
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{70'000}, buffer - 1,
                                 buffer, buffer + 1, 2 * buffer, 2 * buffer + 5}) {
    INFO(size);
    std::string bytes(size, 'x');
    if (size > 0) bytes.back() = 'y';
    const auto file = Write(folder.path() / "a.pdf", bytes);
    const auto blob = Get(blobs.Put(file, kNoLimit));
    CHECK(blob.sha256 == Sha256Hex(bytes));
    CHECK(blob.size_bytes == static_cast<std::int64_t>(size));
    CHECK(blob.is_new);
    CHECK(blob.fd.valid());
    CHECK(ReadAll(blobs, blob.sha256) == bytes);
    CHECK_FALSE(Get(blobs.Put(file, kNoLimit)).is_new);
  }
  CHECK(CountFiles(folder.path() / "data") == 8);
}

TEST_CASE("many files can be made durable at once") {
  tests::TemporaryFolder folder;
  const BlobStore blobs = Get(BlobStore::Open(folder.path()));
  const auto file = Write(folder.path() / "a", "abc");
  const auto blob = Get(blobs.Put(file, kNoLimit, BlobStore::Durability::kAtSync));
  Ok(blobs.Sync());
  CHECK(ReadAll(blobs, blob.sha256) == "abc");
  std::filesystem::remove_all(folder.path() / "papers");
  CHECK_FALSE(blobs.Sync());
}

TEST_CASE("bytes lie in a folder of their first two digits, and can be forgotten") {
  tests::TemporaryFolder folder;
  const BlobStore blobs = Get(BlobStore::Open(folder.path()));
  const auto blob = Get(blobs.Put(Write(folder.path() / "a", "abc"), kNoLimit));
  CHECK(blobs.PathOf(blob.sha256) ==
        folder.path() / "papers" / "ba" / (blob.sha256.substr(2) + ".pdf"));
  CHECK(Get(blobs.Get(blob.sha256)).valid());
  Ok(blobs.Remove(blob.sha256));
  Ok(blobs.Remove(blob.sha256));
  CHECK(ErrorOf(blobs.Get(blob.sha256)).code == ErrorCode::kNotFound);
  CHECK(ErrorOf(blobs.Get("../../etc/passwd")).code == ErrorCode::kNotFound);
  CHECK(ErrorOf(blobs.Get("")).code == ErrorCode::kNotFound);
  Ok(blobs.Remove("../../etc/passwd"));
}

TEST_CASE("what is no readable file of the right size is refused and leaves nothing") {
  tests::TemporaryFolder folder;
  const BlobStore blobs = Get(BlobStore::Open(folder.path() / "data"));
  const auto small = Write(folder.path() / "small", "0123456789");
  const auto large = Write(folder.path() / "large", std::string(std::size_t{9} << 20, 'x'));
  const auto pipe = folder.path() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(ErrorOf(blobs.Put(folder.path() / "none", kNoLimit)).code == ErrorCode::kNotFound);
  CHECK(ErrorOf(blobs.Put(folder.path(), kNoLimit)).code == ErrorCode::kIo);
  CHECK(ErrorOf(blobs.Put(pipe, kNoLimit)).code == ErrorCode::kIo);
  CHECK(ErrorOf(blobs.Put(small, 9)).code == ErrorCode::kSizeLimit);
  CHECK(ErrorOf(blobs.Put(large, std::int64_t{5} << 20)).code == ErrorCode::kSizeLimit);
  CHECK(CountFiles(folder.path() / "data") == 0);
  CHECK(Get(blobs.Put(small, 10)).is_new);
}

TEST_CASE("bytes that were cut short in the store are stored again") {
  tests::TemporaryFolder folder;
  const BlobStore blobs = Get(BlobStore::Open(folder.path()));
  const auto file = Write(folder.path() / "a", "whole");
  const auto blob = Get(blobs.Put(file, kNoLimit));
  Write(blobs.PathOf(blob.sha256), "who");
  CHECK(Get(blobs.Put(file, kNoLimit)).is_new);
  CHECK(ReadAll(blobs, blob.sha256) == "whole");
}

TEST_CASE("leftovers of processes that died go after a day") {
  tests::TemporaryFolder folder;
  Get(BlobStore::Open(folder.path()));
  const auto old_part = Write(folder.path() / "papers" / "1-0.part", "x");
  const auto new_part = Write(folder.path() / "papers" / "2-0.part", "x");
  const auto other = Write(folder.path() / "papers" / "notes.txt", "x");
  const auto yesterday = std::filesystem::file_time_type::clock::now() - std::chrono::hours(25);
  std::filesystem::last_write_time(old_part, yesterday);
  std::filesystem::last_write_time(other, yesterday);
  Get(BlobStore::Open(folder.path()));
  CHECK_FALSE(std::filesystem::exists(old_part));
  CHECK(std::filesystem::exists(new_part));
  CHECK(std::filesystem::exists(other));
}

TEST_CASE("two writers of the same bytes both succeed") {
  tests::TemporaryFolder folder;
  const BlobStore blobs = Get(BlobStore::Open(folder.path() / "data"));
  for (int i = 0; i < 20; ++i) Write(folder.path() / std::to_string(i), std::to_string(i / 2));
  const auto put_all = [&] {
    for (int i = 0; i < 20; ++i) {
      if (!blobs.Put(folder.path() / std::to_string(i), kNoLimit)) std::abort();
    }
  };
  std::thread other(put_all);
  put_all();
  other.join();
  CHECK(CountFiles(folder.path() / "data") == 10);
}

TEST_CASE("a folder where none can be made is an error that names it") {
  tests::TemporaryFolder folder;
  const auto file = Write(folder.path() / "file", "x");
  const Error error = ErrorOf(BlobStore::Open(file / "data"));
  CHECK_THAT(error.ToString(), Catch::Contains("file/data"));
}

TEST_CASE("a write that fails half way leaves nothing behind") {
  tests::TemporaryFolder folder;
  const BlobStore blobs = Get(BlobStore::Open(folder.path() / "data"));
  const auto file = Write(folder.path() / "a", std::string(100'000, 'x'));
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{50'000, 50'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::_exit(blobs.Put(file, kNoLimit) ? 1 : 0);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
  CHECK(CountFiles(folder.path() / "data") == 0);
}

}  // namespace
}  // namespace scrutineer::corpus
