"""The grammar of Japanese names of bodies: a proper part, a head that says what kind of body it is, and departments behind it.

    国立大学法人 + 北浜大学 + 大学院 + 工学研究科 + 電気工学専攻

Heads and their needs are rows of the lexicon (`body_heads`), so are the words around names (`body_words`). The label of a
Name says how much the form alone is worth: "body" (stands for a body anywhere), "plain" (so does it, but no proper name is in
it), "company", "doubtful" (a name only if another witness says so), "department" (a part of a body that has a name of its
own), "desk" (a part whose name says little: a mention only where the place speaks for it).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.analyse.body_heads import Run
from pipeline.analyse.body_parts import Part, join
from pipeline.analyse.body_reading import Reading
from pipeline.analyse.body_words import last_characters, legal_beginnings
from pipeline.analyse.noun_runs import noun_runs
from pipeline.model import Layout, MentionType, Name, Witness, Word


def body_names(layout: Layout, words: tuple[Word, ...], known: Sequence[Name]) -> Iterator[Name]:
    """The names that the grammar finds; view offsets. `known` are the lexicon's names of bodies in the same view."""
    view = layout.text.view
    lexicon = {name.start: name.end for name in known}
    parts = [part for run in noun_runs(view, words, known) if _may_hold_name(run) for part in _parts(Run(view, run, lexicon))]
    for part in join(view, parts, known):
        yield Name(part.start, part.end, MentionType.ORGANIZATION, Witness.GRAMMAR, part.label)


def _may_hold_name(run: list[Word]) -> bool:
    if run[0].surface[0] in legal_beginnings():
        return True
    return not last_characters().isdisjoint([word.surface[-1] for word in run])


def _parts(run: Run) -> Iterator[Part]:
    """The names in one stretch of nouns, in order, none overlapping."""
    at = 0
    while at < len(run.words) and (at == 0 or (run.found and run.found[-1].end > at)):
        reading = Reading(run, at)
        reading.read()
        part = reading.part()
        if part:
            yield part
        if reading.next <= at:
            return
        at = reading.next
