"""Runs one extractor over documents: in a process of its own, with a time limit, whatever it does.

What goes wrong is a Failure of that document, which counts as empty; the run goes on with the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.evaluate.evaluation import Failure, Run
from pipeline.extractors.answers import AnswerRefused, annotation
from pipeline.extractors.files import read_answers
from pipeline.extractors.find import Kind, Located
from pipeline.extractors.process import Worker, WorkerCrashed, WorkerTimedOut
from pipeline.model.annotation import Annotation

#: Seconds for one document, and for loading with one warm-up call.
TIMEOUT = 120.0
LOAD_TIMEOUT = 300.0

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Measured:
    """A run with what it took to get ready. `loaded` is False where the extractor could not be loaded: nothing was run then."""

    run: Run
    load_seconds: float | None = None  # the import and the first call; None for files
    loaded: bool = True


def run(
    extractor: Located,
    documents: Sequence[Annotation],
    *,
    timeout: float = TIMEOUT,
    load_timeout: float = LOAD_TIMEOUT,
    progress: Progress = lambda _: None,
) -> Measured:
    """`extractor` over `documents`, of which only id and text count; `progress` is told how many are done.

    A callable needs the text of every document. Seconds are those of the calls alone, as the worker measures them, and of the
    documents that have an annotation. Raises what `files.read_answers` raises; never what an extractor does.
    """
    if extractor.kind is Kind.FILES:
        found = read_answers(extractor.reference, documents)
        return Measured(Run(extractor.name, found.annotations, failures=found.failures))
    return _Runner(extractor, timeout, load_timeout, progress).run(documents)


@dataclass(slots=True)
class _Runner:
    extractor: Located
    timeout: float
    load_timeout: float
    progress: Progress
    annotations: dict[str, Annotation] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    seconds: float = 0.0
    peak: int | None = None
    load_seconds: float | None = None
    worker: Worker | None = None

    def run(self, documents: Sequence[Annotation]) -> Measured:
        done = False
        try:
            for number, document in enumerate(documents, 1):
                worker = self.worker or self._start()
                if worker is None:
                    break
                self._one(worker, document)
                self.progress(number)
            done = True
        finally:
            self._stop(at_once=not done)
        name, loaded = self.extractor.name, self.load_seconds is not None
        failures = tuple(self.failures)
        run = Run(name, self.annotations, self.seconds if loaded else None, self.peak, failures)
        return Measured(run, self.load_seconds, loaded)

    def _start(self) -> Worker | None:
        """A worker that is ready; None where there is none, which ends the run even if one was ready before."""
        self.worker = Worker(self.extractor.reference)
        try:
            answer = self.worker.answer(timeout=self.load_timeout)
        except (WorkerCrashed, WorkerTimedOut) as error:
            answer = {"failed": str(error)}
        if "failed" in answer:
            self.failures.append(Failure("", "not-loaded", answer["failed"]))
            self._stop(at_once=True)
            return None
        self._remember_peak(answer)
        if self.load_seconds is None:
            self.load_seconds = answer["ready"]
        return self.worker

    def _one(self, worker: Worker, document: Annotation) -> None:
        if document.text is None:
            raise ValueError(f"{document.id}: a callable needs the text")
        try:
            answer = worker.ask(document.text, timeout=self.timeout)
        except (WorkerCrashed, WorkerTimedOut) as error:
            code = "timed-out" if isinstance(error, WorkerTimedOut) else "crashed"
            self.failures.append(Failure(document.id, code, str(error)))
            self._stop(at_once=True)
            return
        self._remember_peak(answer)
        if "code" in answer:
            self.failures.append(Failure(document.id, answer["code"], answer["message"]))
            return
        try:
            self.annotations[document.id] = annotation(answer["answer"], name=document.id, text=document.text)
            self.seconds += answer["seconds"]
        except AnswerRefused as error:
            self.failures.append(Failure(document.id, error.code, error.message))

    def _stop(self, *, at_once: bool) -> None:
        if self.worker is not None:
            self.worker.close(at_once=at_once)
        self.worker = None

    def _remember_peak(self, answer: dict[str, Any]) -> None:
        if answer["peak"] is not None:
            self.peak = max(self.peak or 0, answer["peak"])
