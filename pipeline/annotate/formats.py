"""The formats by name: how annotations become files, and files annotations."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.annotate import brat, docbin, doccano, iob2, label_studio, web_annotation
from pipeline.annotate.marks import Left
from pipeline.annotate.texts import file_name, found_text, raw_text, source_text, stored, text_file
from pipeline.annotate.units import Unit
from pipeline.errors import FormatBroken
from pipeline.model.annotation import Annotation

#: Contents by file name.
Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of annotation tools.

    `write` gives the files for some annotations, with the name of a file for all of them; `read` gives the annotations in one file,
    with the folder where texts lie. `counts` says that the tool counts in a unit of its own, so that the caller chooses.
    """

    suffix: str
    write: Callable[[Sequence[Annotation], str, Unit], Files]
    read: Callable[[Path, Path | None, Unit, Left], list[Annotation]]
    counts: bool = False


def _types(annotations: Sequence[Annotation]) -> set[str]:
    return {mark.type for each in annotations for mark in each.marks}


def _write_brat(annotations: Sequence[Annotation], name: str, unit: Unit) -> Files:
    del name, unit  # a pair of files each, in code points
    files: Files = {"annotation.conf": brat.configuration(_types(annotations)).encode()}
    for each in annotations:
        text, ann = brat.to_brat(each)
        files |= {f"{file_name(each.id)}.txt": text.encode(), f"{file_name(each.id)}.ann": ann.encode()}
    return files


def _read_brat(path: Path, texts: Path | None, unit: Unit, left: Left) -> list[Annotation]:
    del texts, unit  # the text that brat counted in lies beside
    return [brat.from_brat(path.stem, raw_text(path.with_suffix(".txt")), raw_text(path), left)]


def _write_doccano(annotations: Sequence[Annotation], name: str, unit: Unit) -> Files:
    return {f"{name}.jsonl": "".join(doccano.to_doccano(each, unit) + "\n" for each in annotations).encode()}


def _read_doccano(path: Path, texts: Path | None, unit: Unit, left: Left) -> list[Annotation]:
    del texts
    lines = [line for line in raw_text(path).removeprefix("\ufeff").split("\n") if line.strip()]
    names = _numbered(path.stem, len(lines))
    return [doccano.from_doccano(line, name, unit, left) for line, name in zip(lines, names, strict=True)]


def _write_label_studio(annotations: Sequence[Annotation], name: str, unit: Unit) -> Files:
    tasks = [label_studio.to_label_studio(each, unit) for each in annotations]
    return {
        f"{name}.json": (json.dumps(tasks, ensure_ascii=False, indent=1) + "\n").encode(),
        "labeling-config.xml": label_studio.configuration(_types(annotations)).encode(),
    }


def _read_label_studio(path: Path, texts: Path | None, unit: Unit, left: Left) -> list[Annotation]:
    del texts
    tasks = label_studio.tasks(raw_text(path).removeprefix("\ufeff").encode(), path.name)
    names = _numbered(path.stem, len(tasks))
    return [label_studio.from_label_studio(task, name, unit, left) for task, name in zip(tasks, names, strict=True)]


def _write_iob2(annotations: Sequence[Annotation], name: str, unit: Unit) -> Files:
    del unit
    return {f"{name}.iob2": "".join(map(iob2.to_iob2, annotations)).encode()}


def _read_iob2(path: Path, texts: Path | None, unit: Unit, left: Left) -> list[Annotation]:
    del unit, left
    return iob2.from_iob2(raw_text(path).removeprefix("\ufeff"), path.stem, found_text(path.stem, texts))


def _write_docbin(annotations: Sequence[Annotation], name: str, unit: Unit) -> Files:
    del unit
    return {f"{name}.spacy": docbin.to_docbin(annotations)}


def _read_docbin(path: Path, texts: Path | None, unit: Unit, left: Left) -> list[Annotation]:
    del texts, unit
    return docbin.from_docbin(path.read_bytes(), path.stem, left)


def _write_web(annotations: Sequence[Annotation], name: str, unit: Unit) -> Files:
    del name, unit
    files: Files = {}
    for each in annotations:
        page = web_annotation.to_json(web_annotation.to_web_annotation(each))
        files |= {f"{file_name(each.id)}.jsonld": page.encode(), f"{file_name(each.id)}.txt": stored(each.text or "")}
    return files


def _read_web(path: Path, texts: Path | None, unit: Unit, left: Left) -> list[Annotation]:
    del unit
    try:
        data = json.loads(raw_text(path).removeprefix("\ufeff"))
    except ValueError:
        raise FormatBroken("this is no JSON", source=str(path)) from None
    name = web_annotation.source_name(data, path.stem)
    text = found_text(name, texts)
    beside = text_file(path.parent / each for each in (f"{name}.txt", f"{path.stem}.txt"))
    if text is None and beside is not None:
        text = source_text(beside)
    return [web_annotation.from_web_annotation(data, name, text, left)]


def _numbered(name: str, number: int) -> Iterator[str]:
    return iter([name]) if number == 1 else (f"{name}-{n}" for n in range(1, number + 1))


#: What `kisha gold import` and `export` know.
FORMATS: dict[str, Format] = {
    "brat": Format(".ann", _write_brat, _read_brat),
    "doccano": Format(".jsonl", _write_doccano, _read_doccano, counts=True),
    "label-studio": Format(".json", _write_label_studio, _read_label_studio, counts=True),
    "iob2": Format(".iob2", _write_iob2, _read_iob2),
    "docbin": Format(".spacy", _write_docbin, _read_docbin),
    "web-annotation": Format(".jsonld", _write_web, _read_web),
}
