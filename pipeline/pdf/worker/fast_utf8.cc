#include <poppler-global.h>

#include <cstring>
#include <string_view>

#include "pipeline/pdf/utf16.h"

// Poppler turns every word into UTF-16 by a converter of iconv's that it opens and closes for that
// word, a fifteenth of the time of reading council papers. The dynamic linker finds this definition
// before the library's, as with the function in no_colour.cc. It also keeps a word that holds an
// ill-formed sequence, which iconv cuts off there.
poppler::ustring poppler::ustring::from_utf8(const char* text, int size) {
  const std::size_t length = size > 0 ? static_cast<std::size_t>(size) : std::strlen(text);
  poppler::ustring units;
  units.reserve(length);
  scrutineer::pdf::AppendUtf8AsUtf16({text, length}, units);
  return units;
}
