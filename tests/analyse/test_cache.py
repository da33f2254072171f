"""The cache of the model's arrays: whole or not there, of this model or not used, and never needed."""

from __future__ import annotations

import dataclasses
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from pipeline.analyse.network import Engine, Stretch, loading, place, reader, store
from pipeline.analyse.network.fast import Fast
from pipeline.analyse.network.stock import Stock
from pipeline.analyse.network.weights import Weights
from pipeline.errors import ModelMissing

TEXT = Stretch("北浜工科大学の青木一郎教授は東京都で話した。", frozenset({0}))


@pytest.fixture(scope="module")
def weights() -> Weights:
    return loading._made()


@pytest.fixture
def cache(tmp_path, monkeypatch) -> Path:
    """An empty cache, and a process that has loaded nothing."""
    monkeypatch.setenv("KISHA_CACHE", str(tmp_path / "cache"))
    loading.fast.cache_clear()
    yield tmp_path / "cache"
    loading.fast.cache_clear()


def same(one: Weights, other: Weights) -> bool:
    return all(
        np.array_equal(getattr(one, each.name), getattr(other, each.name))
        if isinstance(getattr(one, each.name), np.ndarray)
        else getattr(one, each.name) == getattr(other, each.name)
        for each in dataclasses.fields(Weights)
    )


def test_what_is_written_is_read(weights, tmp_path):
    store.write(weights, "key", tmp_path / "new" / "a")
    assert same(store.read("key", tmp_path / "new" / "a"), weights)
    assert store.read("other key", tmp_path / "new" / "a") is None
    assert store.read("key", tmp_path / "b") is None
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a"]


@pytest.mark.parametrize("at", [0, 40, 2_000_000, 30_000_000, -1000])
def test_a_damaged_file_is_not_used(weights, tmp_path, at):
    path = tmp_path / "a"
    store.write(weights, "key", path)
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)
    assert store.read("key", path) is None


@pytest.mark.parametrize("size", [0, 10, 5_000, 20_000_000])
def test_half_a_file_is_not_used(weights, tmp_path, size):
    path = tmp_path / "a"
    store.write(weights, "key", path)
    os.truncate(path, size)
    assert store.read("key", path) is None


def test_several_write_at_once_and_readers_see_all_or_nothing(weights, tmp_path):
    path, seen = tmp_path / "a", []
    writers = [threading.Thread(target=store.write, args=(weights, "key", path)) for _ in range(3)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        there = path.exists()
        seen.append((there, store.read("key", path)))
    for writer in writers:
        writer.join()
    assert all(found is not None for there, found in seen if there)
    assert same(store.read("key", path), weights)
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_first_run_builds_and_later_ones_read(weights, cache, monkeypatch):
    monkeypatch.setattr(loading, "_made", lambda: weights)
    assert list(loading.fast().read([TEXT])) == list(Stock().read([TEXT]))
    (path,) = cache.iterdir()
    monkeypatch.setattr(loading, "_made", lambda: pytest.fail("built again"))
    loading.fast.cache_clear()
    assert isinstance(loading.fast(), Fast)
    path.write_bytes(b"")
    monkeypatch.setattr(loading, "_made", lambda: weights)
    loading.fast.cache_clear()
    assert isinstance(loading.fast(), Fast)
    assert path.stat().st_size > 50_000_000


def test_a_cache_that_cannot_be_written_is_done_without(weights, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("KISHA_CACHE", str(tmp_path / "file" / "cache"))
    monkeypatch.setattr(loading, "_made", lambda: weights)
    loading.fast.cache_clear()
    try:
        assert list(loading.fast().read([TEXT])) == list(Stock().read([TEXT]))
    finally:
        loading.fast.cache_clear()


def test_a_model_that_the_fast_path_does_not_know_is_run_by_spacy(weights, cache, monkeypatch, caplog):
    wrong = dataclasses.replace(weights, closed_bias=weights.closed_bias[::-1].copy())
    monkeypatch.setattr(loading, "take", lambda _: wrong)
    with caplog.at_level(logging.WARNING, "kisha"):
        assert isinstance(reader(Engine.FAST), Stock)
        assert isinstance(reader(Engine.FAST), Stock)
    assert [record.getMessage() for record in caplog.records] == [
        "kisha: the installed ja_ginza is not the one that the fast path knows (other entities); spaCy runs it instead"
    ]
    assert not cache.exists()


def test_stock_is_there_for_the_asking():
    assert isinstance(reader(Engine.STOCK), Stock)


def test_the_cache_lies_where_the_user_says(monkeypatch, tmp_path):
    monkeypatch.setenv("KISHA_CACHE", str(tmp_path / "own"))
    assert place.folder() == tmp_path / "own"
    monkeypatch.delenv("KISHA_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert place.folder() == tmp_path / "xdg" / "kisha"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert place.folder() == tmp_path / ".cache" / "kisha"


@pytest.fixture
def model(tmp_path, monkeypatch) -> Path:
    """A model's folder as `place` looks at it."""
    for name in ("spacy", "thinc", "ja_ginza"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "about.py").write_text("__version__ = '1'")
    data = tmp_path / "ja_ginza" / "ja_ginza-5.3.0"
    for name in (*place._READ, *place._SEEN):
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text("{}")
    (tmp_path / "ja_ginza" / "meta.json").write_text('{"version": "5.3.0"}')
    monkeypatch.setattr(place, "_package", tmp_path.joinpath)
    return tmp_path


@pytest.mark.parametrize(
    "name", ["ja_ginza/ja_ginza-5.3.0/config.cfg", "ja_ginza/ja_ginza-5.3.0/tok2vec/model", "spacy/about.py", "thinc/about.py"]
)
def test_another_model_or_another_spacy_has_another_key(model, name):
    before = place.key()
    assert before == place.key()
    (model / name).write_text("another")
    assert place.key() != before


def test_a_model_with_a_part_missing_is_said_to_be_missing(model):
    (model / "ja_ginza/ja_ginza-5.3.0/tok2vec/model").unlink()
    with pytest.raises(ModelMissing):
        place.key()


def test_extract_imports_no_spacy_once_the_cache_is_there(weights, tmp_path):
    store.write(weights, place.key(), tmp_path / "cache" / f"ja_ginza-{place.key()}.weights")
    (tmp_path / "a.txt").write_text("2024年4月1日\n\n北浜工科大学の青木一郎教授と釣健太は東京都で話した。\n", encoding="utf-8")
    code = """
import sys
from pipeline.cli import main
try:
    main()
finally:
    heavy = {"spacy", "thinc", "ginza", "srsly", "blis"} & set(sys.modules)
    assert not heavy, heavy
    assert "pipeline.analyse.network.fast" in sys.modules
"""
    command = [sys.executable, "-c", code, "extract", str(tmp_path / "a.txt")]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "KISHA_CACHE": str(tmp_path / "cache")}, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "青木一郎" in done.stdout
    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".weights"]
