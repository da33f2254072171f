"""The page of an evaluation: every figure and every error, nothing of a document but text, quick with many errors."""

from __future__ import annotations

import json
import re

import pytest

from pipeline.evaluate.evaluation import MISTAKE_KINDS
from pipeline.pages.controls import named
from pipeline.pages.errors_shown import side
from pipeline.pages.report import report_page
from pipeline.pages.report_words import KINDS, RECORDS
from tests.pages import samples
from tests.pages.parsed import assert_inert, assert_policy, parsed


@pytest.fixture(scope="module")
def evaluation():
    return samples.evaluation()


@pytest.fixture(scope="module")
def page(evaluation):
    return report_page(evaluation, language="en")


def figures(tree, label):
    row = next(row for row in tree.css("table.figures tr") if row.css_first("th .en") and label == row.css_first("th .en").text())
    return [cell.text(strip=True) for cell in row.css("td")]


def test_the_samples_have_every_kind_of_error(evaluation):
    assert {each.kind for result in evaluation.extractors for each in result.mistakes} == set(MISTAKE_KINDS)
    assert set(MISTAKE_KINDS) == set(KINDS)


def test_extractors_side_by_side(page, evaluation):
    tree = parsed(page)
    strict = [result.micro["strict"] for result in evaluation.extractors]
    cells = figures(tree, "F1 strict")
    assert [cell.split("[")[0] for cell in cells] == [f"{score.f1:.3f}" for score in strict]
    assert f"[{strict[0].f1_interval.low:.3f}–{strict[0].f1_interval.high:.3f}]" in cells[0]
    assert figures(tree, "errors") == [str(len(result.mistakes)) for result in evaluation.extractors]
    assert figures(tree, "peak memory, MB") == ["50", "–"]
    assert figures(tree, "ms a document") == ["250.0", "–"]
    assert figures(tree, "failures") == ["0", "1"]
    assert "crashed" in tree.css_first("details.part li").text()


def test_bars_have_the_lengths_of_their_figures(page, evaluation):
    tree = parsed(page)
    for name, scores in evaluation.extractors[0].types.items():
        row = tree.css_first(f'tbody[data-type="{name}"] tr.e0')
        bar = row.css_first("rect.much")
        if not scores["strict"].count.output:
            assert bar is None
            continue
        assert float(bar.attributes["width"]) == pytest.approx(100 * scores["strict"].f1, abs=0.01)
        assert f"{scores['strict'].f1:.3f}" in row.text()


def test_the_confusion_counts_what_was_taken_for_what(page, evaluation):
    tree = parsed(page)
    table = tree.css("table.confusion")[0]
    columns = [head.text(strip=True) for head in table.css("thead th")][1:]
    rows = {row.css_first("th").text(): [cell.text() for cell in row.css("td")] for row in table.css("tbody tr")}
    assert rows["地名Place"][columns.index("人名Person")] == "1"
    total = sum(int(cell) for cells in rows.values() for cell in cells if cell)
    assert total == sum(each.count for each in evaluation.extractors[0].confusion)


def test_paired_tests_are_shown(page, evaluation):
    tree = parsed(page)
    micro = next(test for test in evaluation.comparisons if test.measure == "micro")
    row = [cell.text(strip=True) for cell in tree.css("table.tests tbody tr")[0].css("td")]
    assert row[0] == f"{micro.difference:+.3f}"
    assert row[-1].startswith(f"{micro.p:.4f}")


def read_errors(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1])


def test_the_data_say_every_error(page, evaluation):
    data = read_errors(page)
    told = []
    for extractor, document, kind, type_, taken, sentence, gold, output in data["errors"]:
        start, text = data["sentences"][sentence]
        sides = [
            [(start + mark[0], start + mark[1], data["types"][mark[2]][0], text[mark[0] : mark[1]], mark[3]) for mark in marks]
            for marks in (gold, output)
        ]
        names = [data["types"][number][0] if number >= 0 else None for number in (type_, taken)]
        told.append((data["extractors"][extractor], data["documents"][document], data["kinds"][kind][0], *names, *sides))
    assert told == [
        (
            result.name, each.document, each.kind, each.type, each.taken_for,
            *([(mark.start, mark.end, mark.type, mark.text, mark.value) for mark in marks] for marks in (each.gold, each.output)),
        )
        for result in evaluation.extractors
        for each in result.mistakes
    ]  # fmt: skip


def test_without_scripts_every_error_is_there(page, evaluation):
    listed = parsed("".join(re.findall(r"<noscript>(.*?)</noscript>", page, re.DOTALL))).css("li.error")
    mistakes = [each for result in evaluation.extractors for each in result.mistakes]
    assert len(listed) == len(mistakes)
    for node, mistake in zip(listed, mistakes, strict=True):
        gold, output = node.css(".words")
        assert [mark.text() for mark in gold.css("mark")] == [named(mark.text) for mark in mistake.gold]
        assert [mark.text() for mark in output.css("mark")] == [named(mark.text) for mark in mistake.output]
        assert all(mark.value in gold.text() for mark in mistake.gold if mark.value)


def test_sides_without_a_sentence_are_their_texts(evaluation):
    mistake = next(each for each in evaluation.extractors[0].mistakes if each.kind == "merged")
    assert side(None, mistake.gold) == tuple((mark.text, True) for mark in mistake.gold)
    assert side(mistake.context, ()) == ()
    assert "".join(words for words, _ in side(mistake.context, mistake.gold)) == mistake.context.text


def test_hostile_texts_and_names_are_text_only(page):
    assert_inert(page)
    assert_policy(page)
    for control in "\u202e\x00":
        assert control not in page
    assert "first<b>\u202e" in read_errors(page)["extractors"], "escaped in the JSON, named by the script"
    assert "first<b>U+202E" in parsed(page).css_first("table.figures thead").text()


def test_many_errors_stay_small():
    evaluation = samples.many_errors(4000)
    page = report_page(evaluation)
    data = read_errors(page)
    assert len(data["errors"]) == 4000
    assert len(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()) < 4000 * 100
    inside = re.search(r"<noscript>(.*?)</noscript>", page, re.DOTALL)[1]
    assert inside.count('<li class="error">') == 3000
    assert "kisha evaluate --json" in inside


def test_an_evaluation_of_a_perfect_extractor():
    gold = samples.marked("one", samples.ONE, ("PERSON", "青木一郎"))
    from pipeline.evaluate import Run, evaluate

    tree = parsed(report_page(evaluate([gold], [Run("mine", {"one": gold})])))
    assert "There are no errors." in tree.css_first("main").text()
    assert not tree.css("#tests")


def test_the_same_evaluation_gives_the_same_bytes(evaluation):
    assert report_page(evaluation) == report_page(samples.evaluation())


def test_every_record_has_a_label():
    from pipeline.evaluate.records import RECORDS as KNOWN

    assert set(KNOWN) == set(RECORDS)
