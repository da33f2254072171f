"""What goes into a format comes out of it again, to the code point, whatever the text."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from pipeline.annotate.brat import from_brat, to_brat
from pipeline.annotate.docbin import from_docbin, to_docbin
from pipeline.annotate.doccano import from_doccano, to_doccano
from pipeline.annotate.iob2 import from_iob2, to_iob2
from pipeline.annotate.label_studio import from_label_studio, to_label_studio
from pipeline.annotate.marks import Left, flat, lost, ordered
from pipeline.annotate.texts import moved
from pipeline.annotate.units import Offsets, Unit
from pipeline.annotate.web_annotation import from_web_annotation, to_web_annotation
from pipeline.model.annotation import Annotation, Mark
from tests.annotate.nasty import EMPTY, NASTY, UNMARKED, annotations


def brat(annotation: Annotation) -> Annotation:
    text, ann = to_brat(annotation)
    return from_brat(annotation.id, text, ann)


def doccano(annotation: Annotation, unit: Unit = Unit.UTF16) -> Annotation:
    line = to_doccano(annotation, unit)
    assert "\n" not in line
    return from_doccano(line, "other", unit)


def label_studio(annotation: Annotation, unit: Unit = Unit.UTF16) -> Annotation:
    return from_label_studio(json.loads(json.dumps(to_label_studio(annotation, unit))), "other", unit)


def docbin(annotation: Annotation) -> Annotation:
    return from_docbin(to_docbin([annotation]), "other")[0]


def web_annotation(annotation: Annotation) -> Annotation:
    return from_web_annotation(json.loads(json.dumps(to_web_annotation(annotation))), "other", annotation.text)


def iob2(annotation: Annotation) -> Annotation:
    (found,) = from_iob2(to_iob2(annotation), "other")
    return found


def as_code_points(way):
    return lambda annotation: way(annotation, Unit.CODE_POINTS)


EXACT = {
    "brat": brat,
    "doccano": doccano,
    "doccano, code points": as_code_points(doccano),
    "label-studio": label_studio,
    "label-studio, code points": as_code_points(label_studio),
    "docbin": docbin,
    "web-annotation": web_annotation,
}
ways = pytest.mark.parametrize("way", EXACT.values(), ids=EXACT.keys())


@ways
@pytest.mark.parametrize("annotation", [NASTY, EMPTY, UNMARKED], ids=lambda each: each.id)
def test_nasty_text(way, annotation):
    assert way(annotation) == annotation


@ways
@settings(max_examples=60, deadline=None)
@given(annotation=annotations())
def test_any_text(way, annotation):
    assert way(annotation) == annotation


@pytest.mark.parametrize("annotation", [NASTY, EMPTY, UNMARKED], ids=lambda each: each.id)
def test_iob2_keeps_one_layer(annotation):
    kept = ordered(replace(each, value=None) for each in flat(annotation.marks))
    assert iob2(annotation) == replace(annotation, marks=kept)


def test_iob2_lets_the_longer_stay():
    assert lost(NASTY, iob2(NASTY)) == {"mentions DOI": 1, "values": 4}


@settings(max_examples=60, deadline=None)
@given(annotation=annotations())
def test_iob2_with_any_text(annotation):
    kept = ordered(replace(each, value=None) for each in flat(annotation.marks))
    assert iob2(annotation) == replace(annotation, marks=kept)


def test_several_documents_in_one_iob2_file():
    three = [NASTY, EMPTY, UNMARKED]
    found = from_iob2("".join(map(to_iob2, three)), "other")
    assert [(each.id, each.text) for each in found] == [(each.id, each.text) for each in three]


@pytest.mark.parametrize("unit", Unit)
@settings(max_examples=40, deadline=None)
@given(annotation=annotations())
def test_units_count_as_their_tools_do(unit, annotation):
    text = annotation.text or ""
    offsets = Offsets(text, unit)
    for at in range(len(text) + 1):
        there = offsets.there(at)
        assert there == (at if unit is Unit.CODE_POINTS else len(text[:at].encode("utf-16-le")) // 2)
        assert offsets.back(there) == at


def test_half_a_character_is_no_place():
    offsets = Offsets("a𠮷b", Unit.UTF16)
    assert [offsets.back(at) for at in (0, 1, 3, 4)] == [0, 1, 2, 3]
    for outside in (-1, 2, 5):
        with pytest.raises(ValueError, match=f"offset {outside} lies"):
            offsets.back(outside)


def test_offsets_on_the_wire():
    """What the tools themselves would slice with: UTF-16 for the two, code points for the others."""
    units = NASTY.text.encode("utf-16-le")
    for region in to_label_studio(NASTY)["annotations"][0]["result"]:
        value = region["value"]
        if region["type"] == "labels":
            assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]
    for (start, end, _), mark in zip(json.loads(to_doccano(NASTY))["label"], NASTY.marks, strict=True):
        assert units[2 * start : 2 * end].decode("utf-16-le") == mark.text
    for item, mark in zip(to_web_annotation(NASTY)["items"], NASTY.marks, strict=True):
        position, quote = item["target"]["selector"]
        assert NASTY.text[position["start"] : position["end"]] == quote["exact"] == mark.text


def test_brat_lines_are_what_brat_accepts():
    """Each line is one annotation, and its text is that of its fragments with a blank between, as brat's server checks."""
    text, ann = to_brat(NASTY)
    for line in ann.splitlines():
        if not line.startswith("T"):
            continue
        _, head, said = line.split("\t", 2)
        spans = [tuple(map(int, span.split())) for span in head.split(" ", 1)[1].split(";")]
        assert said == " ".join(text[start:end] for start, end in spans)
        assert not set("\n\r\u2028") & set(said)


@settings(max_examples=60, deadline=None)
@given(annotation=annotations())
def test_line_breaks_that_a_tool_changed_move_no_mention(annotation):
    """Mentions that begin and end with ink find their characters again in the original."""
    original = annotation.text or ""
    theirs = original.replace("\r\n", "\n").replace("\t", " ").strip()
    marks = [
        each
        for each in annotation.marks
        if not each.text[0].isspace() and not each.text[-1].isspace() and "\ufeff" not in each.text
    ]
    lead = len(original) - len(original.lstrip())

    def there(at: int) -> int:
        return len(original[:at].replace("\r\n", "\n")) - len(original[:lead].replace("\r\n", "\n"))

    spans = [(there(each.start), there(each.end)) for each in marks]
    changed = [Mark(a, b, each.type, theirs[a:b], each.value) for (a, b), each in zip(spans, marks, strict=True)]
    assert moved(Annotation("a", ordered(changed), theirs), original, Left()).marks == ordered(marks)
