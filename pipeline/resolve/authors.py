"""Who the authors of the paper are, and which person of the release each one is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from pipeline.extract.publication.authors import author_names, group_names
from pipeline.model import Mention, MentionType, Person


def author_spans(view: str, mentions: Iterable[Mention], lists: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The authors in the stretches `lists` of the view, in order: people, Latin names that nothing else claims, groups."""
    found: set[tuple[int, int]] = set()
    every = tuple(mentions)
    for begin, end in lists:
        inside = [each for each in every if each.start < end and begin < each.end]
        found.update((m.start, m.end) for m in inside if m.type is MentionType.PERSON and begin <= m.start and m.end <= end)
        for start, stop in author_names(view, begin, end):
            if not any(each.start < stop and start < each.end for each in inside):
                found.add((start, stop))
        groups = group_names(view, begin, end)
        found = {span for span in found if not any(start < span[1] and span[0] < stop for start, stop in groups)} | set(groups)
    return sorted(found)


def person_named(name: str, people: tuple[Person, ...]) -> str | None:
    """The name of the one person that an author's name stands for; None where none, or more than one, fits."""
    for fits in (_is_named, _has_parts, _has_initials):
        found = {person.name for person in people if fits(name, person)}
        if len(found) == 1:
            return found.pop()
        if found:
            return None
    return None


def _forms(person: Person) -> list[str]:
    return [form for form in (person.name, person.romanized) if form]


def _is_named(name: str, person: Person) -> bool:
    return _plain(name) in {_plain(form) for form in _forms(person)}


def _parts(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", name).lower())


def _has_parts(name: str, person: Person) -> bool:
    return len(_parts(name)) > 1 and any(sorted(_parts(name)) == sorted(_parts(form)) for form in _forms(person))


def _has_initials(name: str, person: Person) -> bool:
    """Aoki I, I. Aoki for Ichiro Aoki."""
    parts = _parts(name)
    long, initials = [part for part in parts if len(part) > 2], [part[0] for part in parts if len(part) <= 2]
    if len(long) != 1 or not initials:
        return False
    for form in _forms(person):
        rest = _parts(form)
        if long[0] in rest and len(rest) > 1 and initials[0] == next(part for part in rest if part != long[0])[0]:
            return True
    return False


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", name).lower())
