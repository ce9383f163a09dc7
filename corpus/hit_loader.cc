#include "corpus/hit_loader.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "corpus/passage.h"
#include "corpus/sqlite_rows.h"
#include "pipeline/base/utf8.h"

namespace scrutineer::corpus {
namespace {

constexpr std::uint32_t kSnippetBytes = 280;

}  // namespace

Result<SearchHit> HitLoader::Load(const SearchPlan& plan, RankedPage page,
                                  const std::vector<TokenMatch>* matches) {
  static const std::string kSql = fmt::format(
      "SELECT {}, v.sha256, pg.number, pg.label, pg.text,"
      " pg.next_page_start_byte, pg.next_page_end_byte, pg.ocr_confidence, v.id"
      " FROM pages pg JOIN versions v ON v.id = pg.version_id"
      " JOIN papers p ON p.id = v.paper_id WHERE pg.id = ?1",
      kPaperColumns);
  SCRUTINEER_ASSIGN_OR_RETURN(Statement row, database_.Query(kSql, page.page_id));
  SCRUTINEER_ASSIGN_OR_RETURN(const bool found, row.Step());
  if (!found) {
    return Fail(
        ErrorCode::kCorrupt,
        fmt::format("the index names page {}, which is not stored (run `scrutineer doctor`)",
                    page.page_id),
        database_.file().string());
  }
  SearchHit hit;
  hit.page_id = page.page_id;
  hit.score = page.score;
  hit.paper = ReadPaperColumns(row, 0);
  hit.sha256 = row.String(kPaperColumnCount);
  hit.page_number = row.Int(kPaperColumnCount + 1);
  hit.page_label = row.String(kPaperColumnCount + 2);
  const ByteSpan from_next_page = ReadSpan(row, kPaperColumnCount + 4);
  SCRUTINEER_ASSIGN_OR_RETURN(const ByteSpan passage,
                              FillPassage(plan, row.Text(kPaperColumnCount + 3), matches, hit));
  hit.last_page = LastPageOf(hit.page_number, passage, from_next_page);
  hit.ocr_confidence = ReadConfidence(row, kPaperColumnCount + 6);
  const std::uint32_t within = hit.highlights.empty() ? 0 : hit.highlights.front().begin;
  SCRUTINEER_ASSIGN_OR_RETURN(hit.under, sections_.Around(row.Int64(kPaperColumnCount + 7),
                                                          hit.page_number, passage.begin + within));
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
