#ifndef SCRUTINEER_PIPELINE_INGEST_PAPER_NOTES_H_
#define SCRUTINEER_PIPELINE_INGEST_PAPER_NOTES_H_

#include <vector>

#include "pipeline/model/paper.h"

namespace scrutineer::ingest {

// What a paper that was read holds beside what its text shows: attached files, and which of them
// are not read; no text at all. `depth`: how deep it is attached itself.
std::vector<PaperNote> NotesOn(const DocumentProperties& properties, const std::vector<Page>& pages,
                               int depth);

}  // namespace scrutineer::ingest

#endif  // SCRUTINEER_PIPELINE_INGEST_PAPER_NOTES_H_
