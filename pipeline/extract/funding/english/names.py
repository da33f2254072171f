"""Names that the lexicon knows, and how far a text goes on with them."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.funding import words
from pipeline.extract.funding.brackets import closing
from pipeline.extract.funding.english.scan import Scan, Step
from pipeline.extract.funding.funders import Funder, funder_at, key_of
from pipeline.extract.funding.programmes import Found, glued, programme_at
from pipeline.extract.funding.tokens import Kind, Token

_LEGAL_FORM = re.compile(
    r"(?:National Research and Development Agency|(?:Public Interest|General) Incorporated (?:Foundation|Association)"
    r"|Incorporated Administrative Agency)[, ]+"
)
#: The Second … Program: one of a programme's rounds.
_ORDINAL = re.compile(r"(?:First|Second|Third|Fourth|Fifth|Next|New)[ ]")
#: What a programme's name is followed by in brackets: its subject, in capitals.
_SUBJECT = re.compile(r"[ \n]\((?=[^()]{24,90}\))[A-Z][a-z]+(?:[ \n](?:of|for|and|in|the|on|[A-Z][A-Za-z-]*))+\)")
_OFFICE = re.compile(r",\s+Office\s+of\s+[A-Z][\w&-]+(?:\s+(?:and\s+)?[A-Z][\w&-]+)*")
#: A company's research arm, named with its acronym inside.
_OWN_RESEARCH = re.compile(r" \([A-Z&]{2,6}\) Research(?![ \n][A-Z])")
#: The article belongs to the name where its capital is no sentence's or line's.
_ARTICLE = re.compile(r"(?<=[^\n.] )(?<!- )The $")
_BRACKET = re.compile(r"[ \n]*\((?P<short>[^()]{2,16})\)")
#: A short form: no initials of a person, no country.
_SHORT = re.compile(
    r"(?!(?:[A-Z]\.[ -]?)+$|(?:Japan|USA|UK|China|Korea|Germany|France|Canada|Taiwan)$)"
    r"(?:[A-Z][A-Za-z&./-]{1,11}|(?=[A-Z][A-Za-z]*[A-Z&./-])[A-Z][A-Za-z&./-]{1,11} [A-Z0-9][A-Za-z]*)"
)
_AFTER_PROGRAM = re.compile(
    r"[ \n]*\((?P<bracket>[^()0-9][^()]{0,40})\)|[ \n]+20[0-9]{2}(?![0-9])"
    r"|[ \n]+(?:project|program|programme)[ \n]+[A-Z][A-Za-z]*[A-Z]\w*(?:[ \n]I+)?|[ \n]+(?:Program|Programme|Project)(?![\w-])"
    r"|[ \n]+between[ \n]+[A-Z][a-z]+(?:[ \n]and[ \n][A-Z][a-z]+)?|[ \n]+[SABC](?![A-Za-z])"
    r"|\s+(?:Transformative|Challenging|Early-Career|Specially|Innovative)[ A-Za-z-]*?(?:Areas?|Research|Scientists)"
    r"(?:\s?\([SABC]\)|\s[SABC])?(?![\w-])"
)
_DIGITS = re.compile(r"[0-9]{3}")
_SHORT_PROGRAM = re.compile(r"[A-Z0-9][\w/&. -]{0,24}")
_OF = re.compile(r"[ \n](?:of|from|by)(?:[ \n]the)?[ \n]$")
_BEHIND_QUOTE = re.compile(r"[ \n]?(?:Program|Programme|program|programme)(?![\w-])")


def known_name(scan: Scan, at: int, end: int, *, nested: bool) -> Step:
    """A funder or programme that the lexicon knows; the longer of the two."""
    both = glued(scan.flat, at, end)
    if both:
        middle, finish, programme = both
        yield scan.note(Token(Kind.FUNDER, at, middle, keys=(key_of(scan.flat[at:middle]),), known=True))
        yield scan.note(Token(Kind.PROGRAM, middle, finish, keys=programme.funders, known=True, nested=nested))
        return finish
    ordinal = _ORDINAL.match(scan.flat, at, end)
    later = programme_at(scan.flat, ordinal.end(), end) if ordinal else None
    if later and not later.programme.category:
        return (yield from _programme(scan, replace(later, start=at), end, nested))
    form = _LEGAL_FORM.match(scan.flat, at, end)
    funder = funder_at(scan.flat, form.end() if form else at, end)
    found = programme_at(scan.flat, at, end)
    if found and (funder is None or found.end > funder[0]):
        return (yield from _programme(scan, found, end, nested))
    if funder:
        return (yield from _funder(scan, at, funder, end))
    return at


def _programme(scan: Scan, found: Found, end: int, nested: bool) -> Step:
    programme = found.programme
    finish = program_end(scan, found.end, end, programme.funders)
    yield scan.note(
        Token(
            Kind.PROGRAM,
            found.start,
            finish,
            keys=programme.funders,
            known=not programme.weak,
            category=programme.category,
            umbrella=programme.kakenhi,
            nested=nested,
        )
    )
    return finish


def _funder(scan: Scan, at: int, found: tuple[int, Funder], end: int) -> Step:
    finish, funder = found
    office = _OFFICE.match(scan.view, finish, end)
    finish = office.end() if office else finish
    arm = _OWN_RESEARCH.match(scan.view, finish, end)
    if arm:
        yield scan.note(Token(Kind.FUNDER, at, arm.end(), keys=(funder.key,), known=True))
        return arm.end()
    article = _ARTICLE.search(scan.view, max(0, at - 8), at)
    at = article.start() if article else at
    joined = scan.view[at - 1] == "/"
    yield scan.note(Token(Kind.FUNDER, at, finish, value=funder.kind, keys=(funder.key,), known=True, joined=joined))
    return (yield from abbreviation(scan, finish, end))


def abbreviation(scan: Scan, at: int, end: int) -> Step:
    """The short form in brackets behind a funder's name."""
    bracket = _BRACKET.match(scan.view, at, end)
    if bracket and _SHORT.fullmatch(bracket["short"]):
        yield scan.note(Token(Kind.ABBREVIATION, bracket.start("short"), bracket.end("short")))
        return bracket.end()
    return at


