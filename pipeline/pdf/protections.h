#ifndef SCRUTINEER_PIPELINE_PDF_PROTECTIONS_H_
#define SCRUTINEER_PIPELINE_PDF_PROTECTIONS_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace scrutineer::pdf {

// What keeps a worker from doing harm should a PDF take it over. The value is the bit's place in
// Protections::held.
enum class Protection : std::uint8_t {
  kNoNewPrivileges,  // it has no capability, and no program that it could start gives it any
  kNoNetwork,        // it cannot make a socket
  kNoProcesses,      // it cannot start a thread, a process or a program, nor touch another process
  kNoWriting,        // it cannot open for writing, make, rename or delete a file
  kConfinedReading,  // it can open only fonts and character maps; the paper comes as a descriptor
  kLimits,           // memory, processor time, descriptors and file sizes are bounded
};
inline constexpr std::array kAllProtections = {Protection::kNoNewPrivileges, Protection::kNoNetwork,
                                               Protection::kNoProcesses,     Protection::kNoWriting,
                                               Protection::kConfinedReading, Protection::kLimits};

// Words that go into a list: "no network".
std::string_view ProtectionName(Protection protection);

// Which protections hold in a worker, as it says when it starts.
struct Protections {
  std::uint32_t held = 0;  // one bit each
  std::string reason;      // why some do not hold, in words; empty where all do

  void Add(Protection protection) { held |= 1U << static_cast<unsigned>(protection); }
  bool Holds(Protection protection) const {
    return (held >> static_cast<unsigned>(protection) & 1U) != 0;
  }
  bool complete() const { return held + 1 == 1U << kAllProtections.size(); }
  // The names of those that hold, or of those that do not: "no network, no writing".
  std::string Held() const { return Names(true); }
  std::string Missing() const { return Names(false); }

  friend bool operator==(const Protections&, const Protections&) = default;

 private:
  std::string Names(bool holding) const;
};

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_PROTECTIONS_H_
