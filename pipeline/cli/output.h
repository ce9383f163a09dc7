#ifndef SCRUTINEER_PIPELINE_CLI_OUTPUT_H_
#define SCRUTINEER_PIPELINE_CLI_OUTPUT_H_

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/paper_store.h"
#include "pipeline/base/byte_span.h"
#include "pipeline/base/result.h"
#include "pipeline/base/utf8.h"
#include "pipeline/model/mention.h"
#include "pipeline/model/paper.h"
#include "pipeline/model/section.h"

namespace scrutineer::cli {

enum class Format { kText, kJson, kJsonLines, kCsv };

// Writes to standard output. What readers see of other people's words is made harmless first.
void Print(std::string_view text);
void PrintLine(std::string_view line);
bool StdoutIsTerminal();
bool StderrIsTerminal();
// Error kIo where standard output could not take everything (a full disk, a closed pipe is none).
Status FlushOutput();

// Control characters, which could steer a terminal, become U+FFFD; line breaks a space.
std::string Printable(std::string_view text);
// The words in `highlights` bold on a terminal, between ** elsewhere. Spans must not overlap.
std::string Highlighted(std::string_view text, const std::vector<ByteSpan>& highlights);
// Words folded to lines of at most `width` code points, each after `indent` spaces.
std::string Folded(std::string_view text, int indent, int width);
// "1,912".
std::string Grouped(std::int64_t number);
// "1 page", "2 pages"; the plural is the singular with an s unless given.
std::string Counted(std::int64_t number, std::string_view singular, std::string_view plural = {});
// "75.2 MiB".
std::string ByteSize(std::int64_t bytes);

// One field by RFC 4180. What a spreadsheet would take for a formula ("=...", "+...", "-...",
// "@...") gets an apostrophe in front, which shows it as text; numbers stay.
std::string CsvField(std::string_view field);
// Fields joined, with the line's end.
std::string CsvLine(const std::vector<std::string>& fields);
// CSV written from now on begins with a byte order mark, by which Excel knows UTF-8.
void WantByteOrderMark();
// The mark, where it is wanted; else empty.
std::string_view WantedByteOrderMark();
// The first line behind the mark, if that is wanted.
void PrintCsvLine(const std::vector<std::string>& fields);

// A citation that opens at the page: path or URL with "#page=N". Of an attached file "a.pdf#page=N,
// attached to" its paper; of a paper that is no PDF "(page N as converted by LibreOffice)".
std::string Citation(const Paper& paper, int page_number);
// The same for words that run over to `last_page`: "... (pages 4–5)".
std::string Citation(const Paper& paper, int page_number, int last_page);
// "page 4" or "pages 4–5".
std::string PagesName(int page_number, int last_page);
// "item 7, Budget monitoring": where in the paper a place stands; empty where that is unknown, or
// says no more than the paper's title.
std::string UnderName(const std::optional<EnclosingSection>& under, const PaperMetadata& paper);
// Its name, or "council unknown".
std::string CouncilName(const PaperMetadata& metadata);
// "Cabinet, 12 March 2024"; what is unknown is left out.
std::string MeetingName(const PaperMetadata& metadata);

// Null for an empty text.
nlohmann::ordered_json TextOrNull(const std::string& text);
// A percentage, or null for what was not read by OCR.
nlohmann::ordered_json ConfidenceJson(const std::optional<int>& confidence);
nlohmann::ordered_json PaperJson(const corpus::PaperRow& row);
// Sets "council", "committee" and "date", null where the paper does not say.
void AddMeeting(const PaperMetadata& metadata, nlohmann::ordered_json& json);
// Those, "kind" and "title".
void AddOrigin(const PaperMetadata& metadata, nlohmann::ordered_json& json);
// Sets "last_page" where words run over to the next page.
void AddLastPage(int page_number, int last_page, nlohmann::ordered_json& json);
// Sets "item" and "item_title": the number and title of the agenda item or report, or null.
void AddUnder(const std::optional<EnclosingSection>& under, nlohmann::ordered_json& json);
// The page on which the mention's sentence ends.
int LastPageOf(const corpus::MentionRow& row);
// One mention as `mentions --format jsonl` gives it; offsets count code points.
nlohmann::ordered_json MentionJson(const corpus::MentionRow& row);
// "about £300,000 a year; contract end 31 March 2025"; empty without values.
std::string ValuesLine(std::string_view text, const Mention& mention);
// One mention of `text` as `tag` gives it; offsets count code points.
nlohmann::ordered_json TaggedJson(std::string_view text, const Mention& mention);
// The same, for many mentions of one text, in the order of their places.
nlohmann::ordered_json TaggedJson(CodePointCursor& cursor, const Mention& mention);
void PrintJson(const nlohmann::ordered_json& json, Format format);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_OUTPUT_H_
