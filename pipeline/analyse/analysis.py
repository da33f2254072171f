"""Asks each dictionary and model and puts their answers together."""

from __future__ import annotations

from pipeline.analyse.bodies import body_names
from pipeline.analyse.gazetteer import lexicon_names
from pipeline.analyse.ginza import ginza_names
from pipeline.analyse.latin_bodies import latin_body_names
from pipeline.analyse.network import Engine
from pipeline.analyse.network.gate import unsettled
from pipeline.analyse.sudachi import sudachi_names
from pipeline.analyse.words import unidic_names, words
from pipeline.model import Analysis, Layout


def analyse(layout: Layout, *, ner: bool = True, thorough: bool = False, engine: Engine = Engine.FAST) -> Analysis:
    """The words of `layout` and what the witnesses take for names.

    `ner=False` leaves the neural model out. It is asked about sentences in which it can make a difference, `thorough` about all.
    `engine` says how it is run; both ways give the same names. Raises ModelMissing where a dictionary or the model is not
    installed.
    """
    found = words(layout)
    names = [*unidic_names(found), *sudachi_names(layout)]
    starts, ends = {word.start for word in found}, {word.end for word in found}
    bodies = tuple(name for name in lexicon_names(layout) if name.start in starts and name.end in ends)
    names += (*bodies, *body_names(layout, found, bodies), *latin_body_names(layout))
    if ner:
        names += ginza_names(layout, None if thorough else unsettled(layout, found, names), engine=engine)
    return Analysis(layout, found, tuple(sorted(names, key=lambda name: (name.start, -name.end, name.witness))))
