"""The parts of a DOCX: a ZIP archive that is opened with bounds, and the XML in it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from pipeline.errors import SourceBroken, SourceEncrypted, SourceTooLarge

#: What a part may unpack to. The text of a release is some 100 kB of XML; pictures are never unpacked.
MAX_PART_BYTES = 30_000_000
#: How much a part may grow when it is unpacked; XML of a long table reaches about 60.
MAX_RATIO = 200
_MAX_ENTRIES = 10_000

Element = ET.Element


class Package:
    """Reads single parts of the archive `data`; `name` is that of the release, for errors."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise self._broken() from None
        self._parts = {entry.filename.lstrip("/"): entry for entry in self._archive.infolist()[:_MAX_ENTRIES]}

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
        if b"<!DOCTYPE" in data[:1024] or b"<!ENTITY" in data:
            raise self._broken()  # no program writes one; entities could grow without bound
        try:
            return ET.fromstring(data)  # noqa: S314 - no DTD gets this far
        except ET.ParseError:
            raise self._broken() from None

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        if entry.flag_bits & 0x1:
            raise SourceEncrypted("this document asks for a password; save it without one and try again", source=self._name)
        if entry.file_size > MAX_PART_BYTES or entry.file_size > MAX_RATIO * max(entry.compress_size, 1_000):
            raise self._too_large()
        try:
            with self._archive.open(entry) as part:
                data = part.read(MAX_PART_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError):
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
