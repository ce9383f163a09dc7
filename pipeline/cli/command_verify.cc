#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "pipeline/base/file.h"
#include "pipeline/base/sha256.h"
#include "pipeline/base/utf8.h"
#include "pipeline/cli/as_pdf.h"
#include "pipeline/cli/citation.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/stored_paper.h"
#include "pipeline/ingest/page_picture.h"

namespace scrutineer::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::int64_t kBundleLimitBytes = std::int64_t{16} << 20;

struct VerifyFlags {
  fs::path bundle;
  fs::path file;
  fs::path passwords;
  Format format = Format::kText;
};

// What the store must say of the quote as the citation does. Paths, links and times are left out:
// another corpus has others for the same bytes.
constexpr const char* kOriginFields[] = {
    "council", "committee", "date",       "kind",       "title",     "item",          "item_title",
    "page",    "last_page", "page_label", "size_bytes", "converter", "ocr_confidence"};
// Likewise, where the quote stands at the characters that the citation names.
constexpr const char* kPlaceFields[] = {"prefix", "suffix", "start", "end", "selector"};

using Fields = std::map<std::string, std::string>;  // values in JSON

// Those fields of a citation; "selector" is its annotation's.
Fields FieldsOf(const Json& citation) {
  Fields fields;
  const auto take = [&](const char* name) {
    fields[name] = citation.contains(name) ? citation[name].dump() : "null";
  };
  for (const char* const name : kOriginFields) take(name);
  for (const char* const name : kPlaceFields) take(name);
  const Json::json_pointer selector("/annotation/target/selector");
  fields["selector"] = citation.contains(selector) ? citation[selector].dump() : "null";
  return fields;
}

// What a bundle claims.
struct Claim {
  std::string quote;
  CharacterRange range;
  int page_number = 0;
  std::string sha256;
  bool by_ocr = false;
  Fields fields;
  std::string picture_file;  // empty: none
  std::string picture_sha256;
};

enum class Verdict { kHolds, kFails, kUnchecked };

std::string_view VerdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::kHolds:
      return "holds";
    case Verdict::kFails:
      return "FAILS";
    case Verdict::kUnchecked:
      return "not checked";
  }
  return "";
}

struct CheckedPoint {
  std::string what;  // "bytes", "stored text", "text read anew", "picture"
  Verdict verdict = Verdict::kUnchecked;
  std::string words;
};

// A field of the bundle; the error names it.
template <typename Value>
Result<Value> FieldOf(const Json& json, const char* name, const fs::path& file) {
  const auto field = json.find(name);
  if (field != json.end()) {
    try {
      return field->get<Value>();
    } catch (const Json::exception&) {
      // Told below: another type is as good as none.
    }
  }
  return Fail(ErrorCode::kUsage,
              fmt::format("is no citation of this program: \"{}\" is missing or is no {}", name,
                          std::is_same_v<Value, std::string> ? "text" : "number"),
              file.native());
}

Result<Claim> ReadClaim(const fs::path& file) {
  SCRUTINEER_ASSIGN_OR_RETURN(const std::string text, ReadFile(file, kBundleLimitBytes));
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) {
    return Fail(ErrorCode::kUsage,
                "is no JSON object: give the citation.json that `cite --output` wrote, or its "
                "folder",
                file.native());
  }
  SCRUTINEER_ASSIGN_OR_RETURN(const auto form, FieldOf<std::string>(json, "form", file));
  if (form != kCitationForm) {
    return Fail(ErrorCode::kUsage,
                fmt::format("is of the form \"{}\"; this version checks \"{}\"", Printable(form),
                            kCitationForm),
                file.native());
  }
  Claim claim;
  SCRUTINEER_ASSIGN_OR_RETURN(claim.quote, FieldOf<std::string>(json, "quote", file));
  SCRUTINEER_ASSIGN_OR_RETURN(claim.range.start, FieldOf<std::int64_t>(json, "start", file));
  SCRUTINEER_ASSIGN_OR_RETURN(claim.range.end, FieldOf<std::int64_t>(json, "end", file));
  SCRUTINEER_ASSIGN_OR_RETURN(claim.page_number, FieldOf<int>(json, "page", file));
  SCRUTINEER_ASSIGN_OR_RETURN(claim.sha256, FieldOf<std::string>(json, "sha256", file));
  claim.by_ocr = json.contains("ocr_confidence") && !json["ocr_confidence"].is_null();
  claim.fields = FieldsOf(json);
  if (claim.quote.empty() || claim.page_number < 1 || claim.range.start < 0) {
    return Fail(ErrorCode::kUsage, "quotes nothing, or names no page or place", file.native());
  }
  if (const auto picture = json.find("picture"); picture != json.end() && picture->is_object()) {
    SCRUTINEER_ASSIGN_OR_RETURN(claim.picture_file, FieldOf<std::string>(*picture, "file", file));
    SCRUTINEER_ASSIGN_OR_RETURN(claim.picture_sha256,
                                FieldOf<std::string>(*picture, "sha256", file));
  }
  return claim;
}

