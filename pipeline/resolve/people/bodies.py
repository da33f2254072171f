"""Where each person works: the body named before or in brackets behind the name, handed on through lists, or over it in the contact block."""

from __future__ import annotations

import re

from pipeline.model import Mention, MentionType
from pipeline.resolve.people.desk import Entry
from pipeline.resolve.people.text import BODIES, Sheet, is_kana, solid

# What may stand between a body and a person: の, blanks, what opens a bracket, and words for a relation that goes on.
_FILL = re.compile(r"(?:[ の\t]|に?所属(?:する|の)|(?:元)?メンバーである|である|で|[:：\[(【](?=$))+$")
_LIST = re.compile(r" ?(?:[、,・;/&]|および|及び|ならびに|並びに|と|、?(?:大学院生|学生)の) ?$")
_HONORIFIC = re.compile(r" ?(?:氏|さん|博士|先生|くん|ら)$")
_SAME = re.compile(r"(?<![一-龥])同(?P<part>大学院|大学|大|学部|研究科|研究所|研究室|センター|機構|病院|社|学|院|部|課|所|専攻|分野)?(?:の| )?$")
_BRACKET = re.compile(r" ?(?:氏|さん|博士|先生)? ?\((?P<inside>[^()\n]*(?:\([^()\n]{0,20}\)[^()\n]*)?)\)")
_LEGAL = re.compile(
    r"^(?:国立大学法人|公立大学法人|学校法人|大学共同利用機関法人|国立研究開発法人|独立行政法人|地方独立行政法人|公益財団法人|一般財団法人"
    r"|公益社団法人|一般社団法人|医療法人|社会福祉法人|株式会社|有限会社)"
)
# Numbers of affiliations behind a name, and before a body in the list of affiliations.
_MARKS = re.compile(r"\^?[0-9]{1,2}(?:, ?[0-9]{1,2})*(?![0-9年月])")
_NUMBER = re.compile(r"(?<![^\n、,;( ])([0-9]{1,2})[.):]? ?$")
_FIELD = re.compile(r"所 ?属 ?(?:機 ?関|先)?(?:名)? ?[:：\t] ?")


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
            first.setdefault(_plain(body), body)
    return {mention: tuple(first[_plain(body)] for body in bodies) for mention, bodies in found.items()}


def fullest(bodies: list[str]) -> tuple[str, ...]:
    """Each body once, in its fullest form, at the place where it is first named; a legal form before a name makes it no fuller."""
    kept: list[str] = []
    for body in bodies:
        plain = _plain(body)
        for place, other in enumerate(kept):
            known = _plain(other)
            if plain in known:
                break
            if known in plain:
                kept[place] = body
                break
        else:
            kept.append(body)
    return tuple(dict.fromkeys(kept))


def _plain(body: str) -> str:
    return _LEGAL.sub("", solid(body))


def _in_bracket(sheet: Sheet, mention: Mention) -> bool:
    return sheet.view[max(0, mention.start - 2) : mention.start].strip().endswith("(")


