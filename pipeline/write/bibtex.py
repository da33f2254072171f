"""Release → BibTeX: the announced paper as an `@article`, in UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.assemble import Release
from pipeline.assemble.schema import PublicationRecord
from pipeline.write.exchange import date_parts, doi, one_line, paper, uri
from pipeline.write.joining import LeftOut, nothing

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+/-]*")
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        "{": r"\textbraceleft{}", "}": r"\textbraceright{}",  # BibTeX counts an escaped brace too
        **{each: f"\\{each}" for each in "&%$#_"},
    }
)  # fmt: skip


def to_bibtex(releases: Iterable[Release], left_out: LeftOut = nothing) -> Iterator[str]:
    """The entries of `releases`, an empty line between them; `left_out` is told the ids of those without a paper."""
    empty = True
    for release in releases:
        entry = bibtex(release)
        if entry is None:
            left_out(release.document.id)
            continue
        yield entry if empty else f"\n{entry}"
        empty = False


def bibtex(release: Release) -> str | None:
    """The entry of the paper, with a final line break; None where the release announces none."""
    work = paper(release)
    if work is None:
        return None
    lines = [f"  {name} = {value}" for name, value in _fields(work)]
    return f"@article{{{key(release)},\n" + ",\n".join(lines) + "\n}\n"


def key(release: Release) -> str:
    """The entry's key: the document's id, or where that has characters that a key cannot have, the start of its hash."""
    id_ = release.document.id
    return id_ if _KEY.fullmatch(id_) else f"release-{release.document.sha256[:12] or '0'}"


def _fields(work: PublicationRecord) -> Iterator[tuple[str, str]]:
    if work.authors:
        yield "author", f"{{{' and '.join(_name(author.name) for author in work.authors)}}}"
    if work.title or work.title_ja:
        yield "title", f"{{{{{_text(work.title or work.title_ja or '')}}}}}"  # the second braces keep capitals
    if work.title and work.title_ja:
        yield "titleaddon", f"{{{{{_text(work.title_ja)}}}}}"
    if work.journal:
        yield "journal", f"{{{_text(work.journal)}}}"
    parts = date_parts(work.published)
    yield from (("year", f"{{{parts[0]:04}}}"),) if parts else ()
    yield from (("month", _MONTHS[parts[1] - 1]),) if len(parts) > 1 else ()
    if identifier := doi(work):
        yield "doi", f"{{{identifier.replace('{', '%7B').replace('}', '%7D')}}}"  # LaTeX takes it as it stands
    if address := uri(work.url):
        yield "url", f"{{{address}}}"


def _text(text: str) -> str:
    return one_line(text).translate(_ESCAPES)


def _name(name: str) -> str:
    """A name in Latin letters is read as BibTeX reads one; any other, and one with a comma or an "and", is kept in one piece."""
    plain = name.replace(" ", "").replace("-", "").replace(".", "").replace("’", "").replace("'", "")
    latin = plain.isalpha() and all(ord(letter) < 0x250 for letter in plain)
    return _text(name) if latin and " and " not in f" {name.lower()} " else f"{{{_text(name)}}}"
