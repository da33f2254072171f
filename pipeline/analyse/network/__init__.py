"""The neural model `ja_ginza` without spaCy: its own weights in NumPy, the same entities many times faster.

`Fast` computes them, `Stock` has spaCy do it; both read the same `Stretch`es and give the same `Entity`s.
"""

from pipeline.analyse.network.engine import Engine, Reader, reader
from pipeline.analyse.network.stretch import Entity, Stretch

__all__ = ["Engine", "Entity", "Reader", "Stretch", "reader"]
