"""What fuzzing and the search for superlinear patterns have found, each once more; inputs of the fuzzer itself lie in `found/`."""

from pathlib import Path

import pytest

from pipeline.flow import understand
from pipeline.model import Source
from tests.blowup import assert_no_blowup
from tests.properties.holds import assert_holds

FOUND = Path(__file__).parent / "found"


def understood(text: str) -> None:
    assert_no_blowup(lambda: understand(Source(text, "x"), ner=False))


@pytest.mark.parametrize("path", sorted(FOUND.iterdir()) if FOUND.exists() else [], ids=lambda path: path.name)
def test_inputs_that_broke_a_promise(path):
    from fuzz import targets

    targets.TARGETS[path.name.split("-")[0]](path.read_bytes())


@pytest.mark.parametrize("unit", ("ア", "ﷺ", "🧬", "a", "漢"))
def test_a_word_longer_than_a_dictionary_takes(unit):
    assert_holds(Source("令和6年4月1日\n青木一郎" + unit * 20_000, "x"), twice=False)


def test_a_word_longer_than_the_network_takes():
    assert_holds(Source("令和6年4月1日\n青木一郎" + "ﷺ" * 5_000 + "ア" * 20_000, "x"), ner=True, twice=False)


@pytest.mark.parametrize(
    "text",
    (
        "青木一郎" + "*" * 60 + "\n",  # marks behind a name: once exponential
        "青木一郎" + "1)" * 60 + "\n",
        "青木一郎" + "1,*" * 60 + "\n",
        "青木一郎、森二郎子、佐藤花子、" * 30 + "ほか\n",  # a long list of names, read in one way only
        "This work was supported by JST [" + ",a-aaa" * 60 + "\n",
        "青木一郎（同" + "部" * 60 + "x）\n",
        "<!---->" * 2_800 + "本文",
        "Dr." * 8_000,
        "公益財団法人" * 4_000,
        "令和6年4月1日" * 3_000,
        "大学院工学研究科" * 3_000,
    ),
    ids=range(11),
)
def test_texts_that_took_forever(text):
    understood("令和6年4月1日\n" + text)
