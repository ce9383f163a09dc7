#ifndef SCRUTINEER_TESTS_PIPELINE_TEXT_NORMALIZED_INVARIANTS_H_
#define SCRUTINEER_TESTS_PIPELINE_TEXT_NORMALIZED_INVARIANTS_H_

#include <string>
#include <string_view>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalizer.h"

namespace scrutineer::text {

// The text as a page whose paragraphs are parted by empty lines.
inline std::string WithEmptyLines(std::string_view text) {
  std::string page;
  for (const char c : text) page.append(c == '\n' ? 2 : 1, c);
  return page;
}

// What is wrong with the form of normalised text, or nothing.
inline std::string BrokenForm(std::string_view text) {
  if (FirstInvalidUtf8(text)) return "ill-formed";
  char last = '\n';
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n') return "control character";
    if ((c == ' ' || c == '\n') && (last == ' ' || last == '\n')) return "white space in a row";
    last = c;
  }
  if (!text.empty() && (last == ' ' || last == '\n')) return "white space at the end";
  return "";
}

// What is wrong with the normalisation of `extracted`, or nothing: its form, that it is stable,
// that each byte leads to a range in bounds, in order, and equal where it is ASCII and copied.
inline std::string BrokenInvariant(std::string_view extracted) {
  const NormalizedText normalized = Normalize(extracted);
  const std::string_view text = normalized.text;
  if (std::string broken = BrokenForm(text); !broken.empty()) return broken;
  if (Normalize(WithEmptyLines(text)).text != text) return "not stable";
  ExtractedSpan last;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    const ExtractedSpan span = normalized.map.ToExtracted({i, i + 1});
    if (span.begin >= span.end || span.end > extracted.size()) return "span out of bounds";
    if (span.begin < last.begin || span.end < last.end) return "spans out of order";
    last = span;
    const char c = text[i];
    const std::string_view source = extracted.substr(span.begin, span.end - span.begin);
    if (c > ' ' && c < 0x7F && source.size() == 1 && source[0] != c) return "another byte";
    const ExtractedSpan whole = normalized.map.ToExtracted({0, i + 1});
    if (whole.end != span.end) return "a longer span ends elsewhere";
  }
  return "";
}

}  // namespace scrutineer::text

#endif  // SCRUTINEER_TESTS_PIPELINE_TEXT_NORMALIZED_INVARIANTS_H_
