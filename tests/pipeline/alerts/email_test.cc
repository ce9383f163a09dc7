#include "pipeline/alerts/email.h"

#include <catch2/catch.hpp>
#include <string>

#include "pipeline/alerts/mime.h"
#include "tests/pipeline/alerts/mail_parser.h"

namespace scrutineer::alerts {
namespace {

using tests::MailParser;

Email Example() {
  Email email;
  email.from_name = "Scrutineer";
  email.from_address = "alerts@example.org";
  email.to_address = "rep@example.org";
  email.subject = "Scrutineer: youth services mentioned in 2 papers (Calderbrook Council)";
  email.message_id = "0123abcd@example.org";
  email.body = "Hello.\n";
  email.date = *ParseInstant("2024-03-12T18:30:05Z");
  return email;
}

std::string Format(const Email& email) {
  auto bytes = FormatEmail(email);
  REQUIRE(bytes);
  return *bytes;
}

TEST_CASE("the body of a message can be read back, whatever it holds") {
  Email email = Example();
  email.body = "Caf\xC3\xA9 = 5 %\n From here\n> quoted\n.\n\n" + std::string(40, 'x') + " " +
               std::string(60, 'y') + "\nlast\n";
  CHECK(ReadableBody(Format(email)) == "Caf\xC3\xA9 = 5 %\n From here\n> quoted\n.\n\n" +
                                           std::string(40, 'x') + "\n" + std::string(60, 'y') +
                                           "\nlast\n");
  CHECK(ReadableBody("no header ends here").empty());
}

TEST_CASE("a message has the headers that mail programs and filters need") {
  const std::string bytes = Format(Example());
  const MailParser mail(bytes);
  CHECK(mail.Header("Date") == "Tue, 12 Mar 2024 18:30:05 +0000");
  CHECK(mail.Header("From") == "\"Scrutineer\" <alerts@example.org>");
  CHECK(mail.Header("To") == "rep@example.org");
  CHECK(mail.Header("Subject") == Example().subject);
  CHECK(mail.Header("Message-ID") == "<0123abcd@example.org>");
  CHECK(mail.Header("MIME-Version") == "1.0");
  CHECK(mail.Header("Content-Type") == "text/plain; charset=utf-8; format=flowed");
  CHECK(mail.Header("Content-Transfer-Encoding") == "quoted-printable");
  CHECK(mail.Header("Auto-Submitted") == "auto-generated");
  CHECK(mail.Header("Precedence") == "bulk");
  CHECK(mail.Header("List-Id") == "<alerts.example.org>");
  CHECK(mail.header_count() == 11);
  CHECK(mail.Text() == "Hello.\n");
}

TEST_CASE("any subject comes back, and none makes a second header") {
  struct {
    std::string subject;
    std::string read;
  } const cases[] = {
      {"plain", "plain"},
      {"", ""},
      {"Gwasanaethau ieuenctid: tŷ ŵyl", "Gwasanaethau ieuenctid: tŷ ŵyl"},
      {"a\r\nBcc: all@example.org\r\n\r\nbody", "a Bcc: all@example.org body"},
      {"a\nX: y", "a X: y"},
      {"\u2028Bcc:\u2029x", "Bcc: x"},
      {"=?UTF-8?Q?fake?=", "=?UTF-8?Q?fake?="},
      {"bad \xC3(bytes\xFF", "bad \uFFFD(bytes\uFFFD"},
      {std::string(300, 'x'), std::string(300, 'x')},
  };
  for (const auto& c : cases) {
    INFO(c.subject);
    Email email = Example();
    email.subject = c.subject;
    const std::string bytes = Format(email);
    const MailParser mail(bytes);
    CHECK(mail.header_count() == 11);
    CHECK(mail.DecodedHeader("Subject") == c.read);
  }
  Email email = Example();
  std::string words;
  std::string accented;
  for (int i = 0; i < 60; ++i) {
    words += (i > 0 ? " word" : "word") + std::to_string(i);
    accented += "€ŵ";
  }
  email.subject = words;
  std::string bytes = Format(email);
  CHECK(MailParser(bytes).Header("Subject") == words);
  email.subject = accented;
  bytes = Format(email);
  CHECK(MailParser(bytes).DecodedHeader("Subject") == accented);
  for (std::size_t begin = 0; begin < bytes.find("\r\n\r\n");) {
    const std::size_t end = bytes.find("\r\n", begin);
    CHECK(end - begin <= 76);
    begin = end + 2;
  }
}

TEST_CASE("any sender's name comes back") {
  const std::pair<std::string, std::string> cases[] = {
      {"", "alerts@example.org"},
      {"A \"quoted\" \\ name", "\"A \\\"quoted\\\" \\\\ name\" <alerts@example.org>"},
      {"Tŷ", "Tŷ <alerts@example.org>"},
      {"Evil\r\nBcc: x@example.org", "\"Evil Bcc: x@example.org\" <alerts@example.org>"},
      {std::string(90, 'n'), std::string(90, 'n') + " <alerts@example.org>"},
  };
  for (const auto& [name, read] : cases) {
    INFO(name);
    Email email = Example();
    email.from_name = name;
    const std::string bytes = Format(email);
    CHECK(MailParser(bytes).DecodedHeader("From") == read);
    CHECK(MailParser(bytes).header_count() == 11);
  }
}

TEST_CASE("any body comes back word by word") {
  std::string long_words;
  for (int i = 0; i < 40; ++i) long_words += std::string(static_cast<std::size_t>(i), 'w') + " ";
  const std::pair<std::string, std::string> cases[] = {
      {"", ""},
      {"no line end", "no line end\n"},
      {"one\n\ntwo\n", "one\n\ntwo\n"},
      {"£3.2m for Tŷ = 100%\n", "£3.2m for Tŷ = 100%\n"},
      {"From here\n.\n..\n> quoted\n indented\n", "From here\n.\n..\n> quoted\n indented\n"},
      {"spaces at the end   \nnext\n", "spaces at the end\nnext\n"},
      {"tab\tand \x01 control\r\nnext\n", "tab and   control\nnext\n"},
      {std::string(500, '=') + "\n", std::string(500, '=') + "\n"},
      {long_words + "end\n", long_words + "end\n"},
      {"two  spaces " + std::string(70, 'x') + "  then  > more From me\n",
       "two  spaces " + std::string(70, 'x') + "  then  > more From me\n"},
      {std::string(75, 'a') + "ŵ\n", std::string(75, 'a') + "ŵ\n"},
      {"bad \xFF\n", "bad \uFFFD\n"},
  };
  for (const auto& [body, read] : cases) {
    INFO(body);
    Email email = Example();
    email.body = body;
    const std::string bytes = Format(email);
    CHECK(MailParser(bytes).Text() == read);
  }
}

TEST_CASE("long lines are wrapped for people at 72 columns, links stay whole") {
  const std::string link = "file:///" + std::string(150, 'p') + ".pdf#page=7";
  std::string prose;
  for (int i = 0; i < 100; ++i) prose += "word ";
  const std::string wrapped = WrapText(prose + "\n" + link + "\n");
  CHECK(wrapped.find(link + "\n") != std::string::npos);
  for (std::size_t begin = 0; begin < wrapped.size();) {
    const std::size_t end = wrapped.find('\n', begin);
    if (wrapped.compare(begin, 4, "file") != 0) CHECK(end - begin <= 72);
    begin = end + 1;
  }
}

TEST_CASE("a message that could not be addressed is refused") {
  for (const int part : {0, 1, 2}) {
    Email email = Example();
    (part == 0   ? email.from_address
     : part == 1 ? email.to_address
                 : email.message_id) = "x@example.org\r\nBcc: y@example.org";
    const auto bytes = FormatEmail(email);
    REQUIRE_FALSE(bytes);
    CHECK(bytes.error().code == ErrorCode::kConfiguration);
  }
}

TEST_CASE("dates are written as mail has them") {
  CHECK(FormatMailDate(*ParseInstant("2026-01-01T00:00:00Z")) == "Thu, 01 Jan 2026 00:00:00 +0000");
  CHECK(FormatMailDate(*ParseInstant("2024-02-29T23:59:59Z")) == "Thu, 29 Feb 2024 23:59:59 +0000");
}

}  // namespace
}  // namespace scrutineer::alerts
