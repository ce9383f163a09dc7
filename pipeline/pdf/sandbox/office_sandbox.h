#ifndef SCRUTINEER_PIPELINE_PDF_SANDBOX_OFFICE_SANDBOX_H_
#define SCRUTINEER_PIPELINE_PDF_SANDBOX_OFFICE_SANDBOX_H_

#include <chrono>
#include <cstdint>
#include <filesystem>

#include "pipeline/pdf/protections.h"

namespace scrutineer::pdf {

struct OfficeLimits {
  std::filesystem::path folder;   // the only one that may be written to
  std::filesystem::path program;  // whose own folder may be read and executed
  std::uint64_t memory_bytes = 0;
  std::uint64_t file_bytes = 0;  // of each file that is written
  std::chrono::milliseconds time{0};
};

// Gives up what a converter of documents does not need, for this process and the programs that it
// becomes: privileges; sockets but local ones, which it can bind and connect to nothing; every file
// but programs, libraries, fonts and settings below /usr, a few of /etc and /dev, and /proc;
// writing outside its folder. Threads and processes stay. What the kernel refuses is left out: the
// answer says what holds, of kNoNewPrivileges, kNoNetwork, kConfinedReading, kNoWriting and
// kLimits.
//
// Whatever is forbidden fails; it ends no process, for an office program probes for much.
Protections EnterOfficeSandbox(const OfficeLimits& limits);

}  // namespace scrutineer::pdf

#endif  // SCRUTINEER_PIPELINE_PDF_SANDBOX_OFFICE_SANDBOX_H_
