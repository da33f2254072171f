"""Gold finds its text, and is held to it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from pipeline.errors import SourceNotFound, SourceUnreadable, TextMismatch, TextNotFound
from pipeline.extractors import load_gold

ROOT = Path(__file__).parents[2]
TEXT = "青嶺大学、2024年。\r\n"
BARE = {"mentions": [{"type": "DATE", "start": 5, "end": 10, "text": "2024年", "value": "2024"}]}


def whole(**about):
    data = TEXT.encode()
    known = {"id": "x", "source": "texts/x.txt", "media_type": "text/plain", "sha256": hashlib.sha256(data).hexdigest()}
    return {"schema_version": "1.0", "document": {**known, "characters": len(TEXT), **about}, **BARE, "records": {"title": None}}


def put(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else json.dumps(content).encode())
    return path


def test_the_projects_own_gold():
    documents = load_gold(ROOT / "gold")
    assert [each.id for each in documents] == sorted(path.stem for path in (ROOT / "gold").glob("*.json"))
    for document in documents:
        assert document.records is not None
        assert all(mark.text == document.text[mark.start : mark.end] for mark in document.marks)


@pytest.mark.parametrize("place", ["gold/x.txt", "gold/x.md", "texts/x.txt", "elsewhere/x.txt", "elsewhere/x.md"])
@pytest.mark.parametrize("name", ["x.json", "x.gold.json"])
def test_where_texts_are_looked_for(tmp_path, monkeypatch, name, place):
    monkeypatch.chdir("/")
    gold = put(tmp_path / "gold" / name, whole())
    put(tmp_path / place, TEXT)
    (document,) = load_gold(gold, texts=tmp_path / "elsewhere")
    assert (document.id, document.text) == ("x", TEXT)


def test_the_current_folder(tmp_path, monkeypatch):
    gold = put(tmp_path / "far" / "away" / "x.json", whole())
    put(tmp_path / "here" / "texts" / "x.txt", TEXT)
    monkeypatch.chdir(tmp_path / "here")
    assert load_gold(gold)[0].text == TEXT


def test_bare_mentions(tmp_path):
    put(tmp_path / "a.gold.json", {**BARE, "records": {"funding": []}})
    put(tmp_path / "b.json", [[5, 10, "DATE"]])
    for name in "ab":
        put(tmp_path / f"{name}.txt", TEXT)
    first, second = load_gold(tmp_path)
    assert (first.id, first.records, second.id, second.records) == ("a", {"funding": []}, "b", None)
    assert first.marks[0].text == second.marks[0].text == "2024年"


def test_no_text(tmp_path):
    gold = put(tmp_path / "x.json", whole())
    with pytest.raises(TextNotFound, match="--texts"):
        load_gold(gold)
    (document,) = load_gold(gold, with_text=False)
    assert (document.text, document.marks[0].text) == (None, "2024年")


@pytest.mark.parametrize(
    ("gold", "text", "said"),
    [
        (whole(), TEXT.replace("\r", ""), "SHA-256"),
        (whole(sha256="", characters=3), TEXT, "characters, not 3"),
        (whole(media_type="application/pdf", sha256="0" * 64), TEXT + "!", "characters"),
        (BARE, "　" + TEXT, "something else stands at"),
    ],
)
def test_another_text_is_refused(tmp_path, gold, text, said):
    put(tmp_path / "x.json", gold)
    put(tmp_path / "x.txt", text)
    with pytest.raises(TextMismatch, match=said):
        load_gold(tmp_path)
    assert load_gold(tmp_path, with_text=False)[0].text is None


def test_the_stored_text_of_a_pdf_has_another_hash(tmp_path):
    put(tmp_path / "x.json", whole(media_type="application/pdf", sha256="0" * 64))
    put(tmp_path / "x.txt", TEXT)
    assert load_gold(tmp_path)[0].text == TEXT


@pytest.mark.parametrize(
    ("content", "error"), [("{", SourceUnreadable), ({"entities": []}, SourceUnreadable), ([[9, 5, "DATE"]], SourceUnreadable)]
)
def test_gold_that_is_none(tmp_path, content, error):
    put(tmp_path / "x.json", content)
    put(tmp_path / "x.txt", TEXT)
    with pytest.raises(error):
        load_gold(tmp_path / "x.json")


def test_no_gold_and_twice_the_same(tmp_path):
    with pytest.raises(SourceNotFound):
        load_gold(tmp_path / "nothing.json")
    with pytest.raises(SourceNotFound):
        load_gold(tmp_path)
    put(tmp_path / "x.json", BARE)
    put(tmp_path / "x.gold.json", BARE)
    with pytest.raises(SourceUnreadable, match="two gold files"):
        load_gold(tmp_path, with_text=False)
