"""What a section is about, where its heading alone does not tell."""

from __future__ import annotations

import re

from pipeline.model import SectionKind
from pipeline.segment.heading_words import plain

_REFERENCES = re.compile(r"文献|references?$")
_NOTE_MARK = re.compile(r"\s*(?:[(\[]?(?:[※*]|[注註][釈記]?|文献|参考文献|論文)\s*[0-9]|\[[0-9]{1,2}\])")
_CAPTION = re.compile(r"[(（【]?(?:図|表|写真|Fig(?:ure|\.)?|Table)\s*[0-9]{1,2}(?![0-9])")
_GRANT = re.compile(
    r"課題番号|研究種目|研究課題|研究代表者|科研費|科学研究費|助成(?:事業|金|を受け|により)|委託(?:業務|研究|事業)|支援を受け"
    r"|(?<![A-Za-z0-9])JP[A-Z0-9]{6,}|基盤研究 ?\(|若手研究|挑戦的研究"
)
_PAPER = re.compile(r"(?:雑誌|論文|掲載誌|著者|タイトル|DOI|doi)[名題]?\s*[:：]|doi\.org/10\.")
_REACH = re.compile(r"(?:TEL|Tel|tel|電話|FAX|Fax|E-?mail|e-?mail|メール)\s*+(?:[:：.]\s*+)?[+0-9A-Za-z]")


def kind_by_contents(kind: SectionKind | None, heading: str, body: str) -> SectionKind:
    """`kind`, or what `body` (the view's text under the heading) shows where `kind` is None or a list of references holds notes."""
    if kind is SectionKind.PUBLICATION and _REFERENCES.search(plain(heading)) and _NOTE_MARK.match(body):
        return SectionKind.GLOSSARY
    if kind is not None:
        return kind
    lines = [line for line in body.split("\n") if line.strip()]
    if lines and _CAPTION.match(lines[0].strip()):
        return SectionKind.FIGURE
    for pattern, found in ((_GRANT, SectionKind.FUNDING), (_PAPER, SectionKind.PUBLICATION), (_REACH, SectionKind.CONTACT)):
        if lines and 2 * sum(1 for line in lines if pattern.search(line)) > len(lines):
            return found
    return SectionKind.OTHER
