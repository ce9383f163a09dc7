#include "tests/support/zip_builder.h"

#include <fmt/format.h>

#include <string_view>

namespace scrutineer::tests {
namespace {

std::uint32_t Crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFF'FFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB8'8320U : 0U);
  }
  return ~crc;
}

void Put(std::uint32_t value, int size, std::string& out) {
  for (int i = 0; i < size; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
}

// What the local header and the directory have in common, from the version on.
void PutMember(const ZipMember& member, std::string& out) {
  Put(20, 2, out);
  Put(0, 2, out);            // flags
  Put(0, 2, out);            // stored
  Put(0x5A21'0000, 4, out);  // 1 January 2025
  Put(Crc32(member.bytes), 4, out);
  Put(static_cast<std::uint32_t>(member.bytes.size()), 4, out);
  Put(member.claimed_bytes.value_or(static_cast<std::uint32_t>(member.bytes.size())), 4, out);
  Put(static_cast<std::uint32_t>(member.name.size()), 2, out);
  Put(0, 2, out);
}

std::string Joined(const std::vector<std::string>& paragraphs, std::string_view before,
                   std::string_view after) {
  std::string out;
  for (const std::string& paragraph : paragraphs) {
    out.append(before).append(paragraph).append(after);
  }
  return out;
}

constexpr const char* kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
constexpr const char* kOffice = "http://schemas.openxmlformats.org/";

ZipMember ContentTypes(std::string_view part, std::string_view type) {
  return {"[Content_Types].xml",
          fmt::format("{}<Types xmlns=\"{}package/2006/content-types\"><Default Extension=\"rels\" "
                      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                      "<Override PartName=\"/{}\" ContentType=\"application/"
                      "vnd.openxmlformats-officedocument.{}.main+xml\"/></Types>",
                      kXml, kOffice, part, type)};
}

ZipMember Relations(std::string_view name, std::string_view type, std::string_view target) {
  return {std::string(name),
          fmt::format("{}<Relationships xmlns=\"{}package/2006/relationships\"><Relationship "
                      "Id=\"rId1\" Type=\"{}officeDocument/2006/relationships/{}\" "
                      "Target=\"{}\"/></Relationships>",
                      kXml, kOffice, kOffice, type, target)};
}

}  // namespace

std::string ZipOf(const std::vector<ZipMember>& members) {
  std::string out;
  std::string directory;
  for (const ZipMember& member : members) {
    directory.append("PK\1\2");
    Put(20, 2, directory);
    PutMember(member, directory);
    Put(0, 2, directory);  // comment
    Put(0, 2, directory);  // disk
    Put(0, 2, directory);
    Put(0, 4, directory);
    Put(static_cast<std::uint32_t>(out.size()), 4, directory);
    directory.append(member.name);
    out.append("PK\3\4");
    PutMember(member, out);
    out.append(member.name).append(member.bytes);
  }
  const auto count = static_cast<std::uint32_t>(members.size());
  const auto offset = static_cast<std::uint32_t>(out.size());
  out.append(directory).append("PK\5\6");
  Put(0, 4, out);
  Put(count, 2, out);
  Put(count, 2, out);
  Put(static_cast<std::uint32_t>(directory.size()), 4, out);
  Put(offset, 4, out);
  Put(0, 2, out);
  return out;
}

std::string DocxOf(const std::vector<std::string>& paragraphs) {
  return ZipOf(
      {ContentTypes("word/document.xml", "wordprocessingml.document"),
       Relations("_rels/.rels", "officeDocument", "word/document.xml"),
       {"word/document.xml",
        fmt::format("{}<w:document xmlns:w=\"{}wordprocessingml/2006/main\"><w:body>{}"
                    "</w:body></w:document>",
                    kXml, kOffice, Joined(paragraphs, "<w:p><w:r><w:t>", "</w:t></w:r></w:p>"))}});
}

std::string XlsxOf(const std::vector<std::string>& cells) {
  std::string rows;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    rows +=
        fmt::format("<row r=\"{0}\"><c r=\"A{0}\" t=\"inlineStr\"><is><t>{1}</t></is></c></row>",
                    i + 1, cells[i]);
  }
  return ZipOf(
      {ContentTypes("xl/workbook.xml", "spreadsheetml.sheet"),
       Relations("_rels/.rels", "officeDocument", "xl/workbook.xml"),
       Relations("xl/_rels/workbook.xml.rels", "worksheet", "worksheets/sheet1.xml"),
       {"xl/workbook.xml",
        fmt::format("{}<workbook xmlns=\"{}spreadsheetml/2006/main\" "
                    "xmlns:r=\"{}officeDocument/2006/relationships\"><sheets><sheet name=\"Costs\" "
                    "sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                    kXml, kOffice, kOffice)},
       {"xl/worksheets/sheet1.xml",
        fmt::format("{}<worksheet xmlns=\"{}spreadsheetml/2006/main\"><sheetData>{}"
                    "</sheetData></worksheet>",
                    kXml, kOffice, rows)}});
}

std::string OdtOf(const std::vector<std::string>& paragraphs) {
  constexpr const char* kType = "application/vnd.oasis.opendocument.text";
  constexpr const char* kOdf = "urn:oasis:names:tc:opendocument:xmlns:";
  return ZipOf(
      {{"mimetype", kType},
       {"META-INF/manifest.xml",
        fmt::format("<manifest:manifest xmlns:manifest=\"{0}manifest:1.0\" "
                    "manifest:version=\"1.2\"><manifest:file-entry manifest:full-path=\"/\" "
                    "manifest:media-type=\"{1}\"/><manifest:file-entry "
                    "manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>"
                    "</manifest:manifest>",
                    kOdf, kType)},
       {"content.xml",
        fmt::format("<office:document-content xmlns:office=\"{0}office:1.0\" "
                    "xmlns:text=\"{0}text:1.0\" office:version=\"1.2\"><office:body><office:text>"
                    "{1}</office:text></office:body></office:document-content>",
                    kOdf, Joined(paragraphs, "<text:p>", "</text:p>"))}});
}

std::string RtfOf(const std::vector<std::string>& paragraphs) {
  return "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Helvetica;}}\n" + Joined(paragraphs, "", "\\par\n") +
         "}";
}

std::string HtmlOf(const std::vector<std::string>& paragraphs) {
  return "<!DOCTYPE html>\n<html><head><title>A paper</title></head><body>" +
         Joined(paragraphs, "<p>", "</p>") + "</body></html>";
}

}  // namespace scrutineer::tests
