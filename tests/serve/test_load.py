"""A crowd for some seconds: no answer is wrong or another's, and refusals are honest. `make load` is the long run."""

from __future__ import annotations

import asyncio

import pytest

from tests.serve.load import attack, expectations, variants
from tests.serve.test_extract import TEXT


@pytest.fixture(scope="module")
def expected():
    return expectations(variants(TEXT, 25), ner=False)


def test_all_have_a_place(server, expected):
    figures = asyncio.run(attack(server.url, expected, clients=40, seconds=3))
    assert figures.wrong == []
    assert set(figures.statuses) == {200}
    assert len(figures.seconds) > 40


def test_more_come_than_have_a_place(server, expected):
    figures = asyncio.run(attack(server.url, expected, clients=150, seconds=3))
    assert figures.wrong == []
    assert set(figures.statuses) == {200, 429}  # all of them come from one address
