"""docs/spacy.md shows what the component does."""

from __future__ import annotations

import contextlib
import io
import re
import textwrap
from pathlib import Path

import spacy

import pipeline.bridge.component  # noqa: F401

PAGE = (Path(__file__).parents[2] / "docs" / "spacy.md").read_text(encoding="utf-8")


def test_the_example_prints_what_is_shown():
    code, shown = re.search(r"```python\n(.*?)```\n\n((?:    [^\n]*\n)+)", PAGE, re.DOTALL).groups()
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(code, {})  # noqa: S102
    assert out.getvalue() == textwrap.dedent(shown)


def test_every_setting_is_listed():
    settings = spacy.blank("ja").get_factory_meta("kisha").default_config
    listed = re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`[^|]*) \| (?:`[^|]*`) \|", PAGE, re.MULTILINE)))
    assert listed == list(settings)
