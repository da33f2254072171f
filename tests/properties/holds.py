"""What is promised of every document, whatever comes in. tests/properties/ and fuzz/ ask for the same."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import pairwise

from pydantic import BaseModel

from pipeline.assemble import Release
from pipeline.assemble.schema import NoteRecord
from pipeline.flow import run
from pipeline.model import Source
from pipeline.normalise import normalise
from pipeline.write import to_json


def assert_holds(source: Source, *, ner: bool = False, twice: bool = True) -> Release:
    """Runs the flow over `source` and asserts what is promised; the release, for more."""
    release = run(source, ner=ner, explain=True)
    written = to_json(release)
    assert Release.model_validate_json(written) == release, "the JSON is not the document"
    written.encode("utf-8")
    _mentions(release, source.text)
    _sections(release, source.text)
    _records(release, source.text)
    if twice:
        assert to_json(run(source, ner=ner, explain=True)) == written, "not the same bytes twice"
    return release


def assert_read(source: Source | None) -> None:
    """What every reader owes: a text that can be written, whose places lie in it, and that the next room takes."""
    if source is None:
        return
    source.text.encode("utf-8")
    end = 0
    for place in source.places:
        assert end <= place.start < place.end <= len(source.text), place
        end = place.end
    view = normalise(source)
    assert view.to_view(0, len(source.text)) == (0, len(view.view))


def assert_quick(call: Callable[[], object], ceiling: float) -> None:
    """Asserts that `call` takes no more than `ceiling` seconds of processor time."""
    before = time.process_time()
    call()
    taken = time.process_time() - before
    assert taken < ceiling, f"{taken:.1f} seconds"


def _mentions(release: Release, text: str) -> None:
    ends: dict[str, int] = {}
    last = 0
    for mention in release.mentions:
        assert mention.text == text[mention.start : mention.end] != "", mention
        layer = "doi" if mention.type == "DOI" else "other"
        assert mention.start >= ends.get(layer, 0), mention
        assert mention.start >= last or mention.type == "DOI", mention
        ends[layer] = last = mention.end
        for rival in mention.beat or ():
            assert rival.text == text[rival.start : rival.end], rival
    assert len({mention.id for mention in release.mentions}) == len(release.mentions)


def _sections(release: Release, text: str) -> None:
    tiles = release.sections
    assert [tiles[0].start, tiles[-1].end] == [0, len(text)], tiles
    assert all(one.end == two.start and one.start < one.end for one, two in pairwise(tiles)), tiles


def _records(release: Release, text: str) -> None:
    known = {mention.id for mention in release.mentions}
    people = {person.name for person in release.records.people}
    for record in _models(release.records):
        for mention in getattr(record, "mentions", None) or ():
            assert mention in known, record
        for mention in getattr(record, "references", None) or ():
            assert mention in known, record
        if isinstance(record, NoteRecord) and record.definition_start is not None:
            assert record.definition_end is not None, record
            assert record.definition_start <= record.definition_end <= len(text), record
    for author in release.records.publication.authors:
        assert author.person is None or author.person in people, author
    for warning in release.warnings:
        if warning.start is not None and warning.end is not None:
            assert warning.start <= warning.end <= len(text), warning


def _models(value: object) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from _models(getattr(value, name))
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _models(one)
