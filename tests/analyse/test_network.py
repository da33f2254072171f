"""The fast path gives what spaCy gives: tokens, hashes, vectors, entities."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest

from pipeline.analyse.network import Stretch, taking
from pipeline.analyse.network.encoder import Encoder, word_shape
from pipeline.analyse.network.fast import Fast
from pipeline.analyse.network.hashing import string_ids, table_rows
from pipeline.analyse.network.stock import Stock, model
from pipeline.analyse.network.tokens import tokens
from tests.analyse.texts import cases, installed, releases, stretch


@pytest.fixture(scope="module")
def weights():
    return taking.take(model())


@pytest.fixture(scope="module")
def texts() -> list[Stretch]:
    found = [*installed(), *cases(every=4)]
    return [*(stretch(text) for text in dict.fromkeys(found)), *releases()]


@pytest.fixture(scope="module")
def stock(texts):
    return list(Stock().read(texts))


def test_entities_are_those_of_spacy(weights, texts, stock):
    assert len({text.text for text in texts}) > 1000
    assert sum(map(len, stock)) > 2000
    found = list(Fast(weights).read(texts))
    assert [(text.text, entities) for text, entities in zip(texts, found, strict=True)] == [
        (text.text, entities) for text, entities in zip(texts, stock, strict=True)
    ]


def test_sentences_that_are_not_wanted_change_nothing_in_those_that_are(weights, texts, stock):
    some, expected = [], []
    for text, entities in zip(texts, stock, strict=True):
        starts = sorted(start for start in text.starts if start < len(text.text))
        parts = list(pairwise([*starts, len(text.text)]))
        if len(parts) < 3:
            continue
        wanted = tuple(parts[1::3])
        some.append(dataclasses.replace(text, wanted=wanted))
        expected.append([each for each in entities if any(first <= each.start < last for first, last in wanted)])
    assert sum(map(len, expected)) > 100
    for text, entities, should in zip(some, Fast(weights).read(some), expected, strict=True):
        assert [each for each in entities if any(first <= each.start < last for first, last in text.wanted)] == should
    assert [len(each) for each in Fast(weights).read([dataclasses.replace(text, wanted=()) for text in some[:3]])] == [0, 0, 0]


def test_vectors_are_those_of_spacy(weights):
    nlp = model()
    encoder = Encoder(weights)
    for text in ("青木一郎教授らは、PERSONと　話した。", "X", "株式会社ナミシマ計測の堤有紀子" * 30):
        words = [word for _, word in tokens(text)]
        (found,) = encoder.vectors([words], [np.ones(len(words), np.bool_)])
        (expected,) = nlp.get_pipe("tok2vec").predict([nlp.make_doc(text)])
        assert np.abs(found - expected).max() < 1e-4


def test_kept_words_give_the_same_entities(weights, monkeypatch):
    monkeypatch.setattr("pipeline.analyse.network.encoder._MOST_WORDS", 64)
    few, many = Fast(weights), [stretch(text) for text in list(cases(every=40))]
    once = [entities for each in many for entities in Fast(weights).read([each])]
    assert once == [entities for each in many for entities in few.read([each])]


def test_threads_may_share_it(weights):
    shared, some = Fast(weights), [stretch(text) for text in cases(every=60)]
    alone = list(Fast(weights).read(some))
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda each: next(shared.read([each])), some)) == alone


def test_tokens_are_those_of_spacy():
    nlp = model()
    blanks = ["", " ", "　", "  \n ", "a  b", "a b", " 青木", "青木 \n\n一郎 ", "…", "……。", "①㌔㍿", "\t青木\t"]
    for text in (*blanks, *cases(every=2), *installed()):
        doc = nlp.make_doc(text)
        assert tokens(text) == [(token.idx, token.text) for token in doc], text


def test_ids_of_strings_and_rows_of_tables():
    from spacy.strings import hash_string
    from thinc.api import NumpyOps

    strings = ["a", "東京", "1234567", "12345678", "123456789", "漢字仮名交じり" * 5, "x" * 500, "\n", "😀"]
    ids = string_ids(strings)
    assert ids.tolist() == [hash_string(string) for string in strings]
    assert (table_rows(ids, 8, 5000) == NumpyOps().hash(ids, 8) % 5000).all()
    assert string_ids([]).tolist() == []


@pytest.mark.parametrize("word", ["JP19K07120", "ABCDEFG", "東京タワー", "12,345.6円", "é9", "x" * 99, "x" * 100, "　", "Ａ１"])
def test_shapes_of_words(word):
    from spacy.lang.lex_attrs import word_shape as expected

    assert word_shape(word) == expected(word)


@pytest.mark.parametrize(
    "where, name, value",
    [
        (lambda nlp: nlp.get_pipe("ner").cfg, "beam_width", 4),
        (lambda nlp: nlp.get_pipe("ner").model.attrs, "unseen_classes", {3}),
        (lambda nlp: nlp.get_pipe("tok2vec").model.layers[1].attrs, "pad", 4),
        (lambda nlp: nlp.get_pipe("tok2vec").model.layers[1].layers[0].layers[5].layers[0].layers[0].attrs, "window_size", 2),
        (lambda nlp: next(node for node in nlp.get_pipe("tok2vec").model.walk() if node.name == "hashembed").attrs, "column", 1),
    ],
)
def test_a_model_of_another_shape_is_refused(where, name, value, monkeypatch):
    monkeypatch.setitem(where(model()), name, value)
    with pytest.raises(taking.UnexpectedModel):
        taking.take(model())


def test_weights_of_another_shape_are_refused():
    upper = model().get_pipe("ner").model.get_ref("upper")
    whole = upper.get_param("W")
    upper.set_param("W", whole[:-1])
    try:
        with pytest.raises(taking.UnexpectedModel):
            taking.take(model())
    finally:
        upper.set_param("W", whole)
