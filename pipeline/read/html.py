"""HTML → Source: the article as a browser shows it, without what surrounds it.

Left out: scripts and styles, navigation, the site's head and foot, side columns, forms' fields, what is hidden, the readings of
ruby. Block elements and <br> end a line, rows of tables are told with tabs, numbers of numbered lists are written out (a note
that the text calls 1 is found by its number). Links are kept as their words; an address that stands only in a link is not part
of the text.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.errors import SourceBroken, SourceEmpty, SourceTooLarge
from pipeline.model import Source
from pipeline.read.blocks import Blocks, collapsed
from pipeline.read.charset import decode
from pipeline.read.limits import MAX_DEPTH, MAX_TABLES_DEEP, MAX_TAGS
from pipeline.read.surroundings import article
from pipeline.read.tables import tell

#: A page of HTML, told by its first tag, whatever stands before it that no browser shows.
_PAGE = re.compile(r"\s*+(?>(?:<\?xml[^>]*>|<!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE | re.DOTALL)
#: A piece of a page: it begins and ends with a tag that makes a block.
_PIECE_START = re.compile(r"\s*+(?><!--.*?-->\s*+)*+<(article|main|section|div|table|h1|p)[\s>]", re.IGNORECASE | re.DOTALL)
_PIECE_END = re.compile(r"</(?:article|main|section|div|table|h1|p)>\s*\Z", re.IGNORECASE)
_HEAD = 20_000  # characters: a licence in a comment may stand before the first tag
_SITE = re.compile(r"(?<!\s)\s++[|｜\-–—:：»]\s+|[|｜]")  # what parts a page's title from the site's name

_DROPPED = (
    "script, style, noscript, template, svg, canvas, iframe, object, embed, audio, video, head, nav, aside, dialog, menu, "
    "button, input, select, textarea, label, datalist, rt, rp, rtc, [hidden], [aria-hidden=true], "
    "[role=navigation], [role=search], [role=complementary], [role=menu], [role=menubar], [role=dialog]"
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_APART = frozenset(
    (
        "address", "article", "blockquote", "details", "div", "dl", "fieldset", "figcaption", "figure", "footer", "form", "h1",
        "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "ol", "p", "pre", "section", "summary", "table", "ul",
    )
)  # fmt: skip
_LINES = frozenset(("caption", "dd", "dt", "legend", "li", "tbody", "td", "tfoot", "th", "thead", "tr"))
_NUMBERED = re.compile(r"\s*(?:[0-9０-９]+[.．)）、]|[（(\[［]?[0-9０-９]+[)）\]］]|[※*＊注①-⑳■●・])")
#: Tags of elements that stand inside each other; <br>, <p>, <li>, <td> and their like end by themselves.
_NESTING = re.compile(
    r"<(/?)(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|d[dt]|option|optgroup|r[bpt]|rtc|t[drh]|tbody|thead|tfoot|"
    r"colgroup|caption|html|head|body)\b)([a-z][a-z0-9-]{0,30})[\s/>]",
    re.IGNORECASE,
)
_NO_MARKUP = ("script", "style")
_MOST_DIGITS = 9  # of a list's first number
_FIRST_WORDS = 40  # characters and nodes in which an item's own number is looked for
_LONG_TERM, _LONG_WORDS = 12, 60  # characters: a <dt> and <dd> that long are told below each other


def is_html(text: str) -> bool:
    """Whether `text` is a page of HTML or a piece of one, not a text that only has tags in it."""
    head = text[:_HEAD]
    return bool(_PAGE.match(head) or (_PIECE_START.match(head) and _PIECE_END.search(text[-200:])))


def read(data: bytes, name: str, sha256: str) -> Source:
    """The article of a page as a Source. Raises SourceBinary, SourceBroken, SourceEmpty, SourceTooLarge."""
    text, encoding = decode(data, source=name)
    return read_decoded(text, encoding, name, sha256)


def read_decoded(text: str, encoding: str, name: str, sha256: str) -> Source:
    """The article of a decoded page as a Source."""
    if text.count("<") > MAX_TAGS or _depth(text) > MAX_DEPTH:
        raise SourceTooLarge("more tags, or deeper ones, than a page has; save the release alone from a browser", source=name)
    tree = LexborHTMLParser(text)
    body = tree.body
    if body is None:
        raise SourceBroken("this page of HTML has no body; save it again from a browser", source=name)
    title = _title(tree)
    for node in tree.css(_DROPPED):
        node.decompose()
    for node in body.css("[style]"):
        if _UNSEEN.search(node.attributes.get("style") or ""):
            node.decompose()
    root = article(body, title)
    blocks = Blocks()
    if root.css_first("h1") is None and title and not _says(root, title):
        blocks.add(title)
        blocks.end(apart=True)
    _Walk(blocks).children(root)
    made = blocks.text()
    if not made.strip():
        raise SourceEmpty("this page of HTML shows no text; save it from a browser after it has loaded", source=name)
    return Source(made, name, "text/html", encoding, sha256, made=True)


def _title(tree: LexborHTMLParser) -> str:
    """The page's own title, without the site's name that follows or precedes it."""
    node = tree.css_first("title")
    parts = [part.strip() for part in _SITE.split(collapsed(node.text())) if part.strip()] if node else []
    return parts[0] if parts else ""


def _says(root: LexborNode, title: str) -> bool:
    return "".join(title.split()) in "".join(root.text().split())


class _Walk:
    """Goes through the elements in order, without recursion but for tables in tables, and tells blocks what they show."""

    def __init__(self, blocks: Blocks, tables: int = 0) -> None:
        self._blocks = blocks
        self._tables = tables
        self._numbers: list[int | None] = []

    def children(self, root: LexborNode) -> None:
        """Tells what stands in `root`."""
        node = root.child
        while node is not None:
            inside = self._opened(node)
            if inside and node.child is not None:
                node = node.child
                continue
            if inside:
                self._closed(node)
            while node.next is None:
                parent = node.parent
                if parent is None or parent.mem_id == root.mem_id:
                    return
                node = parent
                self._closed(node)
            node = node.next

    def _opened(self, node: LexborNode) -> bool:
        """Tells the beginning of an element; whether its children are to be told too."""
        tag = node.tag or ""
        if tag == "-text":
            self._words(node)
        elif tag == "br":
            self._blocks.end()
        elif tag == "table":
            self._blocks.end(apart=True)
            self._blocks.rows(self._rows(node))
            self._blocks.end(apart=True)
            return False
        elif tag == "dl":
            self._blocks.end(apart=True)
            self._blocks.rows(self._terms(node))
            self._blocks.end(apart=True)
            return False
        elif tag in ("ol", "ul"):
            self._blocks.end(apart=not self._numbers)
            self._numbers.append(_start(node) if tag == "ol" else None)
        elif tag == "li":
            self._blocks.end()
            self._number(node)
        elif tag in _APART or tag in _LINES:
            self._blocks.end(apart=tag in _APART)
        return bool(tag) and not tag.startswith(("-", "!"))

    def _closed(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in ("ol", "ul") and self._numbers:
            self._numbers.pop()
            self._blocks.end(apart=not self._numbers)
        elif tag in _APART or tag in _LINES:
            self._blocks.end(apart=tag in _APART)

    def _words(self, node: LexborNode) -> None:
        words = node.text_content or ""
        if node.parent is not None and node.parent.tag == "pre":
            for line in words.split("\n"):
                self._blocks.add(line)
                self._blocks.end()
        else:
            self._blocks.add(words)

    def _number(self, node: LexborNode) -> None:
        if self._numbers and self._numbers[-1] is not None:
            if not _NUMBERED.match(_beginning(node)):
                self._blocks.add(f"{self._numbers[-1]}. ")
            self._numbers[-1] += 1

    def _paragraphs(self, node: LexborNode) -> list[str]:
        inner = Blocks()
        if self._tables < MAX_TABLES_DEEP:
            _Walk(inner, self._tables + 1).children(node)
        else:
            inner.add(node.text())
        return inner.paragraphs()

    def _rows(self, table: LexborNode) -> list[str]:
        lines: list[str] = []
        for row in _own(table, "tr"):
            cells = [self._paragraphs(cell) for cell in row.iter() if cell.tag in ("td", "th")]
            lines += tell(cells)
        captions = [caption for one in table.iter() if one.tag == "caption" for caption in self._paragraphs(one)]
        return captions + lines

    def _terms(self, terms: LexborNode) -> list[str]:
        """A list of terms: a short one beside what it names, a long one above it."""
        lines: list[str] = []
        label: list[str] = []
        for node in _own(terms, "dt", "dd"):
            paragraphs = self._paragraphs(node)
            if node.tag == "dt":
                lines += label
                label = paragraphs
                continue
            beside = len(label) == 1 and len(label[0]) <= _LONG_TERM and not _NUMBERED.match(label[0])
            if beside and paragraphs and all(len(words) <= _LONG_WORDS for words in paragraphs):
                lines += tell([label, paragraphs])
            else:
                lines += [*label, *paragraphs]
            label = []
        return lines + label


def _start(node: LexborNode) -> int | None:
    """The first number of a numbered list; None where it is numbered by letters or not at all."""
    if (node.attributes.get("type") or "1") != "1" or "none" in (node.attributes.get("style") or ""):
        return None
    start = node.attributes.get("start") or "1"
    return int(start) if start.isdecimal() and len(start) <= _MOST_DIGITS else 1


def _depth(text: str) -> int:
    """How deep the elements that end by a tag of their own stand inside each other, at most: the parser's time grows with it."""
    depth = deepest = at = 0
    while match := _NESTING.search(text, at):
        at = match.end()
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
        if not match[1] and match[2].lower() in _NO_MARKUP:
            end = text.find("</", at)  # what stands in it is no tag, whatever it looks like
            while end >= 0 and text[end + 2 : end + 2 + len(match[2])].lower() != match[2].lower():
                end = text.find("</", end + 2)
            at = end if end >= 0 else len(text)
    return deepest


def _beginning(node: LexborNode) -> str:
    """The first words in an element: enough to tell a number."""
    words = ""
    for seen, inner in enumerate(node.traverse(include_text=True)):
        if inner.tag == "-text":
            words = (words + (inner.text_content or "")[:_FIRST_WORDS]).lstrip()
        if len(words) >= _FIRST_WORDS or seen >= _FIRST_WORDS:
            break
    return words


def _own(node: LexborNode, *tags: str) -> list[LexborNode]:
    """The elements of a table or list that are its own, through groups of them, not those of a table or list inside it."""
    found: list[LexborNode] = []
    waiting = [node.iter()]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag in tags:
            found.append(child)
        elif child.tag in ("tbody", "thead", "tfoot", "div"):
            waiting.append(child.iter())
    return found
