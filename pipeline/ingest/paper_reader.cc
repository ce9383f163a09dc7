#include "pipeline/ingest/paper_reader.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "extractors/paper_tagger.h"
#include "pipeline/ingest/page_text.h"
#include "pipeline/ingest/paper_notes.h"
#include "pipeline/model/attachment.h"
#include "pipeline/text/paper_text.h"
#include "pipeline/text/structure.h"

namespace scrutineer::ingest {
namespace {

// Rises when normalisation, metadata or structure change what they give for the same bytes.
constexpr std::string_view kTextStageVersion =
    "normaliser 2, furniture 1, metadata 3, layer 1, structure 2";

// Where papers say what they are, which often is in a header: there the metadata sees all words.
constexpr std::size_t kOpeningPages = 3;

std::vector<std::string> OpeningTexts(const std::vector<Page>& pages) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < pages.size() && texts.size() < kOpeningPages; ++i) {
    texts.push_back(text::PrintedText(pages, i, /*with_furniture=*/true));
  }
  return texts;
}

}  // namespace

PaperReader::PaperReader(pdf::WorkerPool& pool, const extractors::RuleSet& rules,
                         const text::CouncilNames& councils)
    : pool_(pool),
      rules_(rules),
      councils_(councils),
      stage_version_(pool.stage_version() + ", " + std::string(kTextStageVersion)) {}

Result<corpus::ReadPaper> PaperReader::Read(int fd, std::string_view locator,
                                            const std::function<void(int, int)>& page_read,
                                            const corpus::OcrTexts& ocr) const {
  corpus::ReadPaper paper;
  extractors::PaperTagger tagger(rules_);
  PageTexts page_texts(ocr);
  text::StructureFinder structure;
  text::PaperText paper_text([&](Page page) {
    tagger.AddPage(page.text);
    structure.Add(page);
    paper.pages.push_back(std::move(page));
  });
  const auto take_page = [&](ExtractedPage page) {
    page_read(page.number, page.page_count);
    if (page_texts.Prefer(page.number, page.text)) page.lines.clear();
    paper_text.Add(std::move(page));
  };
  SCRUTINEER_ASSIGN_OR_RETURN(const DocumentProperties properties, pool_.Extract(fd, take_page));
  paper_text.Finish();
  page_texts.Settle(paper.pages);
  paper.ocr_confidence = page_texts.confidence();
  std::vector<std::string_view> texts;
  texts.reserve(paper.pages.size());
  for (const Page& page : paper.pages) texts.emplace_back(page.text);
  paper.mentions = tagger.Finish(texts);
  const std::vector<std::string> opening = OpeningTexts(paper.pages);
  std::copy(opening.begin(), opening.end(), texts.begin());
  paper.metadata = text::DeriveMetadata(texts, properties, FileNameOf(locator), councils_);
  paper.sections = structure.Finish(paper.metadata, properties.bookmarks);
  text::SettleItemCount(paper.sections, paper.metadata);
  paper.findings = rules_.FindFindings(paper.pages, paper.mentions, paper.metadata,
                                       councils_.NationOf(paper.metadata.council));
  paper.attachment_count = properties.attachment_count;
  paper.notes = NotesOn(properties, paper.pages, AttachmentDepth(locator));
  paper.stage_version = stage_version_;
  paper.rule_revision = rules_.revision();
  return paper;
}

}  // namespace scrutineer::ingest
