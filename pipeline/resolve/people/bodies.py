"""Where each person works: the body before the name or in brackets behind it, handed on in lists, or stacked above."""

from __future__ import annotations

import itertools
import re

from pipeline.model import Mention, MentionType
from pipeline.resolve.people.desk import Entry
from pipeline.resolve.people.forms import in_form, in_letterhead
from pipeline.resolve.people.fullest import plain_body
from pipeline.resolve.people.numbered import Numbered
from pipeline.resolve.people.stacks import leads, stacks
from pipeline.resolve.people.text import BODIES, Sheet, is_kana
from pipeline.resolve.people.units import ends_unit, is_department, is_dependent
from pipeline.resolve.people.writing import SAME_INSIDE, Writer

# What may stand between a body and a person: の, blanks, and words for a relation that goes on.
_FILL = re.compile(r"(?:[ の\t]|に?所属(?:する|の)|(?:元)?メンバーである|である)+$")
_LIST = re.compile(r" ?(?:[、,・;/&]|および|及び|ならびに|並びに|と) ?$")
# The members of a team in brackets behind it.
_TEAM = re.compile(r"(?:ら|たち)?の(?:共同|合同|研究|開発)*(?:グループ|チーム)\($")
_HONORIFIC = re.compile(r" ?(?:氏|さん|博士|先生|くん|ら)$")
_POSTS = re.compile(r"[・兼 /]+$")
_BRACKET = re.compile(r" ?(?:氏|さん|博士|先生)? ?\((?P<inside>[^()\n]*(?:\([^()\n]{0,20}\)[^()\n]*)?)\)")
# A bracket on a line of its own below a person's: (東雲大学 大学院工学研究科 教授).
_BELOW = re.compile(r"[^\n]{0,30}\n *\((?P<inside>[^()\n]*)\) *(?=\n|$)")
# A department that is no mention, between a list's separator and a person.
_DEPARTMENT = re.compile(r"(?:[、,]|および|及び|ならびに|並びに) ?(?P<name>[^、,。()「」\n]{2,30})$")
# What a bracket says of another time: 現:… is now; 研究当時:… was then, and the body before the name is that of now.
_THEN = re.compile(r"(?:研究当時|当時)[:：・、は ]{1,2}$")
#: A fellowship is no place of work: (日本学術振興会 特別研究員).
_FELLOWSHIP = re.compile(r" ?(?:外国人)?特別研究員")
_PRESENT = re.compile(r"現(?:職|在|所属)?[:：・、は ]{0,2}$")


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

    `running` keeps for each person what the text before says, which goes on to the next in a list; a bracket behind a name is for
    that name alone.
    """

    def __init__(self, sheet: Sheet, entries: dict[Mention, Entry]) -> None:
        self.sheet = sheet
        self.entries = entries
        self.found: dict[Mention, tuple[str, ...]] = {}
        self.writer = Writer(sheet)
        self.running = self.writer.running
        self.numbers = Numbered(sheet)
        self.stacks = stacks(self.writer)

    def find(self, mention: Mention) -> None:
        """Finds the bodies of `mention`."""
        self.running[mention] = self._before(mention.start)
        own, now, second = self._behind(mention)
        above = self._above(mention)
        if own and (first := self.running[mention] or above) and is_department(own[0]) and is_dependent(own[0], centres=True):
            own = (self.writer.beneath(first[0], own[0]), *own[1:])
        elif second and (first := self.running[mention] or above):
            own = (*first, *own)
        bodies = own or self._between(mention) or tuple(map(self.writer.joined, self.numbers.of(mention)))
        bodies = bodies or self._at_desk(mention) or self.running[mention] or above or in_form(self.writer, mention)
        bodies = bodies or in_letterhead(self.writer, mention)
        bodies = tuple(dict.fromkeys((*bodies, *(self._below(mention) if above else ()), *now)))
        if bodies:
            self.found[mention] = bodies

    def hand_back(self, people: list[Mention]) -> None:
        """A bracket behind the last of a bare list is for all of it: A、B、C(北浜大学)."""
        for first, second in reversed(list(itertools.pairwise(people))):
            gap = self.sheet.view[first.end : second.start]
            if first not in self.found and second in self.found and re.fullmatch(r"[、・,/] ?", gap):
                self.found[first] = self.found[second]

    def _behind(self, mention: Mention) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        """The bodies in the brackets behind the name and its post: those of the time of the study, and those of now (現:…).

        The third value says that the former are a second affiliation: their bracket names a post, and one stands before it too.
        """
        at = mention.end
        own: list[str] = []
        now: list[str] = []
        posted = second = False
        for _ in range(2):
            post = self.sheet.after(at)
            if post and post.type is MentionType.POSITION and post.start - at <= 1:
                at, posted = post.end, True
            bracket = _BRACKET.match(self.sheet.view, at)
            if bracket is None:
                break
            at = bracket.end()
            start, end = bracket.span("inside")
            here = self.sheet.inside(start, end)
            bodies = [each for each in here if each.type in BODIES and not self._grants(each)]
            posted = posted or (bool(bodies) and here[0].type is MentionType.POSITION)
            second = second or (posted and bool(bodies) and any(each.type is MentionType.POSITION for each in here))
            for group in _contiguous(self.sheet, bodies):
                lead = self.sheet.view[max(start, group[0].start - 6) : group[0].start]
                second = second or _THEN.search(lead) is not None
                (now if _PRESENT.search(lead) else own).append(self.writer.with_same(group, start))
            if (same := SAME_INSIDE.match(bracket["inside"])) and not (bodies and bodies[0].start == start + same.end()):
                own = [*self.writer.same(same, mention.start), *own]
        return tuple(own), tuple(now), second and bool(own)

    def _grants(self, body: Mention) -> bool:
        """Whether a body only grants the fellowship that its name stands before."""
        return _FELLOWSHIP.match(self.sheet.view, body.end) is not None

    def _below(self, mention: Mention) -> tuple[str, ...]:
        """The body on the line below a stacked person, where a bracket is all of it."""
        bracket = _BELOW.match(self.sheet.view, mention.end)
        if bracket is None:
            return ()
        start, end = bracket.span("inside")
        bodies = [each for each in self.sheet.inside(start, end) if each.type in BODIES]
        return tuple(self.writer.with_same(group, start) for group in _contiguous(self.sheet, bodies))

    def _between(self, mention: Mention) -> tuple[str, ...]:
        """青木一郎 北浜大准教授: the body between a name and its post."""
        body = self.sheet.after(mention.end)
        if body and body.type in BODIES and self.sheet.view[mention.end : body.start] == " " and not self._grants(body):
            post = self.sheet.after(body.end)
            if post and post.type is MentionType.POSITION and not self.sheet.view[body.end : post.start].strip(" "):
                return (self.writer.expanded(body),)
        return ()

    def _at_desk(self, mention: Mention) -> tuple[str, ...]:
        entry = self.entries.get(mention)
        if entry is None or not entry.bodies:
            return ()
        above = [body for body in entry.bodies if body.start < mention.start]
        if not above and len(entry.people) == 1:
            above = [body for body in entry.bodies[:1] if self.sheet.view[: body.start].rstrip(" ").endswith("\n")]
        return (self.writer.with_same(above, 0),) if above else ()

    def _before(self, at: int) -> tuple[str, ...]:
        """The bodies that what stands before `at` names for whoever stands at it."""
        view = self.sheet.view
        for _ in range(8):
            if (team := _TEAM.search(view, max(0, at - 24), at)) and (leader := self._leader(team.start())):
                return leader
            stripped = _strip(view, at, _FILL)
            if same := self.writer.same_before(at):
                return self.writer.same(same, same.start())
            at = stripped
            previous = self.sheet.before(at)
            if previous is None:
                return ()
            if body := self.writer.before_brackets(at):
                return (self.writer.joined(body),)
            gap = view[previous.end : at]
            if gap.endswith((":", "：")):
                desk = previous.type in BODIES and len(gap.strip()) == 1 and ends_unit(self.sheet.text(previous))
                return (self.writer.joined(previous),) if desk else self._around(at)
            if previous.type is MentionType.URL and gap == ")" and (linked := self._linked(previous)):
                return (linked,)
            if previous.type in BODIES:
                if gap == ")" and (full := self.writer.bracketed(previous)):
                    return (full,)
                if re.fullmatch(r"(?: ?[(\[【] ?)?", gap):
                    said = self.writer.joined(previous)
                    return self._in_body_of_list(said, previous.start) or (said,)
            department = _DEPARTMENT.search(view, max(0, at - 40), at)
            if department and (handed := self._in_body_of_list(department["name"], department.start("name"))):
                return handed
            if previous.type is MentionType.POSITION and re.fullmatch(r"[・兼 /:：]*(?:\([^()]{1,8}\) ?)?", gap):
                at = previous.start
                continue
            return self._through_list(at) or self._around(at)
        return ()

    def _leader(self, at: int) -> tuple[str, ...]:
        """The bodies of the person whose name or post ends at `at`: 青木教授らのグループ(北野花子助教、…)."""
        last = self.sheet.before(at)
        post = last if last and last.type is MentionType.POSITION and last.end == at else None
        person = self.sheet.before(_strip(self.sheet.view, post.start, _POSTS)) if post else last
        if person is None or person.type is not MentionType.PERSON:
            return ()
        return self.running.get(person, ())

    def _in_body_of_list(self, name: str, at: int) -> tuple[str, ...]:
        """A department that begins at `at`, in the body of the person before in a list: 北浜大学理学部の青木一郎教授、農学部の…."""
        if not (is_department(name) and is_dependent(name, centres=False)):
            return ()
        return tuple(self.writer.beneath(body, name) for body in self._through_list(at)[:1])

    def _around(self, at: int) -> tuple[str, ...]:
        """The body before the bracket that `at` stands in: 北浜計測(本社:北浜市、代表取締役社長:青木一郎)."""
        view = self.sheet.view
        line = view.rfind("\n", 0, at) + 1
        for bracket in re.finditer(r"[(\[](?=[^()\[\]]*$)", view[max(line, at - 80) : at]):
            opened = max(line, at - 80) + bracket.start()
            before = self.sheet.before(opened)
            if before and before.type in BODIES and not view[before.end : opened].strip():
                inside = [each for each in self.sheet.inside(opened, at) if each.type in BODIES and each.start > opened + 1]
                return () if inside else (self.writer.joined(before),)
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
                end = _strip(view, holder.start, _POSTS)
            elif holder and holder.end == end and holder.type is MentionType.PERSON:
                return self.running.get(holder, ()) if holder.rule != "people.author-list" else ()
            else:
                return ()
        return ()

    def _above(self, mention: Mention) -> tuple[str, ...]:
        """The bodies on the lines above a line that begins with the person or the post, past others who stand there so."""
        layout = self.sheet.analysis.layout
        index = layout.line_at(mention.start)
        stacked = self.stacks.get(index)
        return (stacked,) if stacked and leads(self.sheet, layout.lines[index].start, mention.start) else ()

    def _linked(self, url: Mention) -> str | None:
        """The body that a Markdown link shows: [北浜大学](https://…)."""
        before = self.sheet.before(url.start - 2)
        if before and before.type in BODIES and self.sheet.view[before.end : url.start] == "](":
            return self.writer.expanded(before)
        return None


def _strip(view: str, at: int, pattern: re.Pattern[str]) -> int:
    match = pattern.search(view, max(0, at - 16), at)
    return match.start() if match else at


def _contiguous(sheet: Sheet, bodies: list[Mention]) -> list[list[Mention]]:
    """Bodies in a bracket by the list separators between them; parts with a blank between are one."""
    groups: list[list[Mention]] = []
    for body in bodies:
        if groups and sheet.view[groups[-1][-1].end : body.start].strip() in ("", "("):
            groups[-1].append(body)
        else:
            groups.append([body])
    return groups
