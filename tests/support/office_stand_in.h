#ifndef SCRUTINEER_TESTS_SUPPORT_OFFICE_STAND_IN_H_
#define SCRUTINEER_TESTS_SUPPORT_OFFICE_STAND_IN_H_

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace scrutineer::tests {

// A program in place of LibreOffice: a shell script that says it is of `version` and otherwise runs
// `body`, with $paper the document and $pdf where its PDF is to go. `made.pdf` beside it is `pdf`.
inline std::filesystem::path WriteOfficeStandIn(const std::filesystem::path& folder,
                                                std::string_view body, std::string_view pdf,
                                                std::string_view version = "9.8.7.6") {
  std::filesystem::create_directories(folder);
  const std::filesystem::path program = folder / "soffice";
  std::ofstream(folder / "made.pdf", std::ios::binary) << pdf;
  std::ofstream(program) << "#!/bin/sh\n[ \"$1\" = --version ] && { echo 'LibreOffice " << version
                         << " 1(Build:2)'; exit; }\n"
                         << "while [ $# -gt 1 ]; do [ \"$1\" = --outdir ] && out=$2; shift; done\n"
                         << "paper=$1; pdf=$out/paper.pdf; mkdir -p \"$out\"\n"
                         << body << '\n';
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  return program;
}

// What makes the PDF beside it of every document.
inline constexpr std::string_view kMakesPdf = "cp \"$(dirname \"$0\")/made.pdf\" \"$pdf\"";

}  // namespace scrutineer::tests

#endif  // SCRUTINEER_TESTS_SUPPORT_OFFICE_STAND_IN_H_
