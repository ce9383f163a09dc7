#ifndef SCRUTINEER_PIPELINE_PDF_WORKER_POPPLER_TEXT_H_
#define SCRUTINEER_PIPELINE_PDF_WORKER_POPPLER_TEXT_H_

#include <poppler-global.h>

#include <cstddef>
#include <string>

#include "pipeline/base/utf8.h"
#include "pipeline/pdf/utf16.h"

namespace scrutineer::pdf {

// Poppler's text in UTF-8, cut to so many bytes.
inline std::string ToUtf8(const poppler::ustring& text, std::size_t limit_bytes) {
  std::string utf8;
  AppendUtf16({text.data(), text.size()}, utf8);
  utf8.resize(FloorToCodePoint(utf8, limit_bytes));
  return utf8;
}

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_WORKER_POPPLER_TEXT_H_
