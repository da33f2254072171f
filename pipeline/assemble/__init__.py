"""Facts → Release: the document that leaves the house."""

from pipeline.assemble.release import assemble
from pipeline.assemble.schema import SCHEMA_VERSION, Release

__all__ = ["SCHEMA_VERSION", "Release", "assemble"]
