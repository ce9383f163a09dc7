#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "pipeline/alerts/email.h"
#include "pipeline/alerts/explain.h"
#include "pipeline/alerts/subscription_check.h"
#include "pipeline/cli/alert_session.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/one_of.h"
#include "pipeline/cli/output.h"
#include "pipeline/ingest/run_lock.h"

namespace scrutineer::cli {
namespace {

using corpus::AlertFrequency;
using corpus::Subscription;
using Json = nlohmann::ordered_json;

struct AddSubscriptionFlags {
  Subscription subscription;
  std::vector<std::string> tags;
  std::string saved_query;
  bool include_stored = false;
};

Result<Subscription> ToSubscription(const AddSubscriptionFlags& flags, Session& session,
                                    const alerts::Vocabulary& vocabulary) {
  Subscription typed = flags.subscription;
  if (!flags.saved_query.empty()) {
    SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
    SCRUTINEER_ASSIGN_OR_RETURN(const auto saved, corpus->queries().Find(flags.saved_query));
    typed.query = saved.query;
  }
  FilterFlags tags;
  tags.tags = flags.tags;
  SCRUTINEER_ASSIGN_OR_RETURN(const auto filter, ToMentionFilter(tags));
  typed.tags = filter.tags;
  return alerts::ResolveSubscription(typed, vocabulary);
}

Result<int> AddSubscription(Session& session, const AddSubscriptionFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto options, AlertOptionsOf(session));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto subscription,
                              ToSubscription(flags, session, options.vocabulary));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto data, session.data_folder());
  SCRUTINEER_ASSIGN_OR_RETURN(const auto lock,
                              ingest::RunLock::Take(data, "alerts add", session.clock()));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadWrite));
  SCRUTINEER_RETURN_IF_ERROR(corpus->alerts().AddSubscription(subscription, !flags.include_stored));
  PrintLine(fmt::format("added: {} is told at {} ({})", subscription.name, subscription.email,
                        flags.include_stored ? "from all papers stored, and new ones"
                                             : "from papers that arrive from now on"));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto volume,
                              alerts::EstimateVolume(*corpus, subscription, options.vocabulary));
  if (!volume.warning.empty()) PrintLine("note: " + volume.warning);
  return kExitDone;
}

std::string Listed(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

std::vector<std::string> TagNames(const std::vector<Tag>& tags) {
  std::vector<std::string> names;
  names.reserve(tags.size());
  for (const Tag tag : tags) names.emplace_back(TagName(tag));
  return names;
}

void PrintSubscription(const Subscription& subscription) {
  PrintLine(fmt::format("{} → {} ({}{})", subscription.name, subscription.email,
                        corpus::AlertFrequencyName(subscription.frequency),
                        subscription.active ? "" : ", paused"));
  const auto line = [](std::string_view name, const std::string& value) {
    if (!value.empty()) PrintLine(fmt::format("   {:<11}{}", name, Printable(value)));
  };
  line("services", Listed(subscription.services));
  line("providers", Listed(subscription.providers));
  line("tags", Listed(TagNames(subscription.tags)));
  line("councils", Listed(subscription.councils));
  line("query", subscription.query);
  line("last",
       subscription.last_digest ? FormatInstant(*subscription.last_digest) : "nothing sent yet");
}

Json SubscriptionJson(const Subscription& subscription) {
  return {{"name", subscription.name},
          {"email", subscription.email},
          {"frequency", corpus::AlertFrequencyName(subscription.frequency)},
          {"active", subscription.active},
          {"services", subscription.services},
          {"providers", subscription.providers},
          {"tags", TagNames(subscription.tags)},
          {"councils", subscription.councils},
          {"query", subscription.query},
          {"created", FormatInstant(subscription.created)},
          {"last_digest", subscription.last_digest ? Json(FormatInstant(*subscription.last_digest))
                                                   : Json(nullptr)}};
}

Result<int> ListSubscriptions(Session& session, Format format) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto subscriptions, corpus->alerts().Subscriptions());
  for (const Subscription& subscription : subscriptions) {
    if (format == Format::kText) {
      PrintSubscription(subscription);
    } else {
      PrintJson(SubscriptionJson(subscription), format);
    }
  }
  if (format == Format::kText) {
    PrintLine(Counted(static_cast<std::int64_t>(subscriptions.size()), "subscription"));
  }
  return subscriptions.empty() ? kExitNothing : kExitDone;
}

