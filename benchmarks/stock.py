"""What the pipeline is measured against: `spacy.load("ja_ginza")(text)`."""

from __future__ import annotations

from typing import Any

#: Our own spaCy component is left out: loading it would be counted as stock's time.
_WITHOUT_OURS = """
import importlib.metadata as metadata
load = metadata.EntryPoint.load
metadata.EntryPoint.load = lambda entry: None if entry.value.startswith("pipeline.") else load(entry)
"""


def command(path: str) -> str:
    """The Python code of a process that reads the text at `path` from start to end."""
    return f"{_WITHOUT_OURS}import spacy\nspacy.load('ja_ginza')(open({path!r}, encoding='utf-8').read())"


def model() -> Any:
    """The model with all its components."""
    exec(_WITHOUT_OURS, {})  # noqa: S102 - the same code in both, so that both measure the same thing
    import spacy

    return spacy.load("ja_ginza")
