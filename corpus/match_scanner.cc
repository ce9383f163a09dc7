#include "corpus/match_scanner.h"

#include <sqlite3.h>

#include <cmath>
#include <optional>
#include <utility>

#include "corpus/fts5_api.h"

namespace scrutineer::corpus {
namespace {

constexpr const char* kScoringType = "scrutineer scoring";
constexpr const char* kScanType = "scrutineer scan";

// Of how many pages the matches are kept: more than are ever shown.
constexpr std::size_t kFewPages = 1'000;
// Asking the index for one page's length costs as much as reading those of some twenty pages into
// memory. They are read once as many were asked for as a quarter of that would have cost.
constexpr std::int64_t kPagesReadPerLength = 80;
// Between two looks at the limits of a search: some hundred microseconds.
constexpr std::int64_t kRowsBetweenLooks = 1'024;

// Okapi BM25 with the constants of FTS5 (https://sqlite.org/fts5.html#the_bm25_function).
constexpr double kSaturation = 1.2;
constexpr double kLengthShare = 0.75;
constexpr double kLeastRarity = 1e-6;

double RarityOf(std::int64_t pages, std::int64_t pages_with) {
  const auto all = static_cast<double>(pages);
  const auto with = static_cast<double>(pages_with);
  const double rarity = std::log((all - with + 0.5) / (with + 0.5));
  return rarity <= 0 ? kLeastRarity : rarity;
}

double WeightOf(int frequency, double words, double average_words) {
  return frequency * (kSaturation + 1) /
         (frequency + kSaturation * (1 - kLengthShare + kLengthShare * words / average_words));
}

int FrequencyOf(const Fts5ExtensionApi* api, Fts5Context* row, int phrase, int& code) {
  Fts5PhraseIter iterator;
  int column = 0;
  int offset = 0;
  int frequency = 0;
  code = api->xPhraseFirst(row, phrase, &iterator, &column, &offset);
  while (code == SQLITE_OK && column >= 0) {
    ++frequency;
    api->xPhraseNext(row, &iterator, &column, &offset);
  }
  return frequency;
}

int ReadAverage(const Fts5ExtensionApi* api, Fts5Context* row, Scoring& scoring) {
  sqlite3_int64 count = 0;
  sqlite3_int64 words = 0;
  int code = api->xRowCount(row, &count);
  if (code == SQLITE_OK) code = api->xColumnTotalSize(row, -1, &words);
  scoring.pages = count;
  if (count > 0) scoring.average_words = static_cast<double>(words) / static_cast<double>(count);
  return code;
}

int ReadWords(const Fts5ExtensionApi* api, Fts5Context* row, Scoring& scoring, double& words) {
  PageDirectory& directory = *scoring.directory;
  const std::int64_t page_id = api->xRowid(row);
  auto known = static_cast<int>(directory.WordsOf(page_id));
  if (known == 0 && !directory.has_lengths()) {
    const auto lookups = static_cast<std::int64_t>(directory.noted_lengths()) + 1;
    if (lookups * kPagesReadPerLength > scoring.pages) {
      if (Status loaded = directory.LoadLengths(); !loaded) {
        scoring.error = std::move(loaded).error();
        return SQLITE_CORRUPT;
      }
      known = static_cast<int>(directory.WordsOf(page_id));
    }
  }
  int code = SQLITE_OK;
  if (known == 0) {
    code = api->xColumnSize(row, -1, &known);
    if (code == SQLITE_OK && !directory.has_lengths()) {
      directory.NoteWords(page_id, static_cast<std::uint32_t>(known));
    }
  }
  words = known;
  return code;
}

// One pass through the rows of a phrase, which SQLite itself would not end.
struct Pass {
  const Database& database;
  std::int64_t rows = 0;

  int Next() {
    return rows++ % kRowsBetweenLooks == 0 && database.should_stop() ? SQLITE_INTERRUPT : SQLITE_OK;
  }
};

int CountRow(const Fts5ExtensionApi* /*api*/, Fts5Context* /*row*/, void* pass) {
  return static_cast<Pass*>(pass)->Next();
}

int PrepareScoring(const Fts5ExtensionApi* api, Fts5Context* row, Scoring& scoring) {
  int code = ReadAverage(api, row, scoring);
  for (int phrase = 0; code == SQLITE_OK && phrase < api->xPhraseCount(row); ++phrase) {
    Pass pass{*scoring.database};
    code = api->xQueryPhrase(row, phrase, &pass, &CountRow);
    scoring.rarity.push_back(RarityOf(scoring.pages, pass.rows));
  }
  return code;
}

int ScoreRow(const Fts5ExtensionApi* api, Fts5Context* row, Scoring& scoring, double& score) {
  int code = SQLITE_OK;
  if (scoring.rarity.empty()) code = PrepareScoring(api, row, scoring);
  double words = 0;
  if (code == SQLITE_OK) code = ReadWords(api, row, scoring, words);
  score = 0;
  for (std::size_t i = 0; code == SQLITE_OK && i < scoring.rarity.size(); ++i) {
    const int frequency = FrequencyOf(api, row, static_cast<int>(i), code);
    score += scoring.rarity[i] * WeightOf(frequency, words, scoring.average_words);
  }
  return code;
}

template <typename T>
T* Pointer(int count, sqlite3_value** values, const char* type) {
  return count == 1 ? static_cast<T*>(sqlite3_value_pointer(values[0], type)) : nullptr;
}

// page_score(pages_fts, pointer to a Scoring)
void PageScore(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* result, int count,
               sqlite3_value** values) {
  auto* scoring = Pointer<Scoring>(count, values, kScoringType);
  if (scoring == nullptr) return sqlite3_result_error_code(result, SQLITE_MISUSE);
  double score = 0;
  const int code = ScoreRow(api, row, *scoring, score);
  if (code != SQLITE_OK) return sqlite3_result_error_code(result, code);
  sqlite3_result_double(result, score);
}

struct PageScan {
  const MatchScanner::Request& request;
  const PageDirectory& directory;
  Scoring scoring;
  Pass pass;
  MatchScanner::Found found;
  bool is_whole = false;  // one row's call took all

