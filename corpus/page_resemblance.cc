#include "corpus/page_resemblance.h"

#include <algorithm>
#include <array>
#include <limits>

#include "corpus/fts_tokenizer.h"

namespace scrutineer::corpus {
namespace {

constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15;  // 2^64 over the golden ratio

// The finalizer of SplitMix64 (Steele, Lea and Flood, 2014): a permutation in which every bit of
// the input moves half of the bits.
constexpr std::uint64_t Mix(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111eb;
  return x ^ (x >> 31U);
}

// FNV-1a.
std::uint64_t HashOf(std::string_view word) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

// Depends on the order of what is joined.
constexpr std::uint64_t Join(std::uint64_t before, std::uint64_t next) {
  return Mix(before * 3 + next + kGolden);
}

std::int64_t KeyOf(std::uint64_t hash) {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(Mix(hash)));
}

bool IsNumber(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void SortEachOnce(std::vector<std::uint64_t>& hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

// How many both hold. REQUIRES: ascending, each once.
std::size_t Shared(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t shared = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    shared += *x == *y ? 1 : 0;
    const bool step_x = *x <= *y;
    const bool step_y = *y <= *x;
    if (step_x) ++x;
    if (step_y) ++y;
  }
  return shared;
}

bool BearTheSameNumbers(const PageShingles& a, const PageShingles& b) {
  const std::size_t most = std::max(a.numbers.size(), b.numbers.size());
  return most - Shared(a.numbers, b.numbers) <= kMostStrayNumbers;
}

bool IsShort(const PageShingles& page) { return page.words < kFewestWordsToResemble; }

bool HaveSameWords(const PageShingles& a, const PageShingles& b) {
  return a.words == b.words && a.sequence == b.sequence;
}

}  // namespace

PageShingles ShinglesOf(std::string_view text) {
  PageShingles page;
  std::array<std::uint64_t, kShingleWords> last{};
  for (const Token& token : Tokenize(text)) {
    const std::uint64_t word = HashOf(token.text);
    page.sequence = Join(page.sequence, word);
    last[page.words % kShingleWords] = word;
    if (IsNumber(token.text)) page.numbers.push_back(word);
    ++page.words;
    if (page.words < kShingleWords) continue;
    std::uint64_t shingle = 0;
    for (std::size_t i = 0; i < kShingleWords; ++i) {
      shingle = Join(shingle, last[(page.words + i) % kShingleWords]);
    }
    page.hashes.push_back(shingle);
  }
  SortEachOnce(page.hashes);
  SortEachOnce(page.numbers);
  return page;
}

double Resemblance(const PageShingles& a, const PageShingles& b) {
  if (HaveSameWords(a, b)) return 1;
  if (a.hashes.empty() || b.hashes.empty()) return 0;
  const std::size_t shared = Shared(a.hashes, b.hashes);
  return static_cast<double>(shared) /
         static_cast<double>(a.hashes.size() + b.hashes.size() - shared);
}

bool AreDuplicates(const PageShingles& a, const PageShingles& b) {
  if (a.words == 0 || b.words == 0) return false;
  if (IsShort(a) || IsShort(b)) return HaveSameWords(a, b);
  return BearTheSameNumbers(a, b) && Resemblance(a, b) >= kDuplicateResemblance;
}

std::vector<std::int64_t> BandKeys(const PageShingles& shingles) {
  if (shingles.words == 0) return {};
  if (IsShort(shingles)) return {KeyOf(shingles.sequence)};
  std::vector<std::int64_t> keys;
  for (std::uint64_t band = 0; band < kBands; ++band) {
    std::uint64_t joined = band + 1;
    for (std::uint64_t row = 0; row < kMinimaInBand; ++row) {
      // One permutation of all hashes for each row of each band.
      const std::uint64_t seed = Mix((band * kMinimaInBand + row + 1) * kGolden);
      std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
      for (const std::uint64_t hash : shingles.hashes) least = std::min(least, Mix(hash ^ seed));
      joined = Join(joined, least);
    }
    keys.push_back(KeyOf(joined));
  }
  return keys;
}

}  // namespace scrutineer::corpus
