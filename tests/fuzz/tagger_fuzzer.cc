// Tags arbitrary text with a small set of rules that uses every part of the format, compares the
// mentions with those of an exhaustive search, and counts the bytes that were searched: no text may
// cost more than its length, whatever it holds.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "extractors/compiled_rule_set.h"
#include "extractors/rule_source.h"
#include "extractors/tagger.h"
#include "pipeline/base/utf8.h"

namespace {

using namespace scrutineer;
using namespace scrutineer::extractors;

std::unique_ptr<CompiledRuleSet> MakeRules() {
  const auto file = [](std::string name, std::string content) {
    auto source = std::make_unique<RuleSource>();
    source->path = source->relative = std::move(name);
    source->content = std::move(content);
    return source;
  };
  const std::string tail = "\n[[example]]\ntext = 'x'\n[[counter_example]]\ntext = 'y'\n";
  std::vector<std::unique_ptr<RuleSource>> sources;
  sources.push_back(
      file("tender/a.toml",
           "id='tender.a'\ntitle='T'\ntag='tender'\nstatus='stable'\ndescription='D'\n"
           "[match]\npatterns=['award~ {0..3} contract~', 'caf[eé]s? bid', 'tender~']\n"
           "except=['fire tender']\nunless=['prize']\nwithin='paragraph'" +
               tail));
  sources.push_back(
      file("tender/b.toml",
           "id='tender.b'\ntitle='T'\ntag='tender'\nstatus='experimental'\ndescription='D'\n"
           "[match]\npatterns=['^none', '(the )*bid', 'lot {1..3}won']\nheading=['procurement']\n"
           "requires=[['none', 'bid'], ['award', 'lot']]\nrequires_within='section'\n"
           "[[when]]\npattern='won'\nwithin='paragraph'\nstage='plan'" +
               tail));
  sources.push_back(file("provider/a.toml",
                         "id='provider.a'\ntitle='T'\ntag='provider'\nstatus='stable'\n"
                         "description='D'\n[match]\ncase_sensitive=true\n"
                         "patterns=['(?P<name>\\p{Lu}\\p{L}*( \\p{Lu}\\p{L}*){0,3}) (Ltd|plc)']" +
                             tail));
  sources.push_back(
      file("providers/a.toml",
           "[[provider]]\nid='capita'\nname='Capita'\nkind='ict'\naliases=['Éire & Co']"));
  sources.push_back(file("services/a.toml",
                         "[[service]]\nid='y'\nname='Youth work'\ngroup='children'\n"
                         "aliases=['youth club~', 'library service~?']"));
  DiagnosticList diagnostics;
  auto set = CompileRules(std::move(sources), diagnostics);
  if (!diagnostics.empty()) std::abort();
  return set;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::unique_ptr<CompiledRuleSet> rules = MakeRules();
  const std::string text =
      ReplaceInvalidUtf8(std::string_view(reinterpret_cast<const char*>(data), size));
  ThreadSearchWork() = {};
  const auto fast = FindMentions(*rules, text);
  // Ten patterns make mentions; a match may be looked for again behind each one found, over at most
  // a sentence, which is at most 1500 bytes long. Conditions look at a stretch once.
  constexpr std::size_t kMostPerByte = 10'000;
  if (ThreadSearchWork().bytes > kMostPerByte * (text.size() + 1)) std::abort();
  const auto all = FindMentions(*rules, text, Search::kExhaustive);
  if (fast.size() != all.size()) std::abort();
  for (std::size_t i = 0; i < fast.size(); ++i) {
    if (fast[i].span != all[i].span || fast[i].rule != all[i].rule) std::abort();
    if (!fast[i].sentence.Contains(fast[i].span) || fast[i].span.end > text.size()) std::abort();
  }
  return 0;
}
