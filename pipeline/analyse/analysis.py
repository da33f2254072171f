"""Asks each dictionary and model and puts their answers together."""

from __future__ import annotations

from pipeline.analyse.bodies import body_names
from pipeline.analyse.gazetteer import lexicon_names
from pipeline.analyse.ginza import ginza_names
from pipeline.analyse.sudachi import sudachi_names
from pipeline.analyse.words import unidic_names, words
from pipeline.model import Analysis, Layout


def analyse(layout: Layout, *, ner: bool = True) -> Analysis:
    """The words of `layout` and what the witnesses take for names; `ner=False` leaves the neural model out.

    Raises ModelMissing where a dictionary or the model is not installed.
    """
    found = words(layout)
    names = [*unidic_names(found), *sudachi_names(layout)]
    bodies = tuple(lexicon_names(layout))
    names += (*bodies, *body_names(layout, found, bodies))
    if ner:
        names += ginza_names(layout)
    return Analysis(layout, found, tuple(sorted(names, key=lambda name: (name.start, -name.end, name.witness))))
