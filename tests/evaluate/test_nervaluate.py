"""Where nervaluate's definitions and ours are the same, so are the figures.

They are where no mark of the one side touches two of the other; beyond that nervaluate takes the first that fits.
"""

from __future__ import annotations

import random

import pytest
from nervaluate import Evaluator

from pipeline.evaluate import evaluate
from tests.evaluate.annotations import annotation, run

TYPES = ("PERSON", "ORGANIZATION", "DATE", "URL")


def documents(seed):
    """Gold marks apart from each other, and outputs of which many have another type or ends shifted by one."""
    draw = random.Random(seed)  # noqa: S311
    gold, output = [], []
    for number in range(12):
        here, there = [], []
        for start in range(0, 400, 20):
            name, size = draw.choice(TYPES), draw.randint(3, 12)
            kept = draw.random()
            if kept < 0.9:
                here.append((name, start, start + size))
            if kept > 0.1:
                other = name if draw.random() < 0.8 else draw.choice(TYPES)
                there.append((other, start + draw.choice((0, 0, 1)), start + size + draw.choice((0, 0, -1, 1))))
        gold.append(annotation(*here, of=str(number)))
        output.append(annotation(*there, of=str(number)))
    return gold, output


def theirs(annotations):
    """Their ends are inclusive."""
    return [[{"label": mark.type, "start": mark.start, "end": mark.end - 1} for mark in each.marks] for each in annotations]


@pytest.mark.parametrize("seed", range(5))
def test_the_same_figures(seed):
    gold, output = documents(seed)
    (found,) = evaluate(gold, [run(*output)], resamples=0).extractors
    other = Evaluator(theirs(gold), theirs(output), tags=list(TYPES), loader="dict").evaluate()

    def same(score, result):
        assert (score.count.hits, score.count.output, score.count.gold) == (result.correct, result.actual, result.possible)
        assert (score.precision, score.recall, score.f1) == (result.precision, result.recall, result.f1)

    names = {"strict": "strict", "exact": "exact", "overlap": "ent_type"}
    for ours, name in names.items():
        same(found.micro[ours], other["overall"][name])
        assert 0 < found.micro[ours].f1 < 1
    partial = other["overall"]["partial"]
    assert (found.micro["exact"].count.hits, found.micro["place"].count.hits) == (
        partial.correct,
        partial.correct + partial.partial,
    )
    for kind in TYPES:
        same(found.types[kind]["strict"], other["entities"][kind]["strict"])
        same(found.types[kind]["overlap"], other["entities"][kind]["ent_type"])