  bool Keeps(std::int64_t page_id) const {
    return page_id >= request.range.first && page_id <= request.range.last &&
           (!request.current_only || directory.IsCurrent(page_id));
  }
  // The current row's page. Where it matches is known now, and costs a search of its own later.
  int Add(const Fts5ExtensionApi* api, Fts5Context* row, RankedPage page) {
    found.pages.push_back(page);
    if (found.pages.size() == kFewPages + 1) found.matches.clear();
    if (found.pages.size() > kFewPages) return SQLITE_OK;
    return AddTokenMatches(api, row, found.matches[page.page_id]);
  }
};

int AddPhraseRow(const Fts5ExtensionApi* api, Fts5Context* row, void* context) {
  PageScan& scan = *static_cast<PageScan*>(context);
  if (const int code = scan.pass.Next(); code != SQLITE_OK) return code;
  const std::int64_t page_id = api->xRowid(row);
  if (!scan.Keeps(page_id)) return SQLITE_OK;
  double weight = 0;
  if (scan.request.with_scores) {
    double words = 0;
    int code = ReadWords(api, row, scan.scoring, words);
    if (code == SQLITE_OK) {
      weight = WeightOf(FrequencyOf(api, row, 0, code), words, scan.scoring.average_words);
    }
    if (code != SQLITE_OK) return code;
  }
  return scan.Add(api, row, {page_id, weight});
}

int AddAllOfPhrase(const Fts5ExtensionApi* api, Fts5Context* row, PageScan& scan) {
  int code = ReadAverage(api, row, scan.scoring);
  if (code == SQLITE_OK) code = api->xQueryPhrase(row, 0, &scan, &AddPhraseRow);
  if (code != SQLITE_OK) return code;
  scan.is_whole = true;
  const double rarity = RarityOf(scan.scoring.pages, scan.pass.rows);
  for (RankedPage& page : scan.found.pages) page.score *= rarity;
  return SQLITE_OK;
}

// scan_pages(pages_fts, pointer to a PageScan): adds the current row's page, or, where the query is
// one phrase, those of all rows.
void ScanPages(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* result, int count,
               sqlite3_value** values) {
  auto* scan = Pointer<PageScan>(count, values, kScanType);
  if (scan == nullptr) return sqlite3_result_error_code(result, SQLITE_MISUSE);
  int code = SQLITE_OK;
  if (api->xPhraseCount(row) == 1) {
    code = AddAllOfPhrase(api, row, *scan);
  } else if (const std::int64_t page_id = api->xRowid(row); scan->Keeps(page_id)) {
    double score = 0;
    if (scan->request.with_scores) code = ScoreRow(api, row, scan->scoring, score);
    if (code == SQLITE_OK) code = scan->Add(api, row, {page_id, score});
  }
  if (code != SQLITE_OK) sqlite3_result_error_code(result, code);
}

}  // namespace

Status MatchScanner::Register() {
  if (is_registered_) return {};
  fts5_api* api = FindFts5Api(database_.handle());
  for (const auto& [name, function] :
       {std::pair("page_score", &PageScore), std::pair("scan_pages", &ScanPages)}) {
    const int code = api == nullptr
                         ? SQLITE_ERROR
                         : api->xCreateFunction(api, name, /*pUserData=*/nullptr, function,
                                                /*xDestroy=*/nullptr);
    if (code != SQLITE_OK) return Fail(database_.MakeError(code));
  }
  is_registered_ = true;
  return {};
}

Result<MatchScanner::Found> MatchScanner::Scan(const Request& request) {
  SCRUTINEER_RETURN_IF_ERROR(Register());
  PageScan scan{request, directory_, {}, {database_}, {}, false};
  scan.scoring.database = &database_;
  scan.scoring.directory = &directory_;
  // The range leads FTS5 only where every row is stepped to; it costs nothing else.
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Query("SELECT scan_pages(pages_fts, ?4) FROM pages_fts WHERE pages_fts MATCH ?1"
                      " AND rowid >= ?2 AND rowid <= ?3",
                      request.match, request.range.first, request.range.last));
  rows.BindPointer(4, &scan, kScanType);
  while (!scan.is_whole) {
    const Result<bool> found = rows.Step();
    if (!found) return Fail(scan.scoring.error.value_or(found.error()));
    if (!*found) break;
  }
  return std::move(scan.found);
}

void MatchScanner::BindScores(Statement& statement, int parameter, Scoring& scoring) {
  scoring.database = &database_;
  scoring.directory = &directory_;
  statement.BindPointer(parameter, &scoring, kScoringType);
}

}  // namespace scrutineer::corpus
