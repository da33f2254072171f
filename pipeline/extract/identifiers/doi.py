"""DOIs: from `10.` on, whatever stands before (DOI:, doi.org/, a publisher's page); the value is lower case and decoded."""

from __future__ import annotations

import re
from bisect import bisect_right
from urllib.parse import unquote

from pipeline.extract.identifiers.brackets import whole
from pipeline.model import Mention, MentionType

_SUFFIX = r"[!#$%&()*+\-./0-9:=?@A-Z_a-z~{}]"
_DOI = re.compile(
    r"(?<![0-9.])10\.\d{4,9}(?:\.\d{1,5}){0,4}"
    # A blank or a line break after the slash, where a piece with a digit follows.
    r"(?:/|%2[Ff])(?:(?: ?\n ?| )(?=[A-Za-z0-9._()/-]{0,40}\d))?"
    # Old names may hold <, > and ; (SICI): 10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2
    rf"(?:\(SICI\)[!-~]{{1,120}}?;2-[A-Za-z0-9]|{_SUFFIX}+)"
)
# A name broken after its hyphen, or after a stop or slash where no digit has come yet: 10.1016/j.jcis.⏎2022.09.070
_GOES_ON = re.compile(r"[ \n]{1,3}(?P<rest>[A-Za-z0-9][A-Za-z0-9._()/-]*)")
_YEAR = re.compile(r"\((?:19|20)\d\d\)$")
# What publishers' pages put behind the name of the paper.
_PAGE = re.compile(
    r"(?:[?#&].*|/(?:abstract|full|fulltext|full/html|html|pdf|pdfdirect|epdf|epub|meta|suppl_file.*)|\.pdf|\.full(?:\.pdf)?)$"
)
_PREPRINT_VERSION = re.compile(r"(?<=\d)v\d+(?:\.full.*)?$")
_GAP = re.compile(r"\s+")


def dois(view: str, pages: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The DOI candidates of `view`; `pages` are its URLs in reading order (a DOI in one lies wholly inside)."""
    starts = [each.start for each in pages]
    found = []
    for match in _DOI.finditer(view):
        start = match.start()
        page = pages[bisect_right(starts, start) - 1] if starts and starts[0] <= start else None
        end = _inside(view, start, page) if page and start < page.end else _free(view, start, match.end())
        name = _GAP.sub("", unquote(view[start:end])).lower()
        if re.fullmatch(r"10\.[\d.]+/.*[a-z0-9].*", name):
            found.append(Mention(MentionType.DOI, start, end, name, "identifiers.doi", "URL" if page and start < page.end else ""))
    return tuple(found)


def _free(view: str, start: int, end: int) -> int:
    if ";2-" not in view[start:end]:  # a SICI name ends where it says so
        end = whole(view, start, end)
    if view[end : end + 1] in ("\n", " ", "."):
        end = _extended(view, start, end)
    year = _YEAR.search(view[start:end])
    return start + year.start() if year else end


def _extended(view: str, start: int, end: int) -> int:
    """The end of a name that a line break cut: `view[:end]` ends at the cut."""
    suffix = view[start:end].partition("/")[2]
    incomplete = suffix.endswith("-") or not re.search(r"\d", suffix)
    following = _GOES_ON.match(view, end + (view[end] == "."))  # the stop before a cut is no punctuation
    if not incomplete or not following or not re.search(r"\d", following["rest"]):
        return end
    return whole(view, following.start("rest"), following.end("rest"))


def _inside(view: str, start: int, page: Mention) -> int:
    end = page.end
    name = view[start:end]
    if tail := _PAGE.search(name):
        end = start + tail.start()
    if "doi.org" not in view[page.start : start] and (version := _PREPRINT_VERSION.search(view[start:end])):
        end = start + version.start()
    return end
