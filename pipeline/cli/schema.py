"""`kisha schema`: the JSON Schema of the output."""

from __future__ import annotations

import json

import typer


def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of an output document."""
    from pipeline.assemble.schema import SCHEMA_VERSION, Release

    document = Release.model_json_schema()
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"kisha release, schema version {SCHEMA_VERSION}",
        **{key: value for key, value in document.items() if key != "title"},
    }
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
