"""The weights of the installed model: from the cache, or out of spaCy, proved against it and stored for the next process."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

from pipeline.analyse.network import place, store
from pipeline.analyse.network.fast import Fast
from pipeline.analyse.network.stock import Stock, model
from pipeline.analyse.network.stretch import Stretch
from pipeline.analyse.network.taking import UnexpectedModel, take
from pipeline.analyse.network.weights import Weights

_LOG = logging.getLogger("kisha")
#: Read once by both before the weights are stored. Names, blanks, Latin letters, symbols of spaCy's, an unknown word.
_PROOF = (
    "北浜工科大学大学院工学研究科の青木一郎教授らは、2024年4月1日に東京都千代田区で会見した。",
    "  米国ボストンの PERSON X社と、株式会社ゑ゛ぬ゜研（大阪市）が1,200万円を投じ、『新しい電池』を開発した。\n\n連絡先　広報課",
    "Hanako Aoki, Kitahama Institute of Technology, Nature Communications, DOI: 10.1038/s00000-000-00000-0",
)


@cache
def fast() -> Fast | None:
    """The fast path; None where the installed model is not what it can compute, which is said once.

    Raises ModelMissing.
    """
    key, folder = place.key(), place.folder()
    path = folder / f"ja_ginza-{key}.weights" if folder else None
    weights = store.read(key, path) if path else None
    if weights is None:
        try:
            weights = _made()
        except UnexpectedModel as error:
            _LOG.warning("kisha: the installed ja_ginza is not the one that the fast path knows (%s); spaCy runs it instead", error)
            return None
        _keep(weights, key, path)
    return Fast(weights)


def _made() -> Weights:
    """Raises UnexpectedModel."""
    weights = take(model())
    proof = [Stretch(text, frozenset({0})) for text in _PROOF]
    if list(Fast(weights).read(proof)) != list(Stock().read(proof)):
        raise UnexpectedModel("other entities")
    return weights


def _keep(weights: Weights, key: str, path: Path | None) -> None:
    """Stores them where that is possible; where it is not, the next process makes them again."""
    if path is None:
        return
    try:
        store.write(weights, key, path)
    except OSError as error:
        _LOG.info("the model's cache cannot be written: %s", error)
