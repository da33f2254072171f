"""Worker processes on this machine; where the platform can, they share what was loaded before they were forked off."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator

from pipeline.engines.contract import Done, FaultKind, Limits, Prepare, Settings, Task, Work
from pipeline.engines.seat import Seat, wait, work_alone
from pipeline.engines.system import processors
from pipeline.engines.worker import Worker, can_share


class Processes:
    """The engine `processes`: as many workers as there are processors, unless told otherwise."""

    def __init__(self, settings: Settings) -> None:
        self.workers = max(1, settings.workers or processors())

    def run(self, prepare: Prepare, tasks: Iterable[Task], limits: Limits) -> Iterator[Done]:
        """See `pipeline.engines.contract.Engine`."""
        shared = can_share()
        if shared:
            prepare = _at_hand(prepare())
            gc.collect()
            gc.freeze()  # what is loaded stays where it is, in pages that no worker has to copy
        crew = _Crew(prepare, self.workers, limits, shared=shared)
        try:
            yield from crew.work(tasks)
        finally:
            crew.close()
            if shared:
                gc.unfreeze()


def _at_hand(work: Work) -> Prepare:
    return lambda: work


class _Crew:
    def __init__(self, prepare: Prepare, workers: int, limits: Limits, *, shared: bool) -> None:
        self._prepare, self._shared = prepare, shared
        self._seats = [Seat(self._start, limits) for _ in range(workers)]
        self._again: list[Task] = []

    def _start(self) -> Worker:
        siblings = [seat.worker for seat in self._seats if seat.worker is not None]
        return Worker(self._prepare, shared=self._shared, siblings=siblings)

    def work(self, tasks: Iterable[Task]) -> Iterator[Done]:
        supply = iter(tasks)
        following = next(supply, None)
        while True:
            for seat in self._seats:
                if seat.task is None and following is not None:
                    seat.give(following)
                    following = next(supply, None)
            if all(seat.task is None for seat in self._seats):
                break
            wait(self._seats)
            for seat in self._seats:
                task, done = seat.task, seat.look()
                if done is None or task is None:
                    continue
                if following is not None:  # the worker goes on while the result is being put away
                    seat.give(following)
                    following = None
                if done.fault is not None and done.fault.kind is FaultKind.CRASH:
                    self._again.append(task)
                else:
                    yield done
                following = following or next(supply, None)
        yield from self._alone()

    def _alone(self) -> Iterator[Done]:
        """Tries once more what a worker died of, each with nothing beside it; all others are done."""
        for task in self._again:
            for seat in self._seats:
                seat.close()
            yield work_alone(self._seats[0], task)

    def close(self) -> None:
        for seat in self._seats:
            seat.close()
