"""Where the cache of the model's arrays lies, and by what it is known to belong to the model that is installed."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import ModelMissing

#: Raised by one when what is stored changes, or how it is computed from the model.
FORMAT = 1
_MODEL = "ja_ginza"
#: Parts of the model that settle its shape and labels; they are small and hashed whole.
_READ = ("config.cfg", "meta.json", "ner/cfg", "ner/moves", "ner/model", "tokenizer/cfg")
#: Its large parts are known by size and time: hashing them would cost as much as what the cache saves.
_SEEN = ("tok2vec/model", "vocab/key2row", "vocab/vectors")
#: The code that the stored arrays were taken with.
_CODE = ("spacy", "thinc")


def folder() -> Path | None:
    """The cache's folder, whether it is there or not; None where there is no place for one.

    KISHA_CACHE where it is set, else kisha in the user's cache folder (XDG_CACHE_HOME where it is an absolute path, or what the
    system's habit is).
    """
    named = os.environ.get("KISHA_CACHE")
    if named:
        return Path(named)
    named = os.environ.get("XDG_CACHE_HOME")
    if named and Path(named).is_absolute():
        return Path(named) / "kisha"
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) / "kisha" / "cache" if local else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "kisha"


def key() -> str:
    """Known by this: the installed model, spaCy and thinc, and our own format. Raises ModelMissing."""
    digest = hashlib.sha256(f"{FORMAT} {sys.byteorder}".encode())
    model = _data()
    for part in _facts(model):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()[:32]


def _facts(model: Path) -> Iterator[bytes]:
    try:
        for name in _READ:
            yield (model / name).read_bytes()
        for name in _SEEN:
            status = (model / name).stat()
            yield f"{status.st_size} {status.st_mtime_ns}".encode()
        for package in _CODE:
            yield (_package(package) / "about.py").read_bytes()
    except OSError as error:
        raise ModelMissing(f"the model ja_ginza is not complete ({error}); install it anew") from error


def _data() -> Path:
    package = _package(_MODEL)
    try:
        version = json.loads((package / "meta.json").read_bytes())["version"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelMissing("the model ja_ginza is not complete (meta.json cannot be read); install it anew") from error
    return package / f"{_MODEL}-{version}"


def _package(name: str) -> Path:
    """The folder of an installed package, which is not imported."""
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise ModelMissing(f"{name} is not installed; run `pip install ja-ginza`")
    return Path(found.origin).parent
