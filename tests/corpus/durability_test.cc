// What happens when the disk, another process or a kill gets in the way.

#include <fmt/format.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <fstream>
#include <thread>

#include "corpus/migrations.h"
#include "tests/corpus/corpus_fixture.h"

namespace scrutineer::corpus {
namespace {

const FixedClock kClock{Instant(std::chrono::seconds(1'710'000'000))};

std::filesystem::path FileOf(const std::filesystem::path& folder) {
  return folder / "scrutineer.db";
}

// Runs SQL in a file as any SQLite tool would.
void RunSql(const std::filesystem::path& file, const std::string& sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  char* error = nullptr;
  sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &error);
  const std::string message = error == nullptr ? "" : error;
  sqlite3_free(error);
  sqlite3_close(database);
  REQUIRE(message.empty());
}

ReadPaper BulkyPaper(int number) {
  std::vector<std::string> texts;
  for (int page = 0; page < 20; ++page) {
    std::string text;
    for (int word = 0; word < 200; ++word)
      text += fmt::format("w{} ", number * 7919 + page * 31 + word);
    texts.push_back(text);
  }
  ReadPaper paper = PaperOf(fmt::format("/p/{}.pdf", number), texts);
  paper.mentions[0] = {MentionOf(Tag::kTender, texts[0], "w")};
  return paper;
}

// Runs `body` in a process of its own, which ends with its result.
template <typename Body>
pid_t Fork(const Body& body) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(body());
  return child;
}

int ExitOf(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST_CASE("a writer killed in the middle of a batch leaves the last commit") {
  tests::TemporaryFolder folder;
  std::array<int, 2> pipe{};
  for (int round = 0; round < 3; ++round) {
    REQUIRE(::pipe(pipe.data()) == 0);
    const pid_t child = Fork([&] {
      auto corpus = Corpus::Open(folder.path(), OpenMode::kReadWrite, kClock);
      if (!corpus) return 1;
      const int base = round * 100;
      for (int i = 0; i < 5; ++i) (void)(*corpus)->papers().Add(BulkyPaper(base + i));
      if (!(*corpus)->papers().Commit()) return 2;
      for (int i = 5; i < 20 + round * 20; ++i) (void)(*corpus)->papers().Add(BulkyPaper(base + i));
      (void)(*corpus)->searcher().Search({});  // the index of the batch is under way, too
      (void)!::write(pipe[1], "x", 1);
      ::pause();
      return 3;
    });
    char ready = 0;
    REQUIRE(::read(pipe[0], &ready, 1) == 1);
    ::kill(child, SIGKILL);
    CHECK(ExitOf(child) == 128 + SIGKILL);
    ::close(pipe[0]);
    ::close(pipe[1]);

    const auto corpus = Get(Corpus::Open(folder.path(), OpenMode::kReadWrite, kClock));
    CHECK(Get(corpus->papers().List({})).size() == static_cast<std::size_t>(5 * (round + 1)));
    CHECK(Get(corpus->CheckIntegrity()).empty());
    Get(corpus->papers().Add(BulkyPaper(round * 100 + 5)));
    corpus->papers().Rollback();
  }
}

TEST_CASE("a full disk is told as such, and what was committed stays") {
  tests::TemporaryFolder folder;
  {
    const auto corpus = Get(Corpus::Open(folder.path(), OpenMode::kReadWrite, kClock));
    Get(corpus->papers().Add(BulkyPaper(0)));
    Ok(corpus->papers().Commit());
  }
  // A limit on the size of files is what a process can set for itself; the system then answers
  // EFBIG where a full disk has ENOSPC.
  const pid_t child = Fork([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    auto corpus = Corpus::Open(folder.path(), OpenMode::kReadWrite, kClock);
    if (!corpus) return 1;
    const rlim_t bytes = 400'000;
    const rlimit limit{bytes, bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    for (int i = 1; i < 100; ++i) {
      Status status;
      auto added = (*corpus)->papers().Add(BulkyPaper(i));
      if (!added) status = tl::unexpected(added.error());
      if (added) status = (*corpus)->papers().Commit();
      if (status) continue;
      const bool is_clear = status.error().code == ErrorCode::kDiskFull &&
                            status.error().ToString().find("no space is left") != std::string::npos;
      if (!is_clear) ::dprintf(STDERR_FILENO, "%s\n", status.error().ToString().c_str());
      return is_clear ? 0 : 2;
    }
    return 3;
  });
  CHECK(ExitOf(child) == 0);
  const auto corpus = Get(Corpus::Open(folder.path(), OpenMode::kReadWrite, kClock));
  CHECK(Get(corpus->papers().Find("/p/0.pdf")).version.page_count == 20);
  CHECK(Get(corpus->CheckIntegrity()).empty());
  Get(corpus->papers().Add(BulkyPaper(200)));
  Ok(corpus->papers().Commit());
}

TEST_CASE("a file that is no corpus is refused with what to do") {
  struct Case {
    std::string name;
    std::function<void(const std::filesystem::path&)> make;
    ErrorCode code;
    std::string message;
  };
  const std::vector<Case> cases = {
      {"garbage", [](const auto& file) { std::ofstream(file) << std::string(5000, 'g'); },
       ErrorCode::kCorrupt, "not a database (move it away"},
      {"another program's database",
       [](const auto& file) { RunSql(file, "CREATE TABLE photos (id)"); }, ErrorCode::kCorrupt,
       "belongs to another program"},
      {"another program's database with our version number",
       [](const auto& file) { RunSql(file, "CREATE TABLE photos (id); PRAGMA user_version=1"); },
       ErrorCode::kCorrupt, "belongs to another program"},
      {"a newer version's",
       [](const auto& file) {
         RunSql(file,
                "CREATE TABLE papers (id); PRAGMA application_id=1399026292;"
                "PRAGMA user_version=99");
       },
       ErrorCode::kSchemaTooNew, "schema version 99, this program knows up to "},
  };
  for (const Case& c : cases) {
    for (const OpenMode mode : {OpenMode::kReadWrite, OpenMode::kReadOnly}) {
      INFO(c.name << (mode == OpenMode::kReadOnly ? " read" : " written"));
      tests::TemporaryFolder folder;
      c.make(FileOf(folder.path()));
      const Error error = ErrorOf(Corpus::Open(folder.path(), mode, kClock));
      CHECK(error.code == c.code);
      CHECK_THAT(error.message, Catch::Contains(c.message));
      CHECK(error.context == FileOf(folder.path()).string());
    }
  }
}

TEST_CASE("where nothing is stored, reading says so and makes nothing") {
  tests::TemporaryFolder folder;
  const auto open = [&](const std::filesystem::path& path) {
    return ErrorOf(Corpus::Open(path, OpenMode::kReadOnly, kClock));
  };
  CHECK(open(folder.path() / "none").code == ErrorCode::kNotFound);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "none"));
  CHECK(open(folder.path()).code == ErrorCode::kNotFound);
  CHECK(std::filesystem::is_empty(folder.path()));
  std::ofstream(FileOf(folder.path())).flush();
  CHECK(open(folder.path()).code == ErrorCode::kNotFound);
  CHECK_THAT(open(folder.path()).message, Catch::Contains("scrutineer ingest"));
}

TEST_CASE("a data folder that is a file, or a database that is a folder, is an error") {
  tests::TemporaryFolder folder;
  std::ofstream(folder.path() / "file") << "x";
  std::filesystem::create_directories(FileOf(folder.path() / "odd"));
  for (const OpenMode mode : {OpenMode::kReadWrite, OpenMode::kReadOnly}) {
    const Error file = ErrorOf(Corpus::Open(folder.path() / "file", mode, kClock));
    INFO(file.ToString());
    CHECK(file.code != ErrorCode::kInternal);
    CHECK_THAT(file.ToString(), Catch::Contains("file"));
    const Error odd = ErrorOf(Corpus::Open(folder.path() / "odd", mode, kClock));
    INFO(odd.ToString());
    CHECK(odd.code != ErrorCode::kInternal);
    CHECK_THAT(odd.ToString(), Catch::Contains("scrutineer.db"));
  }
}

TEST_CASE("a folder that cannot be written is read, and refused for writing") {
  tests::TemporaryFolder folder;
  Get(Get(Corpus::Open(folder.path(), OpenMode::kReadWrite, kClock))
          ->papers()
          .Add(PaperOf("/p/a.pdf", {"lost"})));
  {
    const auto corpus = Get(Corpus::Open(folder.path(), OpenMode::kReadWrite, kClock));
    Get(corpus->papers().Add(PaperOf("/p/a.pdf", {"kept"})));
    Ok(corpus->papers().Commit());
  }
  std::filesystem::permissions(FileOf(folder.path()), std::filesystem::perms(0444));
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0555));
  // Root may write anywhere: the child gives that up.
  const pid_t child = Fork([&] {
    if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) return 1;
    const auto reader = Corpus::Open(folder.path(), OpenMode::kReadOnly, kClock);
    if (!reader) return 2;
    const auto papers = (*reader)->papers().List({});
    if (!papers || papers->size() != 1) return 3;
    if (!(*reader)->searcher().Search({})) return 4;
    const auto integrity = (*reader)->CheckIntegrity();
    if (!integrity || !integrity->empty()) return 5;
    const auto writer = Corpus::Open(folder.path(), OpenMode::kReadWrite, kClock);
    if (writer) return 6;
    if (writer.error().code != ErrorCode::kReadOnly &&
        writer.error().code != ErrorCode::kPermission) {
      return 7;
    }
    return writer.error().message.find("--data") != std::string::npos ||
                   writer.error().message.find("run as the user") != std::string::npos
               ? 0
               : 8;
  });
  CHECK(ExitOf(child) == 0);
}

