"""Many clients at once, every answer compared with what the library says of the same text; `make load` runs it.

Each client sends one request after the other, each with an id of its own and one of many texts that differ in little; where it is
told to wait (429, 503) it waits as long as it is told. Run as a program it starts servers, prints what was measured, and with
`--write FILE` puts it between the marks of that file. Exit status 1 where an answer was wrong, another status came, or memory grew.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import platform
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from time import monotonic
from typing import Any

import httpx

import pipeline
from pipeline.write import to_json_line
from tests.serve.running import Running

ROOT = Path(__file__).parents[2]
_MARKS = ("<!-- load: made by make load -->", "<!-- load: end -->")
_MOST_GROWTH = 0.05  # of memory between the second quarter of a run and the last


@dataclass(slots=True)
class Figures:
    """What was seen. `wrong`: what was wrong with answers, in words; seconds are of answered requests."""

    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)  # bytes of all processes, twice a second
    lasted: float = 0.0

    @property
    def growth(self) -> float:
        """By what share memory grew from the second quarter to the last: the first is for caches to fill."""
        quarter = max(1, len(self.memory) // 4)
        return median(self.memory[-quarter:]) / median(self.memory[quarter : 2 * quarter] or self.memory) - 1

    @property
    def sound(self) -> bool:
        """Whether all that came was right answers, and honest refusals."""
        return not self.wrong and set(self.statuses) <= {200, 429, 503} and self.statuses[200] > 0


def variants(text: str, number: int) -> list[str]:
    """`text` so many times, each with a grant of its own."""
    return [f"{text}\n\n本研究は、JSPS科研費 JP24K{20000 + each} の助成を受けたものです。\n" for each in range(number)]


def expectations(texts: list[str], *, ner: bool) -> dict[str, dict[str, Any]]:
    """text → what the library says of it, as the server would write it."""
    found = {}
    for text in texts:
        found[text] = json.loads(to_json_line(pipeline.extract(text, ner=ner)))
    assert len({json.dumps(each) for each in found.values()}) == len(texts)  # a mixed-up answer would be seen
    return found


async def attack(url: str, expected: Mapping[str, dict[str, Any]], *, clients: int, seconds: float) -> Figures:
    """`clients` at once for `seconds`; all that were sent are waited for."""
    figures, numbers, began = Figures(), itertools.count(), monotonic()
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(base_url=url, timeout=600, limits=limits) as client:
        watch = asyncio.create_task(_watch(client, figures))
        crowd = (_client(client, figures, expected, numbers, began + seconds) for _ in range(clients))
        await asyncio.gather(*crowd)
        figures.lasted = monotonic() - began
        watch.cancel()
    return figures


async def _client(client: httpx.AsyncClient, figures: Figures, expected: Mapping[str, Any], numbers: Any, end: float) -> None:
    chosen = random.Random(next(numbers))  # noqa: S311 - which text comes next is no secret
    texts = list(expected)
    while monotonic() < end:
        text, id_, began = chosen.choice(texts), f"request-{next(numbers)}", monotonic()
        try:
            answer = await client.post("/v1/extract", json={"text": text, "id": id_})
        except httpx.HTTPError as error:
            figures.wrong.append(f"no answer: {type(error).__name__}")
            continue
        figures.statuses[answer.status_code] += 1
        if answer.status_code == 200:
            figures.seconds.append(monotonic() - began)
            wanted = expected[text] | {"document": expected[text]["document"] | {"id": id_}}
            if answer.json() != wanted:
                figures.wrong.append(f"{id_} was answered with {answer.json()['document']}")
            continue
        if answer.headers["content-type"] != "application/problem+json" or "retry-after" not in answer.headers:
            figures.wrong.append(f"a refusal that does not say when to come again: {answer.text[:200]}")
        wait = float(answer.headers.get("retry-after", 1)) * chosen.uniform(0.5, 1)
        await asyncio.sleep(min(wait, max(0.0, end - monotonic())))


async def _watch(client: httpx.AsyncClient, figures: Figures) -> None:
    while True:
        text = (await client.get("/metrics")).text
        sizes = re.findall(r"^(?:process_resident_memory_bytes|kisha_worker_resident_bytes\{.*?\}) (\d+)$", text, re.MULTILINE)
        figures.memory.append(sum(map(int, sizes)))
        await asyncio.sleep(0.5)


def _row(name: str, figures: Figures) -> str:
    seconds = sorted([*figures.seconds, 0.0, 0.0][: max(2, len(figures.seconds))])  # two at least, for a run without answers
    cuts = quantiles(seconds, n=20)
    counts = figures.statuses
    return (
        f"| {name} | {counts[200]:,} | {counts[200] / figures.lasted:.1f} | {counts[429]:,} | {counts[503]:,} | "
        f"{sum(number for status, number in counts.items() if status not in (200, 429, 503))} | {len(figures.wrong)} | "
        f"{median(seconds):.1f} | {cuts[18]:.1f} | {max(figures.memory) / 1e6:.0f} | {figures.growth:+.1%} |"
    )


def _table(rows: list[str], arguments: argparse.Namespace, characters: int) -> str:
    machine = f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    model = "with the neural model" if arguments.ner else "without the neural model"
    return "\n".join(
        [
            f"{arguments.clients} clients at once for {arguments.seconds:g} s against {arguments.workers} workers, {model},",
            f"texts of {characters:,} characters; kisha {pipeline.__version__}, {machine}; the clients ran on the same processors.",
            "",
            "| places | read | read/s | 429 | 503 | other | wrong answers | median s | 95 % s | memory MB | growth |",
            "|---|---|---|---|---|---|---|---|---|---|---|",
            *rows,
        ]
    )


def main() -> int:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--texts", type=int, default=40)
    parser.add_argument("--ner", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    texts = variants((ROOT / "raw/release.txt").read_text(encoding="utf-8"), arguments.texts)
    expected = expectations(texts, ner=arguments.ner)
    rows, sound = [], True
    for places in (arguments.clients + 56, 64):  # room for all, and the default, which has to refuse
        options = ["--workers", str(arguments.workers), "--concurrency", str(places)]
        with tempfile.TemporaryDirectory() as folder:
            server = Running(Path(folder), *options, *([] if arguments.ner else ["--no-ner"]))
            figures = asyncio.run(attack(server.url, expected, clients=arguments.clients, seconds=arguments.seconds))
            sound = server.stop() == 0 and figures.sound and figures.growth <= _MOST_GROWTH and sound
        rows.append(_row(str(places), figures))
        print(rows[-1], *figures.wrong[:5], sep="\n", file=sys.stderr, flush=True)
    table = _table(rows, arguments, len(texts[0]))
    print(table)
    if arguments.write:
        before, _, rest = arguments.write.read_text(encoding="utf-8").partition(_MARKS[0])
        _, _, after = rest.partition(_MARKS[1])
        arguments.write.write_text(f"{before}{_MARKS[0]}\n{table}\n{_MARKS[1]}{after}", encoding="utf-8")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
