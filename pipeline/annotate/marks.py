"""What every format does with marks: put them in order, give them their text, tell what did not survive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.errors import FormatBroken, TextMismatch, TextNotFound
from pipeline.model.annotation import Annotation, Mark

#: What could not be taken over, by name.
Left = Counter[str]


def ordered(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """`marks` by start, longer first."""
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.type, mark.value or "")))


def mark(text: str, start: int, end: int, kind: str, value: str | None = None, *, source: str | None = None) -> Mark:
    """The mark of `text[start:end]`; an empty value is none. Raises FormatBroken where the span is empty or outside the text."""
    if not 0 <= start < end <= len(text):
        raise FormatBroken(
            f"the mention {kind} {start}–{end} is empty or outside the text of {len(text)} characters", source=source
        )
    return Mark(start, end, kind, text[start:end], value or None)


def sound(annotation: Annotation) -> str:
    """The text of an annotation whose marks fit it. Raises TextNotFound and TextMismatch."""
    if annotation.text is None:
        raise TextNotFound("the text is needed; put it beside the gold or name its folder with --texts", source=annotation.id)
    for each in annotation.marks:
        fits = 0 <= each.start < each.end <= len(annotation.text)
        if not fits or (each.text and annotation.text[each.start : each.end] != each.text):
            where = f"{each.type} {each.start}–{each.end} is not what the text has there"
            raise TextMismatch(f"{where}; run `kisha gold check`", source=annotation.id)
    return annotation.text


def flat(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks of the layer without overlaps: of two that overlap the longer stays, of two as long the earlier."""
    kept: list[Mark] = []
    last: dict[int, Mark] = {}
    for each in sorted(marks, key=lambda mark: (mark.start - mark.end, mark.start, mark.type)):
        if not any(at in last for at in range(each.start, each.end)):
            kept.append(each)
            last |= dict.fromkeys(range(each.start, each.end), each)
    return ordered(kept)


def lost(before: Annotation, after: Annotation) -> Left:
    """What of `before` is not in `after`, which a format gave back: mentions by type, values."""
    wanted = Counter((each.start, each.end, each.type) for each in before.marks)
    found = Counter((each.start, each.end, each.type) for each in after.marks)
    gone = wanted - found
    left: Left = Counter()
    for (_, _, kind), number in gone.items():
        left[f"mentions {kind}"] += number
    values = Counter((each.start, each.end, each.type, each.value) for each in before.marks if each.value)
    kept = Counter((each.start, each.end, each.type, each.value) for each in after.marks if each.value)
    for (start, end, kind, _), number in (values - kept).items():
        if not gone[start, end, kind]:
            left["values"] += number
    return left
