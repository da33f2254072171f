"""The page of a release: records tied to their places and back, differences from gold, nothing of a document but text."""

from __future__ import annotations

import re

import pytest

from pipeline.assemble import Release
from pipeline.errors import TextMismatch
from pipeline.model import MentionType
from pipeline.pages.controls import named
from pipeline.pages.timeline import moments
from pipeline.pages.view import view_page
from pipeline.pages.words import TYPES
from tests.pages import samples
from tests.pages.parsed import assert_inert, assert_policy, parsed


@pytest.fixture(scope="module")
def shown():
    release, text = samples.release()
    return release, text, parsed(view_page(release, text))


def classes(tree, css="main mark"):
    return {node.text(): node.attributes.get("class") for node in tree.css(css)}


def test_the_text_is_there_in_full(shown):
    _, text, tree = shown
    body = "".join(node.text() for node in tree.css("main .text"))
    assert re.sub(r"\s", "", body) == re.sub(r"\s", "", text)


def test_every_mention_is_marked_where_it_stands(shown):
    release, _, tree = shown
    for number, mention in enumerate(release.mentions):
        marks = tree.css(f'main mark[data-mention="m{number}"]')
        assert "".join(node.text() for node in marks) == mention.text
        assert {node.attributes["data-type"] for node in marks} == {str(mention.type)}
        assert mention.value is None or mention.value in (marks[0].attributes["title"] or "")


def test_ids_are_unique_and_links_lead_somewhere(shown):
    *_, tree = shown
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    targets = {node.attributes["href"] for node in tree.css("a[href^='#']")} | {
        "#" + node.attributes["data-record"] for node in tree.css("[data-record]")
    }
    assert {target[1:] for target in targets} <= set(ids)


def test_records_lead_to_their_mentions_and_back(shown):
    release, _, tree = shown
    for number, person in enumerate(release.records.people):
        card = tree.css_first(f"#person-{number}")
        assert card.css_first("h3").text().startswith(person.name)
        places = [node.attributes["href"] for node in card.css("a.spot")]
        assert {tree.css_first(place).text() for place in places} == {
            mention.text for mention in release.mentions if mention.id in person.mentions
        }
        assert len(places) == len(set(person.mentions))
        assert all(tree.css_first(place).attributes.get("data-record") for place in places)


def test_a_marker_jumps_to_its_note_and_the_note_back(shown):
    release, _, tree = shown
    note = tree.css_first("#note-0")
    back = [node.attributes["href"] for node in note.css(".markers a")]
    assert len(back) == len(release.records.glossary[0].references)
    for place in back:
        assert tree.css_first(f"{place} > a.jump").attributes["href"] == "#note-0"


def test_a_warning_is_shown_where_it_is(shown):
    *_, tree = shown
    assert tree.css_first(".warned").text() == "令和4年5月12日"
    assert tree.css_first("#warned-0").attributes["href"] == "#warning-0"
    assert [node.attributes["href"] for node in tree.css(".warnings a")] == ["#warned-0"]
    assert len(tree.css(".warnings li")) == 2


def test_the_doi_stands_inside_the_url():
    text = "論文：https://doi.org/10.1000/x1\n"
    mentions = [
        samples.mention("u", "URL", "https://doi.org/10.1000/x1", source=text),
        samples.mention("d", "DOI", "10.1000/x1", source=text),
    ]
    release = samples.hostile_release().model_copy(
        update={"mentions": Release.model_validate({"document": ABOUT, "mentions": mentions}).mentions, "warnings": []}
    )
    tree = parsed(view_page(release, text))
    assert tree.css_first("mark[data-type=URL] > mark[data-type=DOI]").text() == "10.1000/x1"


ABOUT = {"id": "a", "source": "a.txt", "media_type": "text/plain", "encoding": "utf-8", "sha256": "", "characters": 1}


def test_a_hostile_release_is_text_only():
    release = samples.hostile_release()
    page = view_page(release, samples.HOSTILE, gold=release)
    assert_inert(page)
    assert_policy(page)
    tree = parsed(page)
    assert named(samples.HOSTILE).strip() == "\n".join(node.text() for node in tree.css("main .text")).strip()
    assert tree.css_first("h1").text() == named(release.records.title)
    for control in "\u202e\x00\ud83d":
        assert control not in page
    assert [node.text() for node in tree.css("main .control")] == ["U+202E", "U+202C", "U+0000", "U+D83D"]
    page.encode()  # no half of a surrogate pair is left


def test_ids_of_an_output_are_never_ids_of_the_page():
    tree = parsed(view_page(samples.hostile_release(), samples.HOSTILE))
    assert len(tree.css("#main")) == 1
    assert tree.css_first("#main").tag == "main"
    assert tree.css_first("#records").tag == "aside"


