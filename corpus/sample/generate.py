#!/usr/bin/python3
"""Makes the sample papers of two invented councils from sources/*.txt.

    apt-get install weasyprint fonts-liberation fonts-crosextra-carlito hyphen-en-gb \\
        poppler-utils python3-pil
    /usr/bin/python3 corpus/sample/generate.py          # all papers and lists
    /usr/bin/python3 corpus/sample/generate.py cabinet  # sources named *cabinet*

Output is byte-identical from run to run with the same Debian 12 packages (dates, identifiers and
the noise of the scan are fixed); with other versions of WeasyPrint or of the fonts the text should
stay the same, while line and page breaks may move.

A source is a header of `key: value` lines, a line `---`, and blocks parted by empty lines:

    # / ## / ###      heading; `# ` opens a paper or, in a pack, stands under `:: part`
    1.2 Text          numbered paragraph: the number is written out, so that it can be cited
    (a) Text, - Text  lettered or bulleted line
    [7] Title         agenda or minutes item; `[7] Title @slug` adds the pages of the part `slug`
    | a | b |         table; a second row of dashes makes the first one its heading
    > Text            boxed notice
    Anything else     paragraph; a line that ends in a backslash breaks there
    **bold** *italic*

and these directives, one a block:

    :: masthead                  name of the council, as on a front page
    :: page                      page break
    :: part slug | item | title  part of a pack: new page, stamp, running header, bookmark
    :: contents                  contents page of a pack
    :: include NAME              the body of sources/NAME.txt
    :: csv NAME [w w w ...]      table from sources/data/NAME.csv, with column widths in per cent
    :: columns / :: end          two-column text
    :: bilingual / :: end        the two-column table of a paper in two languages
"""

import csv
import html
import json
import logging
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

os.environ["SOURCE_DATE_EPOCH"] = "1704067200"  # fonts are stamped with it: 1 January 2024

from PIL import Image  # noqa: E402
from weasyprint import HTML  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

logging.getLogger("fontTools").setLevel(logging.ERROR)

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
COUNCILS = {
    "thornmere": ("Thornmere Metropolitan Borough Council", "#1d4d3a"),
    "talfryn": ("Talfryn County Council", "#5a1f3d"),
}
MASTHEADS = {
    "thornmere": "Thornmere<br><small>Metropolitan Borough Council</small>",
    "talfryn": "Cyngor Sir Talfryn<br>Talfryn County Council",
}


def read_source(path):
    """Splits a source into its header (a dict) and its body."""
    head, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
    return dict(line.split(": ", 1) for line in head.splitlines()), body


def inline(text):
    text = html.escape(text, quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text, flags=re.S)
    text = re.sub(r"\*(.+?)\*", r"<i>\1</i>", text, flags=re.S)
    return text.replace("\\\n", "<br>")


def table(rows, widths=(), heading=True, kind=""):
    columns = "".join(f'<col style="width:{width}%">' for width in widths)
    lines = []
    for index, row in enumerate(rows):
        tag = "th" if heading and index == 0 else "td"
        cells = "".join(f"<{tag}>{inline(cell)}</{tag}>" for cell in row)
        group = ("<thead>", "</thead>") if tag == "th" else ("", "")
        lines.append(f"{group[0]}<tr>{cells}</tr>{group[1]}")
    return f'<table class="{kind}">{columns}{"".join(lines)}</table>'


def pipe_table(block):
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")]
            for line in block.splitlines()]
    heading = len(rows) > 1 and all(re.fullmatch("-+", cell) for cell in rows[1])
    if heading:
        del rows[1]
    return table(rows, heading=heading, kind="grid" if heading else "keys")


