#include "pipeline/cli/page_ocr.h"

#include <fmt/format.h>

#include <cstdio>
#include <utility>

#include "pipeline/model/ocr_words.h"
#include "pipeline/text/normalizer.h"
#include "pipeline/text/text_layer.h"

namespace scrutineer::cli {

void PageOcr::Read(int fd, pdf::ExtractedPage& page) {
  const std::string layer = text::Normalize(page.text).text;
  if (!page.readable || text::JudgeTextLayers({layer})[0] == text::TextLayer::kUsable) return;
  if (!reader_) {
    if (error_ && error_->code == ErrorCode::kWorkerUnavailable) return;
    auto started = pdf::OcrReader::Start(options_);
    if (!started) {
      error_ = std::move(started).error();
      return;
    }
    reader_ = std::move(*started);
  }
  auto read = reader_->Read(fd, page.number, false);
  if (read && text::LooksWelsh(read->text) && reader_->has_welsh()) {
    read = reader_->Read(fd, page.number, true);
  }
  if (!read) {
    error_ = std::move(read).error();
    return;
  }
  if (!text::IsRicherText(read->text, layer)) return;
  fmt::print(stderr, "page {}: {}\n", page.number, OcrWords(read->confidence));
  page.text = std::move(read->text);
  page.lines.clear();
}

}  // namespace scrutineer::cli
