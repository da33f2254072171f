"""Release → Release without personal data: what is taken out is covered in the text by as many signs, so that offsets stay true.

`folded` finds words however they are written, `names` and `contacts` say what is looked for, `cover` covers it in any text, and
`document` applies that to a release. docs/privacy.md says what is promised and what is not.
"""

from pipeline.privacy.document import cover_of, redact, redact_read
from pipeline.privacy.levels import COVER, Level

__all__ = ["COVER", "Level", "cover_of", "redact", "redact_read"]
