"""The fields for people who live in spaCy: the pipeline component `kisha`, and what stands in its documents."""

from pipeline.bridge.docs import ALIGNMENT, GROUP, RECORDS, Alignment, fill, release_of
from pipeline.bridge.export import write_docbin

__all__ = ["ALIGNMENT", "GROUP", "RECORDS", "Alignment", "fill", "release_of", "write_docbin"]
