"""How a body is written out as an affiliation: short forms, 同大学, and departments that a bracket parts from their body."""

from __future__ import annotations

import itertools
import re
from functools import cached_property

from pipeline.model import Mention
from pipeline.resolve.people.desk import own_body
from pipeline.resolve.people.text import BODIES, Sheet, solid
from pipeline.resolve.people.units import under

_PART = (
    r"(?P<part>大学院|大学|大(?!学)|学部|研究科|研究院|学府|学域|研究所|研究室|センター|機構|病院|社"
    r"|学院|学|院|部|課|所|専攻|分野)?"
)
_REST = (
    r"(?P<rest>(?:(?:[一-龥々ァ-ヶーA-Za-z・]|\([^()\n]{1,10}\)| (?=[一-龥ァ-ヶ])){1,30}?"
    r"(?:部門|教室|研究室|研究科|学部|センター|分野|講座|専攻|研究部|学科|チーム|ユニット|グループ|病院|医院|研究所|学系|系|学府|研究院"
    r"|機構|学域|拠点|本部|農場|室|部|課)){0,4})"
)
SAME = re.compile(rf"(?<![一-龥])同{_PART}{_REST}(?: ?\([^()\n]{{1,20}}\))?(?:の| )*$")
SAME_INSIDE = re.compile(rf"^同{_PART}{_REST}(?=[)、 の]|$|教授|准教授|助教|講師|大学院生|特任|主任|博士|修士|所長|部長)")
_REACH = 60  # code points before a name in which 同 … is looked for
# Brackets between a body and its department: 産業技術総合研究所【理事長 …】(以下「産総研」という)計測研究部門.
_BRACKETS = re.compile(r" ?(?:(?:\([^()\n]{1,60}\)|【[^【】\n]{1,60}】|\[[^\[\]\n]{1,60}\]) ?[*※]{0,2} ?){1,3}$")
_SHORT_FORM = re.compile(r" ?(?:【[^【】\n]{1,60}】)? ?\((?:(?:[^()「」\n]{0,40}[、,])?(?:以下|略称|通称)[、,:]? ?「?)? ?")
_BACK = 160
_DEPTH = 3


class Writer:
    """Writes bodies out. `running` is what has been found for the people before, for 同 to refer to."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.full = _abbreviations(sheet)
        self.running: dict[Mention, tuple[str, ...]] = {}

    def same_before(self, at: int) -> re.Match[str] | None:
        """同 … that ends at view offset `at`."""
        return SAME.search(self.sheet.view, max(0, at - _REACH), at)

    def same(self, same: re.Match[str], at: int) -> tuple[str, ...]:
        """What 同, 同大学, 同研究所 X部門 stand for at `at`: the body of who was named last, up to the part meant."""
        part, rest = same["part"], same["rest"]
        last = max((mention for mention in self.running if mention.end <= at), key=lambda mention: mention.start, default=None)
        handed = self.running[last] if last else ()
        named = [self.joined(body) for body in reversed(self.sheet.inside(max(0, at - 600), at)) if body.type in BODIES]
        if part is None:
            return tuple(self.beneath(name, rest) if rest else name for name in (*handed, *named)[:1])
        for name in (*handed, *named):
            written = {"大": "大学", "学": "大学", "大学院": "大学", "社": "会社"}.get(part, part)
            places = [match.end() for match in re.finditer(rf"{written}(?!院)", name)]
            if places:
                kept = name if written == "会社" else name[: places[-1]]
                return (kept + ("大学院" if part == "大学院" else "") + rest,)
        return ()

    def beneath(self, body: str, unit: str) -> str:
        """`unit` behind the part of `body` that it lies in, with a blank where `body` parts its units by one."""
        unit = unit.strip()
        return under(body, unit) + (" " if " " in body else "") + unit

    def with_same(self, group: list[Mention], start: int) -> str:
        """The bodies of a bracket that begins at `start` as one; 同研究所 before them is written out."""
        said = self.stack(group)
        same = SAME.search(self.sheet.view, max(start, group[0].start - 6), group[0].start)
        bases = self.same(same, same.start()) if same else ()
        if bases and same and same["part"] is None and not same["rest"]:
            return self.beneath(bases[0], said)
        return bases[0] + said if bases else said

    def joined(self, body: Mention, depth: int = _DEPTH) -> str:
        """The body with what brackets part from it (理化学研究所(理研)開拓研究本部) and 同大学 before it written out."""
        view = self.sheet.view
        said = self.expanded(body)
        parted = depth and view[body.start - 1 : body.start] in (")", "】", "]", " ") and not own_body(self.sheet.text(body))
        if parted and (before := self.before_brackets(body.start)):
            return f"{self.joined(before, depth - 1)} {said}"
        same = SAME.search(view, max(0, body.start - 6), body.start)
        bases = self.same(same, same.start()) if same and same.end() == body.start else ()
        if bases and same and same["part"] is None and not same["rest"]:
            return self.beneath(bases[0], said)
        return bases[0] + said if bases else said

    def before_brackets(self, at: int) -> Mention | None:
        """The body whose brackets end at view offset `at`."""
        if not self.sheet.view[max(0, at - 3) : at].rstrip(" *※").endswith((")", "】", "]")):
            return None
        brackets = _BRACKETS.search(self.sheet.view, max(0, at - _BACK), at)
        before = self.sheet.before(brackets.start()) if brackets else None
        return before if brackets and before and before.type in BODIES and before.end == brackets.start() else None

    def expanded(self, body: Mention) -> str:
        """The full form of a short one as the source writes it; of a short one with a department only where that is written too."""
        text, words = self.sheet.text(body), self.sheet.words(body)
        if full := self.full.get(solid(text)):
            return full
        short, blank, rest = words.partition(" ")
        full = self.full.get(solid(short)) if blank else None
        return f"{full} {rest}" if full and solid(full + rest) in self._solid else words

    @cached_property
    def _solid(self) -> str:
        """The source text without blanks."""
        return solid(self.sheet.analysis.layout.text.source.text)

    def bracketed(self, short: Mention) -> str | None:
        """The full name before the bracket that holds a short form."""
        before = self.sheet.before(short.start - 1)
        if before and before.type in BODIES and self.sheet.view[before.end : short.start].strip() == "(":
            return self.joined(before)
        return None

    def stack(self, bodies: list[Mention]) -> str:
        """Stacked parts of one body in one string; a short form in brackets is left out."""
        whole = [body for body in bodies if not self.bracketed(body)]
        words = [self.expanded(whole[0])] if whole else []
        words += [self.sheet.words(body) for body in whole[1:]]
        return " ".join(words)


def _abbreviations(sheet: Sheet) -> dict[str, str]:
    """Short forms in brackets behind full names → the full name as the source writes it."""
    found: dict[str, str] = {}
    bodies = [mention for mention in sheet.mentions if mention.type in BODIES]
    for full, short in itertools.pairwise(bodies):
        gap = sheet.view[full.end : short.start]
        text = sheet.text(short)
        closed = sheet.view[short.end : short.end + 1] in (")", "」")
        if closed and _SHORT_FORM.fullmatch(gap) and len(text) < full.end - full.start:
            found.setdefault(solid(text), sheet.words(full))
    return found
