#include "pipeline/pdf/worker/visible_text.h"

#include <Dict.h>
#include <GfxState.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string_view>

namespace scrutineer::pdf {
namespace {

constexpr double kWhite = 0.98;  // the least of each colour
constexpr double kPale = 0.88;   // luminance
// Points: around what is painted, and what is too thin to stand behind a letter.
constexpr double kMargin = 1;
constexpr double kThin = 3;
constexpr double kLetterMiddle = 0.3;  // above the baseline, in font sizes
// Points: what is smaller is no image that a word stands on.
constexpr double kSmallestImage = 4;
// No page that hides words paints more; looking through more takes time.
constexpr std::size_t kMostAreas = 5'000;

bool IsWhite(const GfxRGB& colour) {
  return colToDbl(std::min({colour.r, colour.g, colour.b})) >= kWhite;
}

// Whether white letters cannot be read on it.
bool IsPale(const GfxRGB& colour) {
  return 0.3 * colToDbl(colour.r) + 0.59 * colToDbl(colour.g) + 0.11 * colToDbl(colour.b) >= kPale;
}

// Nobody hides these; where words were edited they are left white by mistake.
bool IsPunctuation(Unicode point) {
  return point < 0x80 &&
         std::string_view(",.;:!?()'\"").find(static_cast<char>(point)) != std::string_view::npos;
}

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

VisibleText::Area VisibleText::ClipOf(const GfxState& state) {
  Area clip;
  state.getClipBBox(&clip.left, &clip.top, &clip.right, &clip.bottom);
  return clip;
}

VisibleText::VisibleText()
    : TextOutputDev(nullptr, /*physLayoutA=*/false, /*fixedPitchA=*/0, /*rawOrderA=*/true,
                    /*append=*/false) {}

void VisibleText::LookAt(Dict* resources) {
  knows_paint_ = resources == nullptr || !resources->hasKey("Shading");
}

void VisibleText::drawChar(GfxState* state, double x, double y, double dx, double dy,
                           double origin_x, double origin_y, CharCode code, int bytes,
                           const Unicode* unicode, int length) {
  if (knows_paint_ && !(length == 1 && IsPunctuation(unicode[0])) &&
      IsHidden(*state, x, y, dx, dy)) {
    return;
  }
  TextOutputDev::drawChar(state, x, y, dx, dy, origin_x, origin_y, code, bytes, unicode, length);
}

bool VisibleText::IsHidden(const GfxState& state, double x, double y, double dx, double dy) {
  if (state.getRender() != 0) return false;
  if (ink_ == Ink::kUnknown) {
    GfxRGB colour;
    state.getFillRGB(&colour);
    ink_ = IsWhite(colour) ? Ink::kWhite : Ink::kOther;
  }
  if (ink_ == Ink::kOther) return false;
  double middle_x = 0;
  double middle_y = 0;
  state.transform(x + dx / 2, y + dy / 2, &middle_x, &middle_y);
  middle_y -= kLetterMiddle * state.getTransformedFontSize();
  const auto holds = [&](const Area& area) {
    return middle_x >= area.left && middle_x <= area.right && middle_y >= area.top &&
           middle_y <= area.bottom;
  };
  return !holds(ClipOf(state)) || std::ranges::none_of(painted_, holds);
}

void VisibleText::AddArea(GfxState* state, Area area) {
  if (painted_.size() >= kMostAreas) knows_paint_ = false;
  if (!knows_paint_) return;
  const Area clip = ClipOf(*state);
  area.left = std::max(area.left, clip.left) - kMargin;
  area.top = std::max(area.top, clip.top) - kMargin;
  area.right = std::min(area.right, clip.right) + kMargin;
  area.bottom = std::min(area.bottom, clip.bottom) + kMargin;
  const double least = kThin + 2 * kMargin;
  if (area.right - area.left >= least && area.bottom - area.top >= least) painted_.push_back(area);
}

void VisibleText::AddPath(GfxState* state, double margin) {
  Area area = {kInfinity, kInfinity, -kInfinity, -kInfinity};
  const GfxPath* const path = state->getPath();
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const GfxSubpath& part = *path->getSubpath(i);
    for (int point = 0; point < part.getNumPoints(); ++point) {
      double x = 0;
      double y = 0;
      state->transform(part.getX(point), part.getY(point), &x, &y);
      area.left = std::min(area.left, x - margin);
      area.top = std::min(area.top, y - margin);
      area.right = std::max(area.right, x + margin);
      area.bottom = std::max(area.bottom, y + margin);
    }
  }
  AddArea(state, area);
}

void VisibleText::fill(GfxState* state) {
  if (!knows_paint_) return;
  GfxRGB colour;
  state->getFillRGB(&colour);
  if (!IsPale(colour)) AddPath(state, 0);
}

void VisibleText::stroke(GfxState* state) {
  if (!knows_paint_) return;
  GfxRGB colour;
  state->getStrokeRGB(&colour);
  if (!IsPale(colour)) AddPath(state, state->getTransformedLineWidth() / 2);
}

// An image fills the unit square, which is made as large as the image right before it is drawn.
void VisibleText::updateCTM(GfxState* state, double /*m11*/, double /*m12*/, double /*m21*/,
                            double /*m22*/, double /*m31*/, double /*m32*/) {
  if (!knows_paint_) return;
  Area area = {kInfinity, kInfinity, -kInfinity, -kInfinity};
  for (const auto& [x, y] :
       {std::array{0, 0}, std::array{0, 1}, std::array{1, 0}, std::array{1, 1}}) {
    double place_x = 0;
    double place_y = 0;
    state->transform(x, y, &place_x, &place_y);
    area.left = std::min(area.left, place_x);
    area.top = std::min(area.top, place_y);
    area.right = std::max(area.right, place_x);
    area.bottom = std::max(area.bottom, place_y);
  }
  if (area.right - area.left >= kSmallestImage && area.bottom - area.top >= kSmallestImage) {
    AddArea(state, area);
  }
}

void VisibleText::updateFillColorSpace(GfxState* state) {
  ink_ = Ink::kUnknown;
  if (state->getFillColorSpace()->getMode() == csPattern) knows_paint_ = false;
}

void VisibleText::updateFillColor(GfxState* /*state*/) { ink_ = Ink::kUnknown; }

void VisibleText::restoreState(GfxState* state) {
  ink_ = Ink::kUnknown;
  TextOutputDev::restoreState(state);
}

void VisibleText::beginForm(Ref /*form*/) { knows_paint_ = false; }

}  // namespace scrutineer::pdf