TEST_CASE("a corpus opened for reading cannot be written") {
  CorpusFixture fixture;
  const auto reader = fixture.Reopen(OpenMode::kReadOnly);
  CHECK(ErrorOf(reader->papers().Add(PaperOf("/p/a.pdf", {"a"}))).code == ErrorCode::kReadOnly);
  CHECK(ErrorOf(reader->runs().Begin("run")).code == ErrorCode::kReadOnly);
}

TEST_CASE("readers see whole commits while a writer writes") {
  CorpusFixture fixture;
  std::atomic<bool> is_done = false;
  std::atomic<int> wrong = 0;
  std::atomic<int> reads = 0;
  const auto read = [&] {
    const auto corpus = Corpus::Open(fixture.folder(), OpenMode::kReadOnly, kClock);
    while (corpus && !is_done) {
      const auto found = (*corpus)->searcher().Search({});
      // Papers come in pairs of 20 pages, and one commit holds a pair.
      if (!found || found->total % 40 != 0) ++wrong;
      ++reads;
    }
    if (!corpus) ++wrong;
  };
  std::thread first(read);
  std::thread second(read);
  for (int i = 0; i < 20; ++i) {
    Get(fixture.papers().Add(BulkyPaper(i)));
    if (i % 2 == 1) Ok(fixture.papers().Commit());
  }
  while (reads < 4 && wrong == 0) std::this_thread::yield();
  is_done = true;
  first.join();
  second.join();
  CHECK(wrong == 0);
  CHECK(Get(fixture.searcher().Search({})).total == 400);
}

