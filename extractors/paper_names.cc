#include "extractors/paper_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "extractors/abbreviation.h"
#include "extractors/short_names.h"
#include "extractors/words.h"
#include "pipeline/model/canonical_name.h"
#include "pipeline/text/sentences.h"

namespace scrutineer::extractors {
namespace {

// A way in which this paper writes a provider or service.
struct PaperName {
  std::string words;  // of a short name in lower case
  bool initials = false;
  Tag tag = Tag::kProvider;
  std::string entity_id, entity_name;
  bool one_word = false;
  bool doubtful = false;  // a short name that also is a word, a person or a place
};

// Collects what a paper's initials stand for.
class Initials {
 public:
  void Read(std::string_view text, const std::vector<Mention>& mentions) {
    for (AbbreviationDefinition& definition : FindAbbreviations(text)) {
      const Mention* meant = Meant(text, definition, mentions);
      const std::size_t size = definition.long_end - definition.long_begin;
      const std::string words = CanonicalName(text.substr(definition.long_begin, size));
      Entry& entry = entries_[std::move(definition.letters)];
      Note(entry.first_words, entry.doubtful, words);
      if (meant == nullptr || entry.meant) continue;
      entry.meant = *meant;
    }
  }

  // Whether the paper says that a listed provider's initials are those of something else. Words
  // that the provider's name has, too, may well be it by another of its names.
  bool MeanAnother(std::string_view letters, const Mention& listed) const {
    const auto found = entries_.find(std::string(letters));
    if (found == entries_.end()) return false;
    const Entry& entry = found->second;
    if (entry.meant && entry.meant->entity_id == listed.entity_id) return false;
    return !ShareAWord(entry.first_words, CanonicalName(listed.entity_name));
  }

  void AddTo(std::vector<PaperName>& names) const {
    for (const auto& [letters, entry] : entries_) {
      if (!entry.meant || entry.doubtful) continue;
      const Mention& meant = *entry.meant;
      names.push_back({letters, true, meant.tag, meant.entity_id, meant.entity_name, true, false});
    }
  }

 private:
  struct Entry {
    std::string first_words;  // canonical
    bool doubtful = false;    // other words had the same initials
    std::optional<Mention> meant;
  };

  static void Note(std::string& first, bool& doubtful, const std::string& words) {
    if (first.empty()) first = words;
    // "Youth Service (YS)" and "Thornmere Youth Services (YS)" hardly mean two things.
    const auto stem = [](std::string_view text) {
      return text.ends_with('s') ? text.substr(0, text.size() - 1) : text;
    };
    doubtful = doubtful || stem(first) != stem(words);
  }

  static bool ShareAWord(std::string_view a, const std::string& b) {
    const std::string padded = " " + b + " ";
    while (!a.empty()) {
      const std::size_t end = std::min(a.find(' '), a.size());
      const std::string word = fmt::format(" {} ", a.substr(0, end));
      if (end > 0 && padded.find(word) != std::string::npos) return true;
      a.remove_prefix(std::min(end + 1, a.size()));
    }
    return false;
  }

  static bool HasPreposition(std::string_view words) {
    for (const std::string_view word : {" of ", " for ", " to ", " in ", " with ", " on "}) {
      if (words.find(word) != std::string_view::npos) return true;
    }
    return false;
  }

  static bool BeginsAt(std::string_view text, std::size_t begin, std::size_t long_begin) {
    return begin == long_begin ||
           (begin < long_begin && AsciiLowerOf(text.substr(begin, long_begin - begin)) == "the ");
  }

  // The mention that the long form is, or that is its head.
  static const Mention* Meant(std::string_view text, const AbbreviationDefinition& definition,
                              const std::vector<Mention>& mentions) {
    const Mention* found = nullptr;
    const auto after = std::partition_point(
        mentions.begin(), mentions.end(),
        [&](const Mention& mention) { return mention.span.begin < definition.long_end; });
    for (auto it = after; it != mentions.begin();) {
      --it;
      constexpr std::size_t kArticle = 4;  // "The ", which may be part of a name
      if (it->span.begin + kArticle < definition.long_begin) break;
      if (it->span.end != definition.long_end) continue;
      if (it->tag == Tag::kProvider && BeginsAt(text, it->span.begin, definition.long_begin)) {
        return &*it;
      }
      if (it->span.begin < definition.long_begin) continue;
      const std::string_view before =
          text.substr(definition.long_begin, it->span.begin - definition.long_begin);
      if (it->tag == Tag::kService && !HasPreposition(before)) found = &*it;
    }
    return found;
  }

