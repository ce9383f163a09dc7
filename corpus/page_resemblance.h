#ifndef SCRUTINEER_CORPUS_PAGE_RESEMBLANCE_H_
#define SCRUTINEER_CORPUS_PAGE_RESEMBLANCE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace scrutineer::corpus {

// How alike the words of two pages are: the resemblance of Broder ("On the resemblance and
// containment of documents", 1997), the part that two sets of shingles share of what both hold.
// Words are those of the index (fts_tokenizer.h), so case, accents, punctuation, white space and
// the breaks of lines make no difference.

// Words in a row that make a shingle. One changed word changes three shingles: few enough that a
// page stays the same page with a word changed here and there, enough that the same words in
// another order are another page.
inline constexpr std::size_t kShingleWords = 3;

// From this resemblance on pages are duplicates: in a page of n words up to about n / 57 may be
// changed, 7 of 400.
inline constexpr double kDuplicateResemblance = 0.9;

// Numbers (words with a digit) that one page may bear and the other not: a page number that was not
// known for furniture, an item's number. With more it is another page, however alike: next month's
// figures in last month's words.
inline constexpr std::size_t kMostStrayNumbers = 2;

// A page of fewer words is a duplicate only of one with the same words in the same order: of so few
// a single one makes another page ("Appendix 2").
inline constexpr std::size_t kFewestWordsToResemble = 20;

// Duplicates are sought by MinHash (Broder and others, "Min-wise independent permutations", 1998)
// in bands (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", 3.4): a band is the least
// of the shingles' hashes under kMinimaInBand hash functions, and pages that share a band are
// compared. Two pages of resemblance s share none of the bands with probability
// (1 - s^kMinimaInBand)^kBands, and are missed:
//
//   s                      0.90   0.95   0.98    0.99     1
//   missed                4.1 %  0.6 %  0.05 %  0.006 %   0
//
// Pages that share a tenth of their words, as those of one council do, are compared in vain once in
// 3,300 pairs; of a fiftieth once in two million.
inline constexpr std::size_t kMinimaInBand = 4;
inline constexpr std::size_t kBands = 3;

// The words of a page, for comparison. The hashes are the same on every machine.
struct PageShingles {
  std::vector<std::uint64_t> hashes;   // of the shingles: ascending, each once
  std::vector<std::uint64_t> numbers;  // hashes of words with a digit: likewise
  std::uint64_t sequence = 0;          // hash of all words in their order
  std::size_t words = 0;
};

// REQUIRES: well-formed UTF-8. Thread-safe.
PageShingles ShinglesOf(std::string_view text);

// From 0 to 1. 1 where the words are the same in the same order, also of none.
double Resemblance(const PageShingles& a, const PageShingles& b);

// Whether one page repeats the other. A page without words repeats none.
bool AreDuplicates(const PageShingles& a, const PageShingles& b);

// Keys under which a page is kept and its duplicates are found, from -2^31 to 2^31 - 1, which
// SQLite stores in four bytes: one for each band, a single one for a short page, none for one
// without words. Keys of different pages may be equal by chance.
std::vector<std::int64_t> BandKeys(const PageShingles& shingles);

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_PAGE_RESEMBLANCE_H_
