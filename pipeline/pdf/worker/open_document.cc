#include "pipeline/pdf/worker/open_document.h"

#include <fmt/format.h>

#include <cstdint>

#include "pipeline/pdf/utf16.h"

namespace scrutineer::pdf {
namespace {

// A password in Latin-1, as PDFs before version 2.0 mean it. Empty where it has other letters.
std::string InLatin1(std::string_view utf8) {
  std::basic_string<std::uint16_t> units;
  AppendUtf8AsUtf16(utf8, units);
  std::string latin1;
  for (const std::uint16_t unit : units) {
    if (unit > 0xFF) return {};
    latin1.push_back(static_cast<char>(unit));
  }
  return latin1;
}

}  // namespace

std::unique_ptr<poppler::document> OpenDocument(std::string_view bytes,
                                                const std::vector<std::string>& passwords) {
  std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  for (const std::string& password : passwords) {
    if (!document || !document->is_locked()) break;
    if (!document->unlock(password, password)) break;
    const std::string latin1 = InLatin1(password);
    if (latin1 != password) document->unlock(latin1, latin1);
  }
  return document;
}

protocol::Failure Locked(std::size_t passwords_tried) {
  if (passwords_tried == 0) return {ErrorCode::kEncrypted, "needs a password"};
  return {ErrorCode::kEncrypted,
          passwords_tried == 1
              ? "needs a password, and the one given is not it"
              : fmt::format("needs a password, and none of the {} given is it", passwords_tried)};
}

}  // namespace scrutineer::pdf
