#include "pipeline/pdf/worker/ocr/recognizer.h"

#include <fmt/format.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <numbers>

#include "pipeline/base/utf8.h"
#include "pipeline/pdf/page_layout.h"
#include "pipeline/pdf/worker/ocr/recognized_words.h"

namespace scrutineer::pdf {
namespace {

// Rises when the same image gives other words.
constexpr int kOcrRevision = 1;

constexpr double kPointsPerInch = 72;
// Orientation shows at this scale, too, in half the time; at half the scale it often does not.
constexpr float kOrientationScale = 0.75F;
// Below these the page's direction and skew are guesses.
constexpr float kLeastSureOfTurn = 1.5F;
constexpr float kLeastSureOfSkew = 3.0F;
// What Tesseract copes with itself.
constexpr double kSlightSkewDegrees = 0.15;
constexpr double kLargestSkewDegrees = 12;

std::unique_ptr<tesseract::TessBaseAPI> Load(const char* models) {
  auto engine = std::make_unique<tesseract::TessBaseAPI>();
  // Null: where Tesseract was told to look for models when it was built, or TESSDATA_PREFIX.
  if (engine->Init(nullptr, models) != 0) return nullptr;
  return engine;
}

// Clockwise, in degrees, what sets the lines level.
double FindSkew(Pix* pix) {
  const PixPointer ink(::pixConvertTo1(pix, 160));
  l_float32 degrees = 0;
  l_float32 sureness = 0;
  if (!ink || ::pixFindSkew(ink.get(), &degrees, &sureness) != 0) return 0;
  const double skew = degrees;
  if (sureness < kLeastSureOfSkew || std::abs(skew) < kSlightSkewDegrees ||
      std::abs(skew) > kLargestSkewDegrees) {
    return 0;
  }
  return skew;
}

void SetResolution(Pix* pix, double dots_per_inch) {
  const auto rounded = static_cast<l_int32>(std::lround(dots_per_inch));
  ::pixSetResolution(pix, rounded, rounded);
}

PixPointer Turn(Pix* pix, int quarter_turns) {
  return PixPointer(quarter_turns == 0 ? ::pixClone(pix) : ::pixRotateOrth(pix, quarter_turns));
}

PixPointer Level(Pix* pix, double degrees) {
  if (degrees == 0) return PixPointer(::pixClone(pix));
  const auto radians = static_cast<l_float32>(degrees * std::numbers::pi / 180);
  return PixPointer(::pixRotate(pix, radians, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
}

// The word under `at`; its line gives top and bottom, for words without tall letters or tails would
// seem to be printed smaller.
RecognizedWord WordAt(const tesseract::ResultIterator& at, double points_per_dot) {
  RecognizedWord word;
  const std::unique_ptr<char[]> text(at.GetUTF8Text(tesseract::RIL_WORD));
  word.text = ReplaceInvalidUtf8(text ? text.get() : "");
  word.confidence = at.Confidence(tesseract::RIL_WORD);
  word.ends_line = at.IsAtFinalElement(tesseract::RIL_TEXTLINE, tesseract::RIL_WORD);
  int left = 0, top = 0, right = 0, bottom = 0;
  at.BoundingBox(tesseract::RIL_WORD, &left, &top, &right, &bottom);
  int line_left = 0, line_right = 0;
  at.BoundingBox(tesseract::RIL_TEXTLINE, &line_left, &top, &line_right, &bottom);
  float height = 0, descenders = 0, ascenders = 0;
  at.RowAttributes(&height, &descenders, &ascenders);
  int x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  if (height > 0 && at.Baseline(tesseract::RIL_TEXTLINE, &x1, &y1, &x2, &y2)) {
    const double baseline = (y1 + y2) / 2.0;
    word.box.bottom = (baseline + std::abs(descenders)) * points_per_dot;
    word.box.top = word.box.bottom - height * points_per_dot;
  } else {
    word.box.top = top * points_per_dot;
    word.box.bottom = bottom * points_per_dot;
  }
  word.box.left = left * points_per_dot;
  word.box.right = right * points_per_dot;
  return word;
}

std::vector<RecognizedWord> WordsOf(tesseract::TessBaseAPI& engine, Pix* pix,
                                    double dots_per_inch) {
  std::vector<RecognizedWord> words;
  SetResolution(pix, dots_per_inch);
  engine.SetImage(pix);
  if (engine.Recognize(nullptr) == 0) {
    const std::unique_ptr<tesseract::ResultIterator> at(engine.GetIterator());
    if (at && !at->Empty(tesseract::RIL_WORD)) {
      do {
        words.push_back(WordAt(*at, kPointsPerInch / dots_per_inch));
      } while (at->Next(tesseract::RIL_WORD));
    }
  }
  engine.Clear();
  return words;
}

}  // namespace

Recognizer::Recognizer()
    : english_(Load(kEnglishModel)),
      welsh_(english_ ? Load("cym+eng") : nullptr),
      orientation_(Load(kOrientationModel)) {
  for (tesseract::TessBaseAPI* engine : {english_.get(), welsh_.get()}) {
    if (engine != nullptr) engine->SetPageSegMode(tesseract::PSM_AUTO);
  }
  if (welsh_) {
    // Tesseract is content with either of two models.
    std::vector<std::string> loaded;
    welsh_->GetLoadedLanguagesAsVector(&loaded);
    if (std::find(loaded.begin(), loaded.end(), kWelshModel) == loaded.end()) welsh_.reset();
  }
  if (orientation_) orientation_->SetPageSegMode(tesseract::PSM_OSD_ONLY);
}

Recognizer::~Recognizer() = default;

std::vector<std::string> Recognizer::models() const {
  std::vector<std::string> names;
  if (english_) names.emplace_back(kEnglishModel);
  if (welsh_) names.emplace_back(kWelshModel);
  if (orientation_) names.emplace_back(kOrientationModel);
  return names;
}

int Recognizer::FindTurns(const PageImage& image) {
  if (!orientation_) return 0;
  const PixPointer smaller(::pixScale(image.pix.get(), kOrientationScale, kOrientationScale));
  if (!smaller) return 0;
  SetResolution(smaller.get(), image.dots_per_inch * kOrientationScale);
  orientation_->SetImage(smaller.get());
  int degrees = 0;
  float sureness = 0;
  const char* script = nullptr;
  float script_sureness = 0;
  const bool found =
      orientation_->DetectOrientationScript(&degrees, &sureness, &script, &script_sureness);
  orientation_->Clear();
  if (!found || sureness < kLeastSureOfTurn) return 0;
  return (4 - degrees / 90) % 4;
}

RecognizedPage Recognizer::Read(const PageImage& image, bool welsh) {
  RecognizedPage page;
  page.welsh = welsh && welsh_;
  page.quarter_turns = FindTurns(image);
  const PixPointer upright = Turn(image.pix.get(), page.quarter_turns);
  const double skew = FindSkew(upright.get());
  page.skew = static_cast<int>(std::lround(skew * 100));
  const PixPointer level = Level(upright.get(), skew);
  if (!level) throw std::bad_alloc();  // no blank page
  const auto words = WordsOf(page.welsh ? *welsh_ : *english_, level.get(), image.dots_per_inch);
  const RecognizedWords kept = KeepWords(words);
  page.text = LayOutPage(kept.words).text;
  page.confidence = kept.confidence;
  page.words = static_cast<int>(kept.words.words().size());
  page.dropped_words = kept.dropped;
  return page;
}

std::string OcrStageVersion() {
  return fmt::format("tesseract {}, ocr {}, text {}", tesseract::TessBaseAPI::Version(),
                     kOcrRevision, kLayoutRevision);
}

}  // namespace scrutineer::pdf
