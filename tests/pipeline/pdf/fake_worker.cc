// A worker program that does what the papers tell it: after "%PDF-" stands a command. For tests of
// what the pool makes of workers that misbehave.

#include <sys/mman.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>

#include "pipeline/pdf/exit_codes.h"
#include "pipeline/pdf/frame_socket.h"
#include "pipeline/pdf/protocol.h"

namespace scrutineer::pdf {
namespace {

bool leave_at_next_request = false;

bool Say(const protocol::Message& message) {
  return SendFrame(kWorkerSocket, protocol::Encode(message)).has_value();
}

void SayRaw(std::string_view bytes) { (void)SendFrame(kWorkerSocket, bytes); }

void SayProperties(int pages) {
  DocumentProperties properties;
  properties.page_count = pages;
  Say(properties);
}

ExtractedPage PageOf(int number) {
  ExtractedPage page;
  page.number = number;
  page.text = "page " + std::to_string(number) + "\n";
  return page;
}

[[noreturn]] void Hang() {
  while (true) ::pause();
}

[[noreturn]] void Spin() {
  volatile bool forever = true;
  while (forever) {
  }
  std::abort();
}

[[noreturn]] void Bloat() {
  std::vector<char*> blocks;
  while (true) {
    constexpr std::size_t kBlock = std::size_t{4} << 20;
    blocks.push_back(static_cast<char*>(std::malloc(kBlock)));
    std::memset(blocks.back(), 1, kBlock);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

void Obey(std::string_view command) {
  if (command == "refuse") Say(protocol::Failure{ErrorCode::kDamaged, "refused"});
  SayProperties(3);
  Say(PageOf(1));
  if (command == "crash") {
    std::signal(SIGSEGV, SIG_DFL);  // sanitizers have a handler of their own
    std::raise(SIGSEGV);
  }
  if (command == "abort-talking") {
    std::fputs("noise\nassertion failed: \x01 here\n", stderr);
    std::abort();
  }
  if (command == "flood") {
    // Far more than a pipe holds, in few calls, so that it takes no time to speak of.
    std::string lines;
    while (lines.size() < 20'000) lines += "a line of complaint\n";
    for (int i = 0; i < 100; ++i) std::fputs(lines.c_str(), stderr);
  }
  if (command == "out-of-memory") {
    std::fputs("Out of memory\n", stderr);
    std::abort();
  }
  if (command == "exit") std::_Exit(3);
  if (command == "forbidden") {
    std::fputs("system call 41, socket\n", stderr);
    std::_Exit(kExitSandbox);
  }
  if (command == "forbidden-untold") {
    std::signal(SIGSYS, SIG_DFL);
    std::raise(SIGSYS);
  }
  if (command == "hang") Hang();
  if (command == "spin") Spin();
  if (command == "bloat") Bloat();
  if (command == "garbage") SayRaw("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n");
  if (command == "unknown-type") SayRaw(std::string("\0\0\0\0\x63", 5));
  if (command == "skip-page") Say(PageOf(3));
  if (command == "repeat-properties") SayProperties(3);
  if (command == "early-end") Say(protocol::End{});
  Say(PageOf(2));
  Say(PageOf(3));
  if (command == "extra-page") Say(PageOf(4));
  if (command == "outline") Say(protocol::Outline{{{"one", 3, 0}}});
  if (command == "outline-beyond") Say(protocol::Outline{{{"one", 4, 0}}});
  Say(protocol::End{});
  if (command == "die-when-done") std::_Exit(0);
  if (command == "leave") leave_at_next_request = true;
}

std::string ReadAll(int fd, std::size_t size) {
  std::string bytes(size, '\0');
  const ssize_t count = ::pread(fd, bytes.data(), size, 0);
  bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return bytes;
}

int Run() {
  const char* greeting = std::getenv("SCRUTINEER_FAKE_WORKER_GREETING");
  const std::string_view mood = greeting == nullptr ? "" : greeting;
  if (mood == "die") {
    std::fputs("libpoppler.so: cannot open shared object file\n", stderr);
    return 127;
  }
  if (mood == "garbage") SayRaw("hello there");
  protocol::Hello hello;
  hello.stage_version = "fake 1";
  if (mood == "old") hello.version = protocol::kVersion + 1;
  Say(hello);
  if (mood != "unprotected") Say(Protections{(1U << kAllProtections.size()) - 1, {}});
  if (mood == "unprotected") Say(Protections{0, "the test says so"});
  protocol::FrameReader reader;
  FileDescriptor file;
  while (true) {
    const auto message = reader.Next();
    if (!message) return 1;
    if (!message->has_value()) {
      const auto received = Receive(kWorkerSocket, reader, &file);
      if (!received || !*received) return 0;
      continue;
    }
    if (leave_at_next_request) return 0;
    const auto& request = std::get<protocol::ReadRequest>(**message);
    const std::string bytes = ReadAll(file.get(), request.size_bytes);
    if (bytes == "%PDF-unaccepted") return 0;
    Say(protocol::Accepted{});
    Obey(std::string_view(bytes).substr(5));
  }
}

}  // namespace
}  // namespace scrutineer::pdf

int main() {
  try {
    return scrutineer::pdf::Run();
  } catch (...) {
    return 1;
  }
}
