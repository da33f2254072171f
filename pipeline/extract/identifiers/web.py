"""URLs: with a scheme, or without one where the shape (www., a path after a domain) or a label makes it sure.

The value is the address as a machine uses it: blanks and line breaks of the layout removed, `&amp;` read, nothing else changed.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.identifiers.brackets import whole
from pipeline.lexicon import column
from pipeline.model import Mention, MentionType

# ASCII without quotes, brackets of tags and Markdown; 〜 is what the view makes of a full-width ～, ˜ what PDFs make of ~.
_TAIL = r"[!#$%&()*+,\-./0-9:;=?@A-Z_a-z~〜˜{}]"
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+){1,9}"
# PDFs break after the slashes: "https://⏎example.jp", "http: //example.jp".
_SCHEME = re.compile(rf"(?i:https?|ftp)(?: ?: ?/ ?/)(?:[ \n]{{0,2}})(?=[A-Za-z0-9])(?:(?![,;]https?:){_TAIL})+")
_GOES_ON = re.compile(rf"(?: ?\n ?| )(?P<rest>(?!https?:|www\.)[A-Za-z0-9%~_]{_TAIL}*)")
# What can only be the rest of an address: a path with a file's ending, a query, digits with a mark of paths between them.
_PATH = re.compile(r"(?:[\w%~-]+/)*[\w%~.-]+\.(?:html?|php|pdf|aspx?|jsp|cgi|xml)(?:[?#].*)?$|[\w%~/.-]*\?\w+=|(?:[\w%~-]+/)+$")
_DOI_REST = re.compile(r"(?:10\.\d{4,9}/)?[A-Za-z0-9._()-]*\d")
_ENTITY = re.compile(r"&amp;", re.IGNORECASE)
_GAP = re.compile(r"\s+")


def urls(view: str) -> tuple[Mention, ...]:
    """The URL candidates of `view`, in reading order, without overlaps."""
    found = [*_with_scheme(view)]
    taken = [(each.start, each.end) for each in found]
    for match in _bare().finditer(view):
        start, end = match.span("url")
        end = whole(view, start, end)
        if "." in view[start:end] and not any(start < other_end and other_start < end for other_start, other_end in taken):
            found.append(
                Mention(MentionType.URL, start, end, _value(view[start:end]), "identifiers.url-bare", match["label"] or "")
            )
    return tuple(sorted(found, key=lambda each: each.start))


def _with_scheme(view: str) -> list[Mention]:
    found = []
    for match in _SCHEME.finditer(view):
        start, end = match.span()
        end = whole(view, start, end)
        if view[end - 1] == "/" and "." in view[start:end]:
            end = _extended(view, start, end)
        if "." in view[start:end] or "localhost" in view[start:end]:
            found.append(Mention(MentionType.URL, start, end, _value(view[start:end]), "identifiers.url"))
    return found


def _extended(view: str, start: int, end: int) -> int:
    """The end of the address with what stands after a blank or line break, where that is plainly its rest."""
    following = _GOES_ON.match(view, end)
    if not following:
        return end
    rest_start, rest_end = following.span("rest")
    rest_end = whole(view, rest_start, rest_end)
    rest = view[rest_start:rest_end]
    expected = _DOI_REST if "doi.org/" in view[start:end] else _PATH
    return rest_end if expected.match(rest) else end


def _value(text: str) -> str:
    return _ENTITY.sub("&", _GAP.sub("", text)).replace("〜", "~").replace("˜", "~")


@cache
def _bare() -> re.Pattern[str]:
    domains = "|".join(column("web_domains", "domain"))
    labels = "|".join(re.escape(label) for label in column("web_labels", "label"))
    return re.compile(
        # An address without scheme begins after anything but a letter, digit, @ or a mark that goes on with an address.
        r"(?<![A-Za-z0-9@/.\-_%&=])"
        rf"(?:(?P<label>{labels}) ?[:：]? ?\n? ?(?=(?:[A-Za-z0-9-]{{1,63}}\.){{1,9}}(?:{domains})(?![A-Za-z0-9@-])))?"
        rf"(?P<url>www\.{_HOST}(?:[/?#:]{_TAIL}*)?"
        rf"|(?:[A-Za-z0-9-]{{1,63}}\.){{1,9}}(?:{domains})(?::\d+)?/{_TAIL}*"
        rf"|(?(label)(?:[A-Za-z0-9-]{{1,63}}\.){{1,9}}(?:{domains})(?![A-Za-z0-9@.-])|(?!)))"
    )
