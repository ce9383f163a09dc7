#include "corpus/sqlite_database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>

namespace scrutineer::corpus {
namespace {

// Longer than any one transaction of ours takes, a check of a large index included.
constexpr int kBusyTimeoutMs = 30'000;

std::string DescribeErrno(int error_number) {
  return error_number == 0 ? "the system gives no reason"
                           : std::generic_category().message(error_number);
}

Error CannotOpen(int error_number, std::string file) {
  const std::string reason = DescribeErrno(error_number);
  switch (error_number) {
    case EACCES:
    case EPERM:
      return {ErrorCode::kPermission,
              fmt::format("cannot open the database: {} (run as the user who owns the data folder)",
                          reason),
              std::move(file)};
    case EROFS:
      return {ErrorCode::kReadOnly,
              "cannot open the database: its file system is mounted read-only (mount it for "
              "writing, or choose another data folder with --data)",
              std::move(file)};
    case ENOENT:
      return {ErrorCode::kNotFound,
              "no database here (choose the data folder with --data, or fill it with "
              "`scrutineer ingest`)",
              std::move(file)};
    case ENOTDIR:
      return {ErrorCode::kNotFound,
              "the data folder is a file, not a folder (choose another with --data)",
              std::move(file)};
    default:
      return {ErrorCode::kIo,
              fmt::format("cannot open the database: {} (check the data folder: a folder that this "
                          "user may write, not one at the database's place)",
                          reason),
              std::move(file)};
  }
}

Error DiskFull(std::string file) {
  return {ErrorCode::kDiskFull,
          "no space is left to write the database (free some, then run the same command again: "
          "what was reported as done is kept)",
          std::move(file)};
}

Error IoError(int error_number, std::string file) {
  // EFBIG: a limit on the size of files, which is a full disk by another name.
  if (error_number == ENOSPC || error_number == EDQUOT || error_number == EFBIG) {
    return DiskFull(std::move(file));
  }
  return {ErrorCode::kIo,
          fmt::format("the database cannot be read or written: {} (check the disk and the system's "
                      "log, then run the same command again)",
                      DescribeErrno(error_number)),
          std::move(file)};
}

Error Damaged(std::string file) {
  return {
      ErrorCode::kCorrupt,
      "the database is damaged (restore a backup, or move it away and ingest again: the papers' "
      "bytes stand in papers/)",
      std::move(file)};
}

}  // namespace

Error Database::MakeError(int code) const {
  // SQLite forgets the reason of errors met while committing; the system still has it.
  const int kept = sqlite3_system_errno(handle_);
  const int error_number = kept != 0 ? kept : errno;
  std::string file = file_.string();
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return DiskFull(std::move(file));
    case SQLITE_IOERR:
      return IoError(error_number, std::move(file));
    case SQLITE_CANTOPEN:
      return CannotOpen(error_number, std::move(file));
    case SQLITE_READONLY:
      return {ErrorCode::kReadOnly,
              "the database cannot be written (let this user write the file and its folder, or "
              "choose another data folder with --data)",
              std::move(file)};
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return CannotOpen(EACCES, std::move(file));
    case SQLITE_NOTADB:
      return {ErrorCode::kCorrupt,
              "this file is not a database (move it away, or choose another data folder with "
              "--data)",
              std::move(file)};
    case SQLITE_CORRUPT:
      return Damaged(std::move(file));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::kLocked,
              "another process is writing the database (wait for it to end, then try again)",
              std::move(file)};
    case SQLITE_INTERRUPT:
      return {ErrorCode::kCancelled, "stopped on request", {}};
    default:
      return {ErrorCode::kInternal,
              fmt::format("the database answers: {} (a defect of Scrutineer: please report it)",
                          sqlite3_errmsg(handle_)),
              std::move(file)};
  }
}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      idle_(other.idle_),
      statement_(std::exchange(other.statement_, nullptr)),
      bind_error_(other.bind_error_) {}

Statement::~Statement() {
  if (statement_ == nullptr) return;
  if (idle_ == nullptr) {
    sqlite3_finalize(statement_);
    return;
  }
  Reset();
  sqlite3_clear_bindings(statement_);
  idle_->push_back(statement_);
}

void Statement::Bind(int parameter, std::int64_t value) {
  bind_error_ |= sqlite3_bind_int64(statement_, parameter, value);
}

