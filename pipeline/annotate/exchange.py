"""`kisha gold import` and `export`: files in, files out, and an account of what did not come along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.annotate.formats import FORMATS, Files
from pipeline.annotate.golds import bare_gold, gold_data, gold_files, not_exported, read_gold, whole_gold
from pipeline.annotate.marks import Left, lost, ordered
from pipeline.annotate.texts import MOVED, file_name, found_text, moved, stem, stored
from pipeline.annotate.units import Unit, astral
from pipeline.errors import OutputUnwritable, SourceNotFound, SourceUnreadable
from pipeline.model import MentionType
from pipeline.model.annotation import Annotation
from pipeline.write import write_beside


def export_gold(to: str, gold: Iterable[Path], folder: Path, texts: Path | None, unit: Unit) -> Left:
    """Writes gold files as format `to` into `folder`; gives what the format does not hold, by name and number.

    The files are read back at once and compared, so that nothing goes missing unsaid. Raises KishaError.
    """
    form = FORMATS[to]
    files = list(gold_files(gold))
    annotations = [read_gold(file, texts) for file in files]
    _all_different(annotations)
    out = form.write(annotations, _name(files), unit)
    _store(folder, out)
    left = sum((not_exported(gold_data(file)) for file in files), Left())
    written = [folder / name for name in out if name.endswith(form.suffix)]
    for each, back in zip(annotations, _read(to, written, None, unit, Left()), strict=True):
        left += lost(each, back)
    left = Left({f"not held: {what}": number for what, number in left.items()})
    if form.counts:
        left[f"offsets count {unit}, which matters from the first character beyond the basic plane on"] = sum(
            astral(each.text or "") for each in annotations
        )
    return left


def import_gold(
    of: str, files: Iterable[Path], folder: Path, texts: Path | None, unit: Unit, names: Mapping[str, str], *, whole: bool = False
) -> Left:
    """Writes the annotations in files of format `of` as bare gold with their texts into `folder`; gives what was not taken over.

    With `whole` they become whole documents, with ids and records to be filled in.
    `texts` is a folder of the texts that the tool was given; `names` are new names for types. Raises KishaError.
    """
    left = Left()
    annotations = [_placed(each, texts, left) for each in _read(of, files, texts, unit, left)]
    annotations = [_renamed(each, names) for each in annotations]
    _all_different(annotations)
    out: Files = {}
    for each in annotations:
        if whole:
            out[f"{file_name(each.id)}.json"] = whole_gold(each).encode()
        else:
            out[f"{file_name(each.id)}.gold.json"] = bare_gold(each).encode()
        if each.text is not None:
            out[f"{file_name(each.id)}.txt"] = stored(each.text)
    missing = sum(each.text is None for each in annotations)
    _store(folder, out)
    left = Left({what if what.startswith(MOVED) else f"not taken over: {what}": number for what, number in left.items()})
    left["documents whose text was not found"] = missing
    for kind, number in Counter(
        mark.type for each in annotations for mark in each.marks if mark.type not in set(MentionType)
    ).items():
        left[f"mentions of a type that the contract does not have, {kind}"] += number
    return left


def _read(of: str, paths: Iterable[Path], texts: Path | None, unit: Unit, left: Left) -> list[Annotation]:
    form = FORMATS[of]
    found: list[Annotation] = []
    for path in paths:
        files = sorted(path.glob(f"*{form.suffix}")) if path.is_dir() else [path]
        if not files:
            raise SourceNotFound(f"there is no *{form.suffix} in this folder", source=str(path))
        for file in files:
            if not file.exists():
                raise SourceNotFound("there is no such file", source=str(file))
            try:
                found += form.read(file, texts, unit, left)
            except OSError as error:
                raise SourceUnreadable(f"the system does not let me read it: {error.strerror}", source=str(file)) from None
    return found


def _placed(annotation: Annotation, texts: Path | None, left: Left) -> Annotation:
    text = found_text(annotation.id, texts)
    return annotation if text is None else moved(annotation, text, left)


def _renamed(annotation: Annotation, names: Mapping[str, str]) -> Annotation:
    marks = ordered(replace(each, type=names.get(each.type, each.type)) for each in annotation.marks)
    return replace(annotation, marks=marks)


def _name(files: list[Path]) -> str:
    """What a file for several documents is called: as the only document, else as its folder."""
    return stem(files[0]) if len(files) == 1 else files[0].resolve().parent.name


def _all_different(annotations: Iterable[Annotation]) -> None:
    for name, number in Counter(file_name(each.id) for each in annotations).items():
        if number > 1:
            raise OutputUnwritable(f"{number} documents are called so; the files of one would overwrite the other's", source=name)


def _store(folder: Path, files: Files) -> None:
    for name, content in files.items():
        write_beside(folder / name, content)
