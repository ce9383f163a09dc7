#include "pipeline/cli/show_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <utility>

#include "pipeline/base/file.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/stored_paper.h"
#include "pipeline/ingest/page_picture.h"
#include "pipeline/text/normalizer.h"

namespace scrutineer::cli {
namespace {

// Colours that people who confuse red and green can tell apart (Okabe and Ito, 2008).
struct BoxColour {
  Tag tag;
  std::uint32_t rgb;
  const char* name;
};
constexpr std::array kColours = {BoxColour{Tag::kTender, 0xD55E00, "vermilion"},
                                 BoxColour{Tag::kOutsourcing, 0x0072B2, "blue"},
                                 BoxColour{Tag::kConsultation, 0x009E73, "green"},
                                 BoxColour{Tag::kProvider, 0xCC79A7, "purple"}};
constexpr std::uint32_t kHighlightColour = 0xD55E00;

struct Marks {
  std::vector<ingest::Mark> marks;
  std::vector<std::string> kinds;   // "2 tender (vermilion)", or words with their number
  std::vector<std::string> absent;  // words that do not stand on the page
};

// Whether any of it is printed on the page: of the page before, what runs over.
bool IsOn(int page_number, const Page& page, ByteSpan span) {
  const ByteSpan next = page.from_next_page;
  if (page.number != page_number) return span.Overlaps(next);
  return next.empty() || !next.Contains(span);
}

// The page, and the one before it where words of that run over.
std::vector<const Page*> PagesBearing(const std::vector<Page>& pages, int page_number) {
  const auto index = static_cast<std::size_t>(page_number) - 1;
  std::vector<const Page*> bearing = {&pages[index]};
  if (index > 0 && !pages[index - 1].from_next_page.empty()) bearing.push_back(&pages[index - 1]);
  return bearing;
}

Marks MarksOfMentions(const std::vector<Page>& pages, int page_number,
                      const MentionsByPage& mentions) {
  Marks all;
  std::array<int, kColours.size()> counts = {};
  for (const Page* page : PagesBearing(pages, page_number)) {
    const auto found = mentions.find(page->number);
    if (found == mentions.end()) continue;
    for (const Mention& mention : found->second) {
      if (!IsOn(page_number, *page, mention.span)) continue;
      for (std::size_t i = 0; i < kColours.size(); ++i) {
        if (kColours[i].tag != mention.tag) continue;
        all.marks.push_back({page->number, mention.span, kColours[i].rgb});
        ++counts[i];
      }
    }
  }
  for (std::size_t i = 0; i < kColours.size(); ++i) {
    if (counts[i] == 0) continue;
    all.kinds.push_back(
        fmt::format("{} {} ({})", counts[i], TagName(kColours[i].tag), kColours[i].name));
  }
  return all;
}

Marks MarksOfWords(const std::vector<Page>& pages, int page_number,
                   const std::vector<std::string>& highlight) {
  Marks all;
  for (const std::string& words : highlight) {
    const std::size_t before = all.marks.size();
    for (const Page* page : PagesBearing(pages, page_number)) {
      for (const ByteSpan span : ingest::FindWords(page->text, text::Normalize(words).text)) {
        if (!IsOn(page_number, *page, span)) continue;
        all.marks.push_back({page->number, span, kHighlightColour});
      }
    }
    const std::size_t count = all.marks.size() - before;
    if (count == 0) all.absent.push_back(words);
    if (count > 0)
      all.kinds.push_back(
          fmt::format("\"{}\" {}", words, Counted(static_cast<std::int64_t>(count), "time")));
  }
  return all;
}

void Say(std::string_view line) { fmt::print(stderr, "scrutineer: {}\n", Printable(line)); }

void SayWhatIsBoxed(const corpus::PaperRow& row, int page_number, const Marks& marks,
                    const ingest::PagePicture& picture, bool quiet) {
  const std::string where = Citation(row.paper, page_number);
  for (const std::string& words : marks.absent) {
    Say(fmt::format("\"{}\" does not stand on {}", words, where));
  }
  if (!quiet && !marks.kinds.empty()) {
    Say(fmt::format("{}: boxed {}", where, fmt::join(marks.kinds, ", ")));
  }
  if (!quiet && marks.kinds.empty() && marks.absent.empty()) {
    Say(fmt::format("{}: bears no mention, nothing is boxed", where));
  }
  if (picture.text_differs) {
    Say(
        fmt::format("{}: the text of this page is no longer read as it was stored; the words were "
                    "looked for in what it says now (ingest --reread stores it anew)",
                    where));
  }
  if (picture.missing > 0) {
    Say(fmt::format("{}: {} not boxed, for where the words stand on the page is not known", where,
                    Counted(picture.missing, "place is", "places are")));
  }
}

Status WritePicture(const std::filesystem::path& output, const std::string& png) {
  if (!output.empty()) return WriteFileAtomically(output, png);
  Print(png);
  return {};
}

}  // namespace

Error NoSuchPage(const corpus::PaperRow& row, int page_number) {
  return {ErrorCode::kNotFound,
          fmt::format("has {}, none is number {}", Counted(row.version.page_count, "page"),
                      page_number),
          row.paper.locator};
}

Result<MentionsByPage> MentionsOf(corpus::PaperStore& papers, const corpus::PaperRow& row) {
  MentionsByPage mentions;
  corpus::MentionFilter filter;
  filter.paper_id = row.paper.id;
  SCRUTINEER_RETURN_IF_ERROR(papers.VisitMentions(filter, [&](const corpus::MentionRow& found) {
    if (found.sha256 == row.version.sha256) mentions[found.page_number].push_back(found.mention);
    return true;
  }));
  return mentions;
}

Result<int> ShowPicture(Session& session, corpus::Corpus& corpus, const corpus::PaperRow& row,
                        int page_number, const PictureFlags& flags) {
  if (flags.output.empty() && StdoutIsTerminal()) {
    return Fail(ErrorCode::kUsage,
                "a picture is nothing for a terminal: name a file with --output page.png, or send "
                "it on with > or |");
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const auto pages, corpus.papers().Pages(row.version.id));
  if (page_number > static_cast<int>(pages.size())) return Fail(NoSuchPage(row, page_number));
  Marks marks;
  if (flags.highlight.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(const auto mentions, MentionsOf(corpus.papers(), row));
    marks = MarksOfMentions(pages, page_number, mentions);
  } else {
    marks = MarksOfWords(pages, page_number, flags.highlight);
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const auto paper,
                              StoredPaper::Open(session, corpus, row, flags.passwords));
  const auto picture = ingest::DrawPagePicture(paper->source(), page_number, marks.marks);
  if (!picture) {
    return Fail(picture.error().code, picture.error().message, Citation(row.paper, page_number));
  }
  SCRUTINEER_RETURN_IF_ERROR(WritePicture(flags.output, picture->png));
  SayWhatIsBoxed(row, page_number, marks, *picture, session.quiet());
  return !flags.highlight.empty() && marks.marks.empty() ? kExitNothing : kExitDone;
}

}  // namespace scrutineer::cli