  std::map<std::string, Entry> entries_;
};

void AddShortNames(const std::vector<std::string_view>& texts,
                   const std::vector<std::vector<Mention>>& mentions,
                   std::vector<PaperName>& names) {
  std::map<std::string, const Mention*> found;
  for (std::size_t page = 0; page < texts.size(); ++page) {
    for (const Mention& mention : mentions[page]) {
      if (mention.tag != Tag::kProvider || !mention.entity_id.empty()) continue;
      const std::string_view name = ShortName(mention.span.Of(texts[page]));
      if (!name.empty()) found.try_emplace(AsciiLowerOf(name), &mention);
    }
  }
  for (const auto& [words, mention] : found) {
    const bool one_word = words.find(' ') == std::string::npos;
    names.push_back({words, false, Tag::kProvider, "", mention->entity_name, one_word, false});
  }
}

// A place where one of the names stands.
struct Occurrence {
  std::size_t page = 0;
  ByteSpan span;
  std::size_t name = 0;
};

// Finds names word by word, in one walk over each text.
class NameWalk {
 public:
  explicit NameWalk(std::vector<PaperName>& names) : names_(names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string_view words = names[i].words;
      const std::string first = AsciiLowerOf(words.substr(0, EndOfWord(words, 0)));
      by_first_word_[first].push_back(i);
      starts_[static_cast<unsigned char>(first[0])] = true;
    }
    for (auto& [word, indexes] : by_first_word_) {
      std::stable_sort(indexes.begin(), indexes.end(), [&](std::size_t a, std::size_t b) {
        return names[a].words.size() > names[b].words.size();
      });
    }
  }

  void Read(std::size_t page, std::string_view text) {
    std::size_t before_begin = 0;
    std::size_t before_end = 0;
    for (std::size_t at = 0; at < text.size();) {
      if (!IsWordByteAt(text, at)) {
        ++at;
        continue;
      }
      const std::size_t end = EndOfWord(text, at);
      const auto lower = static_cast<unsigned char>(AsciiLower(text[at]));
      std::size_t next = end;
      if (starts_[lower]) {
        const bool adjoins = before_end + 1 == at && text[before_end] == ' ';
        next = Match(
            page, text, at, end,
            adjoins ? text.substr(before_begin, before_end - before_begin) : std::string_view());
      }
      before_begin = at;
      before_end = end;
      at = next;
    }
  }

  const std::vector<Occurrence>& occurrences() const { return occurrences_; }

 private:
  // Where to go on: behind the name that stands here, or behind the word.
  std::size_t Match(std::size_t page, std::string_view text, std::size_t at, std::size_t word_end,
                    std::string_view before) {
    const auto found = by_first_word_.find(AsciiLowerOf(text.substr(at, word_end - at)));
    const bool plural = found == by_first_word_.end() && text[word_end - 1] == 's';
    const auto entry =
        plural ? by_first_word_.find(AsciiLowerOf(text.substr(at, word_end - at - 1))) : found;
    if (entry == by_first_word_.end()) return word_end;
    for (const std::size_t index : entry->second) {
      PaperName& name = names_[index];
      const std::size_t size = name.words.size();
      if (name.initials) {
        if (text.substr(at, size) != name.words || word_end - at > size + 1) continue;
        occurrences_.push_back({page, SpanOf(at, word_end), index});
        return word_end;
      }
      if (plural || AsciiLowerOf(text.substr(at, size)) != name.words) continue;
      const std::size_t end = at + size;
      if (end < text.size() && IsWordByteAt(text, end)) continue;
      return TakeShortName(page, text, SpanOf(at, end), before, index);
    }
    return word_end;
  }

  std::size_t TakeShortName(std::size_t page, std::string_view text, ByteSpan span,
                            std::string_view before, std::size_t index) {
    PaperName& name = names_[index];
    std::string_view after;
    if (span.end + 1 < text.size() && text[span.end] == ' ') {
      after = text.substr(span.end + 1, EndOfWord(text, span.end + 1) - span.end - 1);
    }
    const bool capitalised = IsAsciiCapital(text[span.begin]);
    const bool elsewhere = IsPlaceOrPerson(before, after) && !IsLegalForm(after);
    if (name.one_word && (!capitalised || elsewhere)) name.doubtful = true;
    const bool place = !name.one_word && IsPlaceOrPerson({}, after);
    if (capitalised && !place) occurrences_.push_back({page, span, index});
    return span.end;
  }

  static ByteSpan SpanOf(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  std::vector<PaperName>& names_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_first_word_;
  std::array<bool, 256> starts_{};
  std::vector<Occurrence> occurrences_;
};

// Turns the occurrences on one page into mentions.
class PageNames {
 public:
  PageNames(std::string_view text, std::vector<Mention>& mentions)
      : text_(text), mentions_(mentions), first_new_(mentions.size()) {}

