"""Who the authors of a paper are: people, Latin names that nobody else claims, and groups that sign."""

from __future__ import annotations

import pytest

from pipeline.model import Person
from pipeline.resolve.authors import author_spans, person_named


def _names(view: str) -> list[str]:
    return [view[start:end] for start, end in author_spans(view, (), ((0, len(view)),))]


@pytest.mark.parametrize(
    ("view", "last"),
    [
        ("Saku Aoki, Tuomas Virtanen and the KVN-Pol Collaboration", "KVN-Pol Collaboration"),
        ("Saku Aoki, Tuomas Virtanen, on behalf of the TSUBAME Investigators", "TSUBAME Investigators"),
        ("Saku Aoki, Tuomas Virtanen, Kitahama Genome Study Group", "Kitahama Genome Study Group"),
    ],
)
def test_groups_sign_as_authors(view: str, last: str) -> None:
    assert _names(view)[-1] == last
    assert "Saku Aoki" in _names(view)


def test_a_group_in_a_title_is_none() -> None:
    assert _names("a report of the working group on trees") == []


def test_a_name_that_fits_two_people_is_neither() -> None:
    people = (Person(name="青木一郎", romanized="Ichiro Aoki"), Person(name="青木樹", romanized="Itsuki Aoki"))
    assert person_named("Ichiro Aoki", people) == "青木一郎"
    assert person_named("Aoki I", people) is None
