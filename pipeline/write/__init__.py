"""Release → bytes: one file for each form of output."""

from pipeline.write.files import write_beside
from pipeline.write.json import to_json, to_json_line

__all__ = ["to_json", "to_json_line", "write_beside"]
