// Reads money, posts and dates out of arbitrary text, and gives them to mentions, with statuses.
// Whatever the text, spans lie in it, amounts are in order, and one value is nobody else's.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "extractors/compiled_rule_set.h"
#include "extractors/money.h"
#include "extractors/posts.h"
#include "extractors/rule_source.h"
#include "extractors/tagger.h"
#include "pipeline/base/utf8.h"
#include "pipeline/model/value_words.h"

namespace {

using namespace scrutineer;
using namespace scrutineer::extractors;

std::unique_ptr<CompiledRuleSet> MakeRules() {
  std::vector<std::unique_ptr<RuleSource>> sources;
  const auto add = [&](std::string name, std::string content) {
    auto source = std::make_unique<RuleSource>();
    source->path = source->relative = std::move(name);
    source->content = std::move(content);
    sources.push_back(std::move(source));
  };
  for (const char* tag : {"tender", "outsourcing", "consultation"}) {
    const std::string name = tag;
    add(name + "/a.toml", "id='" + name + ".a'\ntitle='T'\ntag='" + name +
                              "'\nstatus='stable'\ndescription='D'\n[match]\npatterns=['" + name +
                              "~']\n[[example]]\ntext='x'\n[[counter_example]]\ntext='y'\n");
  }
  add("providers/a.toml", "[[provider]]\nid='capita'\nname='Capita'\nkind='ict'\n");
  add("status.toml",
      "clause_borders=['but']\n"
      "[[status]]\nstatus='past'\npatterns=['was', 'in 20\\d\\d']\nunless=['will']\nwords=4\n"
      "examples=['It was [x].']\n"
      "[[status]]\nstatus='decided'\npatterns=['that']\nabove=['RESOLVED']\nreach='sentence'\n"
      "examples=['that [x].']\n"
      "[[status]]\nstatus='under way'\ntags=['tender']\n");
  add("values.toml",
      "clause_borders=['but', ';']\n"
      "[[date_role]]\nrole='contract-start'\ntags=['tender']\nbefore=['from', 'on']\n"
      "after=['start']\nunless=['sent from']\nexamples=['from [1 May 2024]']\n"
      "[[date_role]]\nrole='consultation-closes'\ntags=['consultation']\nbefore=['by', 'until']\n"
      "examples=['by [1 May 2024]']\n");
  DiagnosticList diagnostics;
  auto set = CompileRules(std::move(sources), diagnostics);
  if (!diagnostics.empty()) std::abort();
  return set;
}

void Check(const Value& value, std::string_view text) {
  if (value.span.begin >= value.span.end || value.span.end > text.size()) std::abort();
  if (value.low > value.high || value.low < 0) std::abort();
  if (FirstInvalidUtf8(value.span.Of(text))) std::abort();
  if (ValueWords(value, text).empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::unique_ptr<CompiledRuleSet> rules = MakeRules();
  const std::string text =
      ReplaceInvalidUtf8(std::string_view(reinterpret_cast<const char*>(data), size));
  for (const Value& value : FindMoney(text)) Check(value, text);
  for (const Value& value : FindPosts(text)) Check(value, text);
  std::set<std::tuple<ValueKind, std::uint32_t, std::uint32_t, std::string>> given;
  for (const Mention& mention : FindMentions(*rules, text)) {
    for (const Value& value : mention.values) {
      Check(value, text);
      if (!mention.sentence.Contains(value.span)) std::abort();
      if (!given.insert({value.kind, value.span.begin, value.span.end, value.role}).second) {
        std::abort();
      }
    }
  }
  return 0;
}
