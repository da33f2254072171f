"""Asks each dictionary and model and puts their answers together."""

from __future__ import annotations

from pipeline.analyse.bodies import body_names
from pipeline.analyse.gazetteer import lexicon_names
from pipeline.analyse.ginza import LONGEST_TEXT, ginza_names
from pipeline.analyse.latin_bodies import latin_body_names
from pipeline.analyse.sudachi import sudachi_names
from pipeline.analyse.words import unidic_names, words
from pipeline.model import Analysis, Layout, Witness


def analyse(layout: Layout, *, ner: bool = True) -> Analysis:
    """The words of `layout` and what the witnesses take for names; `ner=False` leaves the neural model out.

    Raises ModelMissing where a dictionary or the model is not installed.
    """
    found = words(layout)
    names = [*unidic_names(found), *sudachi_names(layout)]
    starts, ends = {word.start for word in found}, {word.end for word in found}
    bodies = tuple(name for name in lexicon_names(layout) if name.start in starts and name.end in ends)
    names += (*bodies, *body_names(layout, found, bodies), *latin_body_names(layout))
    silent: tuple[Witness, ...] = ()
    if ner and len(layout.text.view) > LONGEST_TEXT:
        silent = (Witness.GINZA,)
    elif ner:
        names += ginza_names(layout)
    return Analysis(layout, found, tuple(sorted(names, key=lambda name: (name.start, -name.end, name.witness))), silent)
