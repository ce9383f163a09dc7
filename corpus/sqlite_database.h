#ifndef SCRUTINEER_CORPUS_SQLITE_DATABASE_H_
#define SCRUTINEER_CORPUS_SQLITE_DATABASE_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pipeline/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace scrutineer::corpus {

class Database;

// A prepared statement, borrowed from its database: goes back to the cache at the end of its life.
// Must not outlive the database. Parameters count from 1, columns from 0.
class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  // A mistake made here is reported by the next Step.
  void Bind(int parameter, std::int64_t value);
  void Bind(int parameter, int value) { Bind(parameter, std::int64_t{value}); }
  void Bind(int parameter, bool value) { Bind(parameter, std::int64_t{value ? 1 : 0}); }
  void Bind(int parameter, std::string_view text);
  void Bind(int parameter, const std::string& text) { Bind(parameter, std::string_view(text)); }
  void Bind(int parameter, const char* text) { Bind(parameter, std::string_view(text)); }
  void Bind(int parameter, std::nullptr_t);
  // For SQL functions of ours only, which ask for the type; it must outlive the statement's run.
  void BindPointer(int parameter, void* pointer, const char* type);
  template <typename T>
  void Bind(int parameter, const std::optional<T>& value) {
    value ? Bind(parameter, *value) : Bind(parameter, nullptr);
  }
  template <typename... T>
  void BindAll(const T&... values) {
    int parameter = 0;
    (Bind(++parameter, values), ...);
  }

  // True: a row is ready. False: no more rows.
  Result<bool> Step();
  // Steps to the end and makes the statement ready to be bound again.
  Status Run();
  // Makes the statement ready to be bound and stepped again.
  void Reset();

  bool IsNull(int column) const;
  std::int64_t Int64(int column) const;
  int Int(int column) const { return static_cast<int>(Int64(column)); }
  double Real(int column) const;
  // Valid until the next Step or Reset; empty for NULL. Blobs are given as their bytes.
  std::string_view Text(int column) const;
  std::string String(int column) const { return std::string(Text(column)); }

 private:
  friend class Database;
  using Idle = std::vector<sqlite3_stmt*>;
  Statement(Database* database, Idle* idle, sqlite3_stmt* statement)
      : database_(database), idle_(idle), statement_(statement) {}

  Database* database_;
  Idle* idle_;  // where it goes back to; null: nowhere
  sqlite3_stmt* statement_;
  int bind_error_ = 0;
};

// One connection to one SQLite file. Serves one thread. Every error names the file and says what to
// do: kDiskFull, kReadOnly, kCorrupt, kLocked, kIo, kPermission, kNotFound, kInternal.
class Database {
 public:
  enum class Mode { kReadOnly, kReadWrite };

  // Opens the file; kReadWrite creates it. Sets the pragmas that hold for one connection, and
  // write-ahead logging where it may write.
  static Result<std::unique_ptr<Database>> Open(const std::filesystem::path& file, Mode mode);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // From the cache, or prepared and later cached.
  Result<Statement> Prepare(std::string_view sql);
  // For SQL that is put together anew each time.
  Result<Statement> PrepareOnce(std::string_view sql);
  // One or more statements without parameters.
  Status Execute(const std::string& sql);

  template <typename... T>
  Status Run(std::string_view sql, const T&... values) {
    auto statement = Prepare(sql);
    if (!statement) return tl::unexpected(std::move(statement).error());
    statement->BindAll(values...);
    return statement->Run();
  }
  template <typename... T>
  Result<Statement> Query(std::string_view sql, const T&... values) {
    auto statement = Prepare(sql);
    if (statement) statement->BindAll(values...);
    return statement;
  }
  // The integer in the first column of the first row; nothing where there is no row or it is NULL.
  template <typename... T>
  Result<std::optional<std::int64_t>> Number(std::string_view sql, const T&... values) {
    auto statement = Query(sql, values...);
    if (!statement) return tl::unexpected(std::move(statement).error());
    auto row = statement->Step();
    if (!row) return tl::unexpected(std::move(row).error());
    if (!*row || statement->IsNull(0)) return std::optional<std::int64_t>();
    return std::optional(statement->Int64(0));
  }

  std::int64_t last_insert_id() const;
  std::int64_t changes() const;
  // Grows whenever this connection writes rows, or takes back what it wrote.
  std::int64_t own_writes() const;
  bool in_transaction() const;

  // Takes the write lock now, so that a busy database is told at the start of the work.
  Status Begin();
  Status Commit();
  void Rollback();
  // Of a transaction that only read.
  void EndRead();

  // While it is set, `should_stop` is asked every few thousand steps of every statement, from the
  // thread that runs it; once it says so, the statement ends with kCancelled. Empty: no more.
  void SetInterrupt(std::function<bool()> should_stop);
  // For work that runs within one step of a statement, where SQLite does not ask.
  bool should_stop() const { return should_stop_ && should_stop_(); }

  const std::filesystem::path& file() const { return file_; }
  sqlite3* handle() const { return handle_; }
  // The error of a failed call, from SQLite's (extended) result code.
  Error MakeError(int code) const;

 private:
  friend class Statement;
  Database(std::filesystem::path file, sqlite3* handle) : file_(std::move(file)), handle_(handle) {}
  static Result<std::unique_ptr<Database>> OpenUri(const std::filesystem::path& file,
                                                   const std::string& uri, int flags);
  Status Configure(Mode mode);

  struct SqlHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view sql) const {
      return std::hash<std::string_view>{}(sql);
    }
  };

  std::filesystem::path file_;
  sqlite3* handle_;
  std::function<bool()> should_stop_;
  std::int64_t rollbacks_ = 0;
  // By their SQL. Statements in use know their list, so that entries are never taken out.
  std::unordered_map<std::string, Statement::Idle, SqlHash, std::equal_to<>> idle_;
};

// For as long as it lives, all that is read is of one moment, whatever a writer does meanwhile.
class ReadSnapshot {
 public:
  explicit ReadSnapshot(Database& database)
      : database_(database), is_outer_(!database.in_transaction()) {
    if (is_outer_) begun_ = database_.Run("BEGIN");
  }
  ~ReadSnapshot() {
    if (is_outer_) database_.EndRead();
  }
  ReadSnapshot(const ReadSnapshot&) = delete;
  ReadSnapshot& operator=(const ReadSnapshot&) = delete;
  const Status& begun() const { return begun_; }

 private:
  Database& database_;
  bool is_outer_;
  Status begun_;
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_SQLITE_DATABASE_H_
