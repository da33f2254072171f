"""Where on one line the headword ends and its explanation begins: 語：説明, 語とは…, 語　説明."""

from __future__ import annotations

import re

from pipeline.extract.glossary.references import has_prose

_LONGEST = 50
_DEMONSTRATIVE = re.compile(
    r"本|当|この|これ|その|それ|こう|今回|ここ|なお|上記|下記|図|表|また|ただし|特に|現在|同|一部|写真|掲載|詳細|詳しく"
)
_SEPARATOR = re.compile(
    r"(?P<colon> ?: ?(?!//))|(?P<dots>(?:…|・・|\.\.\.)[…・.]* ?)|(?P<towa> ?とは[、 ]?)|(?P<dash> ?[―─]+ ?| - )"
    r"|(?P<tab> ?\t\s*|  +)|(?P<stop>。)|(?P<wa> ?は[、 ]?)|(?P<equal> ?= ?)|(?P<blank> )"
)
_BRACKET_OR_SEPARATOR = re.compile(r"(?P<open>[(「『\[【])|(?P<close>[)」』\]】])|[ :…・.\tは。=―─と-]")
#: Signs that stand between a term and its explanation and hardly anywhere else in a note's first words.
_SURE = frozenset({"colon", "dots", "towa", "dash", "tab", "equal"})
_BRACKET_THEN_TEXT = re.compile(r"[^()\n。]{1,40}\([^()\n]{1,60}\) ?(?=[^\x00-\x40ぁ-ん])")
_BRACKET = re.compile(r" ?\([^()\n]{1,80}\)")
_PARTICLE = re.compile(r"[をがはにでへ]|(?:する|した|いる|れる|です|ます)$")

Split = tuple[int, int]  # where the headword with its brackets ends, where the explanation begins


def separators(text: str) -> list[re.Match[str]]:
    """The separators of `text` outside brackets, in order."""
    found: list[re.Match[str]] = []
    depth = at = 0
    for match in _BRACKET_OR_SEPARATOR.finditer(text):
        if match["open"]:
            depth += 1
        elif match["close"]:
            depth = max(0, depth - 1)
        elif depth == 0 and match.start() >= at and (separator := _SEPARATOR.match(text, match.start())):
            found.append(separator)
            at = separator.end()
    return [match for match in found if match.start() > 0]


def goes_on(line: str) -> bool:
    """Whether a line holds more than a headword: a colon, dots, とは with text behind it, or a clause that is not over."""
    if any(match.lastgroup in ("colon", "dots", "towa") and match.end() < len(line) for match in separators(line)):
        return True
    return line[-1] in "。、,:をがにへの"


def at_separator(first: str, match: re.Match[str]) -> Split:
    """The split of the line `first` at a separator; a bracket behind a blank belongs to the headword."""
    bracket = _BRACKET.match(first, match.start())
    if bracket is None:
        return match.start(), match.end()
    separator = _SEPARATOR.match(first, bracket.end())
    return bracket.end(), separator.end() if separator else bracket.end()


def sure_split(first: str) -> Split | None:
    """The split at the first sign that stands there for no other reason."""
    for match in separators(first):
        if match.lastgroup in _SURE and may_be_term(without_bracket(first[: match.start()])):
            return at_separator(first, match)
    return None


def weak_split(first: str, wide: frozenset[int]) -> Split | None:
    """The split between a noun and a sentence: at one of the `wide` blanks, は, 。 or a blank between Japanese words."""
    found: list[tuple[int, int, re.Match[str]]] = []
    for match in separators(first):
        head, rest = without_bracket(first[: match.start()]), first[match.end() :]
        if not may_be_term(head) or _PARTICLE.search(head) or not rest.strip():
            continue
        if match.lastgroup == "blank" and match.start() in wide:
            found.append((0, match.start(), match))
        elif match.lastgroup in ("wa", "stop"):
            found.append((1, match.start(), match))
        elif match.lastgroup == "blank" and first[match.start() - 1] > "\u3000" and rest[0] > "\u3000" and "。" in rest:
            found.append((2, match.start(), match))
    if found:
        return at_separator(first, min(found)[2])
    after = _BRACKET_THEN_TEXT.match(first)
    return (len(after[0].rstrip()), after.end()) if after and has_prose(first) else None


def may_be_term(head: str) -> bool:
    """Whether `head` is short enough for a term, has letters, and is no sentence and no address."""
    if not 0 < len(head) <= _LONGEST or _DEMONSTRATIVE.match(head) or re.search(r"[。?？!]|https?$|doi$", head):
        return False
    return re.search(r"[^\W\d_]", head) is not None


def without_bracket(head: str) -> str:
    """`head` without the bracket at its end."""
    return re.sub(r" ?\([^()]*\)$", "", head)
