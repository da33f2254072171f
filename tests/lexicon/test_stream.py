"""A long list is split into its objects, wherever the text is cut."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.registry.stream import objects

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def cut(text, size):
    return [text[at : at + size] for at in range(0, len(text), size)]


@given(st.lists(st.dictionaries(st.text(), VALUES), max_size=6), st.integers(1, 40), st.sampled_from([None, 2]))
def test_any_list_however_it_is_cut(listed, size, indent):
    text = json.dumps(listed, ensure_ascii=False, indent=indent)
    assert list(objects(cut(text, size), longest=10_000)) == listed


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "{}",
        '"a"',
        "[",
        "[1]",
        "[{}",
        "[{},",
        "[{},]",
        "[{} {}]",
        "[,{}]",
        "[{}] x",
        "[{}][",
        '[{"a": ]',
        '[{"a": "',
        "[{}, 2]",
        "[[]]",
    ],
)
@pytest.mark.parametrize("size", [1, 3, 100])
def test_what_is_no_list_of_objects(text, size):
    with pytest.raises(ValueError, match=r"list|object"):
        list(objects(cut(text, size), longest=1000))


def test_an_object_that_never_ends_is_not_read_to_the_end():
    taken = []

    def endless():
        yield '[{"a": "'
        while True:
            taken.append(1)
            yield "x" * 100

    with pytest.raises(ValueError, match="too long"):
        list(objects(endless(), longest=1000))
    assert len(taken) < 50


def test_deep_nesting_is_refused():
    with pytest.raises(ValueError, match="nested"):
        list(objects(['[{"a": ' + "[" * 200_000], longest=1_000_000))


def test_objects_come_as_soon_as_they_are_whole():
    def chunks():
        yield '[{"a": 1}, {"b"'
        raise AssertionError("asked for more than was needed")

    assert next(objects(chunks(), longest=100)) == {"a": 1}
