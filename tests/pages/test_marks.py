"""The marked text: whatever is marked, the text of the pieces is the text, and what opens closes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.pages.controls import named
from pipeline.pages.marks import Shown, pieces

TEXTS = st.text(alphabet=st.sampled_from("青木一郎教授Aa<&\"' \n\t\r\u202e\u2028\x00𠮷\ud83d"), max_size=30)


@st.composite
def marked_texts(draw):
    text = draw(TEXTS)
    ends = st.integers(-2, len(text) + 2)
    marks = draw(st.lists(st.tuples(ends, ends), max_size=8))
    window = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    return text, [Shown(f"m{n}", start, end, "PERSON") for n, (start, end) in enumerate(marks)], *window


@given(marked_texts())
def test_the_text_of_the_pieces_is_the_text(case):
    text, marks, start, end = case
    shown = "".join(piece.text for piece in pieces(text, marks, start, end))
    assert shown == named(text[start:end])


@given(marked_texts())
def test_every_mark_covers_its_characters_once(case):
    text, marks, start, end = case
    text = "".join(chr(0x4E00 + n) for n in range(len(text)))  # every character another one, none a control
    covered: dict[str, str] = {mark.id: "" for mark in marks}
    firsts: dict[str, int] = dict.fromkeys(covered, 0)
    open_: list[str] = []
    for piece in pieces(text, marks, start, end):
        if piece.step == "open":
            assert piece.shown.id not in open_
            open_.append(piece.shown.id)
            firsts[piece.shown.id] += piece.first
        elif piece.step == "close":
            assert open_.pop() == piece.shown.id
        else:
            for id_ in open_:
                covered[id_] += piece.text
    assert not open_
    for mark in marks:
        begin, stop = max(mark.start, start), max(min(mark.end, end), start, mark.start)
        assert covered[mark.id] == text[begin:stop]
        assert firsts[mark.id] == (1 if covered[mark.id] and mark.start >= start else 0)


def steps(text, *marks):
    shown = [Shown(name, text.index(words), text.index(words) + len(words), "X") for name, words in marks]
    ways = {"open": "<{}>", "close": "</{}>"}
    return "".join(ways[p.step].format(p.shown.id) if p.shown else p.text for p in pieces(text, shown))


def test_a_doi_is_nested_in_its_url():
    assert steps("見よhttps://doi.org/10.1/a。", ("url", "https://doi.org/10.1/a"), ("doi", "10.1/a")) == (
        "見よ<url>https://doi.org/<doi>10.1/a</doi></url>。"
    )


def test_a_crossing_mark_is_cut():
    assert steps("abcdef", ("one", "abc"), ("two", "bcde")) == "<one>a<two>bc</two></one><two>de</two>f"


def test_depth_needs_no_recursion():
    text = "あ" * 5000
    marks = [Shown(f"m{n}", n, 10_000 - n, "X") for n in range(2500)]
    found = pieces(text, [Shown(mark.id, mark.start, min(mark.end, 5000 - mark.start), "X") for mark in marks])
    assert sum(piece.step == "open" for piece in found) == 2500
