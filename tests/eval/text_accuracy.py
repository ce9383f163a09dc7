#!/usr/bin/env python3
"""Measures how well programs read pages of papers, against references typed by people.

    tests/eval/text_accuracy.py pairs tests/eval/text --papers FOLDER    # reading order
    tests/eval/text_accuracy.py words tests/eval/ocr --papers FOLDER     # recognised words

A folder of references holds pages.tsv (see its README.md) and one ID.txt a page. FOLDER holds the
papers that pages.tsv names; the environment variable SCRUTINEER_PAPERS stands in for --papers.
A page whose paper is missing or is not the file of that SHA-256 is named and not counted.

Readers. A reader is a shell command that prints text, run in the root of the repository. {paper}
and {page} in it become the paper's path and the page's number (from 1), quoted for the shell.
A command without {page} is run once a paper, and its output parted into pages at form feeds.
`--reader NAME` takes a predefined one (--list-readers), `--reader NAME=COMMAND` another; without
--reader those predefined for the measure are run, and those that are not installed are named.

Words are what stands between white space after Unicode normalisation (NFC), case kept, the forms
of the apostrophe and of the hyphen taken as one, with punctuation (categories P*) stripped from
both ends; what has no letter and no digit is no word.

pairs   All figures are percentages. A pair is two words next to each other. A reference's pairs
        run on from line to line, but not over an empty line. Furniture (headers, footers, page
        numbers, watermarks) is no part of the reference. Pairs count as often as they occur.
          recall     pairs of the reference that are in the output, of those in the reference
          precision  pairs of the output that are in the reference, of those in the output, so
                     that furniture within the output counts against it
          mean       the arithmetic mean of the two
words   Percentages, too.
          accuracy   1 - word edit distance / words of the reference. Insertion, deletion and
                     replacement of a word cost one each, so it can fall below nought. Furniture
                     may be in the output or not; [?] stands for any word or none, at no cost.
                     Blocks between empty lines are taken in the order that suits the output best.
          found      words of the reference that are in the output in whatever order

The last lines tell all pages together (pooled counts) and the mean of the pages (each alike).

Exit status: 0 all was measured, 1 some of it could not be (named on standard error), 2 the
arguments or the references are faulty.
"""

import argparse
import collections
import hashlib
import os
import pathlib
import shlex
import subprocess
import sys

import text_measures

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
INDEX_HEADER = ["id", "paper", "sha256", "page", "difficulty"]
TOTAL = "all pages together"
READER_TIMEOUT_SECONDS = 300
MAX_BLOCKS_OF_WORDS = 4

READERS = {
    "pdftotext": "pdftotext -f {page} -l {page} {paper} -",
    "pdftotext -layout": "pdftotext -layout -f {page} -l {page} {paper} -",
    "mutool": "mutool draw -q -F txt {paper} {page}",
    "scrutineer": "build/scrutineer text {paper}",
    "tesseract": "pdftoppm -r 300 -gray -f {page} -l {page} {paper} | tesseract - -",
}
READERS_OF_MEASURE = {"pairs": ["pdftotext", "pdftotext -layout", "mutool", "scrutineer"],
                      "words": ["tesseract", "scrutineer"]}

# One page of pages.tsv: `paper` relative to the folder of papers, `page` counted from 1.
Page = collections.namedtuple("Page", INDEX_HEADER)


class Fault(Exception):
    """The arguments or the references are faulty; the message says where and what to do."""


class ReaderMissing(Exception):
    """The reader's program is not there."""


class ReaderFailed(Exception):
    """The reader ran and failed; the message says how."""


def read_index(folder):
    """The Pages of a folder's pages.tsv, in its order."""
    path = folder / "pages.tsv"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Fault(f"{path}: cannot be read: {error} (name a folder of references)") from error
    if not lines or lines[0].split("\t") != INDEX_HEADER:
        raise Fault(f"{path}:1: the first line must name the columns {', '.join(INDEX_HEADER)}"
                    " (parted by tabs)")
    pages, seen = [], set()
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(INDEX_HEADER):
            raise Fault(f"{path}:{number}: {len(cells)} columns instead of {len(INDEX_HEADER)}")
        if not cells[3].isascii() or not cells[3].isdigit() or int(cells[3]) < 1:
            raise Fault(f"{path}:{number}: '{cells[3]}' is no page number (count from 1)")
        if cells[0] in seen:
            raise Fault(f"{path}:{number}: a second page '{cells[0]}' (ids must differ)")
        seen.add(cells[0])
        pages.append(Page(*cells)._replace(page=int(cells[3])))
    return pages


