#include "pipeline/pdf/protocol.h"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <utility>
#include <vector>

#include "pipeline/base/utf8.h"
#include "pipeline/pdf/attachment_payload.h"
#include "pipeline/pdf/payload.h"
#include "pipeline/pdf/picture_payload.h"

namespace scrutineer::pdf::protocol {
namespace {

constexpr std::string_view kMagic = "SCRUTPDF";
constexpr std::int32_t kMaxSkew = 4'500;  // hundredths of a degree; more is a quarter turn
constexpr std::int64_t kUnknownInstant = std::numeric_limits<std::int64_t>::min();

enum class FrameType : std::uint8_t {
  kHello = 1,
  kRead = 2,
  kAccepted = 3,
  kProperties = 4,
  kPage = 5,
  kEnd = 6,
  kFailure = 7,
  kProtections = 8,
  kModels = 9,
  kRecognize = 10,
  kRecognized = 11,
  kOutline = 12,
  kPlaces = 13,
  kDraw = 14,
  kPicture = 15,
  kDetach = 16,
  kAttachment = 17,
  kPiece = 18,
};

constexpr std::size_t kLineBytes = 20;

void PutLine(const LinePlace& line, std::string& out) {
  PutInteger(line.begin, out);
  PutInteger(line.end, out);
  for (const std::int16_t edge : {line.left, line.top, line.right, line.bottom}) {
    PutInteger(static_cast<std::uint16_t>(edge), out);
  }
  PutInteger(line.letter_height, out);
  PutInteger(line.quarter_turns, out);
  PutInteger(static_cast<std::uint8_t>(line.in_table ? 1 : 0), out);
}

struct PayloadWriter {
  std::string& out;

