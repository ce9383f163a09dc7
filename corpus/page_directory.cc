#include "corpus/page_directory.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

#include "corpus/page_id.h"

namespace scrutineer::corpus {

Result<bool> PageDirectory::Refresh() {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto others, database_.Number("PRAGMA data_version"));
  const std::int64_t own = database_.own_writes();
  if (others == others_writes_ && own == own_writes_) return false;
  others_writes_ = -1;
  has_lengths_ = false;
  noted_words_.clear();
  has_duplicates_ = false;
  noted_groups_.clear();
  replaced_.clear();
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Prepare("SELECT id FROM versions WHERE is_current = 0 ORDER BY id DESC"));
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) break;
    const auto version = static_cast<std::size_t>(rows.Int64(0));
    if (replaced_.empty()) replaced_.resize(version + 1);
    replaced_[version] = true;
  }
  others_writes_ = others.value_or(-1);
  own_writes_ = own;
  return true;
}

Status PageDirectory::LoadLengths() {
  if (has_lengths_) return {};
  words_.clear();
  first_.clear();
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Prepare("SELECT version_id, words FROM page_lengths ORDER BY version_id"));
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) break;
    first_.resize(static_cast<std::size_t>(rows.Int64(0)) + 1,
                  static_cast<std::uint32_t>(words_.size()));
    const std::string_view text = rows.Text(1);
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
      std::uint32_t words = 0;
      const auto [next, error] = std::from_chars(at, end, words);
      if (error != std::errc() || (next < end && *next != ' ')) {
        return Fail(ErrorCode::kCorrupt,
                    fmt::format("page_lengths of version {} holds what is no number (run "
                                "`scrutineer doctor`)",
                                rows.Int64(0)),
                    database_.file().string());
      }
      words_.push_back(words);
      at = next + 1;
    }
  }
  first_.push_back(static_cast<std::uint32_t>(words_.size()));
  noted_words_.clear();
  has_lengths_ = true;
  return {};
}

Status PageDirectory::LoadDuplicates() {
  if (has_duplicates_) return {};
  duplicates_.clear();
  SCRUTINEER_ASSIGN_OR_RETURN(
      Statement rows,
      database_.Prepare("SELECT page_id, group_number FROM duplicate_pages ORDER BY page_id"));
  while (true) {
    SCRUTINEER_ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) break;
    duplicates_.push_back({rows.Int64(0), rows.Int64(1)});
  }
  noted_groups_.clear();
  has_duplicates_ = true;
  return {};
}

bool PageDirectory::IsCurrent(std::int64_t page_id) const {
  const auto version = static_cast<std::size_t>(VersionIdOf(page_id));
  return version >= replaced_.size() || !replaced_[version];
}

std::optional<std::int64_t> PageDirectory::GroupOf(std::int64_t page_id) const {
  if (has_duplicates_) {
    const auto row = std::lower_bound(
        duplicates_.begin(), duplicates_.end(), page_id,
        [](const Duplicate& duplicate, std::int64_t id) { return duplicate.page_id < id; });
    return row != duplicates_.end() && row->page_id == page_id ? row->group_number : 0;
  }
  const auto noted = noted_groups_.find(page_id);
  return noted == noted_groups_.end() ? std::nullopt : std::optional(noted->second);
}

std::uint32_t PageDirectory::WordsOf(std::int64_t page_id) const {
  if (!has_lengths_) {
    const auto noted = noted_words_.find(page_id);
    return noted == noted_words_.end() ? 0 : noted->second;
  }
  const auto version = static_cast<std::size_t>(VersionIdOf(page_id));
  if (version + 1 >= first_.size()) return 0;
  const std::size_t at = first_[version] + static_cast<std::size_t>(PageNumberOf(page_id)) - 1;
  return at < first_[version + 1] ? words_[at] : 0;
}

namespace {

// What page_lengths.words is to hold of one version.
std::string LengthsInIndex(std::string_view version) {
  return fmt::format(
      "SELECT group_concat(words, ' ') FROM (SELECT coalesce(indexed_words(d.sz), 0) AS words"
      " FROM pages pg LEFT JOIN pages_fts_docsize d ON d.id = pg.id"
      " WHERE pg.version_id = {} ORDER BY pg.number) HAVING count(*) > 0",
      version);
}

}  // namespace

Status StoreLengths(Database& database, std::int64_t version_id) {
  static const std::string sql =
      "INSERT OR REPLACE INTO page_lengths SELECT ?1, * FROM (" + LengthsInIndex("?1") + ")";
  return database.Run(sql, version_id);
}

std::string FindWrongLengths() {
  return "SELECT v.id FROM versions v LEFT JOIN page_lengths l ON l.version_id = v.id"
         " WHERE l.words IS NOT (" +
         LengthsInIndex("v.id") + ") LIMIT 20";
}

}  // namespace scrutineer::corpus
