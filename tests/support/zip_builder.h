#ifndef SCRUTINEER_TESTS_SUPPORT_ZIP_BUILDER_H_
#define SCRUTINEER_TESTS_SUPPORT_ZIP_BUILDER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace scrutineer::tests {

struct ZipMember {
  std::string name;
  std::string bytes;                                // stored as they are
  std::optional<std::uint32_t> claimed_bytes = {};  // what they are said to unpack to
};
std::string ZipOf(const std::vector<ZipMember>& members);

// Small documents of these paragraphs.
std::string DocxOf(const std::vector<std::string>& paragraphs);
std::string OdtOf(const std::vector<std::string>& paragraphs);
// Cells from A1 downwards.
std::string XlsxOf(const std::vector<std::string>& cells);
std::string RtfOf(const std::vector<std::string>& paragraphs);
std::string HtmlOf(const std::vector<std::string>& paragraphs);

}  // namespace scrutineer::tests

#endif  // SCRUTINEER_TESTS_SUPPORT_ZIP_BUILDER_H_
