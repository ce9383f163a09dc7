// The part of WorkerProcess that hears files attached to papers.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>

#include "pipeline/pdf/worker_paper.h"
#include "pipeline/pdf/worker_process.h"

namespace scrutineer::pdf {

WorkerProcess::Detachment WorkerProcess::Detach(int fd, const protocol::DetachRequest& request,
                                                const WorkerPool::BytesSink& sink) {
  Paper paper;
  Ask(fd, request, LimitsOf(request), paper);
  Result<std::string> name = HearAttachment(paper, request, sink);
  peak_bytes_ = std::max(peak_bytes_, child_.PeakBytes());
  ++papers_read_;
  return {std::move(name), paper.accepted};
}

Result<std::string> WorkerProcess::HearAttachment(Paper& paper,
                                                  const protocol::DetachRequest& request,
                                                  const WorkerPool::BytesSink& sink) {
  std::optional<protocol::Attachment> attachment;
  std::uint64_t heard_bytes = 0;
  while (true) {
    Heard heard = Hear(paper.time_left, paper.limits.memory_bytes);
    if (!heard) return Fail(Explain(heard.error(), paper));
    auto* begun = std::get_if<protocol::Attachment>(&*heard);
    const auto* piece = std::get_if<protocol::Piece>(&*heard);
    auto* failure = std::get_if<protocol::Failure>(&*heard);
    if (std::holds_alternative<protocol::Accepted>(*heard) && !paper.accepted) {
      paper.accepted = true;
    } else if (begun != nullptr && paper.accepted && !attachment && begun->index == request.index &&
               begun->size_bytes <= request.most_bytes) {
      attachment = std::move(*begun);
    } else if (piece != nullptr && attachment &&
               heard_bytes + piece->bytes.size() <= attachment->size_bytes) {
      heard_bytes += piece->bytes.size();
      if (Status taken = sink(piece->bytes); !taken) {
        End();  // what it still has to say is of no use
        return Fail(std::move(taken).error());
      }
    } else if (failure != nullptr && paper.accepted && !attachment) {
      busy_ = false;
      return Fail(failure->code, std::move(failure->message));
    } else if (std::holds_alternative<protocol::End>(*heard) && attachment &&
               heard_bytes == attachment->size_bytes) {
      busy_ = false;
      return std::move(attachment->name);
    } else {
      return Fail(Explain({Kind::kMalformed, {}, "an answer out of turn"}, paper));
    }
  }
}

}  // namespace scrutineer::pdf
