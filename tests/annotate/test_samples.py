"""Files as the tools themselves write them are read right."""

from __future__ import annotations

import json

import pytest
import spacy
from spacy.tokens import Doc, DocBin, Span

from pipeline.annotate.brat import from_brat
from pipeline.annotate.docbin import from_docbin, to_docbin
from pipeline.annotate.doccano import from_doccano
from pipeline.annotate.iob2 import from_iob2
from pipeline.annotate.label_studio import from_label_studio
from pipeline.annotate.marks import Left
from pipeline.annotate.texts import moved
from pipeline.annotate.units import Unit
from pipeline.annotate.web_annotation import from_web_annotation
from pipeline.errors import FormatBroken
from pipeline.model.annotation import Annotation, Mark


def spans(annotation):
    return [(each.start, each.end, each.type, each.text, each.value) for each in annotation.marks]


def test_brat():
    text = "青木一郎は北浜\n工科大学の准教授。東京と大阪。\n"
    ann = (
        "T1\tPERSON 0 4\t青木一郎\n"
        "T2\tORGANIZATION 5 7;8 12\t北浜 工科大学\n"
        "#1\tAnnotatorNotes T1\taoki\n"
        "A1\tConfidence T1 High\n"
        "R1\tWorksAt Arg1:T1 Arg2:T2\t\n"
        "N1\tReference T2 ROR:000000000\t北浜工科大学\n"
        "T3\tLOCATION 17 19;20 22\t東京 大阪\n"
        "E1\tAppoint:T1 Who:T2\n"
        "*\tAlias T1 T2\n"
    )
    left = Left()
    assert spans(from_brat("a", text, ann, left)) == [
        (0, 4, "PERSON", "青木一郎", "aoki"),
        (5, 12, "ORGANIZATION", "北浜\n工科大学", None),
    ]
    assert +left == {
        "attributes": 1, "relations": 1, "normalizations": 1, "events": 1, "equivalences": 1, "mentions in several places": 1,
    }  # fmt: skip


@pytest.mark.parametrize("line", ["T1\tPERSON 0 4\t青木二郎", "T1\tPERSON 0\t青", "T1\tPERSON 0 99\t青木一郎", "青木一郎"])
def test_brat_that_does_not_fit(line):
    with pytest.raises(FormatBroken):
        from_brat("a", "青木一郎は", line)


def test_doccano_triples():
    line = '{"id": 7, "text": "🧬青木一郎は北浜工科大学", "label": [[2, 6, "PERSON"], [7, 13, "ORG"]], "Comments": ["？"]}'
    left = Left()
    assert spans(from_doccano(line, "a", left=left)) == [(1, 5, "PERSON", "青木一郎", None), (6, 12, "ORG", "北浜工科大学", None)]
    assert +left == {"comments": 1}


def test_doccano_with_relations():
    line = json.dumps(
        {
            "id": 0,
            "text": "青木一郎は北浜工科大学",
            "entities": [
                {"id": 0, "label": "PERSON", "start_offset": 0, "end_offset": 4},
                {"id": 1, "label": "ORG", "start_offset": 5, "end_offset": 11},
            ],
            "relations": [{"id": 0, "from_id": 0, "to_id": 1, "type": "worksAt"}],
        }
    )
    left = Left()
    assert spans(from_doccano(line, "a", left=left)) == [(0, 4, "PERSON", "青木一郎", None), (5, 11, "ORG", "北浜工科大学", None)]
    assert +left == {"relations": 1}


def test_doccano_gives_values_back_and_says_which_lost_their_span():
    line = '{"text": "1日と2日", "label": [[0, 2, "DATE"]], "values": [[0, 2, "DATE", "x"], [3, 5, "DATE", "y"]], "id": 1}'
    left = Left()
    assert spans(from_doccano(line, "a", left=left)) == [(0, 2, "DATE", "1日", "x")]
    assert +left == {"values whose span is gone": 1}


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"label": []}', '{"text": "a", "label": [["x"]]}', '{"text": "𠮷", "label": [[1, 2, "A"]]}']
)
def test_doccano_that_does_not_fit(line):
    with pytest.raises(FormatBroken):
        from_doccano(line, "a")


