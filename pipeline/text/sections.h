#ifndef SCRUTINEER_PIPELINE_TEXT_SECTIONS_H_
#define SCRUTINEER_PIPELINE_TEXT_SECTIONS_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/base/byte_span.h"
#include "pipeline/text/sentences.h"

namespace scrutineer::text {

// What a paragraph begins with, or is: a heading. Views are into the paragraph.
struct Heading {
  std::string_view number;  // "7.2", as printed; may be empty
  std::string_view title;   // "Procurement implications"
  std::size_t end = 0;      // bytes of the paragraph up to what the heading stands above
  bool run_in = false;      // the text follows in the same paragraph: "Legal implications: None."
  bool sure = false;        // numbered, in capitals, or with a word that headings are made of
};

// Known by its looks alone, for normalised text has no fonts: short, begins with a capital, no full
// stop at its end, no verb of a statement. "None" and other answers are none.
std::optional<Heading> ReadHeading(std::string_view paragraph);

// What stands under one heading of a page.
struct Section {
  ByteSpan span;    // heading included, up to the next; a run-in one ends with its paragraph
  ByteSpan title;   // empty for what stands before the page's first heading
  ByteSpan number;  // empty where there is none
  bool run_in = false;
};

// The sections of a page by where they begin. A run-in section lies within the one around it, which
// goes on after it; the others follow one another and hold all paragraphs. Titles that are not sure
// are taken for furniture where they are a page's first or last paragraph.
// REQUIRES: the paragraphs of `text`.
std::vector<Section> FindSections(std::string_view text, const std::vector<Paragraph>& paragraphs);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_SECTIONS_H_
