"""Telephone and fax numbers: shapes, the labels before them, and where a number without a label may be one.

A label speaks for the number after it and for those that follow in its list. Values are E.164 through phonenumberslite, numbers
without country code read as Japanese ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon import table
from pipeline.model import Analysis, Mention, MentionType, SectionKind

_HYPHEN = r" ?[-ー―] ?"
_NUMBER = (
    r"\+[0-9]{1,3}[ -]?(?:\(0\)[ -]?)?\(?[0-9]{1,4}\)?(?:[ -]?[0-9]{2,4}){1,4}"  # +81-3-1234-5678, +81-(0)3-…
    rf"|\(0[0-9]{{1,4}}\) ?[0-9]{{1,4}}{_HYPHEN}[0-9]{{3,4}}"  # (03)1234-5678
    r"|0[0-9]{1,4} ?\([0-9]{1,4}\) ?[0-9]{3,4}"  # 03(1234)5678
    rf"|0[0-9]{{1,4}}{_HYPHEN}[0-9]{{1,4}}{_HYPHEN}[0-9]{{3,4}}"  # 03-1234-5678
    r"|(?:0120|0800|0570)[- ]?[0-9]{6,7}"
    r"|(?P<loose>0[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{4}|0[0-9]{1,4} [0-9]{1,4} [0-9]{4}|0[0-9]{9,10}|81-[0-9]{1,2}-[0-9]{3,4}-[0-9]{4})"
)
_NUMBERS = re.compile(rf"(?=[0+(8])(?<![0-9])(?<![0-9][-.])(?:{_NUMBER})(?![0-9])(?!-[0-9])(?!\.[0-9])")
# Between a label and its number: marks only, or a few words on the same line.
_MARKS = re.compile(r"[\s:：.()\[\]【】「」『』>|…・\-]{0,12}(?:\((?:代表|直通|代)\))?[\s:：]{0,4}$")
_WORDS = re.compile(r"[^\n0-9。]{0,24}$")
_LIST = re.compile(r" ?(?:\([^()\n]{0,20}\))? ?(?:[/、,・;|]|または|又は|もしくは|or|及び|および|と|, )? ?$")
# A bracket behind the number that says it is a fax's: 03-1234-5678(FAX), but not (FAX兼用).
_FAX_AFTER = re.compile(r" ?\([^()\n]{0,8}?(?P<label>FAX|Fax|fax|ファックス|ファクス)(?!共|兼| ?共)[^()\n]{0,8}\)")
_DESK = re.compile(r"@|〒|問い?合わ?せ|連絡先|担当|窓口|お電話|ご連絡|申し?込み")
_OTHER_NUMBER = re.compile(r"(?:番号|No\.?|NO\.?|№|ID|ISBN|ISSN|コード|課題|登録|特許|型番|識別子)[\s:：第(]{0,4}$")


@dataclass(frozen=True, slots=True)
class _Label:
    kind: str  # phone, fax or both
    end: int
    words: str
    alone: bool = True  # no number has followed it yet


def numbers(analysis: Analysis) -> Iterator[Mention]:
    """The PHONE and FAX candidates of `analysis`."""
    view = analysis.view
    label: _Label | None = None
    before = last = -1  # the end of the number before, and of the one before that a label spoke for
    for match in _NUMBERS.finditer(view):
        start, end = match.span()
        if fresh := _label_before(view, max(before, start - 60, 0), start):
            label, last = fresh, -1
        before = end
        value = _e164(match[0])
        if value is None or not _stands_alone(view, start, end, label):
            continue
        kind, cue = _spoken_for(view, label, last, start)
        if kind is None:
            if match["loose"] or not _beside_a_desk(analysis, start, end) or not _valid(value):
                continue
        elif label is not None:
            last = end
            if not label.alone and label.kind == "both":
                kind = "fax"  # TEL/FAX: 03-…/03-…
            label = _Label(label.kind, label.end, label.words, alone=False)
        if (named := _FAX_AFTER.match(view, end)) and "兼" not in named[0]:
            kind, cue = "fax", named["label"]
        wanted = MentionType.FAX if kind == "fax" else MentionType.PHONE
        yield Mention(wanted, start, end, value, f"identifiers.{wanted.lower()}", cue, 1.0 if kind else 0.7)


def _label_before(view: str, start: int, end: int) -> _Label | None:
    """The last label in view `[start, end)`."""
    found = None
    for match in _labels().finditer(view, start, end):
        found = match
    return _Label(_kind(found), found.end(), found[0]) if found else None


def _spoken_for(view: str, label: _Label | None, last: int, start: int) -> tuple[str | None, str]:
    """(kind, label's words) where a label speaks for the number at `start`."""
    if label is None:
        return None, ""
    if last >= 0:
        return (label.kind, label.words) if _LIST.fullmatch(view, last, start) else (None, "")
    near = start - label.end <= 40 and (_MARKS.fullmatch(view, label.end, start) or _WORDS.fullmatch(view, label.end, start))
    return (label.kind, label.words) if near else (None, "")


def _stands_alone(view: str, start: int, end: int, label: _Label | None) -> bool:
    """Whether no letter or digit is glued to the number; a label may be."""
    before, after = view[start - 1 : start], view[end : end + 1]
    if before and before.isascii() and before.isalnum() and (label is None or label.end != start):
        return False
    return not (after.isascii() and after.isalnum() and not after.isalpha())


def _beside_a_desk(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a number without a label stands where desks give theirs."""
    view = analysis.view
    if _OTHER_NUMBER.search(view, max(0, start - 12), start):
        return False
    if analysis.layout.section_at(start).kind is SectionKind.CONTACT:
        return True
    return bool(_DESK.search(view, max(0, start - 60), min(len(view), end + 40)))


def _e164(text: str) -> str | None:
    """The number in E.164, None where it cannot be one."""
    import phonenumbers  # only texts with something like a number pay for its tables

    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    if not text.startswith("+") and not digits.startswith("81"):
        mobile = digits[:3] in ("020", "050", "060", "070", "080", "090") or digits.startswith("0800")
        if not digits.startswith("0") or len(digits) != (11 if mobile else 10):
            return None
    try:
        number = phonenumbers.parse(digits if digits.startswith("0") else f"+{digits}", "JP")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _valid(value: str) -> bool:
    import phonenumbers

    return phonenumbers.is_valid_number(phonenumbers.parse(value))


def _kind(match: re.Match[str]) -> str:
    return "both" if match["both"] else "fax" if match["fax"] else "phone"


@cache
def _labels() -> re.Pattern[str]:
    """What stands before numbers, a telephone and a fax together too: TEL/FAX, 電話・ファクス."""
    rows = sorted(table("phone_labels"), key=lambda row: -len(row["label"]))
    words = {kind: "|".join(re.escape(row["label"]) for row in rows if row["kind"] == kind) for kind in ("phone", "fax")}
    joint = r" ?(?:[/・&、,+]|及び|および|と|兼|and|\() ?"
    return re.compile(
        r"(?<![A-Za-z])(?:"
        rf"(?P<both>(?:{words['phone']})(?:番号)?\.?{joint}(?:{words['fax']})\)?)|(?P<fax>{words['fax']})|(?:{words['phone']})"
        r")(?:番号)?\.?"
    )
