"""What the workbench sends and is answered, as OpenAPI shows it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.assemble import Release
from pipeline.assemble.schema import MentionRecord, Records
from pipeline.model import MentionType
from pipeline.model.annotation import Mark
from pipeline.serve.problems import Problem, Refused, refused

Offset = Annotated[int, Field(ge=0, description="code points of the text")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Marked(_Body):
    """A mention as a person decided it. Without a value it gets the one that its words tell."""

    id: Annotated[str, Field(max_length=100, description="what the records sent with it call it")]
    type: MentionType
    start: Offset
    end: Offset
    value: Annotated[str | None, Field(max_length=10_000)] = None


class ResolveRequest(_Body):
    """A text and its mentions, all decided; and the records as they stand, of which what was edited by hand stays."""

    text: str
    mentions: list[Marked]
    media_type: Annotated[str, Field(max_length=200, description="of the file that the text was read from")] = "text/plain"
    records: Annotated[Records | None, Field(description="the records as they stand")] = None
    resolved: Annotated[
        Records | None, Field(description="what was answered as `resolved` before; null keeps all of `records`")
    ] = None


class ResolveAnswer(BaseModel):
    """What the mentions say: in `release` with edited records as they were edited, in `resolved` without."""

    release: Release
    resolved: Records


class GoldRequest(_Body):
    """A release as it is to be saved, and the text that its offsets refer to."""

    release: Release
    text: str


class Entry(BaseModel):
    """A document of the workspace; `annotated`: it has gold, not only a text."""

    name: str
    annotated: bool


class WorkspaceAnswer(BaseModel):
    """The documents of the workspace, in the order of their names; `second`: another annotator's gold can be compared."""

    open: bool
    second: bool
    documents: list[Entry]


class StoredAnswer(BaseModel):
    """A document of the workspace; no release where nobody annotated it yet."""

    release: Release | None
    text: str


def parsed(model: type[_Body], body: bytes) -> Any:
    """`body` as `model`. Raises Refused, without a word of what was sent."""
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False, include_context=False)
        places = "; ".join(f"{'.'.join(map(str, each['loc'][:4]))}: {each['msg']}" for each in found[:3])
        raise Refused(Problem("request-invalid", places)) from None


def marks(asked: ResolveRequest) -> tuple[Mark, ...]:
    """The mentions as marks. Raises Refused for one that is empty or outside the text."""
    for number, each in enumerate(asked.mentions):
        if not each.start < each.end <= len(asked.text):
            raise refused("request-invalid", f"mentions.{number} is empty or outside the text of {len(asked.text)} characters")
    return tuple(
        Mark(each.start, each.end, str(each.type), asked.text[each.start : each.end], each.value) for each in asked.mentions
    )


def sound(asked: GoldRequest) -> list[MentionRecord]:
    """The mentions in the order of gold, as a person's. Raises Refused for one that is not in the text, or an id twice."""
    found = asked.release.mentions
    for number, each in enumerate(found):
        if each.start >= each.end or asked.text[each.start : each.end] != each.text:
            raise refused("gold-unsound", f"mentions.{number} is not what the text has there; offsets are code points")
    if len({each.id for each in found}) != len(found):
        raise refused("gold-unsound", "two mentions have the same id")
    plain = {"extractor": None, "confidence": None, "cue": None, "beat": None}
    return sorted((each.model_copy(update=plain) for each in found), key=lambda each: (each.start, -each.end))
