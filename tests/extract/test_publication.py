"""What the marked sentences cannot say of journals and papers: the lexicon's reach, lists of authors, parts of papers, time."""

from __future__ import annotations

import pytest

from pipeline.extract.publication import Part, find, papers
from pipeline.extract.publication.authors import authors_end, is_author_list
from pipeline.extract.publication.forms import known, looks_like_title, without_last_stop
from pipeline.lexicon import column, table
from pipeline.model import Analysis, Layout, Source
from pipeline.normalise import normalise
from pipeline.segment import segment
from tests.blowup import assert_no_blowup


def layout(text: str) -> Layout:
    return segment(normalise(Source(text, "case.txt")))


def parts(text: str) -> list[list[tuple[str, str]]]:
    view = layout(text)
    return [[(piece.part.value, view.text.view[piece.start : piece.end]) for piece in paper.pieces] for paper in papers(view)]


@pytest.mark.parametrize("form", ["Nature", "Nat. Commun.", "Nat Commun", "PNAS", "米国科学アカデミー紀要", "ネイチャー", "eLife"])
def test_lexicon_knows_short_and_japanese_forms(form):
    assert known(form)


def test_forms_of_one_journal_share_a_row():
    assert known("PNAS") is known("Proc. Natl. Acad. Sci. USA") is known("米国科学アカデミー紀要")


@pytest.mark.parametrize("word", ["nature", "cell", "Natures", "Journal"])
def test_words_are_no_journals(word):
    assert known(word) is None


def test_every_latin_title_of_the_lexicon_follows_the_grammar():
    for row in table("journals"):
        name = row["name"]
        commas = ", " in name and " and " not in name and "&" not in name  # told by the lexicon alone
        if name.isascii() and name not in {"Preprints.org", "Inventiones mathematicae"} and not commas:
            assert looks_like_title(name), name


def test_no_form_stands_for_two_journals():
    seen: dict[str, str] = {}
    for row in table("journals"):
        for form in (row["name"], *row["short"].split("|"), *row["ja"].split("|")):
            assert not form or seen.setdefault(form, row["name"]) == row["name"], form


def test_no_journal_is_listed_as_something_else():
    assert not {row["name"] for row in table("journals")} & set(column("not_journals", "names"))


@pytest.mark.parametrize(
    ("name", "bare"),
    [("Nature.", "Nature"), ("Biol. Pharm. Bull.", "Biol. Pharm. Bull."), ("Sci Rep.", "Sci Rep"), ("Cell Metab.", "Cell Metab.")],
)
def test_full_stop_of_short_forms_stays(name, bare):
    assert without_last_stop(name) == bare


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ichiro Aoki, Jiro Mori, and Mie Hayashi. Title", 3),
        ("Aoki I, Mori J, Hayashi M. Title", 3),
        ("Aoki, I., Mori, J., & Hayashi, M. (2026).", 3),
        ("I. Aoki, J. Mori et al.", 2),
        ("Dupont J.-L., van der Berg A. (2018)", 2),
        ("Ichiro Aoki1,2*, Jiro Mori2†, Tran Minh Anh1 ", 3),
        ("Ichiro Aoki、Jiro Mori・Mie Hayashi", 3),
        ("Quantum spin liquids in a kagome magnet", 0),
    ],
)
def test_authors_are_counted(text, count):
    assert authors_end(text, 0, len(text))[1] == count


def test_title_in_capitals_is_no_author_list():
    assert not is_author_list("Deep Learning for Protein Structure")
    assert is_author_list("and Kenta Yamane")


def test_parts_of_a_labelled_block():
    text = "論文名：Moss under snow\n著者：Ichiro Aoki\n掲載誌：Ecology Letters\n公開日：2026年6月18日\nDOI：10.5555/el.1\n"
    assert parts(text) == [
        [
            ("title", "Moss under snow"),
            ("authors", "Ichiro Aoki"),
            ("journal", "Ecology Letters"),
            ("date", "2026年6月18日"),
            ("doi", "10.5555/el.1"),
        ]
    ]


def test_two_papers_in_one_block_stay_apart():
    text = "論文名：Moss under snow\n掲載誌：Ecology Letters\n\n論文名：Moss in the sun\n掲載誌：Ecological Research\n"
    assert [[value for _, value in paper] for paper in parts(text)] == [
        ["Moss under snow", "Ecology Letters"],
        ["Moss in the sun", "Ecological Research"],
    ]


def test_references_below_a_block_are_not_part_of_it():
    block = "論文情報\n論文名：Moss under snow\n掲載誌：Ecology Letters\n\n"
    text = block + "参考文献\n1) Mori J. Moss on stones. Ecol. Res. 35, 1-9 (2020).\n"
    first, second = papers(layout(text))
    assert first.end <= second.start
    assert [piece.part for piece in second.pieces] == [Part.AUTHORS, Part.TITLE, Part.JOURNAL]


@pytest.mark.parametrize(
    "text",
    ["Nature 2016, ", "Cell 12(3): 45. ", "Nature誌", "“Title of the paper in x”, ", "論文名：\n", "「題名の題名」『誌名』第3号、",
     "A. ", "Aoki I, ", "(", "...", "『", '"abc ', "青木一郎(2020)", "Nature Science ", "タイトル\t雑誌\n"],
)  # fmt: skip
def test_time_grows_with_length(text):
    analysis = Analysis(layout(text * 5000), (), ())
    assert_no_blowup(lambda: list(find(analysis)))
