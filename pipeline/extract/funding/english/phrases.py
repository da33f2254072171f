"""Phrases in capitals that the lexicon does not know: a funder or a programme by its head word."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.extract.funding import words
from pipeline.extract.funding.codes import is_code
from pipeline.extract.funding.english.names import abbreviation, program_end
from pipeline.extract.funding.english.scan import WORD, Scan, Step
from pipeline.extract.funding.funders import funder_at
from pipeline.extract.funding.programmes import is_category, programme_at
from pipeline.extract.funding.tokens import Kind, Token

#: Words in capitals that begin no name: of a sentence, of a label, a country, a possessive, a person's initials.
_NO_NAME = re.compile(
    r"(?:This|These|The|We|Our|In|It|All|Part|Authors?|Japan|Japanese"
    r"|Grants?(?![ \n](?:for|in)[ \n](?:the[ \n])?[A-Z])|Award|Numbers?|Nos?|Contract|ID|Also|Additional|And|Prof|Dr"
    r"|Mr|Ms|Project|Program(?:me)?(?![ \n](?:of|for|on)[ \n](?:the[ \n])?[A-Z]))(?![ \n][A-Z][a-z]|[\w-])"
    r"|(?:[A-Z]\w+['’]s|[A-Z]\.(?:[- ]?[A-Z]\.)*|[A-Z]{1,3}(?![ \n][A-Z][a-z]|[/\w]))(?![\w-])"
)
_STEP = re.compile(
    rf"[ \n]+(?P<small>(?:(?:of|for|the|and|de|la|du|des|on|to|towards|in|&)[ \n]+)*)(?P<word>{WORD}|20[0-9]{{2}}|[0-9]\.[0-9])"
)
#: A word of small letters with a point ends the sentence; abbreviations of bodies' names do not.
_SENTENCE_END = re.compile(
    r"(?<!Univ)(?<!Inst)(?<!Dept)(?<!Found)(?<!Corp)(?<!Inc)(?<!Ltd)(?<!Natl)(?<!Res)[a-z]{3}\.$|[a-z]{4}\)\.$"
)
#: Only the name of such a programme goes on with "in": Program of Excellence in ….
_OPEN_PROGRAMME = re.compile(r"(?<![\w-])(?:Program(?:me)?|Initiative|Grants?|Fellowships?|Project)[ \n](?:of|for)[ \n]")
_FIRST_WORD = re.compile(WORD)
_WORDS = re.compile(rf"(?:{WORD})(?:[ \n](?:{WORD}))*")
_OPEN_PHRASE = re.compile(r"\b(?:for|of)\b")
_CAPITAL = re.compile(r"(?<![0-9A-Za-z])[A-Z]")
_LOWER_HEAD = re.compile(r"[ \n](?P<word>program|programme|project)(?![\w-])")
#: An acronym that is a list's whole item: ", and JICFuS.".
_ALONE = re.compile(r"[A-Z](?=[a-z]*[A-Z])[A-Za-z]*+(?=[,.;]|\.?$|[ \n]and[ \n])")
_CODE_WORD = re.compile(r"[A-Z](?:[A-Z0-9]*+[/&.-][A-Z0-9]++|[A-Z0-9]++)(?=[ \n])")
#: A name in a funder's brackets with its number behind it: Ministry of … (Smart-breeding System, BAC1001).
_CODE_BEHIND = re.compile(r"[,;:][ \n](?P<code>[0-9A-Z][0-9A-Z-]{3,14})(?=[),;])")
_SHORT_FORM = re.compile(r"[ \n](?:Inc|Ltd|Corp|Co)$")
#: A name without a head with its number in brackets: Academia Sinica (AS-CDA-111-M01).
_NUMBERED = re.compile(r"[ \n]\((?P<code>(?=[0-9A-Z/-]*[0-9]{2})[0-9A-Z]+[-/][0-9A-Z/-]{4,24})\)")
_COMPANY = re.compile(r"(?:[ \n]Co)?\.?,?[ \n](?:Inc|Ltd|LLC|Corp|K\.K)\.?(?![\w-])")
_OF_UNIVERSITY = re.compile(r",[ \n](?:the[ \n])?(?:[Uu]niversity[ \n]of[ \n][A-Z]\w+|[A-Z]\w+[ \n]University|UTokyo)(?![\w-])")
_TRAILING_YEAR = re.compile(r"\s20[0-9]{2}$")
_PROJECT = re.compile(r"Project[ \n](?P<title>[A-Z][\w -]*)(?=[,;)])")
#: Bodies whose name ends with this head, their programme's own name behind it.
_GIVES = re.compile(r"(?:University|Foundation|Society|Association|Academy|Corporation|Trust|Government|Prefecture|City)(?![\w-])")
_OF_PLACE = re.compile(r"[ \n]of[ \n][A-Z]\w+")
_OF = re.compile(r"[ \n](?:of|from|by)(?:[ \n]the)?[ \n]")
#: A body's grant without a name of its own: "… Japan Research Grant".
_PLAIN_GRANT = re.compile(
    r"\s(?P<name>(?:Research|Scientific|Travel|Scholarship)\s(?:Grants?|Awards?|Support)(?:\s20[0-9]{2})?)(?:\s\((?:[A-Z]\.)+\))?$"
)


def phrase(scan: Scan, at: int, end: int, *, nested: bool) -> Step:
    """A phrase in capitals that begins at `at`."""
    project = _PROJECT.match(scan.view, at, end) if nested else None
    if project:
        yield scan.note(Token(Kind.TITLE, project.start("title"), project.end("title")))
        return project.end()
    if not _begins_name(scan, at, end):
        return at
    code = _CODE_WORD.match(scan.view, at, end)
    if code and scan.behind_funder(at) and words.labels().match(scan.view, code.end() + 1, end):
        yield scan.note(Token(Kind.PROGRAM, at, code.end()))
        return code.end()
    alone = _ALONE.match(scan.view, at, end)
    if alone and not nested and scan.view[max(0, at - 4) : at].rstrip()[-1:] in (",", "d", ";", "y"):
        yield scan.note(Token(Kind.FUNDER, at, alone.end()))
        return alone.end()
    finish = phrase_end(scan, at, end)
    if nested and scan.last_is(Kind.FUNDER, Kind.ABBREVIATION) and scan.view[at - 1] == "(":
        code = _CODE_BEHIND.match(scan.view, finish, end + 1)
        if code and is_code(code["code"]) and " " in scan.view[at:finish]:
            yield scan.note(Token(Kind.PROGRAM, at, finish, nested=nested))
            return finish
    company = _COMPANY.match(scan.view, finish, end)
    if company:
        yield scan.note(Token(Kind.FUNDER, at, company.end()))
        return company.end()
    lower = _LOWER_HEAD.match(scan.view, finish, end)
    if lower and (lower["word"] == "project") != scan.behind_funder(at):
        titled = lower["word"] == "project"
        if not titled or not words.heads_en().search(scan.view, at, finish):
            yield scan.note(Token(Kind.TITLE if titled else Kind.PROGRAM, at, finish))
            return lower.end()
    return (yield from _by_head(scan, at, finish, end, nested))


def _begins_name(scan: Scan, at: int, end: int) -> bool:
    if not _CAPITAL.match(scan.view, at, end) or (_NO_NAME.match(scan.view, at, end) and not scan.behind_funder(at)):
        return False
    number = scan.unit.number_from(at, end)
    return number is None or number.start >= at + 4  # else it is a label glued to a number


def _by_head(scan: Scan, at: int, finish: int, end: int, nested: bool) -> Step:
    view = scan.view
    heads = list(words.heads_en().finditer(view, at, finish))
    if view.endswith(("Committee", "Review Board"), at, finish):
        return finish
    numbered = _NUMBERED.match(view, finish, end) if not heads and not nested and not scan.behind_funder(at) else None
    if numbered and is_code(numbered["code"]) and not scan.unit.number_from(finish, numbered.end()) and " " in view[at:finish]:
        yield scan.note(Token(Kind.FUNDER, at, finish))
        return finish
    if not heads:
        if scan.behind_funder(at) and " " in view[at:finish] and words.labels().match(view, finish + 1, end):
            yield scan.note(Token(Kind.PROGRAM, at, finish, nested=nested))
            return finish
        if scan.aid and is_category(view[at:finish]):
            yield scan.note(Token(Kind.PROGRAM, at, finish, keys=("JSPS",), known=True, category=True, nested=nested))
        return finish
    if heads[0].span() == (at, finish):
        return finish  # a head word alone is no name
    middle = _giver_behind(heads, view)
    if middle:
        yield scan.note(Token(Kind.PROGRAM, at, middle, nested=nested))
        return middle
    own = _own_programme(heads, view, at, finish)
    if own and not scan.behind_funder(at):
        yield scan.note(Token(Kind.FUNDER, at, own))
        return own
    year = _TRAILING_YEAR.search(view, at, finish)
    if heads[-1]["program"] and heads[-1].end() in (finish, year.start() if year else finish):
        return (yield from _programme(scan, at, finish, end, nested))
    if not any(head["funder"] for head in heads):
        finish = program_end(scan, finish, end)
        yield scan.note(Token(Kind.PROGRAM, at, finish, nested=nested))
        return finish
    university = _OF_UNIVERSITY.match(view, finish, end)
    finish = university.end() if university else finish
    yield scan.note(Token(Kind.FUNDER, at, finish))
    return (yield from abbreviation(scan, finish, end))


def _giver_behind(heads: list[re.Match[str]], view: str) -> int | None:
    """Where a programme's name ends that its giver's follows: Program of Excellence in … | of the University of …."""
    split = next(((head, other) for head, other in pairwise(heads) if head["program"] and other["funder"]), None)
    if split is None:
        return None
    links = [link for link in _OF.finditer(view, split[0].end(), split[1].start() + 1) if link.end() <= split[1].start()]
    return links[-1].start() if links else None


def _own_programme(heads: list[re.Match[str]], view: str, at: int, finish: int) -> int | None:
    """Where a body's name ends that its own programme's follows: Waseda University | Grants for Special Research Projects."""
    for head, other in pairwise(heads):
        if head["funder"] and _GIVES.match(view, head.start()) and other["program"] and head.start() > at:
            of = _OF_PLACE.match(view, head.end(), finish)
            end = of.end() if of else head.end()
            return end if finish - end > len(other[0]) or other.end() < finish else None
    return None


def _programme(scan: Scan, at: int, finish: int, end: int, nested: bool) -> Step:
    plain = _PLAIN_GRANT.search(scan.view, at, finish)
    if plain and plain.start() > at and not nested and not scan.behind_funder(at):
        yield scan.note(Token(Kind.FUNDER, at, plain.start()))
        yield scan.note(Token(Kind.PROGRAM, plain.start("name"), plain.end("name")))
        return finish
    finish = program_end(scan, finish, end)
    yield scan.note(Token(Kind.PROGRAM, at, finish, nested=nested))
    return finish


def phrase_end(scan: Scan, at: int, end: int) -> int:
    """Where the phrase in capitals ends that begins at `at`: before a known name, a label, or "and" with another name."""
    first = _FIRST_WORD.match(scan.view, at, end)
    if first is None:
        return at + 1
    finish = first.end()
    while (step := _STEP.match(scan.view, finish, end)) and not _SENTENCE_END.search(scan.view, max(at, finish - 12), finish):
        inside = "in" not in step["small"].split() or _OPEN_PROGRAMME.search(scan.view, at, finish)
        if not inside or _is_other(scan, at, finish, step, end):
            break
        finish = step.end()
    while scan.view[finish - 1] in ".,/":
        finish -= 1
    if scan.view.startswith(".", finish) and _SHORT_FORM.search(scan.view, at, finish):
        finish += 1
    country = scan.view.endswith(" Japan", at, finish) and not scan.view.endswith("of Japan", at, finish)
    return finish - 6 if country and words.heads_en().search(scan.view, at, finish - 6) else finish


def _is_other(scan: Scan, at: int, finish: int, step: re.Match[str], end: int) -> bool:
    """Whether another name or a label begins at the next word."""
    word = step.start("word")
    if funder_at(scan.flat, word, end) or programme_at(scan.flat, word, end):
        return True
    if not step["small"] and words.labels().match(scan.view, word, end):
        return True
    if "and" not in step["small"]:
        return False
    heads = list(words.heads_en().finditer(scan.view, at, finish))
    if not heads:
        return False
    if not _OPEN_PHRASE.search(scan.view, heads[0].start(), finish):
        return True
    rest = _WORDS.match(scan.view, word, end)
    return bool(rest and words.heads_en().search(scan.view, rest.start(), rest.end()))
