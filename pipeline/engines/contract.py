"""What passes between an engine and who uses it; `tests/engines/test_contract.py` holds every engine to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

#: One task's payload → its result. Both can be pickled.
Work = Callable[[Any], Any]
#: Loads what the work needs and gives the work. It can be pickled, and is called once in each worker, or once before workers that
#: share this process's memory are forked off.
Prepare = Callable[[], Work]


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work."""

    key: str
    payload: Any


class FaultKind(StrEnum):
    """Why a task has no result."""

    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASH = "crash"  # the worker ended, twice
    RAISED = "raised"  # the work raised: it was to give a result that says what is wrong


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a task has no result, and one line on it that holds nothing of the payload."""

    kind: FaultKind
    message: str


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task: a result, or a fault. `memory`: the worker's resident bytes afterwards, where the system tells."""

    key: str
    result: Any = None
    fault: Fault | None = None
    memory: int | None = None
    worker: int | None = None  # process id, of use beside `memory` only


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may take, and after how many tasks a worker makes room for a new one."""

    timeout: float | None = None  # seconds
    memory: int | None = None  # resident bytes of a worker, with what it shares
    recycle: int | None = 500


@dataclass(frozen=True, slots=True)
class Settings:
    """How an engine is to be set up. None: as it thinks best."""

    workers: int | None = None
    address: str | None = None  # of a cluster


class Engine(Protocol):
    """A way to spread work."""

    def run(self, prepare: Prepare, tasks: Iterable[Task], limits: Limits) -> Iterator[Done]:
        """One Done for each of `tasks`, in any order.

        `tasks` are taken as workers become free, in the caller's thread, while the iterator is being asked. Closing the iterator
        ends all workers. What `prepare` raises is raised here. Where a worker dies its task is tried once more, with nothing
        beside it. Raises EngineUnavailable.
        """
        ...
