#include "corpus/query_error.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "corpus/query_characters.h"

namespace scrutineer::corpus {
namespace {

constexpr std::size_t kShownCodePoints = 70;

}  // namespace

Error QueryError(std::string_view query, std::size_t offset_code_points, std::string_view what,
                 std::string_view fix) {
  std::u32string text = DecodeUtf8(query);
  std::replace_if(text.begin(), text.end(), &IsSpace, U' ');
  // Of a long query, the part around the place.
  std::size_t begin = 0;
  if (offset_code_points > kShownCodePoints / 2) begin = offset_code_points - kShownCodePoints / 2;
  if (text.size() <= kShownCodePoints) begin = 0;
  const std::u32string_view shown = std::u32string_view(text).substr(begin, kShownCodePoints);
  const std::string left = begin > 0 ? "..." : "";
  const std::string right = begin + shown.size() < text.size() ? "..." : "";
  const std::string blanks(left.size() + offset_code_points - begin, ' ');
  return Error{ErrorCode::kQuery,
               fmt::format("{} at character {}\n  {}{}{}\n  {}^\n{}", what, offset_code_points + 1,
                           left, EncodeUtf8(shown), right, blanks, fix),
               {}};
}

}  // namespace scrutineer::corpus
