#include <unistd.h>

#include <cstdlib>
#include <new>
#include <string_view>

#include "pipeline/pdf/exit_codes.h"

// Where memory is exhausted the worker ends with a status that the pool knows. Without this a
// paper that needs too much looks like one that crashes Poppler: nothing catches std::bad_alloc
// there, and some allocators abort without a word instead of throwing it.
#ifndef SCRUTINEER_SANITIZED

namespace {

void* AllocateOrEnd(std::size_t size) {
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory != nullptr) return memory;
  constexpr std::string_view kWords = "Out of memory\n";
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, kWords.data(), kWords.size());
  ::_exit(scrutineer::pdf::kExitOutOfMemory);
}

}  // namespace

void* operator new(std::size_t size) { return AllocateOrEnd(size); }
void* operator new[](std::size_t size) { return AllocateOrEnd(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t /*size*/) noexcept { std::free(memory); }

#endif
