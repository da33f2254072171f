"""The page of a release in a browser: as a person with a mouse, with keys, on a phone, in the dark, on paper."""

from __future__ import annotations

import base64

import pytest

from pipeline.pages.view import view_page
from pipeline.read import read_bytes
from tests.browser.conftest import NARROW, WIDE
from tests.pages import samples


@pytest.fixture(scope="module")
def page():
    release, text = samples.release()
    return view_page(release, text)


@pytest.fixture(scope="module")
def compared():
    gold, text = samples.release()
    return view_page(samples.worse(gold), text, gold=gold)


def test_a_marker_leads_to_its_note_and_the_note_back(open_page, page):
    window = open_page(page)
    marker = window.one("mark[data-type=MARKER] a.jump")
    anchor = marker.find_element("xpath", "..").get_attribute("id")
    window.click("mark[data-type=MARKER] a.jump")
    assert window.script("return location.hash") == "#note-0"
    window.until("document.querySelector('#note-0').matches(':target')")
    assert window.in_view("#note-0")
    window.click(f"#note-0 .markers a[href='#{anchor}']")
    window.until(f"document.getElementById('{anchor}').matches('.here')")
    assert window.in_view(f"#{anchor}")


def test_a_type_is_switched_off_and_on(open_page, page):
    window = open_page(page)
    button, mark = "button[data-type=DATE]", "mark[data-type=DATE]"
    seen = "return getComputedStyle(document.querySelector(arguments[0])).backgroundColor"
    assert window.script(seen, mark) != "rgba(0, 0, 0, 0)"
    window.click(button)
    assert window.one(button).get_attribute("aria-pressed") == "false"
    assert window.script(seen, mark) == "rgba(0, 0, 0, 0)"
    assert window.script(seen, "mark[data-type=PERSON]") != "rgba(0, 0, 0, 0)"
    window.click(button)
    assert window.script(seen, mark) != "rgba(0, 0, 0, 0)"
    window.click("#none")
    assert window.script("return document.querySelectorAll('main mark:not(.off)').length") == 0
    window.click("#all")
    assert window.script("return document.querySelectorAll('main mark.off').length") == 0


def test_keys_go_from_mention_to_mention(open_page, page):
    window = open_page(page)
    here = "document.activeElement.id"
    window.press("j")
    assert window.script(f"return {here}") == "m0"
    assert window.text("#said").startswith("日付: 令和4年5月12日 = 2022-05-12")
    window.press("j", "j", "k")
    assert window.script(f"return {here}") == "m1"
    window.press("k", "k")
    last = window.script("return Array.from(document.querySelectorAll('main mark[id]')).pop().id")
    assert window.script(f"return {here}") == last
    window.click("button[data-type=DATE]")
    window.press("j")
    assert window.script("return document.activeElement.dataset.type") != "DATE"
    window.press("t")
    assert window.focused().get_attribute("data-type") == window.one("button.type").get_attribute("data-type")
    window.press("r")
    assert window.focused().get_attribute("id") == "records"


def test_keys_with_a_modifier_are_the_browser_s(open_page, page):
    window = open_page(page)
    before = window.script("return document.activeElement.tagName")
    window.script("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', ctrlKey: true, bubbles: true}))")
    assert window.script("return document.activeElement.tagName") == before


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_from_a_record_to_its_mention_and_back(open_page, page, width):
    window = open_page(page, width=width)
    window.click("#person-0 a.spot")
    anchor = window.one("#person-0 a.spot").get_attribute("href").rpartition("#")[2]
    window.until(f"document.getElementById('{anchor}').matches('.here')")
    assert window.in_view(f"#{anchor}")
    assert window.script("return document.querySelector('#person-0').matches('.here')")
    window.script("arguments[0].focus()", window.one(f"#{anchor}"))
    window.press("\ue007")  # Enter
    assert window.focused().get_attribute("id") == "person-0"
    assert window.in_view("#person-0")
    window.click(f"#{anchor}")
    window.click("#said a")
    window.until("document.querySelector('#person-0').matches(':target')")


def test_a_folded_record_opens_when_its_mention_is_chosen(open_page, page):
    window = open_page(page)
    window.script("document.querySelectorAll('details').forEach((one) => { one.open = false; })")
    assert not window.one("#person-0").is_displayed()
    window.click("mark[data-record=person-0]")
    assert window.one("#person-0").is_displayed()
    assert window.in_view("#person-0")


def test_the_language_button(open_page, page):
    window = open_page(page)
    assert window.text("#people").startswith("人 ")
    window.click("#language")
    assert window.script("return document.documentElement.lang") == "en"
    assert window.text("#people").startswith("People")
    window.press("j")
    assert window.text("#said").startswith("Date: ")
    window.click("#language")
    assert window.text("#people").startswith("人 ")


def test_without_scripts_the_ways_are_there(open_page, page):
    window = open_page(page, scripts=False)
    window.click("mark[data-type=MARKER] a.jump")
    assert window.driver.current_url.endswith("#note-0")
    assert len(window.all("main mark[title]")) >= 186


@pytest.mark.parametrize(("width", "dark"), [(WIDE, False), (NARROW, True)], ids=["wide-light", "narrow-dark"])
def test_everyone_can_use_it(open_page, compared, width, dark):
    window = open_page(compared, width=width, dark=dark)
    window.press("j")
    assert window.violations() == []
    assert window.script("return document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out at the side"


def test_a_hostile_release_does_nothing(open_page):
    window = open_page(view_page(samples.hostile_release(), samples.HOSTILE), width=NARROW)
    assert window.script("return document.title").startswith("<script>alert(1)</script>U+202E")
    assert samples.SCRIPT in window.text("main")
    assert window.script("return document.querySelectorAll('main script, main img, main [onclick]').length") == 0
    assert window.violations() == []
    assert window.script("return document.documentElement.scrollWidth <= innerWidth")
    for _ in range(8):
        window.press("j")
    assert window.script("return document.activeElement.tagName") == "MARK"


def test_it_prints_whole(open_page, page):
    window = open_page(page)
    printed = window.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})
    text = read_bytes(base64.b64decode(printed["data"]), "print.pdf").text.replace("\n", "").replace(" ", "")
    assert "ケタミンの即効性抗うつ作用" in text
    assert "JP19K11440" in text
    assert "English" not in text, "buttons are not printed"
