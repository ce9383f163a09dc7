#include <algorithm>
#include <array>
#include <utility>

#include "pipeline/base/file.h"
#include "pipeline/base/utf8.h"
#include "pipeline/text/ascii.h"
#include "pipeline/text/metadata.h"

namespace scrutineer::text {
namespace {

// Lower case, single spaces, "and" for "&", no "the" in front; what differs between prints of one
// name is gone.
std::string NameKey(std::string_view name) {
  std::string key;
  for (const char c : name) {
    if (c == '&') {
      key += "and";
    } else if (IsAsciiLetter(c) || IsDigit(c) || !IsAscii(c)) {
      key += ToAsciiLower(c);
    } else if (c != '\'' && !key.empty() && key.back() != ' ') {
      key += ' ';
    }
  }
  while (!key.empty() && key.back() == ' ') key.pop_back();
  if (key.starts_with("the ")) key.erase(0, 4);
  return key;
}

// What a council is beside its place, the longest first.
constexpr auto kForms = std::to_array<std::string_view>(
    {" metropolitan borough council", " metropolitan district council", " county borough council",
     " city and district council", " and district council", " borough council", " district council",
     " county council", " city council", " council", " city"});
constexpr auto kFormsBefore = std::to_array<std::string_view>(
    {"london borough of ", "royal borough of ", "borough council of ", "council of the ",
     "borough of ", "city of "});

std::string PlaceKey(std::string_view name) {
  std::string key = NameKey(name);
  for (const std::string_view form : kForms) {
    if (key.size() > form.size() && key.ends_with(form)) {
      key.erase(key.size() - form.size());
      break;
    }
  }
  for (const std::string_view form : kFormsBefore) {
    if (key.size() > form.size() && key.starts_with(form)) {
      key.erase(0, form.size());
      break;
    }
  }
  return key;
}

}  // namespace

CouncilNames::CouncilNames(std::vector<std::string> names) : names_(std::move(names)) {
  for (std::size_t i = 0; i < names_.size(); ++i) {
    by_name_.emplace(NameKey(names_[i]), i);
    by_place_.emplace(PlaceKey(names_[i]), i);
  }
}

const std::string* CouncilNames::Find(std::string_view name) const {
  const auto found = by_name_.find(NameKey(name));
  return found == by_name_.end() ? nullptr : &names_[found->second];
}

const std::string* CouncilNames::FindPlace(std::string_view place) const {
  const auto found = by_place_.find(NameKey(place));
  return found == by_place_.end() ? nullptr : &names_[found->second];
}

std::optional<Nation> CouncilNames::NationOf(std::string_view name) const {
  const auto found = by_name_.find(NameKey(name));
  if (found == by_name_.end() || found->second >= nations_.size()) return std::nullopt;
  return nations_[found->second];
}

Result<CouncilNames> CouncilNames::Load(const std::filesystem::path& file) {
  SCRUTINEER_ASSIGN_OR_RETURN(const std::string content, ReadFile(file));
  if (const auto invalid = FirstInvalidUtf8(content)) {
    const auto line = 1 + std::count(content.begin(),
                                     content.begin() + static_cast<std::ptrdiff_t>(*invalid), '\n');
    return Fail(ErrorCode::kInvalidUtf8, "the list of councils is not UTF-8 (save it as UTF-8)",
                file.string() + ":" + std::to_string(line));
  }
  std::vector<std::string> names;
  std::vector<std::optional<Nation>> nations;
  std::optional<Nation> nation;
  std::size_t line_number = 0;
  for (std::size_t begin = 0; begin < content.size();) {
    const std::size_t newline = std::min(content.find('\n', begin), content.size());
    std::string_view line = std::string_view(content).substr(begin, newline - begin);
    line = TrimAscii(line.substr(0, line.find('#')));
    begin = newline + 1;
    ++line_number;
    if (line.starts_with('[') && line.ends_with(']')) {
      nation = NationFromKey(line.substr(1, line.size() - 2));
      if (nation) continue;
      return Fail(ErrorCode::kConfiguration,
                  "there is no such nation (write [england], [wales], [scotland] or "
                  "[northern-ireland])",
                  file.string() + ":" + std::to_string(line_number));
    }
    if (line.empty()) continue;
    names.emplace_back(line);
    nations.push_back(nation);
  }
  CouncilNames councils(std::move(names));
  councils.nations_ = std::move(nations);
  return councils;
}

}  // namespace scrutineer::text