def _task(start, end):
    return {
        "id": 1,
        "annotations": [
            {
                "id": 5, "completed_by": 1, "was_cancelled": True,
                "result": [{"type": "labels", "value": {"start": 0, "end": 1, "labels": ["X"]}}],
            },
            {
                "id": 9,
                "completed_by": 1,
                "result": [
                    {
                        "value": {"start": start, "end": end, "text": "test", "labels": ["TERM"]},
                        "id": "gew3t9fgkg", "from_name": "label", "to_name": "text", "type": "labels", "origin": "manual",
                    },
                    {
                        "value": {"start": start, "end": end, "text": ["7"]},
                        "id": "gew3t9fgkg", "from_name": "value", "to_name": "text", "type": "textarea", "origin": "manual",
                    },
                    {"from_id": "gew3t9fgkg", "to_id": "gew3t9fgkg", "type": "relation", "direction": "right", "labels": ["of"]},
                ],
                "was_cancelled": False, "ground_truth": False, "lead_time": 8.4,
            },
        ],
        "file_upload": "1a2b-tasks.json",
        "predictions": [],
        "data": {"text": "🐱 Warning: This is a test text"},
        "meta": {},
        "project": 1,
    }  # fmt: skip


@pytest.mark.parametrize("place", [(21, 25), (22, 26)], ids=["code points, as from 1.9 on", "UTF-16 units, as before"])
@pytest.mark.parametrize("unit", Unit)
def test_label_studio_of_any_version(place, unit):
    left = Left()
    assert spans(from_label_studio(_task(*place), "a", unit, left)) == [(21, 25, "TERM", "test", "7")]
    assert +left == {"relations": 1}


def test_label_studio_without_the_texts_of_regions_counts_as_it_is_told():
    task = _task(22, 26)
    del task["annotations"][1]["result"][0]["value"]["text"]
    assert spans(from_label_studio(task, "a", Unit.UTF16))[0][3] == "test"
    assert spans(from_label_studio(task, "a", Unit.CODE_POINTS))[0][3] == "est "


@pytest.mark.parametrize("task", [[], {}, {"data": {"image": "x"}}])
def test_label_studio_without_text(task):
    with pytest.raises(FormatBroken):
        from_label_studio(task, "a")


def test_conll_of_words():
    content = (
        "-DOCSTART- -X- O O\n\nEU NNP I-NP B-ORG\nrejects VBZ I-VP O\nGerman JJ I-NP B-MISC\ncall NN I-NP I-MISC\n. . O O\n"
        "\n青木\tB-PER\n一郎\tI-PER\nは\tO\n"
    )
    (found,) = from_iob2(content, "a")
    assert found.text == "EU rejects German call.\n青木一郎は\n"
    assert spans(found) == [(0, 2, "ORG", "EU", None), (11, 22, "MISC", "German call", None), (24, 28, "PER", "青木一郎", None)]


def test_conll_of_words_over_its_text():
    text = "青木\n 一郎 は北浜"
    (found,) = from_iob2("青木 B-PER\n一郎 I-PER\nは O\n北浜 I-LOC\n", "a", text)
    assert (found.text, spans(found)) == (text, [(0, 6, "PER", "青木\n 一郎", None), (8, 10, "LOC", "北浜", None)])
    with pytest.raises(FormatBroken):
        from_iob2("青木 B-PER\n二郎 I-PER\n", "a", text)


def test_conll_adjacent_mentions_and_bad_tags():
    (found,) = from_iob2("青木 B-PER\n一郎 B-PER\n", "a")
    assert [each[:2] for each in spans(found)] == [(0, 2), (2, 4)]
    for bad in ("青木 B\n", "青木 S-PER\n", "青木 O-PER\n", "青木 NOUN\n"):
        with pytest.raises(FormatBroken):
            from_iob2(bad, "a")


