#include "extractors/money.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "extractors/money_suffix.h"
#include "extractors/number_words.h"
#include "pipeline/text/ascii.h"

namespace scrutineer::extractors {
namespace {

using text::IsAsciiLetter;
using text::IsDigit;

struct Named {
  std::string_view words;
  std::string_view code;
};

// What stands before a number.
constexpr auto kSigns = std::to_array<Named>({
    {"CAD $", "CAD"},
    {"CAD$", "CAD"},
    {"C$", "CAD"},
    {"CA$", "CAD"},
    {"A$", "AUD"},
    {"AU$", "AUD"},
    {"US$", "USD"},
    {"\u00A3", "GBP"},
    {"\u20AC", "EUR"},
    {"$", "$"},
    {"GBP", "GBP"},
    {"EUR", "EUR"},
    {"USD", "USD"},
    {"CAD", "CAD"},
    {"AUD", "AUD"},
});

// What stands behind one that has no sign.
constexpr auto kNouns = std::to_array<Named>({
    {"pounds", "GBP"},
    {"pound", "GBP"},
    {"euros", "EUR"},
    {"euro", "EUR"},
    {"GBP", "GBP"},
    {"EUR", "EUR"},
    {"USD", "USD"},
    {"CAD", "CAD"},
});

struct Scale {
  std::string_view word;
  std::int64_t factor;
};

constexpr auto kScales = std::to_array<Scale>({
    {"m", 1'000'000},
    {"mn", 1'000'000},
    {"mln", 1'000'000},
    {"million", 1'000'000},
    {"millions", 1'000'000},
    {"k", 1'000},
    {"thousand", 1'000},
    {"bn", 1'000'000'000},
    {"billion", 1'000'000'000},
});

// A number with its sign and scale.
struct Amount {
  PrintedNumber number;
  std::int64_t factor = 1;
  bool scaled = false;
  std::size_t begin = 0, end = 0;

  std::int64_t pence(std::int64_t by) const { return number.Times(by * 100); }
  std::int64_t pence() const { return pence(factor); }
};

const Named* SignAt(std::string_view text, std::size_t at) {
  for (const Named& sign : kSigns) {
    if (!text.substr(at).starts_with(sign.words)) continue;
    const bool letters = IsAsciiLetter(sign.words[0]);
    if (letters && at > 0 && IsAsciiLetter(text[at - 1])) continue;
    return &sign;
  }
  return nullptr;
}

// Reads the number at `at` and the scale behind it.
std::optional<Amount> ReadAmount(std::string_view text, std::size_t at) {
  if (at >= text.size() || !IsDigit(text[at])) return std::nullopt;
  const auto number = ReadNumber(text, at);
  if (!number) return std::nullopt;
  Amount amount{*number, 1, false, at, number->end};
  const std::size_t word_at = SkipSpaces(text, number->end, 1);
  const std::string_view word = WordAt(text, word_at);
  // "£1.2-1.5m" is one word for WordAt only behind the first letter.
  const std::string_view letters = word.substr(0, word.find('-'));
  for (const Scale& scale : kScales) {
    if (!text::EqualsIgnoringCase(scale.word, letters)) continue;
    amount.factor = scale.factor;
    amount.scaled = true;
    amount.end = word_at + letters.size();
  }
  // "£5th", "£3x": no amount.
  const bool runs_on =
      !amount.scaled && amount.end < text.size() && IsAsciiLetter(text[amount.end]);
  if (runs_on && !StartsSuffix(text.substr(amount.end))) return std::nullopt;
  return amount;
}

// Finds the amounts of one text.
class MoneyFinder {
 public:
  MoneyFinder(std::string_view text, std::string_view dollar) : text_(text), dollar_(dollar) {}

  std::vector<Value> Run() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t end = ReadAt(at);
      at = std::max(end, at + 1);
    }
    return std::move(found_);
  }

 private:
  // Reads what begins at `at` and returns its end; 0 where nothing does.
  std::size_t ReadAt(std::size_t at) {
    const char c = text_[at];
    if (IsDigit(c)) return ReadBare(at);
    const bool may_sign = c == '$' || c == '\xC2' || c == '\xE2' || text::IsAsciiUpper(c);
    const Named* sign = may_sign ? SignAt(text_, at) : nullptr;
    if (sign == nullptr) return 0;
    const std::size_t number_at = SkipSpaces(text_, at + sign->words.size(), 1);
    const auto amount = ReadAmount(text_, number_at);
    if (!amount) return SkipNumber(number_at);
    return Add(at, *amount, sign->code);
  }

  // A number without a sign: "1.5 million pounds".
  std::size_t ReadBare(std::size_t at) {
    const auto amount = ReadAmount(text_, at);
    if (!amount) return SkipNumber(at);
    const std::size_t noun_at = SkipSpaces(text_, amount->end, 1);
    const std::string_view word = WordAt(text_, noun_at);
    for (const Named& noun : kNouns) {
      if (noun.words != word) continue;
      Amount with_noun = *amount;
      with_noun.end = noun_at + word.size();
      return Add(at, with_noun, noun.code);
    }
    return SkipNumber(at);
  }

  std::size_t SkipNumber(std::size_t at) const {
    while (at < text_.size() &&
           (IsDigit(text_[at]) || ((text_[at] == ',' || text_[at] == '.') &&
                                   at + 1 < text_.size() && IsDigit(text_[at + 1])))) {
      ++at;
    }
    return at;
  }

  std::size_t Add(std::size_t begin, const Amount& low, std::string_view code) {
    Value value;
    value.kind = ValueKind::kMoney;
    value.unit = code == "$" ? dollar_ : code;
    value.low = value.high = low.pence();
    std::size_t end = low.end;
    if (const auto high = ReadHigh(begin, low)) {
      value.low = low.pence(low.scaled ? low.factor : InheritedFactor(low, *high));
      value.high = high->pence();
      end = high->end;
    }
    value.approximate = IsApproximateBefore(text_, begin) || (begin > 0 && text_[begin - 1] == 'c');
    end = ReadSuffix(text_, begin, end, value);
    value.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    if (value.high > 0) found_.push_back(std::move(value));
    return end;
  }

  // "£1.2-1.5m": the scale of the second is that of both, "£500-£1m" is not.
  static std::int64_t InheritedFactor(const Amount& low, const Amount& high) {
    const bool smaller = low.number.Times(1'000'000) < high.number.Times(1'000'000);
    return smaller && !low.number.grouped ? high.factor : 1;
  }

  // The second amount of a range.
  std::optional<Amount> ReadHigh(std::size_t begin, const Amount& low) const {
    std::size_t at = SkipSpaces(text_, low.end, 1);
    const std::string_view rest = text_.substr(at);
    const std::string_view before = WordBefore(text_, begin);
    if (rest.starts_with("-")) {
      at += 1;
    } else if (rest.starts_with("\u2013") || rest.starts_with("\u2014")) {
      at += 3;
    } else if (rest.starts_with("to ")) {
      // "rose from £1m to £2m", "cut by £1m to £2m" are two amounts.
      if (text::EqualsIgnoringCase(before, "from") || text::EqualsIgnoringCase(before, "by")) {
        return std::nullopt;
      }
      at += 3;
    } else if (rest.starts_with("and ") && text::EqualsIgnoringCase(before, "between")) {
      at += 4;
    } else {
      return std::nullopt;
    }
    at = SkipSpaces(text_, at, 1);
    if (at >= text_.size()) return std::nullopt;
    if (const Named* sign = SignAt(text_, at)) at = SkipSpaces(text_, at + sign->words.size(), 1);
    const auto high = ReadAmount(text_, at);
    if (!high) return std::nullopt;
    const std::int64_t low_pence = low.pence(low.scaled ? low.factor : InheritedFactor(low, *high));
    if (high->pence() <= low_pence) return std::nullopt;
    return high;
  }

  std::string_view text_;
  std::string_view dollar_;
  std::vector<Value> found_;
};

}  // namespace

std::vector<Value> FindMoney(std::string_view text, std::string_view dollar) {
  return MoneyFinder(text, dollar).Run();
}

std::string_view DollarOf(std::string_view page) {
  for (const std::string_view sign : {"CAD", "Canad", "Ontario", " HST", "GST"}) {
    if (page.find(sign) != std::string_view::npos) return "CAD";
  }
  return "USD";
}

}  // namespace scrutineer::extractors
