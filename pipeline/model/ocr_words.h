#ifndef SCRUTINEER_PIPELINE_MODEL_OCR_WORDS_H_
#define SCRUTINEER_PIPELINE_MODEL_OCR_WORDS_H_

#include <optional>
#include <string>

namespace scrutineer {

// "read by OCR, 87 % sure": goes with every quote from a page that was read from its image.
std::string OcrWords(int confidence);
// The same in brackets after a space; empty for a page that was not read by OCR.
std::string OcrNote(const std::optional<int>& confidence);

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_MODEL_OCR_WORDS_H_
