#!/usr/bin/env python3
"""Measures what is known of papers' structure (items and reports) against what was typed by eye.

    tests/eval/structure_accuracy.py TYPED FOUND [--errors]
    tests/eval/structure_accuracy.py TYPED --paths

TYPED holds one JSON object a line: path, unread (true where nobody looked at the paper while rules
were written), and sections, each with kind (item or report), number (or null), title, author
(reports; left out where the paper names none), first and last (pages as viewers count).
FOUND is what `scrutineer show PAPER --structure --format json` prints, one paper behind the other; a
paper belongs to the typed one with which its path ends. --paths prints the typed paths.

A section is found where one of its kind begins on its page and bears its number, or, where it has
none, a title like its own. Parts of items ("4.1") do not count. Of those, the last page must be the same, and titles and authors must
share four of five words (TITLE_SHARE) of the longer. Papers that are absent count as
found without any section, and are named.

Exit status: 0 all typed papers were there, 1 some were absent, 2 the arguments are faulty.
"""

import argparse
import json
import re
import sys

TITLE_SHARE = 0.8
KINDS = ("item", "report")
EMPTY_WORDS = {"the", "of", "and", "for", "a", "to", "in", "on"}


def words(text):
    return set(re.findall(r"[^\W_]+", (text or "").lower())) - EMPTY_WORDS


def alike(wanted, found):
    """Whether two titles or names share most of their words."""
    wanted, found = words(wanted), words(found)
    if not wanted or not found:
        return wanted == found
    return len(wanted & found) >= TITLE_SHARE * max(len(wanted), len(found))


def is_found(typed, section):
    if section["kind"] != typed["kind"] or section["first_page"] != typed["first"]:
        return False
    if typed.get("number") is not None:
        return section.get("number") == typed["number"]
    return alike(typed["title"], section.get("title"))


class Score:
    """Counts of one kind of section."""

    def __init__(self):
        self.typed = self.found = self.right = 0
        self.last = self.titles = self.authors = self.named_authors = 0

    def add(self, other):
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


def compare(typed_sections, found_sections, kind):
    """The score of one paper's sections of a kind, and the errors in words."""
    score, errors = Score(), []
    left = [s for s in found_sections
            if s["kind"] == kind and not (kind == "item" and s.get("parent") is not None)]
    score.found = len(left)
    for typed in (s for s in typed_sections if s["kind"] == kind):
        score.typed += 1
        name = f"{kind} {typed.get('number') or '-'} {typed['title']!r} on page {typed['first']}"
        section = next((s for s in left if is_found(typed, s)), None)
        if section is None:
            errors.append(f"missed {name}")
            continue
        left.remove(section)
        score.right += 1
        score.last += section["last_page"] == typed["last"]
        if section["last_page"] != typed["last"]:
            errors.append(f"{name} ends on {typed['last']}, not {section['last_page']}")
        score.titles += alike(typed["title"], section.get("title"))
        if not alike(typed["title"], section.get("title")):
            errors.append(f"{name} is called {section.get('title')!r}")
        if typed.get("author"):
            score.named_authors += 1
            score.authors += alike(typed["author"], section.get("author"))
            if not alike(typed["author"], section.get("author")):
                errors.append(f"{name} is by {typed['author']!r}, not {section.get('author')!r}")
    for section in left:
        errors.append(f"invented {kind} {section.get('number') or '-'} {section.get('title')!r} "
                      f"on page {section['first_page']}")
    return score, errors


def share(part, whole):
    return f"{100 * part / whole:5.1f} %" if whole else "    –  "


def read_typed(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def read_found(path):
    """JSON objects one behind the other."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    decoder, at, papers = json.JSONDecoder(), 0, []
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        if at == len(text):
            return papers
        paper, at = decoder.raw_decode(text, at)
        papers.append(paper)


def report(group, scores):
    for kind in KINDS:
        s = scores[kind]
        if s.typed + s.found == 0:
            continue
        print(f"{group:8} {kind + 's':8} {s.typed:4} typed, {s.found:4} found: precision "
              f"{share(s.right, s.found)}, recall {share(s.right, s.typed)}; of those found right: "
              f"last page {share(s.last, s.right)}, title {share(s.titles, s.right)}, author "
              f"{share(s.authors, s.named_authors)}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("typed")
    parser.add_argument("found", nargs="?")
    parser.add_argument("--paths", action="store_true", help="print the paths of the typed papers")
    parser.add_argument("--errors", action="store_true",
                        help="also say what is wrong, in papers that are not unread")
    arguments = parser.parse_args()
    try:
        typed = read_typed(arguments.typed)
        if arguments.paths:
            for paper in typed:
                print(paper["path"])
            return 0
        if arguments.found is None:
            parser.error("FOUND is missing")
        found = read_found(arguments.found)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    scores = {group: {kind: Score() for kind in KINDS} for group in ("read", "unread")}
    absent = []
    for paper in typed:
        match = next((p for p in found if p["path"].endswith(paper["path"])), None)
        if match is None:
            absent.append(paper["path"])
        group = "unread" if paper.get("unread") else "read"
        for kind in KINDS:
            score, errors = compare(paper["sections"], match["structure"] if match else [], kind)
            scores[group][kind].add(score)
            if arguments.errors and group == "read":
                for error in errors:
                    print(f"{paper['path']}: {error}")
    for group, by_kind in scores.items():
        report(group, by_kind)
    for path in absent:
        print(f"not among the papers: {path}", file=sys.stderr)
    return 1 if absent else 0


if __name__ == "__main__":
    sys.exit(main())
