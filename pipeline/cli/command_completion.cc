#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <string>

#include "pipeline/cli/command.h"
#include "pipeline/cli/output.h"

namespace scrutineer::cli {
namespace {

// The words that may follow a command: its own commands and options.
std::string WordsAfter(const CLI::App& command) {
  std::string words;
  for (const CLI::App* child : command.get_subcommands([](const CLI::App*) { return true; })) {
    words += child->get_name() + ' ';
  }
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) words += "--" + name + ' ';
  }
  return words;
}

// One case arm a command, keyed by the command words typed so far ("rules list").
void AddArms(const CLI::App& command, const std::string& path, const std::string& global_words,
             std::string& arms) {
  arms += fmt::format("    '{}') words='{}{}' ;;\n", path, WordsAfter(command), global_words);
  for (const CLI::App* child : command.get_subcommands([](const CLI::App*) { return true; })) {
    AddArms(*child, path.empty() ? child->get_name() : path + ' ' + child->get_name(), global_words,
            arms);
  }
}

std::string BashCompletion(const CLI::App& app) {
  std::string global_words;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) global_words += "--" + name + ' ';
  }
  std::string arms;
  AddArms(app, "", global_words, arms);
  return "# Completions of scrutineer for bash, made from its own options.\n"
         "_scrutineer() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} path='' words='' word\n"
         "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    case $word in\n"
         "      -*) ;;\n"
         "      *) path=\"${path:+$path }$word\" ;;\n"
         "    esac\n"
         "  done\n"
         "  while :; do\n"
         "    words=$(_scrutineer_words \"$path\")\n"
         "    [[ -n $words || -z $path ]] && break\n"
         "    [[ $path == *' '* ]] && path=${path% *} || path=''\n"
         "  done\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
         "  [[ $current == -* ]] || mapfile -t -O \"${#COMPREPLY[@]}\" COMPREPLY < <(compgen -f -- "
         "\"$current\")\n"
         "}\n"
         "_scrutineer_words() {\n"
         "  local words=''\n"
         "  case $1 in\n" +
         arms +
         "  esac\n"
         "  printf '%s' \"$words\"\n"
         "}\n"
         "complete -o filenames -F _scrutineer scrutineer\n";
}

}  // namespace

void DefineCompletion(CLI::App& app, CommandBody& chosen) {
  CLI::App* command =
      app.add_subcommand("completion", "print completions for a shell, to be sourced by it");
  command->require_subcommand(1);
  command->add_subcommand("bash", "for bash")->callback([&app, &chosen] {
    chosen = [&app](Session&) -> Result<int> {
      Print(BashCompletion(app));
      return kExitDone;
    };
  });
}

}  // namespace scrutineer::cli
