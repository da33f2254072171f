"""How a body is parted into units (大学, 研究科, 専攻, 研究室), and which of them a further one takes the place of."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import column

# The words that units end with, from the outermost rank to the innermost. Own list, after the statutes of universities.
_INNER = r"研究科|学部|(?<!大)学院|学府|研究院|学域|学環|学群|教育部|研究部門|部門|本部"  # of rank one, and never a body of its own
_RANKS = (
    rf"{_INNER}|医学院|研究所|センター|附属[^ 附]{{0,8}}?(?:病院|医院)|機構|拠点",
    r"専攻|学科|学系|学類|研究部|研究系|部|局|領域|コース",
    r"講座|分野|研究室|教室|室|グループ|チーム|ユニット|ラボ|課|係|班|科",
)
_UNIT = re.compile("|".join(f"(?P<r{rank}>{words})" for rank, words in enumerate(_RANKS, 1)))
_GOES_ON = re.compile(r"[長員門学院]|医院|病院")  # 部 in 部門, 科 in 科学, 室 in 室員 end no unit
_UNIVERSITY = re.compile(r"大学(?!院|部|校)")
_LEGAL = re.compile(r"[^ ]{2,10}法人 ?|(?:株式|有限|合同)会社 ?")
_COMPANY = re.compile(r"(?:株式|有限|合同)会社[^ ]+(?= )|[^ ]+(?:株式|有限|合同)会社")
_BODY = re.compile(r"(?!大学院)[^ ]*?(?:研究所|機構|センター|病院|財団|振興会)")
_DEPARTMENT = re.compile(rf"[^\n。、,:()「」【】<>]{{1,40}}(?:{'|'.join(_RANKS)})")
_INNER_WORD = re.compile(_INNER)


def _units(body: str, start: int) -> list[tuple[int, int]]:
    """(where it ends, its rank) of each unit of `body` from `start` on."""
    return [
        (match.end(), int((match.lastgroup or "r1")[1:]))
        for match in _UNIT.finditer(body, start)
        if not _GOES_ON.match(body, match.end())
    ]


def _head(body: str) -> int:
    """Where the body itself ends in the name of a body with its units; 0 where that cannot be told."""
    if university := _UNIVERSITY.search(body):
        return university.end()
    if company := _COMPANY.match(body):
        return company.end()
    legal = _LEGAL.match(body)
    itself = _BODY.match(body, legal.end() if legal else 0)
    return itself.end() if itself else 0


def rank(unit: str) -> int:
    """The rank of the outermost unit that `unit` names; 1 where none is known."""
    return next((each for _, each in _units(unit, 0)), 1)


def under(body: str, unit: str) -> str:
    """The part of `body` that `unit` can lie in: of 北浜大学農学部食料学科 its 農学部 for 環境学科, and 北浜大学 for 工学部."""
    head = _head(body)
    parts = _units(body, head)
    wanted = rank(unit)
    inner = [end for end, each in parts if each < wanted]
    if inner:
        return body[: inner[-1]]
    if not parts or not head:
        return body
    return body[:head]


def is_department(line: str) -> bool:
    """Whether a line is the name of a department from end to end."""
    return _DEPARTMENT.fullmatch(line.strip()) is not None


def is_dependent(name: str, *, centres: bool) -> bool:
    """Whether what is named so is a part of another body; a centre may be one or stand on its own: `centres` decides."""
    if _stands().match(name):
        return False
    first = next((match for match in _UNIT.finditer(name) if not _GOES_ON.match(name, match.end())), None)
    if first is None or _UNIVERSITY.search(name):
        return False
    return (
        first.start() == 0
        or first.lastgroup != "r1"
        or _INNER_WORD.fullmatch(first[0]) is not None
        or (centres and first[0] in ("センター", "拠点"))
    )


@cache
def _stands() -> re.Pattern[str]:
    """What a body that stands on its own begins with: a country, its founder, or its own name before a school's kind."""
    countries = "|".join(
        map(re.escape, sorted((name for name in column("countries", "name") if len(name) > 1), key=len, reverse=True))
    )
    return re.compile(
        rf"(?:{countries}|[^ ]{{0,6}}[国公私都道府県市町村]立|中央研究院|[^ ]{{2,12}}?(?:高等専門学校|高専|高等学校|高校|科学院))"
    )


def ends_unit(name: str) -> bool:
    """Whether `name` ends with a body or a unit of one."""
    return bool(_UNIVERSITY.search(name) and name.endswith("大学")) or any(end == len(name) for end, _ in _units(name, 0))
