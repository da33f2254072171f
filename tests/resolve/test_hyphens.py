"""Words that a line break cuts at a hyphen."""

from __future__ import annotations

import pytest

from pipeline.resolve.hyphens import mended


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("confers salt toler-\nance in rice", "confers salt tolerance in rice"),
        ("confers salt toler-  \r\n  ance in rice", "confers salt tolerance in rice"),
        ("Oxide-\nBased Batteries", "Oxide-Based Batteries"),
        ("a self-\nhealing glass", "a self-healing glass"),
        ("a calcium-\ndependent channel", "a calcium-dependent channel"),
        ("by X-\nray imaging of p53-\nbound sites", "by X-ray imaging of p53-bound sites"),
        ("soft hy\u00ad\nphens", "soft hyphens"),
        ("no break-in here\nnor there", "no break-in here\nnor there"),
    ],
)
def test_hyphen_at_a_line_break(words: str, expected: str) -> None:
    assert mended(words, words) == expected


def test_the_rest_of_the_text_tells_how_a_word_is_written() -> None:
    assert mended("tide-\nglow cells", "The tide-glow of cells") == "tide-glow cells"
    assert mended("non-\nsense codons", "A nonsense codon") == "nonsense codons"
