#include "pipeline/pdf/worker/ocr/recognizer.h"

#include <fmt/format.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <numbers>
#include <utility>

#include "pipeline/base/utf8.h"
#include "pipeline/pdf/page_layout.h"
#include "pipeline/pdf/worker/ocr/recognized_words.h"

namespace scrutineer::pdf {
namespace {

// Rises when the same image gives other words.
constexpr int kOcrRevision = 1;

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

// An image that was turned and set level before it was read.
struct LevelFrame {
  Pix* shown;  // as it was
  int quarter_turns;
  double skew_degrees;
  double dots_per_inch;
};

struct Point {
  double x;
  double y;
};

// Where a point of the level image stands in the image as it was, both in hundredths of a point.
// Rotation is about the middle of the image, which keeps its size.
Point OnShown(Point level, const LevelFrame& frame) {
  const double dot = 100 * kPointsPerInch / frame.dots_per_inch;
  double width = ::pixGetWidth(frame.shown) * dot;
  double height = ::pixGetHeight(frame.shown) * dot;
  if (frame.quarter_turns % 2 == 1) std::swap(width, height);
  const double radians = frame.skew_degrees * std::numbers::pi / 180;
  const double dx = level.x - width / 2;
  const double dy = level.y - height / 2;
  const Point upright = {width / 2 + dx * std::cos(radians) + dy * std::sin(radians),
                         height / 2 - dx * std::sin(radians) + dy * std::cos(radians)};
  switch (frame.quarter_turns) {
    case 1:
      return {upright.y, width - upright.x};
    case 2:
      return {width - upright.x, height - upright.y};
    case 3:
      return {height - upright.y, upright.x};
    default:
      return upright;
  }
}

// The place of a word of the level image, on the page as it is shown.
WordPlace AsShown(const WordPlace& place, const LevelFrame& frame) {
  const PageArea& area = place.area;
  WordPlace shown = place;
  shown.quarter_turns = static_cast<std::uint8_t>((4 - frame.quarter_turns) % 4);
  bool first = true;
  for (const std::int32_t x : {area.left, area.right}) {
    for (const std::int32_t y : {area.top, area.bottom}) {
      const Point point = OnShown({static_cast<double>(x), static_cast<double>(y)}, frame);
      const auto left = static_cast<std::int32_t>(std::lround(point.x));
      const auto top = static_cast<std::int32_t>(std::lround(point.y));
      PageArea& grown = shown.area;
      grown = first ? PageArea{left, top, left, top}
                    : PageArea{std::min(grown.left, left), std::min(grown.top, top),
                               std::max(grown.right, left), std::max(grown.bottom, top)};
      first = false;
    }
  }
  return shown;
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
  PageLayout layout = LayOutPage(kept.words, /*with_places=*/true);
  page.text = std::move(layout.text);
  page.places = std::move(layout.words);
  const LevelFrame frame = {image.pix.get(), page.quarter_turns, skew, image.dots_per_inch};
  for (WordPlace& place : page.places) place = AsShown(place, frame);
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
