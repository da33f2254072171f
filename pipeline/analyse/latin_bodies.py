"""The grammar of English names of bodies: capitalised words around a head (University, Institute of …), departments beside it.

Heads and the words that end a name are rows of the lexicon (`latin_heads`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.analyse.gazetteer import bodies_known_as
from pipeline.lexicon import table
from pipeline.model import Layout, MentionType, Name, Witness

_STRETCH = re.compile(r"[ -~’À-ÿ]{6,}")
_TOKEN = re.compile(r"[0-9]{1,2}\.?(?=[A-Z][a-z])|[A-Za-zÀ-ÿ0-9](?:[A-Za-zÀ-ÿ0-9'’\-]|\.(?=[A-Za-z]))*\.?|[&,()]")
_BEGINS = re.compile(r"(?:\A|\n|[.。:!?]|^[-*・] ?|\n[-*・] ?)\s*\Z")
_WORD = r"[A-Z][A-Za-z0-9&.'\-]{0,40}"
#: A company with a Latin name of several words and a Japanese legal form.
_WITH_LEGAL_FORM = re.compile(
    rf"(?:株式会社|合同会社|有限会社|\(株\)) ?{_WORD}(?: {_WORD}){{1,3}}"
    rf"|(?<![A-Za-z0-9] )(?<![A-Za-z0-9]){_WORD}(?: {_WORD}){{1,3}} ?(?:株式会社|合同会社|有限会社|\(株\))(?![一-龥ァ-ヴ])"
)
_CAPITAL = re.compile(r"[A-ZÀ-Ý]")
_LINKS = frozenset({"of", "for", "on", "in", "at", "the", "and", "&", "de", "la", "du", "des", "für", "der"})
_OPENERS = frozenset({"of", "for", "on", "in", "at", "de", "la", "du", "für"})
_FORMS = frozenset(
    {"Inc", "Inc.", "Ltd", "Ltd.", "Co.", "Corp.", "LLC", "GmbH", "K.K.", "AG", "PLC", "plc", "S.A.", "Limited", "B.V."}
)
_JOURNALS = frozenset(
    {"Journal", "Proceedings", "Annals", "Transactions", "Bulletin", "Archives", "Reports", "Reviews", "Letters", "Acta"}
)
#: Heads of languages in which what tells the body apart comes behind.
_ROMANCE = frozenset({"Institut", "Université", "Universidad", "Universität", "Universidade", "Università", "Hôpital", "Instituto"})
#: Shortened words of names, whose full stop ends nothing.
_SHORTENED = frozenset({"Univ.", "Inst.", "Dept.", "Natl.", "Nat.", "Technol.", "Coll.", "Hosp."})
_IN_JOURNAL = re.compile(rf"(?:{'|'.join(sorted(_JOURNALS))}) of (?:the )?$")
_HEAD_ROLES = ("strong", "weak", "department", "team")
_LONGEST = 22  # words


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(word for row in table("latin_heads") if row["role"] == role for word in row["words"].split("|"))


@cache
def _any_head() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(w) for r in _HEAD_ROLES for w in _words(r)), key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-zÀ-ÿ])(?:{words}|{'|'.join(re.escape(form) for form in sorted(_FORMS))})(?![a-z])")


@cache
def _campus() -> re.Pattern[str]:
    return re.compile(rf"(?:, | at | )(?:{'|'.join(sorted(_words('campus'), key=len, reverse=True))})(?![A-Za-z])")


def latin_body_names(layout: Layout) -> Iterator[Name]:
    """The names that the grammar finds; view offsets. The label is "body", or "department" for a part of one."""
    view = layout.text.view
    for match in _WITH_LEGAL_FORM.finditer(view):
        yield Name(match.start(), match.end(), MentionType.ORGANIZATION, Witness.GRAMMAR, "body")
    for stretch in _STRETCH.finditer(view):
        if _any_head().search(view, *stretch.span()):
            yield from _Phrase(view, *stretch.span()).names()


def _head_of(token: str) -> str:
    """The word that may be a head: of Ludwig-Maximilians-Universität its last part."""
    word = token.removesuffix(".")
    last = word.rsplit("-", 1)[-1]
    return last if last in _ROMANCE else word


class _Phrase:
    """The words of one Latin stretch."""

    def __init__(self, view: str, start: int, end: int) -> None:
        self.view = view
        self.tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(view, start, end)]

    def names(self) -> Iterator[Name]:
        """The names among the words, in order."""
        index = 0
        free = 0  # the first token that no name holds
        while index < len(self.tokens):
            if self._is_head(index) or self.tokens[index][0] in _FORMS:
                first, last = self._left(index, free), self._right(index)
                last = self._over_commas(first, last)
                if self._is_name(first, index, last):
                    free = last + 1
                    yield self._name(first, last)
                    index = last
            index += 1

    def _name(self, first: int, last: int) -> Name:
        start, end = self.tokens[first][1], self.tokens[last][2]
        if self.view[end - 1] == "." and self.tokens[last][0] not in _FORMS and self.tokens[last][0] not in _SHORTENED:
            end -= 1
        if self.tokens[first][0] == "University" and (campus := _campus().match(self.view, end)):
            end = campus.end()
        label = "department" if self._is_department(first, last) else "body"
        return Name(start, end, MentionType.ORGANIZATION, Witness.GRAMMAR, label)

    def _is_department(self, first: int, last: int) -> bool:
        """Whether the tokens name a part of a body without saying of which."""
        words = [token[0] for token in self.tokens[first : last + 1]]
        if all(word in _words("strong") or word in _words("department") for word in words):
            return True
        return (
            any(word in _words("department") for word in words)
            and not any(word in _words("strong") for word in words)
            and not bodies_known_as(words[0])
        )

    def _is_head(self, index: int) -> bool:
        word = _head_of(self.tokens[index][0])
        return any(word in _words(role) for role in _HEAD_ROLES)

    def _capital(self, index: int) -> bool:
        word = self.tokens[index][0]
        return bool(_CAPITAL.match(word)) and word.removesuffix(".") not in _words("stop")

    def _close(self, index: int) -> bool:
        """Whether one blank or nothing stands between token `index` and the next, and no full stop ends it."""
        (word, _, end), (following, start, _) = self.tokens[index], self.tokens[index + 1]
        if word.endswith(".") and word not in _FORMS and word not in _SHORTENED and len(word) > 3 and word.count(".") == 1:
            return False
        return self.view[end:start] in ("", " ") and following not in ("(", ")")

    def _left(self, index: int, free: int) -> int:
        first = index
        while first > free and index - first < _LONGEST and self._close(first - 1):
            word = self.tokens[first - 1][0]
            capital = self._capital(first - 1) and word not in _words("opener") and not word.endswith(("'s", "’s"))
            if capital or (word == "," and self.tokens[first][0] in _FORMS and first - 1 > free):
                first -= 1
            elif word in _LINKS and first - 2 >= free and self._links_left(first - 1, index):
                first -= 2
            else:
                break
        while first < index and (self.tokens[first][0] in (",", "&") or self._article_of_sentence(first)):
            first += 1
        return first

    def _article_of_sentence(self, index: int) -> bool:
        """Whether the token is a "The" that is capital only because a line or a sentence begins with it."""
        word, start, _ = self.tokens[index]
        return word == "The" and bool(_BEGINS.search(self.view, max(0, start - 4), start))

    def _links_left(self, link: int, head: int) -> bool:
        word = self.tokens[link][0]
        if not self._close(link - 1) or not self._capital(link - 1):
            return False
        if word in ("and", "&"):
            if self.tokens[head][0] in _words("team"):
                return False
            return self.tokens[head][0] not in ("University", "Univ.", "Hospital", "College") and not self._head_before(link)
        behind_name = self.tokens[head][0] in ("Hospital", "School", "Library", "Press")
        return word in ("of", "for") and behind_name and self._head_before(link)

    def _head_before(self, index: int) -> bool:
        return any(self._is_head(at) for at in range(max(0, index - 3), index))

    def _right(self, index: int) -> int:
        last = index
        while last + 1 < len(self.tokens) and last - index < _LONGEST:
            if self._brackets_inside(last):
                last += 4 if self.tokens[last + 4][0] == "Research" else 3
                continue
            if self.tokens[last + 1][0] == "," and last + 2 < len(self.tokens) and self.tokens[last + 2][0] in _FORMS:
                last += 2
                continue
            if not self._close(last):
                break
            word = self.tokens[last + 1][0]
            if self._capital(last + 1) and self._may_go_on(index, last):
                last += 1
                continue
            ahead = last + 1
            while ahead < len(self.tokens) - 1 and self.tokens[ahead][0] in _LINKS and self._close(ahead) and ahead - last < 3:
                ahead += 1
            if ahead == last + 1 or not self._capital(ahead) or self.tokens[ahead][0] in _words("opener"):
                break
            if word in ("and", "&") and (last == index or self._begins_name(ahead)):
                break
            if word not in _OPENERS and word not in ("and", "&"):
                break
            last = ahead
        return last

    def _may_go_on(self, index: int, last: int) -> bool:
        """Whether a capitalised word directly behind token `last` belongs to the name: University Graduate School of …."""
        if last == index and _head_of(self.tokens[index][0]) in _ROMANCE:
            return True
        if last == index and self.tokens[index][0] in ("Univ.", "Inst.") and not self._word_before(index):
            return True  # Univ. Rennes
        if last > index or self._is_head(last + 1):
            return True
        return self.tokens[last][0] not in _FORMS and self._head_soon(last + 1)

    def _word_before(self, index: int) -> bool:
        """Whether a capitalised word leads up to token `index`: Kitahama Univ."""
        return index > 0 and self._close(index - 1) and self._capital(index - 1)

    def _head_soon(self, index: int) -> bool:
        """Whether capitalised words lead on from `index` to a head."""
        for at in range(index, min(index + 8, len(self.tokens))):
            if self._is_head(at):
                return True
            if not (self._capital(at) or self.tokens[at][0] in _LINKS) or at + 1 >= len(self.tokens) or not self._close(at):
                return False
        return False

    def _begins_name(self, index: int) -> bool:
        """Whether a name of its own begins at `index`: … and Osaka University."""
        for at in range(index, min(index + 6, len(self.tokens))):
            if self._is_head(at):
                return _head_of(self.tokens[at][0]) in _words("strong")
            if not self._capital(at):
                return False
        return False

    def _brackets_inside(self, last: int) -> bool:
        """Whether a bracket stands in the middle of a name: Corporation (NTT) Research, Foundation (Japan) for the …."""
        words = [token[0] for token in self.tokens[last + 1 : last + 5]]
        if len(words) < 4 or words[0] != "(" or words[2] != ")" or self.view[self.tokens[last + 3][2]] != " ":
            return False
        return words[3] == "Research" or (words[1] == "Japan" and words[3] in ("for", "of"))

    def _over_commas(self, first: int, last: int) -> int:
        """Department of A, Faculty of B, C University: one name, from the part to the whole; Ministry of A, B and C."""
        while last + 2 < len(self.tokens) and self.tokens[last + 1][0] == "," and self.view[self.tokens[last + 1][2]] == " ":
            begin = last + 2
            begins = self.tokens[first][0] in _words("department")
            part = begins or self._is_department(first, last)
            if not part and self.tokens[begin][0] not in ("Office", "Bureau", "Division", "Helmholtz"):
                break
            if begins and bodies_known_as(self.tokens[begin][0].removesuffix(".")) and not self._head_soon(begin):
                return begin
            head = next((at for at in range(begin, min(begin + 6, len(self.tokens))) if self._is_head(at)), None)
            if head is None or self._left(head, begin) != begin:
                break
            last = self._right(head)
        return last

    def _is_name(self, first: int, head: int, last: int) -> bool:
        words = [token[0].removesuffix(".") for token in self.tokens[first : last + 1]]
        if (len(words) < 2 and _head_of(words[0]) == words[0]) or words[0] in _JOURNALS or _JOURNALS & set(words[:2]):
            return False
        if all(w in _words("strong") or w in _words("department") for w in words) and "of" not in words:
            return False
        if _IN_JOURNAL.search(self.view, max(0, self.tokens[first][1] - 30), self.tokens[first][1]):
            return False
        word = _head_of(self.tokens[head][0])
        if word in _ROMANCE and word != self.tokens[head][0]:
            return True
        capitals = [w for w in words if _CAPITAL.match(w) and w != "The"]
        if word in _words("team"):
            return any(w not in _words("generic") and w != word for w in capitals)
        if word in _words("strong") or self.tokens[head][0] in _FORMS:
            return len(capitals) >= 2
        return len(capitals) >= 3 or (len(capitals) >= 2 and ("of" in words or "for" in words))
