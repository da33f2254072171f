"""Which person of the release an author of the paper is."""

from __future__ import annotations

import re
import unicodedata

from pipeline.model import Person


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
