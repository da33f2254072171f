"""Small dumps in the shape of ROR's schema version 2, of bodies that do not exist."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

NAME = "v9.1-2026-10-01-ror-data"


def name(value, *types, lang="ja"):
    return {"value": value, "types": list(types), "lang": lang}


def record(id_, *names, country="JP", status="active", fundref=None, **more):
    """One record. `names` are texts (Japanese labels; the first is shown) or what `name` makes."""
    listed = [
        name(each, *(("ror_display", "label") if not i else ("label",))) if isinstance(each, str) else each
        for i, each in enumerate(names)
    ]
    external = [{"type": "fundref", "all": fundref, "preferred": fundref[0]}] if fundref else []
    return {
        "id": f"https://ror.org/{id_}",
        "names": listed,
        "status": status,
        "types": ["education"],
        "established": 1949,
        "links": [],
        "relationships": [],
        "domains": [],
        "external_ids": [{"type": "isni", "all": ["0000 0001"], "preferred": None}, *external],
        "locations": [{"geonames_id": 1, "geonames_details": {"name": "Kitahama", "country_code": country, "country_name": "-"}}],
        "admin": {
            "created": {"date": "2020-01-01", "schema_version": "2.0"},
            "last_modified": {"date": "2026-09-30", "schema_version": "2.1"},
        },
        **more,
    }


def shown(value, lang="en"):
    return name(value, "ror_display", "label", lang=lang)


def acronym(value):
    return name(value, "acronym", lang=None)


def alias(value, lang=None):
    return name(value, "alias", lang=lang)


KITAHAMA = record("01aaaaa11", "北浜工科大学", name("Kitahama University of Technology", "label", lang="en"), acronym("KHUT"))
FOUNDATION = record(
    "02bbbbb22", "公益財団法人青葉海洋財団", name("Aoba Ocean Foundation", "alias", lang="en"), fundref=["501100099999"]
)
TWINS = (record("03ccccc33", "日本汐見学会"), record("04ddddd44", "一般社団法人日本汐見学会"))
SMALL = (KITAHAMA, FOUNDATION, *TWINS)


def plain(folder: Path, records=SMALL, file=f"{NAME}_schema_v2.json") -> Path:
    path = folder / file
    path.write_text(json.dumps(list(records), ensure_ascii=False, indent=2), encoding="utf-8")
    return path


def zipped(folder: Path, members, file=f"{NAME}.zip") -> Path:
    """A zip of {member: records or bytes}."""
    path = folder / file
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content if isinstance(content, bytes) else json.dumps(list(content)))
    return path


VERSION_1 = [
    {"id": "https://ror.org/01aaaaa11", "name": "Kitahama University of Technology", "aliases": [], "acronyms": [], "labels": []}
]
