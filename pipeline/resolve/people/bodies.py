"""Where each person works: the body named before the name or in brackets behind it, handed on through lists, or stacked above it."""

from __future__ import annotations

import re

from pipeline.model import Mention, MentionType
from pipeline.resolve.people.desk import Entry, own_body
from pipeline.resolve.people.fullest import plain_body
from pipeline.resolve.people.text import BODIES, Sheet, is_kana, solid

# What may stand between a body and a person: の, blanks, and words for a relation that goes on.
_FILL = re.compile(r"(?:[ の\t]|に?所属(?:する|の)|(?:元)?メンバーである|である)+$")
_LIST = re.compile(r" ?(?:[、,・;/&]|および|及び|ならびに|並びに|と) ?$")
_HONORIFIC = re.compile(r" ?(?:氏|さん|博士|先生|くん|ら)$")
_PART = r"(?P<part>大学院|大学|大(?!学)|学部|研究科|研究所|研究室|センター|機構|病院|社|学院|学|院|部|課|所|専攻|分野)?"
_REST = (
    r"(?P<rest>(?:(?:[一-龥々ァ-ヶーA-Za-z・]|\([^()\n]{1,10}\)| (?=[一-龥ァ-ヶ])){1,30}?"
    r"(?:部門|教室|研究室|研究科|学部|センター|分野|講座|専攻|研究部|学科|チーム|ユニット|グループ|病院|研究所|学系|系|学府|研究院|機構|学域|部|課))*)"
)
_SAME = re.compile(rf"(?<![一-龥])同{_PART}{_REST}(?:の| )*$")
_SAME_INSIDE = re.compile(rf"^同{_PART}{_REST}(?=[)、 の]|$|教授|准教授|助教|講師|大学院生|特任|主任|博士|修士|所長|部長)")
_BRACKET = re.compile(r" ?(?:氏|さん|博士|先生)? ?\((?P<inside>[^()\n]*(?:\([^()\n]{0,20}\)[^()\n]*)?)\)")
# Numbers of affiliations behind a name, and before a body in the list of affiliations.
_MARKS = re.compile(r"\^?[0-9]{1,2}(?:, ?[0-9]{1,2})*(?![0-9年月])")
_NUMBER = re.compile(r"(?<![^\n、,;:( ])([0-9]{1,2})[.):]? ?$")
_FIELD = re.compile(r"所 ?属 ?(?:機 ?関|先)?(?:名)? ?[:：\t] ?")
_LEADING = re.compile(r"[ ・●○■□◆*\-※]*(?:(?:広報|報道|取材|研究|連絡)?担当者?|代表|責任者)?[:： ]*")


def affiliations(sheet: Sheet, entries: dict[Mention, Entry]) -> dict[Mention, tuple[str, ...]]:
    """The bodies of each PERSON mention, as the source writes them."""
    finder = _Finder(sheet, entries)
    people = [mention for mention in sheet.people if not is_kana(sheet.text(mention)) or not _in_bracket(sheet, mention)]
    for mention in people:
        finder.find(mention)
    finder.hand_back(people)
    return _one_form(finder.found)


def _one_form(found: dict[Mention, tuple[str, ...]]) -> dict[Mention, tuple[str, ...]]:
    """The same with every body written as where it comes first, blanks and legal forms aside."""
    first: dict[str, str] = {}
    for mention in sorted(found, key=lambda each: each.start):
        for body in found[mention]:
            first.setdefault(plain_body(body), body)
    return {mention: tuple(first[plain_body(body)] for body in bodies) for mention, bodies in found.items()}


def _in_bracket(sheet: Sheet, mention: Mention) -> bool:
    return sheet.view[max(0, mention.start - 2) : mention.start].strip().endswith("(")


