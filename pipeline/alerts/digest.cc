#include "pipeline/alerts/digest.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "pipeline/alerts/digest_order.h"
#include "pipeline/alerts/link.h"
#include "pipeline/alerts/quote.h"
#include "pipeline/alerts/wording.h"
#include "pipeline/alerts/words.h"
#include "pipeline/model/attachment.h"
#include "pipeline/model/ocr_words.h"

namespace scrutineer::alerts {
namespace {

constexpr std::size_t kUnderLimitCodePoints = 120;

// ", item 7, Budget monitoring"; nothing where that is unknown or is the paper as a whole.
std::string UnderOf(const PageReference& where) {
  const auto& under = where.under;
  if (!under || (under->number.empty() && under->title == where.paper.metadata.title)) return {};
  return ", " + Shorten(OneLine(EnclosingName(*under)), kUnderLimitCodePoints);
}

// "Page 4" or "Pages 4–5".
std::string PagesOf(int page_number, int last_page) {
  if (last_page <= page_number) return fmt::format("Page {}", page_number);
  return fmt::format("Pages {}–{}", page_number, last_page);
}

constexpr std::size_t kSubjectLimitCodePoints = 150;
constexpr std::size_t kTitleLimitCodePoints = 200;
constexpr std::size_t kNamesInSubject = 2;
constexpr std::size_t kUnreadableShown = 10;
constexpr std::size_t kValuesShown = 6;

void AddOnce(std::vector<std::string>& names, const std::string& name) {
  const std::string line = OneLine(name);
  if (line.empty()) return;
  if (std::find(names.begin(), names.end(), line) == names.end()) names.push_back(line);
}

// "a, b and 3 more", so that a subject stays a line.
std::string JoinFew(std::vector<std::string> names) {
  if (names.size() > kNamesInSubject + 1) {
    const std::size_t more = names.size() - kNamesInSubject;
    names.resize(kNamesInSubject);
    names.push_back(fmt::format("{} more", more));
  }
  return JoinWords(names);
}

// What the digest is about: services, else providers, else tags, else the search.
std::string Topic(const corpus::Subscription& subscription, const std::vector<Item>& items) {
  std::vector<std::string> services;
  std::vector<std::string> providers;
  std::vector<std::string> tags;
  for (const Item& item : items) {
    for (const NamedService& service : item.services) AddOnce(services, service.name);
    for (const NamedProvider& provider : item.providers) AddOnce(providers, provider.name);
    for (const FiredRule& fired : item.fired) AddOnce(tags, std::string(TagWords(fired.tag)));
  }
  for (const auto* names : {&services, &providers, &tags}) {
    if (!names->empty()) return JoinFew(*names) + " mentioned";
  }
  return fmt::format("search \"{}\" answered", Shorten(OneLine(subscription.query), 40));
}

std::string Subject(const corpus::Subscription& subscription, const std::vector<Item>& items,
                    std::size_t paper_count) {
  std::vector<std::string> councils;
  for (const Item& item : items) AddOnce(councils, item.where.paper.metadata.council);
  std::string subject =
      fmt::format("Scrutineer: {} in {}", Topic(subscription, items), Count(paper_count, "paper"));
  if (councils.size() == 1) {
    subject += fmt::format(" ({})", councils.front());
  } else if (councils.size() > 1) {
    subject += fmt::format(" ({})", Count(councils.size(), "council"));
  }
  return Shorten(subject, kSubjectLimitCodePoints);
}

std::string_view PartTitle(DigestPart part) {
  switch (part) {
    case DigestPart::kToCome:
      return "MEETINGS STILL TO COME";
    case DigestPart::kJustPast:
      return "MEETINGS JUST PAST";
    case DigestPart::kUndated:
      return "PAPERS THAT NAME NO MEETING DATE";
    case DigestPart::kOld:
      return "OLDER PAPERS, NEW TO SCRUTINEER";
  }
  return "PAPERS";
}

std::string TitleOf(const Paper& paper) {
  const std::string title = OneLine(paper.metadata.title);
  if (!title.empty()) return Shorten(title, kTitleLimitCodePoints);
  return OneLine(FileNameOf(paper.locator));
}

// What a reader who opens the link must know: "This is the file \"b.docx\", attached to agenda.pdf.
// Page numbers are those of its conversion by LibreOffice." Empty for a PDF that stands by itself.
std::string HowToFind(const Paper& paper) {
  std::string words;
  if (const auto attachment = ParseAttachmentLocator(paper.locator)) {
    words = fmt::format("This is the file \"{}\", attached to {}.", OneLine(attachment->name),
                        OneLine(FileNameOf(attachment->parent)));
  }
  if (!paper.converter.empty()) {
    words += fmt::format("{}Page numbers are those of its conversion by {}.",
                         words.empty() ? "" : " ", OneLine(paper.converter));
  }
  return words;
}

std::string MeetingOf(const Paper& paper) {
  const PaperMetadata& metadata = paper.metadata;
  const std::string council = OneLine(metadata.council);
  const std::string committee = OneLine(metadata.committee);
  return fmt::format("{}, {}, {}", council.empty() ? "Council not named in the paper" : council,
                     committee.empty() ? "committee not named" : committee,
                     metadata.meeting_date ? "meeting of " + FormatDateLong(*metadata.meeting_date)
                                           : std::string("meeting date not named"));
}

// "Named with it: £300,000 a year; contract end 31 March 2025."
std::string NamedValues(const Item& item) {
  std::string line = "Named with it: ";
  for (std::size_t i = 0; i < item.values.size() && i < kValuesShown; ++i) {
    if (i > 0) line += "; ";
    line += OneLine(item.values[i]);
  }
  if (item.values.size() > kValuesShown) {
    line += fmt::format("; and {} more", item.values.size() - kValuesShown);
  }
  return line + '.';
}

class Writer {
 public:
  Writer(const corpus::Subscription& subscription, const DigestContent& content,
         const DigestFrame& frame)
      : subscription_(subscription), content_(content), frame_(frame) {}

