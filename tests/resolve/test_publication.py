"""The announced paper, with mentions as the extractors give them."""

from __future__ import annotations

import pytest

from pipeline.extract.publication import find
from pipeline.model import Analysis, Author, Mention, MentionType, Person, Publication, Source
from pipeline.normalise import normalise
from pipeline.resolve.overlaps import choose
from pipeline.resolve.publication import describe, with_people
from pipeline.segment import segment


def paper(text: str, **marked: dict[str, str | None] | list[str]) -> Publication:
    """The record of `text`; `marked` gives the mentions of other fields by type: their words, perhaps with values."""
    layout = segment(normalise(Source(text, "case.txt")))
    analysis = Analysis(layout, (), ())
    view = layout.text.view
    mentions = list(find(analysis))
    for name, words in marked.items():
        at = 0
        for word in words:
            start = view.find(word, at)
            if start < 0:
                start = view.index(word)
            at = start + 1
            value = words[word] if isinstance(words, dict) else None
            mentions.append(Mention(MentionType[name], start, start + len(word), value))
    return describe(tuple(decision.mention for decision in choose(mentions)), analysis)


BLOCK = """【論文情報】
雑誌名：Ecology Letters
論文名：Moss under snow keeps its colour
（雪の下の苔は色を保つ）
著者名：Ichiro Aoki, Jiro Mori
（青木一郎、森二郎）
掲載日：2026年6月18日
DOI：10.5555/el.1
URL：https://doi.org/10.5555/el.1
"""
PEOPLE = ["Ichiro Aoki", "Jiro Mori", "青木一郎", "森二郎"]


def test_block_gives_every_field():
    found = paper(
        BLOCK,
        PERSON=PEOPLE,
        DATE={"2026年6月18日": "2026-06-18"},
        DOI={"10.5555/el.1": "10.5555/el.1"},
        URL={"https://doi.org/10.5555/el.1": "https://doi.org/10.5555/el.1"},
    )
    assert found.journal == "Ecology Letters"
    assert (found.title, found.title_ja) == ("Moss under snow keeps its colour", "雪の下の苔は色を保つ")
    assert [author.name for author in found.authors] == ["Ichiro Aoki", "Jiro Mori"]
    assert (found.doi, found.published, found.url) == ("10.5555/el.1", "2026-06-18", "https://doi.org/10.5555/el.1")


def test_doi_without_address_gives_no_url():
    assert paper(BLOCK.replace("URL：https://doi.org/10.5555/el.1\n", ""), DOI={"10.5555/el.1": "10.5555/el.1"}).url is None


def test_japanese_list_of_authors_stands_where_there_is_no_other():
    text = "論文名：Moss under snow\n著者：青木 一郎、森 二郎\n掲載誌：Ecology Letters\n"
    assert [each.name for each in paper(text, PERSON=["青木 一郎", "森 二郎"]).authors] == ["青木一郎", "森二郎"]


def test_announcement_gives_day_that_the_block_leaves_out():
    said = "本研究成果は、2026年6月17日（日本時間6月18日）に学術誌「Ecology Letters」に掲載されました。\n\n"
    days: dict[str, str | None] = {"2026年6月17日": "2026-06-17", "6月18日": "2026-06-18"}
    found = paper(said + BLOCK.replace("掲載日：2026年6月18日\n", ""), DATE=days)
    assert found.published == "2026-06-17"


def test_day_in_brackets_behind_the_journal():
    text = "本研究は、科学雑誌『Ecology Letters』オンライン版（6月18日付）に掲載されました。"
    assert paper(text, DATE={"6月18日付": "2026-06-18"}).published == "2026-06-18"


def test_year_of_a_citation_where_nothing_else_is_said():
    text = "論文情報：Ichiro Aoki, Jiro Mori. Moss under snow and ice. Ecology Letters 26(3): 1-9, 2026.\n"
    found = paper(text, DATE={"2026": "2026"}, PERSON=["Ichiro Aoki", "Jiro Mori"])
    assert (found.journal, found.title, found.published) == ("Ecology Letters", "Moss under snow and ice", "2026")
    assert len(found.authors) == 2


def test_day_a_manuscript_came_in_is_not_the_day_it_appears():
    text = "論文名：Moss under snow\n掲載誌：Ecology Letters\n受理日：2026年5月1日\n"
    assert paper(text, DATE={"2026年5月1日": "2026-05-01"}).published is None