class _Finder:
    """Finds bodies person by person, in reading order.

    `running` keeps for each person what the text before it says, which goes on to the next in a list; a bracket behind a name is for
    that name alone.
    """

    def __init__(self, sheet: Sheet, entries: dict[Mention, Entry]) -> None:
        self.sheet = sheet
        self.entries = entries
        self.found: dict[Mention, tuple[str, ...]] = {}
        self.running: dict[Mention, tuple[str, ...]] = {}
        self.full = _abbreviations(sheet)
        self.numbers = self._numbered_bodies()

    def find(self, mention: Mention) -> None:
        """Finds the bodies of `mention`."""
        self.running[mention] = self._before(mention.start)
        own, now = self._behind(mention)
        bodies = own or self._between(mention) or self._numbered(mention)
        bodies = bodies or self._at_desk(mention) or self.running[mention] or self._above(mention) or self._in_field(mention)
        bodies = tuple(dict.fromkeys((*bodies, *now)))
        if bodies:
            self.found[mention] = bodies

    def hand_back(self, people: list[Mention]) -> None:
        """A bracket behind the last of a bare list is for all of it: A、B、C(北浜大学)."""
        for first, second in reversed(list(zip(people, people[1:], strict=False))):
            gap = self.sheet.view[first.end : second.start]
            if first not in self.found and second in self.found and re.fullmatch(r"[、・,/] ?", gap):
                self.found[first] = self.found[second]

    def _behind(self, mention: Mention) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The bodies in the brackets behind the name and its post: those of the time of the study, and those of now (現:…)."""
        at = mention.end
        own: list[str] = []
        now: list[str] = []
        for _ in range(2):
            post = self.sheet.after(at)
            if post and post.type is MentionType.POSITION and post.start - at <= 1:
                at = post.end
            bracket = _BRACKET.match(self.sheet.view, at)
            if bracket is None:
                break
            at = bracket.end()
            start, end = bracket.span("inside")
            bodies = [each for each in self.sheet.inside(start, end) if each.type in BODIES]
            for group in _contiguous(self.sheet, bodies):
                present = re.search(r"現(?:職|在|所属)?[:：・、は ]{0,2}$", self.sheet.view[max(start, group[0].start - 6) : group[0].start])
                (now if present else own).append(self._with_same(group, start))
            if (same := _SAME_INSIDE.match(bracket["inside"])) and not (bodies and bodies[0].start == start + same.end()):
                own = [*self._same(same, mention.start), *own]
        return tuple(own), tuple(now)

    def _with_same(self, group: list[Mention], start: int) -> str:
        """The bodies of a bracket as one; 同研究所 before them is written out."""
        said = self._stack(group)
        same = _SAME.search(self.sheet.view, max(start, group[0].start - 6), group[0].start)
        return self._same(same, same.start())[0] + said if same and self._same(same, same.start()) else said

    def _between(self, mention: Mention) -> tuple[str, ...]:
        """青木一郎 北浜大准教授: the body between a name and its post."""
        body = self.sheet.after(mention.end)
        if body and body.type in BODIES and self.sheet.view[mention.end : body.start] == " ":
            post = self.sheet.after(body.end)
            if post and post.type is MentionType.POSITION and not self.sheet.view[body.end : post.start].strip(" "):
                return (self._expanded(body),)
        return ()

    def _at_desk(self, mention: Mention) -> tuple[str, ...]:
        entry = self.entries.get(mention)
        if entry is None or not entry.bodies:
            return ()
        above = [body for body in entry.bodies if body.start < mention.start]
        if not above and len(entry.people) == 1:
            above = [body for body in entry.bodies[:1] if self.sheet.view[: body.start].rstrip(" ").endswith("\n")]
        return (self._stack(above),) if above else ()

    def _before(self, at: int) -> tuple[str, ...]:
        """The bodies that what stands before `at` names for whoever stands at it."""
        view = self.sheet.view
        for _ in range(8):
            stripped = _strip(view, at, _FILL)
            if same := _SAME.search(view, max(0, stripped - 40), at):
                return self._same(same, same.start())
            at = stripped
            previous = self.sheet.before(at)
            if previous is None:
                return ()
            gap = view[previous.end : at]
            if gap.endswith((":", "：")):
                return self._around(at)
            if previous.type is MentionType.URL and gap == ")" and (linked := self._linked(previous)):
                return (linked,)
            if previous.type in BODIES:
                if gap == ")" and (full := self._bracketed(previous)):
                    return (full,)
                if re.fullmatch(r"(?: ?[(\[【] ?)?", gap):
                    return (self._joined(previous),)
            if previous.type is MentionType.POSITION and re.fullmatch(r"[・兼 /:：]*(?:\([^()]{1,8}\) ?)?", gap):
                at = previous.start
                continue
            return self._through_list(at) or self._around(at)
        return ()

    def _around(self, at: int) -> tuple[str, ...]:
        """The body before the bracket that `at` stands in: 北浜計測(本社:北浜市、代表取締役社長:青木一郎)."""
        view = self.sheet.view
        line = view.rfind("\n", 0, at) + 1
        for bracket in re.finditer(r"[(\[](?=[^()\[\]]*$)", view[max(line, at - 80) : at]):
            opened = max(line, at - 80) + bracket.start()
            before = self.sheet.before(opened)
            if before and before.type in BODIES and not view[before.end : opened].strip():
                inside = [each for each in self.sheet.inside(opened, at) if each.type in BODIES and each.start > opened + 1]
                return () if inside else (self._joined(before),)
        return ()

    def _through_list(self, at: int) -> tuple[str, ...]:
        """What the person before has from the text before, where only a separator stands between."""
        view = self.sheet.view
        end = _strip(view, at, _LIST)
        if end == at:
            return ()
        for _ in range(6):
            end = _strip(view, end, _HONORIFIC)
            if end and view[end - 1] == " ":
                end -= 1
            holder = self.sheet.before(end)
            if view[end - 1 : end] == ")" and view.rfind("(", max(0, end - 80), end) > 0:
                end = view.rfind("(", 0, end)
            elif holder and holder.end == end and holder.type is MentionType.POSITION:
                end = _strip(view, holder.start, re.compile(r"[・兼 /]+$"))
            elif holder and holder.end == end and holder.type is MentionType.PERSON:
                return self.running.get(holder, ()) if holder.rule != "people.author-list" else ()
            else:
                return ()
        return ()

    def _numbered(self, mention: Mention) -> tuple[str, ...]:
        """The bodies whose numbers stand behind an author's name: Ichiro Aoki1,2 … 1 北浜大学、2 東雲研究所."""
        marks = _MARKS.match(self.sheet.view, mention.end)
        if marks is None:
            return ()
        found = []
        for number in re.findall(r"[0-9]+", marks[0]):
            later = [body for body in self.numbers.get(number, ()) if body.start > mention.end]
            found += [self._joined(later[0])] if later else []
        return tuple(found)

    def _numbered_bodies(self) -> dict[str, list[Mention]]:
        numbered: dict[str, list[Mention]] = {}
        for body in self.sheet.mentions:
            number = _NUMBER.search(self.sheet.view, max(0, body.start - 5), body.start) if body.type in BODIES else None
            if number:
                numbered.setdefault(number[1], []).append(body)
        return numbered

    def _above(self, mention: Mention) -> tuple[str, ...]:
        """The bodies on the lines above a line that begins with the person or the post, past others who stand there so."""
        layout, view = self.sheet.analysis.layout, self.sheet.view
        number = layout.line_at(mention.start)
        if not self._leads(layout.lines[number].start, mention.start):
            return ()
        stack: list[Mention] = []
        for line in reversed(layout.lines[max(0, number - 40) : number]):
            here = self.sheet.inside(line.start, line.end)
            bodies = [each for each in here if each.type in BODIES]
            first = next((each for each in here if each.type in (MentionType.PERSON, MentionType.POSITION)), None)
            if bodies and not first and _covered(view, line.start, line.end, bodies):
                stack = [*bodies, *stack]
                if own_body(view[line.start : line.end]):
                    break
            elif stack or first is None or bodies or not self._leads(line.start, first.start):
                break
        return (self._stack(stack),) if stack else ()

    def _leads(self, start: int, at: int) -> bool:
        """Whether nothing but bullets, labels and posts stands between a line's start and `at`."""
        lead = _LEADING.match(self.sheet.view, start, at)
        place = lead.end() if lead else start
        for post in self.sheet.inside(place, at):
            if post.type is not MentionType.POSITION:
                return False
        rest = self.sheet.view[place:at]
        for post in reversed(self.sheet.inside(place, at)):
            rest = rest[: post.start - place] + rest[post.end - place :]
        return re.fullmatch(r"(?:[ ・兼/:：]|\([^()]{1,8}\))*", rest) is not None

    def _in_field(self, mention: Mention) -> tuple[str, ...]:
        """所属機関: … on one of the next two lines of a form."""
        layout = self.sheet.analysis.layout
        number = layout.line_at(mention.start)
        for line in layout.lines[number + 1 : number + 3]:
            label = _FIELD.match(self.sheet.view, line.start, line.end)
            bodies = [each for each in self.sheet.inside(line.start, line.end) if each.type in BODIES] if label else []
            if bodies:
                return (self._stack(bodies),)
        return ()

    def _same(self, same: re.Match[str], at: int) -> tuple[str, ...]:
        """What 同, 同大学, 同研究所 X部門 stand for at `at`: the body of whoever was named last, as far as the part that is meant."""
        part, rest = same["part"], same["rest"]
        last = max((mention for mention in self.running if mention.end <= at), key=lambda mention: mention.start, default=None)
        handed = self.running[last] if last else ()
        if part is None and handed:
            return (handed[0] + rest,)
        named = [self._joined(body) for body in reversed(self.sheet.inside(max(0, at - 600), at)) if body.type in BODIES]
        for name in (*handed, *named):
            if part is None:
                return (name + rest,)
            written = {"大": "大学", "学": "大学", "大学院": "大学", "社": "会社"}.get(part, part)
            places = [match.end() for match in re.finditer(rf"{written}(?!院)", name)]
            if places:
                kept = name if written == "会社" else name[: places[-1]]
                return (kept + ("大学院" if part == "大学院" else "") + rest,)
        return ()

    def _linked(self, url: Mention) -> str | None:
        """The body that a Markdown link shows: [北浜大学](https://…)."""
        before = self.sheet.before(url.start - 2)
        if before and before.type in BODIES and self.sheet.view[before.end : url.start] == "](":
            return self._expanded(before)
        return None

    def _bracketed(self, short: Mention) -> str | None:
        """The full name before the bracket that holds a short form."""
        before = self.sheet.before(short.start - 1)
        if before and before.type in BODIES and self.sheet.view[before.end : short.start].strip() == "(":
            return self._joined(before)
        return None

    def _joined(self, body: Mention) -> str:
        """The body with what a bracket parts from it (理化学研究所(理研)開拓研究本部) and 同大学 before it written out."""
        view = self.sheet.view
        said = self._expanded(body)
        if view[body.start - 1 : body.start] == ")" and (opened := view.rfind("(", max(0, body.start - 40), body.start)) > 0:
            before = self.sheet.before(opened)
            if before and before.type in BODIES and before.end == opened and not own_body(self.sheet.text(body)):
                return self._expanded(before) + said
        same = _SAME.search(view, max(0, body.start - 6), body.start)
        base = self._same(same, same.start()) if same and same.end() == body.start else ()
        return base[0] + said if base else said

    def _expanded(self, body: Mention) -> str:
        return self.full.get(solid(self.sheet.text(body)), self.sheet.words(body))

    def _stack(self, bodies: list[Mention]) -> str:
        """Stacked parts of one body in one string; a short form in brackets is left out."""
        whole = [body for body in bodies if not self._bracketed(body)]
        words = [self._expanded(whole[0])] if whole else []
        words += [self.sheet.words(body) for body in whole[1:]]
        return " ".join(words)


