#ifndef SCRUTINEER_PIPELINE_TEXT_METADATA_H_
#define SCRUTINEER_PIPELINE_TEXT_METADATA_H_

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/base/nation.h"
#include "pipeline/base/result.h"
#include "pipeline/model/paper.h"
#include "pipeline/model/section.h"

namespace scrutineer::text {

// Names of councils that papers may print, from a text file of one name a line ('#' comments),
// under lines that name their nation: "[england]".
class CouncilNames {
 public:
  CouncilNames() = default;
  explicit CouncilNames(std::vector<std::string> names);
  // Errors: kNotFound; kInvalidUtf8 and kConfiguration (no such nation) with file and line.
  static Result<CouncilNames> Load(const std::filesystem::path& file);

  const std::vector<std::string>& names() const { return names_; }

  // The listed name that `name` is, whatever its capitals, hyphens, "&" and "the"; or nullptr.
  const std::string* Find(std::string_view name) const;
  // The listed name of the council of a place: "Leeds" is "Leeds City Council"; or nullptr.
  const std::string* FindPlace(std::string_view place) const;
  // The nation of a listed council, by its name; nothing for others.
  std::optional<Nation> NationOf(std::string_view name) const;

 private:
  std::vector<std::string> names_;
  std::vector<std::optional<Nation>> nations_;  // of the names; empty where none is known
  std::unordered_map<std::string, std::size_t> by_name_;
  std::unordered_map<std::string, std::size_t> by_place_;
};

// What a paper says of itself: what is printed comes before `properties`, and these before
// `file_name`, the last part of its path or URL. `pages` are normalised texts from page 1 on (all
// of them; only the items are counted past the first few).
//
// A field stays empty where nothing says it. The committee of a meeting of the council itself is
// "Council", that of one member's decision the member's office. Where a council prints its name in
// Welsh and English, the English one is given. A date is the meeting's; for papers of no meeting,
// the one they were adopted or dated.
PaperMetadata DeriveMetadata(const std::vector<std::string_view>& pages,
                             const DocumentProperties& properties, std::string_view file_name,
                             const CouncilNames& councils);

// Where the parts that were found gainsay the number of items, as lists within minutes and odd
// numbering make it, counts the parts instead. `sections` are of the same paper.
void SettleItemCount(const std::vector<PaperSection>& sections, PaperMetadata& paper);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_METADATA_H_
