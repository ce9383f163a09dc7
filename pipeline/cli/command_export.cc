#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "corpus/export.h"
#include "pipeline/base/file.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/flags.h"
#include "pipeline/cli/output.h"

namespace scrutineer::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using corpus::ExportColumn;
using corpus::ExportTable;
using corpus::ExportValue;

struct ExportFlags {
  fs::path folder;
  Format format = Format::kJsonLines;
};

// A file that appears under its name when it is whole.
class WholeFile {
 public:
  static Result<std::unique_ptr<WholeFile>> Create(const fs::path& path) {
    std::unique_ptr<WholeFile> file(new WholeFile(path));
    file->stream_ = std::fopen(file->partial_.c_str(), "wbe");
    if (file->stream_ == nullptr) return Fail(SystemError(errno, "write", path.string()));
    return file;
  }
  ~WholeFile() {
    if (stream_ != nullptr) std::fclose(stream_);
    std::error_code ignored;
    if (!done_) fs::remove(partial_, ignored);
  }
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  Status Write(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), stream_) == bytes.size()) return {};
    return Fail(SystemError(errno, "write", path_.string()));
  }
  Status Finish() {
    const int closed = std::fclose(stream_);
    stream_ = nullptr;
    if (closed != 0) return Fail(SystemError(errno, "write", path_.string()));
    std::error_code code;
    fs::rename(partial_, path_, code);
    if (code) return Fail(SystemError(code.value(), "write", path_.string()));
    done_ = true;
    return {};
  }

 private:
  explicit WholeFile(fs::path path) : path_(std::move(path)), partial_(path_) {
    partial_ += ".partial";
  }

  fs::path path_;
  fs::path partial_;
  std::FILE* stream_ = nullptr;
  bool done_ = false;
};

Json ValueJson(const ExportValue& value) {
  return std::visit(
      [](const auto& held) {
        if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>) {
          return Json(nullptr);
        } else {
          return Json(held);
        }
      },
      value);
}

std::string ValueText(const ExportValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (std::holds_alternative<std::monostate>(value)) return {};
  return ValueJson(value).dump();
}

class ExportWriter {
 public:
  ExportWriter(fs::path folder, Format format) : folder_(std::move(folder)), format_(format) {}

  Status Begin(const ExportTable& table) {
    SCRUTINEER_RETURN_IF_ERROR(Finish());
    name_ = fmt::format("{}.{}", table.name, format_ == Format::kJsonLines ? "jsonl" : "csv");
    SCRUTINEER_ASSIGN_OR_RETURN(file_, WholeFile::Create(folder_ / name_));
    rows_ = 0;
    if (format_ == Format::kJsonLines) return {};
    std::vector<std::string> names;
    for (const ExportColumn& column : table.columns) names.emplace_back(column.name);
    SCRUTINEER_RETURN_IF_ERROR(file_->Write(WantedByteOrderMark()));
    return file_->Write(CsvLine(names));
  }