class Body:
    """Turns the blocks of one paper into HTML, and remembers the parts of a pack."""

    def __init__(self, header):
        self.header = header
        self.parts = []
        self.open_part = None

    def render(self, text):
        out = []
        for block in re.split(r"\n\s*\n", text.strip("\n")):
            if block.strip():
                out.append(self.block(block.strip("\n")))
        return "\n".join(out)

    def document(self, text):
        body = self.render(text) + self.close_part()
        return body.replace("@@contents@@", self.contents())

    def block(self, block):
        if block.startswith(":: "):
            return self.directive(block[3:])
        if found := re.match(r"(#+) (.*)", block, re.S):
            level = len(found[1])
            return f"<h{level}>{inline(found[2])}</h{level}>"
        if found := re.match(r"\[([^\]]+)\] (.*?)(?: @([\w-]+))?$", block):
            pages = self.page_range(found[3]) if found[3] else ""
            listed = " listed" if pages else ""
            return (f'<h3 class="item{listed}"><span class="no">{found[1]}</span>'
                    f"{inline(found[2])}{pages}</h3>")
        if block.startswith("|"):
            return pipe_table(block)
        if block.startswith("> "):
            return f'<div class="box">{inline(block[2:])}</div>'
        if re.match(r"(- |\([a-z]+\) )", block):
            return "".join(self.lettered(line) for line in re.split(r"\n(?=- |\([a-z]+\) )", block))
        if found := re.match(r"(\d+(?:\.\d+)+\.?|\d+\.) (.*)", block, re.S):
            return f'<p class="num"><span class="no">{found[1]}</span>{inline(found[2])}</p>'
        return f"<p>{inline(block)}</p>"

    @staticmethod
    def lettered(line):
        mark, text = line.split(" ", 1)
        mark = "•" if mark == "-" else mark
        return f'<p class="letter"><span class="no">{mark}</span>{inline(text)}</p>'

    @staticmethod
    def page_range(slug):
        return (f'<span class="pages">(Pages <a class="pageref" href="#{slug}"></a> - '
                f'<a class="pageref" href="#{slug}-end"></a>)</span>')

    def directive(self, line):
        name, _, rest = line.partition(" ")
        if name == "masthead":
            return f'<div class="masthead">{MASTHEADS[self.header["council"]]}</div>'
        if name == "page":
            return '<div class="break"></div>'
        if name == "part":
            return self.start_part(*(field.strip() for field in rest.split("|")))
        if name == "contents":
            return "@@contents@@"
        if name == "include":
            return self.render(read_source(SOURCES / f"{rest}.txt")[1])
        if name == "csv":
            return self.csv_table(*rest.split())
        if name in ("columns", "bilingual"):
            return f'<div class="{name}">'
        if name == "end":
            return "</div>"
        raise ValueError(f"no such directive: {line}")

    @staticmethod
    def csv_table(name, *widths):
        with open(SOURCES / "data" / f"{name}.csv", encoding="utf-8", newline="") as file:
            return table(list(csv.reader(file)), widths, kind="grid data")

    def close_part(self):
        slug, self.open_part = self.open_part, None
        return f'<span id="{slug}-end"></span></section>' if slug else ""

    def start_part(self, slug, item, title):
        closed = self.close_part()
        self.open_part = slug
        self.parts.append((slug, item, title))
        stamp = f'<div class="stamp">Agenda Item {item}</div>' if item else ""
        return f'{closed}<section class="part" id="{slug}" data-title="{html.escape(title)}">{stamp}'

    def contents(self):
        rows = "".join(
            f'<tr><td>{item}</td><td>{html.escape(title)}</td>'
            f'<td><a class="pageref" href="#{slug}"></a></td></tr>'
            for slug, item, title in self.parts)
        head = "<tr><th>Item</th><th>Report</th><th>Page</th></tr>"
        return f'<table class="contents">{head}{rows}</table>'


def style(header):
    """The style sheet of a paper: the common one with the paper's own choices put in."""
    council, colour = COUNCILS[header["council"]]
    values = {
        "COLOUR": colour,
        "FONT": header.get("font", "Liberation Sans"),
        "SIZE": header.get("size", "11pt"),
        "PAGE": "A4 landscape" if header.get("landscape") else "A4",
        "HEADER": header.get("running", "").replace("{council}", council),
        "FOOTER": header.get("footer", ""),
        "HYPHENS": "auto" if header.get("hyphens") else "manual",
        "ALIGN": "justify" if header.get("hyphens") else "left",
        "PAGENO": header.get("pageno", 'counter(page)'),
        "MARGIN": header.get("margin", "22mm 22mm 20mm 24mm"),
    }
    css = (SOURCES / "paper.css").read_text(encoding="utf-8")
    return re.sub(r"\b(%s)__" % "|".join(values), lambda found: values[found[1]], css)


def to_html(header, body):
    created = f'{header.get("created", header["date"])}T09:30:00+00:00'
    # Poor titles are kept on purpose: real papers have them.
    title = html.escape(header.get("info_title", header["title"]))
    author = html.escape(header.get("info_author", ""))
    creator = html.escape(header.get("info_creator", "Acrobat PDFMaker 23 for Word"))
    lang = header.get("lang", "en-GB")
    content = Body(header).document(body)
    if header.get("ligatures"):
        content = re.sub(r"(?<=[a-z])fi|\bfi(?=[a-z])", "ﬁ", content)
        content = re.sub(r"(?<=[a-z ])fl(?=[a-z])", "ﬂ", content)
        content = re.sub(r'(class|id|href)="[^"]*"', undo_ligatures, content)
    return (f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
            f'<title>{title}</title>'
            f'<meta name="author" content="{author}">'
            f'<meta name="generator" content="{creator}">'
            f'<meta name="dcterms.created" content="{created}">'
            f'<meta name="dcterms.modified" content="{created}">'
            f"<style>{style(header)}</style></head><body>{content}</body></html>")


