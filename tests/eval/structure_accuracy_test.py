"""Tests of structure_accuracy.py: python3 -m unittest discover -s tests/eval -p '*_test.py'"""

import json
import os
import tempfile
import unittest

from structure_accuracy import alike, compare, read_found

TYPED = {"kind": "report", "number": "5", "title": "Care at home", "author": "Director of Care",
         "first": 8, "last": 14}
FOUND = {"kind": "report", "number": "5", "title": "Care at Home", "author": "Director of Care",
         "first_page": 8, "last_page": 14}


def score_of(typed, *found):
    score, _ = compare([typed], list(found), "report")
    return vars(score)


class StructureAccuracyTest(unittest.TestCase):
    def test_the_same_is_right(self):
        self.assertEqual(score_of(TYPED, FOUND),
                         {"typed": 1, "found": 1, "right": 1, "last": 1, "titles": 1,
                          "authors": 1, "named_authors": 1})

    def test_another_page_or_number_is_another_section(self):
        for change in ({"first_page": 9}, {"number": "6"}, {"kind": "item"}):
            with self.subTest(change=change):
                self.assertEqual(score_of(TYPED, dict(FOUND, **change))["right"], 0)

    def test_without_a_number_the_title_must_be_alike(self):
        typed = dict(TYPED, number=None)
        self.assertEqual(score_of(typed, dict(FOUND, number=None))["right"], 1)
        self.assertEqual(score_of(typed, dict(FOUND, title="Allotments"))["right"], 0)

    def test_last_page_title_and_author_count_apart(self):
        score = score_of(TYPED, dict(FOUND, last_page=15, title="Home", author=None))
        self.assertEqual((score["right"], score["last"], score["titles"], score["authors"]),
                         (1, 0, 0, 0))

    def test_what_was_found_twice_is_right_once(self):
        score, errors = compare([TYPED], [FOUND, FOUND], "report")
        self.assertEqual((score.right, score.found), (1, 2))
        self.assertEqual(errors, ["invented report 5 'Care at Home' on page 8"])

    def test_parts_of_items_do_not_count(self):
        typed, part = dict(TYPED, kind="item"), dict(FOUND, kind="item", number="5.1", parent=0)
        score, errors = compare([typed], [dict(FOUND, kind="item"), part], "item")
        self.assertEqual((score.right, score.found, errors), (1, 1, []))

    def test_titles_share_four_of_five_words(self):
        self.assertTrue(alike("Minutes of the last meeting, 3 May", "MINUTES OF LAST MEETING 3 May"))
        self.assertFalse(alike("Care at home", "Care"))
        self.assertFalse(alike("Care", None))

    def test_papers_are_read_one_behind_the_other(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "found.json")
            with open(path, "w", encoding="utf-8") as file:
                file.write(json.dumps({"path": "a"}, indent=2) + "\n" + json.dumps({"path": "b"}))
            self.assertEqual([p["path"] for p in read_found(path)], ["a", "b"])


if __name__ == "__main__":
    unittest.main()
