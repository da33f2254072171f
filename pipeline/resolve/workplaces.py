"""One person at two universities: in one place at this, in another at that, and nowhere a word that it is both, or was then."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Analysis, Mention, Person, Warning

_UNIVERSITY = re.compile(r"^(?:国立大学法人|公立大学法人|学校法人)?(?P<name>[^\s()・、]{2,20}?大学)(?!院大学)")
#: What explains two places: both at once, one after the other, a guest in one of them.
_EXPLAINED = re.compile(
    r"兼|併任|併せ|クロス ?アポイント|客員|招へい|招聘|非常勤|名誉|特任"
    r"|当時|旧所属|前所属|現所属|現[:：・、 在職)]|元|前職|在籍|出身|卒業|修了"
    r"|異動|転出|着任|就任|出向|派遣|留学|連携|特別研究|former|present|current|visiting|adjunct|emerit",
    re.IGNORECASE,
)
_ABOVE, _BELOW = 3, 1  # lines of the same block in which an explanation may stand


def contradictions(people: tuple[Person, ...], analysis: Analysis) -> Iterator[Warning]:
    """`affiliations-differ` for each person with two universities, at the person's first mention; see docs/warnings.md."""
    for person in people:
        names = tuple(dict.fromkeys(name for body in person.affiliations if (name := _university(body))))
        pairs = [(one, other) for at, one in enumerate(names) for other in names[at + 1 :] if one not in other and other not in one]
        if not pairs or not person.mentions or any(_explained(analysis, each, names) for each in person.mentions):
            continue
        one, other = pairs[0]
        at = person.mentions[0]
        yield Warning("affiliations-differ", f"{person.name} is of {one} in one place and of {other} in another", at.start, at.end)


def _university(body: str) -> str | None:
    match = _UNIVERSITY.match(body)
    return match["name"] if match else None


def _explained(analysis: Analysis, mention: Mention, names: tuple[str, ...]) -> bool:
    """Whether what stands around `mention` says how two universities go together, or names both."""
    lines = analysis.layout.lines
    first = last = analysis.layout.line_at(mention.start)
    while first > 0 and not lines[first].blank_before and analysis.layout.line_at(mention.start) - first < _ABOVE:
        first -= 1
    if last + 1 < len(lines) and not lines[last + 1].blank_before:
        last += _BELOW
    around = analysis.view[lines[first].start : lines[last].end]
    return _EXPLAINED.search(around) is not None or sum(name in around for name in names) > 1
