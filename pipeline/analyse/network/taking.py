"""The weights out of the installed model, after it was found to be of the one shape that the fast path can compute."""

from __future__ import annotations

from typing import Any

import numpy as np

from pipeline.analyse.network.weights import Floats, Weights

_LAYER = "residual(expand_window>>maxout>>layernorm>>dropout)"
_ATTRIBUTES = ["ORTH", "SHAPE"]
_PIECES, _HIDDEN_PIECES, _FEATURES = 3, 2, 3
#: Moves that no label goes with; U- without a label is spaCy's word for "no entity may be here" and never scored.
_NO_LABEL = ("O", "U-")


class UnexpectedModel(Exception):
    """The installed model is not of the shape that the fast path computes; the message says in what."""


# spaCy's and thinc's models are trees of nodes that are asked by name: nothing here has a type that says more than Any.


def take(nlp: Any) -> Weights:
    """The weights of `nlp`. Raises UnexpectedModel."""
    try:
        embedding, window = _tok2vec(nlp)
        return Weights(**embedding, **window, **_ner(nlp))
    except UnexpectedModel:
        raise
    except Exception as error:  # whatever a model of another make answers to our questions
        raise UnexpectedModel(f"{type(error).__name__}: {error}") from error


def _expect(holds: bool, what: str) -> None:
    if not holds:
        raise UnexpectedModel(what)


