#include "tests/bench/generated_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

namespace scrutineer::bench {
namespace {

using extractors::RuleSource;

constexpr std::size_t kShortestWord = 5;

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsReserved(std::string_view word) {
  return word == "sentence" || word == "paragraph" || word == "section" || word == "false";
}
bool IsLetter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

// The words of small letters that a text has once or twice, in alphabetical order.
std::vector<std::string> RareWords(std::string_view text) {
  std::map<std::string, int> words;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && IsLower(text[end])) ++end;
    const bool whole = (at == 0 || !IsLetter(text[at - 1])) &&
                       (end == text.size() || text[end] == ' ' || text[end] == '\n');
    if (whole && end - at >= kShortestWord && end - at <= 12) {
      ++words[std::string(text.substr(at, end - at))];
    }
    at = std::max(end, at + 1);
  }
  std::vector<std::string> rare;
  for (const auto& [word, count] : words) {
    if (count <= 2) rare.push_back(word);
  }
  if (rare.size() < 100) throw std::runtime_error("the text has too few words to make rules of");
  return rare;
}

class Rewriter {
 public:
  Rewriter(const std::vector<std::string>& words, int copy) : words_(words), copy_(copy) {}

  // The same word gives the same other word within one copy.
  const std::string& Other(std::string_view word) const {
    std::uint64_t hash = 1469598103934665603U + static_cast<std::uint64_t>(copy_) * 7919U;
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    return words_[(hash >> 17U) % words_.size()];
  }

  // Exchanges the words of patterns, but not keys, their values and the names of fragments.
  std::string Patterns(std::string_view text) const {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at;
      while (end < text.size() && IsLower(text[end])) ++end;
      const char before = at == 0 ? ' ' : text[at - 1];
      const bool keep = std::string_view("{\\_<\n").find(before) != std::string_view::npos ||
                        IsReserved(text.substr(at, end - at));
      if (end - at < kShortestWord || keep) {
        end = std::max(end, at + 1);
        out += text.substr(at, end - at);
      } else {
        out += Other(text.substr(at, end - at));
      }
      at = end;
    }
    return out;
  }

 private:
  const std::vector<std::string>& words_;
  int copy_;
};

void ReplaceOnce(std::string& text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at != std::string::npos) text.replace(at, from.size(), to);
}

// Whether the file holds one rule that tags.
bool MakesMentions(std::string_view relative) {
  return relative.starts_with("tender/") || relative.starts_with("outsourcing/") ||
         relative.starts_with("consultation/") || relative.starts_with("provider/");
}

std::unique_ptr<RuleSource> CopyOfRule(const RuleSource& rule, int copy, const Rewriter& rewriter) {
  auto result = std::make_unique<RuleSource>(rule);
  const std::string stem = rule.relative.substr(0, rule.relative.size() - 5);
  result->relative = fmt::format("{}-{}.toml", stem, copy);
  result->path = result->relative;
  std::string id = stem;
  std::replace(id.begin(), id.end(), '/', '.');
  ReplaceOnce(result->content, fmt::format("\"{}\"", id), fmt::format("\"{}-{}\"", id, copy));
  const std::size_t begin = result->content.find("\npatterns");
  const std::size_t end = result->content.find("\n\n", begin);
  if (begin == std::string::npos || end == std::string::npos) {
    throw std::runtime_error(rule.relative + ": has no patterns");
  }
  const std::size_t list = result->content.find('[', begin);
  result->content.replace(
      list, end - list,
      rewriter.Patterns(std::string_view(result->content).substr(list, end - list)));
  return result;
}

std::unique_ptr<RuleSource> MakeProviders(const RuleSource& list, int copy,
                                          const Rewriter& rewriter) {
  auto result = std::make_unique<RuleSource>();
  result->relative =
      fmt::format("{}-{}.toml", list.relative.substr(0, list.relative.size() - 5), copy);
  result->path = result->relative;
  std::size_t count = 0;
  for (std::size_t at = list.content.find("[[provider]]"); at != std::string::npos;
       at = list.content.find("[[provider]]", at + 1)) {
    const auto word = [&](std::string_view part) {
      std::string other = rewriter.Other(fmt::format("{}{}{}", list.relative, count, part));
      other[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(other[0])));
      return other;
    };
    // A number of its own keeps each name unique; every third is a single word.
    const std::string second = count % 3 == 0 ? "" : " " + word("b");
    result->content += fmt::format(
        "[[provider]]\nid = \"{0}-{1}-{2}\"\nname = \"{3}{4} {0} {1}{2} Services\"\nkind = "
        "\"other\"\n",
        std::string_view(list.relative).substr(10, list.relative.size() - 15), copy, count,
        word("a"), second);
    ++count;
  }
  return result;
}

}  // namespace

std::vector<std::unique_ptr<RuleSource>> Multiply(std::vector<std::unique_ptr<RuleSource>> sources,
                                                  int times, std::string_view text) {
  const std::vector<std::string> words = RareWords(text);
  std::vector<std::unique_ptr<RuleSource>> copies;
  for (int copy = 1; copy < times; ++copy) {
    const Rewriter rewriter(words, copy);
    for (const auto& source : sources) {
      if (source->relative.starts_with("providers/")) {
        copies.push_back(MakeProviders(*source, copy, rewriter));
      } else if (MakesMentions(source->relative)) {
        copies.push_back(CopyOfRule(*source, copy, rewriter));
      }
    }
  }
  std::move(copies.begin(), copies.end(), std::back_inserter(sources));
  return sources;
}

}  // namespace scrutineer::bench
