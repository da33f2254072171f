"""What can be wrong with a gold file."""

from __future__ import annotations

from dataclasses import dataclass

#: Findings that leave a gold file usable; all others are errors.
WARNINGS = frozenset(
    {
        "text-not-found",
        "document-id",
        "no-value",
        "value-not-in-text",
        "record-not-in-text",
        "record-unmarked",
        "record-without-mentions",
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where in the document, a code that docs/annotation.md lists, what is wrong."""

    where: str
    code: str
    message: str

    @property
    def is_error(self) -> bool:
        """Whether the gold must not be used before this is mended."""
        return self.code not in WARNINGS


def shown(text: object, width: int = 40) -> str:
    """`text` on one line, cut after `width` code points."""
    line = repr(str(text))[1:-1]
    return f"「{line if len(line) <= width else line[: width - 1] + '…'}」"
