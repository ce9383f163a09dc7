#include "pipeline/alerts/link.h"

#include <fmt/format.h>

#include "pipeline/model/attachment.h"

namespace scrutineer::alerts {
namespace {

bool IsUnreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

// RFC 3986. `also` are characters that stay although they are reserved.
std::string PercentEncode(std::string_view text, std::string_view also) {
  std::string out;
  for (const char c : text) {
    if (IsUnreserved(c) || also.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

bool IsWebAddress(std::string_view locator) {
  return locator.starts_with("http://") || locator.starts_with("https://");
}

// Of an attached file the one that can be opened.
std::string_view FileOf(std::string_view locator) {
  while (const auto attachment = ParseAttachmentLocator(locator)) locator = attachment->parent;
  return locator;
}

std::string ValueOf(const PageReference& where, std::string_view variable) {
  if (variable == "path") return PercentEncode(FileOf(where.paper.locator), "/");
  if (variable == "page") return std::to_string(where.page_number);
  return where.sha256;
}

}  // namespace

Status CheckLinkTemplate(std::string_view link_template) {
  const auto fail = [&](std::string_view what) {
    return Fail(ErrorCode::kConfiguration,
                fmt::format("{} in the link template (use {{path}}, {{page}} and {{sha256}}; the "
                            "default is {})",
                            what, kDefaultLinkTemplate));
  };
  if (link_template.empty()) return fail("nothing");
  for (std::size_t i = 0; i < link_template.size(); ++i) {
    const char c = link_template[i];
    if (c <= ' ' || c >= 0x7F || c == '<' || c == '>' || c == '"') {
      return fail("a character that no link may hold");
    }
    if (c == '}') return fail("\"}\" without \"{\"");
    if (c != '{') continue;
    const std::size_t end = link_template.find('}', i);
    if (end == std::string_view::npos) return fail("\"{\" without \"}\"");
    const std::string_view name = link_template.substr(i + 1, end - i - 1);
    if (name != "path" && name != "page" && name != "sha256") {
      return fail("an unknown variable");
    }
    i = end;
  }
  return {};
}

std::string LinkTo(const PageReference& where, std::string_view link_template) {
  if (IsWebAddress(where.paper.locator) && link_template.starts_with("file://")) {
    // Already a URL: only what cannot stand in one is encoded.
    return fmt::format("{}#page={}", PercentEncode(where.paper.locator, ":/?@!$&'()*+,;=%[]"),
                       where.page_number);
  }
  std::string link;
  for (std::size_t i = 0; i < link_template.size(); ++i) {
    if (link_template[i] != '{') {
      link += link_template[i];
      continue;
    }
    const std::size_t end = link_template.find('}', i);
    link += ValueOf(where, link_template.substr(i + 1, end - i - 1));
    i = end;
  }
  return link;
}

}  // namespace scrutineer::alerts
