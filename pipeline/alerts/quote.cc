#include "pipeline/alerts/quote.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/alerts/words.h"
#include "pipeline/base/sha256.h"
#include "pipeline/base/utf8.h"

namespace scrutineer::alerts {
namespace {

constexpr std::uint32_t kWindowBytes = 180;  // kept on each side of a mark when a quote is cut
constexpr std::size_t kMostWindows = 5;
constexpr std::string_view kGap = " [...] ";

// Sorted, with those merged that overlap or have nothing but spaces between them.
std::vector<ByteSpan> Merge(std::string_view text, std::vector<ByteSpan> spans) {
  std::sort(spans.begin(), spans.end());
  std::vector<ByteSpan> merged;
  for (const ByteSpan span : spans) {
    if (span.empty()) continue;
    const bool adjacent =
        !merged.empty() &&
        (span.begin <= merged.back().end ||
         text.substr(merged.back().end, span.begin - merged.back().end).find_first_not_of(' ') ==
             std::string_view::npos);
    if (adjacent) {
      merged.back().end = std::max(merged.back().end, span.end);
    } else {
      merged.push_back(span);
    }
  }
  return merged;
}

// The surroundings of `mark` within `run`, ending between words where there is a space near.
ByteSpan WindowAround(std::string_view text, ByteSpan run, ByteSpan mark) {
  ByteSpan window = run;
  if (mark.begin > run.begin + kWindowBytes) {
    const std::size_t wanted = FloorToCodePoint(text, mark.begin - kWindowBytes);
    const std::size_t space = text.find(' ', wanted);
    window.begin = static_cast<std::uint32_t>(space < mark.begin ? space + 1 : wanted);
  }
  if (mark.end + kWindowBytes < run.end) {
    const std::size_t wanted = FloorToCodePoint(text, mark.end + kWindowBytes);
    const std::size_t space = text.rfind(' ', wanted);
    const bool usable = space != std::string_view::npos && space >= mark.end;
    window.end = static_cast<std::uint32_t>(usable ? space : wanted);
  }
  return window;
}

std::vector<ByteSpan> CutToWindows(std::string_view text, const std::vector<ByteSpan>& runs,
                                   const std::vector<ByteSpan>& marks) {
  std::vector<ByteSpan> windows;
  for (const ByteSpan mark : marks) {
    const auto run = std::find_if(runs.begin(), runs.end(),
                                  [&](ByteSpan candidate) { return candidate.Overlaps(mark); });
    if (run != runs.end()) windows.push_back(WindowAround(text, *run, mark));
  }
  if (windows.empty() && !runs.empty()) {
    windows.push_back(WindowAround(text, runs.front(), {runs.front().begin, runs.front().begin}));
  }
  windows = Merge(text, std::move(windows));
  if (windows.size() > kMostWindows) windows.resize(kMostWindows);
  return windows;
}

std::string Join(std::string_view text, const std::vector<ByteSpan>& spans,
                 std::string_view between) {
  std::string joined;
  for (const ByteSpan span : spans) {
    if (!joined.empty()) joined += between;
    joined += span.Of(text);
  }
  return joined;
}

}  // namespace

ByteSpan ParagraphAt(std::string_view text, std::uint32_t offset) {
  const std::size_t at = std::min<std::size_t>(offset, text.size());
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t end = std::min(text.find('\n', at), text.size());
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

ByteSpan Clip(ByteSpan span, std::string_view text) {
  const auto floor = [&](std::uint32_t offset) {
    return static_cast<std::uint32_t>(FloorToCodePoint(text, offset));
  };
  const ByteSpan clipped{floor(span.begin), floor(span.end)};
  return clipped.begin <= clipped.end ? clipped : ByteSpan{clipped.end, clipped.end};
}

Quote QuoteSentences(std::string_view text, std::vector<ByteSpan> sentences,
                     std::vector<ByteSpan> marks) {
  for (ByteSpan& sentence : sentences) sentence = Clip(sentence, text);
  for (ByteSpan& mark : marks) mark = Clip(mark, text);
  std::sort(marks.begin(), marks.end());
  const std::vector<ByteSpan> runs = Merge(text, std::move(sentences));
  Quote quote;
  quote.words = Join(text, runs, " ");
  if (CountCodePoints(quote.words) <= kQuoteLimitCodePoints) {
    quote.shown = Join(text, runs, kGap);
    return quote;
  }
  const std::vector<ByteSpan> windows = CutToWindows(text, runs, marks);
  if (windows.empty()) return quote;
  const bool cut_before = windows.front().begin != runs.front().begin;
  const bool cut_after = windows.back().end != runs.back().end;
  quote.shown = fmt::format("{}{}{}", cut_before ? kGap.substr(1) : "", Join(text, windows, kGap),
                            cut_after ? kGap.substr(0, kGap.size() - 1) : "");
  return quote;
}

std::string ItemKey(const PaperMetadata& metadata, std::string_view words) {
  constexpr char kFieldSeparator = '\x1F';
  std::string fields = FoldWords(metadata.council);
  fields += kFieldSeparator;
  if (metadata.meeting_date) fields += FormatDate(*metadata.meeting_date);
  fields += kFieldSeparator;
  fields += FoldWords(words);
  return Sha256Hex(fields);
}

}  // namespace scrutineer::alerts
