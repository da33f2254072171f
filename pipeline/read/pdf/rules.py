"""The ruled lines of a page, and the boxes and tables that they make."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.read.limits import MAX_PATHS
from pipeline.read.pdf.glyphs import Frame

_THIN = 2.5  # points: a filled rectangle as thin as that is a line
_NEAR = 3.0  # points: lines that miss each other by less are meant to meet
_MOST_CELLS = 2_500
_DEEPEST = 4  # form objects inside form objects

_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]


class Rule(NamedTuple):
    """A ruled line: at `at` (y of a horizontal, x of a vertical one), from `start` to `end`."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a ruled table, or a whole box; `row` and `column` are those of its upper left corner."""

    row: int
    column: int
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.left <= x < self.right and self.bottom <= y < self.top


@dataclass(frozen=True, slots=True)
class Ruled:
    """Lines that hang together: a box around some text (one cell) or a table."""

    left: float
    bottom: float
    right: float
    top: float
    cells: tuple[Cell, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.left <= x < self.right and self.bottom <= y < self.top


def ruled(page: pdfium.PdfPage, frame: Frame) -> list[Ruled]:
    """The boxes and tables of `page`, the larger ones first; none where the page is a drawing."""
    lines: list[Rule] = []
    for number, path in enumerate(_paths(page)):
        if number >= MAX_PATHS:
            return []
        lines += _lines(path, frame)
    horizontal = _merged([line for line in lines if line.horizontal])
    vertical = _merged([line for line in lines if not line.horizontal])
    found = [made for group in _connected(horizontal, vertical) if (made := _ruled(*group)) is not None]
    return sorted(found, key=lambda one: -(one.right - one.left) * (one.top - one.bottom))


class _Path(NamedTuple):
    points: list[list[_Point]]
    drawn: bool  # its outline is drawn, not only its area filled


def _paths(page: pdfium.PdfPage) -> Iterator[_Path]:
    count = raw.FPDFPage_CountObjects(page.raw)
    yield from _paths_in((raw.FPDFPage_GetObject(page.raw, index) for index in range(count)), (1, 0, 0, 1, 0, 0), 0)


def _paths_in(objects: Iterable[Any], outer: _Matrix, depth: int) -> Iterator[_Path]:
    for item in objects:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            path = _path(item, _times(_matrix(item), outer))
            if path is not None:
                yield path
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = (raw.FPDFFormObj_GetObject(item, index) for index in range(raw.FPDFFormObj_CountObjects(item)))
            yield from _paths_in(inner, _times(_matrix(item), outer), depth + 1)


def _matrix(item: Any) -> _Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return (1, 0, 0, 1, 0, 0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(one: _Matrix, two: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _path(item: Any, matrix: _Matrix) -> _Path | None:
    count = raw.FPDFPath_CountSegments(item)
    if not 2 <= count <= 200:
        return None
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return None
    x, y = ctypes.c_float(), ctypes.c_float()
    strokes: list[list[_Point]] = []
    a, b, c, d, e, f = matrix
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return None
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            strokes.append([point])
        elif strokes:
            strokes[-1].append(point)
        if strokes and raw.FPDFPathSegment_GetClose(segment):
            strokes[-1].append(strokes[-1][0])
    return _Path(strokes, bool(stroke.value))


def _lines(path: _Path, frame: Frame) -> Iterator[Rule]:
    for points in path.points:
        if len(points) < 2:
            continue
        shown = [frame.shown(*point) for point in points]
        xs, ys = [x for x, _ in shown], [y for _, y in shown]
        left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
        if top - bottom <= _THIN < right - left:
            yield Rule(True, (bottom + top) / 2, left, right)
        elif right - left <= _THIN < top - bottom:
            yield Rule(False, (left + right) / 2, bottom, top)
        elif path.drawn and len(points) >= 4:
            for one, two in pairwise(shown):
                if abs(one[1] - two[1]) <= 0.5 < abs(one[0] - two[0]):
                    yield Rule(True, one[1], min(one[0], two[0]), max(one[0], two[0]))
                elif abs(one[0] - two[0]) <= 0.5 < abs(one[1] - two[1]):
                    yield Rule(False, one[0], min(one[1], two[1]), max(one[1], two[1]))


def _merged(lines: list[Rule]) -> list[Rule]:
    """Lines that go on in each other, or lie on each other, as one."""
    merged: list[Rule] = []
    for line in sorted(lines, key=lambda line: (round(line.at / 2), line.start)):
        last = merged[-1] if merged else None
        if last is not None and abs(last.at - line.at) <= 2 and last.start - _NEAR <= line.start <= last.end + _NEAR:
            merged[-1] = last._replace(end=max(last.end, line.end))
        else:
            merged.append(line)
    return [line for line in merged if line.end - line.start >= 4]


def _connected(horizontal: list[Rule], vertical: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Horizontal and vertical lines that meet, group by group."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = index = parent[parent[index]]
        return index

    if len(horizontal) * len(vertical) > 250_000:
        return []
    for i, flat in enumerate(horizontal):
        for j, upright in enumerate(vertical, len(horizontal)):
            if flat.start - _NEAR <= upright.at <= flat.end + _NEAR and upright.start - _NEAR <= flat.at <= upright.end + _NEAR:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, line in enumerate([*horizontal, *vertical]):
        groups.setdefault(root(index), ([], []))[0 if line.horizontal else 1].append(line)
    return list(groups.values())


def _ruled(horizontal: list[Rule], vertical: list[Rule]) -> Ruled | None:
    """The box or table of one group; sides that are not drawn are taken as drawn where the lines end."""
    if len(horizontal) < 2 or not vertical or len(horizontal) + len(vertical) < 4:
        return None
    ys = _grid([line.at for line in horizontal] + [end for line in vertical for end in (line.start, line.end)])
    xs = _grid([line.at for line in vertical] + [end for line in horizontal for end in (line.start, line.end)])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > _MOST_CELLS:
        return None
    cells = _cells(xs, ys, horizontal, vertical)
    return Ruled(xs[0], ys[0], xs[-1], ys[-1], tuple(cells))


def _grid(values: list[float]) -> list[float]:
    grid: list[float] = []
    for value in sorted(values):
        if not grid or value - grid[-1] > 2 * _NEAR:
            grid.append(value)
    return grid


def _cells(xs: Sequence[float], ys: Sequence[float], horizontal: list[Rule], vertical: list[Rule]) -> Iterator[Cell]:
    """The cells between grid lines, joined where no line parts them; row 0 is the top one."""
    columns, rows = len(xs) - 1, len(ys) - 1
    parent = list(range(columns * rows))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = index = parent[parent[index]]
        return index

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not _parted(vertical, xs[column + 1], ys[row], ys[row + 1]):
                parent[root(here)] = root(here + 1)
            if row + 1 < rows and not _parted(horizontal, ys[row + 1], xs[column], xs[column + 1]):
                parent[root(here)] = root(here + columns)
    members: dict[int, list[int]] = {}
    for index in range(columns * rows):
        members.setdefault(root(index), []).append(index)
    for group in members.values():
        across, up = [index % columns for index in group], [index // columns for index in group]
        yield Cell(
            rows - 1 - max(up), min(across), xs[min(across)], ys[min(up)], xs[max(across) + 1], ys[max(up) + 1]
        )  # fmt: skip


def _parted(lines: list[Rule], at: float, start: float, end: float) -> bool:
    """Whether a line runs along most of the edge."""
    middle = (start + end) / 2
    return any(abs(line.at - at) <= 2 * _NEAR and line.start - _NEAR <= middle <= line.end + _NEAR for line in lines)
