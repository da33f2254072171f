"""The workbench in a browser, against a server as a user starts it: read, correct, save, open again."""

from __future__ import annotations

import json

import pytest

from tests.browser.conftest import NARROW
from tests.serve.running import Running

# an astral character first: what the browser counts is one more than code points from there on
TEXT = (
    "𠮷野線の新しい観測\n\n令和6年4月1日\n\n青嶺大学の青木一郎教授らは、<b onclick=alert(1)>新しい方法</b>を開発した。"
    "本研究は、JSPS科研費 JP19K07120 の助成を受けた。\n"
)
QUIET = "document.getElementById('progress').hidden && !document.getElementById('bench').hidden"
UP_TO_DATE = "document.getElementById('said').querySelector('.en')?.textContent === 'Records are up to date'"
SELECT = "bench.text.select(arguments[0], arguments[1])"


@pytest.fixture(scope="module")
def served(driver, tmp_path_factory):
    folder = tmp_path_factory.mktemp("workbench")
    for name in ("space", "second"):
        (folder / name).mkdir()
    options = ("--workspace", str(folder / "space"), "--second", str(folder / "second"))
    running = Running(folder, "--no-ner", "--workers", "1", *options)
    yield running
    driver.get("about:blank")
    running.kill()


@pytest.fixture
def space(served):
    """The workspace, empty."""
    for name in ("space", "second"):
        for each in (served.log_file.parent / name).iterdir():
            each.unlink()
    return served.log_file.parent / "space"


@pytest.fixture
def opened(open_page, served, space, driver):
    """The workbench with TEXT read; nothing unsaved is left behind to ask about."""
    window = open_page(served.url)
    paste(window, TEXT)
    yield window
    window.script("window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)")


def paste(window, text: str) -> None:
    window.script("document.getElementById('paste').value = arguments[0]", text)
    window.click("#read")
    window.until(QUIET)


def marks(window) -> list[tuple[str, str]]:
    found = "return bench.shown().map((one) => [one.type, one.text])"
    return [tuple(each) for each in window.script(found)]


def select(window, words: str) -> None:
    at = TEXT.index(words)
    window.script("document.getElementById('main').focus()")
    window.script(SELECT, at, at + len(words))
    assert window.script("return getSelection().toString()") == words


def correct(window, *keys: str) -> None:
    """Presses keys that change a mention, and waits until the records follow."""
    window.script("document.getElementById('said').textContent = ''")
    window.press(*keys)
    window.until(UP_TO_DATE)


def save(window, name: str) -> None:
    window.script("document.getElementById('name').value = arguments[0]", name)
    window.click("#save")
    window.until("document.getElementById('said').querySelector('.en')?.textContent === 'Saved'")


def test_read_correct_save_and_open_again(opened, open_page, served, space):
    window = opened
    assert ("PERSON", "青木一郎") in marks(window)
    assert window.all("#text b") == []
    select(window, "𠮷野線")
    correct(window, "L")
    assert ("LOCATION", "𠮷野線") in marks(window)
    correct(window, "O")  # the new mention is the chosen one
    assert ("ORGANIZATION", "𠮷野線") in marks(window)
    correct(window, "{")
    assert ("ORGANIZATION", "𠮷野") in marks(window)
    correct(window, "z")
    assert ("ORGANIZATION", "𠮷野線") in marks(window)
    save(window, "吉野")
    saved = json.loads((space / "吉野.json").read_bytes())
    assert (space / "吉野.txt").read_text(encoding="utf-8") == TEXT
    assert [(each["type"], each["text"]) for each in saved["mentions"]] == marks(window)
    assert (saved["mentions"][0]["start"], saved["mentions"][0]["end"]) == (0, 3)
    assert all(TEXT[each["start"] : each["end"]] == each["text"] for each in saved["mentions"])
    again = open_page(served.url)
    again.until("document.querySelectorAll('#document option').length === 2")
    again.press("n")
    again.until(QUIET)
    assert [(each["type"], each["text"]) for each in saved["mentions"]] == marks(again)
    before = (space / "吉野.json").read_bytes()
    save(again, "吉野")
    assert (space / "吉野.json").read_bytes() == before


