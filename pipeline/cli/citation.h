#ifndef SCRUTINEER_PIPELINE_CLI_CITATION_H_
#define SCRUTINEER_PIPELINE_CLI_CITATION_H_

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "corpus/corpus.h"
#include "pipeline/base/byte_span.h"
#include "pipeline/base/result.h"
#include "pipeline/base/time.h"
#include "pipeline/cli/session.h"
#include "pipeline/model/hit_reference.h"
#include "pipeline/model/paper.h"
#include "pipeline/model/section.h"

namespace scrutineer::cli {

// A quote with all that is needed to find it again and to check it.
struct CitedQuote {
  corpus::PaperRow row;  // the version that is cited
  int page_number = 0;
  int last_page = 0;  // on which words of the quote are printed: the same or the next
  std::string page_label;
  ByteSpan span;  // of the page's text, and the same in code points
  CharacterRange range;
  std::string quote;   // verbatim
  std::string prefix;  // what stands before it on the page, and behind it
  std::string suffix;
  std::optional<EnclosingSection> under;
  std::optional<int> ocr_confidence;
  std::string link;  // opens at the page, as in alerts
};

// The picture of the page that goes along.
struct CitedPicture {
  std::string file;    // its name, beside the bundle
  std::string sha256;  // of the picture
  int boxed = 0;       // 1, or 0 where the quote's place on the page is not known
};

struct QuoteWanted {
  std::string words;   // these, as they stand on the page; empty: what the hit names
  bool exact = false;  // the hit's characters as they are, not the whole sentences around them
};

// Errors: kUsage where neither the hit nor `wanted` names words, or several papers answer;
// kNotFound where there is no such paper or page, or the words do not stand on it; those of the
// store.
Result<CitedQuote> FindCitation(Session& session, corpus::Corpus& corpus, const HitReference& hit,
                                const QuoteWanted& wanted);

// For people: the quote, then where it stands, how it was had, and the SHA-256 of the bytes.
std::string CitationMarkdown(const CitedQuote& citation,
                             const std::optional<CitedPicture>& picture);

// For `verify`, and as a W3C Web Annotation under "annotation" (TextQuoteSelector,
// TextPositionSelector, FragmentSelector by RFC 3778).
nlohmann::ordered_json CitationJson(const CitedQuote& citation,
                                    const std::optional<CitedPicture>& picture, Instant cited_at);

// For reference managers: an array of one item of CSL-JSON 1.0.2.
nlohmann::ordered_json CitationCsl(const CitedQuote& citation);

// What CitationJson names itself; another number is another form.
inline constexpr const char* kCitationForm = "scrutineer-citation-1";

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_CITATION_H_
