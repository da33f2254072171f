"""gold × output: mentions and records are matched once, and every figure is a function of the matches.

`evaluate` measures runs of any extractors (docs/measures.md), `changes` says in what two runs differ; `compare` holds one output of
ours to its gold, field by field.
"""

from pipeline.evaluate.changes import Changes, changes
from pipeline.evaluate.compare import Comparison, compare
from pipeline.evaluate.counts import Count, Interval, Score
from pipeline.evaluate.documents import load
from pipeline.evaluate.evaluation import Evaluation, ExtractorResult, Failure, Run
from pipeline.evaluate.measure import evaluate
from pipeline.evaluate.scores import by_record_field, micro

__all__ = [
    "Changes",
    "Comparison",
    "Count",
    "Evaluation",
    "ExtractorResult",
    "Failure",
    "Interval",
    "Run",
    "Score",
    "by_record_field",
    "changes",
    "compare",
    "evaluate",
    "load",
    "micro",
]
