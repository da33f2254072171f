"""One-to-one matching: as many pairs as can be, the best of them, whatever the order of the input."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.evaluate import matching
from pipeline.evaluate.matching import match, position, shared, touches
from pipeline.model.annotation import Mark


@st.composite
def sides(draw, largest=6):
    spans = st.tuples(st.integers(0, 14), st.integers(0, 7)).map(lambda pair: Mark(pair[0], sum(pair), "A"))
    return draw(st.lists(spans, max_size=largest, unique=True)), draw(st.lists(spans, max_size=largest, unique=True))


TOLERANCES = st.sampled_from([None, 0, 1, 2])


def fits(one, other, tolerance):
    near = tolerance is None or max(abs(one.start - other.start), abs(one.end - other.end)) <= tolerance
    return near and touches(one, other)


def worth(pairs):
    distances = sum(abs(one.start - other.start) + abs(one.end - other.end) for one, other in pairs)
    return len(pairs), sum(shared(*pair) for pair in pairs), -distances


def best_worth(gold, output, tolerance):
    """By trying every assignment."""
    if not gold:
        return 0, 0, 0
    first, rest = gold[0], gold[1:]
    found = [best_worth(rest, output, tolerance)]
    for other in output:
        if fits(first, other, tolerance):
            left = best_worth(rest, [each for each in output if each != other], tolerance)
            found.append(tuple(map(sum, zip(left, worth([(first, other)]), strict=True))))
    return max(found)


@given(sides(largest=5), TOLERANCES)
def test_it_is_the_best_there_is(both, tolerance):
    pairs = match(*both, tolerance)
    assert all(fits(*pair, tolerance) for pair in pairs)
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
    assert worth(pairs) == best_worth(*both, tolerance)


@given(sides(), TOLERANCES, st.randoms())
def test_order_does_not_matter(both, tolerance, shuffle):
    pairs = match(*both, tolerance)
    for side in both:
        shuffle.shuffle(side)
    assert match(*both, tolerance) == pairs


@given(sides(), TOLERANCES)
def test_gold_and_output_may_change_places(both, tolerance):
    gold, output = both
    assert worth(match(gold, output, tolerance)) == worth(match(output, gold, tolerance))


@given(sides())
def test_everything_matches_itself(both):
    gold, _ = both
    assert match(gold, gold) == [(mark, mark) for mark in sorted(gold, key=position)]


def test_a_greedy_choice_would_lose_a_pair():
    gold = [Mark(0, 5, "A"), Mark(50, 60, "A")]
    output = [Mark(0, 100, "A"), Mark(1, 2, "A")]
    assert match(gold, output) == [(gold[0], output[1]), (gold[1], output[0])]


@pytest.mark.parametrize("bound", ["_WORK", "_PAIRS"])
def test_beyond_the_bound_the_same_marks_still_find_each_other(monkeypatch, bound):
    """The search is given up at once; what it falls back on is checked against the search."""
    draw = random.Random(1)  # noqa: S311
    spans = [(draw.randrange(100), draw.randrange(1, 60)) for _ in range(80)]
    gold = [Mark(start, start + size, "A") for start, size in dict.fromkeys(spans[:50])]
    output = [Mark(start, start + size, "A") for start, size in dict.fromkeys(spans[20:])]
    best = match(gold, output)
    monkeypatch.setattr(matching, bound, 10)
    pairs = match(gold, output)
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
    assert {(mark, mark) for mark in set(gold) & set(output)} <= set(pairs)
    assert all(touches(*pair) for pair in pairs)
    assert len(best) * 0.9 <= len(pairs) <= len(best)


def test_thousands_of_marks_over_the_same_characters():
    gold = [Mark(start, 20_000 - start, "A") for start in range(3_000)]
    output = [Mark(start, 20_001 - start, "A") for start in range(3_000)]
    assert len(match(gold, output)) == 3_000


@settings(max_examples=25)
@given(st.integers(1, 400), st.integers(1, 9))
def test_a_chain_of_marks_is_matched_link_by_link(size, shift):
    gold = [Mark(10 * number, 10 * number + 10, "A") for number in range(size)]
    output = [Mark(mark.start + shift, mark.end + shift, "A") for mark in gold]
    assert match(gold, output) == list(zip(gold, output, strict=True))
