#ifndef SCRUTINEER_PIPELINE_PDF_LIST_MARKER_H_
#define SCRUTINEER_PIPELINE_PDF_LIST_MARKER_H_

#include <cstdint>
#include <string_view>

namespace scrutineer::pdf {

// Whether a word at the start of a line says that a list item or numbered paragraph begins.
enum class ListMarker : std::uint8_t {
  kNone,
  kLikely,   // also stands within sentences: "12.", "4.2", "a.", "-"
  kCertain,  // "4.2.3", "(a)", "(iv)", "b)", a bullet
};

ListMarker ListMarkerOf(std::string_view word);

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_LIST_MARKER_H_
