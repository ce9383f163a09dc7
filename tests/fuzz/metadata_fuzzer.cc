#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/utf8.h"
#include "pipeline/text/metadata.h"
#include "pipeline/text/normalizer.h"

namespace {

bool Holds(const scrutineer::PaperMetadata& paper) {
  for (const std::string* field : {&paper.title, &paper.council, &paper.committee}) {
    if (scrutineer::FirstInvalidUtf8(*field)) return false;
    if (field->find('\n') != std::string::npos) return false;
  }
  if (paper.meeting_date && !paper.meeting_date->ok()) return false;
  return !paper.item_count || *paper.item_count >= 0;
}

}  // namespace

// Pages are parted by form feeds; the first line is the file's name and the title in its
// properties.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const scrutineer::text::CouncilNames kCouncils(
      {"Leeds City Council", "London Borough of Lambeth", "Armagh City, Banbridge Council"});
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  std::vector<std::string> pages;
  for (std::size_t begin = 0; begin <= input.size();) {
    const std::size_t end = std::min(input.find('\f', begin), input.size());
    pages.push_back(scrutineer::text::Normalize(input.substr(begin, end - begin)).text);
    begin = end + 1;
  }
  const std::vector<std::string_view> views(pages.begin(), pages.end());
  const std::string name = pages.front().substr(0, pages.front().find('\n'));
  scrutineer::DocumentProperties properties;
  properties.title = name;
  if (!Holds(scrutineer::text::DeriveMetadata(views, properties, name, kCouncils))) std::abort();
  return 0;
}
