#ifndef SCRUTINEER_PIPELINE_TEXT_ITEM_FINDER_H_
#define SCRUTINEER_PIPELINE_TEXT_ITEM_FINDER_H_

#include <cstddef>
#include <string>
#include <vector>

#include "pipeline/model/paper.h"
#include "pipeline/text/structure_notes.h"

namespace scrutineer::text {

// An item of an agenda, of minutes or of a notice of decisions.
struct FoundItem {
  TextPlace place;        // where its line begins
  std::string number;     // as printed
  std::string title;      // as printed, without the pages
  int depth = 0;          // 1: part of the item before it, "4.1"
  int first_printed = 0;  // the pages of its report as the agenda prints them; 0 where it does not
  int last_printed = 0;   // 0 where only the first is printed
};

// The items among the pages up to `last_page`, in order. None where the kind has none, or where
// their numbers make no sequence.
std::vector<FoundItem> FindItems(const StructureNotes& notes, PaperKind kind, int last_page);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_ITEM_FINDER_H_
