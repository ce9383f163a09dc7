#ifndef SCRUTINEER_PIPELINE_CLI_SECTION_OUTPUT_H_
#define SCRUTINEER_PIPELINE_CLI_SECTION_OUTPUT_H_

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "pipeline/model/paper.h"
#include "pipeline/model/section.h"

namespace scrutineer::cli {

// One line a section, those within others indented: "report 7: Budget monitoring, by the Director
// of Finance · pages 22–28 · known by contents page, heading".
void PrintSections(const std::vector<PaperSection>& sections);

// The same as data. "start" and "end" count code points of the first and the last page's text;
// "parent" is the place in the list of the section around it, from 0.
nlohmann::ordered_json SectionsJson(const std::vector<PaperSection>& sections,
                                    const std::vector<Page>& pages);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_SECTION_OUTPUT_H_
