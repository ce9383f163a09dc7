#include "pipeline/cli/alert_session.h"

#include <fmt/format.h>

#include <cstdint>

#include "pipeline/cli/output.h"

namespace scrutineer::cli {

Result<alerts::AlertOptions> AlertOptionsOf(Session& session) {
  SCRUTINEER_ASSIGN_OR_RETURN(const Configuration* settings, session.configuration());
  SCRUTINEER_ASSIGN_OR_RETURN(const extractors::RuleSet* rules, session.rules());
  alerts::AlertOptions options;
  options.from_address = settings->from;
  options.contact = settings->contact;
  if (!settings->link.empty()) options.link_template = settings->link;
  SCRUTINEER_ASSIGN_OR_RETURN(options.maildir, session.maildir());
  for (const auto& rule : rules->rules()) options.vocabulary.rules.push_back({rule.id, rule.title});
  for (const auto& service : rules->services()) {
    options.vocabulary.services.push_back({service.id, service.name});
  }
  for (const auto& provider : rules->providers()) {
    options.vocabulary.providers.push_back({provider.id, provider.name});
  }
  return options;
}

void PrintAlertReport(const alerts::AlertReport& report, const alerts::AlertOptions& options) {
  const auto count = [](std::size_t number, std::string_view singular) {
    return Counted(static_cast<std::int64_t>(number), singular);
  };
  PrintLine(fmt::format("alerts: {} due of {}; {} with {} queued, {} delivered to {}", report.due,
                        count(report.subscriptions, "subscription"), count(report.queued, "digest"),
                        count(report.items, "item"), report.delivered, options.maildir.string()));
  for (const alerts::AlertFailure& failure : report.failures) {
    PrintLine(fmt::format("  failed: {}: {}", Printable(failure.what),
                          Printable(failure.error.ToString())));
  }
  if (report.waiting > 0) {
    PrintLine(fmt::format("  {} not delivered; the next run tries again",
                          count(report.waiting, "digest")));
  }
}

}  // namespace scrutineer::cli
