"""Names of documents → ids that are safe as file names, unique, and the same whatever the order of the documents."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_UNSAFE = re.compile(r"[^\w.\-+]+")  # \w: letters and digits of any script
_LONGEST = 160  # UTF-8 bytes; 255 is what file systems take, with `.places.json` and a temporary name's ends
_LIKE_OURS = re.compile(r"-[0-9a-f]{16}$|\.places$")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def ids(documents: Iterable[tuple[str, str]]) -> list[str]:
    """An id for each (name, stem), in their order; names are unique.

    The stem made safe is the id where no other document's is the same, regardless of case. Those that share one, or whose stem had
    to be changed, get `-` and 16 hexadecimal digits made of the whole name.
    """
    made = [(name, stem, _safe(stem)) for name, stem in documents]
    shared = Counter(safe.casefold() for _, _, safe in made)
    return [
        safe if shared[safe.casefold()] == 1 and safe == stem and not _LIKE_OURS.search(safe) else f"{safe}-{_digest(name)}"
        for name, stem, safe in made
    ]


def _safe(stem: str) -> str:
    safe = _UNSAFE.sub("_", unicodedata.normalize("NFC", stem)).strip(".")
    safe = safe.encode("utf-8", errors="replace")[:_LONGEST].decode("utf-8", errors="ignore")
    return "_" if not safe or _RESERVED.match(safe) else safe


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", errors="surrogateescape")).hexdigest()[:16]