Result<int> Remove(Session& session, const std::string& name) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto data, session.data_folder());
  SCRUTINEER_ASSIGN_OR_RETURN(const auto lock,
                              ingest::RunLock::Take(data, "alerts remove", session.clock()));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadWrite));
  SCRUTINEER_RETURN_IF_ERROR(corpus->alerts().RemoveSubscription(name));
  PrintLine("removed: " + Printable(name));
  return kExitDone;
}

Result<int> PreviewOne(Session& session, const std::string& name, bool include_stored) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto options, AlertOptionsOf(session));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  SCRUTINEER_ASSIGN_OR_RETURN(auto subscription, corpus->alerts().FindSubscription(name));
  if (include_stored) subscription.seen_version_id = 0;
  SCRUTINEER_ASSIGN_OR_RETURN(const auto preview,
                              alerts::Preview(*corpus, subscription, options, session.clock()));
  if (preview.subject.empty()) {
    PrintLine(fmt::format("nothing to tell: {} arrived since the last digest, and none matches",
                          Counted(static_cast<std::int64_t>(preview.papers_read), "paper")));
    return kExitNothing;
  }
  PrintLine("To: " + subscription.email);
  PrintLine("Subject: " + preview.subject + "\n");
  PrintLine(preview.body);
  return kExitDone;
}

Result<int> Send(Session& session) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto options, AlertOptionsOf(session));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto data, session.data_folder());
  SCRUTINEER_ASSIGN_OR_RETURN(const auto lock,
                              ingest::RunLock::Take(data, "alerts send", session.clock()));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadWrite));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto report,
                              alerts::RunAlerts(*corpus, options, session.clock()));
  PrintAlertReport(report, options);
  return report.failures.empty() ? kExitDone : kExitPartly;
}

std::string DeliveryState(const corpus::OutboxMessage& message) {
  if (message.delivered) return "delivered " + FormatInstant(*message.delivered);
  if (message.last_error.empty()) return "waiting";
  return fmt::format("not delivered after {}: {}", Counted(message.attempts, "attempt"),
                     message.last_error);
}

Result<int> Sent(Session& session, std::int64_t number, int limit) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  constexpr int kAll = 1'000'000;
  SCRUTINEER_ASSIGN_OR_RETURN(const auto messages,
                              corpus->alerts().Recent(number == 0 ? limit : kAll));
  for (const corpus::OutboxMessage& message : messages) {
    if (number == 0) {
      PrintLine(fmt::format("{:>5}  to {}: {} ({})", message.id, Printable(message.to),
                            Printable(message.subject), Printable(DeliveryState(message))));
    } else if (message.id == number) {
      PrintLine("To: " + Printable(message.to));
      PrintLine("Subject: " + Printable(message.subject) + "\n");
      Print(alerts::ReadableBody(message.bytes));
      return kExitDone;
    }
  }
  if (number != 0) {
    return Fail(ErrorCode::kNotFound, "there is no such digest (scrutineer alerts sent lists them)",
                std::to_string(number));
  }
  return messages.empty() ? kExitNothing : kExitDone;
}

void PrintPassage(const alerts::PassageExplanation& passage) {
  PrintLine(fmt::format("\npage {}: {}", passage.page_number,
                        passage.told      ? "matches, and was told"
                        : passage.matches ? "matches"
                                          : "does not match"));
  PrintLine(Folded(Printable(passage.quote), 3, 100));
  for (const std::string& reason : passage.met) PrintLine("   + " + Printable(reason));
  for (const std::string& reason : passage.missing) PrintLine("   - " + Printable(reason));
}

Result<int> ExplainOne(Session& session, const std::string& name, const std::string& paper) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto options, AlertOptionsOf(session));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto subscription, corpus->alerts().FindSubscription(name));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto explanation,
                              alerts::Explain(*corpus, subscription, paper, options.vocabulary));
  PrintLine(Printable(explanation.paper.locator));
  for (const std::string& note : explanation.notes) PrintLine(Printable(note));
  bool matches = false;
  for (const alerts::PassageExplanation& passage : explanation.passages) {
    PrintPassage(passage);
    matches = matches || passage.matches;
  }
  return matches ? kExitDone : kExitNothing;
}

