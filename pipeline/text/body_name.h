#ifndef SCRUTINEER_PIPELINE_TEXT_BODY_NAME_H_
#define SCRUTINEER_PIPELINE_TEXT_BODY_NAME_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scrutineer::text {

struct BodyToken {
  std::string_view text;  // as printed, parted by spaces
  std::string lower;      // without punctuation at its ends
};

std::vector<BodyToken> BodyTokens(std::string_view line);

// Whether a body's name may end with the word: "committee", "cabinet", "board".
bool IsBodyWord(std::string_view lower);

struct BodyName {
  std::string name;
  std::size_t first_token = 0;
  std::size_t tokens = 0;
};

// The name that ends with the body word at `last`, or nothing.
std::optional<BodyName> BodyEndingAt(const std::vector<BodyToken>& tokens, std::size_t last);

// The body that a value names: "Cabinet, Tuesday 5 November 2024" the "Cabinet", "Full Council" the
// "Council", "Cllr Shaw, Cabinet Member for Homes" the "Cabinet Member for Homes"; or "".
std::string BodyInValue(std::string_view value);

// The holder of executive powers alone: "Cabinet Member for Homes"; or "".
std::string MemberInText(std::string_view text);

// The body of a heading or running head that goes on with a date: "Schools Forum - 12 March 2024",
// "Council, 17 July 2024"; or "".
std::string BodyBeforeDate(std::string_view line);

// The body in the name of a file or in a document's properties: "Agenda Document for Cabinet,
// 12/03/2024", "planning-committee-2024-06-06-agenda.pdf", "HWB-signed-minutes"; or "".
std::string BodyInDocumentName(std::string_view name);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_BODY_NAME_H_
