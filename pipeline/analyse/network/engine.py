"""Which of the two ways reads a text. NumPy and spaCy are not imported before they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Protocol

from pipeline.analyse.network.stretch import Entity, Stretch


class Engine(StrEnum):
    """How the model is run: by our own code, or by spaCy."""

    FAST = "fast"
    STOCK = "stock"


class Reader(Protocol):
    """Stretches → the entities of each, in order."""

    def read(self, stretches: Iterable[Stretch]) -> Iterator[list[Entity]]:
        """The entities of each stretch."""
        ...


def reader(engine: Engine) -> Reader:
    """The model, loaded once a process; the fast path gives way to spaCy where it does not know the installed model.

    Raises ModelMissing.
    """
    from pipeline.analyse.network.stock import Stock

    if engine is Engine.STOCK:
        return Stock()
    from pipeline.analyse.network.loading import fast

    return fast() or Stock()
