"""`python -m fuzz TARGET [libFuzzer's options]`: one target until it is told to stop; with a file, that input once more."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    from fuzz.targets import TARGETS, timed


def main() -> None:
    """Runs the target that the first argument names."""
    target = TARGETS[sys.argv[1]]
    atheris.Setup([sys.argv[0], *sys.argv[2:]], lambda data: timed(target, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