def test_docbin_of_a_project():
    nlp = spacy.blank("ja")
    doc = Doc(nlp.vocab, words=["青木", "一郎", "は", "東京"], spaces=[False, True, False, False])
    doc.set_ents([Span(doc, 0, 2, label="PERSON")])
    doc.spans["sc"] = [Span(doc, 3, 4, label="GPE"), Span(doc, 0, 2, label="PERSON")]
    doc.spans["other"] = [Span(doc, 0, 1, label="FAMILY")]
    left = Left()
    (found,) = from_docbin(DocBin(docs=[doc]).to_bytes(), "a", left)
    assert (found.id, found.text) == ("a", "青木一郎 は東京")
    assert spans(found) == [(0, 4, "PERSON", "青木一郎", None), (6, 8, "GPE", "東京", None)]
    assert +left == {"spans of the group other": 1}
    with pytest.raises(FormatBroken):
        from_docbin(b"no DocBin", "a")


def test_docbin_is_what_spacy_trains_on():
    """spaCy's own alignment of tokens of one code point with its own tokens gives every entity."""
    from spacy.training import Example

    nlp = spacy.blank("xx")
    annotation = Annotation("a", (Mark(0, 4, "PERSON"), Mark(7, 9, "LOCATION")), "青木一郎 は 東京")
    (reference,) = DocBin().from_bytes(to_docbin([annotation])).get_docs(nlp.vocab)
    assert Example(nlp.make_doc(reference.text), reference).get_aligned_ner() == ["U-PERSON", "O", "U-LOCATION"]


def test_web_annotation_of_a_browser():
    text = "🧬青木一郎は青木氏の兄"
    one = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://example.org/anno1",
        "type": "Annotation",
        "motivation": "tagging",
        "body": {"type": "TextualBody", "value": "PERSON"},
        "target": {
            "source": "http://example.org/releases/a.txt#top",
            "selector": [
                {"type": "RangeSelector", "startSelector": {}, "endSelector": {}},
                {"type": "TextPositionSelector", "start": 2, "end": 6},
                {"type": "TextQuoteSelector", "exact": "青木一郎", "prefix": "🧬", "suffix": "は"},
            ],
        },
    }
    quoted = one | {
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": "PERSON"},
            {"type": "TextualBody", "purpose": "commenting", "value": "？"},
        ],
        "target": {"source": "a.txt", "selector": {"type": "TextQuoteSelector", "exact": "青木", "prefix": "は", "suffix": "氏"}},
    }
    left = Left()
    found = from_web_annotation({"type": "AnnotationPage", "items": [one, quoted]}, "a", text, left)
    assert spans(found) == [(1, 5, "PERSON", "青木一郎", None), (6, 8, "PERSON", "青木", None)]
    assert spans(from_web_annotation(one, "a", text)) == spans(found)[:1]
    twice = quoted | {"target": {"source": "a.txt", "selector": {"type": "TextQuoteSelector", "exact": "青木"}}}
    untagged = one | {"body": "青木", "motivation": "commenting"}
    assert spans(from_web_annotation([twice, untagged], "a", text, left)) == []
    assert +left == {"annotations whose place was not found": 1, "annotations without a tag": 1}
    with pytest.raises(FormatBroken):
        from_web_annotation({"a": 1}, "a", text)


def test_a_text_whose_line_breaks_a_tool_changed():
    original = "  青木\r\n一郎\r\n\r\nは𠮷野家\u3000にいた\r\n"
    theirs = original.replace("\r\n", "\n").strip()
    left = Left()
    found = from_doccano(json.dumps({"text": theirs, "label": [[0, 5, "PERSON"], [8, 12, "ORG"], [5, 7, "BLANK"]]}), "a")
    assert spans(moved(found, original, left)) == [(2, 8, "PERSON", "青木\r\n一郎", None), (13, 16, "ORG", "𠮷野家", None)]
    assert left == {"mentions moved over changed blanks": 2, "mentions of blanks": 1}
    with pytest.raises(FormatBroken):
        moved(found, original.replace("青", "赤"), left)
