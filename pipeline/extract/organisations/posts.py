"""Posts as the words around bodies name them."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import table


@cache
def post_words() -> str:
    """A regular expression for any word of the table `posts` that is a post or begins one, the longest first."""
    words = {row["word"] for row in table("posts") if row["kind"] in ("stands", "tied", "prefix")}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
