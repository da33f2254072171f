"""What a run folder says of itself, while a run is at work in it or not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.lock import is_held
from pipeline.batch.options import Options
from pipeline.batch.store import Store
from pipeline.batch.versions import key
from pipeline.errors import RunUnreadable


@dataclass(frozen=True, slots=True)
class Status:
    """How far a run is. `left`: neither done nor failed under the versions and options that the run was last begun with."""

    documents: int
    done: int
    failed: dict[str, int]  # by code
    left: int
    complete: bool  # the run's files are made
    running: bool  # a process is at work in it


def status(folder: str | Path) -> Status:
    """The state of the run in `folder`. Raises RunUnreadable."""
    store = Store(Path(folder))
    manifest = store.manifest()
    if manifest is None:
        raise RunUnreadable("there is no run in this folder, or it has not begun with its documents", source=str(folder))
    try:
        documents, complete = int(manifest["documents"]), bool(manifest["complete"])
        version = key(manifest["versions"], Options(**manifest["options"]))
    except (KeyError, TypeError, ValueError):
        raise RunUnreadable("the run was made by another version of kisha", source=str(folder)) from None
    done, failed = 0, Counter[str]()
    for id_ in store.ids():
        marker = store.marker(id_)
        if marker is None or marker.version != version:
            continue
        if marker.failure is None:
            done += 1
        else:
            failed[marker.failure.code] += 1
    left = max(0, documents - done - failed.total())
    return Status(documents, done, dict(sorted(failed.items())), left, complete, is_held(store.folder))
