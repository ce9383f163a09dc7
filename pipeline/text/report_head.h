#ifndef SCRUTINEER_PIPELINE_TEXT_REPORT_HEAD_H_
#define SCRUTINEER_PIPELINE_TEXT_REPORT_HEAD_H_

#include <string>
#include <string_view>
#include <vector>

namespace scrutineer::text {

// What the first lines of a page say of a report that begins there.
struct ReportHead {
  std::vector<std::string> lines;  // those that speak for a report, in lower case
  bool opens_report = false;       // one that only reports have, or two that other papers have too
  std::string item;                // "5A", of "Agenda Item 5A" or "Item 5A – ..."
  std::string title;               // behind its label: "Report title: ..."
  std::string author;              // "Director of Finance", of "Report of the Director of Finance"
};

// A page opens as reports do where one of its first lines is "Agenda Item 5" alone, "Report to
// Cabinet", "Report of the Director", or two are labels of a report's head ("Wards affected",
// "Contact officer").
ReportHead ReadReportHead(std::string_view page);

// A head that stands on the page before as well is printed on every page.
bool IsNewHead(const ReportHead& head, const ReportHead& before);

// The number in "Agenda Item 5A" where the line says no more than that; else empty.
std::string_view AgendaItemNumber(std::string_view line);

}  // namespace scrutineer::text

#endif  // SCRUTINEER_PIPELINE_TEXT_REPORT_HEAD_H_