def test_records_follow_and_what_is_written_in_them_stays(opened, space):
    window = opened
    reading = "[data-path='people.0.reading']"
    window.script("document.querySelector('[data-key=\"part.people\"]').open = true")
    window.script("document.querySelector('[data-key=\"people.0\"]').open = true")
    window.one(reading).send_keys("あおき いちろう", "\t")
    window.click("[data-key='people.0'] .spot")
    assert window.script("return document.activeElement.textContent") == "青木一郎"
    select(window, "JP19K07120")
    correct(window, "A")
    assert window.one("[data-path='funding.0.awards']").get_attribute("value") == ""
    assert window.one(reading).get_attribute("value") == "あおき いちろう"
    window.click("[data-path='people.add']")
    window.press("赤木二郎", "\t")
    save(window, "a")
    people = json.loads((space / "a.json").read_bytes())["records"]["people"]
    assert [(each["name"], each["reading"]) for each in people] == [("青木一郎", "あおき いちろう"), ("赤木二郎", None)]
    window.click("[data-path='people.1.delete']")
    window.click("#undo")
    assert "赤木二郎" in window.script("return document.querySelector('[data-path=\"people.1.name\"]').value")


def test_keys_alone_choose_value_and_delete(opened):
    window = opened
    count = len(marks(window))
    window.script("document.getElementById('main').focus()")
    window.press("j", "j")
    assert window.script("return document.activeElement.textContent") == marks(window)[1][1]
    correct(window, "x")
    assert len(marks(window)) == count - 1
    correct(window, "z")
    assert len(marks(window)) == count
    correct(window, "y")
    assert len(marks(window)) == count - 1
    window.script("document.getElementById('main').focus()")
    window.press("f", "助成", "\ue007")  # Enter
    assert window.script("return getSelection().toString()") == "助成"
    correct(window, "V")
    assert ("TERM", "助成") in marks(window)


def test_a_value_is_written_and_taken_away(opened, space):
    window = opened
    select(window, "令和6年4月1日")
    window.press("D")  # it is chosen, not marked twice
    assert [kind for kind, text in marks(window) if text == "令和6年4月1日"] == ["DATE"]
    for typed, value in (("2025-04-01", "2025-04-01"), ("\ue003", None)):  # backspace
        window.script("document.getElementById('main').focus()")
        window.press("v")
        window.script("document.activeElement.select()")
        correct(window, typed, "\t")
        assert window.script("return bench.shown().find((one) => one.type === 'DATE').value") == value
    select(window, "𠮷野線")
    correct(window, "L")
    save(window, "e")
    saved = json.loads((space / "e.json").read_bytes())
    assert [each["value"] for each in saved["mentions"] if each["type"] == "DATE"] == [None]


def test_an_edge_is_dragged(opened):
    from selenium.webdriver import ActionChains

    window = opened
    select(window, "新しい")
    correct(window, "V")
    window.script("document.getElementById('said').textContent = ''")
    width = window.one("mark.here").rect["width"] / 3
    ActionChains(window.driver, duration=50).drag_and_drop_by_offset(window.one(".edge[data-edge=end]"), int(width), 0).perform()
    window.until(UP_TO_DATE)
    assert {text for kind, text in marks(window) if kind == "TERM"} == {"新しい観"}


def test_somebody_else_saved(opened, space):
    window = opened
    window.expected_errors.append("412")
    save(window, "c")
    (space / "c.json").write_bytes((space / "c.json").read_bytes() + b"\n")
    window.click("#save")
    window.until("!document.getElementById('conflict').hidden")
    assert (space / "c.json").read_bytes().endswith(b"\n\n")
    window.click("#mine")
    window.until("document.getElementById('conflict').hidden")
    window.until("document.getElementById('said').querySelector('.en')?.textContent === 'Saved'")
    assert not (space / "c.json").read_bytes().endswith(b"\n\n")


def test_agreement_with_the_second_annotator(opened, space):
    window = opened
    save(window, "d")
    other = json.loads((space / "d.json").read_bytes())
    gone = other["mentions"].pop(1)
    (space.parent / "second/d.json").write_text(json.dumps(other), encoding="utf-8")
    window.click("#compare")
    window.until("!document.getElementById('agreement').hidden")
    assert gone["text"] in window.text("#figures li")
    window.click("#figures li button")
    assert window.script("return getSelection().toString()") == gone["text"]


def test_a_file_is_read(open_page, served, space, tmp_path):
    file = tmp_path / "release.html"
    file.write_text("<html><body><h1>新しい方法</h1><p>令和6年4月1日 青嶺大学</p></body></html>", encoding="utf-8")
    window = open_page(served.url)
    window.one("#file").send_keys(str(file))
    window.click("#read")
    window.until(QUIET)
    assert ("DATE", "令和6年4月1日") in marks(window)
    assert window.one("#name").get_attribute("value") == "release"


@pytest.mark.parametrize("dark", [False, True])
def test_everybody_can_use_it(opened, open_page, served, dark):
    assert open_page(served.url, dark=dark).violations() == []
    window = open_page(served.url, dark=dark, width=NARROW)
    paste(window, TEXT)
    window.script("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    window.press("j")
    assert window.violations() == []
