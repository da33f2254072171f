"""`.spacy` files of outputs."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import DocBin

from pipeline import flow
from pipeline.bridge import release_of, write_docbin
from pipeline.bridge.export import tokenized
from pipeline.errors import TextMismatch, TextNotFound
from pipeline.read import read
from pipeline.write import to_json
from pipeline.write.outputs import outputs

TEXTS = {"a": "令和6年4月1日\n北浜工科大学が発表した。JP22K00123\n", "b": "平成30年度に始めた。\n"}


@pytest.fixture
def folder(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.json").write_text(to_json(flow.run(read(tmp_path / f"{name}.txt"), ner=False)), encoding="utf-8")
    return tmp_path


def test_docs_come_back_whole(folder, tmp_path):
    for name in ("x", "y"):
        count = write_docbin(tmp_path / f"{name}.spacy", outputs([folder]))
    assert (tmp_path / "x.spacy").read_bytes() == (tmp_path / "y.spacy").read_bytes()
    docs = list(DocBin().from_disk(tmp_path / "x.spacy").get_docs(spacy.blank("ja").vocab))
    assert [doc.text for doc in docs] == list(TEXTS.values())
    assert [doc.user_data["id"] for doc in docs] == ["a", "b"]
    assert count == {"documents": 2, "spans": sum(len(doc.spans["kisha"]) for doc in docs), "moved": 0, "lost": 0}
    date = docs[0].spans["kisha"][0]
    assert (date.text, date.label_, date.kb_id_, date.id_) == ("令和6年4月1日", "DATE", "2024-04-01", "m1")
    assert next((entity.text, entity.kb_id_) for entity in docs[0].ents) == ("令和6年4月1日", "2024-04-01")
    assert release_of(docs[1]).mentions[0].text == "平成30年度"


def test_the_text_is_needed(folder):
    (folder / "b.txt").unlink()
    with pytest.raises(TextNotFound):
        write_docbin(folder / "x.spacy", outputs([folder / "b.json"]))
    (folder / "texts").mkdir()
    (folder / "texts/b.txt").write_text("別の文。\n", encoding="utf-8")
    with pytest.raises(TextMismatch):
        write_docbin(folder / "x.spacy", outputs([folder / "b.json"]), texts=folder / "texts")
    (folder / "texts/b.txt").write_text(TEXTS["b"], encoding="utf-8")
    assert write_docbin(folder / "x.spacy", outputs([folder / "b.json"]), texts=folder / "texts")["documents"] == 1


@pytest.mark.parametrize("piece", ["令和6年4月1日に発表した。\n", "改行のない文が続く", "a \u3000 b\r\n\n", "𠮷野家🍣 "])
def test_a_long_text_is_tokenized_in_parts(piece):
    nlp = spacy.blank("ja")
    text = piece * (60_000 // len(piece.encode()) + 1)
    assert tokenized(nlp, text).text == text
    assert [token.text for token in tokenized(nlp, piece * 3)] == [token.text for token in nlp.make_doc(piece * 3)]
