#include "pipeline/cli/search_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "pipeline/alerts/link.h"

namespace scrutineer::cli {
namespace {

constexpr std::string_view kMarks = "\"()";

// "council:St Wulfram", of which a shell took the marks.
std::string WithMarks(const std::string& word) {
  const std::size_t colon = word.find(':');
  const bool is_name =
      colon != std::string::npos && colon > 0 &&
      std::all_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(colon),
                  [](unsigned char c) { return std::isalpha(c) != 0 || c == '-'; });
  const bool lost_marks = is_name && word.find(' ') != std::string::npos &&
                          word.find_first_of(kMarks) == std::string::npos &&
                          word.find(':', colon + 1) == std::string::npos;
  if (!lost_marks) return word;
  return fmt::format("{}\"{}\"", word.substr(0, colon + 1), word.substr(colon + 1));
}

// Values of one option are alternatives.
void AddField(std::string_view field, const std::vector<std::string>& values, std::string& query) {
  if (values.empty()) return;
  std::string any;
  for (std::string value : values) {
    // No mark can stand within marks.
    std::replace(value.begin(), value.end(), '"', ' ');
    any += fmt::format("{}{}:\"{}\"", any.empty() ? "" : " OR ", field, value);
  }
  if (!query.empty()) query += ' ';
  query += values.size() > 1 ? fmt::format("({})", any) : any;
}

Result<std::vector<corpus::FacetName>> FacetsOf(const std::string& names) {
  if (names == "all") return corpus::AllFacets();
  std::vector<corpus::FacetName> facets;
  for (std::size_t begin = 0; begin < names.size();) {
    const std::size_t end = std::min(names.find(',', begin), names.size());
    const std::string name = names.substr(begin, end - begin);
    const auto facet = corpus::FacetFromName(name);
    if (!facet) {
      std::vector<std::string_view> all;
      for (const corpus::FacetName known : corpus::AllFacets()) {
        all.push_back(corpus::FacetNameOf(known));
      }
      return Fail(
          ErrorCode::kUsage,
          fmt::format("\"{}\" is none of {}, or all", Printable(name), fmt::join(all, ", ")),
          "--facets");
    }
    if (std::find(facets.begin(), facets.end(), *facet) == facets.end()) facets.push_back(*facet);
    begin = end + 1;
  }
  return facets;
}

}  // namespace

std::string QueryOfWords(const std::vector<std::string>& words) {
  std::string query;
  for (const std::string& word : words) {
    if (!query.empty()) query += ' ';
    query += words.size() > 1 ? WithMarks(word) : word;
  }
  return query;
}

std::string QueryOfFilters(const FilterFlags& flags) {
  std::string query;
  AddField("tag", flags.tags, query);
  AddField("provider", flags.providers, query);
  AddField("service", flags.services, query);
  AddField("rule", flags.rules, query);
  AddField("council", flags.councils, query);
  AddField("committee", flags.committees, query);
  if (!flags.since.empty()) AddField("since", {flags.since}, query);
  if (!flags.until.empty()) AddField("until", {flags.until}, query);
  return query;
}

Result<corpus::SearchRequest> RequestOfFlags(const SearchFlags& flags, Session& session) {
  corpus::SearchRequest request;
  SCRUTINEER_ASSIGN_OR_RETURN(request.filter, ToMentionFilter(flags.filter));
  SCRUTINEER_ASSIGN_OR_RETURN(request.facets, FacetsOf(flags.facets));
  request.order = flags.order;
  request.limit = flags.limit;
  request.offset = flags.offset;
  request.facet_limit = flags.facet_limit;
  request.pages_of_paper = flags.group.empty() ? 0 : flags.pages_of_paper;
  request.all_versions = flags.all_versions;
  request.fold_duplicates = !flags.no_fold;
  request.limits.stop = &session.stop();
  if (flags.time_limit_seconds > 0) {
    request.limits.time =
        std::chrono::milliseconds(std::llround(std::ceil(flags.time_limit_seconds * 1000)));
  }
  return request;
}

Result<std::optional<corpus::Query>> QueryOfFlags(const SearchFlags& flags,
                                                  corpus::Corpus& corpus) {
  std::string text = QueryOfWords(flags.words);
  if (!flags.saved.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(const auto saved, corpus.queries().Find(flags.saved));
    text = text.empty() ? saved.query : fmt::format("({}) {}", saved.query, text);
  }
  if (flags.words.empty() && flags.saved.empty()) return std::optional<corpus::Query>();
  SCRUTINEER_ASSIGN_OR_RETURN(corpus::Query query, corpus::ParseQuery(text));
  return std::optional(std::move(query));
}

Result<std::string> LinkTemplateOf(Session& session) {
  SCRUTINEER_ASSIGN_OR_RETURN(const Configuration* settings, session.configuration());
  if (settings->link.empty()) return std::string(alerts::kDefaultLinkTemplate);
  SCRUTINEER_RETURN_IF_ERROR(alerts::CheckLinkTemplate(settings->link));
  return settings->link;
}

}  // namespace scrutineer::cli
