#ifndef SCRUTINEER_PIPELINE_CLI_SHOW_PICTURE_H_
#define SCRUTINEER_PIPELINE_CLI_SHOW_PICTURE_H_

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "corpus/corpus.h"
#include "pipeline/base/result.h"
#include "pipeline/cli/session.h"
#include "pipeline/model/mention.h"

namespace scrutineer::cli {

struct PictureFlags {
  std::filesystem::path output;        // empty: standard output
  std::vector<std::string> highlight;  // words to box; empty: those of the mentions
  std::filesystem::path passwords;
};

// Writes page `page_number` of a paper as a PNG, its mentions (services aside) or the words asked
// for boxed, and says on standard error what is boxed, and what could not be. kExitNothing, and the
// page without boxes, where none of the words stands on it. Errors: kUsage where the picture would
// go to a terminal; kNotFound where there is no such page or the bytes are gone; kCorrupt where
// they are damaged; those of DrawPagePicture and of writing.
Result<int> ShowPicture(Session& session, corpus::Corpus& corpus, const corpus::PaperRow& row,
                        int page_number, const PictureFlags& flags);

// "has 3 pages, none is number 7".
Error NoSuchPage(const corpus::PaperRow& row, int page_number);

// Of the version that `row` names, by page number.
using MentionsByPage = std::map<int, std::vector<Mention>>;
Result<MentionsByPage> MentionsOf(corpus::PaperStore& papers, const corpus::PaperRow& row);

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_SHOW_PICTURE_H_
