#include "pipeline/pdf/worker/drawn_words.h"

#include <PDFDoc.h>
#include <Page.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "pipeline/pdf/worker/visible_text.h"

namespace {

// Takes the place of poppler-cpp's device once.
scrutineer::pdf::VisibleText* next_device = nullptr;
PDFDoc* drawn_document = nullptr;

}  // namespace

// Poppler's own definition but for two things: the device above is drawn on where there is one, and
// the table of objects is not copied for every page, which is for programs of many threads. The
// dynamic linker finds this definition before the library's, as with that in no_colour.cc.
void PDFDoc::displayPageSlice(OutputDev* out, int page, double horizontal_dpi, double vertical_dpi,
                              int rotate, bool use_media_box, bool crop, bool printing, int slice_x,
                              int slice_y, int slice_w, int slice_h, bool (*abort_check)(void*),
                              void* abort_check_data, bool (*annotation_decide)(Annot*, void*),
                              void* annotation_decide_data, bool /*copy_xref*/) {
  scrutineer::pdf::VisibleText* const device = std::exchange(next_device, nullptr);
  drawn_document = this;
  Page* const drawn = getPage(page);
  if (drawn == nullptr) return;
  if (device != nullptr) device->LookAt(drawn->getResourceDict());
  drawn->displaySlice(device != nullptr ? device : out, horizontal_dpi, vertical_dpi, rotate,
                      use_media_box, crop, slice_x, slice_y, slice_w, slice_h, printing,
                      abort_check, abort_check_data, annotation_decide, annotation_decide_data,
                      /*copyXRef=*/false);
}

namespace scrutineer::pdf {
namespace {

void AppendCodePoint(Unicode point, std::basic_string<std::uint16_t>& units) {
  if (point < 0x10000) {
    units.push_back(static_cast<std::uint16_t>(point));
  } else if (point <= 0x10FFFF) {
    units.push_back(static_cast<std::uint16_t>(0xD7C0 + (point >> 10)));
    units.push_back(static_cast<std::uint16_t>(0xDC00 + (point & 0x3FF)));
  } else {
    units.push_back(0xFFFD);
  }
}

// Whether the page draws anything between the words, of which only spaces leave no word.
bool HasSpaceBetween(const TextWord& word, const TextWord& next) {
  return next.getCharPos() > word.getCharPos() + word.getCharLen();
}

}  // namespace

PageWords DrawnWords(const poppler::page& page, PDFDoc*& document) {
  VisibleText device;
  next_device = &device;
  page.text_list();
  if (std::exchange(next_device, nullptr) != nullptr) {
    throw std::logic_error("Poppler does not draw pages by PDFDoc::displayPageSlice");
  }
  document = drawn_document;
  const std::unique_ptr<TextWordList> drawn = device.makeWordList();
  PageWords words;
  std::basic_string<std::uint16_t> units;
  const int count = drawn ? drawn->getLength() : 0;
  for (int i = 0; i < count; ++i) {
    const TextWord& word = *drawn->get(i);
    units.clear();
    for (int c = 0; c < word.getLength(); ++c) AppendCodePoint(*word.getChar(c), units);
    Box box;
    word.getBBox(&box.left, &box.top, &box.right, &box.bottom);
    const bool space_after = i + 1 < count && HasSpaceBetween(word, *drawn->get(i + 1));
    words.Add(units, box, word.getRotation(), space_after);
  }
  words.JoinSpacedLetters();
  return words;
}

}  // namespace scrutineer::pdf
