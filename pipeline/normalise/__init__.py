"""Source → Text: a view for matching (width, variants, wrapped lines, Markdown), with the way back to each source character.

`fold` replaces characters one for one, `edits` finds the places where the number of characters changes, `wraps` the line
breaks that no writer meant, `view` puts them together.
"""

from pipeline.normalise.view import normalise

__all__ = ["normalise"]
