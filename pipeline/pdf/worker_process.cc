#include "pipeline/pdf/worker_process.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "pipeline/base/utf8.h"
#include "pipeline/pdf/exit_codes.h"
#include "pipeline/pdf/frame_socket.h"
#include "pipeline/pdf/worker_paper.h"

namespace scrutineer::pdf {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::steady_clock;

constexpr milliseconds kGreetingTime{20'000};
constexpr milliseconds kMemoryCheckInterval{20};
// Between the end of a worker's socket and the end of the worker.
constexpr milliseconds kEndingTime{2'000};
constexpr std::size_t kLastOutputBytes = 2048;
constexpr std::size_t kLastWordsBytes = 200;
// A worker that dies this close to its limit died of it: libraries crash where memory fails.
constexpr double kNearMemoryLimit = 0.85;

std::string InSeconds(milliseconds time) {
  return fmt::format("{:g} s", static_cast<double>(time.count()) / 1000.0);
}

std::string InMebibytes(std::int64_t bytes) { return fmt::format("{} MiB", bytes >> 20); }

bool LeadsNoFurther(const protocol::Outline& outline, int page_count) {
  return std::ranges::all_of(outline.bookmarks, [&](const Bookmark& bookmark) {
    return bookmark.page_number <= page_count;
  });
}

}  // namespace

WorkerProcess::WorkerProcess(SpawnedWorker spawned)
    : child_(spawned.pid),
      socket_(std::move(spawned.socket)),
      diagnostics_(std::move(spawned.diagnostics)) {}

Result<std::unique_ptr<WorkerProcess>> WorkerProcess::Start(ProcessSpawner& spawner,
                                                            const std::filesystem::path& program) {
  SCRUTINEER_ASSIGN_OR_RETURN(SpawnedWorker spawned, spawner.Spawn(program));
  std::unique_ptr<WorkerProcess> worker(new WorkerProcess(std::move(spawned)));
  SCRUTINEER_RETURN_IF_ERROR(worker->Greet(program));
  return worker;
}

Status WorkerProcess::Greet(const std::filesystem::path& program) {
  nanoseconds time_left = kGreetingTime;
  const Heard heard = Hear(time_left, std::numeric_limits<std::int64_t>::max());
  if (!heard) return DoesNotAnswer(program);
  const auto* hello = std::get_if<protocol::Hello>(&*heard);
  if (hello == nullptr || hello->version != protocol::kVersion) {
    return Fail(ErrorCode::kWorkerUnavailable,
                fmt::format("the PDF worker is of another version of scrutineer: it speaks "
                            "protocol {}, this program {} (reinstall scrutineer)",
                            hello == nullptr ? "unknown" : std::to_string(hello->version),
                            protocol::kVersion),
                program.string());
  }
  stage_version_ = hello->stage_version;
  const Heard second = Hear(time_left, std::numeric_limits<std::int64_t>::max());
  const auto* protections = second ? std::get_if<Protections>(&*second) : nullptr;
  if (protections == nullptr) return DoesNotAnswer(program);
  protections_ = *protections;
  return {};
}

Status WorkerProcess::DoesNotAnswer(const std::filesystem::path& program) {
  End();
  const std::string words = LastWords();
  return Fail(ErrorCode::kWorkerUnavailable,
              fmt::format("the PDF worker does not answer as it should: {} (reinstall scrutineer)",
                          words.empty() ? "it says nothing" : words),
              program.string());
}

WorkerProcess::Reading WorkerProcess::Read(int fd, std::uint64_t size_bytes,
                                           const PoolOptions& options, const PageSink& sink,
                                           PagePlaces* places) {
  const Limits& limits = options.limits;
  Paper paper;
  paper.places = places;
  protocol::ReadRequest request;
  request.size_bytes = size_bytes;
  request.memory_bytes = static_cast<std::uint64_t>(std::max<std::int64_t>(limits.memory_bytes, 0));
  request.time_ms = static_cast<std::uint32_t>(
      std::clamp<milliseconds::rep>(limits.time.count(), 0, std::numeric_limits<int>::max()));
  request.pages = static_cast<std::uint32_t>(std::max(limits.pages, 0));
  request.passwords = options.passwords;
  if (places != nullptr) request.places_page = static_cast<std::uint32_t>(places->number);
  Ask(fd, request, limits, paper);
  Result<DocumentProperties> outcome = ReadPages(paper, sink);
  peak_bytes_ = std::max(peak_bytes_, child_.PeakBytes());
  ++papers_read_;
  return {std::move(outcome), paper.accepted};
}

Result<DocumentProperties> WorkerProcess::ReadPages(Paper& paper, const PageSink& sink) {
  while (true) {
    Heard heard = Hear(paper.time_left, paper.limits.memory_bytes);
    if (!heard) return Fail(Explain(heard.error(), paper));
    if (std::holds_alternative<protocol::Accepted>(*heard) && !paper.accepted) {
      paper.accepted = true;
    } else if (auto* properties = std::get_if<DocumentProperties>(&*heard);
               properties != nullptr && paper.accepted && !paper.properties &&
               properties->page_count <= paper.limits.pages) {
      paper.properties = std::move(*properties);
    } else if (auto* page = std::get_if<ExtractedPage>(&*heard);
               page != nullptr && paper.properties && page->number == paper.pages_read + 1 &&
               page->number <= paper.properties->page_count) {
      ++paper.pages_read;
      paper.last_text_bytes = page->text.size();
      page->page_count = paper.properties->page_count;
      sink(std::move(*page));
    } else if (auto* outline = std::get_if<protocol::Outline>(&*heard);
               outline != nullptr && paper.properties && paper.properties->bookmarks.empty() &&
               paper.pages_read == paper.properties->page_count &&
               LeadsNoFurther(*outline, paper.properties->page_count)) {
      paper.properties->bookmarks = std::move(outline->bookmarks);
    } else if (auto* places = std::get_if<PagePlaces>(&*heard);
               places != nullptr && TakePlaces(paper, std::move(*places))) {
      continue;
    } else if (auto* failure = std::get_if<protocol::Failure>(&*heard);
               failure != nullptr && paper.accepted) {
      busy_ = false;
      return Fail(failure->code, std::move(failure->message));
    } else if (std::holds_alternative<protocol::End>(*heard) && paper.properties &&
               paper.pages_read == paper.properties->page_count) {
      busy_ = false;
      return std::move(*paper.properties);
    } else {
      return Fail(Explain({Kind::kMalformed, {}, "an answer out of turn"}, paper));
    }
  }
}

Result<std::vector<std::string>> WorkerProcess::HearModels(const std::filesystem::path& program) {
  nanoseconds time_left = kGreetingTime;
  const Heard heard = Hear(time_left, std::numeric_limits<std::int64_t>::max());
  const auto* models = heard ? std::get_if<protocol::Models>(&*heard) : nullptr;
  if (models == nullptr) return Fail(DoesNotAnswer(program).error());
  return models->names;
}

void WorkerProcess::Ask(int fd, const protocol::Message& request, const Limits& limits,
                        Paper& paper) {
  paper.limits = limits;
  paper.time_left = limits.time;
  busy_ = true;
  last_output_.clear();
  // A failure to send shows as the end of the stream.
  (void)SendFrame(socket_.get(), protocol::Encode(request), fd);
}

bool WorkerProcess::TakePlaces(Paper& paper, PagePlaces&& places) {
  if (paper.places == nullptr || places.number != paper.places->number ||
      places.number != paper.pages_read ||
      (!places.words.empty() && places.words.back().end > paper.last_text_bytes)) {
    return false;
  }
  *std::exchange(paper.places, nullptr) = std::move(places);
  return true;
}

template <typename Answer, typename Request>
Result<Answer> WorkerProcess::AskForPage(int fd, const Request& request, Paper& paper) {
  paper.only_page = static_cast<int>(request.page);
  Ask(fd, request, LimitsOf(request), paper);
  while (true) {
    Heard heard = Hear(paper.time_left, paper.limits.memory_bytes);
    if (!heard) return Fail(Explain(heard.error(), paper));
    if (std::holds_alternative<protocol::Accepted>(*heard) && !paper.accepted) {
      paper.accepted = true;
      continue;
    }
    auto* page = std::get_if<Answer>(&*heard);
    auto* failure = std::get_if<protocol::Failure>(&*heard);
    if (!paper.accepted ||
        (failure == nullptr && (page == nullptr || page->number != paper.only_page))) {
      return Fail(Explain({Kind::kMalformed, {}, "an answer out of turn"}, paper));
    }
    busy_ = false;
    if (failure != nullptr) return Fail(failure->code, std::move(failure->message));
    return std::move(*page);
  }
}

WorkerProcess::Recognition WorkerProcess::Recognize(int fd,
                                                    const protocol::RecognizeRequest& request) {
  Paper paper;
  auto outcome = AskForPage<RecognizedPage>(fd, request, paper);
  peak_bytes_ = std::max(peak_bytes_, child_.PeakBytes());
  ++papers_read_;
  return {std::move(outcome), paper.accepted};
}

Result<std::string> WorkerProcess::Draw(int fd, const protocol::DrawRequest& request) {
  Paper paper;
  SCRUTINEER_ASSIGN_OR_RETURN(auto picture, AskForPage<protocol::Picture>(fd, request, paper));
  return std::move(picture.png);
}

WorkerProcess::Heard WorkerProcess::Hear(nanoseconds& time_left, std::int64_t memory_bytes) {
  while (true) {
    auto message = reader_.Next();
    if (!message)
      return tl::unexpected<Interruption>({Kind::kMalformed, {}, message.error().message});
    if (message->has_value()) return std::move(**message);
    if (time_left <= nanoseconds::zero())
      return tl::unexpected<Interruption>({Kind::kNoTime, {}, {}});
    const auto start = steady_clock::now();
    const auto slice = std::min(std::chrono::ceil<milliseconds>(time_left), kMemoryCheckInterval);
    std::optional<Interruption> interruption = Wait(slice, memory_bytes);
    time_left -= steady_clock::now() - start;
    if (interruption) return tl::unexpected<Interruption>(std::move(*interruption));
  }
}

std::optional<WorkerProcess::Interruption> WorkerProcess::Wait(milliseconds time,
                                                               std::int64_t memory_bytes) {
  std::array<pollfd, 2> sources = {pollfd{socket_.get(), POLLIN, 0},
                                   pollfd{diagnostics_.get(), POLLIN, 0}};
  if (::poll(sources.data(), sources.size(), static_cast<int>(time.count())) < 0) {
    if (errno == EINTR) return std::nullopt;
    return Interruption{Kind::kMalformed, {}, SystemError(errno, "wait for it", {}).message};
  }
  if (sources[1].revents != 0) DrainDiagnostics();
  if (sources[0].revents != 0) {
    const auto received = Receive(socket_.get(), reader_, nullptr);
    if (!received || !*received) {
      const ExitStatus status = child_.Await(kEndingTime);
      DrainDiagnostics();
      return Interruption{Kind::kEnded, status, {}};
    }
  }
  return CheckMemory(memory_bytes);
}

std::optional<WorkerProcess::Interruption> WorkerProcess::CheckMemory(std::int64_t memory_bytes) {
  const auto now = steady_clock::now();
  if (now - memory_checked_at_ < kMemoryCheckInterval) return std::nullopt;
  memory_checked_at_ = now;
  private_bytes_ = child_.PrivateBytes();
  peak_bytes_ = std::max(peak_bytes_, private_bytes_);
  if (private_bytes_ > memory_bytes) return Interruption{Kind::kNoMemory, {}, {}};
  return std::nullopt;
}

Error WorkerProcess::Explain(const Interruption& interruption, const Paper& paper) {
  peak_bytes_ = std::max(peak_bytes_, child_.PeakBytes());
  Error error;
  switch (interruption.kind) {
    case Kind::kNoTime:
      error = {ErrorCode::kTimeLimit,
               fmt::format("took longer than {} (stopped {})", InSeconds(paper.limits.time),
                           paper.Where()),
               {}};
      break;
    case Kind::kNoMemory:
      error = {ErrorCode::kMemoryLimit,
               fmt::format("needed more than {} of memory (stopped {})",
                           InMebibytes(paper.limits.memory_bytes), paper.Where()),
               {}};
      break;
    case Kind::kMalformed:
      error = {ErrorCode::kWorkerCrashed,
               fmt::format("confused the PDF reader {} ({})", paper.Where(), interruption.reason),
               {}};
      break;
    case Kind::kEnded:
      error = ExplainEnd(interruption.status, paper);
      break;
  }
  End();
  return error;
}

Error WorkerProcess::ExplainEnd(const ExitStatus& status, const Paper& paper) {
  const bool ran_out = last_output_.find("ut of memory") != std::string::npos ||
                       last_output_.find("bad_alloc") != std::string::npos ||
                       status.exit_code == kExitOutOfMemory;
  const bool was_full =
      status.signal != 0 && static_cast<double>(private_bytes_) >
                                kNearMemoryLimit * static_cast<double>(paper.limits.memory_bytes);
  if (ran_out || was_full) return Explain({Kind::kNoMemory, {}, {}}, paper);
  if (status.signal == SIGXCPU) return Explain({Kind::kNoTime, {}, {}}, paper);
  const std::string words = LastWords();
  if (status.signal == SIGSYS || status.exit_code == kExitSandbox) {
    return {ErrorCode::kSandboxViolation,
            fmt::format("tried what no paper needs and was stopped by the sandbox {}{}",
                        paper.Where(), words.empty() ? "" : " (" + words + ")"),
            {}};
  }
  std::string how = "ended for an unknown reason";
  if (status.signal != 0) how = fmt::format("signal {}", status.signal);
  if (status.exit_code >= 0) how = fmt::format("exit status {}", status.exit_code);
  return {ErrorCode::kWorkerCrashed,
          fmt::format("crashed the PDF reader ({} {}){}{}", how, paper.Where(),
                      words.empty() ? "" : ": ", words),
          {}};
}

bool WorkerProcess::IsReady() const {
  if (busy_ || child_.ended() || !reader_.empty()) return false;
  // An idle worker says nothing: whatever is there to read is its end, or no answer to anything.
  pollfd source = {socket_.get(), POLLIN, 0};
  return ::poll(&source, 1, 0) == 0;
}

void WorkerProcess::End() {
  child_.Kill();
  DrainDiagnostics();
}

void WorkerProcess::DrainDiagnostics() {
  std::array<char, 4096> buffer;
  while (true) {
    const ssize_t count = ::read(diagnostics_.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    last_output_.append(buffer.data(), static_cast<std::size_t>(count));
    if (last_output_.size() > kLastOutputBytes) {
      last_output_.erase(0, last_output_.size() - kLastOutputBytes);
    }
    // A full buffer is no reason to stay with a process that writes faster than we read.
    if (static_cast<std::size_t>(count) < buffer.size()) return;
  }
}

std::string WorkerProcess::LastWords() const {
  std::string_view text = last_output_;
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  text = text.substr(text.rfind('\n') + 1);
  std::string words = ReplaceInvalidUtf8(text.substr(0, kLastWordsBytes));
  std::ranges::replace_if(
      words, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return words;
}

}  // namespace scrutineer::pdf
