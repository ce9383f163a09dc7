#include "tests/bench/bench_papers.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "pipeline/sources/folder_source.h"
#include "tests/bench/process_tree.h"

namespace scrutineer::bench {
namespace {

namespace fs = std::filesystem;

// Whether pdftotext finds at least a few words, and the number of pages.
bool HasText(const fs::path& pdf, const fs::path& scratch, std::int64_t& pages) {
  const fs::path text = scratch / "text";
  if (Run({"pdftotext", pdf.string(), text.string()}, false).exit_code != 0) return false;
  std::ifstream stream(text, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  pages = std::count(bytes.begin(), bytes.end(), '\f');
  return std::count_if(bytes.begin(), bytes.end(),
                       [](unsigned char c) { return std::isalnum(c) != 0; }) > 100;
}

}  // namespace

BenchPapers ChoosePapers(const fs::path& folder, const fs::path& scratch) {
  const auto listing = sources::ListFiles({folder});
  if (!listing) throw std::runtime_error(listing.error().ToString());
  BenchPapers papers;
  for (const sources::OfferedFile& file : listing->files) {
    if (!sources::IsNamedPdf(file.path)) continue;
    std::int64_t pages = 0;
    if (HasText(file.path, scratch, pages)) {
      papers.files.push_back(file.path.string());
      papers.pages += pages;
    } else {
      ++papers.left_out;
    }
  }
  if (papers.files.empty()) throw std::runtime_error(folder.string() + ": no PDF with text");
  return papers;
}

}  // namespace scrutineer::bench
