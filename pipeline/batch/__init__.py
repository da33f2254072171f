"""Many releases: sources → a run folder that can be stopped, gone on with, trusted and compared.

`run` does it; `docs/batch.md` says what the folder holds. The steps from a document to a Release are `pipeline.flow`'s, how work is
spread is `pipeline.engines`'s.
"""

from pipeline.batch.diff import Difference, compare
from pipeline.batch.options import MaxFailures, Options
from pipeline.batch.run import Order, Progress, Summary, run
from pipeline.batch.status import Status, status

__all__ = ["Difference", "MaxFailures", "Options", "Order", "Progress", "Status", "Summary", "compare", "run", "status"]
