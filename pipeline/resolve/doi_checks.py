"""What is called a DOI and can be none, and a DOI whose own check digit says that it was mistyped.

DOIs as such have no check digit. Many carry a number that has one: the ISBN of a book, the ISSN in Elsevier's article numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from pipeline.model import Analysis, Mention, MentionType, Warning

_LABELLED = re.compile(
    r"(?<![A-Za-z])DOI(?:番号)?\)?[ \t]*[:：=][ \t]*(?:https?://(?:dx\.)?doi\.org/)?(?P<said>10[.,][^\s、。」』)]{1,80})",
    re.IGNORECASE,
)
_ISBN = re.compile(r"(?<![0-9])97[89](?:-?[0-9]){10}(?![0-9])")
_ISSN = re.compile(r"(?:(?<=/s)|(?<=/))([0-9]{4}-?[0-9]{3}[0-9x])(?=\([0-9]{2}\)[0-9]{5})")


def contradictions(mentions: tuple[Mention, ...], analysis: Analysis) -> Iterator[Warning]:
    """`doi-invalid` for each; see docs/warnings.md."""
    dois = [mention for mention in mentions if mention.type is MentionType.DOI]
    for mention in dois:
        for kind, number in _mistyped(mention.value or ""):
            message = f"{mention.value} holds the {kind} {number}, whose check digit is wrong"
            yield Warning("doi-invalid", message, mention.start, mention.end)
    starts = [mention.start for mention in dois]
    for match in _LABELLED.finditer(analysis.view):
        start, end = match.span("said")
        before = bisect_right(starts, end - 1) - 1
        if before < 0 or dois[before].end <= start:
            yield Warning(
                "doi-invalid", f"{match['said']} is called a DOI and has not the form of one (10.number/name)", start, end
            )


def _mistyped(doi: str) -> Iterator[tuple[str, str]]:
    for match in _ISBN.finditer(doi):
        digits = [int(sign) for sign in match[0] if sign != "-"]
        if sum(digit * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10:
            yield "ISBN", match[0]
    for match in _ISSN.finditer(doi):
        digits = [10 if sign == "x" else int(sign) for sign in match[1] if sign != "-"]
        if sum(digit * (8 - at) for at, digit in enumerate(digits)) % 11:
            yield "ISSN", match[1].upper()
