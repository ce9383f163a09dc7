#include "pipeline/pdf/frame_socket.h"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>

namespace scrutineer::pdf {
namespace {

// Room for one descriptor beside the bytes of a message.
struct ControlBuffer {
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> bytes{};
};

void AttachDescriptor(msghdr& message, ControlBuffer& control, int fd) {
  message.msg_control = control.bytes.data();
  message.msg_controllen = control.bytes.size();
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof fd);
  std::memcpy(CMSG_DATA(header), &fd, sizeof fd);
}

FileDescriptor TakeDescriptor(msghdr& message) {
  const cmsghdr* header = CMSG_FIRSTHDR(&message);
  if (header == nullptr || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS ||
      header->cmsg_len != CMSG_LEN(sizeof(int))) {
    return {};
  }
  int fd = -1;
  std::memcpy(&fd, CMSG_DATA(header), sizeof fd);
  return FileDescriptor(fd);
}

}  // namespace

Status SendFrame(int socket, std::string_view frame, int passed_fd) {
  ControlBuffer control;
  while (!frame.empty()) {
    iovec bytes = {const_cast<char*>(frame.data()), frame.size()};
    msghdr message = {};
    message.msg_iov = &bytes;
    message.msg_iovlen = 1;
    if (passed_fd >= 0) AttachDescriptor(message, control, passed_fd);
    const ssize_t count = ::sendmsg(socket, &message, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Fail(SystemError(errno, "send to the other process", {}));
    passed_fd = -1;
    frame.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

Result<bool> Receive(int socket, protocol::FrameReader& reader, FileDescriptor* passed_fd) {
  std::array<char, std::size_t{64} << 10> buffer;
  ControlBuffer control;
  iovec bytes = {buffer.data(), buffer.size()};
  msghdr message = {};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes.data();
  message.msg_controllen = control.bytes.size();
  ssize_t count = 0;
  do {
    count = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  } while (count < 0 && errno == EINTR);
  // A worker that dies with words of ours unread resets the connection: its end all the same.
  if (count == 0 || (count < 0 && errno == ECONNRESET)) return false;
  if (count < 0) return Fail(SystemError(errno, "receive from the other process", {}));
  FileDescriptor passed = TakeDescriptor(message);
  if (passed_fd != nullptr && passed.valid()) *passed_fd = std::move(passed);
  reader.Append({buffer.data(), static_cast<std::size_t>(count)});
  return true;
}

}  // namespace scrutineer::pdf
