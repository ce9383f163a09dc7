#ifndef SCRUTINEER_PIPELINE_BASE_ALLOCATOR_H_
#define SCRUTINEER_PIPELINE_BASE_ALLOCATOR_H_

#ifdef SCRUTINEER_MIMALLOC
#include <mimalloc.h>
#endif

namespace scrutineer {

// Keeps freed memory for a second before it goes back to the system. A search of many hits frees
// megabytes that the next one needs; with mimalloc's 25 ms it takes more than twice as long. Does
// nothing in programs that are linked with another allocator.
inline void KeepFreedMemory() {
#ifdef SCRUTINEER_MIMALLOC
  constexpr long kMilliseconds = 1'000;
#if MI_MALLOC_VERSION < 210
  mi_option_set(mi_option_decommit_delay, kMilliseconds);
#else
  mi_option_set(mi_option_purge_delay, kMilliseconds);
#endif
#endif
}

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_BASE_ALLOCATOR_H_
