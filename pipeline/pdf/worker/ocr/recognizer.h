#ifndef SCRUTINEER_PIPELINE_PDF_WORKER_OCR_RECOGNIZER_H_
#define SCRUTINEER_PIPELINE_PDF_WORKER_OCR_RECOGNIZER_H_

#include <memory>
#include <string>
#include <vector>

#include "pipeline/pdf/ocr.h"
#include "pipeline/pdf/worker/ocr/page_image.h"

namespace tesseract {
class TessBaseAPI;
}

namespace scrutineer::pdf {

// Reads the images of pages with Tesseract: turned upright and level first, their words laid out as
// those of a text layer are. Not thread-safe.
class Recognizer {
 public:
  // Loads those of the three models that are there; opens no file after that.
  Recognizer();
  ~Recognizer();
  Recognizer(const Recognizer&) = delete;
  Recognizer& operator=(const Recognizer&) = delete;

  // Names of the models that were loaded. Without kEnglishModel nothing can be read; without
  // kOrientationModel pages on their side cannot.
  std::vector<std::string> models() const;

  // All but the page's number. `welsh` asks for the Welsh model beside the English one; the answer
  // says whether it was there. REQUIRES: kEnglishModel is loaded.
  RecognizedPage Read(const PageImage& image, bool welsh);

 private:
  using Engine = std::unique_ptr<tesseract::TessBaseAPI>;

  // How many quarter turns clockwise set the page upright; 0 where it does not show.
  int FindTurns(const PageImage& image);

  Engine english_;
  Engine welsh_;
  Engine orientation_;
};

// What makes results of one version comparable: "tesseract 5.3.0, ocr 1, text 2".
std::string OcrStageVersion();

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_WORKER_OCR_RECOGNIZER_H_
