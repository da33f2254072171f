"""What a funder is called in this text: its fullest form there, its short form, and the known funder behind both."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.extract.funding.funders import Funder, funder_of, plain_name
from pipeline.extract.funding.groups import Role, decode
from pipeline.model import Mention, MentionType, Text
from pipeline.resolve.grants.texts import reading

_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥]")


class FunderNames:
    """The names of the funders of a text, by the known funder or the abbreviation that they stand for."""

    def __init__(self, mentions: Iterable[Mention], text: Text) -> None:
        self._text = text
        self._forms: dict[
            str, list[tuple[int, str]]
        ] = {}  # a funder's key → where the text calls it what, as a giver or beside its short form
        self._short: dict[str, str] = {}  # a name, or a funder's key → the short form given beside it
        self._companies: set[str] = set()
        self._defined: dict[str, str] = {}  # a short form that the text defines → the name
        self._read(mentions)

    def _read(self, mentions: Iterable[Mention]) -> None:
        before: Mention | None = None
        view = self._text.view
        for mention in mentions:
            if mention.type not in (MentionType.FUNDER, MentionType.ORGANIZATION):
                continue
            name = reading(self._text, mention.start, mention.end)
            if "会社" in name:
                self._companies.add(name)
            known = funder_of(view[mention.start : mention.end])
            beside = before is not None and re.fullmatch(r"\s?\((?:以下[、,]?\s?)?「?", view[before.end : mention.start])
            abbreviation = any(part.role is Role.ABBREVIATION for part in decode(mention.group)) or (
                beside and mention.end - mention.start < 12 and view[mention.end : mention.end + 1] in (")", "」")
            )
            if abbreviation and before is not None:
                long = reading(self._text, before.start, before.end)
                owner = funder_of(view[before.start : before.end])
                if len(name) > len(long):
                    name, long = long, name  # the full name stands in the brackets
                self._defined.setdefault(name, long)
                self._short.setdefault(owner.key if owner else long, name)
            elif known and (mention.type is MentionType.FUNDER or view.startswith(("(", " ("), mention.end)):
                self._forms.setdefault(known.key, []).append((mention.start, name))
            before = mention

    def known(self, name: str) -> Funder | None:
        """The known funder that `name` (as the view writes it) stands for, by itself or as this text defines it."""
        return funder_of(name) or funder_of(self._defined.get(name, ""))

    def company(self, short: str) -> str:
        """The one company of this text whose name begins with `short` behind its legal form; `short` itself where none does."""
        begun = {name for name in self._companies if plain_name(name).startswith(short)}
        shortest = min(begun, key=len, default=short)
        return shortest if all(name.startswith(shortest) for name in begun) else short

    def fullest(self, name: str, known: Funder | None, before: int) -> str:
        """The fullest form that this text has given by view offset `before` to a funder that a grant calls `name`.

        In the same script where there is one; what a contact block says later does not count.
        """
        defined = self._defined.get(name)
        given = [form for at, form in self._forms.get(known.key, ()) if at < before] if known else []
        forms = [*given, *([defined] if defined else []), name]
        script = bool(_JAPANESE.search(name)) or (name.isupper() and any(_JAPANESE.search(form) for form in forms))
        same = [form for form in forms if bool(_JAPANESE.search(form)) == script] or forms
        # A legal form before the same name makes it no fuller (国立研究開発法人 + 国立がん研究センター).
        same = [form for form in same if form == name or name.isascii() or not form.endswith(name)]
        return max(same, key=lambda form: len(re.sub(r"\s", "", form)))

    def short(self, name: str, full: str, known: Funder | None) -> str | None:
        """The short form that the text uses for the funder, None where it uses one name only."""
        found = self._short.get(known.key) if known else None
        found = found or self._short.get(full) or self._short.get(name)
        if found is None and name != full and name.isascii() and name.isupper():
            return name
        return found if found != full else None
