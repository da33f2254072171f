"""Which encoding a text is in, and the text.

Japanese releases come as UTF-8 (with or without a byte-order mark), cp932, EUC-JP, ISO-2022-JP and, from old Windows
programs, UTF-16. A page of HTML says which in its head; it is believed where the bytes are no UTF-8. A statistical guess comes
last: short Japanese text fools it.
"""

from __future__ import annotations

import codecs
import re

from pipeline.errors import SourceBinary

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]")
# Control characters that no text file holds: all of C0 but tab, line feed, vertical tab, form feed, return and escape.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_KANA = re.compile(r"[ぁ-んァ-ヶー。、]")
_STRAY = re.compile(r"[｡-ﾟ\ue000-\uf8ff\x80-\x9f]")  # what one Japanese encoding yields when it is read as another
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
_HEAD = 4_096  # bytes: where a page says its encoding
#: What pages call the encodings, and the superset that their programs really write.
_NAMES = {
    "shiftjis": "cp932", "sjis": "cp932", "xsjis": "cp932", "windows31j": "cp932", "ms932": "cp932", "mskanji": "cp932",
    "cp932": "cp932", "eucjp": "euc_jp", "xeucjp": "euc_jp", "iso2022jp": "iso2022_jp", "csiso2022jp": "iso2022_jp",
    "utf8": "utf-8", "iso88591": "cp1252", "windows1252": "cp1252",
}  # fmt: skip
_MOST_BROKEN = 0.002  # of the characters of a page that says its encoding


def decode(data: bytes, *, source: str | None = None) -> tuple[str, str]:
    """The text of `data` and the Python name of its encoding; a byte-order mark is dropped.

    Raises SourceBinary where the bytes are no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _text(data[len(bom) :], encoding, source), encoding
    if _ISO_2022_JP.search(data) and max(data) < 0x80:
        for encoding in ("iso2022_jp", "iso2022_jp_ext"):
            text = _try(data, encoding)
            if text is not None:
                return text, encoding
    text = _try(data, "utf-8")
    if text is not None:
        return _checked(text, source), "utf-8"
    if b"\x00" in data:
        raise SourceBinary("this is a binary file; save the release as plain text and try again", source=source)
    declared = _declared(data)
    if declared is not None:
        return _checked(declared[0], source), declared[1]
    candidates = [(text, name) for name in ("cp932", "euc_jp", "euc_jis_2004") if (text := _try(data, name)) is not None]
    if candidates:
        text, name = max(candidates, key=lambda candidate: _plausibility(candidate[0]))
        if _plausibility(text) > 0:
            return _checked(text, source), name
    from charset_normalizer import from_bytes  # seldom asked, and slow to load

    guess = from_bytes(data).best()
    if guess is None:
        raise SourceBinary("this is no text in an encoding that I know; save it as UTF-8 text", source=source)
    return _checked(str(guess), source), guess.encoding


def _declared(data: bytes) -> tuple[str, str] | None:
    """The text by the encoding that a page names; a few broken characters are let pass, as browsers do."""
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return None
    name = (match[1] or match[2]).decode("ascii").lower()
    encoding = _NAMES.get(re.sub(r"[^a-z0-9]", "", name))
    if encoding is None:
        return None
    text = data.decode(encoding, errors="replace")
    return (text, encoding) if text.count("\ufffd") <= _MOST_BROKEN * len(text) else None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _text(data: bytes, encoding: str, source: str | None) -> str:
    text = _try(data, encoding)
    if text is None:
        raise SourceBinary(f"this begins like {encoding} text but is none; save it as UTF-8 text", source=source)
    return _checked(text, source)


def _checked(text: str, source: str | None) -> str:
    if _CONTROL.search(text):
        raise SourceBinary("this holds control characters, so it is no text; save the text alone as UTF-8", source=source)
    return text


def _plausibility(text: str) -> int:
    """Signs of Japanese less signs of a wrong encoding."""
    return len(_KANA.findall(text)) - 2 * len(_STRAY.findall(text))
