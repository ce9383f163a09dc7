#include "pipeline/pdf/worker/xfa_placeholder.h"

#include <array>
#include <string>

namespace scrutineer::pdf {
namespace {

// As Adobe's designer writes them; no paper says either of itself.
constexpr std::array<std::string_view, 2> kPhrases = {
    "if this message is not eventually replaced with the proper contents of the document",
    "to view the full contents of this document, you need a later version of the pdf viewer"};

// The note takes some 600 bytes; a page with more says something of its own, too.
constexpr std::size_t kLongestNote = 2'000;

// In small letters, with one blank for any white space.
std::string Folded(std::string_view text) {
  std::string folded;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank) folded.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    if (blank && !folded.empty() && folded.back() != ' ') folded.push_back(' ');
  }
  return folded;
}

}  // namespace

bool IsXfaPlaceholder(std::string_view text, std::string_view bytes) {
  if (text.size() > kLongestNote) return false;
  const std::string words = Folded(text);
  for (const std::string_view phrase : kPhrases) {
    if (words.find(phrase) != std::string::npos) return true;
  }
  // The form's name may stand in a compressed object, where it is not looked for.
  return words.starts_with("please wait") && bytes.find("/XFA") != std::string_view::npos;
}

}  // namespace scrutineer::pdf
