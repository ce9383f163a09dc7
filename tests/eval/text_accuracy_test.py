"""Tests of the measures of text_accuracy.py, and of the references' form.

    python3 -m unittest tests/eval/text_accuracy_test.py
"""

import contextlib
import hashlib
import io
import pathlib
import sys
import tempfile
import unicodedata
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import text_accuracy as accuracy  # noqa: E402  (their folder is no package)
import text_measures as measures  # noqa: E402


def pairs(reference, output):
    """(recall, precision, mean) of an output, rounded."""
    count = measures.count_pairs(measures.parse_reference(reference), output)
    return [round(figure, 3) for figure in measures.pair_figures(count)]


def words(reference, output):
    """(accuracy, found) of an output, rounded."""
    count = measures.count_words(measures.parse_reference(reference), output)
    return [round(figure, 3) for figure in measures.word_figures(count)]


class WordsTest(unittest.TestCase):
    def test_what_a_word_is(self):
        for text, expected in [
                ("The end.", ["The", "end"]),
                ("(see “4.2.3”):", ["see", "4.2.3"]),
                ("• – ... ☐ $ £", []),
                ("£2,400 50% A&E", ["£2,400", "50", "A&E"]),
                ("councillor’s Bristol–Bath", ["councillor's", "Bristol-Bath"]),
                ("in-house.", ["in-house"]),
                ("cafe\u0301", ["caf\u00e9"]),
                ("o\ufb03cer", ["o\ufb03cer"]),
                ("\uf0b7Item", ["\uf0b7Item"]),
                ("a\tb\n\fc", ["a", "b", "c"]),
                ("[?]", [])]:
            with self.subTest(text=text):
                self.assertEqual(measures.words_of(text), expected)


class PairsTest(unittest.TestCase):
    def test_the_same_words_in_the_same_order_are_all_right(self):
        self.assertEqual(pairs("The Cabinet\nagreed the bid.", "The Cabinet agreed\nthe bid"),
                         [1, 1, 1])

    def test_a_table_read_by_columns_loses_the_pairs_of_its_rows(self):
        reference = "Bidder\tPrice\nAlpha\t10\nBeta\t20"
        self.assertEqual(pairs(reference, "Bidder Alpha Beta Price 10 20"), [0, 0, 0])
        self.assertEqual(pairs(reference, "Bidder Price Alpha 10 Beta 20"), [1, 1, 1])

    def test_a_word_left_broken_costs_its_pairs(self):
        self.assertEqual(pairs("of outsourcing is", "of out-\nsourcing is"), [0, 0, 0])

    def test_furniture_counts_against_the_output_only(self):
        reference = "#furniture Page 3\none two three"
        self.assertEqual(pairs(reference, "one two three"), [1, 1, 1])
        self.assertEqual(pairs(reference, "one two three Page 3"), [1, 0.5, 0.75])
        self.assertEqual(pairs(reference, "one Page 3 two three"), [0.5, 0.25, 0.375])

    def test_blocks_between_empty_lines_may_come_in_any_order(self):
        reference = "one two three\n\nfour five six"
        self.assertEqual(pairs(reference, "one two three four five six")[0], 1)
        self.assertEqual(pairs(reference, "four five six one two three")[0], 1)

    def test_text_given_twice_is_right_once(self):
        self.assertEqual(pairs("one two", "one two one two"), [1, 0.333, 0.667])

    def test_illegible_words_break_pairs(self):
        self.assertEqual(pairs("one two [?] three four", "one two three four")[0], 1)

    def test_no_output_scores_nothing(self):
        self.assertEqual(pairs("one two", ""), [0, 0, 0])


class WordAccuracyTest(unittest.TestCase):
    def test_each_edit_costs_one_word(self):
        for output, expected in [("a b c d", 1), ("a x c d", 0.75), ("a c d", 0.75),
                                 ("a b b c d", 0.75), ("", 0), ("v w x y z", -0.25)]:
            with self.subTest(output=output):
                self.assertEqual(words("a b c d", output)[0], expected)

    def test_illegible_words_cost_nothing_whatever_is_read(self):
        for output in ["paid to Smith yesterday", "paid to yesterday"]:
            with self.subTest(output=output):
                self.assertEqual(words("paid to [?] yesterday", output), [1, 1])
        self.assertEqual(words("paid to [?] yesterday", "paid to A B yesterday")[0], 0.667)

    def test_furniture_may_be_there_or_not(self):
        reference = "a b\n#furniture Page 2\nc d"
        for output, expected in [("a b c d", 1), ("a b Page 2 c d", 1), ("a b Pase 2 c d", 0.75)]:
            with self.subTest(output=output):
                self.assertEqual(words(reference, output)[0], expected)

    def test_blocks_between_empty_lines_may_come_in_any_order(self):
        for output in ["a b c d e", "c d e a b"]:
            with self.subTest(output=output):
                self.assertEqual(words("a b\n\nc d e", output), [1, 1])
        self.assertEqual(words("a b\n\nc d e", "a c d e b")[0], 0.6)

    def test_found_does_not_ask_for_the_order(self):
        self.assertEqual(words("a b c d", "c d a b"), [0, 1])


