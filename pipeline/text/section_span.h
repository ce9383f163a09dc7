#ifndef SCRUTINEER_PIPELINE_TEXT_SECTION_SPAN_H_
#define SCRUTINEER_PIPELINE_TEXT_SECTION_SPAN_H_

#include <cstddef>

#include "pipeline/model/section.h"
#include "pipeline/text/structure_notes.h"

namespace scrutineer::text {

// Ends the section where `next` begins, which may be the start of a page past the last. REQUIRES:
// the section begins before it.
inline void EndBefore(const StructureNotes& notes, TextPlace next, PaperSection& section) {
  section.last_page = next.page;
  section.end = next.start;
  if (next.start == 0 && next.page > section.first_page) {
    section.last_page = next.page - 1;
    section.end = notes.pages()[static_cast<std::size_t>(section.last_page) - 1].size_bytes;
  }
}

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_SECTION_SPAN_H_
