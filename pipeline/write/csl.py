"""Release → CSL-JSON (Citation Style Language 1.0.2): the announced paper as an item of a bibliography."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.assemble import Release
from pipeline.write.exchange import date_parts, doi, one_line, paper, uri
from pipeline.write.joining import LeftOut, json_list, nothing


def to_csl(releases: Iterable[Release], left_out: LeftOut = nothing) -> Iterator[str]:
    """The pieces of a CSL-JSON list of the papers of `releases`; `left_out` is told the ids of those without one."""
    yield from json_list(releases, csl, left_out)
    yield "\n"


def csl(release: Release) -> dict[str, Any] | None:
    """The paper as an `article-journal`; None where the release announces none.

    Names are `literal`, as the paper writes them: which part is the family's, a release does not say.
    """
    work = paper(release)
    if work is None:
        return None
    item: dict[str, Any] = {"id": release.document.id, "type": "article-journal"}
    texts = {"title": work.title or work.title_ja, "container-title": work.journal, "DOI": doi(work), "URL": uri(work.url)}
    item |= {name: one_line(text) for name, text in texts.items() if text}
    if work.authors:
        item["author"] = [{"literal": one_line(author.name)} for author in work.authors]
    if parts := date_parts(work.published):
        item["issued"] = {"date-parts": [list(parts)]}
    return item
