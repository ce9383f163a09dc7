#include "extractors/character_class.h"

#include <re2/re2.h>

#include <algorithm>

namespace scrutineer::extractors {

CharacterClass::CharacterClass(const std::string& regex, bool case_sensitive) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(case_sensitive);
  regex_ = std::make_unique<re2::RE2>(regex, options);
  if (!regex_->ok()) return;
  for (unsigned c = 0; c < 0x80; ++c) {
    const char byte = static_cast<char>(c);
    if (re2::RE2::FullMatch(re2::StringPiece(&byte, 1), *regex_)) {
      ascii_[c / 64] |= std::uint64_t{1} << (c % 64);
    }
  }
}

CharacterClass::~CharacterClass() = default;

std::size_t CharacterClass::SizeBeyondAscii(std::string_view text, std::size_t at) const {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t wanted = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const std::size_t size = std::min(wanted, text.size() - at);
  return re2::RE2::FullMatch(re2::StringPiece(text.data() + at, size), *regex_) ? size : 0;
}

}  // namespace scrutineer::extractors