def _tok2vec(nlp: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    _expect(nlp.pipe_names == ["tok2vec", "ner"], "components")
    root = nlp.get_pipe("tok2vec").model
    _expect(len(root.layers) == 2, "tok2vec")
    embed, encode = root.layers
    layers = encode.layers[0].layers
    depth = encode.attrs["pad"]
    _expect([layer.name for layer in layers] == [_LAYER] * depth, "encoder")
    _expect(all(_one(layer, "expand_window").attrs["window_size"] == 1 for layer in layers), "window")
    embedding = _embedding(nlp, embed)
    width = embedding["form"].shape[1]
    taken = [_maxout(layer, 3 * width, width) for layer in layers]
    return embedding, {
        name: np.stack([each[index] for each in taken])
        for index, name in enumerate(("window", "window_bias", "window_gain", "window_shift"))
    }


def _embedding(nlp: Any, embed: Any) -> dict[str, Any]:
    from spacy.attrs import ORTH
    from spacy.symbols import IDS

    _expect(
        embed.name == "extract_features>>list2ragged>>with_array(ints-getitem>>hashembed|ints-getitem>>hashembed)|static_vectors"
        ">>with_array(maxout>>layernorm>>dropout)>>ragged2list",
        "embedding",
    )
    _expect(list(_one(embed, "extract_features").attrs["columns"]) == _ATTRIBUTES, "attributes of words")
    form, shape = sorted((node for node in embed.walk() if node.name == "hashembed"), key=lambda node: node.attrs["column"])
    _expect([form.attrs["column"], shape.attrs["column"]] == [0, 1], "columns")
    table = nlp.vocab.vectors
    _expect(str(table.mode) == "default" and table.attr == ORTH, "word vectors")
    projection = _one(embed, "static_vectors").get_param("W")
    width = form.get_param("E").shape[1]
    _expect(projection.shape == (width, table.data.shape[1]) and shape.get_param("E").shape[1] == width, "widths")
    keys = np.array(list(table.key2row.keys()), np.uint64)
    rows = np.array(list(table.key2row.values()), np.int32)
    order = np.argsort(keys)
    mix, bias, gain, shift = _maxout(embed, 3 * width, width)
    return {
        "form": _floats(form.get_param("E")), "shape": _floats(shape.get_param("E")),
        "form_seed": int(form.attrs["seed"]), "shape_seed": int(shape.attrs["seed"]),
        "vector_keys": keys[order], "vector_rows": rows[order], "vectors": _floats(table.data @ projection.T),
        "mix": mix, "mix_bias": bias, "mix_gain": gain, "mix_shift": shift,
        "symbols": {str(name): int(number) for name, number in IDS.items()},
    }  # fmt: skip


def _ner(nlp: Any) -> dict[str, Any]:
    ner = nlp.get_pipe("ner")
    root = ner.model
    _expect(ner.cfg["beam_width"] == 1 and root.name == "parser_model", "search")
    _expect(root.attrs["has_upper"] and not root.attrs["unseen_classes"], "moves")
    narrow, lower, upper = root.get_ref("tok2vec"), root.get_ref("lower"), root.get_ref("upper")
    _expect([node.name for node in narrow.layers] == ["tok2vec-listener", "list2array", "linear"], "listener")
    weights = lower.get_param("W")  # features, hidden, pieces, in
    features, hidden, pieces, _ = weights.shape
    _expect((features, pieces, weights.shape[3]) == (_FEATURES, _HIDDEN_PIECES, hidden), "states")
    linear = _one(narrow, "linear")
    moves = [ner.moves.get_class_name(index) for index in range(ner.moves.n_moves)]
    _expect(upper.get_param("W").shape == (len(moves), hidden), "scores")
    return {
        "narrow": _floats(linear.get_param("W").T), "narrow_bias": _floats(linear.get_param("b")),
        "state": _floats(weights.transpose(3, 0, 2, 1).reshape(hidden, features * pieces * hidden)),
        "state_bias": _floats(lower.get_param("b").T.reshape(-1)),
        "state_missing": _floats(lower.get_param("pad")[0].transpose(0, 2, 1).reshape(features, pieces * hidden)),
        **_moves(moves, upper.get_param("W"), upper.get_param("b")),
    }  # fmt: skip


def _moves(moves: list[str], weights: Any, bias: Any) -> dict[str, Any]:
    index = {move: number for number, move in enumerate(moves)}
    begin = [move[2:] for move in moves if move.startswith("B-")]
    unit = [move[2:] for move in moves if move.startswith("U-") and move != "U-"]
    _expect(len(index) == len(moves) and "O" in index and bool(begin) and "" not in begin, "moves")
    _expect(
        set(moves) - set(_NO_LABEL) == {f"{each}-{label}" for each in "BIL" for label in begin} | {f"U-{x}" for x in unit}, "moves"
    )
    closed = [*(index[f"B-{label}"] for label in begin), *(index[f"U-{label}"] for label in unit), index["O"]]
    _expect(closed == sorted(closed), "order of moves")  # of two moves with one score the first is taken
    opened = [[index[f"I-{label}"], index[f"L-{label}"]] for label in begin]
    _expect(all(inside < last for inside, last in opened), "order of moves")
    return {
        "begin_labels": tuple(begin), "unit_labels": tuple(unit),
        "closed": _floats(weights[closed].T), "closed_bias": _floats(bias[closed]),
        "opened": _floats(weights[opened].transpose(0, 2, 1)), "opened_bias": _floats(bias[opened]),
    }  # fmt: skip


def _maxout(node: Any, inputs: int, width: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Weights (in, pieces * width), bias, gain and shift of the one maxout layer with its layer norm below `node`."""
    layer, norm = _one(node, "maxout"), _one(node, "layernorm")
    weights, bias = layer.get_param("W"), layer.get_param("b")  # (width, pieces, in), (width, pieces)
    _expect(weights.shape == (width, _PIECES, inputs), "maxout")
    return (
        _floats(weights.transpose(2, 1, 0).reshape(inputs, _PIECES * width)),
        _floats(bias.T.reshape(-1)),
        _floats(norm.get_param("G")),
        _floats(norm.get_param("b")),
    )


def _one(node: Any, name: str) -> Any:
    found = [each for each in node.walk() if each.name == name]
    _expect(len(found) == 1, name)
    return found[0]


def _floats(array: Any) -> Floats:
    return np.ascontiguousarray(array, np.float32)
