#ifndef SCRUTINEER_TESTS_SUPPORT_SCANNED_PDF_H_
#define SCRUTINEER_TESTS_SUPPORT_SCANNED_PDF_H_

#include <string>
#include <vector>

namespace scrutineer::tests {

// How the image of a page of minutes (data/scanned_minutes.png: invented, black and white, 200 dots
// an inch) lies on its page. It says that Serco Leisure was awarded the contract for a lido.
struct ScannedPage {
  double turned_degrees = 0;   // clockwise, about the page's middle
  bool empty = false;          // a white page without the image
  std::string invisible_text;  // a text layer of one line
};

// A PDF of such pages, with no text layer unless one is given.
std::string ScannedPdf(const std::vector<ScannedPage>& pages);

}  // namespace scrutineer::tests

#endif  // SCRUTINEER_TESTS_SUPPORT_SCANNED_PDF_H_
