"""The parts of a DOCX: a ZIP archive that is opened with bounds, and the XML in it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.parsers import expat

from pipeline.errors import SourceBroken, SourceEncrypted, SourceTooLarge
from pipeline.read.limits import MAX_PART_BYTES, MAX_PART_RATIO, MAX_PART_TAGS, MAX_PARTS

_ENTRY = b"PK\x01\x02"  # begins each entry of an archive's table of contents
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # no program writes others; LZMA takes what memory it is told to
_CHUNK = 65_536
_DAMAGES = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError, OverflowError
)  # fmt: skip

Element = ET.Element


class Package:
    """Reads single parts of the archive `data`; `name` is that of the release, for errors."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        if data.count(_ENTRY) > MAX_PARTS:
            raise self._too_large()
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGES:
            raise self._broken() from None
        self._parts = {entry.filename.lstrip("/"): entry for entry in self._archive.infolist()}

    def names(self) -> set[str]:
        """The names of the parts."""
        return set(self._parts)

    def document(self) -> str | None:
        """The name of the main part, as the package itself tells it; None where this is no document of words."""
        rels = self.xml("_rels/.rels")
        for relation in rels if rels is not None else ():
            target = relation.get("Target", "").lstrip("/")
            if relation.get("Type", "").endswith("/officeDocument") and target.startswith("word/") and target in self._parts:
                return target
        return "word/document.xml" if "word/document.xml" in self._parts else None

    def xml(self, part: str) -> Element | None:
        """The root of a part; None where there is no such part."""
        entry = self._parts.get(part)
        if entry is None:
            return None
        data = self._unpacked(entry)
        if data.count(b"<") > MAX_PART_TAGS:
            raise self._too_large()
        try:
            if _has_document_type(data):
                raise self._broken()  # no program writes one; its entities could grow without bound or reach for other files
            return ET.fromstring(data)  # noqa: S314 - no document type gets this far
        except (ET.ParseError, expat.ExpatError, ValueError, LookupError):  # the latter two: an encoding that Python has not
            raise self._broken() from None

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        if entry.flag_bits & 0x1:
            raise SourceEncrypted("this document asks for a password; save it without one and try again", source=self._name)
        if entry.file_size > MAX_PART_BYTES or entry.file_size > MAX_PART_RATIO * max(entry.compress_size, 1_000):
            raise self._too_large()
        if entry.compress_type not in _METHODS:
            raise self._broken()
        try:
            with self._archive.open(entry) as part:
                data = part.read(MAX_PART_BYTES + 1)
        except _DAMAGES:
            raise self._broken() from None
        if len(data) > MAX_PART_BYTES:  # the archive's own figures may lie
            raise self._too_large()
        return data

    def _broken(self) -> SourceBroken:
        return SourceBroken("this document is damaged; open it, save it again and try once more", source=self._name)

    def _too_large(self) -> SourceTooLarge:
        return SourceTooLarge(
            "this document unpacks to more than a release can be; save it again and try once more", source=self._name
        )


def _has_document_type(data: bytes) -> bool:
    """Whether the XML declares a document type, in any encoding. Raises ExpatError, ValueError, LookupError for what is no XML."""
    found: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: found.append(True)
    parser.StartElementHandler = lambda *_: found.append(False)
    for start in range(0, len(data), _CHUNK):
        parser.Parse(data[start : start + _CHUNK], start + _CHUNK >= len(data))  # the last one also looks at what was put off
        if found:
            return found[0]
    return False


def local(element: Element) -> str:
    """The name of an element without its namespace (there are two sets of them, for one meaning)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at `path` below `element`."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def children(element: Element, name: str) -> Iterator[Element]:
    """The elements of that name right below `element`."""
    return (one for one in element if local(one) == name)
