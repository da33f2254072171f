"""The gold files are sound, and the program agrees with them."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.evaluate import compare, load
from pipeline.flow import run_path
from pipeline.read import read

ROOT = Path(__file__).parents[2]
GOLD = sorted((ROOT / "gold").glob("*.json"))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_is_sound(path):
    gold = load(path)
    source = read(ROOT / gold.document.source)
    assert gold.document.id == path.stem
    assert gold.document.sha256 == hashlib.sha256((ROOT / gold.document.source).read_bytes()).hexdigest()
    assert gold.document.characters == len(source.text)
    end, last = 0, (-1, 0)
    for mention in gold.mentions:
        assert mention.text == source.text[mention.start : mention.end], mention
        assert (mention.start, -mention.end) > last, mention
        last = (mention.start, -mention.end)
        assert mention.start >= end or mention.type == "DOI", mention
        end = max(end, mention.end)
    known = {mention.id: mention for mention in gold.mentions}
    assert len(known) == len(gold.mentions)
    records = gold.records
    for record in (*records.funding, *records.people, *records.organizations):
        assert set(record.mentions) <= known.keys()
        assert record.mentions, record
    for note in records.glossary:
        assert {known[each].type for each in note.references} <= {"MARKER"}
        if note.definition is not None:
            assert note.definition == source.text[note.definition_start : note.definition_end]
    sections = gold.sections
    assert sections[0].start == 0
    assert sections[-1].end == len(source.text)
    assert all(one.end == two.start for one, two in pairwise(sections))


def test_there_are_enough_invented_releases():
    assert len(GOLD) >= 11


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_program_agrees(path):
    """Every type of the contract at 0.98 strict, and every value right; the differences are printed when one is not."""
    gold = load(path)
    found = compare(gold, run_path(ROOT / gold.document.source))
    said = "\n".join(f"{each.kind} {each.where}: {each.gold!r} / {each.output!r}" for each in found.differences)
    for name, count in found.types.items():
        f1 = 2 * count.hits / (count.gold + count.output)
        assert f1 >= 0.98, f"{name} {f1:.3f}\n{said}"
        assert count.right == count.valued, f"{name}\n{said}"
    assert not [each for each in found.differences if each.kind == "record"], said
