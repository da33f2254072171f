"""How far a run is, on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.batch import Progress

_SECONDS = 10.0  # between two lines
_GLANCE = 0.1  # seconds between two drawings of the bar

Watch = Callable[["Progress"], None]


@contextlib.contextmanager
def shown(*, quiet: bool) -> Iterator[Watch]:
    """A function to tell of progress."""
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _bar() as watch:
            yield watch
    else:
        yield _Lines()


class _Lines:
    """A line every ten seconds, and one at the end."""

    def __init__(self) -> None:
        self._began = self._said = monotonic()

    def __call__(self, progress: Progress) -> None:
        now = monotonic()
        at_end = progress.kept + progress.done == progress.documents
        if now - self._said >= _SECONDS or at_end:
            self._said = now
            print(f"kisha: {line(progress, now - self._began)}", file=sys.stderr, flush=True)


def line(progress: Progress, seconds: float) -> str:
    """How far, how fast, how long still, in words. The rate is that of documents done in this run."""
    through = progress.kept + progress.done
    parts = [f"{through} of {progress.documents}"]
    if progress.kept:
        parts.append(f"{progress.kept} from before")
    if progress.failed:
        parts.append(f"{progress.failed} failed")
    if progress.done and seconds > 0:
        rate = progress.done / seconds
        parts.append(f"{rate:.1f}/s")
        if left := progress.documents - through:
            parts.append(f"{duration(left / rate)} left")
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """`1:02:03` or `2:03`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@contextlib.contextmanager
def _bar() -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("kisha"), BarColumn(), TextColumn("{task.description}"))
    # No thread draws it: worker processes are forked off from a process that has one thread.
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as bar:
        task = bar.add_task("listing", total=None)
        began = drawn = monotonic()

        def watch(progress: object) -> None:
            nonlocal drawn
            now = monotonic()
            through = progress.kept + progress.done  # type: ignore[attr-defined]
            if now - drawn >= _GLANCE or through in (0, progress.documents):  # type: ignore[attr-defined]
                drawn = now
                words = line(progress, now - began)  # type: ignore[arg-type]
                bar.update(task, completed=through, total=progress.documents, description=words)  # type: ignore[attr-defined]
                bar.refresh()

        yield watch
