"""Tests of metadata_accuracy.py: python3 -m unittest discover -s tests/eval -p '*_test.py'"""

import unittest

from metadata_accuracy import calibration, compare, printed_councils

LABEL = {"path": "thornmere/agenda.pdf", "council": "Thornmere Borough Council",
         "committee": "Planning Committee", "date": "2024-05-21", "kind": "agenda", "items": 9}


def right_of(label, *papers):
    score, _, _ = compare([label], list(papers))
    return {field: right for field, (right, labelled) in score.items() if labelled}


class MetadataAccuracyTest(unittest.TestCase):
    def test_the_same_is_right(self):
        paper = dict(LABEL, path="/papers/thornmere/agenda.pdf")
        self.assertEqual(set(right_of(LABEL, paper).values()), {1})

    def test_names_are_compared_by_their_words(self):
        paper = dict(LABEL, council="THORNMERE BOROUGH", committee="The Planning committee")
        self.assertEqual(right_of(LABEL, paper)["council"], 1)
        self.assertEqual(right_of(LABEL, paper)["committee"], 1)
        self.assertEqual(right_of(LABEL, dict(LABEL, council="Thornmere"))["council"], 0)
        self.assertEqual(right_of(LABEL, dict(LABEL, council=None))["council"], 0)

    def test_items_may_be_off_by_one(self):
        for items, right in [(8, 1), (10, 1), (11, 0), (None, 0)]:
            with self.subTest(items=items):
                self.assertEqual(right_of(LABEL, dict(LABEL, items=items))["items"], right)

    def test_what_is_not_labelled_does_not_count(self):
        label = dict(LABEL, date=None, kind="other")
        self.assertEqual(set(right_of(label, LABEL)), {"council", "committee", "items"})

    def test_an_absent_paper_is_wrong_and_named(self):
        score, errors, absent = compare([LABEL], [dict(LABEL, path="other.pdf")])
        self.assertEqual({right for right, _ in score.values()}, {0})
        self.assertEqual(len(errors), 5)
        self.assertEqual(absent, [LABEL["path"]])

    def test_confidence_is_held_against_what_was_right(self):
        evidence = {"council": {"confidence": 90}, "date": {"confidence": 60}}
        right = dict(LABEL, path="/a.pdf", evidence=evidence)
        wrong = dict(LABEL, path="/b.pdf", council="Other Council", date=None, evidence=evidence)
        labels = [dict(LABEL, path="a.pdf"), dict(LABEL, path="b.pdf")]
        self.assertEqual(calibration(labels, [right, wrong]),
                         {"council": (90.0, 50.0, 2), "date": (60.0, 100.0, 1)})
        self.assertEqual(calibration(labels, [dict(LABEL, path="/a.pdf")]), {})

    def test_accents_do_not_part_names(self):
        label = dict(LABEL, council="City of San Ardó")
        self.assertEqual(right_of(label, dict(LABEL, council="City of San Ardo"))["council"], 1)

    def test_councils_count_where_they_are_printed(self):
        labels = [dict(LABEL, path=f"{name}.pdf") for name in "abc"]
        papers = [dict(LABEL, path=f"/{name}.pdf", sha256=name) for name in "abc"]
        papers[1]["council"] = None
        texts = {"a": "THORNMERE\nBorough council", "b": "At Thornmere Borough Council.",
                 "c": "The Borough Council"}
        self.assertEqual(printed_councils(labels, papers, texts.get), (1, 2))


if __name__ == "__main__":
    unittest.main()