def program_end(scan: Scan, at: int, end: int, known: tuple[str, ...] = ()) -> int:
    """Where a programme's name that is known up to `at` ends: its short form in brackets, a year, a category, a code.

    `known`: its funders; another of their programmes right behind it belongs to the name.
    """
    while at < end:
        following = programme_at(scan.flat, at + 1, end) if scan.view[at] in " \n" else None
        if following and (following.programme.category or set(known) & set(following.programme.funders)):
            at = following.end
            continue
        category = programme_at(scan.flat, at + 2, end) if scan.view.startswith(" (", at) else None
        if category and category.programme.category and scan.view[category.end : category.end + 1] == ")":
            at = category.end + 1
            continue
        more = _SUBJECT.match(scan.view, at, end)
        if more:
            at = more.end()
            continue
        more = _AFTER_PROGRAM.match(scan.view, at, end)
        if more is None or (more["bracket"] is not None and not _is_short_form(scan, more)):
            break
        at = more.end()
    return at


def _is_short_form(scan: Scan, bracket: re.Match[str]) -> bool:
    inner = bracket["bracket"]
    number = scan.unit.number_from(bracket.start(), bracket.end())
    if number or words.labels().search(inner) or _DIGITS.search(inner):
        return False
    return bool(_SHORT_PROGRAM.fullmatch(inner))


def quotation(scan: Scan, at: int, end: int, *, nested: bool) -> Step:
    """What stands in quotation marks: a programme by its head word, else a title."""
    view = scan.view
    if view.startswith("``", at):
        close: int | None = view.find("''", at, end)
        begin = at + 2
    elif view[at] in '“"':
        close, begin = closing(view, at, end), at + 1
    else:
        return at
    if close is None or close < 0:
        return at + 1
    heads = list(words.heads_en().finditer(view, begin, close))
    known = programme_at(scan.flat, begin, close)
    last = scan.last
    if known is None and last and last.kind is Kind.PROGRAM and last.known and not view[last.end : at].strip():
        yield scan.note(Token(Kind.TITLE, begin, close - (view[close - 1] in ",.")))
        return close + 1
    if known or _BEHIND_QUOTE.match(view, close + 1, end) or (heads and heads[-1]["program"]):
        keys = known.programme.funders if known else ()
        yield scan.note(Token(Kind.PROGRAM, begin, close, keys=keys, known=known is not None, nested=nested))
    else:
        finish = close - (view[close - 1] in ",.")  # English puts the comma inside
        kind = (
            Kind.FUNDER
            if heads and heads[-1]["funder"] and scan.last_is(Kind.PROGRAM) and _OF.search(view, at - 8, at)
            else Kind.TITLE
        )
        yield scan.note(Token(kind, begin, finish))
    return close + 1
