#include "pipeline/cli/output.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "pipeline/base/utf8.h"
#include "pipeline/model/attachment.h"
#include "pipeline/model/hit_reference.h"
#include "pipeline/model/value_words.h"

namespace scrutineer::cli {

using Json = nlohmann::ordered_json;

void Print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void PrintLine(std::string_view line) {
  Print(line);
  std::fputc('\n', stdout);
}

bool StdoutIsTerminal() { return ::isatty(STDOUT_FILENO) == 1; }
bool StderrIsTerminal() { return ::isatty(STDERR_FILENO) == 1; }

Status FlushOutput() {
  errno = 0;
  const bool failed = std::fflush(stdout) != 0 || std::ferror(stdout) != 0;
  // A reader that had enough (`| head`) is no failure of ours.
  if (failed && errno != EPIPE) {
    return Fail(SystemError(errno != 0 ? errno : EIO, "write", "standard output"));
  }
  return {};
}

std::string Printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_c1 =
        byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (byte == '\n' || byte == '\t') {
      out.push_back(' ');
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\uFFFD";
    } else if (is_c1) {
      out += "\uFFFD";
      ++i;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

std::string Highlighted(std::string_view text, const std::vector<ByteSpan>& highlights) {
  const bool terminal = StdoutIsTerminal();
  const std::string_view on = terminal ? "\x1b[1m" : "**";
  const std::string_view off = terminal ? "\x1b[0m" : "**";
  std::string out;
  std::size_t at = 0;
  for (const ByteSpan span : highlights) {
    out += Printable(text.substr(at, span.begin - at));
    out += on;
    out += Printable(span.Of(text));
    out += off;
    at = span.end;
  }
  return out + Printable(text.substr(at));
}

std::string Folded(std::string_view text, int indent, int width) {
  std::string out;
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  std::size_t used = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const std::size_t length = CountCodePoints(word);
    if (used == 0) {
      out += margin;
      used = margin.size();
    } else if (used + 1 + length > static_cast<std::size_t>(width)) {
      out += '\n' + margin;
      used = margin.size();
    } else {
      out += ' ';
      ++used;
    }
    out += word;
    used += length;
  }
  return out;
}

std::string Grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

std::string Counted(std::int64_t number, std::string_view singular, std::string_view plural) {
  if (number == 1) return fmt::format("1 {}", singular);
  if (plural.empty()) return fmt::format("{} {}s", Grouped(number), singular);
  return fmt::format("{} {}", Grouped(number), plural);
}

std::string ByteSize(std::int64_t bytes) {
  if (bytes < 10'240) return Counted(bytes, "byte");
  const double mebibytes = static_cast<double>(bytes) / (1 << 20);
  if (mebibytes < 1024) return fmt::format("{:.1f} MiB", mebibytes);
  return fmt::format("{:.1f} GiB", mebibytes / 1024);
}

namespace {

bool wants_byte_order_mark = false;

// "-5", "+3.5": a spreadsheet reads a number in it, and no more.
bool IsNumber(std::string_view field) {
  return field.size() > 1 && field.find_first_not_of("0123456789.", 1) == std::string_view::npos;
}

bool LooksLikeFormula(std::string_view field) {
  return !field.empty() &&
         std::string_view("=+-@\t\r").find(field.front()) != std::string_view::npos &&
         !(field.front() != '=' && field.front() != '@' && IsNumber(field));
}

}  // namespace

std::string CsvField(std::string_view field) {
  std::string text(field);
  if (LooksLikeFormula(field)) text.insert(text.begin(), '\'');
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  return out + '"';
}

std::string CsvLine(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& field : fields) {
    if (&field != fields.data()) line += ',';
    line += CsvField(field);
  }
  return line + "\r\n";
}

void WantByteOrderMark() { wants_byte_order_mark = true; }

std::string_view WantedByteOrderMark() { return wants_byte_order_mark ? "\xEF\xBB\xBF" : ""; }

void PrintCsvLine(const std::vector<std::string>& fields) {
  static bool is_first = true;
  if (is_first) Print(WantedByteOrderMark());
  is_first = false;
  Print(CsvLine(fields));
}

namespace {

// "b.pdf, attached to /papers/a.pdf".
std::string AttachedTo(std::string_view locator) {
  const auto attachment = ParseAttachmentLocator(locator);
  if (!attachment) return std::string(locator);
  return fmt::format("{}, attached to {}", attachment->name, AttachedTo(attachment->parent));
}

}  // namespace

std::string Citation(const Paper& paper, int page_number) {
  const auto attachment = ParseAttachmentLocator(paper.locator);
  std::string citation(attachment ? attachment->name : std::string_view(paper.locator));
  if (paper.converter.empty()) {
    citation += fmt::format("#page={}", page_number);
  } else {
    citation += fmt::format(" (page {} as converted by {})", page_number, paper.converter);
  }
  if (attachment) citation += fmt::format(", attached to {}", AttachedTo(attachment->parent));
  return citation;
}

std::string Citation(const Paper& paper, int page_number, int last_page) {
  if (last_page <= page_number) return Citation(paper, page_number);
  return fmt::format("{} ({})", Citation(paper, page_number), PagesName(page_number, last_page));
}

std::string PagesName(int page_number, int last_page) {
  if (last_page <= page_number) return fmt::format("page {}", page_number);
  return fmt::format("pages {}–{}", page_number, last_page);
}

std::string UnderName(const std::optional<EnclosingSection>& under, const PaperMetadata& paper) {
  if (!under || (under->number.empty() && under->title == paper.title)) return {};
  return EnclosingName(*under);
}

std::string CouncilName(const PaperMetadata& metadata) {
  return metadata.council.empty() ? "council unknown" : metadata.council;
}

std::string MeetingName(const PaperMetadata& metadata) {
  std::string name = metadata.committee;
  if (metadata.meeting_date) {
    if (!name.empty()) name += ", ";
    name += FormatDateLong(*metadata.meeting_date);
  }
  return name;
}

Json TextOrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

namespace {

void AddAttributes(const MentionAttributes& attributes, Json& json) {
  if (!attributes.stage.empty()) json["stage"] = attributes.stage;
  if (!attributes.direction.empty()) json["direction"] = attributes.direction;
  if (!attributes.kind.empty()) json["kind"] = attributes.kind;
  if (!attributes.status.empty()) json["status"] = attributes.status;
}

Json ValueJson(CodePointCursor& cursor, const Value& value) {
  Json json;
  json["kind"] = ValueKindName(value.kind);
  json["text"] = value.span.Of(cursor.text());
  json["start"] = cursor.CountTo(value.span.begin);
  json["end"] = cursor.CountTo(value.span.end);
  if (value.kind == ValueKind::kDate) {
    if (!value.role.empty()) json["role"] = value.role;
    json["date"] = value.date ? Json(FormatDate(*value.date)) : Json(nullptr);
  } else if (value.kind == ValueKind::kMoney) {
    json["low_pence"] = value.low;
    json["high_pence"] = value.high;
    json["currency"] = value.unit;
    if (!value.period.empty()) json["period"] = value.period;
    if (!value.years.empty()) json["years"] = value.years;
  } else {
    json["low"] = static_cast<double>(value.low) / 100;
    json["high"] = static_cast<double>(value.high) / 100;
    json["unit"] = value.unit;
  }
  if (value.approximate) json["approximate"] = true;
  return json;
}

void AddMention(CodePointCursor& cursor, const Mention& mention, Json& json) {
  json["tag"] = TagName(mention.tag);
  json["start"] = cursor.CountTo(mention.span.begin);
  json["end"] = cursor.CountTo(mention.span.end);
  json["text"] = mention.span.Of(cursor.text());
  json["rule"] = mention.rule;
  if (mention.experimental) json["experimental"] = true;
  AddAttributes(mention.attributes, json);
  if (!mention.entity_name.empty()) json["name"] = mention.entity_name;
  if (!mention.entity_id.empty()) json["entity"] = mention.entity_id;
  for (const Value& value : mention.values) json["values"].push_back(ValueJson(cursor, value));
}

}  // namespace

std::string ValuesLine(std::string_view text, const Mention& mention) {
  std::string line;
  for (const Value& value : mention.values) {
    if (!line.empty()) line += "; ";
    line += ValueWords(value, text);
  }
  return line;
}

Json ConfidenceJson(const std::optional<int>& confidence) {
  return confidence ? Json(*confidence) : Json(nullptr);
}

// By the name of each field that is set.
Json EvidenceJson(const MetadataEvidence& evidence) {
  Json json = Json::object();
  for (const MetadataField field : kAllMetadataFields) {
    const FieldEvidence& found = evidence[field];
    if (found.source == EvidenceSource::kNone) continue;
    Json& entry = json[std::string(MetadataFieldName(field))];
    entry["source"] = EvidenceSourceName(found.source);
    entry["page"] = found.page > 0 ? Json(found.page) : Json(nullptr);
    entry["confidence"] = found.confidence;
  }
  return json;
}

Json PaperJson(const corpus::PaperRow& row) {
  const PaperMetadata& metadata = row.paper.metadata;
  Json json;
  json["id"] = row.paper.id;
  json["path"] = row.paper.locator;
  if (const auto attachment = ParseAttachmentLocator(row.paper.locator)) {
    json["attached_to"] = attachment->parent;
  }
  if (!row.paper.converter.empty()) json["converter"] = row.paper.converter;
  AddOrigin(metadata, json);
  json["items"] = metadata.item_count ? Json(*metadata.item_count) : Json(nullptr);
  json["evidence"] = EvidenceJson(metadata.evidence);
  json["pages"] = row.version.page_count;
  json["pages_without_text"] = row.pages_without_text;
  json["pages_unreadable"] = row.pages_unreadable;
  json["versions"] = row.version_count;
  json["size_bytes"] = row.version.size_bytes;
  json["sha256"] = row.version.sha256;
  return json;
}

void AddMeeting(const PaperMetadata& metadata, Json& json) {
  json["council"] = TextOrNull(metadata.council);
  json["committee"] = TextOrNull(metadata.committee);
  json["date"] = metadata.meeting_date ? Json(FormatDate(*metadata.meeting_date)) : Json(nullptr);
}

void AddOrigin(const PaperMetadata& metadata, Json& json) {
  AddMeeting(metadata, json);
  json["kind"] = PaperKindName(metadata.kind);
  json["title"] = TextOrNull(metadata.title);
}

void AddLastPage(int page_number, int last_page, Json& json) {
  if (last_page > page_number) json["last_page"] = last_page;
}

void AddUnder(const std::optional<EnclosingSection>& under, Json& json) {
  json["item"] = under ? TextOrNull(under->number) : Json(nullptr);
  json["item_title"] = under ? TextOrNull(under->title) : Json(nullptr);
}

int LastPageOf(const corpus::MentionRow& row) {
  return LastPageOf(row.page_number, row.mention.sentence, row.from_next_page);
}

Json MentionJson(const corpus::MentionRow& row) {
  const PaperMetadata& metadata = row.paper.metadata;
  Json json;
  json["paper"] = row.paper.id;
  json["path"] = row.paper.locator;
  AddMeeting(metadata, json);
  json["page"] = row.page_number;
  AddLastPage(row.page_number, LastPageOf(row), json);
  AddUnder(row.under, json);
  CodePointCursor cursor(row.page_text);
  AddMention(cursor, row.mention, json);
  json["quote"] = row.mention.sentence.Of(row.page_text);
  json["citation"] = Citation(row.paper, row.page_number);
  json["hit"] = HitName(row.sha256, row.page_number, {json["start"], json["end"]});
  json["ocr_confidence"] = ConfidenceJson(row.ocr_confidence);
  json["sha256"] = row.sha256;
  return json;
}

Json TaggedJson(CodePointCursor& cursor, const Mention& mention) {
  Json json;
  AddMention(cursor, mention, json);
  return json;
}

Json TaggedJson(std::string_view text, const Mention& mention) {
  CodePointCursor cursor(text);
  return TaggedJson(cursor, mention);
}

void PrintJson(const Json& json, Format format) {
  // File names may hold any bytes; JSON may not.
  constexpr auto kReplace = Json::error_handler_t::replace;
  PrintLine(json.dump(format == Format::kJson ? 2 : -1, ' ', false, kReplace));
}

}  // namespace scrutineer::cli
