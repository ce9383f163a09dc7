#ifndef SCRUTINEER_PIPELINE_TEXT_ITEM_NUMBER_H_
#define SCRUTINEER_PIPELINE_TEXT_ITEM_NUMBER_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scrutineer::text {

// Numbers that may follow each other. Sections count separately: a second agenda in one paper
// begins anew.
struct ItemNumber {
  std::string series;  // the style, and what all numbers of it share
  int value = 0;
};

// The number of an item that carries its year, as a line begins with: "045/23", "23/045",
// "2023/45", "C45/23". Where both sides may be the year only the numbers around tell, so that both
// readings are given: the wrong one makes no sequence.
std::vector<ItemNumber> ReadNumberWithYear(std::string_view line);

// Any other: "5.", "5)", "17.01.3", "Item 5", or bare before a capital or alone on its line.
std::optional<ItemNumber> ReadItemNumber(std::string_view line);

// A number whose title follows without a space, as scans and careless typing have it:
// "10.Budget"; series "number".
std::optional<ItemNumber> ReadTightNumber(std::string_view line);

// The number as the line prints it, without "Agenda item" and punctuation: "5", "5A", "23/045",
// "B"; empty where the line begins with none.
std::string_view PrintedItemNumber(std::string_view line);
// What follows it, without punctuation and white space at its start.
std::string_view BehindItemNumber(std::string_view line);

// Whether the line heads an agenda.
bool IsAgendaHeading(std::string_view line);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_ITEM_NUMBER_H_
