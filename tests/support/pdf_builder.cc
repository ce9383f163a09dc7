#include "tests/support/pdf_builder.h"

#include <fmt/format.h>

#include <cstddef>
#include <iterator>
#include <utility>

namespace scrutineer::tests {
namespace {

constexpr double kPageHeight = 842;

// Windows-1252 in a PDF string.
std::string ToPdfString(std::string_view utf8) {
  static const std::vector<std::pair<std::string_view, unsigned char>> kLetters = {
      {"–", 0x96}, {"—", 0x97}, {"‘", 0x91}, {"’", 0x92}, {"“", 0x93},
      {"”", 0x94}, {"•", 0x95}, {"…", 0x85}, {"€", 0x80}};
  std::string out = "(";
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (byte < 0x80) {
      if (utf8[i] == '(' || utf8[i] == ')' || utf8[i] == '\\') out += '\\';
      out += utf8[i];
      continue;
    }
    bool found = false;
    for (const auto& [letter, code] : kLetters) {
      if (!utf8.substr(i).starts_with(letter)) continue;
      out += fmt::format("\\{:03o}", code);
      i += letter.size() - 1;
      found = true;
    }
    if (found || i + 1 >= utf8.size()) continue;
    const auto next = static_cast<unsigned char>(utf8[++i]);
    out += fmt::format("\\{:03o}", ((byte & 0x03U) << 6) | (next & 0x3FU));
  }
  return out + ")";
}

std::string Content(const std::vector<PdfText>& texts) {
  static constexpr std::string_view kTurns[] = {"1 0 0 1", "0 -1 1 0", "-1 0 0 -1", "0 1 -1 0"};
  std::string out = "BT\n";
  for (const PdfText& text : texts) {
    out += fmt::format("/F {} Tf {} {} {} Tm {} Tj\n", text.size, kTurns[text.quarter_turns & 3],
                       text.x, kPageHeight - text.y, ToPdfString(text.text));
  }
  return out + "ET";
}

}  // namespace

PdfBuilder& PdfBuilder::AddPage(std::vector<PdfText> texts) {
  pages_.push_back(std::move(texts));
  return *this;
}

PdfBuilder& PdfBuilder::AddPageOfLines(const std::vector<std::string>& lines) {
  std::vector<PdfText> texts;
  double y = 72;
  for (const std::string& line : lines) {
    texts.push_back({72, y, line});
    y += 14;
  }
  return AddPage(std::move(texts));
}

PdfBuilder& PdfBuilder::SetInfo(std::string key, std::string value) {
  info_.emplace_back(std::move(key), std::move(value));
  return *this;
}

PdfBuilder& PdfBuilder::SetRomanLabels(int roman_pages) {
  roman_pages_ = roman_pages;
  return *this;
}

PdfBuilder& PdfBuilder::AddBookmark(std::string title, int page, int depth) {
  bookmarks_.push_back({std::move(title), page, depth});
  return *this;
}

PdfBuilder& PdfBuilder::SetPageEntries(std::string entries) {
  page_entries_ = std::move(entries);
  return *this;
}

PdfBuilder& PdfBuilder::ClaimPageCount(std::string count) {
  claimed_count_ = std::move(count);
  return *this;
}

std::string PdfBuilder::Catalog(std::size_t first_bookmark) const {
  std::string catalog = "<</Type/Catalog/Pages 2 0 R";
  if (!bookmarks_.empty()) catalog += fmt::format("/Outlines {} 0 R", first_bookmark - 1);
  if (roman_pages_ > 0) {
    catalog += fmt::format("/PageLabels<</Nums[0<</S/r>>{}<</S/D>>]>>", roman_pages_);
  }
  return catalog + ">>";
}

// The outline and its entries, each of which names its parent, neighbour and first child.
void PdfBuilder::AppendOutline(std::vector<std::string>& objects) const {
  const std::size_t outline = objects.size() + 1;
  objects.push_back(fmt::format("<</Type/Outlines/First {} 0 R>>", outline + 1));
  for (std::size_t i = 0; i < bookmarks_.size(); ++i) {
    const Entry& own = bookmarks_[i];
    std::size_t parent = i;
    while (parent > 0 && bookmarks_[parent - 1].depth >= own.depth) --parent;
    std::string entry =
        fmt::format("<</Title {}/Parent {} 0 R", ToPdfString(own.title), outline + parent);
    std::size_t next = i + 1;
    while (next < bookmarks_.size() && bookmarks_[next].depth > own.depth) ++next;
    const bool has_next = next < bookmarks_.size() && bookmarks_[next].depth == own.depth;
    if (has_next) entry += fmt::format("/Next {} 0 R", outline + next + 1);
    if (next > i + 1) entry += fmt::format("/First {} 0 R", outline + i + 2);
    if (own.page > 0) entry += fmt::format("/Dest[{} 0 R/Fit]", 5 + 2 * (own.page - 1));
    objects.push_back(entry + ">>");
  }
}