  void Line(std::string_view line = {}) {
    body_ += line;
    body_ += '\n';
  }
  void WritePaper(const PaperItems& group);
  std::string Take() { return std::move(body_); }

 private:
  void WriteFindings(const Paper& paper);
  void WriteQuoted(const Item& item);
  void WriteListed(const Item& item);

  const corpus::Subscription& subscription_;
  const DigestContent& content_;
  const DigestFrame& frame_;
  std::size_t quoted_ = 0;
  std::string body_;
};

void Writer::WriteQuoted(const Item& item) {
  Line(fmt::format("{}{}{}{}:", PagesOf(item.where.page_number, item.where.last_page),
                   UnderOf(item.where), OcrNote(item.where.ocr_confidence),
                   item.replaces_earlier
                       ? " (changed since an earlier version, or not told to you before)"
                       : ""));
  Line(fmt::format("\"{}\"", OneLine(item.quote)));
  if (!item.values.empty()) Line(NamedValues(item));
  std::string why = "Why:";
  for (const std::string& reason : Reasons(item, subscription_, frame_.vocabulary)) {
    why += fmt::format(" {}{}", reason, reason.ends_with(".\"") ? "" : ".");
  }
  Line(why);
  Line(LinkTo(item.where, frame_.link_template));
  for (const PageReference& other : item.also_at) {
    Line(fmt::format("The same words also stand in: {}, page {}{}", TitleOf(other.paper),
                     other.page_number, UnderOf(other)));
    Line(LinkTo(other, frame_.link_template));
  }
  Line();
}

void Writer::WriteListed(const Item& item) {
  const auto reasons = Reasons(item, subscription_, frame_.vocabulary);
  Line(fmt::format("{}{}{}: {}", PagesOf(item.where.page_number, item.where.last_page),
                   UnderOf(item.where), OcrNote(item.where.ocr_confidence),
                   reasons.empty() ? "" : reasons.front()));
  Line(LinkTo(item.where, frame_.link_template));
}

void Writer::WritePaper(const PaperItems& group) {
  Line(TitleOf(group.paper()));
  Line(MeetingOf(group.paper()));
  if (const std::string how = HowToFind(group.paper()); !how.empty()) Line(how);
  if (group.items.front()->replaces_earlier) {
    Line("This paper was changed: it replaces an earlier version of itself.");
  }
  Line();
  std::size_t here = 0;
  for (; here < group.items.size() && here < kQuotedPerPaper && quoted_ < kQuotedPerDigest;
       ++here, ++quoted_) {
    WriteQuoted(*group.items[here]);
  }
  if (here < group.items.size()) {
    Line(fmt::format("{}{} in this paper:", here > 0 ? "And " : "",
                     Count(group.items.size() - here, here > 0 ? "more passage" : "passage")));
    for (; here < group.items.size(); ++here) WriteListed(*group.items[here]);
    Line();
  }
  WriteFindings(group.paper());
}

void Writer::WriteFindings(const Paper& paper) {
  const auto found = content_.findings.find(paper.id);
  if (found == content_.findings.end()) return;
  const std::vector<corpus::FindingRow>& findings = found->second;
  Line("What also stands out in this paper:");
  for (std::size_t i = 0; i < std::min(findings.size(), kFindingsPerPaper); ++i) {
    const corpus::FindingRow& row = findings[i];
    Line(fmt::format("{} (rule {})", OneLine(row.finding.statement), row.finding.rule));
    if (!row.finding.evidence.empty()) {
      const Evidence& place = row.finding.evidence.front();
      const Quote quote = QuoteSentences(row.page_texts.front(), {place.sentence}, {place.span});
      const PageReference where{paper, row.sha256,   place.page_number,
                                0,     std::nullopt, row.unders.front()};
      Line(fmt::format("{}{}{}: \"{}\"", PagesOf(place.page_number, row.last_pages.front()),
                       UnderOf(where), OcrNote(row.ocr_confidences.front()), OneLine(quote.shown)));
      Line(LinkTo(where, frame_.link_template));
    }
    Line(fmt::format("Not seen: {}", OneLine(row.finding.unseen)));
    Line();
  }
  if (findings.size() > kFindingsPerPaper) {
    Line(fmt::format("And {}.", Count(findings.size() - kFindingsPerPaper, "more such finding")));
    Line();
  }
}

void WriteClosing(const corpus::Subscription& subscription, const DigestContent& content,
                  const DigestFrame& frame, Writer& out) {
  out.Line("WHY YOU GET THIS");
  out.Line(
      fmt::format("The alert \"{}\" was set up for {}. It asks for: {}. It writes {}, and "
                  "only when there is something new.",
                  OneLine(subscription.name), subscription.email,
                  DescribeSubscription(subscription, frame.vocabulary),
                  FrequencyWords(subscription.frequency)));
  out.Line(fmt::format("To change or stop it, or to ask about it, write to {} and name the alert.",
                       frame.contact));
  out.Line();
  out.Line("WHAT THIS ALERT CANNOT SEE");
  for (std::size_t i = 0; i < std::min(kUnreadableShown, content.unreadable.size()); ++i) {
    const UnreadablePages& paper = content.unreadable[i];
    out.Line(fmt::format("{} of \"{}\" could not be read (scanned pictures or damaged pages).",
                         Count(static_cast<std::size_t>(paper.pages), "page"),
                         Shorten(OneLine(paper.title), kTitleLimitCodePoints)));
  }
  if (content.unreadable.size() > kUnreadableShown) {
    out.Line(fmt::format("So it is with pages of {}.",
                         Count(content.unreadable.size() - kUnreadableShown, "more paper")));
  }
  if (content.papers_without_council > 0) {
    out.Line(fmt::format("{} left out, because no council could be read from the text.",
                         content.papers_without_council == 1
                             ? "1 paper was"
                             : fmt::format("{} papers were", content.papers_without_council)));
  }
  out.Line(
      "It reads only papers that were collected, and finds only what its rules know. When no alert "
      "comes, that is no proof that nothing was published. Read the paper itself before you act on "
      "a quote.");
}

}  // namespace

DigestText WriteDigest(const corpus::Subscription& subscription, const DigestContent& content,
                       const DigestFrame& frame, Instant now) {
  const Date today{std::chrono::floor<std::chrono::days>(now)};
  const std::vector<PaperItems> papers = OrderByMeeting(content.items, today);
  Writer out(subscription, content, frame);
  out.Line(fmt::format("Scrutineer looked at {} and found {} for you in {}.",
                       Count(content.papers_read, "new paper"),
                       Count(content.items.size(), "passage"), Count(papers.size(), "paper")));
  out.Line();
  std::optional<DigestPart> part;
  for (const PaperItems& paper : papers) {
    if (part != paper.part) {
      out.Line(PartTitle(paper.part));
      out.Line();
    }
    part = paper.part;
    out.WritePaper(paper);
  }
  WriteClosing(subscription, content, frame, out);
  return {Subject(subscription, content.items, papers.size()), out.Take()};
}

}  // namespace scrutineer::alerts
