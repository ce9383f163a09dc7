#ifndef SCRUTINEER_PIPELINE_PDF_WORKER_VISIBLE_TEXT_H_
#define SCRUTINEER_PIPELINE_PDF_WORKER_VISIBLE_TEXT_H_

#include <TextOutputDev.h>

#include <vector>

namespace scrutineer::pdf {

// Gathers a page's words in the order in which they are drawn, but for white letters on bare or
// pale paper: spreadsheets hide codes and noughts so. A white letter stays where anything darker
// was or may have been painted under it: paths and images. So does punctuation. Shadings, patterns
// and forms cannot be followed; a page that has any keeps all its letters. Text that is drawn
// without ink stays, too, which is how recognised text lies over a scan.
class VisibleText : public TextOutputDev {
 public:
  VisibleText();

  // Before drawing: the page's own resources, null if it has none.
  void LookAt(Dict* resources);

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                double origin_y, CharCode code, int bytes, const Unicode* unicode,
                int length) override;
  void fill(GfxState* state) override;
  void eoFill(GfxState* state) override { fill(state); }
  void stroke(GfxState* state) override;
  void updateCTM(GfxState* state, double m11, double m12, double m21, double m22, double m31,
                 double m32) override;
  void updateFillColorSpace(GfxState* state) override;
  void updateFillColor(GfxState* state) override;
  void restoreState(GfxState* state) override;
  void beginForm(Ref form) override;

 private:
  struct Area {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
  };

  static Area ClipOf(const GfxState& state);
  bool IsHidden(const GfxState& state, double x, double y, double dx, double dy);
  void AddPath(GfxState* state, double margin);
  void AddArea(GfxState* state, Area area);

  std::vector<Area> painted_;
  bool knows_paint_ = true;
  enum class Ink { kUnknown, kWhite, kOther } ink_ = Ink::kUnknown;
};

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_WORKER_VISIBLE_TEXT_H_