def test_blank_edges_are_not_shown():
    tree = parsed(view_page(samples.hostile_release(), samples.HOSTILE))
    text = "".join(node.text() for node in tree.css("main .text"))
    assert text.startswith("北浜工科大学")
    assert text.endswith("揺れること。")


def test_what_is_marked_in_a_blank_edge_is_shown():
    text = "\n\n \n青木一郎。\n\n\n"
    mentions = [samples.mention("m1", "PERSON", " \n青木一郎", source=text), samples.mention("m2", "TERM", "。\n\n", source=text)]
    tree = parsed(view_page(Release.model_validate({"document": ABOUT, "mentions": mentions}), text))
    assert [tree.css_first(f"#m{n}").text() for n in (0, 1)] == [" \n青木一郎", "。\n\n"]


def test_sections_that_do_not_tile_hide_nothing():
    release, text = samples.release()
    for sections in (release.sections[1:], list(reversed(release.sections)), release.sections[:-1], []):
        tree = parsed(view_page(release.model_copy(update={"sections": sections}), text))
        assert len(tree.css("main .text")) == 1
        assert len({node.attributes["data-mention"] for node in tree.css("main mark")}) == len(release.mentions)


def test_gold_shows_agreement_and_difference():
    gold, text = samples.release()
    output = samples.worse(gold)
    tree = parsed(view_page(output, text, gold=gold))
    states = [node.attributes["class"] for node in tree.css("main mark[id]")]
    assert {state: states.count(state) for state in ("missed", "extra", "wrong")} == {"missed": 1, "extra": 1, "wrong": 1}
    assert states.count("agreed") == len(gold.mentions) - 2
    rows = [[cell.text(strip=True) for cell in row.css("td")] for row in tree.css(".agreement tbody tr")]
    person = next(each.text for each in gold.mentions if each.type == "PERSON")
    date = next(each for each in gold.mentions if each.type == "DATE")
    assert [row[0] for row in rows] == ["値の違いother value", "余分not in gold", "見落としmissed"]
    assert rows[0][2:] == [date.text, date.value, "1999-01-01"]
    assert rows[1][2:] == [person, "–", "✓"]
    assert rows[2][2:] == [person, "✓", "–"]


def test_terms_that_the_gold_leaves_out_are_not_judged():
    gold, text = samples.release()
    without = gold.model_copy(update={"mentions": [each for each in gold.mentions if each.type != "TERM"]})
    tree = parsed(view_page(gold, text, gold=without))
    assert tree.css_first(".key.extra").text().endswith(" 0")
    assert {node.attributes["class"] for node in tree.css("main mark[data-type=TERM]")} == {"ignored"}


def test_an_output_for_another_text_is_refused():
    release, text = samples.release()
    with pytest.raises(TextMismatch, match="m1"):
        view_page(release, "x" + text)
    with pytest.raises(TextMismatch, match="the gold"):
        view_page(samples.hostile_release(), samples.HOSTILE, gold=release)


def test_the_same_release_gives_the_same_bytes():
    release, text = samples.release()
    assert view_page(release, text, gold=samples.worse(release)) == view_page(release, text, gold=samples.worse(release))


def test_both_languages_are_there_and_either_comes_first():
    release, text = samples.release()
    pages = {language: parsed(view_page(release, text, language=language)) for language in ("ja", "en")}
    for language, tree in pages.items():
        assert tree.css_first("html").attributes["lang"] == language
        assert tree.css_first("#people").text().startswith("人People")


def test_every_type_has_a_label_and_a_colour():
    style = (samples.ROOT / "pipeline/pages/assets/base.css").read_text(encoding="utf-8")
    assert {str(each) for each in MentionType} == set(TYPES)
    for name in set(TYPES) - {"EMAIL", "PHONE", "FAX"}:  # ways to reach somebody keep the plain colour
        assert f'[data-type="{name}"]' in style


def test_dates_lie_on_a_line():
    values = ["2024-05", "2022", "2023-21", "20XX", "P1W", "2022-05-01/2022-05-03", "2022"]
    mentions = [{"id": f"m{n}", "type": "DATE", "start": n, "end": n + 1, "text": "日", "value": v} for n, v in enumerate(values)]
    found = moments(Release.model_validate({"document": ABOUT, "mentions": mentions}))
    assert [each.value for each in found] == ["2022", "2022-05-01/2022-05-03", "2023-21", "2024-05"]
    assert [each.year for each in found] == ["2022", "2022", "2023", "2024"]
    assert found[0].mentions == ("m1", "m6")
    assert [each.at for each in found] == sorted(each.at for each in found)
    assert (found[0].at, found[-1].at) == (20, 980)
