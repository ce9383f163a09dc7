#include "corpus/hit_loader.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "corpus/page_id.h"
#include "corpus/passage.h"
#include "corpus/sqlite_rows.h"
#include "pipeline/base/utf8.h"

namespace scrutineer::corpus {
namespace {

constexpr std::uint32_t kSnippetBytes = 280;

}  // namespace

Result<SearchHit> HitLoader::Load(const SearchPlan& plan, RankedPage page,
                                  const std::vector<TokenMatch>* matches) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement row,
      database_.Query("SELECT number, label, text, next_page_start_byte, next_page_end_byte,"
                      " ocr_confidence FROM pages WHERE id = ?1",
                      page.page_id));
  SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
  if (!found) {
    return Fail(
        ErrorCode::kCorrupt,
        fmt::format("the index names page {}, which is not stored (run `scrutineer doctor`)",
                    page.page_id),
        database_.file().string());
  }
  const std::int64_t version_id = VersionIdOf(page.page_id);
  SCRUTINEER_ASSIGN_OR_RETURN(const ShownVersion* version, versions_.Of(version_id));
  SearchHit hit;
  hit.page_id = page.page_id;
  hit.score = page.score;
  hit.paper = version->paper;
  hit.sha256 = version->sha256;
  hit.page_number = row.Int(0);
  hit.page_label = row.String(1);
  const ByteSpan from_next_page = ReadSpan(row, 3);
  SCRUTINEER_ASSIGN_OR_RETURN(const ByteSpan passage, FillPassage(plan, row.Text(2), matches, hit));
  hit.last_page = LastPageOf(hit.page_number, passage, from_next_page);
  hit.ocr_confidence = ReadConfidence(row, 5);
  if (version->has_parts) {
    const std::uint32_t within = hit.highlights.empty() ? 0 : hit.highlights.front().begin;
    SCRUTINEER_ASSIGN_OR_RETURN(
        hit.under, sections_.Around(version_id, hit.page_number, passage.begin + within));
  }
  return hit;
}

Result<ByteSpan> HitLoader::FillPassage(const SearchPlan& plan, std::string_view text,
                                        const std::vector<TokenMatch>* known, SearchHit& hit) {
  SCRUTINEER_ASSIGN_OR_RETURN(hit.tags, mentions_.TagsOnPage(hit.page_id));
  std::vector<TextMatch> matches;
  if (known != nullptr) {
    matches = PlaceTokenMatches(text, *known);
  } else if (!plan.highlight.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(matches, matches_.Find(hit.page_id, plan.highlight));
  }
  // Also of a page that a query of words and fields found by its fields alone.
  if (matches.empty() && !plan.mentions.sql.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(matches,
                                mentions_.PlacesOnPage(hit.page_id, plan.mentions, text.size()));
  }
  const Passage passage = ChoosePassage(text, matches, kSnippetBytes);
  hit.snippet = std::string(passage.span.Of(text));
  hit.highlights = passage.highlights;
  ByteSpan quoted = passage.span;
  if (!passage.highlights.empty()) {
    quoted = {passage.span.begin + passage.highlights.front().begin,
              passage.span.begin + passage.highlights.back().end};
  }
  hit.range.start = static_cast<std::int64_t>(CountCodePoints(text.substr(0, quoted.begin)));
  hit.range.end = hit.range.start + static_cast<std::int64_t>(CountCodePoints(quoted.Of(text)));
  hit.snippet_starts_page = passage.span.begin == 0;
  hit.snippet_ends_page = passage.span.end == text.size();
  return passage.span;
}

}  // namespace scrutineer::corpus
