#include "extractors/piece_beginnings.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "extractors/pattern_piece.h"
#include "extractors/words.h"

namespace scrutineer::extractors {
namespace {

using Form = Beginnings::Form;

// Past this many they tell too little.
constexpr std::size_t kMaxBeginningForms = 400;

std::size_t SizeOf(Beginning characters) {
  std::size_t size = 0;
  for (; characters != 0; characters >>= 8) ++size;
  return size;
}

unsigned char LastOf(Beginning characters) {
  const std::size_t size = SizeOf(characters);
  return size == 0 ? '\0' : static_cast<unsigned char>(characters >> (8 * (size - 1)));
}

// The form that `right` behind `left` makes; separators side by side are one.
Form Join(const Form& left, const Form& right) {
  Beginning behind = right.characters;
  if (LastOf(left.characters) == kSeparator && (behind & 0xFFU) == kSeparator) behind >>= 8;
  const std::size_t size = SizeOf(left.characters);
  const bool full = size + SizeOf(behind) > kBeginningSize;
  const Beginning joined =
      size >= kBeginningSize ? left.characters : left.characters | (behind << (8 * size));
  return {joined, right.whole && !full};
}

// The forms of `left`, those that are whole with what may stand behind them.
Beginnings Joined(const Beginnings& left, const Beginnings& behind) {
  Beginnings joined;
  for (const Form& form : left.forms) {
    if (!form.whole) {
      joined.forms.push_back(form);
    } else if (behind.any) {
      joined.forms.push_back({form.characters, false});
    } else {
      for (const Form& next : behind.forms) joined.forms.push_back(Join(form, next));
    }
  }
  return joined;
}

Beginnings Tidy(Beginnings beginnings) {
  auto& forms = beginnings.forms;
  std::sort(forms.begin(), forms.end());
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
  const bool unknown = std::any_of(forms.begin(), forms.end(), [](const Form& form) {
    return form.characters == 0 && !form.whole;
  });
  if (beginnings.any || unknown || forms.size() > kMaxBeginningForms) return {true, {}};
  return beginnings;
}

Beginnings OfText(std::string_view text) {
  const std::string folded = FoldText(text.substr(0, 2 * kBeginningSize));
  Form form{0, text.size() <= 2 * kBeginningSize && folded.size() <= kBeginningSize};
  for (std::size_t i = std::min(folded.size(), kBeginningSize); i-- > 0;) {
    form.characters = (form.characters << 8) | static_cast<unsigned char>(folded[i]);
  }
  return {false, {form}};
}

// What is behind the first character of a run is known only if it has no other.
Beginnings OfRun(const Piece& run) {
  std::set<unsigned char> folded;
  if (run.beyond_ascii) folded.insert(kSeparator);
  for (unsigned c = 0; c < 0x80; ++c) {
    if (!run.characters->HoldsAscii(static_cast<unsigned char>(c))) continue;
    folded.insert(static_cast<unsigned char>(FoldText(std::string(1, static_cast<char>(c)))[0]));
  }
  Beginnings beginnings;
  const bool only_separators = folded.size() == 1 && *folded.begin() == kSeparator;
  for (const unsigned char c : folded) {
    beginnings.forms.push_back({c, run.max == 1 || only_separators});
  }
  if (run.min == 0) beginnings.forms.push_back({0, true});
  return Tidy(std::move(beginnings));
}

Beginnings OfRepeat(const Piece& repeat) {
  Beginnings beginnings = repeat.parts[0].piece->beginnings;
  if (repeat.max != 1) {
    for (Form& form : beginnings.forms) form.whole = false;
  }
  if (repeat.min == 0) beginnings.forms.push_back({0, true});
  return Tidy(std::move(beginnings));
}

}  // namespace

Beginnings BeginningsOfSequence(std::span<const PiecePart> parts) {
  Beginnings so_far{false, {{0, true}}};
  for (const PiecePart& part : parts) {
    const Beginnings& behind = part.piece->beginnings;
    const auto open = static_cast<std::size_t>(std::count_if(
        so_far.forms.begin(), so_far.forms.end(), [](const Form& form) { return form.whole; }));
    if (open == 0) break;
    std::optional<Beginnings> next;
    if (open * behind.forms.size() <= kMaxBeginningForms) next = Tidy(Joined(so_far, behind));
    if (!next || next->any) {
      // Too many: those so far are known still.
      for (Form& form : so_far.forms) form.whole = false;
      return Tidy(std::move(so_far));
    }
    so_far = *std::move(next);
  }
  return so_far;
}

std::uint32_t Beginnings::Initials() const {
  std::uint32_t initials = 0;
  for (const Form& form : forms) {
    if (form.characters == 0) return ~kAnyKind;
    initials |= FoldedInitialBit(static_cast<unsigned char>(form.characters & 0xFFU));
  }
  return any ? ~kAnyKind : initials;
}

bool Beginnings::MayBeWhole() const {
  return std::any_of(forms.begin(), forms.end(), [](const Form& form) { return form.whole; });
}

Beginnings BeginningsOf(const Piece& piece) {
  switch (piece.kind) {
    case Piece::Kind::kText:
      return OfText(piece.text);
    case Piece::Kind::kRun:
      return OfRun(piece);
    case Piece::Kind::kGap:
      return {true, {}};
    case Piece::Kind::kEdge:
      return {false, {{0, true}}};
    case Piece::Kind::kSequence:
      return BeginningsOfSequence(piece.parts);
    case Piece::Kind::kRepeat:
      return OfRepeat(piece);
    case Piece::Kind::kName:
      return piece.parts[0].piece->beginnings;
    case Piece::Kind::kChoice:
      break;
  }
  Beginnings either;
  for (const PiecePart& part : piece.parts) {
    either.any = either.any || part.piece->beginnings.any;
    either.forms.insert(either.forms.end(), part.piece->beginnings.forms.begin(),
                        part.piece->beginnings.forms.end());
  }
  return Tidy(std::move(either));
}

BeginningFilter::BeginningFilter(const Beginnings& beginnings) {
  for (const Form& form : beginnings.forms) {
    if (beginnings.any || form.characters == 0) {
      sizes_ = 0;
      return;
    }
    sizes_ |= 1U << SizeOf(form.characters);
    behind_words_ = behind_words_ && (form.characters & 0xFFU) == kSeparator;
    const unsigned place = PlaceOf(form.characters);
    bits_[place / 64] |= std::uint64_t{1} << (place % 64);
  }
}

BeginningIndex::BeginningIndex(const std::vector<PiecePart>& alternatives) {
  std::map<Beginning, std::set<std::uint16_t>> lists;
  std::set<std::uint16_t> any;
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    const Beginnings& beginnings = alternatives[i].piece->beginnings;
    const auto index = static_cast<std::uint16_t>(i);
    if (beginnings.any) any.insert(index);
    for (const Form& form : beginnings.forms) {
      (form.characters == 0 ? any : lists[form.characters]).insert(index);
    }
  }
  // A place is looked up once, by the longest beginning that is known: its list has them all.
  for (auto& [characters, list] : lists) {
    list.insert(any.begin(), any.end());
    for (std::size_t size = 1; size < SizeOf(characters); ++size) {
      const auto shorter = lists.find(CutBeginning(characters, size));
      if (shorter != lists.end()) list.insert(shorter->second.begin(), shorter->second.end());
    }
  }
  std::size_t places = 4;
  while (places < 2 * lists.size()) places *= 2;
  table_.resize(places);
  for (const auto& [characters, list] : lists) {
    Slot& slot = const_cast<Slot&>(*SlotOf(characters));
    slot = {characters, static_cast<std::uint32_t>(alternatives_.size()),
            static_cast<std::uint32_t>(list.size())};
    alternatives_.insert(alternatives_.end(), list.begin(), list.end());
    sizes_ |= 1U << SizeOf(characters);
  }
  first_any_ = static_cast<std::uint32_t>(alternatives_.size());
  alternatives_.insert(alternatives_.end(), any.begin(), any.end());
}

// That of the characters, or the empty one where they belong.
const BeginningIndex::Slot* BeginningIndex::SlotOf(Beginning characters) const {
  const std::size_t mask = table_.size() - 1;
  std::size_t place = ((characters * 2654435761U) >> 12) & mask;
  while (table_[place].characters != 0 && table_[place].characters != characters) {
    place = (place + 1) & mask;
  }
  return &table_[place];
}

std::span<const std::uint16_t> BeginningIndex::Find(Beginning beginning) const {
  for (std::size_t size = kBeginningSize; size > 0; --size) {
    if ((sizes_ >> size & 1U) == 0) continue;
    const Slot* slot = SlotOf(CutBeginning(beginning, size));
    if (slot->count > 0) return std::span(alternatives_).subspan(slot->first, slot->count);
  }
  return std::span(alternatives_).subspan(first_any_);
}

}  // namespace scrutineer::extractors
