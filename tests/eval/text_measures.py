"""The measures of text_accuracy.py: what a word is, a typed page, and how an output is counted.

text_accuracy.py tells what the figures mean, text/README.md how a typed page is written.
"""

import collections
import itertools
import unicodedata

FURNITURE = "#furniture "
ILLEGIBLE = "[?]"
# Typographic and plain forms that readers rightly or wrongly exchange: ‘ ’ ʼ and ‐ ‑ ‒ –.
ONE_FORM = str.maketrans("\u2018\u2019\u02bc\u2010\u2011\u2012\u2013", "'''----")

# A word of a typed page, or ILLEGIBLE. A reference is a list of blocks, each a list of Tokens in
# reading order; the order of the blocks is free.
Token = collections.namedtuple("Token", ["word", "is_furniture"])

# What of a page was right: `reference` and `output` count pairs or words in each, `right` those
# in both, `distance` word edits (nought when pairs are measured).
Count = collections.namedtuple("Count", ["right", "reference", "output", "distance"])


def bare_word(token):
    """The token without punctuation at its ends, "" if no letter and no digit is left."""
    start, end = 0, len(token)
    while start < end and unicodedata.category(token[start])[0] == "P":
        start += 1
    while end > start and unicodedata.category(token[end - 1])[0] == "P":
        end -= 1
    word = token[start:end]
    return word if any(unicodedata.category(c)[0] in "LN" for c in word) else ""


def tokens_of(text):
    """The words of a text, in order, and every ILLEGIBLE as it is."""
    tokens = unicodedata.normalize("NFC", text).translate(ONE_FORM).split()
    return [token for token in (t if t == ILLEGIBLE else bare_word(t) for t in tokens) if token]


def words_of(text):
    """The words of a text, in order."""
    return [token for token in tokens_of(text) if token != ILLEGIBLE]


def parse_reference(text):
    """The reference that a file's text stands for."""
    blocks = [[]]
    for line in text.split("\n"):
        is_furniture = line.startswith(FURNITURE)
        words = tokens_of(line[len(FURNITURE):] if is_furniture else line)
        blocks[-1] += [Token(word, is_furniture) for word in words]
        if not line.strip():
            blocks.append([])
    return [block for block in blocks if block]


def pairs_of(words):
    """The multiset of pairs of neighbours; there is none with ILLEGIBLE."""
    return collections.Counter(p for p in zip(words, words[1:]) if ILLEGIBLE not in p)


def count_pairs(reference, output):
    """Count of the pairs of an output (text of one page)."""
    wanted = collections.Counter()
    for block in reference:
        wanted += pairs_of([token.word for token in block if not token.is_furniture])
    given = pairs_of(words_of(output))
    return Count(sum((wanted & given).values()), sum(wanted.values()), sum(given.values()), 0)


def word_distance(tokens, words):
    """Edits that turn Tokens into the output's words: furniture may be absent and ILLEGIBLE may
    be one word or none, at no cost."""
    row = list(range(len(words) + 1))
    for token in tokens:
        absence_cost = 0 if token.is_furniture or token.word == ILLEGIBLE else 1
        previous, row = row, [row[0] + absence_cost]
        for column, word in enumerate(words):
            row.append(min(previous[column] + (0 if token.word in (word, ILLEGIBLE) else 1),
                           previous[column + 1] + absence_cost,
                           row[column] + 1))
    return row[-1]


def count_words(reference, output):
    """Count of the words of an output (text of one page)."""
    words = words_of(output)
    wanted = [token.word for block in reference for token in block
              if not token.is_furniture and token.word != ILLEGIBLE]
    right = sum((collections.Counter(wanted) & collections.Counter(words)).values())
    distance = min(word_distance(itertools.chain(*blocks), words)
                   for blocks in itertools.permutations(reference))
    return Count(right, len(wanted), len(words), distance)


def share(part, whole):
    return part / whole if whole else 0.0


def pair_figures(count):
    recall, precision = share(count.right, count.reference), share(count.right, count.output)
    return [recall, precision, (recall + precision) / 2]


def word_figures(count):
    accuracy = 1 - share(count.distance, count.reference) if count.reference else 0.0
    return [accuracy, share(count.right, count.reference)]


# A way to measure. `count(reference, output)` counts a page, `figures(Count)` makes shares of it,
# which `labels` name.
Measure = collections.namedtuple("Measure", ["count", "figures", "labels"])

MEASURES = {
    "pairs": Measure(count_pairs, pair_figures, ["recall", "precision", "mean"]),
    "words": Measure(count_words, word_figures, ["accuracy", "found"]),
}


def pooled(counts):
    """The sum of Counts."""
    return Count(*(sum(column) for column in zip(*counts)))