def _strip(view: str, at: int, pattern: re.Pattern[str]) -> int:
    match = pattern.search(view, max(0, at - 16), at)
    return match.start() if match else at


def _covered(view: str, start: int, end: int, bodies: list[Mention]) -> bool:
    """Whether a line holds bodies and hardly anything else."""
    named = sum(body.end - body.start for body in bodies)
    return len(view[start:end].replace(" ", "")) - named <= 4


def _contiguous(sheet: Sheet, bodies: list[Mention]) -> list[list[Mention]]:
    """Bodies in a bracket by the list separators between them; parts with a blank between are one."""
    groups: list[list[Mention]] = []
    for body in bodies:
        if groups and sheet.view[groups[-1][-1].end : body.start].strip() in ("", "("):
            groups[-1].append(body)
        else:
            groups.append([body])
    return groups


def _abbreviations(sheet: Sheet) -> dict[str, str]:
    """Short forms in brackets behind full names → the full name as the source writes it."""
    found: dict[str, str] = {}
    bodies = [mention for mention in sheet.mentions if mention.type in BODIES]
    for full, short in zip(bodies, bodies[1:], strict=False):
        gap = sheet.view[full.end : short.start]
        text = sheet.text(short)
        if gap.strip() == "(" and sheet.view[short.end : short.end + 1] == ")" and len(text) < full.end - full.start:
            found.setdefault(solid(text), sheet.words(full))
    return found
