#include "pipeline/model/ocr_words.h"

namespace scrutineer {

std::string OcrWords(int confidence) {
  return "read by OCR, " + std::to_string(confidence) + " % sure";
}

std::string OcrNote(const std::optional<int>& confidence) {
  return confidence ? " (" + OcrWords(*confidence) + ")" : std::string();
}

}  // namespace scrutineer
