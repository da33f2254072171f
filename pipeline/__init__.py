"""kisha (記者): reads a Japanese research press release and writes down what a careful person would.

import pipeline
release = pipeline.extract("raw/release.txt")
for grant in release.records.funding:
print(grant.funder, [award.number for award in grant.awards])
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

# The room of that name comes first: importing it later would put the module in the place of the function below.
import pipeline.extract  # noqa: F401

if TYPE_CHECKING:
    from pipeline.assemble import Release

__version__ = "0.1.0"


def extract(
    path_or_text: str | Path,
    *,
    ner: bool = True,
    thorough: bool = False,
    engine_ner: Literal["fast", "stock"] = "fast",
    reference_date: str | None = None,
    explain: bool = False,
) -> Release:
    """The Release for a file or for a text.

    A `Path` is always a path; a `str` is a text when it has a line break, or Japanese in it and names no file. `ner=False` leaves
    the neural model out (faster; about a point of PERSON lower); it is asked about sentences in which it can make a difference,
    with `thorough` about all. `engine_ner="stock"` has spaCy run it: the same names, many times slower. `reference_date` (ISO) is
    the day that dates without a year refer to where the release does not give its own. `explain` adds to each mention why it was
    found.

    Raises `pipeline.errors.KishaError` for what cannot be read, ValueError for an `engine_ner` that there is not.
    """
    from pipeline import flow
    from pipeline.analyse import Engine
    from pipeline.read import read, read_text

    source = read_text(path_or_text) if isinstance(path_or_text, str) and _is_text(path_or_text) else read(path_or_text)
    engine = Engine(engine_ner)
    return flow.run(source, ner=ner, thorough=thorough, engine_ner=engine, reference_date=reference_date, explain=explain)


def _is_text(value: str) -> bool:
    if "\n" in value or len(value) > 1000:
        return True
    return not value.isascii() and not Path(value).exists()


__all__ = ["__version__", "extract"]