// Objects: 1 catalog, 2 page tree, 3 font, 4 information, then a page and its content by turns,
// then the outline and its items.
std::string PdfBuilder::Build() const {
  const std::size_t first_bookmark = 5 + 2 * pages_.size() + 1;
  std::string kids;
  for (std::size_t i = 0; i < pages_.size(); ++i) kids += fmt::format("{} 0 R ", 5 + 2 * i);
  std::vector<std::string> objects = {
      Catalog(first_bookmark),
      fmt::format("<</Type/Pages/Kids[{}]/Count {}>>", kids,
                  claimed_count_.empty() ? std::to_string(pages_.size()) : claimed_count_),
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"};
  std::string info = "<<";
  for (const auto& [key, value] : info_) info += fmt::format("/{} {}", key, ToPdfString(value));
  objects.push_back(info + ">>");
  for (const std::vector<PdfText>& page : pages_) {
    objects.push_back(
        fmt::format("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R"
                    "/Resources<</Font<</F 3 0 R>>>>{}>>",
                    objects.size() + 2, page_entries_));
    objects.push_back(PdfStream("", Content(page)));
  }
  if (!bookmarks_.empty()) AppendOutline(objects);
  return PdfOfObjects(objects, "/Info 4 0 R");
}

std::string PdfOfObjects(const std::vector<std::string>& objects, std::string_view trailer) {
  std::string out = "%PDF-1.4\n";
  std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", out.size());
    out += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const std::size_t table_at = out.size();
  return out + table +
         fmt::format("trailer\n<</Size {}/Root 1 0 R{}>>\nstartxref\n{}\n%%EOF\n",
                     objects.size() + 1, trailer, table_at);
}

std::string PdfStream(std::string_view dictionary, std::string_view bytes) {
  return fmt::format("<<{}/Length {}>>\nstream\n{}\nendstream", dictionary, bytes.size(), bytes);
}

namespace {

// Bits as RFC 1951 packs them: from the lowest bit of each byte, Huffman codes from their highest.
class DeflateBits {
 public:
  void AddCode(unsigned code, int length) {
    for (int i = length - 1; i >= 0; --i) Add((code >> i) & 1U);
  }
  void Add(unsigned bit) {
    current_ |= bit << count_;
    if (++count_ == 8) Flush();
  }
  std::string Take() {
    if (count_ > 0) Flush();
    return std::move(bytes_);
  }

 private:
  void Flush() {
    bytes_.push_back(static_cast<char>(current_));
    current_ = 0;
    count_ = 0;
  }
  std::string bytes_;
  unsigned current_ = 0;
  int count_ = 0;
};

}  // namespace

std::string FlateOfRepeated(char byte, std::size_t count) {
  DeflateBits bits;
  bits.Add(1);  // the last block,
  bits.Add(1);  // with fixed codes
  bits.Add(0);
  bits.AddCode(0x30U + static_cast<unsigned char>(byte), 8);
  for (std::size_t made = 1; made < count; made += 258) {
    bits.AddCode(0xC5, 8);  // 258 bytes
    bits.AddCode(0, 5);     // from one byte back
  }
  bits.AddCode(0, 7);
  return "\x78\x9C" + bits.Take() + std::string(4, '\0');
}

std::string PdfWithFiles(std::string_view line, const std::vector<AttachedFile>& attached,
                         bool portfolio) {
  std::string tree;
  std::vector<std::string> files;
  for (std::size_t i = 0; i < attached.size(); ++i) {
    const std::string name = ToPdfString(attached[i].name);
    tree += fmt::format("{}<</Type/Filespec/F{}/EF<</F {} 0 R>>>>", name, name, 6 + i);
    files.push_back(PdfStream(
        fmt::format("/Type/EmbeddedFile{}", attached[i].flate ? "/Filter/FlateDecode" : ""),
        attached[i].bytes));
  }
  std::vector<std::string> objects = {
      fmt::format("<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[{}]>>>>{}>>", tree,
                  portfolio ? "/Collection<</View/D>>" : ""),
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
      "/Resources<</Font<</F 5 0 R>>>>>>",
      PdfStream("", Content({{72, 72, std::string(line)}})),
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"};
  objects.insert(objects.end(), files.begin(), files.end());
  return PdfOfObjects(objects);
}

std::string PdfWithAttachments(std::string_view line, const std::vector<std::string>& names,
                               bool portfolio) {
  std::vector<AttachedFile> files;
  for (const std::string& name : names) files.push_back({name, "attached"});
  return PdfWithFiles(line, files, portfolio);
}

}  // namespace scrutineer::tests
