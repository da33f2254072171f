"""The spaCy pipeline component `kisha`, which spaCy finds by the entry point `spacy_factories`: `nlp.add_pipe("kisha")`."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal

from spacy.language import Language

from pipeline import flow
from pipeline.analyse import Engine
from pipeline.bridge.docs import GROUP, Alignment, fill
from pipeline.model import Source

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Kisha:
    """Reads `doc.text` as a release and writes what it says into the Doc; see `pipeline.bridge.fill`.

    It reads the text alone: whatever tokenizer and components the pipeline has, the mentions are those of `kisha extract`. A Doc of
    blanks only is filled with nothing. It keeps nothing but its settings, so saving and loading a pipeline needs no files.
    """

    def __init__(
        self, *, group: str, ents: bool, alignment: Alignment, ner: bool, thorough: bool, reference_date: str | None
    ) -> None:
        self.group, self.ents, self.alignment = group, ents, alignment
        self.ner, self.thorough, self.reference_date = ner, thorough, reference_date

    def __call__(self, doc: Doc) -> Doc:
        """`doc`, filled. Raises KishaError where a dictionary or model is missing."""
        text = doc.text
        source = Source(text, str(doc.user_data.get("id", "doc")), sha256=hashlib.sha256(text.encode("utf-8")).hexdigest())
        release = flow.run(source, ner=self.ner, thorough=self.thorough, engine_ner=Engine.FAST, reference_date=self.reference_date)
        fill(doc, release, group=self.group, ents=self.ents, alignment=self.alignment)
        return doc


@Language.factory(
    "kisha",
    assigns=["doc.spans", "doc.ents"],
    default_config={
        "group": GROUP,
        "ents": True,
        "alignment": "expand",
        "ner": True,
        "thorough": False,
        "reference_date": None,
    },
)
def create(
    nlp: Language,
    name: str,
    group: str,
    ents: bool,
    alignment: Literal["expand", "contract", "strict"],
    ner: bool,
    thorough: bool,
    reference_date: str | None,
) -> Kisha:
    """The component. `group` is the span group; `ents=False` leaves `doc.ents` as it is; `alignment` is one of `Alignment`.

    `ner`, `thorough` and `reference_date` are those of `pipeline.extract`.
    """
    del nlp, name
    return Kisha(group=group, ents=ents, alignment=Alignment(alignment), ner=ner, thorough=thorough, reference_date=reference_date)