void DefineAdd(CLI::App& alerts, CommandBody& chosen) {
  CLI::App* command = alerts.add_subcommand("add", "tell somebody of what matches");
  const auto flags = std::make_shared<AddSubscriptionFlags>();
  Subscription& subscription = flags->subscription;
  command->add_option("NAME", subscription.name, "a name for the subscription")->required();
  command->add_option("--email", subscription.email, "where its digests go")->required();
  command->add_option("--service", subscription.services, "a service looked after (repeatable)");
  command->add_option("--provider", subscription.providers, "a provider (repeatable)");
  command->add_option("--tag", flags->tags,
                      "tender, outsourcing, consultation or provider (repeatable)");
  command->add_option("--council", subscription.councils, "only this council (repeatable)");
  CLI::Option* query =
      command->add_option("--query", subscription.query, "a search that the page must answer");
  command
      ->add_option("--saved-query", flags->saved_query,
                   "the same, as saved under this name now (see scrutineer queries)")
      ->type_name("NAME")
      ->excludes(query);
  static const std::map<std::string, AlertFrequency> frequencies = {
      {"run", AlertFrequency::kEveryRun},
      {"daily", AlertFrequency::kDaily},
      {"weekly", AlertFrequency::kWeekly}};
  command->add_option("--every", subscription.frequency, "run (default), daily or weekly")
      ->transform(OneOf(frequencies))
      ->type_name("NAME");
  command->add_flag("--include-stored", flags->include_stored,
                    "also tell of papers that are stored already");
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return AddSubscription(session, *flags); };
  });
}

void DefineExplain(CLI::App& alerts, CommandBody& chosen) {
  CLI::App* command = alerts.add_subcommand("explain", "say why a paper does or does not alert");
  const auto name = std::make_shared<std::string>();
  const auto paper = std::make_shared<std::string>();
  command->add_option("NAME", *name, "the subscription")->required();
  command->add_option("PAPER", *paper, "number, start of the SHA-256, or end of the path")
      ->required();
  command->callback([&chosen, name, paper] {
    chosen = [name, paper](Session& session) { return ExplainOne(session, *name, *paper); };
  });
}

}  // namespace

void DefineAlerts(CLI::App& app, CommandBody& chosen) {
  CLI::App* command = app.add_subcommand("alerts", "who is told of what, and telling them");
  command->require_subcommand(1);
  DefineAdd(*command, chosen);

  CLI::App* list = command->add_subcommand("list", "name every subscription");
  const auto format = std::make_shared<Format>();
  AddFormat(*list, *format, {"text", "jsonl"});
  list->callback([&chosen, format] {
    chosen = [format](Session& session) { return ListSubscriptions(session, *format); };
  });

  CLI::App* remove = command->add_subcommand("remove", "end a subscription");
  const auto removed = std::make_shared<std::string>();
  remove->add_option("NAME", *removed, "the subscription")->required();
  remove->callback([&chosen, removed] {
    chosen = [removed](Session& session) { return Remove(session, *removed); };
  });

  CLI::App* preview = command->add_subcommand("preview", "show the digest that would be sent now");
  const auto name = std::make_shared<std::string>();
  const auto stored = std::make_shared<bool>(false);
  preview->add_option("NAME", *name, "the subscription")->required();
  preview->add_flag("--include-stored", *stored, "as if it were told of nothing yet");
  preview->callback([&chosen, name, stored] {
    chosen = [name, stored](Session& session) { return PreviewOne(session, *name, *stored); };
  });

  command->add_subcommand("send", "queue and deliver every digest that is due")
      ->callback([&chosen] { chosen = Send; });
  CLI::App* sent =
      command->add_subcommand("sent", "list the last digests, or show one as it was sent");
  const auto number = std::make_shared<std::int64_t>(0);
  const auto limit = std::make_shared<int>(20);
  sent->add_option("NUMBER", *number, "the digest to show")
      ->check(CLI::PositiveNumber.description(""));
  sent->add_option("--limit", *limit, "digests to list (default 20)")
      ->check(CLI::Range(1, 10000).description(""));
  sent->callback([&chosen, number, limit] {
    chosen = [number, limit](Session& session) { return Sent(session, *number, *limit); };
  });
  DefineExplain(*command, chosen);
}

}  // namespace scrutineer::cli
