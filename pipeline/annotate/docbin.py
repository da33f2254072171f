"""spaCy DocBin: a `Doc` for each document, one token a code point, so that any span stands on token borders.

The span group `kisha` has every mention with its value as `kb_id_`; `doc.ents` has the layer without overlaps, which spaCy's
trainer reads. Tokens of one code point do no harm there: spaCy aligns the gold with its own tokens by characters.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.annotate.marks import Left, flat, mark, ordered, sound
from pipeline.errors import FormatBroken, ModelMissing
from pipeline.model.annotation import Annotation, Mark

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

GROUP = "kisha"


def to_docbin(annotations: Iterable[Annotation]) -> bytes:
    """The bytes of a `.spacy` file. Raises TextNotFound, TextMismatch, and ModelMissing where there is no spaCy."""
    from spacy.tokens import DocBin

    vocab = _vocab()
    docs = [_doc(each, vocab) for each in annotations]
    return bytes(DocBin(attrs=["ENT_IOB", "ENT_TYPE", "ENT_KB_ID"], store_user_data=True, docs=docs).to_bytes())


def from_docbin(data: bytes, name: str, left: Left | None = None) -> list[Annotation]:
    """The annotations of a `.spacy` file: of the group `kisha` where a Doc has one, else of the group `sc` and `doc.ents`.

    `left` counts the spans of other groups. Raises FormatBroken and ModelMissing.
    """
    from spacy.tokens import DocBin

    left = Left() if left is None else left
    vocab = _vocab()
    try:
        docs = list(DocBin(store_user_data=True).from_bytes(data).get_docs(vocab))
    except Exception as error:  # spaCy raises whatever zlib, msgpack and numpy do
        raise FormatBroken(f"spaCy cannot read this as a DocBin: {error}", source=name) from None
    return [_annotation(doc, name if len(docs) == 1 else f"{name}-{number}", left) for number, doc in enumerate(docs, 1)]


def _vocab() -> Vocab:
    try:
        from spacy.vocab import Vocab
    except ImportError:
        raise ModelMissing("this format needs spaCy; install it") from None
    return Vocab()


def _doc(annotation: Annotation, vocab: Vocab) -> Doc:
    from spacy.tokens import Doc, Span

    text = sound(annotation)
    doc = Doc(vocab, words=list(text), spaces=[False] * len(text))

    def span(each: Mark) -> Span:
        return Span(doc, each.start, each.end, label=each.type, kb_id=each.value or "")

    doc.spans[GROUP] = [span(each) for each in annotation.marks]
    doc.set_ents([span(each) for each in flat(annotation.marks)])
    doc.user_data["id"] = annotation.id
    return doc


def _annotation(doc: Doc, name: str, left: Left) -> Annotation:
    groups = [GROUP] if GROUP in doc.spans else [each for each in ("sc",) if each in doc.spans]
    for key in doc.spans:
        if key not in groups:
            left[f"spans of the group {key}"] += len(doc.spans[key])
    spans = [span for key in groups for span in doc.spans[key]]
    if GROUP not in doc.spans:
        spans += list(doc.ents)
    id_, text = str(doc.user_data.get("id") or name), doc.text
    marks = [mark(text, each.start_char, each.end_char, each.label_, each.kb_id_, source=id_) for each in spans]
    return Annotation(id_, ordered(marks if GROUP in doc.spans else set(marks)), text)  # `sc` and entities often say the same
