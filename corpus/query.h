#ifndef SCRUTINEER_CORPUS_QUERY_H_
#define SCRUTINEER_CORPUS_QUERY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/result.h"
#include "pipeline/base/time.h"

namespace scrutineer::corpus {

// A search query as a tree. One grammar for the command line, saved queries and subscriptions:
//
//   query    := or
//   or       := and { "OR" and }
//   and      := not { ["AND"] not }
//   not      := "NOT" not | "-" primary | primary
//   primary  := operand | near | field | "(" or ")"
//   operand  := word | word "*" | '"' words '"' | "'" words "'" | word "&" word
//   near     := "NEAR(" operand operand { operand } [ "," number ] ")"
//   field    := name ":" value | "money" ( ">" | ">=" | "<" | "<=" | "=" ) amount
//   value    := word | '"' words '"'
//
// Operators are in capitals; in other letter case they are words, and `notes` says so. Curly quotes
// and guillemets are quotes, typographic hyphens and apostrophes are hyphens and apostrophes. A
// word that the index would split ("in-house") is a phrase; two words or more in apostrophes are
// one, too. An "and" in small letters between words is left out: all words must stand there anyway.
// Before '*' stand at least two letters or digits. NEAR finds its operands with at most `number`
// words between the first and the last (10 unless said).
//
// Fields (names in any letter case; the value may follow after a space):
//
//   tag: provider: service: rule: status: stage:   the page bears such a mention
//   money>100k           a mention on the page has such an amount in pounds, as printed, whether a
//                        year or in all; of a range ("£2m to £3m") any part. k, m, bn, "million".
//   council: committee:  the name of the paper's holds this;  title: its title holds these words
//   kind:                kind of the paper: agenda, report, minutes, ...
//   before: after:       the meeting was before the first, after the last day of a year (2024), a
//                        month (2024-03) or a day (2024-03-12)
//   since: until:        the same with the days themselves;  date: within them
//   finding:             the page belongs to what a finding of this rule is about
//   ocr:yes|no           whether the page's text was read from its image
//   scope:page|item|paper   where all conditions must hold (page unless said): once, at the top
//
// status:, stage: and money hold of the mention that a tag: or rule: in the same AND asks for:
// `tag:tender status:decided` are pages with a tender that is decided. All other fields are judged
// each by itself, and so are these three without tag: or rule:, and a status: or stage: that
// stands there twice. A paper of unknown date passes no date field.
//
// At most 4,096 bytes, 64 groups inside each other, 64 fields, 16 operands in one NEAR.
enum class QueryField : std::uint8_t {
  kTag,
  kProvider,
  kService,
  kRule,
  kStatus,
  kStage,
  kMoney,
  kCouncil,
  kCommittee,
  kTitle,
  kKind,
  kBefore,
  kAfter,
  kSince,
  kUntil,
  kDate,
  kFinding,
  kOcr,
  kScope,
};

enum class Comparison : std::uint8_t { kEqual, kAbove, kAtLeast, kBelow, kAtMost };

// Where all conditions of a query must hold.
enum class QueryScope : std::uint8_t { kPage, kItem, kPaper };

struct QueryNode {
  enum class Kind : std::uint8_t { kWord, kPrefix, kPhrase, kNear, kField, kAnd, kOr, kNot };
  Kind kind = Kind::kWord;
  // Word, prefix or phrase, without quotes and '*'; of a field its value, of a closed set as the
  // store has it.
  std::string text;
  // kAnd, kOr: two or more; kNot: one, never a kNot; kNear: words, prefixes and phrases.
  std::vector<QueryNode> children;
  std::size_t offset_code_points = 0;  // where it stands in the query
  // Follows the word before it with nothing but space between them.
  bool follows_word = false;
  int distance = 0;  // kNear: words between the operands at most

  // kField.
  QueryField field = QueryField::kTag;
  std::size_t value_offset_code_points = 0;
  bool is_quoted = false;                      // the value stood in quotation marks
  Comparison comparison = Comparison::kEqual;  // kMoney
  std::int64_t pence = 0;                      // kMoney
  std::optional<Date> first, last;             // fields of dates: the days that pass, inclusive
  // kTag, kRule: what must be true of the same mention; see JoinQualifiers.
  std::vector<QueryNode> qualifiers;
};

struct Query {
  std::string source;  // as typed
  QueryNode root;      // without scope:; where nothing but scope: was typed, refused
  QueryScope scope = QueryScope::kPage;
  // What may not be as it was meant, though it is a query: one line each, for the one who typed it.
  std::vector<std::string> notes;
};

// Error kQuery: what is wrong, at which character (counted from 1), the query with a caret under
// that place, and what to write instead, on lines of their own. A query of nothing but NOT is
// refused, for it names no page, and so is an OR with such an alternative. Whether providers,
// councils and the like exist is not asked here. FTS5 takes every query that this takes.
Result<Query> ParseQuery(std::string_view text);

// What to do about a provider, service, council, committee, rule or finding that the corpus does
// not know.
enum class UnknownValues {
  kRefuse,       // an error at the character, with the nearest names that it knows
  kFindNothing,  // no page has it yet: for queries that wait for papers to come
};

}  // namespace scrutineer::corpus

#endif  // SCRUTINEER_CORPUS_QUERY_H_
