"""A run: what is named is listed, what is not done yet is done and stored, and then the run's files are made.

Only this process writes. A document's marker is written behind its files, so that a run that was ended at any moment goes on where
it was; what is done is known by the source's bytes and name, and by everything that results depend on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pipeline.batch.finish import finish, opening, write_failures
from pipeline.batch.ids import ids
from pipeline.batch.lock import locked
from pipeline.batch.options import MaxFailures, Options
from pipeline.batch.reading import Document, Failure, Reading, prepare
from pipeline.batch.sources import Listing, listing
from pipeline.batch.store import Marker, Store, digest
from pipeline.batch.versions import key, versions
from pipeline.engines import Done, Engine, FaultKind, Limits, Task
from pipeline.errors import KishaError

#: Faults of the hour or the machine: the documents are tried again each time the run is started.
_PASSING = frozenset({"document-timeout", "document-memory", "document-crash"})
_CODES = {
    FaultKind.TIMEOUT: "document-timeout",
    FaultKind.MEMORY: "document-memory",
    FaultKind.CRASH: "document-crash",
    FaultKind.RAISED: "unexpected-error",
}


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done about documents that failed, and about those that are done."""

    max_failures: MaxFailures = field(default_factory=MaxFailures)
    retry_failures: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. `kept`: done in an earlier run, and unchanged."""

    documents: int
    kept: int = 0
    done: int = 0
    failed: int = 0  # of kept and done


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a run."""

    documents: int
    kept: int
    done: int
    failed: dict[str, int]  # by code, all of them, those of earlier runs too
    removed: int = 0  # results of documents that are no longer named
    passed_over: int = 0  # files of kinds without a reader
    stopped: bool = False  # more failed than may
    memory: int = 0  # the largest worker's resident bytes


def run(
    sources: Sequence[str],
    folder: str | Path,
    *,
    engine: Engine,
    options: Options | None = None,
    limits: Limits | None = None,
    order: Order | None = None,
    listed: Iterable[str] = (),
    watch: Callable[[Progress], None] = lambda _: None,
) -> Summary:
    """Does what `sources` name (see `sources.listing`; `listed` are the lines of "-") into the run folder `folder`.

    `watch` is told before the first document and behind each. Raises SourceNotFound for a source that is not there, RunLocked,
    RunUnreadable, OutputUnwritable, EngineUnavailable, VersionsDiffer, ModelMissing; a document that fails raises nothing.
    """
    store = Store(Path(folder))
    found = listing(sources, listed)
    store.make()
    with locked(store.folder):
        return _Run(store, found, options or Options(), order or Order(), watch).over(engine, limits or Limits())


class _Run:
    def __init__(self, store: Store, found: Listing, options: Options, order: Order, watch: Callable[[Progress], None]) -> None:
        self._store, self._found, self._options, self._order, self._watch = store, found, options, order, watch
        self._parts = versions(options)
        self._version = key(self._parts, options)
        self._begun = False
        self._ids = ids((entry.name, entry.stem) for entry in found.entries)
        self._manifest = opening(len(self._ids), self._parts, options)
        self._under_way: dict[str, Marker] = {}  # what a task's marker will say
        self._failed: Counter[str] = Counter()
        self._kept = self._done = self._memory = 0

    def over(self, engine: Engine, limits: Limits) -> Summary:
        store = self._store
        store.clean()
        if self._order.force:
            store.forget()
        self._watch(self._progress())
        self._work(engine, limits)
        removed = 0
        if self._stopped():
            write_failures(store, sorted(self._ids))
        else:
            removed = store.sweep(set(self._ids))
            finish(store, sorted(self._ids), self._manifest)
        return Summary(
            *(len(self._ids), self._kept, self._done, dict(sorted(self._failed.items()))),
            removed=removed,
            passed_over=self._found.passed_over,
            stopped=self._stopped(),
            memory=self._memory,
        )

    def _work(self, engine: Engine, limits: Limits) -> None:
        tasks = self._tasks()
        first = next(tasks, None)
        if first is None:
            return  # nothing to do: no model is loaded, no worker started
        done = engine.run(partial(prepare, self._options, self._parts), _with(first, tasks), limits)
        try:
            for one in done:
                self._store_result(one)
                if self._stopped():
                    return
        finally:
            if isinstance(done, Iterator) and hasattr(done, "close"):
                done.close()

    def _tasks(self) -> Iterator[Task]:
        """The documents that are not done yet, read as the engine asks for them."""
        names = iter(self._ids)
        for container, entries in self._found.containers:
            here = {entry.place: (id_, entry.name) for entry, id_ in zip(entries, names, strict=False)}
            for place, piece in container.contents(list(here)):
                if self._stopped():
                    return
                id_, name = here[place]
                task = self._task(id_, name, piece)
                if task is not None:
                    yield task

    def _task(self, id_: str, name: str, piece: bytes | KishaError) -> Task | None:
        if isinstance(piece, KishaError):
            failure = Failure("source", piece.code, piece.message)
            self._put(id_, Marker(name, "", self._version), Reading({}, failure))
            return None
        marker = Marker(name, digest(piece), self._version)
        if self._is_done(id_, marker):
            return None
        self._begin()
        self._under_way[id_] = marker
        return Task(id_, Document(id_, name, piece))

    def _is_done(self, id_: str, marker: Marker) -> bool:
        before = self._store.marker(id_)
        if before is None or (before.source, before.sha256, before.version) != (marker.source, marker.sha256, marker.version):
            return False
        if before.failure is None:
            if not self._store.is_whole(before):
                return False
        elif self._order.retry_failures or before.failure.code in _PASSING:
            return False
        else:
            self._failed[before.failure.code] += 1
        self._kept += 1
        self._watch(self._progress())
        return True

    def _store_result(self, done: Done) -> None:
        self._memory = max(self._memory, done.memory or 0)
        reading: Reading = done.result
        if done.fault is not None:
            reading = Reading({}, Failure("worker", _CODES[done.fault.kind], done.fault.message))
        self._put(done.key, self._under_way.pop(done.key), reading)

    def _begin(self) -> None:
        """Before anything changes the manifest says that the run is not complete, and how many documents it has."""
        if not self._begun:
            self._store.write_manifest(self._manifest)
            self._begun = True

    def _put(self, id_: str, marker: Marker, reading: Reading) -> None:
        self._begin()
        self._store.put(id_, marker, reading)
        self._done += 1
        if reading.failure is not None:
            self._failed[reading.failure.code] += 1
        self._watch(self._progress())

    def _stopped(self) -> bool:
        return self._order.max_failures.passed(self._failed.total(), len(self._ids))

    def _progress(self) -> Progress:
        return Progress(len(self._ids), self._kept, self._done, self._failed.total())


def _with(first: Task, others: Iterator[Task]) -> Iterator[Task]:
    yield first
    yield from others
