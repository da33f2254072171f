"""Output documents and gold documents of ours, as the schema has them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.assemble import Release
from pipeline.errors import SourceNotFound, SourceUnreadable

#: Gold may be called so beside its text; its id is what stands before.
_GOLD_SUFFIX = ".gold.json"


def load(path: Path) -> Release:
    """The document in the JSON file at `path`; bare mentions without a document are one too, without records.

    Raises SourceNotFound and SourceUnreadable.
    """
    try:
        data = json.loads(path.read_bytes())
        return Release.model_validate(data if _whole(data) else _bare(data, path))
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise SourceUnreadable("this is no JSON", source=str(path)) from None
    except FileNotFoundError:
        raise SourceNotFound("there is no such file; run `kisha extract` first", source=str(path)) from None
    except OSError as error:
        raise SourceUnreadable(f"the system does not let me read it: {error.strerror}", source=str(path)) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        message = f"this is no document of schema version 1: {where or 'the whole'}: {first['msg']}"
        raise SourceUnreadable(message, source=str(path)) from None


def _whole(data: object) -> bool:
    return not isinstance(data, dict) or "document" in data or "mentions" not in data


def _bare(data: dict[str, Any], path: Path) -> dict[str, Any]:
    """An annotation that has mentions only, as other tools write them: ids are made up, what else it holds is left aside."""
    keys = ("type", "start", "end", "text", "value")
    mentions = [{"id": f"m{n}"} | {key: each[key] for key in keys if key in each} for n, each in enumerate(data["mentions"], 1)]
    about = {"id": _stem(path), "source": "", "media_type": "text/plain", "encoding": "utf-8", "sha256": "", "characters": 0}
    return {"document": about, "mentions": mentions}


def _stem(path: Path) -> str:
    return path.name.removesuffix(_GOLD_SUFFIX).removesuffix(".json")