TEST_CASE("two processes may make one corpus at the same time") {
  tests::TemporaryFolder folder;
  std::vector<pid_t> children;
  for (int i = 0; i < 4; ++i) {
    children.push_back(Fork([&] {
      const auto corpus = Corpus::Open(folder.path() / "new", OpenMode::kReadWrite, kClock);
      return corpus && (*corpus)->runs().Begin("run") ? 0 : 1;
    }));
  }
  for (const pid_t child : children) CHECK(ExitOf(child) == 0);
  const auto corpus = Get(Corpus::Open(folder.path() / "new", OpenMode::kReadOnly, kClock));
  CHECK(Get(corpus->runs().Recent(10)).size() == 4);
}

TEST_CASE("damage is found and told") {
  tests::TemporaryFolder folder;
  {
    const auto corpus = Get(Corpus::Open(folder.path(), OpenMode::kReadWrite, kClock));
    for (int i = 0; i < 10; ++i) Get(corpus->papers().Add(BulkyPaper(i)));
    Ok(corpus->papers().Commit());
    CHECK(Get(corpus->CheckIntegrity()).empty());
  }
  std::string expected;
  SECTION("a page that is not in the index") {
    RunSql(FileOf(folder.path()),
           "INSERT INTO pages (id, version_id, number, label, readable, has_text, text)"
           " SELECT id - 100, version_id, 121, label, readable, has_text, text FROM pages LIMIT 1");
    expected = "the index lacks page";
  }
  SECTION("a text changed behind the index") {
    RunSql(FileOf(folder.path()), "UPDATE pages SET text = 'other words' WHERE number = 3");
    expected = "does not agree";
  }
  SECTION("a row whose page is gone") {
    RunSql(FileOf(folder.path()), "PRAGMA foreign_keys=OFF; UPDATE mentions SET page_id = 5");
    expected = "names a row of pages that is not there";
  }
  const auto corpus = Get(Corpus::Open(folder.path(), OpenMode::kReadOnly, kClock));
  const auto writer = Get(Corpus::Open(folder.path(), OpenMode::kReadWrite, kClock));
  const auto lines = Get(writer->CheckIntegrity());
  REQUIRE_FALSE(lines.empty());
  std::string all;
  for (const std::string& line : lines) all += line + "\n";
  CHECK_THAT(all, Catch::Contains(expected));
  (void)corpus->CheckIntegrity();
}