class RunTest(unittest.TestCase):
    """The program as it is called, over a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.paper = self.folder / "it's a paper.txt"
        self.paper.write_text("front page\fone two three", encoding="utf-8")
        (self.folder / "second.txt").write_text("one two three\n", encoding="utf-8")
        self.write_index(self.paper.name, hashlib.sha256(self.paper.read_bytes()).hexdigest(), "2")

    def write_index(self, paper, sha256, page):
        rows = [accuracy.INDEX_HEADER, ["second", paper, sha256, page, "invented"]]
        (self.folder / "pages.tsv").write_text(
            "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")

    def run_program(self, *more):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = accuracy.main(
                ["pairs", str(self.folder), "--papers", str(self.folder), "--tsv", *more])
        return status, out.getvalue(), err.getvalue()

    def test_a_reader_of_whole_papers_is_parted_at_form_feeds(self):
        status, out, err = self.run_program("--reader", "whole=cat {paper}")
        self.assertIn("whole\tsecond\t100.00\t100.00\t100.00", out)
        self.assertIn("1 of 1 pages counted", err)
        self.assertEqual(status, 0)

    def test_a_reader_of_pages_gets_the_page(self):
        status, out, _ = self.run_program("--reader", "paged=cut -d '\f' -f {page} {paper}")
        self.assertIn("paged\tsecond\t100.00\t100.00\t100.00", out)
        self.assertEqual(status, 0)

    def test_a_page_of_another_file_is_named_and_not_counted(self):
        self.paper.write_text("another\fone two three", encoding="utf-8")
        status, out, err = self.run_program("--reader", "whole=cat {paper}")
        self.assertEqual(out, "")
        self.assertIn("0 of 1 pages counted", err)
        self.assertIn("second is not counted", err)
        self.assertEqual(status, 1)

    def test_a_missing_paper_is_named_and_not_counted(self):
        self.paper.unlink()
        status, _, err = self.run_program("--reader", "whole=cat {paper}")
        self.assertIn("second is not counted", err)
        self.assertIn("No such file", err)
        self.assertEqual(status, 1)

    def test_a_failing_reader_scores_nothing_and_is_named(self):
        status, out, err = self.run_program("--reader", "bad=echo broken >&2; false {paper}")
        self.assertIn("bad\tsecond\t0.00\t0.00\t0.00", out)
        self.assertIn("reader 'bad' failed", err)
        self.assertIn("broken", err)
        self.assertEqual(status, 1)

    def test_a_reader_that_is_not_installed_is_left_out_and_named(self):
        status, out, err = self.run_program("--reader", "none=no-such-reader {paper}",
                                            "--reader", "whole=cat {paper}")
        self.assertNotIn("none", out)
        self.assertIn("reader 'none' left out", err)
        self.assertEqual(status, 1)

    def test_faulty_indexes_and_arguments_say_where(self):
        self.assertIn("not predefined", self.run_program("--reader", "unknown")[2])
        self.assertIn("does not name {paper}", self.run_program("--reader", "x=cat")[2])
        self.assertIn("--page third", self.run_program("--page", "third")[2])
        (self.folder / "second.txt").write_text("\n", encoding="utf-8")
        self.assertIn("second.txt: no words", self.run_program()[2])
        self.write_index(self.paper.name, "0" * 64, "0")
        status, _, err = self.run_program()
        self.assertIn("pages.tsv:2: '0' is no page number", err)
        self.assertEqual(status, 2)


class ReferencesTest(unittest.TestCase):
    """The typed pages of this folder are what their README.md says."""

    def test_every_page_has_a_reference_and_every_reference_a_page(self):
        for folder in [HERE / "text", HERE / "ocr"]:
            with self.subTest(folder=folder.name):
                indexed = sorted(page.id for page in accuracy.read_index(folder))
                self.assertEqual(indexed, sorted(path.stem for path in folder.glob("*.txt")))
                self.assertEqual(len(indexed), 20)

    def test_references_keep_their_form(self):
        unwanted = r"  | \t|\t | $|[\x00-\x08\x0b-\x1f\u00a0\u00ad\ufb00-\ufb06]"
        for path in sorted(HERE.glob("text/*.txt")) + sorted(HERE.glob("ocr/*.txt")):
            text = path.read_text(encoding="utf-8")
            with self.subTest(path=path.name):
                self.assertEqual(text, unicodedata.normalize("NFC", text))
                self.assertTrue(text.endswith("\n") and not text.endswith("\n\n"))
            for number, line in enumerate(text.splitlines(), 1):
                with self.subTest(path=path.name, line=number):
                    self.assertNotRegex(line, unwanted)
                    self.assertNotRegex(line, "^#(?!furniture )")
                    self.assertNotIn("?]", line.replace(measures.ILLEGIBLE, ""))


if __name__ == "__main__":
    unittest.main()
