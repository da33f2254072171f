"""Extractors as plug-ins: a callable `text → mentions`, ours or anybody's, found by name and run over gold texts.

An extractor takes a text and gives its mentions: offsets are half-open code points into that very text. It is registered in the
entry-point group `pipeline.extractors`, or named as `module:function`; outputs that are there already are a folder or a file.
`run` calls it in a process of its own; see docs/evaluating.md. Like `flow.py` this room sees every other one.
"""

from pipeline.extractors.answers import AnswerRefused, annotation
from pipeline.extractors.files import read_answers
from pipeline.extractors.find import GROUP, Kind, Located, installed, locate
from pipeline.extractors.gold import load_gold
from pipeline.extractors.runner import LOAD_TIMEOUT, TIMEOUT, Measured, run
from pipeline.extractors.worker import Extractor, load

__all__ = [
    "GROUP",
    "LOAD_TIMEOUT",
    "TIMEOUT",
    "AnswerRefused",
    "Extractor",
    "Kind",
    "Located",
    "Measured",
    "annotation",
    "installed",
    "load",
    "load_gold",
    "locate",
    "read_answers",
    "run",
]
