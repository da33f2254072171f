"""The worst texts for a regular expression, made from its own parse tree.

A backtracking matcher loses time where something repeats: the texts begin what stands before a repetition, repeat its body, and
fail behind it; or begin the pattern again and again, so that each beginning is scanned to the end of the text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from re import _compiler, _parser  # type: ignore[attr-defined]
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any

_LONG = 16  # a repetition that may be as long as that counts as endless
_USUAL = "a1 （「[\nあ漢ア、。・-A.：０"
_MOST_TEXTS = 40
_FAILS = "\x07"  # what no pattern takes, but a negated class

Unit = tuple[str, str]  # what stands once at the beginning, what is repeated behind it


def worst_cases(pattern: re.Pattern[str]) -> list[Unit]:
    """Pairs (head, body): `head + body * n`, with and without something at the end that does not fit, are bad for `pattern`."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    maker = _Maker(tree, pattern.flags)
    units: dict[Unit, None] = {}
    for head, bodies, after in maker.repeats(tree, ""):
        for body in bodies:
            units[head, body] = None
            units["", head + body] = None
            units["", body] = None
            units["", body + after[:1]] = None
            units["", head + body + after[: len(after) // 2]] = None
        if head:
            units["", head] = None
        units[head, "".join(bodies)] = None
        for one, other in pairwise([*bodies, *bodies[:1]]):
            units["", one + other] = None
    return [unit for unit in units if unit[1]][:_MOST_TEXTS]


def text_of(unit: Unit, length: int, end: str = _FAILS) -> str:
    """The worst text of about that many characters."""
    head, body = unit
    return head + body * max(1, (length - len(head)) // len(body)) + end


class _Maker:
    """Makes texts that parts of a pattern match."""

    def __init__(self, tree: Any, flags: int) -> None:
        self._state, self._flags = tree.state, flags
        self._random = random.Random(1)  # noqa: S311 - the same texts each time
        self._starts = self._chars_of(tree[:1])

    def repeats(self, tree: Sequence[Any], head: str) -> Iterator[tuple[str, list[str], str]]:
        """For each long repetition: a text that comes to it, some texts for its body, a text for what follows it."""
        for number, (kind, value) in enumerate(tree):
            after = self.example(tree[number + 1 :])
            if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
                _, most, body = value
                if most is op.MAXREPEAT or most >= _LONG:
                    yield head, self._bodies(body), after
                yield from self.repeats(body, head)
            else:
                for inner in _inside(kind, value):
                    yield from self.repeats(inner, head)
            head += self.example([(kind, value)])

    def _bodies(self, body: Any) -> list[str]:
        if len(body) == 1 and body[0][0] in (op.IN, op.ANY, op.NOT_LITERAL, op.CATEGORY, op.LITERAL):
            chars = self._chars_of(body)
            first = [char for char in chars if char in self._starts]
            return list(dict.fromkeys([*first[:3], *chars]))[:6]
        made = (self.example(body) for _ in range(4))
        return list(dict.fromkeys(one for one in made if one)) or ["a"]

    def example(self, tree: Sequence[Any]) -> str:
        """A text that the nodes match, as far as one can be told without trying."""
        return "".join(self._example(kind, value) for kind, value in tree)

    def _example(self, kind: Any, value: Any) -> str:
        if kind is op.LITERAL:
            return chr(value)
        if kind in (op.IN, op.ANY, op.NOT_LITERAL, op.CATEGORY):
            chars = self._chars_of([(kind, value)])
            return self._random.choice(chars) if chars else ""
        if kind is op.BRANCH:
            return self.example(self._random.choice(value[1]))
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, body = value
            return "".join(self.example(body) for _ in range(max(int(least), min(1, most) if self._random.random() < 0.5 else 0)))
        if kind in (op.ASSERT, op.ASSERT_NOT):
            return self.example(value[1]) if kind is op.ASSERT and value[0] < 0 else ""
        inner = _inside(kind, value)
        return self.example(inner[0]) if inner else ""

    def _chars_of(self, nodes: Sequence[Any]) -> list[str]:
        """Characters that the first node takes, where it takes single ones."""
        if not nodes:
            return []
        kind, value = nodes[0]
        if kind is op.LITERAL:
            return [chr(value)]
        if kind not in (op.IN, op.ANY, op.NOT_LITERAL, op.CATEGORY):
            inner = _inside(kind, value)
            return list(dict.fromkeys(char for one in inner[:8] for char in self._chars_of(one[:1])))
        own = (
            [chr(one[1]) if one[0] is op.LITERAL else chr(one[1][0]) for one in value if one[0] in (op.LITERAL, op.RANGE)]
            if kind is op.IN
            else []
        )
        found = _compiler.compile(_parser.SubPattern(self._state, [(kind, value)]), self._flags)
        return [char for char in dict.fromkeys([*_USUAL, *own]) if found.fullmatch(char)]


def _inside(kind: Any, value: Any) -> list[Any]:
    """The sequences that stand inside a node."""
    if kind is op.BRANCH:
        return list(value[1])
    if kind is op.SUBPATTERN:
        return [value[3]]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [value[1]]
    if kind is op.ATOMIC_GROUP:
        return [value]
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return [value[2]]
    if kind is op.GROUPREF_EXISTS:
        return [one for one in value[1:] if one is not None]
    return []
