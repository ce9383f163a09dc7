#include "corpus/hit_loader.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "corpus/fts_tokenizer.h"
#include "corpus/passage.h"
#include "corpus/sqlite_rows.h"
#include "pipeline/base/utf8.h"

namespace scrutineer::corpus {
namespace {

constexpr std::uint32_t kSnippetBytes = 280;

// Whether the filter asks for a mention like this one.
class MentionWanted {
 public:
  explicit MentionWanted(const MentionFilter& filter) : filter_(filter) {
    for (const std::string& name : filter.providers) providers_.insert(Fold(name));
    for (const std::string& name : filter.services) services_.insert(Fold(name));
  }

  bool operator()(const Mention& mention) const {
    const auto named = [&](const std::set<std::string>& names) {
      return names.contains(Fold(mention.entity_name)) || names.contains(Fold(mention.entity_id));
    };
    return std::count(filter_.tags.begin(), filter_.tags.end(), mention.tag) > 0 ||
           std::count(filter_.rules.begin(), filter_.rules.end(), mention.rule) > 0 ||
           (mention.tag == Tag::kProvider && named(providers_)) ||
           (mention.tag == Tag::kService && named(services_));
  }

 private:
  const MentionFilter& filter_;
  std::set<std::string> providers_;
  std::set<std::string> services_;
};

}  // namespace

bool AsksForMentions(const MentionFilter& filter) {
  return !filter.tags.empty() || !filter.rules.empty() || !filter.providers.empty() ||
         !filter.services.empty();
}

Result<SearchHit> HitLoader::Load(const SearchPlan& plan, RankedPage page,
                                  const std::vector<TokenMatch>* matches) {
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement row,
      database_.Query(
          fmt::format("SELECT {}, v.sha256, pg.number, pg.label, pg.text,"
                      " pg.next_page_start_byte, pg.next_page_end_byte, pg.ocr_confidence, v.id"
                      " FROM pages pg JOIN versions v ON v.id = pg.version_id"
                      " JOIN papers p ON p.id = v.paper_id WHERE pg.id = ?1",
                      kPaperColumns),
          page.page_id));
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
  if (matches.empty() && AsksForMentions(plan.mentions)) {
    SCRUTINEER_ASSIGN_OR_RETURN(const std::vector<Mention> mentions, mentions_.OnPage(hit.page_id));
    const MentionWanted is_wanted(plan.mentions);
    for (const Mention& mention : mentions) {
      if (mention.span.end > text.size() || !is_wanted(mention)) continue;
      matches.push_back({mention.span, static_cast<int>(mention.tag)});
    }
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