class _Finder:
    """Finds bodies person by person, in reading order."""

    def __init__(self, sheet: Sheet, entries: dict[Mention, Entry]) -> None:
        self.sheet = sheet
        self.entries = entries
        self.found: dict[Mention, tuple[str, ...]] = {}
        self.full = _abbreviations(sheet)
        self._by_number: dict[str, str] | None = None

    def find(self, mention: Mention) -> None:
        """Finds the bodies of `mention`."""
        bodies = self._in_bracket(mention) or self._between(mention) or self._numbered(mention)
        if not bodies:
            bodies = self._at_desk(mention) or self._before(mention.start, 0) or self._in_field(mention)
        if bodies:
            self.found[mention] = bodies

    def hand_back(self, people: list[Mention]) -> None:
        """A bracket behind the last of a bare list is for all of it: A、B、C(北浜大学)."""
        for first, second in reversed(list(zip(people, people[1:], strict=False))):
            gap = self.sheet.view[first.end : second.start]
            if first not in self.found and second in self.found and re.fullmatch(r"[、・,/] ?", gap):
                self.found[first] = self.found[second]

    def _in_bracket(self, mention: Mention) -> tuple[str, ...]:
        at = mention.end
        post = self.sheet.after(at)
        if post and post.type is MentionType.POSITION and post.start - at <= 1:
            at = post.end
        bracket = _BRACKET.match(self.sheet.view, at)
        if bracket is None:
            return ()
        start, end = bracket.span("inside")
        bodies = [each for each in self.sheet.inside(start, end) if each.type in BODIES]
        if bodies:
            return tuple(self._stack(group) for group in _contiguous(self.sheet, bodies))
        if re.match(r"同(?:[)、 上]|$)|同[一-龥]{1,4}", bracket["inside"]):
            return self._last(mention)
        # A reading may fill the first bracket: 青木 一郎(あおき いちろう)(北浜大学).
        return ()

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
            above = [body for body in entry.bodies[:1] if self.sheet.view[:body.start].rstrip(" ").endswith("\n")]
        return (self._stack(above),) if above else ()

    def _before(self, at: int, depth: int) -> tuple[str, ...]:
        """The bodies that what stands before `at` names for whoever stands at it."""
        view = self.sheet.view
        while depth < 60:
            depth += 1
            stripped = _strip(view, at, _FILL)
            if same := _SAME.search(view, max(0, stripped - 8), at):
                return self._last_before(same.start())
            at = stripped
            previous = self.sheet.before(at)
            if previous is None:
                return ()
            gap = view[previous.end : at]
            if previous.type is MentionType.URL and gap == ")" and (linked := self._linked(previous)):
                return (linked,)
            if previous.type in BODIES and gap == ")" and (full := self._bracketed(previous)):
                return (full,)
            if previous.type in BODIES and not gap:
                return (self._expanded(previous),)
            if previous.type in BODIES and gap == "(" and at < len(view):
                return (self._expanded(previous),)
            if previous.type is MentionType.POSITION and not gap.strip("・兼 /"):
                at = previous.start
                continue
            return self._through_list(at, previous)
        return ()

    def _through_list(self, at: int, previous: Mention) -> tuple[str, ...]:
        """The bodies of the person before, where only a separator stands between."""
        view = self.sheet.view
        end = _strip(view, at, _LIST)
        if end == at:
            return ()
        end = _strip(view, end, _HONORIFIC)
        if view[end - 1 : end] == ")":
            end = view.rfind("(", 0, end)
        end = _strip(view, end, _HONORIFIC)
        holder = self.sheet.before(end)
        while holder and holder.end == end and holder.type is MentionType.POSITION:
            end = holder.start
            while end and view[end - 1] in " ・":
                end -= 1
            holder = self.sheet.before(end)
        return self.found.get(holder, ()) if holder and holder.type is MentionType.PERSON and end - holder.end <= 1 else ()

    def _numbered(self, mention: Mention) -> tuple[str, ...]:
        """The bodies whose numbers stand behind an author's name: Ichiro Aoki1,2 … 1 北浜大学、2 東雲研究所."""
        marks = _MARKS.match(self.sheet.view, mention.end)
        if marks is None:
            return ()
        numbered = self._numbers()
        return tuple(numbered[number] for number in re.findall(r"[0-9]+", marks[0]) if number in numbered)

    def _numbers(self) -> dict[str, str]:
        if self._by_number is None:
            self._by_number = {}
            for body in self.sheet.mentions:
                number = _NUMBER.search(self.sheet.view, max(0, body.start - 5), body.start) if body.type in BODIES else None
                if number:
                    self._by_number.setdefault(number[1], self._expanded(body))
        return self._by_number

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

    def _last(self, mention: Mention) -> tuple[str, ...]:
        return self._last_before(mention.start)

    def _last_before(self, at: int) -> tuple[str, ...]:
        earlier = [mention for mention in self.found if mention.end <= at]
        return self.found[max(earlier, key=lambda mention: mention.start)] if earlier else ()

    def _bracketed(self, short: Mention) -> str | None:
        """The full name before the bracket that holds a short form."""
        before = self.sheet.before(short.start - 1)
        if before and before.type in BODIES and self.sheet.view[before.end : short.start].strip() == "(":
            return self.sheet.words(before)
        return None

    def _linked(self, url: Mention) -> str | None:
        """The body that a Markdown link shows: [北浜大学](https://…)."""
        before = self.sheet.before(url.start - 2)
        if before and before.type in BODIES and self.sheet.view[before.end : url.start] == "](":
            return self._expanded(before)
        return None

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


def _contiguous(sheet: Sheet, bodies: list[Mention]) -> list[list[Mention]]:
    """Bodies in a bracket by the list separators between them; parts with a blank between are one."""
    groups = [[bodies[0]]]
    for before, body in zip(bodies, bodies[1:], strict=False):
        gap = sheet.view[before.end : body.start]
        if gap.strip() in ("", "("):
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
