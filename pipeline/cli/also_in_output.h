#ifndef SCRUTINEER_PIPELINE_CLI_ALSO_IN_OUTPUT_H_
#define SCRUTINEER_PIPELINE_CLI_ALSO_IN_OUTPUT_H_

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "corpus/searcher.h"

namespace scrutineer::cli {

// The pages that bear a hit's words, too, as lines below it: those on the first few, and how many
// more there are. Nothing where there are none.
void PrintAlsoIn(const corpus::SearchHit& hit);

// Their citations, parted by "; ".
std::string AlsoInCitations(const corpus::SearchHit& hit);

// Sets "also_in" and "also_in_total":
//   citation     as the hit's own; of a replaced version with the day on which it was fetched
//   hit          names the page by its bytes, for `cite`
//   link         null for a replaced version, unless links name bytes
//   paper, path, page, council, committee, date, kind, title, ocr_confidence, sha256
//   resemblance  1 for the same words in the same order, else the part of their runs of three words
//                that both pages share of those that either has, to three places
//   fetched      of a replaced version: when; else null
void AddAlsoIn(const corpus::SearchHit& hit, const std::string& link_template,
               nlohmann::ordered_json& json);

// "12 hits on 15 pages", or "15 pages" where none was folded.
std::string FoundHits(const corpus::SearchResult& result);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_ALSO_IN_OUTPUT_H_
