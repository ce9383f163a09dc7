#ifndef SCRUTINEER_PIPELINE_PDF_OCR_H_
#define SCRUTINEER_PIPELINE_PDF_OCR_H_

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/pdf/page_places.h"

namespace scrutineer::pdf {

// Tesseract's models that the program asks for, by the names of their files.
inline constexpr const char* kEnglishModel = "eng";
inline constexpr const char* kWelshModel = "cym";
inline constexpr const char* kOrientationModel = "osd";

// One page as it was read from its image. `confidence` is how sure the engine is of what it took
// for words, dropped ones included, the mean over their letters: 0 to 100; 0 where `text` is empty.
struct RecognizedPage {
  int number = 0;    // from 1
  std::string text;  // as ExtractedPage::text; empty where the page is blank
  int confidence = 0;
  int words = 0;          // in `text`
  int dropped_words = 0;  // specks, lines and pictures that were taken for words, left out
  int quarter_turns = 0;  // clockwise, that set the page upright: 0 to 3
  int skew = 0;           // hundredths of a degree clockwise, that set its lines level
  bool welsh = false;     // read with the Welsh model beside the English one
  std::vector<WordPlace> places = {};  // of the words of `text`, in its order

  friend bool operator==(const RecognizedPage&, const RecognizedPage&) = default;
};

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_OCR_H_
