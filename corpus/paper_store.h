#ifndef SCRUTINEER_CORPUS_PAPER_STORE_H_
#define SCRUTINEER_CORPUS_PAPER_STORE_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/result.h"
#include "pipeline/base/time.h"
#include "pipeline/model/finding.h"
#include "pipeline/model/mention.h"
#include "pipeline/model/paper.h"
#include "pipeline/model/section.h"

namespace scrutineer::corpus {

// Identity of a file's content as the file system tells it, to skip reading what did not change.
struct FileStamp {
  std::int64_t size_bytes = 0;
  std::int64_t modified_ns = 0;  // since 1970
  std::int64_t changed_ns = 0;   // inode change time
  std::uint64_t inode = 0;
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

// What reading one set of bytes came to.
struct ReadOutcome {
  bool ok = false;
  ErrorCode code = ErrorCode::kInternal;  // why not, where not ok
  std::string reason;                     // in words; empty where ok
  std::string stage_version;              // of the PDF and text stage that said so
  int attempts = 1;                       // how often these bytes were tried by that stage
  Instant when{};
};

// What one place (path or URL) was last seen to hold.
struct LocationRecord {
  std::string source;
  std::string locator;
  std::optional<FileStamp> stamp;  // unset: read again to be sure
  std::string sha256;              // empty where the bytes could not be read
  ReadOutcome outcome;             // of those bytes
  std::string first_locator;       // where the same bytes were found first; may equal `locator`
};

// A paper read through all stages, ready to be stored. `mentions[i]` belongs to `pages[i]`.
struct ReadPaper {
  std::string source;
  std::string locator;
  std::string sha256;
  std::int64_t size_bytes = 0;
  std::optional<FileStamp> stamp;
  PaperMetadata metadata;
  std::vector<Page> pages;
  std::vector<std::vector<Mention>> mentions;
  std::vector<PaperSection> sections;  // in the order in which they begin
  std::vector<Finding> findings;
  std::vector<PaperNote> notes;  // of different codes
  std::string stage_version;
  std::string rule_revision;
  std::string converter = {};  // as Paper's
  int attachment_count = 0;    // files attached to it; not stored
  // By page number, of pages whose text was read from their images: how sure the engine is, in
  // percent. With an empty text the page is blank.
  std::map<int, int> ocr_confidence;
  bool queue_ocr = true;  // pages without text are to be read from their images
};

// A paper that could not be read.
struct FailedPaper {
  std::string source;
  std::string locator;
  std::string sha256;  // empty where the bytes could not be read
  std::int64_t size_bytes = 0;
  std::optional<FileStamp> stamp;
  Error error;
  std::string stage_version;
};

// One line of `papers`.
struct PaperRow {
  Paper paper;
  PaperVersion version;  // the newest
  int pages_without_text = 0;
  int pages_unreadable = 0;
  int version_count = 1;
};

struct PaperFilter {
  std::vector<std::string> councils;    // any of these, case-folded substring
  std::vector<std::string> committees;  // likewise
  std::optional<Date> since;            // meeting date, inclusive; unknown dates never pass
  std::optional<Date> until;            // inclusive
};

// A mention with all that a citation needs.
struct MentionRow {
  std::int64_t mention_id = 0;
  Paper paper;
  std::string sha256;
  std::int64_t page_id = 0;
  int page_number = 0;
  std::optional<int> ocr_confidence;  // set where the text was read from the page's image
  Mention mention;
  std::string page_text;    // the whole page, for quotes and context
  ByteSpan from_next_page;  // as Page's
  // The agenda item or report under which the mention stands, where that is known.
  std::optional<EnclosingSection> under;
};

struct MentionFilter {
  PaperFilter paper;
  std::vector<Tag> tags;               // any of these; empty: all
  std::vector<std::string> providers;  // entity ids or names, case-folded
  std::vector<std::string> services;   // likewise
  std::vector<std::string> rules;      // rule ids
  std::optional<std::int64_t> paper_id;
};

// A finding with all that its quotes and citations need.
struct FindingRow {
  std::int64_t finding_id = 0;
  Paper paper;
  std::string sha256;
  Finding finding;
  std::vector<std::string> page_texts;                  // by evidence: the whole page
  std::vector<int> last_pages;                          // likewise: on which its sentence ends
  std::vector<std::optional<int>> ocr_confidences;      // likewise: as MentionRow's
  std::vector<std::optional<EnclosingSection>> unders;  // likewise: as MentionRow's
};

struct FindingFilter {
  PaperFilter paper;
  std::vector<std::string> rules;  // rule ids; empty: all
  std::optional<std::int64_t> paper_id;
};

// A version as it is stored, for rules about a whole paper. `mentions[i]` belongs to `pages[i]`.
struct StoredVersion {
  Paper paper;
  std::string sha256;
  PaperMetadata metadata;
  std::vector<Page> pages;
  std::vector<std::vector<Mention>> mentions;
};

// A note on a current version, with the place of its paper.
struct NoteRow {
  std::string locator;
  PaperNote note;
};

struct CorpusCounts {
  std::int64_t papers = 0;
  std::int64_t versions = 0;
  std::int64_t pages = 0;
  std::int64_t pages_without_text = 0;
  std::int64_t pages_unreadable = 0;
  std::int64_t failed = 0;  // places whose bytes could not be read
  struct PerTag {
    Tag tag;
    std::int64_t mentions;
  };
  std::vector<PerTag> mentions;  // one for each tag, zero included
  struct PerRule {
    std::string rule;
    std::int64_t findings;
  };
  std::vector<PerRule> findings;  // of current versions, by rule id; none with zero
};

// Papers, their versions, pages and mentions. All writes stand in one open batch until Commit;
// a process that dies before it leaves the corpus as it was at the last Commit. A write that fails
// undoes the open batch as a whole; only kPageLimit is told before anything is written. The writes
// of AlertLedger and RunLog on the same handle commit the open batch first.
class PaperStore {
 public:
  virtual ~PaperStore() = default;