  void operator()(const Hello& hello) const {
    out.append(kMagic);
    PutInteger(hello.version, out);
    PutString(hello.stage_version, out);
  }
  void operator()(const ReadRequest& request) const {
    PutInteger(request.size_bytes, out);
    PutInteger(request.memory_bytes, out);
    PutInteger(request.time_ms, out);
    PutInteger(request.pages, out);
    PutStrings(request.passwords, out);
    PutInteger(request.places_page, out);
  }
  void operator()(const Accepted& /*accepted*/) const {}
  void operator()(const DocumentProperties& properties) const {
    PutInteger(static_cast<std::uint32_t>(properties.page_count), out);
    for (const std::string* text : {&properties.title, &properties.author, &properties.subject,
                                    &properties.creator, &properties.producer}) {
      PutString(*text, out);
    }
    PutInteger(properties.created
                   ? static_cast<std::int64_t>(properties.created->time_since_epoch().count())
                   : kUnknownInstant,
               out);
    PutInteger(static_cast<std::uint32_t>(properties.attachment_count), out);
    PutInteger(static_cast<std::uint8_t>(properties.is_portfolio ? 1 : 0), out);
    PutStrings(properties.attachments, out);
  }
  void operator()(const ExtractedPage& page) const {
    PutInteger(static_cast<std::uint32_t>(page.number), out);
    PutInteger(static_cast<std::uint8_t>(page.readable ? 1 : 0), out);
    PutString(page.label, out);
    PutString(page.text, out);
    PutInteger(static_cast<std::uint32_t>(page.lines.size()), out);
    for (const LinePlace& line : page.lines) PutLine(line, out);
  }
  void operator()(const End& /*end*/) const {}
  void operator()(const Failure& failure) const {
    PutString(ErrorCodeName(failure.code), out);
    PutString(failure.message, out);
  }
  void operator()(const Protections& protections) const {
    PutInteger(protections.held, out);
    PutString(protections.reason, out);
  }
  void operator()(const Models& models) const { PutStrings(models.names, out); }
  void operator()(const RecognizeRequest& request) const {
    PutInteger(request.size_bytes, out);
    PutInteger(request.memory_bytes, out);
    PutInteger(request.time_ms, out);
    PutInteger(request.page, out);
    PutInteger(static_cast<std::uint8_t>(request.welsh ? 1 : 0), out);
    PutStrings(request.passwords, out);
  }
  void operator()(const RecognizedPage& page) const {
    PutInteger(static_cast<std::uint32_t>(page.number), out);
    PutInteger(static_cast<std::uint8_t>(page.confidence), out);
    PutInteger(static_cast<std::uint32_t>(page.words), out);
    PutInteger(static_cast<std::uint32_t>(page.dropped_words), out);
    PutInteger(static_cast<std::uint8_t>(page.quarter_turns), out);
    PutInteger(static_cast<std::int32_t>(page.skew), out);
    PutInteger(static_cast<std::uint8_t>(page.welsh ? 1 : 0), out);
    PutString(page.text, out);
    PutPlaces(page.places, out);
  }
  void operator()(const Outline& outline) const {
    PutInteger(static_cast<std::uint32_t>(outline.bookmarks.size()), out);
    for (const Bookmark& bookmark : outline.bookmarks) {
      PutString(bookmark.title, out);
      PutInteger(static_cast<std::uint32_t>(bookmark.page_number), out);
      PutInteger(static_cast<std::uint8_t>(bookmark.depth), out);
    }
  }
  // Of picture_payload.h and attachment_payload.h.
  template <typename Other>
  void operator()(const Other& other) const {
    Put(other, out);
  }
};

Hello TakeHello(PayloadReader& payload) {
  Hello hello;
  payload.Require(payload.TakeBytes(kMagic.size()) == kMagic);
  hello.version = payload.TakeInteger<std::uint32_t>();
  hello.stage_version = payload.TakeName();
  return hello;
}

ReadRequest TakeReadRequest(PayloadReader& payload) {
  ReadRequest request;
  request.size_bytes = payload.TakeInteger<std::uint64_t>();
  request.memory_bytes = payload.TakeInteger<std::uint64_t>();
  request.time_ms = payload.TakeInteger<std::uint32_t>();
  request.pages = payload.TakeInteger<std::uint32_t>();
  request.passwords = payload.TakeStrings(kMaxPasswordBytes);
  request.places_page = payload.TakeInteger<std::uint32_t>();
  return request;
}

DocumentProperties TakeProperties(PayloadReader& payload) {
  DocumentProperties properties;
  properties.page_count = payload.TakeCount();
  for (std::string* text : {&properties.title, &properties.author, &properties.subject,
                            &properties.creator, &properties.producer}) {
    *text = payload.TakeName();
  }
  const auto created = payload.TakeInteger<std::int64_t>();
  if (created != kUnknownInstant) {
    payload.Require(created >= kEarliestSecond && created <= kLatestSecond);
    properties.created = Instant(std::chrono::seconds(created));
  }
  properties.attachment_count = payload.TakeCount();
  properties.is_portfolio = payload.TakeFlag();
  properties.attachments = payload.TakeStrings(kMaxNameBytes);
  return properties;
}

// Lines within the text, on code points, one after the other.
bool FollowsInText(const LinePlace& line, std::uint32_t previous_end, std::string_view text) {
  return line.begin >= previous_end && line.begin <= line.end && line.end <= text.size() &&
         FloorToCodePoint(text, line.begin) == line.begin &&
         FloorToCodePoint(text, line.end) == line.end;
}

LinePlace TakeLine(PayloadReader& payload) {
  LinePlace line;
  line.begin = payload.TakeInteger<std::uint32_t>();
  line.end = payload.TakeInteger<std::uint32_t>();
  for (std::int16_t* edge : {&line.left, &line.top, &line.right, &line.bottom}) {
    *edge = static_cast<std::int16_t>(payload.TakeInteger<std::uint16_t>());
  }
  line.letter_height = payload.TakeInteger<std::uint16_t>();
  line.quarter_turns = payload.TakeInteger<std::uint8_t>();
  payload.Require(line.quarter_turns <= 3);
  line.in_table = payload.TakeFlag();
  return line;
}

void TakeLines(PayloadReader& payload, ExtractedPage& page) {
  const auto count = payload.TakeInteger<std::uint32_t>();
  payload.Require(count <= payload.rest_bytes() / kLineBytes);
  if (!payload.ok()) return;
  page.lines.reserve(count);
  std::uint32_t end = 0;
  for (std::uint32_t i = 0; payload.ok() && i < count; ++i) {
    page.lines.push_back(TakeLine(payload));
    payload.Require(FollowsInText(page.lines.back(), end, page.text));
    end = page.lines.back().end;
  }
}

ExtractedPage TakePage(PayloadReader& payload) {
  ExtractedPage page;
  page.number = payload.TakeCount();
  payload.Require(page.number >= 1);
  page.readable = payload.TakeFlag();
  page.label = payload.TakeName();
  page.text = payload.TakeString(kMaxPayloadBytes);
  TakeLines(payload, page);
  return page;
}

bool MayBeFound(ErrorCode code) {
  return code == ErrorCode::kNotAPdf || code == ErrorCode::kEncrypted ||
         code == ErrorCode::kDamaged || code == ErrorCode::kMemoryLimit ||
         code == ErrorCode::kPageLimit || code == ErrorCode::kSizeLimit ||
         code == ErrorCode::kNoPages || code == ErrorCode::kXfaOnly;
}

Failure TakeFailure(PayloadReader& payload) {
  Failure failure;
  failure.code = ErrorCodeFromName(payload.TakeName());
  payload.Require(MayBeFound(failure.code));
  failure.message = payload.TakeName();
  return failure;
}

Protections TakeProtections(PayloadReader& payload) {
  Protections protections;
  protections.held = payload.TakeInteger<std::uint32_t>();
  payload.Require(protections.held < 1U << kAllProtections.size());
  protections.reason = payload.TakeName();
  return protections;
}

RecognizeRequest TakeRecognizeRequest(PayloadReader& payload) {
  RecognizeRequest request;
  request.size_bytes = payload.TakeInteger<std::uint64_t>();
  request.memory_bytes = payload.TakeInteger<std::uint64_t>();
  request.time_ms = payload.TakeInteger<std::uint32_t>();
  request.page = payload.TakeInteger<std::uint32_t>();
  request.welsh = payload.TakeFlag();
  request.passwords = payload.TakeStrings(kMaxPasswordBytes);
  return request;
}

RecognizedPage TakeRecognizedPage(PayloadReader& payload) {
  RecognizedPage page;
  page.number = payload.TakeCount();
  page.confidence = payload.TakeInteger<std::uint8_t>();
  page.words = payload.TakeCount();
  page.dropped_words = payload.TakeCount();
  page.quarter_turns = payload.TakeInteger<std::uint8_t>();
  page.skew = payload.TakeInteger<std::int32_t>();
  payload.Require(page.number >= 1 && page.confidence <= 100 && page.quarter_turns <= 3 &&
                  page.skew >= -kMaxSkew && page.skew <= kMaxSkew);
  page.welsh = payload.TakeFlag();
  page.text = payload.TakeString(kMaxPayloadBytes);
  page.places = TakePlaces(payload);
  payload.Require(page.places.empty() || page.places.back().end <= page.text.size());
  return page;
}

Outline TakeOutline(PayloadReader& payload) {
  const auto count = payload.TakeInteger<std::uint32_t>();
  payload.Require(count <= kMaxBookmarks);
  Outline outline;
  for (std::uint32_t i = 0; payload.ok() && i < count; ++i) {
    Bookmark bookmark;
    bookmark.title = payload.TakeString(kMaxBookmarkBytes);
    bookmark.page_number = payload.TakeCount();
    bookmark.depth = payload.TakeInteger<std::uint8_t>();
    payload.Require(bookmark.depth <= kMaxBookmarkDepth);
    outline.bookmarks.push_back(std::move(bookmark));
  }
  return outline;
}

std::optional<Message> Decode(std::uint8_t type, std::string_view bytes) {
  PayloadReader payload(bytes);
  std::optional<Message> message;
  switch (static_cast<FrameType>(type)) {
    case FrameType::kHello:
      message = TakeHello(payload);
      break;
    case FrameType::kRead:
      message = TakeReadRequest(payload);
      break;
    case FrameType::kAccepted:
      message = Accepted{};
      break;
    case FrameType::kProperties:
      message = TakeProperties(payload);
      break;
    case FrameType::kPage:
      message = TakePage(payload);
      break;
    case FrameType::kEnd:
      message = End{};
      break;
    case FrameType::kFailure:
      message = TakeFailure(payload);
      break;
    case FrameType::kProtections:
      message = TakeProtections(payload);
      break;
    case FrameType::kModels:
      message = Models{payload.TakeStrings(kMaxNameBytes)};
      break;
    case FrameType::kRecognize:
      message = TakeRecognizeRequest(payload);
      break;
    case FrameType::kRecognized:
      message = TakeRecognizedPage(payload);
      break;
    case FrameType::kOutline:
      message = TakeOutline(payload);
      break;
    case FrameType::kPlaces:
      message = TakePagePlaces(payload);
      break;
    case FrameType::kDraw:
      message = TakeDrawRequest(payload);
      break;
    case FrameType::kPicture:
      message = TakePicture(payload);
      break;
    case FrameType::kDetach:
      message = TakeDetachRequest(payload);
      break;
    case FrameType::kAttachment:
      message = TakeAttachment(payload);
      break;
    case FrameType::kPiece:
      message = TakePiece(payload);
      break;
  }
  if (!payload.done()) message.reset();
  return message;
}

FrameType TypeOf(const Message& message) {
  constexpr std::array kTypes = {
      FrameType::kHello,      FrameType::kRead,        FrameType::kAccepted,
      FrameType::kProperties, FrameType::kPage,        FrameType::kEnd,
      FrameType::kFailure,    FrameType::kProtections, FrameType::kModels,
      FrameType::kRecognize,  FrameType::kRecognized,  FrameType::kOutline,
      FrameType::kPlaces,     FrameType::kDraw,        FrameType::kPicture,
      FrameType::kDetach,     FrameType::kAttachment,  FrameType::kPiece};
  static_assert(kTypes.size() == std::variant_size_v<Message>);
  return kTypes[message.index()];
}

}  // namespace

std::string Encode(const Message& message) {
  std::string frame(4, '\0');
  if (const auto* page = std::get_if<ExtractedPage>(&message)) {
    frame.reserve(page->text.size() + page->label.size() + kLineBytes * page->lines.size() + 64);
  }
  frame.push_back(static_cast<char>(TypeOf(message)));
  std::visit(PayloadWriter{frame}, message);
  const std::size_t size = frame.size() - kHeaderBytes;
  for (std::size_t i = 0; i < 4; ++i) frame[i] = static_cast<char>((size >> (8 * i)) & 0xFF);
  return frame;
}

void FrameReader::Append(std::string_view bytes) {
  buffer_.erase(0, begin_);
  begin_ = 0;
  buffer_.append(bytes);
}

Result<std::optional<Message>> FrameReader::Next() {
  const std::string_view unread = std::string_view(buffer_).substr(begin_);
  if (unread.size() < kHeaderBytes) return std::nullopt;
  PayloadReader header(unread);
  const auto size = header.TakeInteger<std::uint32_t>();
  const auto type = header.TakeInteger<std::uint8_t>();
  if (size > kMaxPayloadBytes) {
    return Fail(ErrorCode::kInternal, fmt::format("a frame of {} bytes is too large", size));
  }
  if (unread.size() - kHeaderBytes < size) return std::nullopt;
  std::optional<Message> message = Decode(type, unread.substr(kHeaderBytes, size));
  if (!message) {
    return Fail(ErrorCode::kInternal, fmt::format("a frame of type {} is malformed", type));
  }
  begin_ += kHeaderBytes + size;
  return message;
}

}  // namespace scrutineer::pdf::protocol
