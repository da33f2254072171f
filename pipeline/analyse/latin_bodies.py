"""The grammar of English names of bodies: capitalised words around a head (University, Institute of …), departments joined by commas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Layout, MentionType, Name, Witness

_WORD = r"(?:[A-Z][A-Za-zÀ-ÿ0-9'’.\-]*|[0-9]{1,2}(?:st|nd|rd|th))"
_SMALL = r"(?:of|for|the|and|on|in|at|de|la|du|des|für|der|di|&)"
_HEAD = (
    r"(?:University|Universit[ée]|Universität|Universidad|College|School|Institutes?|Institution|Institut|Laborator(?:y|ies)|Lab|Hospitals?|Cent(?:er|re)s?"
    r"|Clinic|Foundation|Fund|Trust|Endowment|Society|Association|Agency|Ministry|Department|Faculty|Division|Bureau|Office|Academy|Council"
    r"|Commission|Committee|Consortium|Collaborat(?:ion|ors)|Organi[sz]ation|Corporation|Corp|Company|Inc|Ltd|LLC|Co|GmbH|AG|Federation|Union"
    r"|Museum|Observatory|Library|Polytechnic|Initiative|Administration|Authority|Service|Cabinet|Group|Alliance|Network|Unit|Section|Graduate School)"
)
#: One name: capitalised words, joined by small words, among them a head.
_NAME = re.compile(
    rf"(?<![A-Za-z0-9])(?:The )?{_WORD}(?:(?:,? (?:{_SMALL} )*| ?& ?){_WORD}){{0,14}}"
)
_HAS_HEAD = re.compile(rf"(?<![A-Za-z]){_HEAD}(?![a-z])")
_STARTS_WITH_HEAD_OF = re.compile(rf"(?:The )?(?:{_WORD} )*{_HEAD} (?:of|for|on)\b")
