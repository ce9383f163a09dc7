#ifndef SCRUTINEER_TESTS_EXTRACTORS_RULES_FOLDER_H_
#define SCRUTINEER_TESTS_EXTRACTORS_RULES_FOLDER_H_

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/rule_set.h"
#include "tests/support/temporary_folder.h"

namespace scrutineer::tests {

// A rules folder on disk for one test.
class RulesFolder {
 public:
  RulesFolder& Write(const std::string& relative, std::string_view content) {
    const std::filesystem::path path = folder_.path() / relative;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
    return *this;
  }

  // A rule with the given [match] lines and whatever follows them.
  RulesFolder& Rule(const std::string& tag, const std::string& name, const std::string& match,
                    const std::string& rest = "") {
    return Write(tag + "/" + name + ".toml",
                 "id = \"" + tag + "." + name + "\"\ntitle = \"T\"\ntag = \"" + tag +
                     "\"\nstatus = \"stable\"\ndescription = \"D\"\n[match]\n" + match + "\n" +
                     rest + "\n[[example]]\ntext = \"x\"\n[[counter_example]]\ntext = \"y\"\n");
  }

  std::filesystem::path path() const { return folder_.path(); }
  std::filesystem::path operator/(std::string_view relative) const { return path() / relative; }

  // Complaints as "relative:line:column: message".
  std::vector<std::string> Complaints() const {
    std::vector<extractors::RuleDiagnostic> diagnostics;
    (void)extractors::RuleSet::Load(path(), &diagnostics);
    return Relative(diagnostics);
  }

  std::vector<std::string> Relative(
      const std::vector<extractors::RuleDiagnostic>& diagnostics) const {
    std::vector<std::string> out;
    for (const auto& diagnostic : diagnostics) {
      out.push_back(diagnostic.ToString().substr(path().string().size() + 1));
    }
    return out;
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace scrutineer::tests

#endif  // SCRUTINEER_TESTS_EXTRACTORS_RULES_FOLDER_H_
