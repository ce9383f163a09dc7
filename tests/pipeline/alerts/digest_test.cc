#include "pipeline/alerts/digest.h"

#include <catch2/catch.hpp>
#include <string>

#include "pipeline/alerts/link.h"
#include "tests/pipeline/alerts/paper_builder.h"

namespace scrutineer::alerts {
namespace {

using tests::PaperOf;

const Instant kNow = *ParseInstant("2026-03-10T02:00:00Z");

Item ItemOn(const Paper& paper, int page, const std::string& quote) {
  Item item;
  item.key = paper.locator + std::to_string(page) + quote;
  item.where = {paper, std::string(64, 'a'), page};
  item.quote = quote;
  item.fired = {{Tag::kTender, "tender.award", "contract", "", ""}};
  item.services = {{"youth-services", "Youth services", ServicePlace::kPassage, ""}};
  return item;
}

corpus::Subscription Subscription() {
  corpus::Subscription subscription;
  subscription.name = "youth-calderbrook";
  subscription.email = "rep@example.org";
  subscription.services = {"youth-services"};
  subscription.tags = {Tag::kTender, Tag::kOutsourcing};
  subscription.councils = {"Calderbrook Council"};
  subscription.frequency = corpus::AlertFrequency::kDaily;
  return subscription;
}

DigestFrame Frame() {
  return {std::string(kDefaultLinkTemplate),
          "alerts@example.org",
          {{{"tender.award", "Contract awarded"}}, {{"youth-services", "Youth services"}}, {}}};
}

Paper Numbered(Paper paper, std::int64_t id) {
  paper.id = id;
  return paper;
}

TEST_CASE("a rep can read what was found, where, why, and what the alert cannot see") {
  DigestContent content;
  content.papers_read = 4;
  content.papers_without_council = 1;
  content.unreadable = {{"Scanned appendix", 12}};
  content.items = {ItemOn(PaperOf("Early help"), 7, "The youth contract was awarded.")};
  const DigestText text = WriteDigest(Subscription(), content, Frame(), kNow);
  CHECK(text.subject == "Scrutineer: Youth services mentioned in 1 paper (Calderbrook Council)");
  CHECK(text.body ==
        "Scrutineer looked at 4 new papers and found 1 passage for you in 1 paper.\n"
        "\n"
        "MEETINGS STILL TO COME\n"
        "\n"
        "Early help\n"
        "Calderbrook Council, Cabinet, meeting of 1 April 2026\n"
        "\n"
        "Page 7:\n"
        "\"The youth contract was awarded.\"\n"
        "Why: Contract awarded (rule tender.award). Youth services is named in this passage.\n"
        "file:///papers/Early%20help.pdf#page=7\n"
        "\n"
        "WHY YOU GET THIS\n"
        "The alert \"youth-calderbrook\" was set up for rep@example.org. It asks for: Youth "
        "services together with tenders and contracts or outsourcing; in papers of Calderbrook "
        "Council. It writes at most once a day, and only when there is something new.\n"
        "To change or stop it, or to ask about it, write to alerts@example.org and name the "
        "alert.\n"
        "\n"
        "WHAT THIS ALERT CANNOT SEE\n"
        "12 pages of \"Scanned appendix\" could not be read (scanned pictures or damaged pages).\n"
        "1 paper was left out, because no council could be read from the text.\n"
        "It reads only papers that were collected, and finds only what its rules know. When no "
        "alert comes, that is no proof that nothing was published. Read the paper itself before "
        "you act on a quote.\n");
}

TEST_CASE("amounts, dates and posts stand beside the quote") {
  DigestContent content;
  content.items = {ItemOn(PaperOf("Early help"), 7, "The contract is £5 a year to May.")};
  content.items[0].values = {"£5 a year", "contract end May 2026"};
  const std::string body = WriteDigest(Subscription(), content, Frame(), kNow).body;
  CHECK(body.find("\"The contract is £5 a year to May.\"\n"
                  "Named with it: £5 a year; contract end May 2026.\n"
                  "Why: ") != std::string::npos);
  for (int i = 0; i < 6; ++i) content.items[0].values.push_back(std::to_string(i) + " posts");
  CHECK(WriteDigest(Subscription(), content, Frame(), kNow).body.find("; and 2 more.\n") !=
        std::string::npos);
}

TEST_CASE("the soonest meeting comes first, then those just past, undated and old ones") {
  const auto paper = [](const char* title, const char* date, std::int64_t id) {
    return Numbered(PaperOf(title, "Calderbrook Council", date), id);
  };
  DigestContent content;
  content.items = {
      ItemOn(paper("Old", "2024-05-01", 1), 1, "a"),
      ItemOn(paper("Late", "2026-05-01", 2), 1, "b"),
      ItemOn(paper("Undated", nullptr, 3), 1, "c"),
      ItemOn(paper("Sixty days ago", "2026-01-09", 4), 1, "d"),
      ItemOn(paper("Sixty-one days ago", "2026-01-08", 5), 1, "e"),
      ItemOn(paper("Soon", "2026-03-12", 6), 9, "f"),
      ItemOn(paper("Soon", "2026-03-12", 6), 2, "g"),
      ItemOn(paper("Today", "2026-03-10", 7), 1, "h"),
      ItemOn(paper("Yesterday", "2026-03-09", 8), 1, "i"),
  };
  const std::string body = WriteDigest(Subscription(), content, Frame(), kNow).body;
  const char* order[] = {"STILL TO COME",
                         "\nToday\n",
                         "\nSoon\n",
                         "Page 2:",
                         "Page 9:",
                         "\nLate\n",
                         "JUST PAST",
                         "\nYesterday\n",
                         "\nSixty days ago\n",
                         "NAME NO MEETING DATE",
                         "\nUndated\n",
                         "OLDER PAPERS",
                         "\nSixty-one days ago\n",
                         "\nOld\n",
                         "WHY YOU"};
  std::size_t last = 0;
  for (const char* words : order) {
    INFO(words << " in\n" << body);
    const std::size_t at = body.find(words);
    REQUIRE(at != std::string::npos);
    CHECK(at >= last);
    last = at;
  }
}

TEST_CASE("many passages lose none: those not quoted are listed with page and link") {
  DigestContent content;
  for (int paper = 1; paper <= 30; ++paper) {
    for (int page = 1; page <= 8; ++page) {
      const std::string title = "Paper" + std::to_string(paper);
      content.items.push_back(ItemOn(Numbered(PaperOf(title), paper), page, "Quote."));
    }
  }
  const std::string body = WriteDigest(Subscription(), content, Frame(), kNow).body;
  for (const Item& item : content.items) {
    const std::string link = LinkTo(item.where, kDefaultLinkTemplate);
    CHECK(body.find(link + "\n") != std::string::npos);
  }
  std::size_t quotes = 0;
  for (std::size_t at = body.find("\"Quote.\""); at != std::string::npos;
       at = body.find("\"Quote.\"", at + 1)) {
    ++quotes;
  }
  CHECK(quotes == kQuotedPerDigest);
  CHECK(body.find("And 3 more passages in this paper:\n") != std::string::npos);
  CHECK(body.find("\n8 passages in this paper:\n") != std::string::npos);
}

TEST_CASE("reasons say where a service stands, what is negated, and other places of the words") {
  DigestContent content;
  Item item = ItemOn(PaperOf("Report"), 3, "No procurement implications.");
  item.fired = {{Tag::kTender, "tender.none", "procurement", "none", ""},
                {Tag::kProvider, "provider.list", "Capita plc", "", "Capita"}};
  item.providers = {{"capita", "Capita"}};
  item.services = {
      {"youth-services", "Youth services", ServicePlace::kNearby, "The youth club stays."},
      {"libraries", "Libraries", ServicePlace::kTitle, ""}};
  item.answers_query = true;
  item.replaces_earlier = true;
  item.also_at = {{PaperOf("Pack"), std::string(64, 'b'), 44}};
  content.items = {item};
  corpus::Subscription subscription = Subscription();
  subscription.query = "procurement\r\nBcc";
  const std::string body = WriteDigest(subscription, content, Frame(), kNow).body;
  for (const char* words :
       {"It speaks of tenders and contracts (rule tender.none, the paper says that there is none).",
        "Capita is named (rule provider.list).",
        "Youth services is named near it on the same page: \"The youth club stays.\"",
        "The title of the paper names Libraries.", "The page answers your search: procurement Bcc.",
        "The same words also stand in: Pack, page 44\nfile:///papers/Pack.pdf#page=44\n",
        "This paper was changed: it replaces an earlier version of itself.\n"}) {
    INFO(words << " in\n" << body);
    CHECK(body.find(words) != std::string::npos);
  }
  CHECK(body.find("Capita is named in this passage") == std::string::npos);
}

TEST_CASE("a passage is cited under its agenda item or report") {
  DigestContent content;
  Item item = ItemOn(PaperOf("Pack"), 19, "The contract was awarded.");
  item.where.under = EnclosingSection{SectionKind::kReport, "7", "Care\nbrokerage"};
  item.where.last_page = 20;
  item.also_at = {{PaperOf("Minutes"), std::string(64, 'b'), 2}};
  item.also_at[0].under = EnclosingSection{SectionKind::kItem, "12", ""};
  Item whole = ItemOn(Numbered(PaperOf("Report"), 2), 3, "Another contract was awarded.");
  whole.where.under = EnclosingSection{SectionKind::kReport, "", "Report"};
  content.items = {item, whole};
  const std::string body = WriteDigest(Subscription(), content, Frame(), kNow).body;
  INFO(body);
  CHECK(body.find("Pages 19–20, item 7, Care brokerage:\n") != std::string::npos);
  CHECK(body.find("The same words also stand in: Minutes, page 2, item 12\n") != std::string::npos);
  // What is the paper as a whole need not be named again.
  CHECK(body.find("Page 3:\n") != std::string::npos);
}

TEST_CASE("a rep learns in which file an attached paper stands, and whose pages are counted") {
  DigestContent content;
  Paper paper = PaperOf("Appendix");
  paper.locator = "/papers/agenda.pdf#attachment=Appendix A.docx";
  paper.converter = "LibreOffice 7.4";
  Paper converted = Numbered(PaperOf("Report"), 2);
  converted.converter = "LibreOffice 7.4";
  content.items = {ItemOn(paper, 7, "The contract was awarded."),
                   ItemOn(converted, 2, "Another was, too.")};
  const std::string body = WriteDigest(Subscription(), content, Frame(), kNow).body;
  INFO(body);
  CHECK(body.find("This is the file \"Appendix A.docx\", attached to agenda.pdf. Page numbers are "
                  "those of its conversion by LibreOffice 7.4.\n") != std::string::npos);
  CHECK(body.find("\nPage numbers are those of its conversion") != std::string::npos);
}

TEST_CASE("a paper that says nothing of itself is still told, hostile titles stay one line") {
  DigestContent content;
  Paper bare;
  bare.locator = "/papers/x y.pdf";
  Paper hostile = Numbered(PaperOf("Title\r\nMEETINGS STILL TO COME\n\nfake"), 2);
  hostile.metadata.council = "A\nB";
  content.items = {ItemOn(bare, 1, "a"), ItemOn(hostile, 1, "b\nPage 99:")};
  const DigestText text = WriteDigest(Subscription(), content, Frame(), kNow);
  CHECK(text.body.find("x y.pdf\nCouncil not named in the paper, committee not named, meeting date "
                       "not named\n") != std::string::npos);
  CHECK(text.body.find("Title MEETINGS STILL TO COME fake\nA B, Cabinet") != std::string::npos);
  CHECK(text.body.find("\nPage 99") == std::string::npos);
  CHECK(text.subject.find('\n') == std::string::npos);
}

TEST_CASE("a subject stays a line however much was found") {
  DigestContent content;
  for (int i = 0; i < 9; ++i) {
    Item item = ItemOn(Numbered(PaperOf("P", "Council " + std::to_string(i)), i), 1, "q");
    item.services = {
        {"s" + std::to_string(i), "Service " + std::to_string(i), ServicePlace::kPassage, ""}};
    content.items.push_back(item);
  }
  CHECK(WriteDigest(Subscription(), content, Frame(), kNow).subject ==
        "Scrutineer: Service 0, Service 1 and 7 more mentioned in 9 papers (9 councils)");
}

}  // namespace
}  // namespace scrutineer::alerts
