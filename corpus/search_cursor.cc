#include "corpus/search_cursor.h"

#include <fmt/format.h>

#include <bit>
#include <optional>
#include <tuple>
#include <vector>

#include "pipeline/base/sha256.h"

namespace scrutineer::corpus {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kFingerprintBytes = 8;
constexpr std::size_t kCursorBytes = 2 + kFingerprintBytes + 8 + 8;
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// RFC 4648, section 5, without padding.
std::string ToBase64Url(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = (bits << 8U) | static_cast<unsigned char>(c);
    for (count += 8; count >= 6; count -= 6) {
      text.push_back(kAlphabet[(bits >> static_cast<unsigned>(count - 6)) & 63U]);
    }
  }
  if (count > 0) text.push_back(kAlphabet[(bits << static_cast<unsigned>(6 - count)) & 63U]);
  return text;
}

std::optional<std::string> FromBase64Url(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 6U) | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU));
  }
  if ((bits & ((1U << static_cast<unsigned>(count)) - 1U)) != 0) return std::nullopt;
  return bytes;
}

void AppendNumber(std::uint64_t number, std::string& bytes) {
  for (int shift = 56; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>((number >> static_cast<unsigned>(shift)) & 0xFFU));
  }
}

std::uint64_t NumberAt(std::string_view bytes, std::size_t at) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    number = (number << 8U) | static_cast<unsigned char>(bytes[at + i]);
  }
  return number;
}

// Each value with its length before it, so that no two lists give the same text.
void AppendList(std::string_view name, const std::vector<std::string>& values, std::string& text) {
  text += fmt::format("{} {}\n", name, values.size());
  for (const std::string& value : values) text += fmt::format("{} {}\n", value.size(), value);
}

std::string DateText(const std::optional<Date>& date) { return date ? FormatDate(*date) : ""; }

// The key of SearchOrder::kOldest; see page_id.h.
auto OldestKey(std::int64_t page_id) {
  constexpr int kFirstDayBit = 43;
  constexpr int kVersionBit = 17;
  return std::tuple(page_id < (std::int64_t{1} << kFirstDayBit), page_id >> kVersionBit, -page_id);
}

}  // namespace

bool ComesBefore(SearchOrder order, const RankedPage& a, const RankedPage& b) {
  if (order == SearchOrder::kOldest) return OldestKey(a.page_id) < OldestKey(b.page_id);
  if (order == SearchOrder::kRelevance && a.score != b.score) return a.score > b.score;
  return a.page_id > b.page_id;
}

std::string SearchFingerprint(const SearchRequest& request) {
  const MentionFilter& filter = request.filter;
  std::string text =
      fmt::format("{} {} {} {} {}\n", static_cast<int>(request.order), request.all_versions,
                  request.pages_of_paper > 0, request.fold_duplicates,
                  filter.paper_id ? std::to_string(*filter.paper_id) : "");
  AppendList("query", {request.query ? request.query->source : std::string()}, text);
  std::vector<std::string> tags;
  for (const Tag tag : filter.tags) tags.emplace_back(TagName(tag));
  AppendList("tags", tags, text);
  AppendList("providers", filter.providers, text);
  AppendList("services", filter.services, text);
  AppendList("rules", filter.rules, text);
  AppendList("councils", filter.paper.councils, text);
  AppendList("committees", filter.paper.committees, text);
  AppendList("dates", {DateText(filter.paper.since), DateText(filter.paper.until)}, text);
  return Sha256Hex(text).substr(0, 2 * kFingerprintBytes);
}

std::string EncodeCursor(const SearchRequest& request, const RankedPage& last) {
  std::string bytes = {kVersion, static_cast<char>(request.order)};
  const std::string fingerprint = SearchFingerprint(request);
  for (std::size_t i = 0; i < fingerprint.size(); i += 2) {
    const auto digit = [&](std::size_t at) {
      return static_cast<int>(std::string_view("0123456789abcdef").find(fingerprint[at]));
    };
    bytes.push_back(static_cast<char>(digit(i) * 16 + digit(i + 1)));
  }
  AppendNumber(std::bit_cast<std::uint64_t>(last.score), bytes);
  AppendNumber(static_cast<std::uint64_t>(last.page_id), bytes);
  return ToBase64Url(bytes);
}

Result<RankedPage> DecodeCursor(const SearchRequest& request, std::string_view cursor) {
  const auto fail = [](std::string_view what) {
    return Fail(ErrorCode::kUsage, std::string(what), "--cursor");
  };
  const auto bytes = FromBase64Url(cursor);
  if (!bytes || bytes->size() != kCursorBytes) {
    return fail("this is no cursor (take next_cursor from an answer, or leave it out)");
  }
  if ((*bytes)[0] != kVersion) {
    return fail("this cursor is of another version of Scrutineer (begin again without it)");
  }
  RankedPage last;
  last.score = std::bit_cast<double>(NumberAt(*bytes, 2 + kFingerprintBytes));
  last.page_id = static_cast<std::int64_t>(NumberAt(*bytes, 2 + kFingerprintBytes + 8));
  if (last.score != last.score) return fail("this cursor is damaged (begin again without it)");
  if (EncodeCursor(request, last) != cursor) {
    return fail(
        "this cursor belongs to another search (give the same query, filters, order and grouping "
        "as it came with, or leave it out)");
  }
  return last;
}

}  // namespace scrutineer::corpus
