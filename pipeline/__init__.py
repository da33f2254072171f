"""kisha (記者): reads a Japanese research press release and writes down what a careful person would.

    import pipeline
    release = pipeline.extract("raw/release.txt")
    for grant in release.records.funding:
        print(grant.funder, [award.number for award in grant.awards])
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.assemble import Release

__version__ = "0.1.0"


def extract(
    path_or_text: str | Path, *, ner: bool = True, reference_date: str | None = None, explain: bool = False
) -> Release:
    """The Release for a file or for a text.

    `path_or_text` is a text when it is a `str` that has a line break or names no file, and a path otherwise. `ner=False` leaves
    the neural model out (faster; about a point of PERSON lower). `reference_date` (ISO) is the day that dates without a year
    refer to where the release does not give its own. `explain` adds to each mention why it was found.

    Raises `pipeline.errors.KishaError` for what cannot be read.
    """
    from pipeline import flow
    from pipeline.read import read_bytes

    if isinstance(path_or_text, str) and ("\n" in path_or_text or len(path_or_text) > 1000 or not Path(path_or_text).exists()):
        source = read_bytes(path_or_text.encode(), "text")
        return flow.run(source, ner=ner, reference_date=reference_date, explain=explain)
    return flow.run_path(path_or_text, ner=ner, reference_date=reference_date, explain=explain)


__all__ = ["__version__", "extract"]
