#ifndef SCRUTINEER_PIPELINE_PDF_WORKER_MAPPED_FILE_H_
#define SCRUTINEER_PIPELINE_PDF_WORKER_MAPPED_FILE_H_

#include <sys/mman.h>

#include <cstddef>
#include <string_view>

namespace scrutineer::pdf {

// A file's bytes, mapped for reading. Empty if they cannot be mapped.
class MappedFile {
 public:
  MappedFile(int fd, std::size_t size_bytes) : size_bytes_(size_bytes) {
    address_ = ::mmap(nullptr, size_bytes, PROT_READ, MAP_PRIVATE, fd, 0);
  }
  ~MappedFile() {
    if (address_ != MAP_FAILED) ::munmap(address_, size_bytes_);
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const {
    if (address_ == MAP_FAILED) return {};
    return {static_cast<const char*>(address_), size_bytes_};
  }

 private:
  std::size_t size_bytes_;
  void* address_;
};

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_WORKER_MAPPED_FILE_H_
