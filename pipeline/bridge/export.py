"""Outputs and their texts → a DocBin (`.spacy`), tokenized as spaCy's blank Japanese pipeline does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.annotate.texts import candidates, source_text, text_file
from pipeline.bridge.docs import ALIGNMENT, Alignment, fill
from pipeline.errors import ModelMissing, TextMismatch, TextNotFound
from pipeline.privacy import Level
from pipeline.privacy import redact as without
from pipeline.write import write_beside
from pipeline.write.outputs import Output

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_MOST_BYTES = 40_000  # that Sudachi, spaCy's Japanese tokenizer, is given at a time; it refuses more than 49,149


def write_docbin(
    path: Path,
    found: Iterable[Output],
    *,
    texts: Path | None = None,
    alignment: Alignment = Alignment.EXPAND,
    redact: Level | None = None,
) -> Counter[str]:
    """Writes the Docs of the outputs `found` to `path` and counts `documents`, `spans`, and the mentions `moved` and `lost`.

    A text is looked for in the folder `texts`, beside its output, and where the document's source says. Each Doc has its id in
    `doc.user_data["id"]` and what `fill` writes, both redacted where `redact` is given; the same outputs give the same bytes. All
    Docs are held in memory. Raises TextNotFound, TextMismatch, OutputUnwritable, ModelMissing where there is no spaCy.
    """
    nlp = _blank()
    from spacy.tokens import DocBin

    count, bin_ = (
        Counter[str](),
        DocBin(attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID"], store_user_data=True),
    )
    for each in found:
        text = _text(each, texts)
        if len(text) != each.release.document.characters:
            raise TextMismatch("the text that was found is not the one that was read", source=each.release.document.id)
        release = each.release
        if redact is not None:
            release, covered = without(release, text, redact)
            text = covered or ""
        doc = tokenized(nlp, text)
        doc.user_data["id"] = release.document.id
        fill(doc, release, alignment=alignment)
        bin_.add(doc)
        aligned = doc.user_data[ALIGNMENT]
        count.update(documents=1, spans=len(doc.spans["kisha"]), moved=len(aligned["moved"]), lost=len(aligned["lost"]))
    write_beside(path, bytes(bin_.to_bytes()))
    return count


def tokenized(nlp: Language, text: str) -> Doc:
    """`text` as a Doc of tokens, whatever its length: a long one is tokenized in parts that end with a line where they can."""
    from spacy.tokens import Doc

    if len(text.encode("utf-8")) <= _MOST_BYTES:
        return nlp.make_doc(text)
    tokens = [token for part in _parts(text) for token in nlp.make_doc(part)]
    return Doc(nlp.vocab, words=[token.text for token in tokens], spaces=[bool(token.whitespace_) for token in tokens])


def _parts(text: str) -> Iterator[str]:
    most = _MOST_BYTES // 4  # characters that are never more bytes
    start = 0
    while start < len(text):
        end = start + most
        if end < len(text):
            end = text.rfind("\n", start, end) + 1 or end
        yield text[start:end]
        start = end


def _blank() -> Language:
    try:
        import spacy
    except ImportError:
        raise ModelMissing("this format needs spaCy; install it") from None
    return spacy.blank("ja")


def _text(output: Output, texts: Path | None) -> str:
    document = output.release.document
    file = text_file(candidates(output.path, document.id, document.source, texts))
    if file is None:
        raise TextNotFound("the text is needed; put it beside the output or name its folder with --texts", source=document.id)
    return source_text(file)
