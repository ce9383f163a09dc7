// Whatever a worker sends is either refused or a message that survives being sent again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "pipeline/pdf/protocol.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using scrutineer::pdf::protocol::Encode;
  using scrutineer::pdf::protocol::FrameReader;
  if (size == 0) return 0;
  // The first byte says in what pieces the rest arrives.
  const std::size_t piece = 1 + data[0];
  const std::string_view stream(reinterpret_cast<const char*>(data + 1), size - 1);
  FrameReader reader;
  for (std::size_t at = 0; at < stream.size(); at += piece) {
    reader.Append(stream.substr(at, piece));
    while (true) {
      const auto message = reader.Next();
      if (!message) return 0;
      if (!message->has_value()) break;
      const std::string frame = Encode(**message);
      FrameReader again;
      again.Append(frame);
      const auto repeated = again.Next();
      if (!repeated || !repeated->has_value() || Encode(**repeated) != frame) std::abort();
    }
  }
  return 0;
}
