#ifndef SCRUTINEER_PIPELINE_BASE_SHA256_H_
#define SCRUTINEER_PIPELINE_BASE_SHA256_H_

#include <memory>
#include <string>
#include <string_view>

namespace scrutineer {

// SHA-256 (FIPS 180-4) of bytes given piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void Update(std::string_view bytes);
  // 64 lower-case hexadecimal digits. Call once; nothing may be added after it.
  std::string HexDigest();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string Sha256Hex(std::string_view bytes);

}  // namespace scrutineer

#endif  // SCRUTINEER_PIPELINE_BASE_SHA256_H_
