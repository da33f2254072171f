"""E-mail addresses, also where the sign is hidden from robots: name[アットマーク]example.ac.jp; the value has a plain @."""

from __future__ import annotations

import re

from pipeline.model import Mention, MentionType

_AT_WORD = r"(?:アットマーク|アット|あっと|@マーク|(?:at|AT|At)(?: ?(?:mark|MARK|Mark))?|a|@)"
_AT = (
    r"(?: ?@ ?"
    rf'| ?[\[(【<〈《{{〔「『"“] ?{_AT_WORD} ?[\])】>〉》}}〕」』"”] ?'
    r"|_(?:at|AT|atmark)_"
    r"| ?[■●★☆◎◆※〓▲] ?"
    r"|[*#△▽◇○◯□]"
    r"| at (?=[A-Za-z0-9.-]+\.(?:jp|com|org|net|edu)(?![A-Za-z0-9])))"
)
_DOT_SIGN = r"(?: ?[\[(【] ?(?:dot|DOT|ドット) ?[\])】] ?)"
_DOT = rf"(?:\.|{_DOT_SIGN})"
_MAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-@/])"
    rf"(?P<local>[A-Za-z0-9](?:[A-Za-z0-9_%+\-.]|{_DOT_SIGN}(?=[A-Za-z0-9])){{0,63}})"
    rf"(?P<at>{_AT})"
    rf"(?P<domain>[A-Za-z0-9][A-Za-z0-9-]*(?:{_DOT}[A-Za-z0-9][A-Za-z0-9-]*)+)"
    r"(?![A-Za-z0-9@])"
)
#: Signs that stand for @ only where the text says so (*を@に置き換えてください), the star also behind a label.
_OFTEN_OTHER = frozenset("*#△▽◇○◯□")
_TOLD = re.compile(r"(?P<sign>[*#△▽◇○◯□])[」』”\")\]]? ?(?:の?(?:部分|記号|マーク|印))?(?:を|は) ?(?:半角の?)? ?[「『“\"(\[]?@")
_DOT_WORD = re.compile(_DOT_SIGN)
_LABEL = re.compile(r"(?:mail|メール|ﾒｰﾙ|アドレス|連絡先|問い?合わ?せ先?|mailto|contact)[^\n@]{0,24}$", re.IGNORECASE)
_TOP = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,}+$")


def addresses(view: str) -> tuple[Mention, ...]:
    """The EMAIL candidates of `view`."""
    found = []
    told = {match["sign"] for match in _TOLD.finditer(view)}
    for match in _MAIL.finditer(view):
        start, end = match.span()
        cue = label[0] if (label := _LABEL.search(view, max(0, start - 40), start)) else ""
        at = match["at"]
        # A blank beside the sign, or a sign that stands for it, is only read where it can be nothing else.
        if at != "@" and at.strip(" ") in ("@", "at", "(a)", "[a]") and not cue:
            continue
        if at in _OFTEN_OTHER and at not in told and not (at == "*" and cue):
            continue
        local, domain = _DOT_WORD.sub(".", match["local"]), _DOT_WORD.sub(".", match["domain"])
        if not _TOP.search(domain) or local.endswith("."):
            continue
        confidence = 1.0 if at == "@" else 0.95
        found.append(Mention(MentionType.EMAIL, start, end, f"{local}@{domain}", "identifiers.mail", cue.rstrip(), confidence))
    return tuple(found)