def undo_ligatures(found):
    return found[0].replace("ﬁ", "fi").replace("ﬂ", "fl")


def write_pdf(header, body, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    HTML(string=to_html(header, body)).write_pdf(
        target, identifier=header["file"].encode(), font_config=FontConfiguration())


def scan(target, seed):
    """Replaces a PDF by greyscale pictures of its pages, a little turned and noisy."""
    noise = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-gray", "-r", "150", target, f"{folder}/page"], check=True)
        pages = [turn(Image.open(path), noise) for path in sorted(Path(folder).glob("page*"))]
    scanned = time.strptime("2024-06-03 10:15", "%Y-%m-%d %H:%M")
    machine = "Konnark MFP C450i"
    pages[0].save(target, save_all=True, append_images=pages[1:], resolution=150, quality=38,
                  title="SCN_20240603_101500", producer=machine, creator=machine,
                  creationDate=scanned, modDate=scanned)


def turn(page, noise):
    page = page.convert("L")
    turned = page.rotate(noise.uniform(-0.9, 0.9), fillcolor=255, resample=Image.BICUBIC)
    small = (page.width // 2, page.height // 2)
    grain = Image.frombytes("L", small, noise.randbytes(small[0] * small[1])).resize(page.size)
    for _ in range(60):  # dust on the glass
        x, y = noise.randrange(page.width - 3), noise.randrange(page.height - 3)
        turned.paste(noise.randrange(90, 190), (x, y, x + noise.choice((1, 2, 3)), y + 2))
    return Image.blend(turned, grain, 0.12)


def page_count(path):
    return int(re.search(r"^Pages:\s+(\d+)", output_of("pdfinfo", path), re.M)[1])


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def record(header, path):
    items = header.get("items")
    return {
        "path": str(path.relative_to(HERE)),
        "council": COUNCILS[header["council"]][0],
        "committee": header.get("committee"),
        "date": header.get("date"),
        "kind": header["kind"],
        "title": header["title"],
        "items": int(items) if items else None,
        "pages": page_count(path),
    }


def find_page(path, quote):
    """The page that holds the quote, however its lines are broken."""
    text = output_of("pdftotext", path, "-")
    wanted = plain(quote)
    for number, page in enumerate(text.split("\f"), 1):
        if wanted in plain(page):
            return number
    raise ValueError(f"{path.name} does not say: {quote}")


def plain(text):
    """Letters and digits only: spaces and hyphens depend on where the lines break."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).lower()


def list_papers(headers):
    records = sorted((record(*pair) for pair in headers), key=lambda row: row["path"])
    write_lines("papers.jsonl", records)
    rows = "".join(
        f'| `{row["path"]}` | {row["committee"] or "–"} | {row["date"]} | {row["kind"]} '
        f'| {row["pages"]} |\n' for row in records)
    head = "| file | committee | date | kind | pages |\n| - | - | - | - | - |\n"
    fill_readme("papers", head + rows)
    total = sum(row["pages"] for row in records)
    print(f"{len(records)} papers, {total} pages, listed in papers.jsonl")


def list_stories():
    lines = (SOURCES / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    stories = [json.loads(line) for line in lines]
    for story in stories:
        if "page" not in story:  # the scanned paper has no text to look in
            story["page"] = find_page(HERE / story["path"], story["quote"])
    write_lines("stories.jsonl", stories)
    rows = "".join(
        f'| {row["story"]} | `{row["path"]}` | {row["page"]} | {row["quote"]} |\n'
        for row in stories)
    head = "| story | file | page | sentence |\n| - | - | - | - |\n"
    fill_readme("stories", head + rows)
    print(f"{len(stories)} key sentences found, listed in stories.jsonl")


def write_lines(name, rows):
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (HERE / name).write_text(lines, encoding="utf-8")


def fill_readme(mark, table_text):
    readme = HERE / "README.md"
    begin, end = f"<!-- {mark} -->\n", f"<!-- end of {mark} -->"
    before, rest = readme.read_text(encoding="utf-8").split(begin)
    readme.write_text(before + begin + table_text + end + rest.split(end)[1], encoding="utf-8")


def main(words):
    headers = []
    for path in sorted(SOURCES.glob("*.txt")):
        header, body = read_source(path)
        if "file" not in header:
            continue  # only included by others
        target = HERE / header["council"] / header["file"]
        headers.append((header, target))
        if words and not any(word in path.name for word in words):
            continue
        write_pdf(header, body, target)
        if header.get("scan"):
            scan(target, header["scan"])
        size_kib = target.stat().st_size // 1024
        name = target.relative_to(HERE)
        print(f"{page_count(target):4} pages {size_kib:6} KiB  {name}", flush=True)
    list_papers(headers)
    list_stories()


if __name__ == "__main__":
    main(sys.argv[1:])
