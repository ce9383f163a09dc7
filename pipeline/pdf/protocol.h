#ifndef SCRUTINEER_PIPELINE_PDF_PROTOCOL_H_
#define SCRUTINEER_PIPELINE_PDF_PROTOCOL_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "pipeline/base/result.h"
#include "pipeline/model/paper.h"
#include "pipeline/pdf/ocr.h"
#include "pipeline/pdf/page_places.h"
#include "pipeline/pdf/protections.h"
#include "pipeline/pdf/worker_pool.h"

// What the pool and a worker say to each other over a stream socket, as frames:
//
//    0       4      5                     5 + size
//    +-------+------+---------------------+
//    | size  | type | payload             |
//    +-------+------+---------------------+
//
// Integers are little-endian. In a payload a string is its size in bytes (u32), then UTF-8; a list
// is its length (u32), then its elements.
//
//    type          payload                                                      said by
//    1 hello       magic "SCRUTPDF" (8 bytes), version u32, stage version       worker
//    2 read        size_bytes u64, memory_bytes u64, time_ms u32, pages u32,    pool
//                  list of passwords to try, page u32 whose places are wanted
//                  (0: none);
//                  the PDF's file descriptor travels beside it (SCM_RIGHTS)
//    3 accepted    -                                                            worker
//    4 properties  pages u32, title, author, subject, creator, producer,        worker
//                  created i64 (INT64_MIN: unknown), attached files u32,
//                  portfolio u8 (0 or 1), list of their names
//    5 page        number u32, readable u8 (0 or 1), label, text, list of       worker
//                  lines: begin u32, end u32, left, top, right, bottom i16,
//                  letter height u16, turns u8 (0 to 3), in table u8 (0 or 1)
//    6 end         -                                                            worker
//    7 failure     name of an error code, message                               worker
//    8 protections held u32 (bits of pdf::Protection), reason                   worker
//    9 models      list of the names of Tesseract's models that are there       OCR worker
//   10 recognise   size_bytes u64, memory_bytes u64, time_ms u32, page u32,     pool
//                  welsh u8 (0 or 1), list of passwords; with a descriptor, too
//   11 recognised  number u32, confidence u8, words u32, dropped words u32,     OCR worker
//                  quarter turns u8, skew i32, welsh u8, text, places
//   12 outline     list of bookmarks: title, page u32 (0: none), depth u8       worker
//   13 places      number u32, places: list of words: begin u32, end u32,       worker
//                  left, top, right, bottom i32, quarter turns u8
//   14 draw        size_bytes u64, memory_bytes u64, time_ms u32, page u32,     pool
//                  list of boxes: left, top, right, bottom i32, colour u32;
//                  list of passwords; with a descriptor, too
//   15 picture     number u32, PNG: size u32, bytes                             OCR worker
//   16 detach      size_bytes u64, memory_bytes u64, time_ms u32, index u32,    pool
//                  most bytes u64, list of passwords; with a descriptor, too
//   17 attachment  index u32, name, size_bytes u64                              worker
//   18 bytes       size u32, bytes: the next of an attachment's                 worker
//
//    worker   hello  protections        accepted  properties  page 1 ... page n  outline  end
//    pool                  (idle)  read                                             (idle)  read
//    ...
//
//    worker              accepted  attachment  bytes ... bytes  end
//    pool        detach                                              (idle) ...
//
//    OCR worker   hello  protections  models             accepted  recognised
//    pool                                    recognise                         recognise ...
//
//    OCR worker         accepted  picture
//    pool         draw                     ...
//
// `places` follows the page that they were asked for. The outline comes last, for what reads it is
// had by drawing a page; it is left out where there is none. A failure may stand for anything from
// `properties` and `attachment` on, and for `recognised` and `picture`; it ends the paper. The
// hello frame keeps its form in every version, so that programs of different versions can tell.
namespace scrutineer::pdf::protocol {

inline constexpr std::uint32_t kVersion = 3;
inline constexpr std::size_t kHeaderBytes = 5;
// Of a title, a label, a message: what is longer is no name for anything.
inline constexpr std::size_t kMaxNameBytes = std::size_t{64} << 10;
// No honest frame comes near; what is larger ends the conversation before memory is spent on it.
inline constexpr std::size_t kMaxPayloadBytes = std::size_t{32} << 20;

// Of an outline: no paper has more entries, or entries further down.
inline constexpr std::size_t kMaxBookmarks = 10'000;
inline constexpr int kMaxBookmarkDepth = 20;
inline constexpr std::size_t kMaxBookmarkBytes = 1'000;

// Years 1000 to 9999, in seconds since 1970: what a creation date may be.
inline constexpr std::int64_t kEarliestSecond = -30'610'224'000;
inline constexpr std::int64_t kLatestSecond = 253'402'300'799;

struct Hello {
  std::uint32_t version = kVersion;
  std::string stage_version;
  friend bool operator==(const Hello&, const Hello&) = default;
};

struct ReadRequest {
  std::uint64_t size_bytes = 0;  // of the file
  std::uint64_t memory_bytes = 0;
  std::uint32_t time_ms = 0;
  std::uint32_t pages = 0;
  std::vector<std::string> passwords;
  std::uint32_t places_page = 0;  // from 1; 0: none
  friend bool operator==(const ReadRequest&, const ReadRequest&) = default;
};

struct Accepted {
  friend bool operator==(const Accepted&, const Accepted&) = default;
};

struct End {
  friend bool operator==(const End&, const End&) = default;
};

// `code` is one of kNotAPdf, kEncrypted, kDamaged, kMemoryLimit, kPageLimit, kSizeLimit, kNoPages,
// kXfaOnly: what a worker may find.
struct Failure {
  ErrorCode code = ErrorCode::kDamaged;
  std::string message;
  friend bool operator==(const Failure&, const Failure&) = default;
};

// The document's outline, in order, depth first.
struct Outline {
  std::vector<Bookmark> bookmarks;
  friend bool operator==(const Outline&, const Outline&) = default;
};

// What an OCR worker can read.
struct Models {
  std::vector<std::string> names;
  friend bool operator==(const Models&, const Models&) = default;
};

struct RecognizeRequest {
  std::uint64_t size_bytes = 0;  // of the file
  std::uint64_t memory_bytes = 0;
  std::uint32_t time_ms = 0;
  std::uint32_t page = 0;  // from 1
  bool welsh = false;
  std::vector<std::string> passwords;
  friend bool operator==(const RecognizeRequest&, const RecognizeRequest&) = default;
};

struct DrawRequest {
  std::uint64_t size_bytes = 0;  // of the file
  std::uint64_t memory_bytes = 0;
  std::uint32_t time_ms = 0;
  std::uint32_t page = 0;  // from 1
  std::vector<PageBox> boxes;
  std::vector<std::string> passwords;
  friend bool operator==(const DrawRequest&, const DrawRequest&) = default;
};

struct Picture {
  int number = 0;   // the page's, from 1
  std::string png;  // not empty
  friend bool operator==(const Picture&, const Picture&) = default;
};

struct DetachRequest {
  std::uint64_t size_bytes = 0;  // of the file
  std::uint64_t memory_bytes = 0;
  std::uint32_t time_ms = 0;
  std::uint32_t index = 0;       // from 0, as DocumentProperties::attachments
  std::uint64_t most_bytes = 0;  // of the attachment
  std::vector<std::string> passwords;
  friend bool operator==(const DetachRequest&, const DetachRequest&) = default;
};

// Its bytes follow in pieces of kPieceBytes at most.
struct Attachment {
  std::uint32_t index = 0;
  std::string name;
  std::uint64_t size_bytes = 0;
  friend bool operator==(const Attachment&, const Attachment&) = default;
};

inline constexpr std::size_t kPieceBytes = std::size_t{1} << 20;
struct Piece {
  std::string bytes;  // not empty
  friend bool operator==(const Piece&, const Piece&) = default;
};

using Message =
    std::variant<Hello, ReadRequest, Accepted, DocumentProperties, ExtractedPage, End, Failure,
                 Protections, Models, RecognizeRequest, RecognizedPage, Outline, PagePlaces,
                 DrawRequest, Picture, DetachRequest, Attachment, Piece>;

// The whole frame. REQUIRES: its payload is at most kMaxPayloadBytes.
std::string Encode(const Message& message);

// Takes frames out of a stream of bytes that nobody vouches for. Not thread-safe.
class FrameReader {
 public:
  void Append(std::string_view bytes);

  // The next message, or nothing until more bytes come. After an error the stream is lost.
  // Errors: kInternal, saying what is malformed: unknown type, payload too large, too short or too
  // long for its type, a value out of its range, text that is not UTF-8.
  Result<std::optional<Message>> Next();

  // True between frames.
  bool empty() const { return begin_ == buffer_.size(); }

 private:
  std::string buffer_;
  std::size_t begin_ = 0;
};

}  // namespace scrutineer::pdf::protocol

#endif  // SCRUTINEER_PIPELINE_PDF_PROTOCOL_H_
