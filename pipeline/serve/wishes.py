"""What clients send, as OpenAPI shows it, and how it becomes a document for a worker."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import AsyncGenerator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from pipeline.assemble import Release
from pipeline.serve.problems import Problem, Refused, refused
from pipeline.serve.reading import Document, Wishes

_LONGEST_NAME = 1_000
Name = Annotated[str, Field(min_length=1, max_length=_LONGEST_NAME)]
Model = TypeVar("Model", bound=BaseModel)


class Options(BaseModel):
    """How a document is read; in the query of a request, the fields of a form, or the `options` of a JSON body."""

    model_config = ConfigDict(extra="forbid")

    ner: Annotated[bool | None, Field(description="ask the neural model too; as the server was started, if not given")] = None
    thorough: Annotated[bool, Field(description="ask it about every sentence, not only where it can make a difference")] = False
    explain: Annotated[bool, Field(description="say what found each mention, its cue, what it beat")] = False
    reference_date: Annotated[date | None, Field(description="the day of release where the text does not give it")] = None
    include_text: Annotated[bool, Field(description="answer {release, text, places}: with the text that offsets refer to")] = False
    redact: Annotated[
        Literal["contacts", "people", "all"] | None,
        Field(description="take out what reaches people, who they are, or both, of the release and its text"),
    ] = None


class Named(Options):
    """Options with what the document is called, as the query or a form has them."""

    name: Annotated[Name | None, Field(description="`document.source`; a file's own name otherwise")] = None
    id: Annotated[Name | None, Field(description="`document.id`; made of the name otherwise")] = None


class ExtractRequest(BaseModel):
    """A document as JSON, and a line of a batch: its text, or the bytes of a file of any readable kind."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str | None, Field(description="the text of the release")] = None
    data: Annotated[str | None, Field(description="a file's bytes in Base64, in place of a text")] = None
    name: Annotated[Name | None, Field(description="`document.source`")] = None
    id: Annotated[Name | None, Field(description="`document.id`; made of the name otherwise")] = None
    options: Options = Options()

    @model_validator(mode="after")
    def _one_content(self) -> ExtractRequest:
        if (self.text is None) == (self.data is None):
            raise ValueError("give either text or data")
        return self


class PlaceRecord(BaseModel):
    """Where a line of a PDF's text stands: offsets, page, and left, bottom, right, top in PDF points."""

    start: int
    end: int
    page: int
    box: tuple[float, float, float, float]


class ReleaseWithText(BaseModel):
    """The answer with `include_text`."""

    release: Release
    text: str
    places: list[PlaceRecord]


def from_json(body: bytes, asked: Mapping[str, str], *, ner: bool) -> Document:
    """A JSON body, or a line of a batch; `asked` is the query, which the body's own words come before. Raises Refused."""
    named = _checked(Named, asked)
    try:
        said = ExtractRequest.model_validate_json(body)
    except ValidationError as error:
        raise _invalid(error) from None
    options = named.model_copy(update={key: getattr(said.options, key) for key in said.options.model_fields_set})
    content = said.text if said.text is not None else _decoded(said.data or "")
    return _document(content, said.name or named.name or "text", said.id or named.id, options, ner=ner)


def from_bytes(body: bytes, asked: Mapping[str, str], *, ner: bool) -> Document:
    """A file as the body itself. Raises Refused."""
    named = _checked(Named, asked)
    return _document(body, named.name or "document", named.id, named, ner=ner)


async def from_form(body: bytes, headers: Headers, asked: Mapping[str, str], *, ner: bool) -> Document:
    """A form with the field `file` (or `text`), and options in other fields. Raises Refused."""
    fields, content, name = dict(asked), None, None
    try:
        form = await MultiPartParser(headers, _once(body), max_files=1, max_fields=20, max_part_size=len(body)).parse()
    except (MultiPartException, KeyError, UnicodeDecodeError):
        raise refused(
            "request-invalid", "this is no sound form with one file; send multipart/form-data with a field `file`"
        ) from None
    for key, value in form.multi_items():
        if key in ("file", "text"):
            if content is not None:
                raise refused("request-invalid", "the form has several documents; send one in a request, or use /v1/batch")
            content = await value.read() if isinstance(value, UploadFile) else value
            name = value.filename if isinstance(value, UploadFile) else None
        elif isinstance(value, str):
            fields[key] = value
    await form.close()
    if content is None:
        raise refused("request-invalid", "the form has no field `file` or `text`")
    named = _checked(Named, fields)
    return _document(content, named.name or (name or "")[-_LONGEST_NAME:] or "document", named.id, named, ner=ner)


async def _once(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body


def _document(content: str | bytes, name: str, id_: str | None, options: Options, *, ner: bool) -> Document:
    """`ner`: whether the server has the model."""
    if options.ner and not ner:
        raise refused("option-unavailable", "this server was started with --no-ner; leave `ner` out")
    day = options.reference_date.isoformat() if options.reference_date else None
    wanted = ner if options.ner is None else options.ner
    return Document(
        content, name, id_, Wishes(wanted, options.thorough, options.explain, day, options.include_text, options.redact)
    )


def _decoded(data: str) -> bytes:
    try:
        return b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        raise refused("request-invalid", "`data` is no Base64") from None


def _checked(model: type[Model], fields: Mapping[str, Any]) -> Model:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise _invalid(error) from None


def _invalid(error: ValidationError) -> Refused:
    """Says where and what, and never quotes what was sent."""
    found = error.errors(include_input=False, include_url=False, include_context=False)
    errors = [{"at": _at(each["loc"]), "message": each["msg"].removeprefix("Value error, ")} for each in found]
    detail = "; ".join(f"{each['at']}: {each['message']}" if each["at"] else each["message"] for each in errors[:3])
    return Refused(Problem("request-invalid", detail, more={"errors": errors}))


def _at(place: tuple[int | str, ...]) -> str:
    """Where in the request, without a client's own words for a field that does not exist."""
    known = {*ExtractRequest.model_fields, *Named.model_fields}
    return ".".join(str(part) if isinstance(part, int) or part in known else "…" for part in place)
