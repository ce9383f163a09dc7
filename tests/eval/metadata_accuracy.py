#!/usr/bin/env python3
"""Measures what is understood of papers (council, committee, date, kind, items) against labels.

    tests/eval/metadata_accuracy.py LABELS PAPERS [--database FILE] [--errors N]

LABELS holds one JSON object a line: path, council, committee, date (YYYY-MM-DD), kind, title and
items, null where the paper does not say. PAPERS is what `scrutineer papers --format jsonl` prints;
a paper belongs to the label with which its path ends.

Only labelled fields count. Names are compared as sets of words, without case, accents, punctuation and the
words that one council writes and another leaves out (EMPTY_WORDS); dates and kinds must be the same; the
number of agenda items may be off by one. Papers of kind "other" do not count for kind. A paper
that is labelled but absent counts as wrong in every field, and is named.

With the database of the papers it is also told how many councils are right of those whose labelled
name is printed in the paper's text, for a logo is no text.

Exit status: 0 all labelled papers were there, 1 some were absent, 2 the arguments are faulty.
"""

import argparse
import json
import re
import sqlite3
import sys
import unicodedata

EMPTY_WORDS = {"the", "of", "and", "for", "a", "committee", "council", "meeting"}
ITEMS_TOLERANCE = 1


def words(text):
    """The words of a text without case, accents and punctuation."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower())
                   if not unicodedata.combining(c))
    return re.findall(r"[a-z0-9]+", bare)


def name_words(name):
    """The words of a name that tell it from others."""
    return frozenset(words(name or "")) - EMPTY_WORDS


def is_printed(name, text):
    """Whether the words of a name stand in a text, one after the other."""
    return f" {' '.join(words(name))} " in f" {' '.join(words(text))} "


def same_name(wanted, found):
    return name_words(wanted) == name_words(found)


def same_items(wanted, found):
    return found is not None and abs(int(found) - int(wanted)) <= ITEMS_TOLERANCE


FIELDS = {
    "council": same_name,
    "committee": same_name,
    "date": lambda wanted, found: wanted == found,
    "kind": lambda wanted, found: wanted == found,
    "items": same_items,
}


def counts(field, wanted):
    """Whether a label says something of the field that can be right or wrong."""
    return wanted is not None and not (field == "kind" and wanted == "other")


def compare(labels, papers):
    """By field the numbers of right and of labelled papers; the errors; the paths of absent papers.

    An error is (field, path, wanted, found).
    """
    score = {field: [0, 0] for field in FIELDS}
    errors, absent = [], []
    for label in labels:
        paper = next((p for p in papers if (p.get("path") or "").endswith(label["path"])), None)
        if paper is None:
            absent.append(label["path"])
        for field, same in FIELDS.items():
            wanted, found = label.get(field), (paper or {}).get(field)
            if not counts(field, wanted):
                continue
            right = paper is not None and same(wanted, found)
            score[field][0] += right
            score[field][1] += 1
            if not right:
                errors.append((field, label["path"], wanted, found))
    return score, errors, absent


def calibration(labels, papers):
    """By field the mean confidence claimed, the share right of what was claimed, and its number.

    Papers say both as `evidence`; those that say none do not count.
    """
    claims = {field: [] for field in FIELDS}
    for label in labels:
        paper = next((p for p in papers if (p.get("path") or "").endswith(label["path"])), {})
        for field, same in FIELDS.items():
            evidence = (paper.get("evidence") or {}).get(field)
            if evidence and paper.get(field) is not None and counts(field, label.get(field)):
                claims[field].append((evidence["confidence"], same(label[field], paper[field])))
    return {field: (sum(c for c, _ in of) / len(of), 100 * sum(r for _, r in of) / len(of), len(of))
            for field, of in claims.items() if of}


def printed_councils(labels, papers, text_of):
    """The numbers of right and of all labelled councils whose name is printed.

    text_of gives the text of a paper, by its SHA-256.
    """
    right = printed = 0
    for label in labels:
        paper = next((p for p in papers if (p.get("path") or "").endswith(label["path"])), None)
        if paper is None or not label.get("council"):
            continue
        if is_printed(label["council"], text_of(paper["sha256"])):
            printed += 1
            right += same_name(label["council"], paper.get("council"))
    return right, printed


def texts_in(database):
    """A function that gives the text of a paper in the database of a corpus, headers included."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)

    def text_of(sha256):
        rows = connection.execute(
            "SELECT pg.text FROM pages pg JOIN versions v ON v.id = pg.version_id"
            " WHERE v.sha256 = ?1 UNION ALL SELECT f.text FROM page_furniture f"
            " JOIN pages pg ON pg.id = f.page_id JOIN versions v ON v.id = pg.version_id"
            " WHERE v.sha256 = ?1", (sha256,))
        return "\n".join(text for text, in rows)
    return text_of


def read_objects(path):
    """The JSON objects of a file, one a line. Ends the program where a line is none."""
    objects = []
    try:
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    objects.append(json.loads(line))
                except json.JSONDecodeError as error:
                    print(f"{path}:{number}: not a JSON object: {error}", file=sys.stderr)
                    sys.exit(2)
    except (OSError, UnicodeDecodeError) as error:
        print(f"{path}: {error}", file=sys.stderr)
        sys.exit(2)
    return objects


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels")
    parser.add_argument("papers")
    parser.add_argument("--database", metavar="FILE", help="the papers' scrutineer.db")
    parser.add_argument("--errors", type=int, default=0, metavar="N",
                        help="show the first N errors of each field")
    arguments = parser.parse_args()
    labels, papers = read_objects(arguments.labels), read_objects(arguments.papers)
    score, errors, absent = compare(labels, papers)
    claimed = calibration(labels, papers)
    for field, (right, labelled) in score.items():
        share = f"{100 * right / labelled:6.1f} %" if labelled else "     –"
        sure = ("   of {2} claimed {1:.1f} % right, {0:.1f} % sure".format(*claimed[field])
                if field in claimed else "")
        print(f"{field:10} {right:4} of {labelled:4} {share}{sure}")
    if arguments.database:
        right, printed = printed_councils(labels, papers, texts_in(arguments.database))
        share = f"{100 * right / printed:.1f} %" if printed else "–"
        print(f"council    {right:4} of {printed:4} {share:>8}   where its name is printed")
    for field in FIELDS:
        for _, path, wanted, found in [e for e in errors if e[0] == field][:arguments.errors]:
            print(f"{field}: {path}: labelled {wanted!r}, found {found!r}")
    for path in absent:
        print(f"not among the papers: {path}", file=sys.stderr)
    return 1 if absent else 0


if __name__ == "__main__":
    sys.exit(main())
