"""What the tests of the pages show: a real release with its gold, a hostile one, and an evaluation with every kind of error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.assemble import Release
from pipeline.evaluate import Run, evaluate, load
from pipeline.evaluate.evaluation import Evaluation, Failure
from pipeline.model.annotation import Annotation, Mark
from pipeline.read import read

ROOT = Path(__file__).parents[2]

SCRIPT = "<script>alert(1)</script>"
HOSTILE_URL = 'https://example.jp/10.1000/ab"onclick="alert(1)'
HOSTILE = (
    "\r\n\r\n北浜工科大学の青木一郎教授らは、ゆらぎ（※1）を見つけた。\n\n"
    f"{SCRIPT}</script><img src=x onerror=alert(1)> \u202e逆さ\u202c \x00 \ud83d\n"
    f"{HOSTILE_URL} と javascript:alert(2) と 2024年4月1日（水）\n\n\n※1 ゆらぎ：揺れること。\n\n\n"
)


def release() -> tuple[Release, str]:
    """The release of raw/ and its gold, with a warning, as if kisha had found it all."""
    gold = load(ROOT / "gold/release.json")
    text = read(ROOT / "raw/release.txt").text
    start = text.index("令和4年5月12日")
    warning = {"code": "date-weekday", "message": "12 May 2022 was no Friday", "start": start, "end": start + 9}
    return Release.model_validate(gold.model_dump() | {"warnings": [warning, warning | {"start": None, "end": None}]}), text


def worse(gold: Release) -> Release:
    """An output for the gold: one mention missed, one of another value, one that the gold has not."""
    mentions = [each.model_dump() for each in gold.mentions]
    missed = next(each for each in mentions if each["type"] == "PERSON")
    dated = next(each for each in mentions if each["type"] == "DATE")
    extra = missed | {"id": "extra", "type": "LOCATION"}
    rest = [each | {"value": "1999-01-01"} if each is dated else each for each in mentions if each is not missed]
    return Release.model_validate(gold.model_dump() | {"mentions": [*rest, extra]})


def mention(name: str, kind: str, text: str, value: str | None = None, *, source: str = HOSTILE) -> dict[str, Any]:
    """The first place of `text` as a mention."""
    start = source.index(text)
    return {"id": name, "type": kind, "start": start, "end": start + len(text), "text": text, "value": value}


def hostile_release() -> Release:
    """An output in which everything that can hold a text holds one that would like to be more."""
    mentions = [
        mention("main", "PERSON", "青木一郎", 'x" autofocus onfocus="alert(3)'),
        mention("records", "POSITION", "教授"),
        mention("cross", "ORGANIZATION", "一郎教"),
        mention('q"uote', "URL", HOSTILE_URL, "javascript:alert(1)"),
        mention("inside", "DOI", '10.1000/ab"onclick'),
        mention("script", "TERM", SCRIPT),
        mention("marker", "MARKER", "※1", "1"),
        mention("date", "DATE", "2024年4月1日（水）", "2024-04-01"),
    ]
    start, note = HOSTILE.index("2024年"), HOSTILE.index("揺れる")
    bad = "javascript:alert(4)"
    about = {"id": "x", "source": f"{SCRIPT}.txt", "media_type": "text/plain", "encoding": "utf-8", "sha256": "", "characters": 1}
    records = {
        "title": f"{SCRIPT}\u202e題名",
        "publication": {
            "url": bad,
            "doi": '10.1/"><script>',
            "title": "</title></style></script><b>",
            "authors": [{"name": SCRIPT}],
        },
        "funding": [
            {
                "funder": "<b>財団</b>",
                "awards": [{"number": "<i>1</i>", "url": bad}],
                "funder_ids": {"ror": bad, "crossref_funder": '"><script>'},
                "mentions": ["main", 'q"uote', "no-such", "main"],
            }
        ],
        "people": [{"name": f"人物{n}{SCRIPT}", "email": SCRIPT, "mentions": ["main"]} for n in range(3)],
        "organizations": [{"name": SCRIPT, "ids": {"ror": "data:text/html,x"}, "mentions": ["cross"]}],
        "glossary": [
            {
                "number": 1,
                "marker": "※1",
                "term": "<u>",
                "definition": SCRIPT,
                "definition_start": note,
                "definition_end": note + 6,
                "references": ["marker"],
                "citation": {"url": bad},
            }
        ],
        "contacts": [{"heading": SCRIPT, "email": bad}],
    }
    warnings = [{"code": "weekday", "message": SCRIPT, "start": start, "end": start + 9}, {"code": "x", "message": "</li>"}]
    return Release.model_validate({"document": about, "mentions": mentions, "records": records, "warnings": warnings})


def marked(of: str, text: str, *given: tuple[str, str] | tuple[str, str, str]) -> Annotation:
    """An annotation from (type, words) or (type, words, value); words are those that come first in the text."""
    marks = [Mark(text.index(words), text.index(words) + len(words), type, words, *value) for type, words, *value in given]
    return Annotation(of, tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))), text)


ONE = "北浜工科大学の青木一郎教授と青嶺大学の緑川花子、赤井三郎は、2024年4月1日に津軽で始めた。"
TWO = f"{SCRIPT}</script>\u202e株式会社 𠮷野家電と青木一郎教授は2024年5月に発表した。"


def evaluation() -> Evaluation:
    """Two extractors over two documents: every kind of error, a failure, markup and controls in a text and in a name."""
    gold = [
        marked(
            "one", ONE,
            ("ORGANIZATION", "北浜工科大学"), ("PERSON", "青木一郎"), ("POSITION", "教授"), ("ORGANIZATION", "青嶺大学"),
            ("PERSON", "緑川花子"), ("PERSON", "赤井三郎"), ("DATE", "2024年4月1日", "2024-04-01"), ("LOCATION", "津軽"),
        ),
        marked("two", TWO, ("ORGANIZATION", "株式会社 𠮷野家電"), ("PERSON", "青木一郎"), ("DATE", "2024年5月", "2024-05")),
    ]  # fmt: skip
    first = [
        marked(
            "one", ONE,
            ("ORGANIZATION", "北浜工科"), ("PERSON", "青木一郎教授"), ("PERSON", "緑川花子、赤井三郎"),
            ("DATE", "2024年4月1日", "2024-04-02"), ("PERSON", "津軽"), ("ORGANIZATION", "と青嶺大"), ("TERM", "始めた"),
        ),
        marked(
            "two", TWO,
            ("ORGANIZATION", "株式会社"), ("ORGANIZATION", "𠮷野家電"), ("LOCATION", "青木"),
            ("URL", f"{SCRIPT}</script>\u202e"),
        ),
    ]  # fmt: skip
    second = [marked("one", ONE, ("PERSON", "木一郎教"), ("PERSON", "緑川花子"), ("DATE", "2024年4月1日", "2024-04-01"))]
    return evaluate(
        gold,
        [
            Run("first<b>\u202e", {each.id: each for each in first}, seconds=0.5, peak_bytes=50_000_000),
            Run("second", {each.id: each for each in second}, failures=(Failure("two", "crashed", f"it died: {SCRIPT}"),)),
        ],
        resamples=50,
    )


def many_errors(number: int) -> Evaluation:
    """One extractor that misses `number` names, each in a sentence of its own."""
    text = "".join(f"第{n}の人は青木一郎である。" for n in range(number))
    marks = tuple(Mark(at, at + 4, "PERSON", "青木一郎") for at in range(len(text)) if text.startswith("青木一郎", at))
    return evaluate([Annotation("long", marks, text)], [Run("none", {"long": Annotation("long", (), text)})], resamples=0)
