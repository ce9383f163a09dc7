#ifndef SCRUTINEER_CORPUS_PAGE_DIRECTORY_H_
#define SCRUTINEER_CORPUS_PAGE_DIRECTORY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/sqlite_database.h"
#include "pipeline/base/result.h"

namespace scrutineer::corpus {

// What a search asks of every page that matches, held in memory: whether its version is current,
// how many words it has, and which others repeat it. Some 5 bytes a page and 16 for each that has
// duplicates; the lengths of a million pages are read in some 30 ms, as many duplicates in 150.
class PageDirectory {
 public:
  // The database must outlive the directory.
  explicit PageDirectory(Database& database) : database_(database) {}

  // Brings it to the moment of the transaction that is open; cheap where nothing was written since.
  // Lengths and duplicates are given up where something was.
  Status Refresh();
  // Reads all lengths unless they are there.
  Status LoadLengths();
  bool has_lengths() const { return has_lengths_; }
  // Notes so many lengths that are looked up one by one, elsewhere; how many that makes since they
  // would have to be read anew. Tells whether reading all was worth it.
  std::int64_t NoteLengthLookups(std::int64_t count) { return length_lookups_ += count; }

  struct Duplicate {
    std::int64_t page_id = 0;
    std::int64_t group_number = 0;
  };
  // Reads all pages that have duplicates unless they are there; see DuplicateTable.
  Status LoadDuplicates();
  bool has_duplicates() const { return has_duplicates_; }
  // As NoteLengthLookups.
  std::int64_t NoteDuplicateLookups(std::int64_t count) { return duplicate_lookups_ += count; }
  // By page_id. REQUIRES: has_duplicates().
  const std::vector<Duplicate>& duplicates() const { return duplicates_; }

  bool IsCurrent(std::int64_t page_id) const;
  // Words in the index; 0 of a page that has none or is not known.
  // REQUIRES: has_lengths().
  std::uint32_t WordsOf(std::int64_t page_id) const;

 private:
  Database& database_;
  // What SQLite counts up at writes of other connections and of this one.
  std::int64_t others_writes_ = -1;
  std::int64_t own_writes_ = -1;
  std::vector<bool> replaced_;  // by version
  bool has_lengths_ = false;
  std::int64_t length_lookups_ = 0;
  std::vector<std::uint32_t> words_;  // of all pages, by version and number
  std::vector<std::uint32_t> first_;  // in words_, by version; one more ends the last
  bool has_duplicates_ = false;
  std::int64_t duplicate_lookups_ = 0;
  std::vector<Duplicate> duplicates_;
};

// Writes down the lengths of a version's pages. REQUIRES: the index holds them.
Status StoreLengths(Database& database, std::int64_t version_id);
// SQL that gives versions whose written lengths are not those of the index; at most twenty.
std::string FindWrongLengths();

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_PAGE_DIRECTORY_H_
