"""What of a page of HTML is its article, and what stands around it on every page of a site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# Class and id words of parts that hold links to other pages; such a part is left out where links are most of it.
_AROUND = re.compile(
    r"(?:^|[^a-z])(?:g|global|local|foot|side|main)?-?_?(?:nav\w*|menu\w*|breadcrumbs?|bread-crumbs?|pankuzu|topic-?path|side-?bar|sns|share|social|"
    r"pager|pagination|paging|related|recommend|ranking|skip|languages?|lang|banners?|search|tags?|categor(?:y|ies)|page-?top|toolbar)(?:$|[^a-z])",
    re.IGNORECASE,
)
_SHARE_OF_LINKS = 0.5
_LINK_LIST = 0.85  # of a list's words in links make it a menu, wherever it stands
_FEWEST_LINKS = 3
_MOST_MEASURED = 30_000_000  # characters of lists inside lists that are looked at, before the rest stays as it is
_ADDRESS = re.compile(r"https?://|www\.|10\.\d{4}/|@")
_MOST_OF_IT = 0.7  # of the page's words in one article make it the article
_MAIN_PART = 0.4
_TOO_MUCH = 0.6  # for a head or foot
_HEADS_AND_FEET = "header, footer, [role=banner], [role=contentinfo]"
_MOST_PARTS = 50  # heads, feet, articles of a page


def article(body: LexborNode, title: str) -> LexborNode:
    """The part of `body` to be read, cleaned of the site's own parts. `title`: of the page, without the site's name.

    Where the page marks no article, what its head and foot say besides links stays: it is the letterhead, and names who speaks.
    """
    _drop_link_lists(body)
    whole = len(_words(body))
    around = [node for node in body.css(_HEADS_AND_FEET)[:_MOST_PARTS] if _is_of_site(node, body, title, whole)]
    root = _narrowed(body, whole - sum(len(_words(node)) for node in around))
    if root.mem_id != body.mem_id:
        for node in around:
            node.decompose()
    return root


def _is_of_site(node: LexborNode, body: LexborNode, title: str, whole: int) -> bool:
    if len(_words(node)) > _TOO_MUCH * whole:
        return False  # never closed: the whole page is in it
    return not _inside(node, "article") and not _inside(node, "main") and not _holds_title(node, body, title)


def _inside(node: LexborNode, tag: str) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag == tag:
            return True
        parent = parent.parent
    return False


def _holds_title(node: LexborNode, body: LexborNode, title: str) -> bool:
    """Whether the page's only h1 stands in this head and says the page's title, so that it is the article's own head."""
    own = node.css_first("h1")
    if own is None or len(body.css("h1")) != 1 or not title:
        return False
    words = _words(own)
    return bool(words) and (words in "".join(title.split()) or "".join(title.split()) in words)


def _narrowed(body: LexborNode, whole: int) -> LexborNode:
    """The main part or the article where there is one that holds most of the `whole` words, with the h1 above it."""
    mains = body.css("main, [role=main]")
    if len(mains) == 1 and len(_words(mains[0])) >= _MAIN_PART * whole:
        return mains[0]
    articles = body.css("article, [itemprop=articleBody], [itemtype$=Article]")[:_MOST_PARTS]
    largest = max(articles, key=lambda node: len(_words(node)), default=None)
    if largest is None or len(_words(largest)) < _MOST_OF_IT * whole:
        return body
    heading = body.css_first("h1")
    return largest if heading is None else _with(largest, heading, body)


def _with(node: LexborNode, other: LexborNode, body: LexborNode) -> LexborNode:
    """The smallest element around `node` that holds `other` too."""
    above = {other.mem_id}
    parent = other.parent
    while parent is not None:
        above.add(parent.mem_id)
        parent = parent.parent
    here: LexborNode | None = node
    while here is not None and here.mem_id not in above:
        here = here.parent
    return here if here is not None else body


def _drop_link_lists(root: LexborNode) -> None:
    left = _MOST_MEASURED
    for node in root.css("ul, ol, dl, div, section, p, table"):
        if node.parent is None:
            continue
        named = _AROUND.search(f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}")
        share = _SHARE_OF_LINKS if named else _LINK_LIST
        if not named and node.tag not in ("ul", "ol"):
            continue
        left -= len(node.html or "") if left > 0 else 0
        if left > 0 and _share_of_links(node, share):
            node.decompose()


def _share_of_links(node: LexborNode, share: float) -> bool:
    """Whether so large a share of the words are links to other pages (an address as a link's words is something to read)."""
    links = node.css("a")
    words = [_words(link) for link in links]
    if len(links) < _FEWEST_LINKS or node.css_first("h1, h2") is not None or any(_ADDRESS.search(word) for word in words):
        return False
    return sum(map(len, words)) >= share * len(_words(node))


def _words(node: LexborNode) -> str:
    return "".join(node.text().split())
