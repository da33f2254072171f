"""Release → bytes: one file for each form of output."""

from pipeline.write.files import write_beside
from pipeline.write.json import to_json, to_json_line
from pipeline.write.made import check_redacted_room, check_room, to_places, write_made

__all__ = ["check_redacted_room", "check_room", "to_json", "to_json_line", "to_places", "write_beside", "write_made"]
