#ifndef SCRUTINEER_PIPELINE_TEXT_METADATA_H_
#define SCRUTINEER_PIPELINE_TEXT_METADATA_H_

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/result.h"
#include "pipeline/model/paper.h"

namespace scrutineer::text {

// Names of councils that papers may print, from a text file of one name a line ('#' comments).
class CouncilNames {
 public:
  CouncilNames() = default;
  explicit CouncilNames(std::vector<std::string> names);
  // Errors: kNotFound, kInvalidUtf8 with file and line.
  static Result<CouncilNames> Load(const std::filesystem::path& file);

  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;
};

// What a paper says of itself. `pages` are normalised texts from page 1 on (all of them; only the
// items are counted past the first few), `file_name` the last part of its path or URL.
PaperMetadata DeriveMetadata(const std::vector<std::string_view>& pages,
                             const DocumentProperties& properties, std::string_view file_name,
                             const CouncilNames& councils);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_METADATA_H_