def test_paper_of_a_sentence_with_its_doi_on_the_next_line():
    said = "当センターの論文 “Moss under snow and ice” が Ecology Letters 誌に掲載されました。論文は下記URLにあります。\n"
    url = "https://doi.org/10.5555/el.1"
    found = paper(f"{said}{url}\n", DOI={"10.5555/el.1": "10.5555/el.1"}, URL={url: url})
    assert (found.journal, found.title, found.doi) == ("Ecology Letters", "Moss under snow and ice", "10.5555/el.1")
    assert found.url == "https://doi.org/10.5555/el.1"


def test_journal_in_its_fullest_form():
    said = "本成果は「Proceedings of the National Academy of Sciences」に掲載されました。\n\n"
    assert paper(said + "論文名：Moss under snow\n掲載誌：PNAS\n").journal == "Proceedings of the National Academy of Sciences"


def test_first_of_two_papers():
    first, second = "論文名：Moss under snow\n掲載誌：Ecology Letters\n\n", "論文名：Moss in the sun\n掲載誌：Ecological Research\n"
    found = paper(f"【発表論文】\n{first}{second}")
    assert (found.journal, found.title) == ("Ecology Letters", "Moss under snow")


@pytest.mark.parametrize(
    "text",
    [
        "データベース「TreeDB」を公開しました。\n",
        "【参考文献】\n1) Mori J, Aoki I. Moss on stones in the rain. Ecol. Res. 35, 1-9 (2020).\n",
        "【用語解説】\n※1 苔\n引用元：Ecology Letters 誌、3 巻、45-60 ページ、2023 年\n",
        "2010年に米国のグループが論文をScience誌に報告していました。\n",
        "Cell ReportsやNature Communicationsなどに論文を発表してきました。\n",
        "".join(f"論文が{name}誌に掲載されました。\n\n" for name in ("Evolutionary Signs", "Human Letters", "Night Reports")),
    ],
)
def test_no_paper_is_announced(text):
    assert paper(text) == Publication()


def people(*forms: tuple[str, str | None]) -> tuple[Person, ...]:
    return tuple(Person(name, romanized=romanized) for name, romanized in forms)


@pytest.mark.parametrize(
    ("author", "person"),
    [
        ("Ichiro Aoki", "青木一郎"),
        ("Aoki Ichiro", "青木一郎"),
        ("Aoki I", "青木一郎"),
        ("I. Aoki", "青木一郎"),
        ("Ｉｃｈｉｒｏ　Ａｏｋｉ", "青木一郎"),
        ("青木一郎", "青木一郎"),
        ("Elena Marchetti", "Elena Marchetti"),
        ("Jiro Aoki", None),
        ("Mori K", None),
    ],
)
def test_authors_are_tied_to_people(author, person):
    known = people(("青木一郎", "Ichiro Aoki"), ("Elena Marchetti", "Elena Marchetti"), ("森桂", "Kei Mori"), ("森健", "Ken Mori"))
    assert with_people(Publication(authors=(Author(author),)), known).authors == (Author(author, person),)


def test_latin_author_that_nobody_took_for_a_person_is_an_author_still():
    text = (
        "論文名：Moss under snow\n著者：Ichiro Aoki 1), Yohei Sagara 1), 森二郎2), Liisa Päivärinta 2)\n掲載誌：Ecology Letters\n"
    )
    names = [each.name for each in paper(text, PERSON=["Ichiro Aoki", "森二郎"]).authors]
    assert names == ["Ichiro Aoki", "Yohei Sagara", "森二郎", "Liisa Päivärinta"]


def test_author_before_the_title_of_the_announcement():
    text = "この成果は、I. Aoki et al. “Moss under snow keeps its colour” として『Ecology Letters』に6月18日付で掲載されます。"
    assert [each.name for each in paper(text).authors] == ["I. Aoki"]


def test_title_that_a_line_break_cuts_in_a_word():
    found = paper("【論文情報】\n論文名：Early closure of a strip confers salt toler-\nance in rice\n雑誌名：Ecology Letters\n")
    assert found.title == "Early closure of a strip confers salt tolerance in rice"


def test_time_of_day_that_the_announcement_adds_to_the_day_of_the_block():
    said = "本研究成果は、2026年6月18日午前0時に学術誌「Ecology Letters」に掲載されました。\n\n"
    block = "【論文情報】\n雑誌名：Ecology Letters\n論文名：Moss under snow keeps its colour\n掲載日：2026.6.{}\n"
    same: dict[str, str | None] = {"2026年6月18日午前0時": "2026-06-18T00:00:00+09:00", "2026.6.18": "2026-06-18"}
    assert paper(said + block.format(18), DATE=same).published == "2026-06-18T00:00:00+09:00"
    other: dict[str, str | None] = {"2026年6月18日午前0時": "2026-06-18T00:00:00+09:00", "2026.6.19": "2026-06-19"}
    assert paper(said + block.format(19), DATE=other).published == "2026-06-19"