  Status Row(const ExportTable& table, std::span<const ExportValue> values) {
    ++rows_;
    if (format_ == Format::kJsonLines) {
      Json json;
      for (std::size_t i = 0; i < values.size(); ++i) {
        json[std::string(table.columns[i].name)] = ValueJson(values[i]);
      }
      return file_->Write(json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
    }
    std::vector<std::string> fields;
    for (const ExportValue& value : values) fields.push_back(ValueText(value));
    return file_->Write(CsvLine(fields));
  }

  Status Finish() {
    if (!file_) return {};
    SCRUTINEER_RETURN_IF_ERROR(file_->Finish());
    file_.reset();
    lines_.push_back(fmt::format("{}: {}", name_, Counted(rows_, "row")));
    return {};
  }

  const std::vector<std::string>& lines() const { return lines_; }

 private:
  fs::path folder_;
  Format format_;
  std::string name_;
  std::unique_ptr<WholeFile> file_;
  std::int64_t rows_ = 0;
  std::vector<std::string> lines_;
};

// JSON Schema of one line of each file.
Json SchemaJson() {
  Json schema;
  schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  schema["title"] = "Scrutineer export";
  schema["version"] = corpus::kExportVersion;
  schema["description"] =
      "One definition a file; each line of it is one such object. Columns are added without a new "
      "version; one that is renamed, removed or means something else makes one.";
  for (const ExportTable& table : corpus::ExportTables()) {
    Json& definition = schema["$defs"][std::string(table.name)];
    definition["description"] = table.description;
    definition["type"] = "object";
    for (const ExportColumn& column : table.columns) {
      const std::string name(column.name);
      definition["properties"][name] = {
          {"type", {std::string(corpus::ExportTypeName(column.type)), "null"}},
          {"description", column.description}};
      definition["required"].push_back(name);
    }
  }
  return schema;
}

// What Datasette shows of the database: the views first, described, with facets and ready queries.
Json DatasetteJson() {
  Json database;
  for (const ExportTable& table : corpus::ExportTables()) {
    Json& view = database["tables"][std::string(table.view)];
    view["description"] = table.description;
    view["size"] = 50;
    for (const char* const facet : {"council", "tag", "kind", "status", "rule"}) {
      for (const ExportColumn& column : table.columns) {
        if (column.name == facet) view["facets"].push_back(facet);
      }
    }
  }
  database["tables"]["pages"] = {
      {"description", "the text of each page"}, {"fts_table", "pages_fts"}, {"fts_pk", "id"}};
  for (const corpus::ExportQuery& query : corpus::ExportQueries()) {
    database["queries"][std::string(query.name)] = {
        {"title", query.title}, {"description", query.description}, {"sql", query.sql}};
  }
  Json json;
  json["title"] = "Papers that councils publish";
  json["description"] =
      "Read, tagged and indexed by Scrutineer. Tags are rules, not judgement: check the page "
      "before "
      "you quote it.";
  json["databases"]["scrutineer"] = std::move(database);
  return json;
}

Result<int> RunExport(Session& session, const ExportFlags& flags) {
  SCRUTINEER_ASSIGN_OR_RETURN(const auto corpus, session.OpenCorpus(corpus::OpenMode::kReadOnly));
  SCRUTINEER_RETURN_IF_ERROR(MakeFolder(flags.folder));
  ExportWriter writer(flags.folder, flags.format);
  SCRUTINEER_RETURN_IF_ERROR(
      corpus->exporter().Export([&](const ExportTable& table) { return writer.Begin(table); },
                                [&](const ExportTable& table, std::span<const ExportValue> row) {
                                  return writer.Row(table, row);
                                }));
  SCRUTINEER_RETURN_IF_ERROR(writer.Finish());
  SCRUTINEER_RETURN_IF_ERROR(
      WriteFileAtomically(flags.folder / "schema.json", SchemaJson().dump(2) + "\n"));
  SCRUTINEER_RETURN_IF_ERROR(
      WriteFileAtomically(flags.folder / "metadata.json", DatasetteJson().dump(2) + "\n"));
  for (const std::string& line : writer.lines()) PrintLine(line);
  PrintLine(
      fmt::format("schema.json: what each column means (version {})", corpus::kExportVersion));
  PrintLine(fmt::format("metadata.json: datasette {} --metadata {}",
                        Printable((corpus->data_folder() / "scrutineer.db").native()),
                        Printable((flags.folder / "metadata.json").native())));
  return kExitDone;
}

}  // namespace

void DefineExport(CLI::App& app, CommandBody& chosen) {
  CLI::App* command = app.add_subcommand(
      "export", "write papers, mentions, values, findings and items as files for other programs");
  const auto flags = std::make_shared<ExportFlags>();
  command
      ->add_option("FOLDER", flags->folder,
                   "where the files go; those of the same name are replaced")
      ->required();
  AddFormat(*command, flags->format, {"jsonl", "csv"});
  command->footer(
      "All files are of one moment. schema.json says what each column means, metadata.json makes "
      "the database ready for Datasette.");
  command->callback([&chosen, flags] {
    chosen = [flags](Session& session) { return RunExport(session, *flags); };
  });
}

}  // namespace scrutineer::cli
