"""The text that a reader made is stored beside the output."""

import json
from functools import partial

import pytest

from pipeline.cli.extract import _one
from pipeline.errors import OutputUnwritable
from pipeline.flow import run
from pipeline.model import Place, Source
from pipeline.read import read
from pipeline.write import check_room, to_places, write_made
from tests.read.pdfs import Sheet, pdf

PLACED = Source(
    "一行目\n二行目\n",
    "a.pdf",
    made=True,
    places=(Place(0, 3, 1, 60.0, 698.5, 91.5, 709.0), Place(4, 7, 2, 60.0, 680.5, 91.5, 691.0)),
)


def test_text_and_places_are_stored(tmp_path):
    write_made(PLACED, tmp_path / "a.json")
    assert (tmp_path / "a.txt").read_bytes().decode() == PLACED.text
    stored = json.loads((tmp_path / "a.places.json").read_text())
    assert stored["places"][1] == {"start": 4, "end": 7, "page": 2, "box": [60.0, 680.5, 91.5, 691.0]}
    assert stored["source"] == "a.pdf"
    assert to_places(PLACED).count("\n") == 4


def test_text_that_is_its_own_source_is_not(tmp_path):
    write_made(Source("本文", "a.txt"), tmp_path / "a.json")
    write_made(Source("本文", "a.html", made=True), tmp_path / "b.json")
    write_made(Source("本文", "a.html", made=True), tmp_path / "c.txt")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.txt", "c.txt.txt"]


def test_another_text_is_not_replaced(tmp_path):
    (tmp_path / "a.txt").write_text("手書きの文")
    with pytest.raises(OutputUnwritable, match="another text"):
        check_room(PLACED, tmp_path / "a.json")
    (tmp_path / "a.json").write_text("{}")  # an earlier run's
    check_room(PLACED, tmp_path / "a.json")
    check_room(PLACED, tmp_path / "b.json")


def test_offsets_of_the_output_refer_to_the_stored_text(tmp_path):
    sheet = Sheet()
    sheet.write(60, 700, "2024年3月12日")
    sheet.fill(60, 660, "本研究は、JSPS科研費 JP19K07120の助成を受けた。", 30)
    (tmp_path / "a.pdf").write_bytes(pdf(sheet))
    target = tmp_path / "out" / "a.json"
    _one(str(tmp_path / "a.pdf"), target, partial(run, ner=False), True, lines=False)
    document, text = json.loads(target.read_text()), (tmp_path / "out" / "a.txt").read_text()
    assert document["document"]["characters"] == len(text)
    assert document["document"]["media_type"] == "application/pdf"
    assert document["mentions"]
    assert all(mention["text"] == text[mention["start"] : mention["end"]] for mention in document["mentions"])
    assert read(tmp_path / "a.pdf").text == text