  void Add(const PaperName& name, ByteSpan span) {
    if (name.doubtful || Settle(name, span) || (name.initials && IsDefinition(span))) return;
    const std::optional<ByteSpan> sentence = SentenceAround(span);
    if (!sentence) return;
    Mention mention;
    mention.tag = name.tag;
    mention.rule =
        std::string(TagName(name.tag)) + (name.initials ? ".abbreviation" : ".short-name");
    mention.span = span;
    mention.sentence = *sentence;
    mention.entity_id = name.entity_id;
    mention.entity_name = name.entity_name;
    mentions_.push_back(std::move(mention));
  }

  void Finish() {
    if (mentions_.size() == first_new_) return;
    std::stable_sort(mentions_.begin(), mentions_.end(), [](const Mention& a, const Mention& b) {
      return std::tie(a.span, a.tag) < std::tie(b.span, b.tag);
    });
  }

 private:
  // Whether the initials end a bracket, as they do where they are defined: there the long form is
  // the mention.
  bool IsDefinition(ByteSpan span) const {
    constexpr std::size_t kLongestQuote = 3;
    const std::string_view after = text_.substr(span.end, kLongestQuote + 1);
    if (after.find(')') == std::string_view::npos) return false;
    constexpr std::size_t kLongestLead = 40;
    const std::size_t begin = span.begin > kLongestLead ? span.begin - kLongestLead : 0;
    const std::string_view before = text_.substr(begin, span.begin - begin);
    const std::size_t open = before.rfind('(');
    return open != std::string_view::npos && before.find(')', open) == std::string_view::npos;
  }

  // Whether a mention of that tag stands there already; one that a rule found by the initials alone
  // learns whose they are. Occurrences come by position, so one walk over the mentions is enough.
  bool Settle(const PaperName& name, ByteSpan span) {
    while (next_ < first_new_ && mentions_[next_].span.end <= span.begin &&
           mentions_[next_].span.begin < span.begin) {
      ++next_;
    }
    for (std::size_t i = next_; i < first_new_ && mentions_[i].span.begin < span.end; ++i) {
      Mention& mention = mentions_[i];
      if (mention.tag != name.tag || !mention.span.Overlaps(span)) continue;
      if (mention.span == span && mention.entity_id.empty()) {
        mention.entity_id = name.entity_id;
        mention.entity_name = name.entity_name;
      }
      return true;
    }
    return false;
  }

  std::optional<ByteSpan> SentenceAround(ByteSpan span) {
    if (!split_) {
      for (const text::Paragraph& paragraph : text::SplitParagraphs(text_)) {
        sentences_.insert(sentences_.end(), paragraph.sentences.begin(), paragraph.sentences.end());
      }
      split_ = true;
    }
    const auto found =
        std::partition_point(sentences_.begin(), sentences_.end(),
                             [&](ByteSpan sentence) { return sentence.end < span.end; });
    if (found == sentences_.end() || !found->Contains(span)) return std::nullopt;
    return *found;
  }

  std::string_view text_;
  std::vector<Mention>& mentions_;
  std::size_t first_new_;
  std::size_t next_ = 0;
  bool split_ = false;
  std::vector<ByteSpan> sentences_;
};

}  // namespace

void AddPaperNames(const std::vector<std::string_view>& texts,
                   std::vector<std::vector<Mention>>& mentions) {
  Initials initials;
  for (std::size_t page = 0; page < texts.size(); ++page) {
    initials.Read(texts[page], mentions[page]);
  }
  for (std::size_t page = 0; page < texts.size(); ++page) {
    std::erase_if(mentions[page], [&](const Mention& mention) {
      return mention.tag == Tag::kProvider && !mention.entity_id.empty() &&
             initials.MeanAnother(mention.span.Of(texts[page]), mention);
    });
  }
  std::vector<PaperName> names;
  initials.AddTo(names);
  AddShortNames(texts, mentions, names);
  if (names.empty()) return;
  NameWalk walk(names);
  for (std::size_t page = 0; page < texts.size(); ++page) walk.Read(page, texts[page]);
  const std::vector<Occurrence>& occurrences = walk.occurrences();
  for (std::size_t i = 0; i < occurrences.size();) {
    const std::size_t page = occurrences[i].page;
    PageNames page_names(texts[page], mentions[page]);
    for (; i < occurrences.size() && occurrences[i].page == page; ++i) {
      page_names.Add(names[occurrences[i].name], occurrences[i].span);
    }
    page_names.Finish();
  }
}

}  // namespace scrutineer::extractors
