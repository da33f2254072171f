"""A Ray cluster: an existing one by its address, or one on this machine for the time of the run.

Each of Ray's actors looks after one worker process of its own, so that time, memory and crashes are handled as by `processes`: Ray
has no time limit for a call, and can end the actor only.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from importlib import import_module
from itertools import chain
from types import ModuleType
from typing import Any

from pipeline.engines.contract import Done, Fault, FaultKind, Limits, Prepare, Settings, Task
from pipeline.engines.seat import Seat, work_alone
from pipeline.engines.worker import Worker
from pipeline.errors import EngineUnavailable

_ANSWER = 60.0  # seconds that a cluster has to answer
_GRACE = 10.0  # seconds that actors have to end their workers
_AT_ONCE = 2  # tasks an actor: it has the next one when it has ended one


class Cluster:
    """The engine `ray`: an actor a processor, but for one, which stays free for Ray itself and whoever asked."""

    def __init__(self, settings: Settings) -> None:
        """Raises EngineUnavailable where Ray is not installed."""
        self._settings = settings
        try:
            self._ray: Any = import_module("ray")
        except ImportError:
            raise EngineUnavailable("Ray is not installed; run `pip install 'kisha[ray]'`", source="ray") from None

    def run(self, prepare: Prepare, tasks: Iterable[Task], limits: Limits) -> Iterator[Done]:
        """See `pipeline.engines.contract.Engine`."""
        supply = iter(tasks)
        first = next(supply, None)
        if first is None:
            return
        ours = self._connect()
        try:
            yield from _Actors(self._ray, prepare, limits, self._size()).work(chain([first], supply))
        finally:
            if ours:
                self._ray.shutdown()

    def _connect(self) -> bool:
        """Whether this connected to a cluster, or started one. Raises EngineUnavailable."""
        if self._ray.is_initialized():
            return False
        address = self._settings.address
        if address and ":" in address and "://" not in address and (why := _refusal(address)) is not None:
            raise EngineUnavailable(f"the Ray cluster there cannot be used: {why}", source=address)
        local = {} if address else {"include_dashboard": False}
        try:
            self._ray.init(address=address or "local", log_to_driver=False, logging_level="ERROR", **local)
        except (ConnectionError, RuntimeError, ValueError, OSError) as error:
            first = " ".join(str(error).strip().splitlines()[:1])
            raise EngineUnavailable(f"there is no Ray cluster to be had: {first}", source=address) from None
        return True

    def _size(self) -> int:
        free = int(self._ray.cluster_resources().get("CPU", 1)) - 1
        return max(1, min(free, self._settings.workers or free))


def _refusal(address: str) -> str | None:
    """Why the cluster at `address` cannot be used, in Ray's words; None where it can.

    Asks in a process of its own: where nobody answers, Ray waits for minutes and then ends the process that asked.
    """
    command = [sys.executable, "-m", "ray.scripts.scripts", "status", "--address", address]
    quick = dict.fromkeys(("RAY_gcs_rpc_server_connect_timeout_s", "RAY_gcs_rpc_server_reconnect_timeout_s"), "10")
    try:
        asked = subprocess.run(command, env={**os.environ, **quick}, capture_output=True, timeout=_ANSWER, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return f"no answer within {_ANSWER:g} seconds"
    if asked.returncode == 0:
        return None
    said = asked.stderr.decode("utf-8", errors="replace").strip().splitlines()
    return said[-1][:200] if said else f"`ray status` ended with status {asked.returncode}"


class _Keeper:
    """Runs in an actor: one seat, whose worker is a new interpreter, since a process of Ray's must not be forked."""

    def __init__(self, prepare: Prepare, limits: Limits) -> None:
        self._seat = Seat(partial(_worker, prepare), limits)

    def work(self, task: Task) -> Done:
        done = work_alone(self._seat, task)
        if done.fault is not None and done.fault.kind is FaultKind.CRASH:
            return work_alone(self._seat, task)
        return done

    def close(self) -> None:
        """Ends the worker."""
        self._seat.close()


def _worker(prepare: Prepare) -> Worker:
    """A new interpreter would first run the script that this one was started with: Ray's own, which the worker has no use for."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        return Worker(prepare, shared=False)
    finally:
        sys.modules["__main__"] = main


class _Actors:
    def __init__(self, ray: Any, prepare: Prepare, limits: Limits, size: int) -> None:
        self._ray = ray
        # With a restart Ray puts an actor whose machine is gone on another one.
        keeper = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=0)(_Keeper)
        self._actors = [keeper.remote(prepare, limits) for _ in range(size)]
        self._under_way: dict[Any, tuple[int, Task, int]] = {}  # reference → (actor, task, attempt)

    def work(self, tasks: Iterable[Task]) -> Iterator[Done]:
        supply = iter(tasks)
        try:
            for slot in range(len(self._actors) * _AT_ONCE):
                self._give(slot % len(self._actors), next(supply, None))
            while self._under_way:
                (reference, *_), _ = self._ray.wait(list(self._under_way), num_returns=1)
                actor, task, attempt = self._under_way.pop(reference)
                done = self._outcome(reference, task, attempt)
                if done is None:
                    self._give(actor, task, attempt + 1)
                    continue
                self._give(actor, next(supply, None))
                yield done
        finally:
            self._close()

    def _give(self, actor: int, task: Task | None, attempt: int = 1) -> None:
        if task is not None:
            self._under_way[self._actors[actor].work.remote(task)] = (actor, task, attempt)

    def _outcome(self, reference: Any, task: Task, attempt: int) -> Done | None:
        """None where the task is to be tried once more. Raises what `prepare` raised."""
        errors = self._ray.exceptions
        try:
            done: Done = self._ray.get(reference)
        except errors.RayTaskError as error:
            raise error.cause if isinstance(error.cause, Exception) else error from None
        except errors.RayError as error:  # the actor or its machine is gone
            if attempt == 1:
                return None
            return Done(task.key, fault=Fault(FaultKind.CRASH, f"the actor was lost twice: {type(error).__name__}"))
        return done

    def _close(self) -> None:
        """Ends all actors; those that are at work are not waited for."""
        if not self._under_way:
            self._ray.wait([actor.close.remote() for actor in self._actors], num_returns=len(self._actors), timeout=_GRACE)
        for actor in self._actors:
            with contextlib.suppress(Exception):  # the cluster may be gone
                self._ray.kill(actor)
