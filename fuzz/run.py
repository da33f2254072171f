"""`make fuzz`: every target for its share of FUZZ_SECONDS (300 in all), from new seeds and what earlier runs have kept.

Findings are files in `fuzz/findings/`; the exit status is 1 then. FUZZ_TARGETS names some targets only.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from fuzz import seeds

FOLDER = Path(__file__).parent
FINDINGS, CORPUS, SEEDS = FOLDER / "findings", FOLDER / "corpus", FOLDER / "seeds"
#: Shares of the time: the flow has most to be looked at.
SHARES = {"flow": 5, "pdf": 2, "html": 1, "docx": 1, "plain": 1}
LONGEST = 25  # seconds for one input
MEMORY = 3_000  # megabytes


def main() -> int:
    """Runs the targets one after the other. The exit status: 1 where something was found."""
    wanted = os.environ.get("FUZZ_TARGETS", "").split() or list(SHARES)
    seconds = int(os.environ.get("FUZZ_SECONDS", "300"))
    seeds.write(SEEDS)
    FINDINGS.mkdir(exist_ok=True)
    known = set(FINDINGS.iterdir())
    for target in wanted:
        share = max(5, seconds * SHARES[target] // sum(SHARES[one] for one in wanted))
        print(f"fuzz: {target} for {share} s", flush=True)
        _run(target, share)
    found = sorted(set(FINDINGS.iterdir()) - known)
    for path in found:
        place = path.relative_to(FOLDER.parent)
        print(f"fuzz: found {place}; try it again with: python -m fuzz {path.name.split('-')[0]} {place}")
    print(f"fuzz: {len(found)} findings" + ("; docs/reliability.md says what to do with them" if found else ""))
    return 1 if found else 0


def _run(target: str, seconds: int) -> None:
    corpus = CORPUS / target
    corpus.mkdir(parents=True, exist_ok=True)
    command = [
        *(sys.executable, "-m", "fuzz", target, str(corpus), str(SEEDS / target)),
        *(f"-max_total_time={seconds}", f"-timeout={LONGEST}", f"-rss_limit_mb={MEMORY}", f"-dict={SEEDS / 'words.dict'}"),
        *(f"-artifact_prefix={FINDINGS}/{target}-", "-print_final_stats=1", "-verbosity=1"),
    ]
    done = subprocess.run(command, cwd=FOLDER.parent, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603
    for line in done.stderr.splitlines():
        if line.startswith(("Done ", "stat::number_of_executed", "stat::peak_rss")):
            print(f"  {line}")
    if done.returncode:
        print("\n".join(done.stderr.splitlines()[-30:]))


if __name__ == "__main__":
    sys.exit(main())
