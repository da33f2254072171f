"""Each grant once: what a text says twice, in two languages or in a summary, is one grant."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import Grant

_BLANK = re.compile(r"\s")


def distinct(grants: list[Grant]) -> list[Grant]:
    """`grants` with those that have the same numbers, or say the same words, as one; then without those that say nothing new."""
    kept: dict[tuple[str, ...], Grant] = {}
    for grant in grants:
        key = _identity(grant)
        kept[key] = _merged(kept[key], grant) if key in kept else grant
    return _without_bare(list(kept.values()))


def _identity(grant: Grant) -> tuple[str, ...]:
    """What makes it the grant that it is: its numbers, or the words where it has none."""
    if grant.awards:
        return tuple(sorted({each.number for each in grant.awards}))
    return ("", _plain(grant.funder), _plain(grant.program), _plain(grant.project))


def _merged(first: Grant, second: Grant) -> Grant:
    """The first with what only the second says."""
    if first.funder is None and second.funder:
        first = _with_funder_of(first, second)
    return replace(
        first,
        program=first.program or second.program,
        project=first.project or second.project,
        recipients=first.recipients or second.recipients,
        own=first.own or second.own,
        mentions=(*first.mentions, *(mention for mention in second.mentions if mention not in first.mentions)),
    )


def _without_bare(grants: list[Grant]) -> list[Grant]:
    """`grants` without those that name no more than the funder, or the beginning of the programme, of a fuller one."""
    kept = list(grants)
    for grant in grants:
        if grant.project or grant.awards:
            continue
        fuller = next((index for index, other in enumerate(kept) if other is not grant and _is_fuller(other, grant)), None)
        if fuller is None:
            continue
        kept[fuller] = replace(_merged(kept[fuller], grant), own=kept[fuller].own)
        kept.remove(grant)
    return kept


def _is_fuller(other: Grant, grant: Grant) -> bool:
    if grant.program is None:
        return bool(grant.funder) and other.funder == grant.funder and bool(other.program or other.project or other.awards)
    same_funder = None in (other.funder, grant.funder) or other.funder == grant.funder
    begun, whole = _plain(grant.program), _plain(other.program)
    return same_funder and whole.startswith(begun) and whole != begun


def _with_funder_of(grant: Grant, other: Grant) -> Grant:
    return replace(
        grant,
        funder=other.funder,
        abbreviation=other.abbreviation,
        funder_name=other.funder_name,
        ror=other.ror,
        crossref_funder=other.crossref_funder,
        funder_inferred=None,
        co_funders=other.co_funders,
    )


def _plain(words: str | None) -> str:
    return _BLANK.sub("", words or "")
