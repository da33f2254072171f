"""Intervals and tests of significance, against what can be worked out by hand."""

from __future__ import annotations

from itertools import product

import pytest

from pipeline.evaluate.counts import Count, Interval, Score
from pipeline.evaluate.resampling import Resampling


def f1(counts):
    return Score(sum(counts, Count())).f1


def test_documents_that_are_all_alike_leave_no_doubt():
    score = Resampling(5, 200, 0).score([Count(4, 4, 3, 2, 1)] * 5)
    assert score.f1_interval == score.precision_interval == score.recall_interval == Interval(0.75, 0.75)
    assert score.value_interval == Interval(0.5, 0.5)


def test_the_interval_lies_around_the_figure_and_is_the_same_each_time():
    counts = [Count(10 + hits, 13, hits) for hits in (2, 5, 7, 9, 10, 11, 4, 8)]
    score = Resampling(8, 1000, 0).score(counts)
    assert score.f1_interval.low < score.f1 < score.f1_interval.high
    assert score == Resampling(8, 1000, 0).score(counts)
    assert len({Resampling(8, 1000, seed).score(counts).f1_interval for seed in range(5)}) > 1


def test_two_documents_are_drawn_in_four_ways():
    """Half of the draws take both documents, a quarter each of them twice: the ends are the single documents' figures."""
    score = Resampling(2, 1000, 0).score([Count(10, 10, 2), Count(10, 10, 8)])
    assert score.f1 == 0.5
    assert score.f1_interval == Interval(pytest.approx(0.2), pytest.approx(0.8))


def test_one_document_tells_nothing_about_others():
    assert Resampling(1, 1000, 0).score([Count(4, 4, 3)]).f1_interval is None
    assert Resampling(3, 1000, 0).score([Count(), Count(4, 4, 3), Count()]).f1_interval is None
    assert Resampling(3, 1000, 0).score([Count(1, 1, 1, 1, 1), Count(4, 4, 3), Count()]).value_interval is None


def test_documents_without_such_a_thing_do_not_count_as_right():
    score = Resampling(4, 1000, 0).score([Count(), Count(), Count(2, 2, 1), Count(2, 2, 1)])
    assert score.f1_interval == Interval(0.5, 0.5)


def test_without_resamples_there_are_no_intervals():
    assert Resampling(4, 0, 0).score([Count(4, 4, 3)] * 4) == Score(Count(16, 16, 12))
    assert Resampling(4, 0, 0).macro([[Count(4, 4, 3)] * 4]) is None


def test_macro_is_drawn_with_the_documents():
    types = [[Count(4, 4, 3)] * 4, [Count(4, 4, 1)] * 4]
    assert Resampling(4, 500, 0).macro(types) == Interval(pytest.approx(0.5), pytest.approx(0.5))


def test_p_is_the_share_of_swaps_that_differ_as_much():
    first = [Count(10, 10, hits) for hits in (2, 5, 7, 9)]
    second = [Count(12, 11, hits) for hits in (4, 6, 9, 8)]
    difference, interval, p, exact = Resampling(4, 500, 0).difference(first, second)
    extreme = 0
    for swaps in product((False, True), repeat=4):
        sides = [(two, one) if swap else (one, two) for one, two, swap in zip(first, second, swaps, strict=True)]
        extreme += abs(f1([two for _, two in sides]) - f1([one for one, _ in sides])) >= abs(difference) - 1e-12
    assert exact
    assert p == extreme / 16
    assert difference == pytest.approx(f1(second) - f1(first))
    assert interval.low < difference < interval.high


def test_the_same_output_twice():
    counts = [Count(10, 10, 5)] * 30
    assert Resampling(30, 100, 0).difference(counts, counts) == (0.0, Interval(0.0, 0.0), 1.0, True)


def test_many_documents_are_sampled():
    first, second = [Count(10, 10, 5)] * 40, [Count(10, 10, 9)] * 40
    difference, _, p, exact = Resampling(40, 100, 0).difference(first, second)
    assert (difference, p, exact) == (pytest.approx(0.4), 1 / 10_000, False)
    assert Resampling(40, 100, 0).difference(second, first)[2] == p
    even = [*first[:20], *second[:20]], [*second[:20], *first[:20]]
    assert Resampling(40, 100, 0).difference(*even)[2] == 1.0
