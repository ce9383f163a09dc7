#ifndef SCRUTINEER_PIPELINE_CLI_ONE_OF_H_
#define SCRUTINEER_PIPELINE_CLI_ONE_OF_H_

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <string>

namespace scrutineer::cli {

// For Option::transform: takes one of `names`, and names them all where another word was given.
template <typename Value>
CLI::Validator OneOf(const std::map<std::string, Value>& names) {
  std::string choices;
  for (const auto& [name, value] : names) choices += (choices.empty() ? "" : ", ") + name;
  const CLI::Validator values = CLI::CheckedTransformer(names);
  return {[names, values, choices](std::string& word) {
            if (names.count(word) != 0) return values(word);
            return fmt::format("\"{}\" is none of {}", word, choices);
          },
          ""};
}

}  // namespace scrutineer::cli

#endif  // SCRUTINEER_PIPELINE_CLI_ONE_OF_H_
