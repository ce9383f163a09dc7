#ifndef SCRUTINEER_PIPELINE_TEXT_HEADING_H_
#define SCRUTINEER_PIPELINE_TEXT_HEADING_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "pipeline/text/opening.h"

namespace scrutineer::text {

// Which lines may be a paper's title.
class HeadingRules {
 public:
  HeadingRules(std::string_view council, std::string_view committee)
      : council_(council), committee_(committee) {}

  // None is: the council's or a body's name or a part of it, a date, an address, an author, an
  // agenda item's number, a marking ("OFFICIAL"), a label, a sentence, an item of a list.
  bool MayBeTitle(const OpeningLine& line) const;

 private:
  bool IsCouncil(std::string_view lower) const;
  bool IsBody(std::string_view text) const;

  std::string_view council_;
  std::string_view committee_;
};

// The line with those that it plainly goes on in.
std::string JoinWrapped(const Opening& opening, std::size_t line);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_HEADING_H_