def load_reference(folder, page, measure):
    """The reference of a page, fit for the measure."""
    path = folder / f"{page.id}.txt"
    try:
        reference = text_measures.parse_reference(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Fault(f"{path}: cannot be read: {error} (pages.tsv names it)") from error
    if not reference:
        raise Fault(f"{path}: no words (type the page, or take it out of pages.tsv)")
    if measure == "words" and len(reference) > MAX_BLOCKS_OF_WORDS:
        raise Fault(f"{path}: {len(reference)} blocks, of which every order would be tried"
                    f" (at most {MAX_BLOCKS_OF_WORDS}: take out empty lines)")
    return reference


def paper_problem(papers, page):
    """Why the page's paper cannot be measured, or ""."""
    path = papers / page.paper
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return f"{path}: {error.strerror}"
    if digest != page.sha256:
        return f"{path}: another file (SHA-256 {digest}, the reference is of {page.sha256})"
    return ""


def pages_at_hand(pages, papers, problems):
    """Those whose paper is there. The others join `problems`."""
    at_hand = []
    for page, reference in pages:
        problem = paper_problem(papers, page)
        if problem:
            problems.append(f"{page.id} is not counted: {problem}")
        else:
            at_hand.append((page, reference))
    return at_hand


class Reader:
    """A command that prints text. What it printed of a whole paper is kept."""

    def __init__(self, name, command):
        self.name, self.command_, self.papers_ = name, command, {}

    def read(self, paper, page_number):
        """Text of a page (from 1); "" when the output has no such page."""
        if "{page}" in self.command_:
            return self.run_(paper, page_number)
        if paper not in self.papers_:
            self.papers_[paper] = self.run_(paper, page_number).split("\f")
        pages = self.papers_[paper]
        return pages[page_number - 1] if page_number <= len(pages) else ""

    def run_(self, paper, page_number):
        command = self.command_.replace("{page}", str(page_number))
        command = command.replace("{paper}", shlex.quote(str(paper)))
        try:
            done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=REPOSITORY,
                                  stdin=subprocess.DEVNULL, capture_output=True, check=False,
                                  timeout=READER_TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise ReaderFailed(f"stopped after {READER_TIMEOUT_SECONDS} s") from error
        if done.returncode in (126, 127):
            raise ReaderMissing(command)
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise ReaderFailed(f"exit status {done.returncode}: {' '.join(said)}")
        return done.stdout.decode("utf-8", "replace")


def make_readers(measure, wanted):
    """Readers for the values of --reader, or those predefined for the measure."""
    readers = []
    for value in wanted or READERS_OF_MEASURE[measure]:
        name, equals, command = value.partition("=")
        if not equals and name not in READERS:
            raise Fault(f"--reader {name}: not predefined (one of: {'; '.join(READERS)};"
                        " or NAME=COMMAND)")
        command = command if equals else READERS[name]
        if "{paper}" not in command:
            raise Fault(f"--reader {name}: its command does not name {{paper}}")
        readers.append(Reader(name, command))
    return readers


def measure_reader(reader, pages, papers, count_page, problems):
    """Counts by page id; None when the reader is not there. What goes wrong joins `problems`."""
    counts = {}
    for page, reference in pages:
        try:
            output = reader.read(papers / page.paper, page.page)
        except ReaderMissing as error:
            problems.append(f"reader '{reader.name}' left out: cannot run {error}")
            return None
        except ReaderFailed as error:
            problems.append(f"{page.id}: reader '{reader.name}' failed and counts as having read"
                            f" nothing: {error}")
            output = ""
        counts[page.id] = count_page(reference, output)
    return counts


def table_rows(measure, results):
    """Rows (name, figures by reader) for every page and the two totals."""
    figures_of = text_measures.MEASURES[measure].figures
    ids = list(next(iter(results.values())))
    rows = [(i, [figures_of(counts[i]) for counts in results.values()]) for i in ids]
    by_reader = list(zip(*(figures for _, figures in rows)))
    rows.append((TOTAL, [figures_of(text_measures.pooled(c.values())) for c in results.values()]))
    rows.append(("mean of the pages", [[sum(f) / len(f) for f in zip(*c)] for c in by_reader]))
    return rows


def print_table(measure, results):
    """One line a page, the readers beside each other, in per cent."""
    labels = text_measures.MEASURES[measure].labels
    rows = table_rows(measure, results)
    name_width = max(len(name) for name, _ in rows)
    width = max(len(label) for label in labels) + 1
    group = max([width * len(labels)] + [len(name) for name in results]) + 2
    print("".join([" " * name_width] + [name.rjust(group) for name in results]))
    heads = "".join(label.rjust(width) for label in labels)
    print("".join(["page, in %".ljust(name_width)] + [heads.rjust(group) for _ in results]))
    for name, cells in rows:
        if name == TOTAL:
            print()
        print(name.ljust(name_width) + "".join(
            "".join(f"{100 * f:.1f}".rjust(width) for f in figures).rjust(group)
            for figures in cells))


def print_tsv(measure, results):
    """One line a reader and page: reader, page, figures in per cent."""
    print("\t".join(["reader", "page"] + text_measures.MEASURES[measure].labels))
    for name, cells in table_rows(measure, results):
        for reader, figures in zip(results, cells):
            print("\t".join([reader, name] + [f"{100 * f:.2f}" for f in figures]))


def parse_arguments(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measure", choices=list(text_measures.MEASURES), nargs="?")
    parser.add_argument("references", type=pathlib.Path, nargs="?", help="folder with pages.tsv")
    parser.add_argument("--papers", default=os.environ.get("SCRUTINEER_PAPERS"), metavar="FOLDER",
                        help="folder of the papers (default: $SCRUTINEER_PAPERS)")
    parser.add_argument("--reader", action="append", metavar="NAME[=COMMAND]")
    parser.add_argument("--page", action="append", metavar="ID", help="only this page")
    parser.add_argument("--tsv", action="store_true", help="tab-separated, for programs")
    parser.add_argument("--list-readers", action="store_true")
    return parser.parse_args(arguments)


def chosen_pages(folder, wanted, measure):
    """(Page, reference) of every page of a folder, or of the ids wanted."""
    pages = read_index(folder)
    unknown = set(wanted or []) - {page.id for page in pages}
    if unknown:
        raise Fault(f"--page {sorted(unknown)[0]}: not in {folder / 'pages.tsv'}")
    return [(p, load_reference(folder, p, measure)) for p in pages
            if not wanted or p.id in wanted]


def run(options):
    """Measures and prints; returns the exit status."""
    if not options.measure or not options.references:
        raise Fault("name a measure and a folder of references (--help explains)")
    if not options.papers:
        raise Fault("no folder of papers (give --papers FOLDER or set SCRUTINEER_PAPERS)")
    papers = pathlib.Path(options.papers).resolve()
    readers = make_readers(options.measure, options.reader)
    problems = []
    pages = chosen_pages(options.references, options.page, options.measure)
    measured = pages_at_hand(pages, papers, problems)
    count_page = text_measures.MEASURES[options.measure].count
    results = {}
    for reader in readers if measured else []:
        counts = measure_reader(reader, measured, papers, count_page, problems)
        results.update({} if counts is None else {reader.name: counts})
    if results:
        (print_tsv if options.tsv else print_table)(options.measure, results)
    summary = f"{len(measured)} of {len(pages)} pages counted"
    for line in [summary] + [f"text_accuracy: {problem}" for problem in problems]:
        print(line, file=sys.stderr)
    return 1 if problems else 0


def main(arguments):
    options = parse_arguments(arguments)
    if options.list_readers:
        for name, command in READERS.items():
            print(f"{name}\t{command}")
        return 0
    try:
        return run(options)
    except Fault as fault:
        print(f"text_accuracy: {fault}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