void Statement::Bind(int parameter, std::string_view text) {
  // A view of nothing has no address, which SQLite would take for NULL.
  const char* bytes = text.data() == nullptr ? "" : text.data();
  bind_error_ |=
      sqlite3_bind_text64(statement_, parameter, bytes, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void Statement::Bind(int parameter, std::nullptr_t) {
  bind_error_ |= sqlite3_bind_null(statement_, parameter);
}

void Statement::BindPointer(int parameter, void* pointer, const char* type) {
  bind_error_ |= sqlite3_bind_pointer(statement_, parameter, pointer, type, nullptr);
}

Result<bool> Statement::Step() {
  if (bind_error_ != 0) return Fail(database_->MakeError(bind_error_));
  errno = 0;  // what an earlier call left must not be taken for the reason of this one's error
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return Fail(database_->MakeError(code));
}

Status Statement::Run() {
  while (true) {
    Result<bool> row = Step();
    if (row && *row) continue;
    Reset();
    if (!row) return tl::unexpected(std::move(row).error());
    return {};
  }
}

void Statement::Reset() {
  sqlite3_reset(statement_);
  bind_error_ = 0;
}

bool Statement::IsNull(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Statement::Int64(int column) const { return sqlite3_column_int64(statement_, column); }

double Statement::Real(int column) const { return sqlite3_column_double(statement_, column); }

std::string_view Statement::Text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Result<std::unique_ptr<Database>> Database::OpenUri(const std::filesystem::path& file,
                                                    const std::string& uri, int flags) {
  sqlite3* handle = nullptr;
  // A connection serves one thread, and needs no locks of its own.
  const int code = sqlite3_open_v2(
      uri.c_str(), &handle, flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
      /*zVfs=*/nullptr);
  std::unique_ptr<Database> database(new Database(file, handle));
  if (code != SQLITE_OK) return Fail(database->MakeError(code));
  sqlite3_busy_timeout(handle, kBusyTimeoutMs);
  return database;
}

namespace {

// RFC 8089 in SQLite's reading: what has a meaning in a URI is escaped.
std::string UriOf(const std::filesystem::path& file, std::string_view parameters) {
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(file).string()) {
    if (c == '%' || c == '?' || c == '#') {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      uri.push_back(c);
    }
  }
  return uri.append(parameters);
}

bool HasContent(const std::filesystem::path& file) {
  std::error_code ignored;
  const auto size = std::filesystem::file_size(file, ignored);
  return !ignored && size > 0;
}

}  // namespace

Result<std::unique_ptr<Database>> Database::Open(const std::filesystem::path& file, Mode mode) {
  const int flags =
      mode == Mode::kReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  auto database = OpenUri(file, UriOf(file, ""), flags);
  if (!database) return database;
  Status configured = (*database)->Configure(mode);
  if (configured) return database;
  // A log cannot be shared in a folder that this process may not write; with no log beside it the
  // file is all there is, and can be read as it stands.
  // On a read-only file system the index of the log is simply not found.
  const bool unshared = configured.error().code == ErrorCode::kReadOnly ||
                        configured.error().code == ErrorCode::kPermission ||
                        configured.error().code == ErrorCode::kNotFound ||
                        configured.error().code == ErrorCode::kIo;
  if (mode == Mode::kReadOnly && unshared && !HasContent(file.string() + "-wal")) {
    auto unchanging = OpenUri(file, UriOf(file, "?immutable=1"), flags);
    if (unchanging && (*unchanging)->Configure(mode)) return unchanging;
  }
  return tl::unexpected(std::move(configured).error());
}

Status Database::Configure(Mode mode) {
  // Commits are few and batched, so each may afford to reach the disk (synchronous=FULL). Deleted
  // index entries need no overwriting with zeros (Debian's default), which would cost a fifth of
  // the time of indexing.
  SCRUTINEER_RETURN_IF_ERROR(
      Execute("PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA secure_delete=OFF;"
              "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0;"
              "PRAGMA trusted_schema=OFF; PRAGMA user_version;"));
  if (mode == Mode::kReadOnly) return {};
  // Turning to WAL does not wait for other connections by itself.
  for (int attempt = 0;; ++attempt) {
    Status turned = Execute(
        "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=4000;"
        "PRAGMA journal_size_limit=67108864;");
    if (turned || turned.error().code != ErrorCode::kLocked || attempt == 100) return turned;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
}

Database::~Database() {
  for (auto& [sql, statements] : idle_) {
    for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
  }
  sqlite3_close(handle_);
}

Result<Statement> Database::Prepare(std::string_view sql) {
  auto entry = idle_.find(sql);
  if (entry == idle_.end()) entry = idle_.try_emplace(std::string(sql)).first;
  Statement::Idle& idle = entry->second;
  if (!idle.empty()) {
    sqlite3_stmt* statement = idle.back();
    idle.pop_back();
    return Statement(this, &idle, statement);
  }
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, /*pzTail=*/nullptr);
  if (code != SQLITE_OK) return Fail(MakeError(code));
  return Statement(this, &idle, statement);
}

Result<Statement> Database::PrepareOnce(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      /*prepFlags=*/0, &statement, /*pzTail=*/nullptr);
  if (code != SQLITE_OK) return Fail(MakeError(code));
  return Statement(this, nullptr, statement);
}

Status Database::Execute(const std::string& sql) {
  errno = 0;
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return Fail(MakeError(code));
  return {};
}

void Database::SetInterrupt(std::function<bool()> should_stop) {
  // Some tens of microseconds of work.
  constexpr int kSteps = 4'000;
  should_stop_ = std::move(should_stop);
  const auto ask = [](void* context) {
    return (*static_cast<std::function<bool()>*>(context))() ? 1 : 0;
  };
  if (should_stop_) {
    sqlite3_progress_handler(handle_, kSteps, ask, &should_stop_);
  } else {
    sqlite3_progress_handler(handle_, 0, nullptr, nullptr);
  }
}

std::int64_t Database::last_insert_id() const { return sqlite3_last_insert_rowid(handle_); }

std::int64_t Database::changes() const { return sqlite3_changes64(handle_); }

std::int64_t Database::own_writes() const { return sqlite3_total_changes64(handle_) + rollbacks_; }

bool Database::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

Status Database::Begin() { return Run("BEGIN IMMEDIATE"); }

Status Database::Commit() { return Run("COMMIT"); }

void Database::Rollback() {
  ++rollbacks_;
  EndRead();
}

void Database::EndRead() {
  // SQLite itself rolls back after some errors (a full disk), and then there is nothing to do.
  if (in_transaction()) (void)Run("ROLLBACK");
}

}  // namespace scrutineer::corpus
