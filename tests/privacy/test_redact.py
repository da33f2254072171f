"""The function itself: pure, exact, final."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import extract, flow
from pipeline.assemble import Release
from pipeline.model import MentionType
from pipeline.privacy import COVER, Level, cover_of, redact
from pipeline.privacy.folded import Folded, folded
from pipeline.read import read_text
from pipeline.write import to_json
from tests.privacy.samples import RELEASE


@pytest.fixture(scope="module")
def release() -> Release:
    return flow.run(read_text(RELEASE), ner=False, explain=True)


@pytest.mark.parametrize("level", Level)
def test_twice_is_once(release, level):
    before = to_json(release)
    once, text = redact(release, RELEASE, level)
    again, same = redact(once, text, level)
    assert (to_json(again), same) == (to_json(once), text)
    assert to_json(release) == before


def test_one_level_after_the_other_is_all(release):
    contacts, text = redact(release, RELEASE, Level.CONTACTS)
    both, taken = redact(contacts, text, Level.PEOPLE)
    assert both.document.redaction is not None
    assert both.document.redaction.level == "all"
    whole, wanted = redact(release, RELEASE, Level.ALL)
    assert [person.name for person in both.records.people] == [person.name for person in whole.records.people]
    assert sum(sign == COVER for sign in taken or "") >= 0.95 * sum(sign == COVER for sign in wanted or "")


def test_without_redaction_nothing_says_so(release):
    assert "redaction" not in to_json(release)


def test_what_an_output_and_its_gold_know_is_taken_out_of_both(release):
    """The gold alone knows who 'the dropper' is."""
    words = "水滴の動き"
    start = RELEASE.index(words)
    person = release.mentions[0].model_copy(
        update={"type": MentionType.PERSON, "text": words, "start": start, "end": start + len(words), "value": None}
    )
    gold = release.model_copy(update={"mentions": [person]})
    cover = cover_of((release, gold), Level.PEOPLE)
    output, text = redact(release, RELEASE, Level.PEOPLE, cover=cover)
    assert words not in (text or "")
    assert words not in to_json(output)


@pytest.mark.parametrize(
    ("text", "gone", "kept"),
    [
        ("青木一郎教授\n\n森に入ると青木さんがいた。森林の青木一郎。", ("青木",), ("森に入る", "森林")),
        ("石川県の石川太郎教授は石川教授とも呼ばれる。", ("石川太郎", "石川教授"), ("石川県",)),
        ("髙橋 直子教授の高橋研究室と高橋 直 子。", ("髙橋", "高橋"), ("研究室",)),
    ],
)
def test_family_names_and_words_that_look_like_them(text, gone, kept):
    _, taken = redact(extract(text, ner=False), text, Level.PEOPLE)
    assert [each for each in gone if each in (taken or "")] == []
    assert [each for each in kept if each not in (taken or "")] == []


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("受付 03（5550）0187 まで", "5550"),
        ("Tel +81 3 5550 0187", "5550"),
        ("直通：5550-0187", "5550"),
        ("名前＠example.ac.jp へ", "example"),
        ("〒563-0099 北浜市緑ヶ丘1-1 電話は下に", "緑ヶ丘"),
        ("住所：北浜市緑ヶ丘1-1", "緑ヶ丘"),
    ],
)
def test_what_has_the_form_is_taken_out_though_nobody_marked_it(text, gone):
    release = flow.run(read_text(f"お知らせ\n\n{text}\n"), ner=False).model_copy(update={"mentions": []})
    _, taken = redact(release, f"お知らせ\n\n{text}\n", Level.CONTACTS)
    assert gone not in (taken or "")


@pytest.mark.parametrize(
    "text", ["2024年10月12日 0.123-0.456 10.1038/s41586-024-01234-5 JP19K07120 ISBN 978-4-00-123456-7", "09-12-2024"]
)
def test_other_numbers_stay(text):
    release = flow.run(read_text(f"お知らせ\n\n{text}\n"), ner=False)
    assert redact(release, f"お知らせ\n\n{text}\n", Level.CONTACTS)[1] == f"お知らせ\n\n{text}\n"


@given(
    st.text(alphabet="青木一郎aAｱﾞガか゚ 　-\n・é\u0301\u200b👨‍👩 0０", max_size=30),
    st.text(alphabet="青木aAｱかé", min_size=1, max_size=6),
)
def test_a_folded_text_finds_what_stands_in_it(around, word):
    """Whatever stands around a word and between its letters, each letter's span is found, and spans fold to the word."""
    text = around + "、" + " ".join(word) + "、" + around
    spans = list(Folded(text).find(folded(word)))
    assert spans
    for start, end in spans:
        assert folded(text[start:end]) == folded(word)


@given(st.text(max_size=200))
def test_any_text_keeps_its_length_and_its_lines(text):
    release = Release.model_validate(
        {
            "document": {
                "id": "x",
                "source": "x",
                "media_type": "text/plain",
                "encoding": "utf-8",
                "sha256": "",
                "characters": len(text),
            }
        }
    )
    _, taken = redact(release, text, Level.ALL)
    assert len(taken or "") == len(text)
    assert [at for at, sign in enumerate(taken or "") if sign in "\r\n"] == [at for at, sign in enumerate(text) if sign in "\r\n"]
