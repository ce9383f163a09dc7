#include "corpus/fts_tokenizer.h"

#include <sqlite3.h>

#include <array>
#include <cstdlib>

#include "corpus/fts5_api.h"

namespace scrutineer::corpus {
namespace {

// FTS5's tokenizers belong to a connection; an empty one in memory, one for each thread, lends them
// to callers that have no database at hand. Making it can fail only for lack of memory or where
// SQLite was built without FTS5, and then nothing of the program can work.
class TokenizerConnection {
 public:
  TokenizerConnection() {
    if (sqlite3_open(":memory:", &database_) != SQLITE_OK) std::abort();
    api_ = FindFts5Api(database_);
    if (api_ == nullptr) std::abort();
    std::array<const char*, 3> arguments = {"unicode61", "remove_diacritics", "2"};
    Create("unicode61", arguments.data() + 1, 2, plain_, plain_instance_);
    Create("porter", arguments.data(), 3, stemmed_, stemmed_instance_);
  }
  ~TokenizerConnection() {
    plain_.xDelete(plain_instance_);
    stemmed_.xDelete(stemmed_instance_);
    sqlite3_close(database_);
  }
  TokenizerConnection(const TokenizerConnection&) = delete;
  TokenizerConnection& operator=(const TokenizerConnection&) = delete;

  std::vector<Token> Tokens(std::string_view text, bool stem) {
    std::vector<Token> tokens;
    Run(text, stem, &tokens, &AddToken);
    return tokens;
  }
  std::vector<ByteSpan> Spans(std::string_view text) {
    std::vector<ByteSpan> spans;
    Run(text, /*stem=*/false, &spans, &AddSpan);
    return spans;
  }

 private:
  using Add = int (*)(void*, int, const char*, int, int, int);

  void Run(std::string_view text, bool stem, void* context, Add add) {
    if (text.empty()) return;
    const fts5_tokenizer& tokenizer = stem ? stemmed_ : plain_;
    Fts5Tokenizer* instance = stem ? stemmed_instance_ : plain_instance_;
    const int code = tokenizer.xTokenize(instance, context, FTS5_TOKENIZE_AUX, text.data(),
                                         static_cast<int>(text.size()), add);
    if (code != SQLITE_OK) std::abort();
  }

  static int AddSpan(void* context, int /*flags*/, const char* /*token*/, int /*size*/, int begin,
                     int end) {
    static_cast<std::vector<ByteSpan>*>(context)->push_back(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    return SQLITE_OK;
  }

  static int AddToken(void* context, int /*flags*/, const char* token, int size, int begin,
                      int end) {
    static_cast<std::vector<Token>*>(context)->push_back(
        {std::string(token, static_cast<std::size_t>(size)), static_cast<std::uint32_t>(begin),
         static_cast<std::uint32_t>(end)});
    return SQLITE_OK;
  }

  void Create(const char* name, const char** arguments, int count, fts5_tokenizer& tokenizer,
              Fts5Tokenizer*& instance) {
    void* context = nullptr;
    if (api_->xFindTokenizer(api_, name, &context, &tokenizer) != SQLITE_OK) std::abort();
    if (tokenizer.xCreate(context, arguments, count, &instance) != SQLITE_OK) std::abort();
  }

  sqlite3* database_ = nullptr;
  fts5_api* api_ = nullptr;
  fts5_tokenizer plain_{};
  fts5_tokenizer stemmed_{};
  Fts5Tokenizer* plain_instance_ = nullptr;
  Fts5Tokenizer* stemmed_instance_ = nullptr;
};

TokenizerConnection& ThreadConnection() {
  thread_local TokenizerConnection connection;
  return connection;
}

}  // namespace

std::vector<Token> Tokenize(std::string_view text) {
  return ThreadConnection().Tokens(text, /*stem=*/false);
}

std::vector<Token> TokenizeStemmed(std::string_view text) {
  return ThreadConnection().Tokens(text, /*stem=*/true);
}

std::vector<ByteSpan> TokenSpans(std::string_view text) { return ThreadConnection().Spans(text); }

namespace {

std::string JoinTokens(const std::vector<Token>& tokens) {
  std::string joined;
  for (const Token& token : tokens) {
    if (!joined.empty()) joined.push_back(' ');
    joined += token.text;
  }
  return joined;
}

}  // namespace

std::string Fold(std::string_view text) { return JoinTokens(Tokenize(text)); }

std::string Stems(std::string_view text) { return JoinTokens(TokenizeStemmed(text)); }

}  // namespace scrutineer::corpus
