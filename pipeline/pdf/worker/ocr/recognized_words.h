#ifndef SCRUTINEER_PIPELINE_PDF_WORKER_OCR_RECOGNIZED_WORDS_H_
#define SCRUTINEER_PIPELINE_PDF_WORKER_OCR_RECOGNIZED_WORDS_H_

#include <string>
#include <vector>

#include "pipeline/pdf/page_words.h"

namespace scrutineer::pdf {

// A word as an engine took it from an image.
struct RecognizedWord {
  std::string text;       // UTF-8
  Box box;                // in points; its top and bottom are those of its line
  double confidence = 0;  // 0 to 100
  bool ends_line = false;
};

// What is left of a page's words, and how sure the engine is of them.
struct RecognizedWords {
  PageWords words;
  int dropped = 0;
  int confidence = 0;  // mean over the letters of all words, those left out included; 0 to 100
};

// Leaves out what is hardly a word: specks, rules and parts of pictures. These show by their
// confidence, by holding neither letter nor digit, and by the line that they stand in.
RecognizedWords KeepWords(const std::vector<RecognizedWord>& words);

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_WORKER_OCR_RECOGNIZED_WORDS_H_
