"""An evaluation as a page: the extractors side by side, types, tests, confusions, and every error in its sentence."""

from __future__ import annotations

from itertools import islice

from pipeline.evaluate.evaluation import Evaluation
from pipeline.pages.confusions import square
from pipeline.pages.errors_shown import error_data, shown_errors, side
from pipeline.pages.figures import blocks, pairs, record_rows, type_bars
from pipeline.pages.render import page
from pipeline.pages.report_words import KINDS, REPORT
from pipeline.pages.words import TYPES, Words

#: Of how many errors a page without scripts shows the sentences.
_WITHOUT_SCRIPTS = 3000


def report_page(evaluation: Evaluation, *, language: str = "ja") -> str:
    """One self-contained file of HTML; `language` (ja or en) is what its own words are in first. See docs/measures.md."""
    results = evaluation.extractors
    total = sum(len(each.mistakes) for each in results)
    return page(
        "report.html.j2",
        title=REPORT["evaluation"].ja if language == "ja" else REPORT["evaluation"].en,
        styles=("report.css",),
        scripts=("report.js",),
        lang=language,
        evaluation=evaluation,
        labels=REPORT,
        kinds=KINDS,
        type_words=lambda name: TYPES.get(name, Words(name, name)),
        blocks=list(blocks(evaluation)),
        record_rows=record_rows(results),
        bars=list(type_bars(results)),
        pairs=list(pairs(evaluation.comparisons)),
        squares=[square(each) for each in results],
        total=total,
        cut=total > _WITHOUT_SCRIPTS,
        listed=list(islice(shown_errors(results), _WITHOUT_SCRIPTS)),
        side=side,
        errors=error_data(evaluation),
    )
