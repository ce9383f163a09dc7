#ifndef SCRUTINEER_CORPUS_PAGE_DIRECTORY_H_
#define SCRUTINEER_CORPUS_PAGE_DIRECTORY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// What a search asks of every page that matches, held in memory: whether its version is current,
// how many words it has, and which others repeat it. Some 5 bytes a page and 16 for each that has
// duplicates; the lengths of a million pages are read in some 30 ms, as many duplicates in 150.
// Until many were asked for, each is looked up by itself and noted here.
class PageDirectory {
 public:
  // The database must outlive the directory.
  explicit PageDirectory(Database& database) : database_(database) {}

  // Brings it to the moment of the transaction that is open; cheap where nothing was written since.
  // Where something was, which it returns, lengths and duplicates are given up.
  Result<bool> Refresh();
  // Reads all lengths unless they are there.
  Status LoadLengths();
  bool has_lengths() const { return has_lengths_; }
  void NoteWords(std::int64_t page_id, std::uint32_t words) { noted_words_[page_id] = words; }
  std::size_t noted_lengths() const { return noted_words_.size(); }

  struct Duplicate {
    std::int64_t page_id = 0;
    std::int64_t group_number = 0;
  };
  // Reads all pages that have duplicates unless they are there; see DuplicateTable.
  Status LoadDuplicates();
  bool has_duplicates() const { return has_duplicates_; }
  // 0: it has no duplicates.
  void NoteGroup(std::int64_t page_id, std::int64_t number) { noted_groups_[page_id] = number; }
  // Its group, or 0; nothing where it is neither read nor noted.
  std::optional<std::int64_t> GroupOf(std::int64_t page_id) const;
  std::size_t noted_groups() const { return noted_groups_.size(); }
  // By page_id. REQUIRES: has_duplicates().
  const std::vector<Duplicate>& duplicates() const { return duplicates_; }

  bool IsCurrent(std::int64_t page_id) const;
  // Words in the index; 0 of a page that has none or is neither read nor noted.
  std::uint32_t WordsOf(std::int64_t page_id) const;

 private:
  Database& database_;
  // What SQLite counts up at writes of other connections and of this one.
  std::int64_t others_writes_ = -1;
  std::int64_t own_writes_ = -1;
  std::vector<bool> replaced_;  // by version
  bool has_lengths_ = false;
  std::unordered_map<std::int64_t, std::uint32_t> noted_words_;
  std::vector<std::uint32_t> words_;  // of all pages, by version and number
  std::vector<std::uint32_t> first_;  // in words_, by version; one more ends the last
  bool has_duplicates_ = false;
  std::unordered_map<std::int64_t, std::int64_t> noted_groups_;
  std::vector<Duplicate> duplicates_;
};

// Writes down the lengths of a version's pages. REQUIRES: the index holds them.
Status StoreLengths(Database& database, std::int64_t version_id);
// SQL that gives versions whose written lengths are not those of the index; at most twenty.
std::string FindWrongLengths();

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_PAGE_DIRECTORY_H_
