"""What a worker does: one document's bytes → the files of its result, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import pipeline
from pipeline.batch.options import Options
from pipeline.batch.versions import versions
from pipeline.engines import Work
from pipeline.errors import KishaError, VersionsDiffer

if TYPE_CHECKING:
    from pipeline.assemble import Release
    from pipeline.model import Source

_HOME = Path(pipeline.__file__).parent
_WARM_UP = "令和6年4月1日\n\n青嶺大学の青木一郎教授らは、新しい方法を開発した。本研究は、JSPS科研費 JP19K07120 の助成を受けた。\n"


@dataclass(frozen=True, slots=True)
class Document:
    """A document on its way to a worker."""

    id: str
    name: str  # where it came from
    data: bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document has no result. `message` holds nothing of the document's text."""

    stage: str  # source, a step of the flow, or worker
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of a document: its files by the end of their names (`.json`, `.txt`, `.places.json`), or a failure."""

    files: Mapping[str, bytes]
    failure: Failure | None = None


def prepare(options: Options, expected: Mapping[str, str]) -> Work:
    """Loads models and tables, and gives the work: Document → Reading. `expected`: the versions that the run began with.

    Raises VersionsDiffer where they are others here, ModelMissing.
    """
    here = versions(options)
    if here != expected:
        other = [name for name in sorted({*here, *expected}) if here.get(name) != expected.get(name)]
        raise VersionsDiffer(f"this worker has another {', '.join(other)} than the run began with; install the same everywhere")
    work = partial(read_one, options=options)
    warm = work(Document("warm-up", "warm-up.txt", _WARM_UP.encode()))
    if warm.failure is not None and warm.failure.code == "model-missing":
        from pipeline.errors import ModelMissing

        raise ModelMissing(warm.failure.message)
    return work


def read_one(document: Document, *, options: Options) -> Reading:
    """The document's result; whatever goes wrong with it is a failure of the Reading, and nothing is raised."""
    try:
        return _read(document, options)
    except KishaError as error:
        return Reading({}, Failure(_place(error.__traceback__)[0], error.code, error.message))
    except MemoryError as error:
        return Reading({}, Failure(_place(error.__traceback__)[0], "document-memory", "there was not enough memory"))
    except Exception as error:  # a defect of ours, which must not end the run; its own words could quote the document
        stage, place = _place(error.__traceback__)
        return Reading({}, Failure(stage, "unexpected-error", f"{type(error).__name__} in {place}"))


def _read(document: Document, options: Options) -> Reading:
    from pipeline import flow
    from pipeline.privacy import Level, redact_read
    from pipeline.read import read_bytes
    from pipeline.write import to_json

    source = read_bytes(document.data, document.name)
    release = flow.run(source, ner=options.ner, thorough=options.thorough, reference_date=options.reference_date)
    release, source = redact_read(release, source, Level(options.redact) if options.redact else None)
    return Reading({".json": to_json(_renamed(release, document.id)).encode(), **_made(source)})


def _renamed(release: Release, id_: str) -> Release:
    """With the id that the document has in this run, where names of several sources are alike."""
    return release.model_copy(update={"document": release.document.model_copy(update={"id": id_})})


def _made(source: Source) -> dict[str, bytes]:
    """The text that a reader made, to which offsets refer, and where its lines stand."""
    from pipeline.write import to_places

    if not source.made:
        return {}
    places = {".places.json": to_places(source).encode()} if source.places else {}
    return {".txt": source.text.encode("utf-8"), **places}


def _place(trace: TracebackType | None) -> tuple[str, str]:
    """The step that failed, and the line of ours that it failed in."""
    stage, place = "", "?"
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.is_relative_to(_HOME):
            room = path.relative_to(_HOME).parts[0]
            place = f"{path.relative_to(_HOME).as_posix()}:{trace.tb_lineno}"
            stage = stage or (room if room not in ("batch", "flow.py") else "")
        trace = trace.tb_next
    return stage or "worker", place
