#ifndef SCRUTINEER_PIPELINE_PDF_PAYLOAD_H_
#define SCRUTINEER_PIPELINE_PDF_PAYLOAD_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/utf8.h"
#include "pipeline/pdf/protocol.h"

// How values stand in the payloads of protocol.h.
namespace scrutineer::pdf::protocol {

template <typename Integer>
void PutInteger(Integer value, std::string& out) {
  for (std::size_t i = 0; i < sizeof value; ++i) {
    out.push_back(static_cast<char>((static_cast<std::uint64_t>(value) >> (8 * i)) & 0xFF));
  }
}

inline void PutString(std::string_view text, std::string& out) {
  PutInteger(static_cast<std::uint32_t>(text.size()), out);
  out.append(text);
}

inline void PutStrings(const std::vector<std::string>& texts, std::string& out) {
  PutInteger(static_cast<std::uint32_t>(texts.size()), out);
  for (const std::string& text : texts) PutString(text, out);
}

// Reads values off the front of a payload. The first value that is not there, or is out of its
// range, makes `ok` false for good; what is read after that means nothing.
class PayloadReader {
 public:
  explicit PayloadReader(std::string_view payload) : rest_(payload) {}

  template <typename Integer>
  Integer TakeInteger() {
    std::uint64_t value = 0;
    const std::string_view bytes = TakeBytes(sizeof(Integer));
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    }
    return static_cast<Integer>(value);
  }

  // A count that fits an int.
  int TakeCount() {
    const auto value = TakeInteger<std::uint32_t>();
    Require(value <= static_cast<std::uint32_t>(std::numeric_limits<int>::max()));
    return ok_ ? static_cast<int>(value) : 0;
  }

  std::string TakeString(std::size_t limit_bytes) {
    const auto size = TakeInteger<std::uint32_t>();
    Require(size <= limit_bytes);
    const std::string_view bytes = ok_ ? TakeBytes(size) : std::string_view();
    Require(!FirstInvalidUtf8(bytes));
    return std::string(bytes);
  }
  std::string TakeName() { return TakeString(kMaxNameBytes); }

  std::vector<std::string> TakeStrings(std::size_t limit_bytes) {
    const auto count = TakeInteger<std::uint32_t>();
    // Each takes four bytes at least: a lying count must not make us allocate.
    Require(count <= rest_.size() / 4);
    std::vector<std::string> texts;
    for (std::uint32_t i = 0; ok_ && i < count; ++i) texts.push_back(TakeString(limit_bytes));
    return texts;
  }

  // Bytes of any kind, one at least.
  std::string TakeBlock(std::size_t limit_bytes) {
    const auto size = TakeInteger<std::uint32_t>();
    Require(size > 0 && size <= limit_bytes);
    return std::string(ok_ ? TakeBytes(size) : std::string_view());
  }

  bool TakeFlag() {
    const auto value = TakeInteger<std::uint8_t>();
    Require(value <= 1);
    return value == 1;
  }

  std::string_view TakeBytes(std::size_t count) {
    Require(count <= rest_.size());
    if (!ok_) return {};
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }

  void Require(bool condition) { ok_ = ok_ && condition; }
  bool ok() const { return ok_; }
  bool done() const { return ok_ && rest_.empty(); }
  std::size_t rest_bytes() const { return rest_.size(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace scrutineer::pdf::protocol

#endif  // SCRUTINEER_PIPELINE_PDF_PAYLOAD_H_
