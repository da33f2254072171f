"""What a result was made by: all that could make the same document come out otherwise."""

from __future__ import annotations

import hashlib
import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pipeline
from pipeline.assemble import SCHEMA_VERSION
from pipeline.batch.options import Options
from pipeline.lexicon.registry import installed

#: What a document passes through. The command line, evaluation or a run's tables may change without a document's result changing.
_ROOMS = ("model", "lexicon", "read", "normalise", "segment", "analyse", "extract", "resolve", "assemble", "privacy")
_FILES = ("flow.py", "batch/reading.py", "write/json.py", "write/made.py")
_PACKAGES = (
    *("ahocorasick-rs", "charset-normalizer", "fugashi", "phonenumberslite", "pydantic", "pypdfium2", "selectolax"),
    *("sudachidict-core", "sudachipy", "tzdata", "unidic-lite"),
)
_FOR_NER = ("ginza", "ja-ginza", "numpy", "spacy", "thinc")


def versions(options: Options) -> dict[str, str]:
    """Name → version of every part that bears on results under `options`: program, code, schema, tables, registry, packages."""
    home = Path(pipeline.__file__).parent
    code = [path for room in _ROOMS for path in (home / room).rglob("*.py")] + [home / name for name in _FILES]
    registry = installed()
    return {
        "kisha": pipeline.__version__,
        "code": _hash(home, code),
        "schema": SCHEMA_VERSION,
        "lexicon": _hash(home, (home / "lexicon/data").glob("*.tsv")),
        "registry": _hash(registry.path.parent, [registry.path]) if registry else "",
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "unicode": unicodedata.unidata_version,
        **{name: _installed_version(name) for name in (*_PACKAGES, *(_FOR_NER if options.ner else ()))},
    }


def key(parts: Mapping[str, str], options: Options) -> str:
    """One word for all of it: results of one key from one document are the same bytes."""
    return hashlib.sha256(json.dumps([dict(parts), asdict(options)], sort_keys=True).encode()).hexdigest()[:32]


def _hash(home: Path, paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(home).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:32]


def _installed_version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
