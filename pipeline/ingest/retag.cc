#include "pipeline/ingest/retag.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "extractors/paper_tagger.h"
#include "extractors/rule_parts.h"
#include "pipeline/ingest/refresh_findings.h"

namespace scrutineer::ingest {
namespace {

constexpr int kBatchVersions = 200;

bool IsSamePlace(const Mention& a, const Mention& b) {
  return a.tag == b.tag && a.rule == b.rule && a.span == b.span;
}

// One retag, under one transaction.
class Retagger {
 public:
  Retagger(const IngestContext& context, const RetagOptions& options)
      : context_(context), options_(options), ledger_(context.corpus->tagging()) {}

  Result<RetagReport> Run() {
    const std::string& revision = context_.rules->revision();
    SCRUTINEER_ASSIGN_OR_RETURN(const auto others, ledger_.OtherRevisions(revision));
    for (const auto& [other, versions] : others) report_.papers += versions;
    for (const auto& [other, versions] : others) {
      SCRUTINEER_RETURN_IF_ERROR(TagRevision(other));
    }
    if (others.empty() || options_.dry_run) return Finish();
    SCRUTINEER_RETURN_IF_ERROR(ledger_.MarkAllTaggedBy(revision));
    SCRUTINEER_RETURN_IF_ERROR(ledger_.RecordParts(revision, context_.rules->Parts()));
    SCRUTINEER_RETURN_IF_ERROR(context_.corpus->papers().Commit());
    return Finish();
  }

 private:
  Result<RetagReport> Finish() {
    report_.changed_parts.assign(parts_.begin(), parts_.end());
    return std::move(report_);
  }

  // The versions that were tagged under one other revision.
  Status TagRevision(const std::string& revision) {
    SCRUTINEER_ASSIGN_OR_RETURN(const auto parts, ledger_.Parts(revision));
    const extractors::RuleChange change = context_.rules->ChangeFrom(parts);
    parts_.insert(change.parts().begin(), change.parts().end());
    const bool everything = options_.everything || change.everything();
    report_.everything = report_.everything || everything;
    std::vector<std::int64_t> mentioning;
    if (!everything) {
      SCRUTINEER_ASSIGN_OR_RETURN(
          mentioning, ledger_.VersionsMentioning(revision, change.rules(), change.entities()));
    }
    for (std::int64_t after = 0;;) {
      SCRUTINEER_ASSIGN_OR_RETURN(const auto versions,
                                  ledger_.VersionsTaggedBy(revision, after, kBatchVersions));
      if (versions.empty()) return {};
      for (const corpus::TaggedVersion& version : versions) {
        if (context_.stop != nullptr && context_.stop->load()) {
          return Fail(ErrorCode::kCancelled, "retag was stopped; the mentions are as they were");
        }
        const bool mentions = everything || std::binary_search(mentioning.begin(), mentioning.end(),
                                                               version.version_id);
        SCRUTINEER_RETURN_IF_ERROR(Consider(version, change, mentions));
      }
      after = versions.back().version_id;
    }
  }

  Status Consider(const corpus::TaggedVersion& version, const extractors::RuleChange& change,
                  bool affected) {
    if (affected || change.looks_at_texts()) {
      SCRUTINEER_ASSIGN_OR_RETURN(const auto pages, ledger_.PagesOf(version.version_id));
      affected = affected || std::any_of(pages.begin(), pages.end(), [&](const auto& page) {
                   return change.MayAffect(page.text);
                 });
      if (affected) SCRUTINEER_RETURN_IF_ERROR(TagVersion(version, pages));
    }
    if (affected || change.findings()) {
      SCRUTINEER_RETURN_IF_ERROR(JudgeVersion(version.version_id));
    }
    ++done_;
    if (options_.progress) options_.progress(done_, report_.papers);
    return {};
  }

  // The whole paper, for one page explains another.
  Status TagVersion(const corpus::TaggedVersion& version,
                    const std::vector<corpus::StoredPage>& pages) {
    extractors::PaperTagger tagger(*context_.rules);
    std::vector<std::string_view> texts;
    for (const corpus::StoredPage& page : pages) {
      tagger.AddPage(page.text);
      texts.emplace_back(page.text);
    }
    const std::vector<std::vector<Mention>> mentions = tagger.Finish(texts);
    for (std::size_t i = 0; i < pages.size(); ++i) {
      SCRUTINEER_ASSIGN_OR_RETURN(auto change,
                                  ledger_.ReplaceMentions(pages[i].page_id, mentions[i]));
      Tell(version.paper, pages[i], std::move(change));
    }
    // Here the version's mentions are up to date: findings about it are to be judged anew now.
    ++report_.papers_tagged;
    report_.pages += static_cast<std::int64_t>(pages.size());
    return {};
  }

  Status JudgeVersion(std::int64_t version_id) {
    SCRUTINEER_ASSIGN_OR_RETURN(const auto change,
                                RefreshFindings(context_.corpus->papers(), *context_.rules,
                                                *context_.councils, version_id));
    report_.findings_gained += change.gained;
    report_.findings_lost += change.lost;
    return {};
  }

  void Tell(const Paper& paper, const corpus::StoredPage& page, corpus::MentionChange change) {
    for (const Mention& gained : change.gained) {
      const auto same = std::find_if(change.lost.begin(), change.lost.end(),
                                     [&](const auto& lost) { return IsSamePlace(lost, gained); });
      if (same == change.lost.end()) {
        Count(paper, page, gained, MentionNews::Kind::kGained, &MentionBalance::gained);
      } else {
        change.lost.erase(same);
        Count(paper, page, gained, MentionNews::Kind::kChanged, &MentionBalance::changed);
      }
    }
    for (const Mention& lost : change.lost) {
      Count(paper, page, lost, MentionNews::Kind::kLost, &MentionBalance::lost);
    }
  }

  void Count(const Paper& paper, const corpus::StoredPage& page, const Mention& mention,
             MentionNews::Kind kind, std::int64_t MentionBalance::*side) {
    ++(report_.all.*side);
    ++(report_.by_rule[mention.rule].*side);
    if (options_.news) options_.news({kind, paper, page.number, mention, page.text});
  }

  const IngestContext& context_;
  const RetagOptions& options_;
  corpus::TaggingLedger& ledger_;
  RetagReport report_;
  std::set<std::string> parts_;
  std::int64_t done_ = 0;
};

}  // namespace

Result<RetagReport> Retag(const IngestContext& context, const RetagOptions& options) {
  auto report = Retagger(context, options).Run();
  // Of a dry run nothing stays, of a failed one neither.
  if (!report || options.dry_run) context.corpus->papers().Rollback();
  return report;
}

}  // namespace scrutineer::ingest
