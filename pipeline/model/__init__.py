"""What travels through the house: one frozen type for each step's result.

Three kinds of position occur, and the types keep them apart:

* **source offsets** (`Span`): half-open Unicode code-point offsets into `Source.text`, the decoded file. They appear in the
  output only.
* **view offsets**: half-open code-point offsets into `Text.view`, the normalised view that all matching works on. Every
  `start`/`end` of a type below `Text` is a view offset. `Text.to_source` is the one way back.
"""

from pipeline.model.analysis import (
    Analysis,
    Layout,
    Line,
    Mention,
    MentionType,
    Name,
    Section,
    SectionKind,
    Sentence,
    Witness,
    Word,
    within,
)
from pipeline.model.facts import (
    Author,
    Award,
    Citation,
    Contact,
    Decision,
    Facts,
    Grant,
    Note,
    Organization,
    Person,
    Publication,
    Warning,
)
from pipeline.model.text import (
    Edit,
    Place,
    Source,
    Span,
    Text,
)

__all__ = [
    "Analysis",
    "Author",
    "Award",
    "Citation",
    "Contact",
    "Decision",
    "Edit",
    "Facts",
    "Grant",
    "Layout",
    "Line",
    "Mention",
    "MentionType",
    "Name",
    "Note",
    "Organization",
    "Person",
    "Place",
    "Publication",
    "Section",
    "SectionKind",
    "Sentence",
    "Source",
    "Span",
    "Text",
    "Warning",
    "Witness",
    "Word",
    "within",
]
