#include "pipeline/model/hit_reference.h"

#include <fmt/format.h>

#include <charconv>

#include "pipeline/base/utf8.h"
#include "pipeline/model/attachment.h"

namespace scrutineer {
namespace {

constexpr std::string_view kPage = "#page=";
constexpr std::string_view kCharacters = "&char=";
constexpr std::string_view kConverted = " (page ";
constexpr std::string_view kAttached = ", attached to ";
constexpr std::size_t kDigestDigits = 16;  // enough for any corpus, and to be read aloud

tl::unexpected<Error> NotAHit(std::string_view text, std::string_view what) {
  return Fail(ErrorCode::kUsage,
              fmt::format("{}: write PAPER#page=4, or copy the \"hit\" of a search result, such as "
                          "4ec6268387e279ed#page=4&char=120,310",
                          what),
              std::string(text));
}

// The number at the start of `text`, which is cut behind it.
template <typename Number>
std::optional<Number> TakeNumber(std::string_view& text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

std::optional<CharacterRange> TakeRange(std::string_view text) {
  const auto start = TakeNumber<std::int64_t>(text);
  if (!start || !text.starts_with(',')) return std::nullopt;
  text.remove_prefix(1);
  const auto end = TakeNumber<std::int64_t>(text);
  if (!end || !text.empty() || *end <= *start) return std::nullopt;
  return CharacterRange{*start, *end};
}

// "b.pdf, attached to a.pdf", to which `name` is attached, as one locator.
std::string AttachedLocator(std::string_view papers, std::string_view name) {
  const std::size_t next = papers.find(kAttached);
  if (next == std::string_view::npos) return AttachmentLocator(papers, name);
  return AttachmentLocator(
      AttachedLocator(papers.substr(next + kAttached.size()), papers.substr(0, next)), name);
}

}  // namespace

std::string HitName(std::string_view sha256, int page_number) {
  return fmt::format("{}{}{}", sha256.substr(0, kDigestDigits), kPage, page_number);
}

std::string HitName(std::string_view sha256, int page_number, CharacterRange range) {
  return fmt::format("{}{}{},{}", HitName(sha256, page_number), kCharacters, range.start,
                     range.end);
}

std::string HitName(std::string_view sha256, int page_number, std::string_view page_text,
                    ByteSpan span) {
  const auto code_points = [&](std::uint32_t bytes) {
    return static_cast<std::int64_t>(CountCodePoints(page_text.substr(0, bytes)));
  };
  return HitName(sha256, page_number, {code_points(span.begin), code_points(span.end)});
}

Result<HitReference> ParseHitReference(std::string_view text) {
  HitReference hit;
  std::size_t mark = text.rfind(kPage);
  std::string_view word = kPage;
  if (mark == std::string_view::npos) {
    mark = text.rfind(kConverted);
    word = kConverted;
  }
  if (mark == std::string_view::npos) return NotAHit(text, "names no page");
  if (mark == 0) return NotAHit(text, "names no paper");
  hit.paper = text.substr(0, mark);
  std::string_view rest = text.substr(mark + word.size());
  const auto page = TakeNumber<int>(rest);
  if (!page || *page < 1) return NotAHit(text, "names no page");
  hit.page_number = *page;
  if (const std::size_t attached = rest.find(kAttached); attached != std::string_view::npos) {
    std::string_view papers = rest.substr(attached + kAttached.size());
    papers = papers.substr(0, papers.rfind(" (pages "));
    hit.paper = AttachedLocator(papers, hit.paper);
    return hit;
  }
  if (rest.starts_with(kCharacters)) {
    hit.range = TakeRange(rest.substr(kCharacters.size()));
    if (!hit.range) return NotAHit(text, "has no two numbers behind \"char=\", the first the less");
    return hit;
  }
  const bool printed = rest.empty() || rest.starts_with(" (pages ") || word == kConverted;
  if (!printed) return NotAHit(text, "has something behind its page that is not understood");
  return hit;
}

}  // namespace scrutineer
