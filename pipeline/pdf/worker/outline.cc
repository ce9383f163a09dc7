#include "pipeline/pdf/worker/outline.h"

#include <Catalog.h>
#include <Link.h>
#include <Object.h>
#include <PDFDoc.h>
#include <UTF.h>
#include <XRef.h>
#include <goo/gmem.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "pipeline/base/utf8.h"
#include "pipeline/pdf/protocol.h"

namespace scrutineer::pdf {
namespace {

// Entries that are looked at, titled or not.
constexpr std::size_t kMostEntries = 4 * protocol::kMaxBookmarks;

std::string TitleOf(const Object& entry) {
  const Object title = entry.dictLookup("Title");
  if (!title.isString()) return {};
  // A letter takes four bytes at most, however it is encoded.
  constexpr std::size_t kEnoughBytes = 4 * protocol::kMaxBookmarkBytes;
  Unicode* letters = nullptr;
  const int count = TextStringToUCS4(title.getString()->toStr().substr(0, kEnoughBytes), &letters);
  std::string utf8;
  for (int i = 0; i < count; ++i) AppendUtf8(letters[i], utf8);
  gfree(letters);
  utf8.resize(FloorToCodePoint(utf8, protocol::kMaxBookmarkBytes));
  return utf8;
}

int PageOf(PDFDoc& document, const LinkDest* destination) {
  if (destination == nullptr || !destination->isOk()) return 0;
  const int page = destination->isPageRef() ? document.findPage(destination->getPageRef())
                                            : destination->getPageNum();
  return page >= 1 && page <= document.getNumPages() ? page : 0;
}

// Where an entry leads within the document, be it said by itself or by an action.
int TargetOf(PDFDoc& document, const Object& entry) {
  Object target = entry.dictLookup("Dest");
  if (target.isNull()) {
    const Object action = entry.dictLookup("A");
    if (!action.isDict() || !action.dictLookup("S").isName("GoTo")) return 0;
    target = action.dictLookup("D");
  }
  if (!target.isArray() && !target.isName() && !target.isString()) return 0;
  const LinkGoTo link(&target);
  if (!link.isOk()) return 0;
  if (link.getNamedDest() == nullptr) return PageOf(document, link.getDest());
  const std::unique_ptr<LinkDest> named = document.findDest(link.getNamedDest());
  return PageOf(document, named.get());
}

}  // namespace

std::vector<Bookmark> ReadOutline(PDFDoc& document) {
  std::vector<Bookmark> bookmarks;
  const Object* const outline = document.getCatalog()->getOutline();
  if (outline == nullptr || !outline->isDict()) return bookmarks;
  struct Waiting {
    Ref entry;
    int depth = 0;
  };
  std::vector<Waiting> waiting;
  const auto wait = [&](const Object& entry, int depth) {
    if (entry.isRef() && depth <= protocol::kMaxBookmarkDepth) {
      waiting.push_back({entry.getRef(), depth});
    }
  };
  std::set<std::pair<int, int>> seen;
  wait(outline->dictLookupNF("First"), 0);
  while (!waiting.empty() && bookmarks.size() < protocol::kMaxBookmarks &&
         seen.size() < kMostEntries) {
    const Waiting next = waiting.back();
    waiting.pop_back();
    if (!seen.emplace(next.entry.num, next.entry.gen).second) continue;
    const Object entry = document.getXRef()->fetch(next.entry);
    if (!entry.isDict()) continue;
    bookmarks.push_back({TitleOf(entry), TargetOf(document, entry), next.depth});
    wait(entry.dictLookupNF("Next"), next.depth);
    wait(entry.dictLookupNF("First"), next.depth + 1);
  }
  return bookmarks;
}

}  // namespace scrutineer::pdf
