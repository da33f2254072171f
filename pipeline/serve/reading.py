"""What a worker process does: a document → the bytes of its answer, or what is wrong with it."""

from __future__ import annotations

import gc
import json
import signal
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import pipeline
from pipeline.errors import KishaError, ModelMissing

if TYPE_CHECKING:
    from pipeline.assemble import Release
    from pipeline.model import Source
    from pipeline.model.annotation import Mark

_AS_TYPED = ("text/plain", "text/markdown")  # all else a reader has made a text of
_HOME = Path(pipeline.__file__).parent
_WARM_UP = "令和6年4月1日\n\n青嶺大学の青木一郎教授らは、新しい方法を開発した。本研究は、JSPS科研費 JP19K07120 の助成を受けた。\n"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a document is read (see `pipeline.extract`). `include_text`: the answer holds the text that offsets refer to."""

    ner: bool = True
    thorough: bool = False
    explain: bool = False
    reference_date: str | None = None
    include_text: bool = False
    redact: str | None = None  # a level of `pipeline.privacy`


@dataclass(frozen=True, slots=True)
class Document:
    """A document on its way to a worker: a text, or the bytes of a file; `id` stands for the one made of `name`.

    `marks`: a person decided the mentions of this text, which was read before from a file of `media_type`; nothing is found anew.
    """

    content: str | bytes
    name: str
    id: str | None = None
    wishes: Wishes = Wishes()
    marks: tuple[Mark, ...] | None = None
    media_type: str = "text/plain"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document has no answer: a code of `pipeline.serve.problems`, and words that hold nothing of its text."""

    code: str
    message: str


Answer = bytes | Failure


def prepare(*, ner: bool) -> Callable[[Document], Answer]:
    """Loads models and tables once, in the worker, and gives the work. Raises ModelMissing.

    The server decides when a worker ends: a SIGTERM for all processes of a service must not end one in the middle of a document.
    """
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    warm = answer(Document(_WARM_UP, "warm-up", wishes=Wishes(ner=ner)))
    if isinstance(warm, Failure):
        raise ModelMissing(warm.message)
    gc.collect()
    gc.freeze()  # tables and models stay: the collector need not look at them for each document
    return answer


def answer(document: Document) -> Answer:
    """The answer to `document`: one line of JSON. Nothing is raised."""
    try:
        return _read(document).encode()
    except KishaError as error:
        return Failure(error.code, error.message)
    except MemoryError:
        return Failure("worker-lost", "there was not enough memory")
    except Exception as error:  # a defect of ours; its own words could quote the document
        return Failure("unexpected-error", f"{type(error).__name__} in {place(error.__traceback__)}")


def _read(document: Document) -> str:
    from pipeline import flow
    from pipeline.model import Source
    from pipeline.privacy import Level, redact_read
    from pipeline.read import read_bytes, read_text
    from pipeline.write import to_json_line

    content, wishes = document.content, document.wishes
    if document.marks is not None and isinstance(content, str):
        marked = Source(content, document.name, document.media_type, made=document.media_type not in _AS_TYPED)
        return to_json_line(flow.run_marks(marked, document.marks, ner=wishes.ner, reference_date=wishes.reference_date))
    source = read_text(content, document.name) if isinstance(content, str) else read_bytes(content, document.name)
    release = flow.run(
        source, ner=wishes.ner, thorough=wishes.thorough, reference_date=wishes.reference_date, explain=wishes.explain
    )
    release, source = redact_read(release, source, Level(wishes.redact) if wishes.redact else None)
    line = to_json_line(_renamed(release, document.id))
    return _with_text(line, source) if wishes.include_text else line


def _renamed(release: Release, id_: str | None) -> Release:
    if id_ is None:
        return release
    return release.model_copy(update={"document": release.document.model_copy(update={"id": id_})})


def _with_text(line: str, source: Source) -> str:
    """The answer with the text that a reader made, or that came in, and where its lines stand on a PDF's pages."""
    dumped = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
    places = [
        {"start": one.start, "end": one.end, "page": one.page, "box": [one.left, one.bottom, one.right, one.top]}
        for one in source.places
    ]
    return f'{{"release":{line.rstrip()},"text":{dumped(source.text)},"places":{dumped(places)}}}\n'


def place(trace: TracebackType | None) -> str:
    """The innermost line of ours in a traceback, as `room/file.py:12`."""
    found = "?"
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.is_relative_to(_HOME):
            found = f"{path.relative_to(_HOME).as_posix()}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found
