"""Pages of HTML that are too large, too deep, or built so that a reader loses its time."""

import pytest

from pipeline.read.limits import MAX_BYTES, MAX_DEPTH, MAX_TAGS
from tests.hostile.refused import outcome

PAGE = b"<!DOCTYPE html><html><body>"


def test_a_hundred_megabytes():
    assert outcome(PAGE + b"<p>x" * 25_000_000) == "source-too-large"


def test_one_tag_more_than_a_page_has():
    assert outcome(PAGE + b"<p>x" * (MAX_TAGS + 1)) == "source-too-large"


@pytest.mark.parametrize(
    "tag", ("div", "span", "b", "ul><li", "ol><li", "table><tr><td", "dl><dt", "dl><div", "nav", "svg", "template", "b><p", "a")
)
def test_a_million_nested_tags_and_as_many_as_are_read(tag):
    assert outcome(PAGE + f"<{tag}>".encode() * 1_000_000) == "source-too-large"
    found = outcome(PAGE + f"<{tag}>".encode() * (MAX_DEPTH // 2 - 2) + "本文".encode())
    assert "本文" in found or found == "source-empty"


def test_tags_in_a_script_are_no_tags():
    script = "<script>" + "if (i <n && a <b ) x = '<div>';" * 10_000 + "</SCRIPT ><style>" + "<div>" * 10_000 + "</style>"
    assert outcome(f"<!DOCTYPE html><html><head>{script}</head><body><p>本文</p></body></html>".encode()) == "本文\n"


@pytest.mark.parametrize(
    "page",
    (
        b"<!---->" * 200_000 + b"<html>x",
        b"<!-- -->\n" * 100_000 + b"<p>x</p",
        b"<?xml " * 100_000 + b"<html>",
        PAGE + b"<p " + b"a='b' " * 1_000_000 + b">x",
        PAGE + b"<p class='" + b"nav-" * 200_000 + b"'>x",
        PAGE + b"<p style='" + b"display" * 1_000_000 + b"'>x",
        b"<html><title>" + b" | " * 200_000 + b"</title><body>x",
        PAGE + b"<pre>" + b"\n" * 1_000_000 + b"x",
        PAGE + b" \n" * 1_000_000 + b"x",
        PAGE + b"&amp" * 1_000_000,
        PAGE + b"<script>" * 300_000,
        PAGE + b"<article>x" * 4_000,
        PAGE + b"<header>x" * 4_000,
        PAGE + b"<ol><li>" * 2_000 + b"<b></b>" * 40_000,
        PAGE + b"<div class=nav><a href=x>y</a><a>b</a><a>c</a>" * 4_000,
        PAGE + b"<ul><li><a href=x>y</a>" * 4_000,
        PAGE + b"<table>" + b"<tr><td>x" * 40_000,
    ),
    ids=range(17),
)
def test_pages_that_cost_time(page):
    assert len(page) < MAX_BYTES
    outcome(page)


@pytest.mark.parametrize("start", ("9" * 6_000, "-1", "٣", "1e9", "0x1", ""))
def test_a_list_may_begin_anywhere(start):
    assert "a" in outcome(PAGE + f"<ol start='{start}'><li>a<li>b</ol>".encode())


def test_references_to_what_is_no_character():
    found = outcome(PAGE + b"<p>a&#xD800;&#0;&#x110000;&#99999999999;&nosuch;b</p>")
    assert found.startswith("a")
    found.encode("utf-8")