  virtual Result<std::optional<LocationRecord>> FindLocation(std::string_view source,
                                                             std::string_view locator) = 0;
  // The outcome of these bytes wherever they were found; `locator` is where they were found first.
  virtual Result<std::optional<LocationRecord>> FindBytes(std::string_view sha256) = 0;

  // Stores a new paper, or a new version of the paper at that place: pages, index, mentions,
  // sections and findings. The
  // version before it stays stored but no longer answers searches, unless its bytes also stand at
  // another place, which it then goes over to. Bytes that are stored already keep their version:
  // its pages, mentions, sections and findings are replaced. A meeting date outside the years 1 to
  // 2871 counts as unknown. Returns the version's id.
  virtual Result<std::int64_t> Add(const ReadPaper& paper) = 0;
  // Replaces what a stored version says by what `paper` says, all but its place, bytes and stamp:
  // pages, index, metadata, mentions, sections and findings. For pages that were read from their
  // images since.
  virtual Status Rewrite(std::int64_t version_id, const ReadPaper& paper) = 0;
  // Records that a place holds bytes already known (unchanged, or the same as another place's). The
  // version with these bytes becomes current again where it was replaced; the version that stood at
  // this place no longer is. kInternal for bytes that were never read.
  virtual Status Touch(std::string_view source, std::string_view locator, std::string_view sha256,
                       const std::optional<FileStamp>& stamp) = 0;
  // The places of the files attached to the paper at that place (pipeline/model/attachment.h), as
  // they were last seen; not those attached to these.
  virtual Result<std::vector<LocationRecord>> Attachments(std::string_view source,
                                                          std::string_view locator) = 0;
  // Records that the paper at that place has no attached files but `kept` (locators): papers at
  // other such places no longer answer searches, unless their bytes also stand elsewhere.
  virtual Status SettleAttachments(std::string_view source, std::string_view locator,
                                   const std::vector<std::string>& kept) = 0;
  // The version last read at that place goes on answering searches.
  virtual Status AddFailure(const FailedPaper& paper) = 0;
  // Makes everything since the last Commit durable (also against loss of power).
  virtual Status Commit() = 0;
  virtual void Rollback() = 0;

  virtual Result<std::vector<PaperRow>> List(const PaperFilter& filter) = 0;
  // By id, by the start (8 digits or more) of a SHA-256, or by the end of a path, also that of a
  // copy; kNotFound, or kUsage where several answer (the message lists them). `version` is the
  // newest, but where a SHA-256 is given the one with those bytes.
  virtual Result<PaperRow> Find(std::string_view reference) = 0;
  virtual Result<std::vector<Page>> Pages(std::int64_t version_id) = 0;
  // In the order in which they begin.
  virtual Result<std::vector<PaperSection>> Sections(std::int64_t version_id) = 0;
  // The innermost agenda item or report in which a byte of a page's text stands; nothing where it
  // stands under none.
  virtual Result<std::optional<EnclosingSection>> SectionAround(std::int64_t version_id,
                                                                int page_number,
                                                                std::uint32_t byte) = 0;
  // Every mention that passes, newest meeting first, then by paper, page and place; `visit` returns
  // false to stop. A mention passes when it is of a tag and rule asked for and its page bears a
  // provider and a service asked for; where no tag or rule is asked for, the mentions of those
  // providers and services pass. kQuery for an unknown provider or service, with near names.
  virtual Status VisitMentions(const MentionFilter& filter,
                               const std::function<bool(const MentionRow&)>& visit) = 0;
  // Every finding about a current version that passes, newest meeting first, then by paper, rule
  // and page; `visit` returns false to stop.
  virtual Status VisitFindings(const FindingFilter& filter,
                               const std::function<bool(const FindingRow&)>& visit) = 0;
  virtual Result<std::vector<LocationRecord>> Failures() = 0;
  // By code, then by place.
  virtual Result<std::vector<NoteRow>> Notes() = 0;
  // Of one version, by code.
  virtual Result<std::vector<PaperNote>> NotesOn(std::int64_t version_id) = 0;
  virtual Result<CorpusCounts> Counts() = 0;
  // kNotFound for an id that is none.
  virtual Result<StoredVersion> Version(std::int64_t version_id) = 0;
  // Replaces a version's findings; those that stay the same keep their ids.
  struct FindingChange {
    int gained = 0;
    int lost = 0;
  };
  virtual Result<FindingChange> ReplaceFindings(std::int64_t version_id,
                                                const std::vector<Finding>& findings) = 0;

  // Pages of which nobody knows yet whether they repeat others, stored by a version of the program
  // that did not look. Searches find them, and fold none of them.
  virtual Result<std::int64_t> PagesToCompare() = 0;
  // Compares those of one paper, the last stored first, and returns how many they were; 0: none are
  // left. Part of the open batch.
  virtual Result<std::int64_t> ComparePages() = 0;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_PAPER_STORE_H_