CheckedPoint CheckPicture(const Claim& claim, const fs::path& folder) {
  CheckedPoint check{"picture", Verdict::kUnchecked, "the citation has none"};
  if (claim.picture_file.empty()) return check;
  // A name only: what a bundle says must not lead to other files.
  const fs::path file = folder / fs::path(claim.picture_file).filename();
  const auto bytes = ReadFile(file);
  if (!bytes) {
    check.words = bytes.error().ToString();
    return check;
  }
  const bool same = Sha256Hex(*bytes) == claim.picture_sha256;
  check.verdict = same ? Verdict::kHolds : Verdict::kFails;
  check.words = same ? fmt::format("{} is the one that was drawn", file.filename().native())
                     : fmt::format("{} is another picture", file.filename().native());
  return check;
}

bool StandsAt(const Claim& claim, std::string_view text) {
  const auto start = ByteOfCodePoint(text, static_cast<std::size_t>(claim.range.start));
  return start && text.substr(*start).starts_with(claim.quote);
}

CheckedPoint CheckText(const Claim& claim, std::string what, std::string_view text) {
  if (StandsAt(claim, text)) {
    return {std::move(what), Verdict::kHolds,
            fmt::format("the quote stands on page {}, characters {} to {}", claim.page_number,
                        claim.range.start, claim.range.end)};
  }
  if (text.find(claim.quote) != std::string_view::npos) {
    return {std::move(what), Verdict::kHolds,
            fmt::format("the quote stands on page {}, at another place than the citation says",
                        claim.page_number)};
  }
  return {std::move(what), Verdict::kFails,
          fmt::format("the quote does not stand on page {}", claim.page_number)};
}

CheckedPoint CheckBytes(const Claim& claim, std::string_view name,
                        const Result<std::string>& digest) {
  if (!digest) return {"bytes", Verdict::kFails, digest.error().ToString()};
  if (*digest != claim.sha256) {
    return {"bytes", Verdict::kFails,
            fmt::format("{} is another file: its SHA-256 is {}", name, *digest)};
  }
  return {"bytes", Verdict::kHolds, fmt::format("{} has the SHA-256 {}", name, *digest)};
}

// Makes the citation anew and compares. `place_holds`: the quote stands at its characters.
CheckedPoint CheckOrigin(Session& session, corpus::Corpus& corpus, const Claim& claim,
                         bool place_holds) {
  QuoteWanted wanted;
  if (place_holds) {
    wanted.exact = true;
  } else {
    wanted.words = claim.quote;
  }
  const auto quote =
      FindCitation(session, corpus, {claim.sha256, claim.page_number, claim.range}, wanted);
  if (!quote) return {"origin", Verdict::kUnchecked, quote.error().ToString()};
  const Fields known = FieldsOf(CitationJson(*quote, std::nullopt, session.clock().Now()));
  std::vector<std::string> differing;
  const auto compare = [&](const char* name) {
    if (claim.fields.at(name) == known.at(name)) return;
    differing.push_back(fmt::format("{} is stored as {}", name, known.at(name)));
  };
  for (const char* const name : kOriginFields) compare(name);
  if (place_holds) {
    for (const char* const name : kPlaceFields) compare(name);
  }
  if (differing.empty()) {
    return {"origin", Verdict::kHolds,
            "council, meeting, title, item, pages and place are as stored"};
  }
  return {
      "origin", Verdict::kFails,
      fmt::format("{} (read anew since, or changed in the citation)", fmt::join(differing, "; "))};
}

// Of a page of a PDF that is not in the corpus.
Result<std::string> TextOfFile(Session& session, const VerifyFlags& flags, int page_number) {
  SCRUTINEER_ASSIGN_OR_RETURN(FileDescriptor fd, OpenForReading(flags.file));
  SCRUTINEER_ASSIGN_OR_RETURN(const FileDescriptor pdf, AsPdf(std::move(fd), flags.file));
  const corpus::OcrTexts none;
  const std::vector<Page> pages;
  ingest::PictureSource source;
  source.fd = pdf.get();
  source.pages = &pages;
  source.ocr = &none;
  SCRUTINEER_RETURN_IF_ERROR(ConfigureSource(session, flags.passwords, source));
  return ingest::ReadPageText(source, page_number);
}

