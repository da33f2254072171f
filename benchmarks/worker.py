"""A process that does one thing as often as it is told to: paths of texts in, a line each; seconds out."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.stock import model

Job = Callable[[str], object]


def _stock() -> Job:
    nlp = model()
    return lambda text: nlp(text)


def _flow(**options: Any) -> Callable[[], Job]:
    def load() -> Job:
        from pipeline import flow
        from pipeline.model import Source
        from pipeline.write import to_json

        return lambda text: to_json(flow.run(Source(text, "bench.txt"), **options))

    return load


def _forgetful() -> Job:
    """With NER, and each text read as if none of its words had been seen before."""
    from pipeline.analyse.network.loading import fast

    run, network = _flow()(), fast()
    if network is None:
        raise SystemExit("the fast path does not know the installed model")

    def job(text: str) -> object:
        network.forget()
        return run(text)

    return job


JOBS: dict[str, Callable[[], Job]] = {
    "stock": _stock,
    "ner": _flow(),
    "thorough": _flow(thorough=True),
    "no-ner": _flow(ner=False),
    "forgetful": _forgetful,
}


def main(what: str) -> None:
    """Answers each path on standard input with seconds and, behind a blank, the peak of memory so far in MB."""
    job = JOBS[what]()
    for line in sys.stdin:
        text = Path(line.strip()).read_text(encoding="utf-8")
        begin = time.perf_counter()
        job(text)
        seconds = time.perf_counter() - begin
        print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
