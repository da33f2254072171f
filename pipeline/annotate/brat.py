"""brat standoff: NAME.txt with the text, NAME.ann with a line for each mention; offsets are code points.

A line of `.ann` holds the text of its span, so that a line break inside a span cannot be written: as in brat's own editor,
the span is cut into fragments there (`0 2;3 5`), which are joined again when they are read. A span that begins or ends with a line
break gets an empty fragment at its edge. The value is the mention's note (`#1⇥AnnotatorNotes T1⇥2022-05-12`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pipeline.annotate.marks import Left, mark, ordered, sound
from pipeline.errors import FormatBroken
from pipeline.model.annotation import Annotation, Mark

#: Everything that some reader of lines takes for the end of one.
_BREAKS = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_NAME = re.compile(r"\S+")
_KINDS = {"R": "relations", "E": "events", "A": "attributes", "M": "attributes", "N": "normalizations", "*": "equivalences"}


def to_brat(annotation: Annotation) -> tuple[str, str]:
    """The contents of NAME.txt and NAME.ann. A type with a blank in it has no line: brat's names have none.

    Raises TextNotFound and TextMismatch.
    """
    text = sound(annotation)
    lines = []
    for number, each in enumerate((each for each in annotation.marks if _NAME.fullmatch(each.type)), 1):
        pieces = list(_pieces(text, each))
        spans = ";".join(f"{start} {end}" for start, end in pieces)
        lines.append(f"T{number}\t{each.type} {spans}\t{' '.join(text[start:end] for start, end in pieces)}\n")
        if each.value:
            lines.append(f"#{number}\tAnnotatorNotes T{number}\t{_note(each.value)}\n")
    return text, "".join(lines)


def from_brat(name: str, text: str, ann: str, left: Left | None = None) -> Annotation:
    """The annotation of `text` in the lines `ann`; `left` counts what is no mention or note, and mentions in several places.

    Raises FormatBroken where a line is none of brat's or does not fit the text.
    """
    left = Left() if left is None else left
    found: dict[str, Mark] = {}
    notes: dict[str, str] = {}
    for line in ann.split("\n"):
        id_, _, rest = line.removesuffix("\r").partition("\t")
        if id_.startswith("T"):
            read = _mention(name, text, id_, rest, left)
            if read is not None:
                found[id_] = read
        elif id_.startswith("#"):
            about, _, said = rest.partition("\t")
            kind, _, target = about.partition(" ")
            if kind == "AnnotatorNotes" and target.startswith("T") and target not in notes:
                notes[target] = said
            else:
                left["notes"] += 1
        elif id_[:1] in _KINDS:
            left[_KINDS[id_[0]]] += 1
        elif id_.strip():
            raise FormatBroken(f"this is no line of brat standoff: {line[:60]!r}", source=name)
    left.update({"notes": sum(target not in found for target in notes)})
    marks = (Mark(each.start, each.end, each.type, each.text, _value(notes.get(id_))) for id_, each in found.items())
    return Annotation(name, ordered(marks), text)


def configuration(types: set[str]) -> str:
    """The annotation.conf that makes brat show `types`."""
    names = "".join(f"{each}\n" for each in sorted(types) if _NAME.fullmatch(each))
    return (
        f"[entities]\n{names}\n[relations]\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n"
    )


def _pieces(text: str, each: Mark) -> Iterator[tuple[int, int]]:
    at = each.start
    for stop in _BREAKS.finditer(text, each.start, each.end):
        yield at, stop.start()
        at = stop.end()
    yield at, each.end


def _mention(name: str, text: str, id_: str, rest: str, left: Left) -> Mark | None:
    head, _, said = rest.partition("\t")
    kind, _, spans = head.partition(" ")
    try:
        pieces = [(int(start), int(end)) for start, end in (span.split() for span in spans.split(";"))]
    except ValueError:
        raise FormatBroken(f"{id_} has no offsets that can be read: {head[:60]!r}", source=name) from None
    gaps = zip((end for _, end in pieces), (start for start, _ in pieces[1:]), strict=False)
    if not all(_BREAKS.fullmatch(text, end, start) for end, start in gaps):
        left["mentions in several places"] += 1
        return None
    found = mark(text, pieces[0][0], pieces[-1][1], kind, source=name)
    shown = " ".join(text[start:end] for start, end in pieces)
    if said.rstrip() != shown.rstrip():
        raise FormatBroken(f"{id_} says {said[:40]!r}, the text has {shown[:40]!r} at {spans}", source=name)
    return found


def _note(value: str) -> str:
    """`value` on one line: as it is, or as a JSON string where brat would change it."""
    plain = value.strip() == value and not _BREAKS.search(value) and "\t" not in value and not value.startswith('"')
    return value if plain else json.dumps(value)


def _value(note: str | None) -> str | None:
    if note is None:
        return None
    if note.startswith('"'):
        try:
            value = json.loads(note)
        except ValueError:
            return note.strip()
        return value if isinstance(value, str) else note.strip()
    return note.strip()