TEST_CASE("overwritten bytes are told as damage, wherever they are met") {
  tests::TemporaryFolder folder;
  {
    const auto corpus = Get(Corpus::Open(folder.path(), OpenMode::kReadWrite, kClock));
    for (int i = 0; i < 10; ++i) Get(corpus->papers().Add(BulkyPaper(i)));
    Ok(corpus->papers().Commit());
  }
  for (const int first_page : {30, 2, 1}) {
    INFO(first_page);
    std::fstream file(FileOf(folder.path()), std::ios::in | std::ios::out | std::ios::binary);
    for (int page = first_page; page < 60; ++page) {
      file.seekp(page * 4096);
      file << std::string(4096, 'x');
    }
    file.close();
    const auto corpus = Corpus::Open(folder.path(), OpenMode::kReadWrite, kClock);
    if (!corpus) {
      CHECK(corpus.error().code == ErrorCode::kCorrupt);
      CHECK_THAT(corpus.error().message, Catch::Contains("restore a backup"));
      continue;
    }
    CHECK_FALSE(Get((*corpus)->CheckIntegrity()).empty());
    const auto found = (*corpus)->searcher().Search({});
    CHECK((found || found.error().code == ErrorCode::kCorrupt));
  }
}

TEST_CASE("migrations run once, in order, each as a whole") {
  tests::TemporaryFolder folder;
  const auto file = folder.path() / "m.db";
  const std::vector<Migration> one = {{"a", "CREATE TABLE a (id); INSERT INTO a VALUES (1)"}};
  std::vector<Migration> two = one;
  two.push_back({"b", "ALTER TABLE a ADD COLUMN b; INSERT INTO a VALUES (2, 2)"});
  const auto count = [&](Database& database) {
    return Get(database.Number("SELECT count(*) FROM a")).value_or(-1);
  };
  {
    const auto database = Get(Database::Open(file, Database::Mode::kReadWrite));
    Ok(Migrate(*database, one));
    Ok(Migrate(*database, one));
    CHECK(count(*database) == 1);
  }
  {
    const auto reader = Get(Database::Open(file, Database::Mode::kReadOnly));
    CHECK(ErrorOf(CheckSchema(*reader, two)).code == ErrorCode::kReadOnly);
  }
  const auto database = Get(Database::Open(file, Database::Mode::kReadWrite));
  std::vector<Migration> broken = two;
  broken[1].sql = "INSERT INTO a VALUES (9); INSERT INTO nowhere VALUES (1)";
  CHECK_FALSE(Migrate(*database, broken));
  CHECK(count(*database) == 1);
  Ok(Migrate(*database, two));
  CHECK(count(*database) == 2);
  CHECK(ErrorOf(Migrate(*database, one)).code == ErrorCode::kSchemaTooNew);
  Ok(CheckSchema(*database, two));
}

}  // namespace
}  // namespace scrutineer::corpus
