"""Contradictions between a grant's number and what its text says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.funding.funders import Funder, funder_by_key
from pipeline.lexicon.grant_numbers import scheme_of
from pipeline.model import Award, Mention, Warning

#: Bodies that give one programme's money together, or one for the other.
_TOGETHER = (
    frozenset({"JSPS", "MEXT"}), frozenset({"JST", "MEXT"}), frozenset({"AMED", "MEXT"}), frozenset({"AMED", "MHLW"}), frozenset({"ERCA", "MOE"}),
    frozenset({"NICT", "MIC"}), frozenset({"NEDO", "METI"}), frozenset({"BRAIN", "NARO", "MAFF"}), frozenset({"JST", "JICA"}),
    frozenset({"JST", "AMED"}), frozenset({"JST", "NBDC"}), frozenset({"JST", "RISTEX"}), frozenset({"ATLA", "MOD"}),
)  # fmt: skip
_ADOPTED = re.compile(
    r"(?:(?P<era>令和|平成)\s?(?P<of>[0-9]{1,2}|元)|(?P<west>20[0-9]{2}))\s?年度(?:に|の|より)?\s?採択|採択年度\s?[:：]\s?(?:(?P<era2>令和|平成)\s?(?P<of2>[0-9]{1,2}|元)|(?P<west2>20[0-9]{2}))"
)
_ERA = {"令和": 2018, "平成": 1988}


def mismatched_funder(awards: tuple[Award, ...], funders: list[Funder], at: Mention) -> Iterator[Warning]:
    """`award-funder-mismatch`: the number is another body's than the one that is named."""
    for award in awards:
        scheme = scheme_of(award.number)
        giver = funder_by_key(scheme.funder) if scheme else None
        if giver is None or not funders or giver in funders:
            continue
        named = {funder.key for funder in funders}
        if any(giver.key in group and named & group for group in _TOGETHER) or any(funder.kind in ("council", "unit") for funder in funders):
            continue
        if named & {"CAO", "CSTI"}:
            continue
        message = f"{award.number} has the form of {giver.short}'s numbers; the text names {funders[0].short}"
        yield Warning("award-funder-mismatch", message, at.start, at.end)


def mismatched_year(awards: tuple[Award, ...], view: str, start: int, end: int, at: Mention) -> Iterator[Warning]:
    """`fiscal-year-mismatch`: the text gives another year of adoption than the number."""
    stated = _ADOPTED.search(view, start, end)
    if stated is None:
        return
    era, of = stated["era"] or stated["era2"], stated["of"] or stated["of2"]
    year = int(stated["west"] or stated["west2"] or 0) or _ERA[era] + (1 if of == "元" else int(of))
    for award in awards:
        if award.fiscal_year and award.fiscal_year != year:
            message = f"{award.number} was adopted in fiscal year {award.fiscal_year}; the text says {year}"
            yield Warning("fiscal-year-mismatch", message, at.start, at.end)
