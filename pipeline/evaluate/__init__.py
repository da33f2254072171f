"""gold × output: documents are paired, mentions and records matched once, and every figure is a function of the matches."""

from pipeline.evaluate.compare import Comparison, compare
from pipeline.evaluate.documents import load, pairs
from pipeline.evaluate.scores import Score, by_record_field, by_type, micro

__all__ = ["Comparison", "Score", "by_record_field", "by_type", "compare", "load", "micro", "pairs"]
