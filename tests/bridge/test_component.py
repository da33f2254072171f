"""`nlp.add_pipe("kisha")`, found by its entry point, in pipelines of all kinds."""

from __future__ import annotations

from importlib.metadata import entry_points

import pytest
import spacy
from spacy.tokens import Doc

from pipeline import flow
from pipeline.bridge import ALIGNMENT, Alignment, fill, release_of
from pipeline.errors import TextMismatch
from pipeline.model import Source
from tests.write.sample import release

TEXT = """2026年3月4日
北浜工科大学

光で動く分子モーター※1を開発

本研究は、科学技術振興機構（JST）CREST「光で動く分子機械の創成」（JPMJCR2101）およびJSPS科研費 JP22K00123の助成による。

※1 分子モーター：動く分子。

掲載：https://doi.org/10.5555/jmm.2026.0304
"""


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("ja")
    nlp.add_pipe("kisha", config={"ner": False})
    return nlp


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


@pytest.fixture(scope="module")
def wanted():
    return flow.run(Source(TEXT, "doc"), ner=False)


def _spans(doc):
    return [(span.id_, span.label_, span.start_char, span.end_char, span.kb_id_) for span in doc.spans["kisha"]]


def _mentions(found):
    return [(each.id, str(each.type), each.start, each.end, each.value or "") for each in found.mentions]


def test_spans_are_the_mentions(doc, wanted):
    assert len(wanted.mentions) > 10
    assert _spans(doc) == _mentions(wanted)
    assert doc.user_data[ALIGNMENT] == {"moved": [], "lost": [], "not_in_ents": [_id(wanted, "DOI")]}


def _id(found, kind):
    (each,) = (each.id for each in found.mentions if each.type == kind)
    return each


def test_ents_are_flat_and_the_nested_doi_is_a_span(doc):
    assert [entity.label_ for entity in doc.ents].count("URL") == 1
    assert "DOI" not in {entity.label_ for entity in doc.ents}
    assert "DOI" in {span.label_ for span in doc.spans["kisha"]}
    award = next(entity for entity in doc.ents if entity.label_ == "AWARD_NUMBER")
    assert (award.text, award.kb_id_) == ("JPMJCR2101", "JPMJCR2101")


def test_the_release_stands_in_the_doc(doc, wanted):
    found = release_of(doc)
    assert found.records == wanted.records
    assert (found.document.characters, len(found.document.sha256)) == (len(TEXT), 64)
    assert release_of(spacy.blank("ja")("x")) is None
    assert not Doc.has_extension("kisha")


@pytest.mark.parametrize("text", ["", " \n\u3000", "<html><body>令和6年4月1日</body></html>"])
def test_any_text_is_read_as_it_is(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    assert [span.text for span in doc.spans["kisha"]] == (["令和6年4月1日"] if text.strip() else [])


def test_spacy_finds_the_component_by_its_entry_point():
    (found,) = entry_points(group="spacy_factories", name="kisha")
    assert found.value == "pipeline.bridge.component:create"


def test_pipe_and_several_processes_give_the_same(nlp, doc):
    texts = [TEXT, "令和6年4月1日に始まる。", TEXT]
    one = [(_spans(each), each.user_data) for each in nlp.pipe(texts)]
    two = [(_spans(each), each.user_data) for each in nlp.pipe(texts, n_process=2, batch_size=1)]
    assert one == two
    assert one[0] == (_spans(doc), doc.user_data)
    assert [span[4] for span in one[1][0]] == ["2024-04-01"]


def test_a_pipeline_is_saved_and_loaded(nlp, doc, tmp_path):
    nlp.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    assert loaded.get_pipe_config("kisha") == nlp.get_pipe_config("kisha")
    assert _spans(loaded(TEXT)) == _spans(doc)
    assert _spans(Doc(spacy.blank("ja").vocab).from_bytes(doc.to_bytes())) == _spans(doc)


def test_behind_ginza(wanted):
    nlp = spacy.load("ja_ginza", exclude=["parser"])
    nlp.add_pipe("kisha", config={"ner": False}, last=True)
    doc = nlp(TEXT)
    assert _spans(doc) == _mentions(wanted)
    assert {entity.label_ for entity in doc.ents} <= {str(each.type) for each in wanted.mentions}


def test_settings(wanted):
    nlp = spacy.blank("ja")
    nlp.add_pipe("kisha", name="facts", config={"ner": False, "group": "facts", "ents": False, "reference_date": "2026-01-01"})
    doc = nlp("来月5日に開く。JP22K00123")
    assert ("facts" in doc.spans, len(doc.ents), doc.user_data[ALIGNMENT]["not_in_ents"]) == (True, 0, [])
    with pytest.raises(ValueError, match="alignment"):
        nlp.add_pipe("kisha", config={"alignment": "guess"})


def _doc(*words):
    return Doc(spacy.blank("ja").vocab, words=list(words), spaces=[False] * len(words))


def _with(*spans):
    text = "青木一郎教授"
    mentions = [
        {"id": f"m{n}", "type": kind, "start": start, "end": end, "text": text[start:end]}
        for n, (kind, start, end) in enumerate(spans, 1)
    ]
    return release("a").model_validate(release("a").model_dump() | {"mentions": mentions})


PARTS = _with(("PERSON", 0, 4), ("POSITION", 4, 6))


@pytest.mark.parametrize(
    ("alignment", "spans", "moved", "lost", "ents"),
    [
        ("expand", [("m1", "青木一郎教"), ("m2", "郎教授")], ["m1", "m2"], [], ["m1"]),
        ("contract", [("m1", "青木一"), ("m2", "授")], ["m1", "m2"], [], ["m1", "m2"]),
        ("strict", [], [], ["m1", "m2"], []),
    ],
)
def test_mentions_that_the_tokens_do_not_fit(alignment, spans, moved, lost, ents):
    doc = _doc("青木", "一", "郎教", "授")
    fill(doc, PARTS, alignment=Alignment(alignment))
    assert [(span.id_, span.text) for span in doc.spans["kisha"]] == spans
    assert [entity.id_ for entity in doc.ents] == ents
    report = doc.user_data[ALIGNMENT]
    assert (report["moved"], report["lost"]) == (moved, lost)
    assert report["not_in_ents"] == [id_ for id_, _ in spans if id_ not in ents]
    assert [each.text for each in release_of(doc).mentions] == ["青木一郎", "教授"]


def test_contracting_to_nothing_loses_the_mention():
    doc = _doc("青木一郎教", "授")
    fill(doc, PARTS, alignment=Alignment.CONTRACT)
    assert doc.user_data[ALIGNMENT]["lost"] == ["m1"]


def test_a_release_of_another_text_is_refused():
    with pytest.raises(TextMismatch):
        fill(_doc("白井", "花", "子教授"), PARTS)
