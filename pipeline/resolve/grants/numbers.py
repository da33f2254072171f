"""A grant number's scheme, year and address."""

from __future__ import annotations

from pipeline.analyse.grant_numbers import Scheme, code_of, fiscal_year_of, normalise, scheme_of, url_of
from pipeline.model import Award

_KAKENHI = "科学研究費助成事業"
_SCOPE = "戦略的情報通信研究開発推進事業"
_SHORTEST_MIC, _LONGEST_MIC = 8, 9  # digits of the ministry's numbers, with and without their JPMI


def award(value: str, funders: frozenset[str], programmes: frozenset[str]) -> Award:
    """The Award for number `value`; a form that needs context is settled by its grant's funders (keys) and programmes."""
    scheme = scheme_in(value, funders, programmes)
    if scheme is None:
        return Award(value)
    number = normalise(value, scheme)
    return Award(number, code_of(number, scheme), fiscal_year_of(number, scheme), url_of(number, scheme))


def scheme_in(value: str, funders: frozenset[str], programmes: frozenset[str]) -> Scheme | None:
    """The scheme of `value`: by its form, or among those of its grant."""
    found = scheme_of(value)
    if found:
        return found
    if _KAKENHI in programmes or (not programmes and "JSPS" in funders):
        return scheme_of(value, funder="JSPS")
    if _SCOPE in programmes and value.isdigit():
        return scheme_of("JPMI" + value.zfill(_SHORTEST_MIC)[:_LONGEST_MIC])
    contexts = [("", programme) for programme in sorted(programmes)] + [(funder, "") for funder in sorted(funders - {"JSPS"})]
    return next((scheme for funder, programme in contexts if (scheme := scheme_of(value, funder, programme))), None)