Result<std::vector<CheckedPoint>> CheckFile(Session& session, const VerifyFlags& flags,
                                            const Claim& claim) {
  std::vector<CheckedPoint> checks;
  SCRUTINEER_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(flags.file));
  checks.push_back(CheckBytes(claim, flags.file.filename().native(), Sha256Hex(bytes)));
  if (claim.by_ocr) {
    checks.push_back({"text read anew", Verdict::kUnchecked,
                      "the page is a scan: look at it, or check against the corpus"});
    return checks;
  }
  const auto text = TextOfFile(session, flags, claim.page_number);
  checks.push_back(text ? CheckText(claim, "text read anew", *text)
                        : CheckedPoint{"text read anew", Verdict::kFails, text.error().ToString()});
  return checks;
}

Result<std::vector<CheckedPoint>> CheckCorpus(Session& session, const VerifyFlags& flags,
                                              const Claim& claim) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  auto row = corpus->papers().Find(claim.sha256);
  if (!row) {
    return Fail(row.error().code,
                "no paper with these bytes is in the corpus (give the file: --file PAPER.pdf)",
                claim.sha256);
  }
  std::vector<CheckedPoint> checks;
  const auto kept = KeptBytes(session, *row);
  checks.push_back(CheckBytes(
      claim, "the kept file",
      kept ? Result<std::string>(row->version.sha256) : Result<std::string>(Fail(kept.error()))));
  SCRUTINEER_ASSIGN_OR_RETURN(const auto pages, corpus->papers().Pages(row->version.id));
  if (claim.page_number > static_cast<int>(pages.size())) {
    checks.push_back({"stored text", Verdict::kFails,
                      fmt::format("the paper has {}",
                                  Counted(static_cast<std::int64_t>(pages.size()), "page"))});
    return checks;
  }
  const auto index = static_cast<std::size_t>(claim.page_number) - 1;
  checks.push_back(CheckOrigin(session, *corpus, claim, StandsAt(claim, pages[index].text)));
  checks.push_back(CheckText(claim, "stored text", pages[index].text));
  if (!kept) return checks;
  const auto paper = StoredPaper::Open(session, *corpus, *row, flags.passwords);
  if (!paper) {
    checks.push_back({"text read anew", Verdict::kUnchecked, paper.error().ToString()});
    return checks;
  }
  const auto text = ingest::ReadPageText((*paper)->source(), claim.page_number);
  checks.push_back(
      text ? CheckText(claim, "text read anew", *text)
           : CheckedPoint{"text read anew", Verdict::kUnchecked, text.error().ToString()});
  return checks;
}

void PrintChecks(const std::vector<CheckedPoint>& checks, const VerifyFlags& flags) {
  if (flags.format == Format::kText) {
    for (const CheckedPoint& check : checks) {
      PrintLine(fmt::format("{:<12}{:<16}{}", VerdictName(check.verdict), check.what,
                            Printable(check.words)));
    }
    return;
  }
  Json json;
  json["checks"] = Json::array();
  bool holds = true;
  for (const CheckedPoint& check : checks) {
    const char* const verdict = check.verdict == Verdict::kHolds   ? "holds"
                                : check.verdict == Verdict::kFails ? "fails"
                                                                   : "unchecked";
    json["checks"].push_back({{"what", check.what}, {"verdict", verdict}, {"words", check.words}});
    holds = holds && check.verdict != Verdict::kFails;
  }
  json["holds"] = holds;
  PrintJson(json, flags.format);
}

Result<int> RunVerify(Session& session, const VerifyFlags& flags) {
  std::error_code code;
  const bool is_folder = fs::is_directory(flags.bundle, code);
  const fs::path file = is_folder ? flags.bundle / "citation.json" : flags.bundle;
  SCRUTINEER_ASSIGN_OR_RETURN(const Claim claim, ReadClaim(file));
  SCRUTINEER_ASSIGN_OR_RETURN(auto checks, flags.file.empty() ? CheckCorpus(session, flags, claim)
                                                              : CheckFile(session, flags, claim));
  if (file != "-") checks.push_back(CheckPicture(claim, file.parent_path()));
  PrintChecks(checks, flags);
  for (const CheckedPoint& check : checks) {
    if (check.verdict == Verdict::kFails) return kExitNothing;
  }
  return kExitDone;
}

}  // namespace

void DefineVerify(CLI::App& app, CommandBody& chosen) {
  CLI::App* command = app.add_subcommand(
      "verify", "check a citation against the kept bytes, the stored text and the text read anew");
  const auto flags = std::make_shared<VerifyFlags>();
  command
      ->add_option(
          "BUNDLE", flags->bundle,
          "a folder that `cite --output` wrote, its citation.json, or - for standard input")
      ->required();
  command->add_option("--file", flags->file,
                      "check against this file; nothing need have been ingested");
  command->add_option("--passwords", flags->passwords,
                      "file of passwords, one a line, to try where the PDF needs one");
  AddFormat(*command, flags->format, {"text", "json"});
  command->footer("Ends with 0 where nothing fails, with 1 where something does.");
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return RunVerify(session, *flags); };
  });
}

}  // namespace scrutineer::cli
