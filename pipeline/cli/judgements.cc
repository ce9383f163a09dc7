#include "pipeline/cli/judgements.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <nlohmann/json.hpp>

#include "extractors/gold_passages.h"
#include "pipeline/base/file.h"
#include "pipeline/cli/output.h"

namespace scrutineer::cli {
namespace {

using Json = nlohmann::ordered_json;

// Digits of a SHA-256 that tell papers apart.
constexpr std::size_t kHashDigits = 16;

Json ToJson(const ingest::BacktestHit& hit, bool right, Instant when) {
  const Mention& mention = hit.mention;
  Json json;
  json["id"] = JudgementId(hit);
  json["text"] = hit.sentence;
  if (mention.tag == Tag::kProvider) {
    // Only this name was judged; the sentence may hold others.
    json["providers"] = right ? Json::array({hit.words}) : Json::array();
    json["not_providers"] = right ? Json::array() : Json::array({hit.words});
  } else {
    const std::string& value = mention.attributes.*extractors::AttributeOf(mention.tag);
    json[std::string(TagName(mention.tag))] = !right          ? Json(nullptr)
                                              : value.empty() ? Json(true)
                                                              : Json(value);
  }
  json["rule"] = mention.rule;
  json["citation"] = Citation(hit.paper, hit.page_number);
  json["judged_at"] = FormatInstant(when);
  return json;
}

// Adds bytes to the end of a file and syncs it.
Status AppendDurably(const std::filesystem::path& file, std::string_view bytes) {
  const FileDescriptor fd(::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666));
  if (!fd.valid()) return Fail(SystemError(errno, "write", file.string()));
  // A line that a killed process left unfinished must not swallow this one.
  const off_t size = ::lseek(fd.get(), 0, SEEK_END);
  char last = '\n';
  const bool torn = size > 0 && ::pread(fd.get(), &last, 1, size - 1) == 1 && last != '\n';
  SCRUTINEER_RETURN_IF_ERROR(
      WriteAll(fd.get(), torn ? "\n" + std::string(bytes) : std::string(bytes), file));
  if (::fsync(fd.get()) != 0) return Fail(SystemError(errno, "write", file.string()));
  return {};
}

bool IsWhole(std::string_view line) {
  return Json::accept(line) || line.find_first_not_of(" \t\r") == std::string_view::npos;
}

// Lines that were cut short go, wherever they stand: a later judgement may follow one.
std::string WithoutTornLines(std::string_view content) {
  std::string whole;
  while (!content.empty()) {
    const std::string_view line = content.substr(0, content.find('\n'));
    content.remove_prefix(std::min(line.size() + 1, content.size()));
    if (IsWhole(line)) whole += line;
    whole += '\n';
  }
  return whole;
}

bool SaysRight(const extractors::GoldPassage& passage) {
  return !passage.providers.empty() ||
         std::any_of(passage.labels.begin(), passage.labels.end(),
                     [](const extractors::GoldLabel& label) { return label.present; });
}

Tag TagOf(const extractors::GoldPassage& passage) {
  for (std::size_t i = 0; i < passage.labels.size(); ++i) {
    if (passage.labels[i].judged) return extractors::kLabelledTags[i];
  }
  return Tag::kProvider;
}

}  // namespace

std::filesystem::path JudgementsFile(const std::filesystem::path& data_folder) {
  return data_folder / "judgements.jsonl";
}

std::string JudgementId(const ingest::BacktestHit& hit) {
  return fmt::format("{}-p{}-{}-{}", hit.sha256.substr(0, kHashDigits), hit.page_number,
                     hit.mention.span.begin, hit.mention.span.end);
}

double JudgedCount::precision() const {
  return right + wrong == 0 ? 0.0 : static_cast<double>(right) / static_cast<double>(right + wrong);
}

Result<std::string> ReadJudgements(const std::filesystem::path& data_folder) {
  auto content = ReadFile(JudgementsFile(data_folder));
  if (!content) return Fail(std::move(content).error());
  return WithoutTornLines(*content);
}

Result<Judgements> Judgements::Open(const std::filesystem::path& data_folder) {
  Judgements judgements;
  judgements.file_ = JudgementsFile(data_folder);
  const auto content = ReadJudgements(data_folder);
  if (!content && content.error().code == ErrorCode::kNotFound) return judgements;
  if (!content) return Fail(content.error());
  SCRUTINEER_ASSIGN_OR_RETURN(const auto passages,
                              extractors::ParseGoldPassages(*content, judgements.file_.string()));
  for (const extractors::GoldPassage& passage : passages) {
    judgements.known_.emplace(passage.id, TagOf(passage));
    JudgedCount& count = judgements.by_rule_[passage.rule];
    ++(SaysRight(passage) ? count.right : count.wrong);
  }
  return judgements;
}

bool Judgements::Has(const ingest::BacktestHit& hit) const {
  return known_.contains({JudgementId(hit), hit.mention.tag});
}

Status Judgements::Add(const ingest::BacktestHit& hit, bool right, Instant when) {
  const std::string line =
      ToJson(hit, right, when).dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
  SCRUTINEER_RETURN_IF_ERROR(AppendDurably(file_, line));
  if (known_.emplace(JudgementId(hit), hit.mention.tag).second) {
    JudgedCount& count = by_rule_[hit.mention.rule];
    ++(right ? count.right : count.wrong);
  }
  return {};
}

}  // namespace scrutineer::cli
