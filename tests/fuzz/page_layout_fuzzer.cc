// No arrangement of words breaks their order or the layout, and none of their letters gets lost.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "pipeline/base/utf8.h"
#include "pipeline/pdf/page_layout.h"
#include "pipeline/pdf/reading_order.h"

namespace {

using scrutineer::pdf::Box;
using scrutineer::pdf::PageWords;

// Takes values off the front of the input; zeros once it is used up.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}

  template <typename Value>
  Value Take() {
    Value value{};
    if (size_ < sizeof value) {
      size_ = 0;
      return value;
    }
    std::memcpy(&value, data_, sizeof value);
    data_ += sizeof value;
    size_ -= sizeof value;
    return value;
  }
  bool empty() const { return size_ == 0; }

 private:
  const std::uint8_t* data_;
  std::size_t size_;
};

// Mostly places on a page, at times any number at all.
double TakeCoordinate(Input& input, bool wild) {
  return wild ? input.Take<double>() : input.Take<std::uint16_t>() / 64.0;
}

void AddWord(Input& input, PageWords& page) {
  const auto head = input.Take<std::uint8_t>();
  const bool wild = (head & 0x40) != 0;
  std::vector<std::uint16_t> text(head & 7);
  for (std::uint16_t& unit : text) {
    unit = (head & 0x80) != 0 ? input.Take<std::uint16_t>() : input.Take<std::uint8_t>();
  }
  Box box;
  box.left = TakeCoordinate(input, wild);
  box.top = TakeCoordinate(input, wild);
  box.right = box.left + TakeCoordinate(input, wild);
  box.bottom = box.top + TakeCoordinate(input, wild);
  const auto tail = input.Take<std::uint8_t>();
  page.Add(text, box, tail & 3, (tail & 4) != 0);
}

std::size_t CountInk(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += c != ' ' && c != '\n' && c != '\t' ? 1U : 0U;
  return count;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  PageWords page;
  while (!input.empty()) AddWord(input, page);
  const std::string text = scrutineer::pdf::LayOutPage(scrutineer::pdf::InReadingOrder(page)).text;
  if (scrutineer::FirstInvalidUtf8(text)) std::abort();
  if (CountInk(text) != CountInk(page.text())) std::abort();
  return 0;
}
