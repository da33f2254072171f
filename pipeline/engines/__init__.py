"""How work is spread: in this process, over processes of this machine, over a Ray cluster. Engines know nothing of releases.

An engine is given `prepare`, which makes the work once a worker, and tasks; it gives back one `Done` a task, in any order. What
work means, what is kept and what counts as a failure is for others: see `pipeline.engines.contract`.
"""

from pipeline.engines.contract import Done, Engine, Fault, FaultKind, Limits, Prepare, Settings, Task, Work
from pipeline.engines.find import BUILT_IN, GROUP, engine, known

__all__ = [
    "BUILT_IN", "GROUP", "Done", "Engine", "Fault", "FaultKind", "Limits", "Prepare", "Settings", "Task", "Work", "engine", "known",
]  # fmt: skip
