"""The page of an evaluation in a browser: errors shown, filtered, many of them; on a phone, in the dark, without scripts."""

from __future__ import annotations

import pytest

from pipeline.pages.controls import named
from pipeline.pages.report import report_page
from tests.browser.conftest import NARROW, WIDE
from tests.pages import samples


@pytest.fixture(scope="module")
def evaluation():
    return samples.evaluation()


@pytest.fixture(scope="module")
def page(evaluation):
    return report_page(evaluation, language="en")


def choose(window, name, value):
    from selenium.webdriver.support.select import Select

    Select(window.one(f"#by-{name}")).select_by_visible_text(value)


def shown(window) -> int:
    return len(window.all("#list > li"))


def test_every_error_stands_in_its_sentence(open_page, page, evaluation):
    window = open_page(page)
    errors = window.all("#list > li")
    mistakes = [each for result in evaluation.extractors for each in result.mistakes]
    assert len(errors) == len(mistakes)
    for error, mistake in zip(errors, mistakes, strict=True):
        for css, marks in ((".gold", mistake.gold), (".output", mistake.output)):
            side = error.find_element("css selector", css)
            found = side.find_elements("css selector", "mark")
            assert [mark.get_attribute("textContent") for mark in found] == [named(mark.text) for mark in marks]
            for mark in marks:
                assert mark.value is None or mark.value in side.text


def test_errors_are_filtered(open_page, page, evaluation):
    window = open_page(page)
    choose(window, "kind", "merged")
    assert shown(window) == 1
    assert "緑川花子、赤井三郎" in window.text("#list .output mark")
    assert window.text("#count") == "1 of 1 errors shown"
    window.click("#filters [type=reset]")
    mistakes = {result.name: result.mistakes for result in evaluation.extractors}
    window.until(f"document.querySelectorAll('#list > li').length === {sum(map(len, mistakes.values()))}")
    choose(window, "extractor", "second")
    assert shown(window) == len(mistakes["second"])
    choose(window, "document", "two")
    assert shown(window) == sum(each.document == "two" for each in mistakes["second"])
    choose(window, "type", "Date")
    assert shown(window) == 1


def test_words_narrow_the_errors(open_page, page):
    window = open_page(page)
    window.one("#by-words").send_keys("𠮷野 ２０２４")  # widths are folded
    window.until("document.querySelectorAll('#list > li').length < 12")
    assert shown(window) > 0
    assert all("𠮷野家電" in each.text for each in window.all("#list > li"))
    window.one("#by-words").send_keys("まったくない")
    window.until("document.querySelectorAll('#list > li').length === 0")
    assert window.text("#count") == "0 of 0 errors shown"


def test_a_count_leads_to_its_errors(open_page, page):
    window = open_page(page)
    window.click("td[data-kind='type'] button")
    assert shown(window) == 1
    assert "津軽" in window.text("#list .gold mark")
    assert window.focused().get_attribute("id") == "main"


def test_the_language_changes_lists_too(open_page, page):
    window = open_page(page)
    window.click("#language")
    assert window.text("#list strong") in {"長すぎ", "短すぎ", "余分", "見落とし"}
    choose(window, "kind", "結合")
    assert window.text("#count") == "1件のうち1件を表示"


def test_many_errors_come_in_parts(open_page):
    window = open_page(report_page(samples.many_errors(20_000), language="en"))
    assert shown(window) == 100
    window.click("#more")
    assert shown(window) == 200
    assert window.script("return document.activeElement === document.querySelector('#list').children[100]")
    window.one("#by-words").send_keys("第19999の")
    window.until("document.querySelectorAll('#list > li').length === 1")
    assert not window.one("#more").is_displayed()


def test_without_scripts_every_error_is_there(open_page, page, evaluation):
    window = open_page(page, scripts=False)
    assert len(window.all("noscript li.error")) == sum(len(result.mistakes) for result in evaluation.extractors)
    assert not window.one("#filters").is_displayed()


def test_hostile_texts_do_nothing(open_page, page):
    window = open_page(page)
    assert samples.SCRIPT in window.text("#list")
    assert window.script("return document.querySelectorAll('#list script, table b').length") == 0
    assert "U+202E" in window.text("#list .control")
    assert "first<b>U+202E" in window.text("#list .head")


@pytest.mark.parametrize(("width", "dark"), [(WIDE, True), (NARROW, False)], ids=["wide-dark", "narrow-light"])
def test_everyone_can_use_it(open_page, page, width, dark):
    window = open_page(page, width=width, dark=dark)
    window.script("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert window.violations() == []
    assert window.script("return document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out at the side"
