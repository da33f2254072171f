"""Contradictions between a grant's number and what its text says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.analyse.grant_numbers import scheme_of
from pipeline.extract.funding.funders import Funder, funder_by_key
from pipeline.model import Award, Mention, Warning

#: Bodies (keys of the table of funders) that give one programme's money together, or one for the other.
_TOGETHER = tuple(
    frozenset(keys.split())
    for keys in (
        "JSPS MEXT", "JST MEXT", "AMED MEXT", "AMED MHLW", "ERCA MOE", "NICT MIC", "NEDO METI", "BRAIN NARO MAFF", "JST JICA",
        "JST AMED", "JST NBDC", "ATLA MOD",
    )
)  # fmt: skip
#: Give their programmes' money through the agencies.
_COUNCILS = frozenset({"CAO", "CSTI"})
_ADOPTED = re.compile(
    r"(?:(?P<era>令和|平成)\s?(?P<of>[0-9]{1,2}|元)|(?P<west>20[0-9]{2}))\s?年度(?:に|の|より)?\s?採択"
    r"|採択年度\s?[:：]\s?(?:(?P<era2>令和|平成)\s?(?P<of2>[0-9]{1,2}|元)|(?P<west2>20[0-9]{2}))"
)
_REST_OF_BRACKETS = re.compile(r"[^()。]{0,24}\)| ?\([^()。]{0,24}\)")
_ERA_BEFORE = {"令和": 2018, "平成": 1988}


def mismatched_funder(awards: tuple[Award, ...], funders: list[Funder], at: Mention) -> Iterator[Warning]:
    """`award-funder-mismatch`: a number has the form of another body's than the one that is named."""
    named = {funder.key for funder in funders}
    if not funders or named & _COUNCILS or any(funder.kind == "unit" for funder in funders):
        return
    for award in awards:
        scheme = scheme_of(award.number)
        giver = funder_by_key(scheme.funder) if scheme else None
        if giver is None or giver in funders or any(giver.key in group and named & group for group in _TOGETHER):
            continue
        message = f"{award.number} has the form of {giver.short}'s numbers; the text names {funders[0].short}"
        yield Warning("award-funder-mismatch", message, at.start, at.end)


def mismatched_year(awards: tuple[Award, ...], view: str, start: int, end: int, at: Mention) -> Iterator[Warning]:
    """`fiscal-year-mismatch`: the text of the grant, view `[start, end)`, gives another year of adoption than the number."""
    brackets = _REST_OF_BRACKETS.match(view, end)
    stated = _ADOPTED.search(view, start, brackets.end() if brackets else end)
    if stated is None:
        return
    era, of = stated["era"] or stated["era2"], stated["of"] or stated["of2"]
    year = _ERA_BEFORE[era] + (1 if of == "元" else int(of)) if era else int(stated["west"] or stated["west2"])
    for award in awards:
        if award.fiscal_year and award.fiscal_year != year:
            message = f"{award.number} was adopted in fiscal year {award.fiscal_year}; the text says {year}"
            yield Warning("fiscal-year-mismatch", message, at.start, at.end)
