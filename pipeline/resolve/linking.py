"""Which registered body a name stands for.

The ids are those of the registry that was imported on this machine (`kisha registry import`), else those of the lexicon's tables. Which
names are found in a text depends on neither. A name that fits two bodies gives both, and nobody chooses between them, but that
the tables, which were made for Japanese releases, say which namesake such a text does not mean: docs/decisions/0008-registry.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from pipeline.analyse.body_words import alternatives, role
from pipeline.analyse.gazetteer import TABLES, bodies_known_as
from pipeline.lexicon import Row, table
from pipeline.lexicon.registry import Kind, Registered, Registry, installed

ROR = "https://ror.org/"
#: One Latin word, or two: a short form, or a name that looks like one.
ACRONYM = re.compile(r"[A-Za-z][A-Za-z0-9&+'\-]{1,14}(?: [A-Z][A-Za-z0-9\-]{1,8})?")
#: Universities and institutes carry the name of the corporation that runs them before their own (情報・システム研究機構 国立遺伝学研究所).
#: Hospitals do too, but many of them are called alike.
_RUN = re.compile(r"(?:機構 ?| )(?=[^ ]{2,}(?:大学|高等専門学校|研究所|天文台)$)")
_SHORTEST_RUN = 4


def ids_for(words: str) -> frozenset[str]:
    """The ids (without https://ror.org/) of all bodies that `words`, as the view has them, fit; empty for an unknown name."""
    registry = installed()
    found = _direct(words, registry)
    if not found and (own := own_name(words)):
        found = _direct(own, registry)
    return found


def ids_for_all(names: Iterable[str]) -> frozenset[str]:
    """The ids of the bodies that all of `names`, which stand for one body, fit: the longest decides, the others choose among several."""
    fitting: frozenset[str] = frozenset()
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        found = ids_for(name)
        fitting = (fitting & found) or fitting or found
        if len(fitting) == 1:
            break
    return fitting


def registered(id_: str) -> Registered | None: ...
